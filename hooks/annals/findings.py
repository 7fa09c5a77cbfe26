"""What a finding is: all claims of one identity, the sides they take, and what we print."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from annals import intervals
from annals.claims import Claim, Conditions
from annals.intervals import Interval
from annals.values import Value

Kind = Literal["value", "date", "choice", "arithmetic", "within-source"]
Support = Literal["single-source", "repeated", "corroborated"]
Interest = Literal["own", "interested", "independent", "unstated"]


@dataclass(frozen=True, slots=True)
class Side:
    """Claims that can all be true together; `claims` are indices into the finding's claims.

    A computed side is what the operands of a comparison give: no source says it.
    """

    claims: tuple[int, ...]
    interval: Interval | None = None
    token: str | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a claim of a vaguer finding belongs: it backs one finding, could be any of several, or is unplaced."""

    claim: Claim
    state: Literal["backs", "any-of", "unplaced"]
    findings: tuple[str, ...]


@dataclass(slots=True)
class Finding:
    """All claims on one subject, property and conditions, reconciled. Made once, by `reconcile`, and not changed after."""

    id: str
    subject: str
    property: str
    conditions: Conditions
    claims: tuple[Claim, ...]
    sides: tuple[Side, ...] = ()
    kind: Kind | None = None
    contradicted: Literal["no", "open", "ruled"] = "no"
    ruling: str | None = None
    printed: Claim | None = None
    support: Support = "single-source"
    interest: Interest = "unstated"
    backed_by: tuple[Claim, ...] = ()
    placements: tuple[Placement, ...] = ()
    spread: tuple[str, ...] = ()
    corroborated_by: tuple[str, ...] = ()
    derived: str | None = None
    subjects: tuple[str, ...] = ()
    computed: tuple[Interval, ...] = ()
    operands: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @builtins.property  # `property` is a field here
    def open(self) -> bool:
        """Whether sources differ and nothing is decided, so that the span is printed."""
        return self.contradicted == "open"

    @builtins.property  # `property` is a field here
    def span(self) -> Interval | None:
        """The smallest interval that covers every side; None for words."""
        covered = [side.interval for side in self.sides if side.interval is not None]
        return intervals.span(covered) if covered and len(covered) == len(self.sides) else None

    def readings(self) -> list[Interval | str]:
        """What an expression may take the finding to be: what is printed, or each side while it is open."""
        if self.open:
            return [
                reading
                for side in self.sides
                if (reading := side.interval or side.token) is not None
            ]
        value = self.printed.value if self.printed else None
        reading = (value.interval or value.token) if value else None
        return [] if reading is None else [reading]

    def admits(self, value: Value) -> bool:
        """Whether a value meets what is printed, or any side while the finding is open."""
        if self.open:
            return any(
                claim.value is not None and claim.value.meets(value) for claim in self.claims
            )
        printed = self.printed.value if self.printed else None
        return printed is not None and printed.meets(value)

    def agrees(self, index: int) -> bool:
        """Whether a claim agrees with what is printed (while open: with any other source's claim)."""
        claim = self.claims[index]
        if claim.value is None or not claim.value.comparable:
            return True
        if self.open:
            return False
        return self.admits(claim.value)

    def side_of(self, index: int) -> int:
        """The number, from 1, of the first side that a claim is on; 0 for what cannot be compared."""
        for number, side in enumerate(self.sides, 1):
            if index in side.claims:
                return number
        return 0


def sides_of(claims: Sequence[Claim]) -> tuple[Side, ...]:
    """The maximal sets of claims that share a point, in the order of the axis; then words, each a side of its own."""
    ranged = [
        (index, claim.value.interval)
        for index, claim in enumerate(claims)
        if claim.value and claim.value.interval is not None
    ]
    found = []
    for members in intervals.sides([interval for _, interval in ranged]):
        shared = ranged[members[0]][1]
        for member in members[1:]:
            shared = shared.intersection(ranged[member][1]) or shared
        found.append(Side(tuple(ranged[member][0] for member in members), shared))
    tokens: dict[str, list[int]] = {}
    for index, claim in enumerate(claims):
        if claim.value and claim.value.token is not None:
            tokens.setdefault(claim.value.token, []).append(index)
    found += [Side(tuple(members), token=token) for token, members in sorted(tokens.items())]
    return tuple(found)


def contradiction_kind(
    claims: Sequence[Claim], sides: Sequence[Side], value_type: str
) -> Kind | None:
    """How the sides contradict each other, or None where there is one at most.

    `within-source` where it is only there because some source contradicts itself.
    """
    if len(sides) < 2:
        return None
    torn = {
        claim.source
        for index, claim in enumerate(claims)
        for other, second in enumerate(claims)
        if index < other and claim.source == second.source and not _together(index, other, sides)
    }
    rest = [claim for claim in claims if claim.source not in torn]
    if torn and len(sides_of(rest)) < 2:
        return "within-source"
    if value_type in ("date", "period"):
        return "date"
    return "choice" if value_type in ("choice", "entity") else "value"


def _together(left: int, right: int, sides: Sequence[Side]) -> bool:
    listed = {index for side in sides for index in side.claims}
    if left not in listed or right not in listed:
        return True
    return any(left in side.claims and right in side.claims for side in sides)
