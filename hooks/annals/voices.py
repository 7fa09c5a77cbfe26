"""Claims by voice: what one origin says, and what only copies it, told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annals.claims import Claim
from annals.record import Record
from annals.scene import TIERS


@dataclass(frozen=True, slots=True)
class Voice:
    """Claims of one value that have one origin: the source (or party) `origin`, whose publisher is `publisher`.

    `claims` begin with the origin's own, if it is on record.
    """

    origin: str
    publisher: str | None
    claims: tuple[Claim, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that say it, each once."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims))

    @property
    def copies(self) -> int:
        """How many sources pass it on."""
        return len({source for source in self.sources if source != self.origin})


def voices(record: Record, claims: Sequence[Claim]) -> list[Voice]:
    """The claims of one finding by value and origin; in the order of the axis, then by weight of the origin."""
    groups: dict[tuple[object, str], list[Claim]] = {}
    publishers: dict[str, str | None] = {}
    for claim in claims:
        origin, publisher = record.parties.origin(claim, claims)
        publishers[origin] = publisher
        groups.setdefault((_said(claim), origin), []).append(claim)
    found = [
        Voice(
            origin,
            publishers[origin],
            tuple(sorted(group, key=lambda claim: (claim.source != origin, claim.order))),
        )
        for (_, origin), group in groups.items()
    ]
    return sorted(found, key=lambda voice: _place(record, voice))


def _said(claim: Claim) -> object:
    """What a claim says, so that `52` and `52.0` stay two and two ways of writing a day are one."""
    value = claim.value
    if value is None or not value.comparable:
        return claim.text
    return value.token if value.token is not None else value.pieces


def _place(record: Record, voice: Voice) -> tuple[object, ...]:
    claim = voice.claims[0]
    interval = claim.value.interval if claim.value else None
    return (
        interval.sort_key if interval else (),
        claim.text if interval is None else "",
        TIERS.index(record.sources[claim.source].tier),
        -len(voice.claims),
        claim.order,
    )
