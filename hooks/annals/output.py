"""The one way out to disk: what is made, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file that the generator makes: where it lies below docs/, what it holds, and the file and line that it is made from."""

    uri: str
    content: str | bytes
    edit: tuple[str, int] | None = None
    parent: str | None = None
