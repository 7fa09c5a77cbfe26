"""What a claim is, and the id of the finding that it belongs to."""

from __future__ import annotations

import builtins
from dataclasses import dataclass

from annals.load import Steps
from annals.values import Value

Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says at one place.

    `conditions` are the identity's: sorted, with `by` for measured properties and `as_of` for those over time. `at` has, for each
    key (`?key` for a condition), the path of the level at which it was said; `path` is that of the claim or cell itself.
    """

    source: str
    subject: str
    property: str
    conditions: Conditions
    value: Value | None
    text: str
    kind: str
    place: str | None
    evaluator: str | None
    as_of: str | None
    via: str | None
    superseded_by: str | None
    named: str | None
    printed: str | None
    note: str | None
    due: str | None
    outcome: str | None
    came: str | None
    searched: str | None
    derived: str | None
    file: str
    line: int
    path: Steps
    at: dict[str, Steps]

    @builtins.property  # `property` is a field here
    def key(self) -> str:
        """The canonical id of the finding that this claim belongs to: decided by the claim alone."""
        return self.derived or finding_id(self.subject, self.property, self.conditions)

    @builtins.property  # `property` is a field here
    def order(self) -> tuple[str, int, Steps]:
        """A total order over claims that does not depend on the order of files."""
        # Of two paths in one file, steps at the same depth below the same place are both numbers or both names.
        return (self.source, self.line, self.path)


def finding_id(subject: str, prop: str, conditions: Conditions) -> str:
    """`subject/property?key=value&…`, with sorted keys; what is unstated is left out."""
    query = "&".join(f"{key}={value}" for key, value in sorted(conditions))
    return f"{subject}/{prop}?{query}" if query else f"{subject}/{prop}"
