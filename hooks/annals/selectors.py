"""References to findings: `subject/property?key=value&…`, the exact id or a selector of one."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

# The characters of a reference; operators need spaces around them because ids hold hyphens.
REFERENCE = r"[a-z0-9-]+/[a-z0-9-]+(?:\?[^\s?`\"'()\]]+)?"
_WHOLE = re.compile(REFERENCE + r"\Z")
ONLY = "only"


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed reference; `only` means exactly these keys."""

    text: str
    subject: str
    property: str
    conditions: tuple[tuple[str, str], ...]
    only: bool

    @builtins.property  # `property` is a field here
    def canonical(self) -> str:
        """The reference with its keys sorted: one spelling for one meaning."""
        parts = [f"{key}={value}" for key, value in self.conditions] + [ONLY] * self.only
        head = f"{self.subject}/{self.property}"
        return f"{head}?{'&'.join(parts)}" if parts else head


class Conditioned(Protocol):
    """Anything that has conditions to be selected by."""

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Sorted pairs of key and value."""
        ...


F = TypeVar("F", bound=Conditioned)


def parse_selector(text: str) -> Selector | str:
    """The selector in this text, or one sentence that says what is wrong with it."""
    if not _WHOLE.match(text):
        return (
            f"'{text}' is no reference: subject/property or subject/property?key=value is expected"
        )
    head, _, query = text.partition("?")
    subject, _, prop = head.partition("/")
    conditions: dict[str, str] = {}
    only = False
    for part in filter(None, query.split("&")):
        key, equals, value = part.partition("=")
        if part == ONLY:
            only = True
        elif not equals or not value:
            return f"'{part}' in '{text}' is no condition: key=value is expected"
        elif key in conditions:
            return f"'{key}' stands twice in '{text}'"
        else:
            conditions[key] = value
    return Selector(text, subject, prop, tuple(sorted(conditions.items())), only)


def select(selector: Selector, findings: Mapping[tuple[str, str], Iterable[F]]) -> list[F]:
    """The findings that a selector means: one if it is sound, none, or all that it could mean.

    The exact id wins; else every finding that states all the keys named.
    """
    candidates = findings.get((selector.subject, selector.property), ())
    exact = [finding for finding in candidates if finding.conditions == selector.conditions]
    if exact or selector.only:
        return exact
    wanted = set(selector.conditions)
    return [finding for finding in candidates if wanted <= set(finding.conditions)]
