"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from annals.diagnostics import Report, Severity
from annals.project import Project

Scope = Literal["file", "record", "prose"]
Check = Callable[[Project, Report], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, a sentence, what it looks at, and the function that complains.

    Rules without a function are found while a file is read: what they refuse never becomes a record.
    """

    id: str
    sentence: str
    scope: Scope
    check: Check | None = None
    severity: Severity = "error"
