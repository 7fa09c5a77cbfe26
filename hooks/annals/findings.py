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

    `interval` is where they share a point. A computed side is what the operands of a comparison give: no source says it.
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
    superseded: tuple[Claim, ...] = ()
    """What was said of it once and replaced by who said it: history, and on no side."""
    backed_by: tuple[Claim, ...] = ()
    placements: tuple[Placement, ...] = ()
    spread: tuple[str, ...] = ()
    corroborated_by: tuple[str, ...] = ()
    derived: str | None = None
    subjects: tuple[str, ...] = ()
    computed: tuple[Interval, ...] = ()
    operands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leading: int = 0
    """While open: which side (from 0) has the most support."""

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
        """What an expression may take the finding to be: what is printed, or each claim's value while it is open.

        Not where a side's claims meet: a ruling prints one claim, and what held before it must still hold.
        """
        claims = self.claims if self.open else (self.printed,)
        readings = [
            claim.value.interval or claim.value.token
            for claim in claims
            if claim is not None and claim.value is not None
        ]
        return [reading for reading in dict.fromkeys(readings) if reading is not None]

    def admits(self, value: Value) -> bool:
        """Whether a value can be true beside what the finding says."""
        return _overlap(_stretches(value), self._said())

    def meets(self, other: Finding) -> bool:
        """Whether what two findings say can be one and the same."""
        return _overlap(self._said(), other._said())

    def _said(self) -> list[Interval | str]:
        # All that agree are believed, each that differ while it is open, and what is printed once it is ruled.
        values = [claim.value for claim in self.claims if claim.value and claim.value.comparable]
        if self.contradicted == "no":
            return _shared(values)
        if self.contradicted == "ruled":
            if self.printed is None:
                return list(self.computed)
            values = [self.printed.value] if self.printed.value else []
        return [stretch for value in values for stretch in _stretches(value)]

    def agrees(self, index: int) -> bool:
        """Whether a claim agrees with what is printed; while the finding is open, none does."""
        claim = self.claims[index]
        if self.contradicted == "no" or claim.value is None or not claim.value.comparable:
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
    pieces = [
        (index, piece)
        for index, claim in enumerate(claims)
        if claim.value
        for piece in claim.value.pieces
    ]
    places: dict[tuple[int, ...], Interval] = {}
    for members in intervals.sides([piece for _, piece in pieces]):
        place = pieces[members[0]][1]
        for member in members[1:]:
            place = place.intersection(pieces[member][1]) or place
        together = tuple(sorted({pieces[member][0] for member in members}))
        earlier = places.get(together)
        places[together] = place if earlier is None else intervals.span([earlier, place])
    # One-of sets may meet in several places, and in some of them fewer than in others.
    found = [
        Side(together, place)
        for together, place in places.items()
        if not any(set(together) < set(other) for other in places)
    ]
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

    `within-source` where it is only there because some source contradicts itself: all others can stand with it on one side.
    """
    if len(sides) < 2:
        return None
    if any(_stands_united(claims, sides, side) for side in sides):
        return "within-source"
    if value_type in ("date", "period"):
        return "date"
    return "choice" if value_type in ("choice", "entity") else "value"


def _stands_united(claims: Sequence[Claim], sides: Sequence[Side], side: Side) -> bool:
    """Whether every source is on this side: with all its claims, or with one if it contradicts itself."""
    voices: dict[str, set[int]] = {}
    for index in sorted({index for each in sides for index in each.claims}):
        voices.setdefault(claims[index].source, set()).add(index)
    return all(
        voice <= set(side.claims)
        or (voice & set(side.claims) and not any(voice <= set(other.claims) for other in sides))
        for voice in voices.values()
    )


def _stretches(value: Value) -> list[Interval | str]:
    return [value.token] if value.token is not None else list(value.pieces)


def _shared(values: Sequence[Value]) -> list[Interval | str]:
    """Where all of these values, which agree, share a point."""
    if not values or values[0].token is not None:
        return _stretches(values[0]) if values else []
    shared = list(values[0].pieces)
    for value in values[1:]:
        met = [one.intersection(piece) for one in shared for piece in value.pieces]
        shared = [place for place in met if place is not None]
    return list(shared)


def _overlap(left: Sequence[Interval | str], right: Sequence[Interval | str]) -> bool:
    return any(
        one.meets(other)
        if isinstance(one, Interval) and isinstance(other, Interval)
        else one == other
        for one in left
        for other in right
    )
