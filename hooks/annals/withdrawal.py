"""What would lose its support if one source were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from annals.findings import Finding
from annals.record import Record
from annals.schema import Event
from annals.support import agreeing


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Findings that nobody else supports, findings that others only pass on from it, and events that cite nothing else."""

    alone: tuple[Finding, ...]
    carried: tuple[Finding, ...]
    events: tuple[Event, ...]


def withdrawal(record: Record, source: str) -> Withdrawal:
    """What stands on a source alone. A finding with which it disagrees does not stand on it."""
    alone: list[Finding] = []
    carried: list[Finding] = []
    for finding in record.findings_by_source.get(source, ()):
        claims = agreeing(finding)
        voices = {claim.source for claim in claims}
        if source not in voices:
            continue
        if voices == {source}:
            alone.append(finding)
        elif all(record.parties.origin(claim, claims)[0] == source for claim in claims):
            carried.append(finding)
    events = tuple(record.events_resting_on.get(source, ()))
    return Withdrawal(tuple(alone), tuple(carried), events)
