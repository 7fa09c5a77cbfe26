"""The events of a drawing: what each is drawn from, and its mark with address, words and target; crowds are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from annals.blocks import placing
from annals.blocks.brackets import Drawn, Rail, draw
from annals.blocks.events import contradicted_dates, other_dates
from annals.blocks.shapes import shapes
from annals.date_words import human, precision_note
from annals.dates import Moment
from annals.schema import Event
from annals.site import Site

WIDER = (1.4, 2, 3, 5, 8, 13)
"""How much more room than a target marks are given, step by step, where they would be too many."""
LISTED = 4
"""How many members of a crowd a mark names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the drawings need it."""

    event: Event
    moment: Moment
    others: tuple[Moment, ...]
    named: bool
    leading: bool
    here: bool
    url: str
    when: str

    @property
    def differs(self) -> bool:
        """Whether sources differ on its date."""
        return bool(self.others)

    @property
    def label(self) -> str:
        """Its name in a drawing."""
        return self.event.label or placing.shortened(self.event.title, 24)

    @property
    def tone(self) -> str:
        """What leads is coloured."""
        return "a" if self.leading else ""


Member: TypeAlias = tuple[Entry, tuple[Drawn, ...]]
Mark: TypeAlias = placing.Placed[Member]


def entry(site: Site, event: Event, moment: Moment, *, focus: str, here: bool) -> Entry:
    """An event in a drawing. Turning points are named; they lead, or else the event that the drawing is about."""
    differing = contradicted_dates(site.record, event)
    words = ", ".join(part for part in (human(moment), precision_note(moment)) if part)
    turning = event.importance == "3"
    return Entry(
        event,
        moment,
        tuple(other for finding in differing for other in other_dates(finding, moment)),
        turning or event.id == focus,
        event.id == focus if focus else turning,
        here,
        f"{site.timeline_url(event.id)}#{event.id}" if here else site.event_url(event.id),
        words + ("; sources differ on the date" if differing else ""),
    )


def marks(lanes: Sequence[Sequence[Entry]], rail: Rail, rows: int, most: int) -> list[list[Mark]]:
    """The marks of each lane in their rows, those that lead first: no more than `most` in all, if that takes fewer rows and larger crowds."""
    wanted = [[_wanted(member, rail) for member in members] for members in lanes]
    ways: list[tuple[int, float]] = [(each, 1) for each in range(rows, 0, -1)]
    ways += [(1, wider) for wider in WIDER]
    for each, wider in ways:
        placed = [placing.rows(lane, each, wider * placing.TARGET) for lane in wanted]
        if sum(map(len, placed)) <= most:
            break
    return placed


def _wanted(member: Entry, rail: Rail) -> placing.Wanted[Member]:
    drawn = tuple(draw(rail, shape, member.tone) for shape in shapes(member.moment))
    start, stop = min(each.start for each in drawn), max(each.stop for each in drawn)
    weight = int(member.event.importance) + 3 * member.leading
    return placing.Wanted(start, stop, weight, (member, drawn))


def mark_view(mark: Mark, rail: Rail, across: float) -> dict[str, Any]:
    """One mark as templates write it; several events together are a count."""
    entries = [member for member, _ in mark.members]
    count = len(entries)
    low = min(mark.start, mark.middle - placing.TARGET / 2)
    high = max(mark.stop, mark.middle + placing.TARGET / 2)
    found: dict[str, Any] = {
        # A crowd leads to what matters most in it, to the first of equals.
        "url": max(entries, key=lambda each: (each.leading, each.event.importance)).url,
        "ids": " ".join(each.event.id for each in entries if each.here),
        "words": _words(entries),
        "across": across,
        "from": rail.written(low),
        "size": rail.length(high - low),
        "count": count if count > 1 else None,
        "at": rail.written(mark.middle),
        "r": 12 if count < 100 else 13 if count < 1000 else 16,
        # Its own circle is what is aimed at.
        "aim": count > 1 and high - low <= placing.TARGET,
        "tone": "a" if any(each.leading for each in entries) else "",
        "shapes": [],
        "sides": [],
        "tie": None,
    }
    if count == 1:
        (only, drawn), weight = mark.members[0], entries[0].event.importance
        found["shapes"] = [each.view for each in drawn]
        found["r"] = 7 if only.leading else 3.6 if weight == "1" else 4.6
        sides = [draw(rail, shape, "w") for other in only.others for shape in shapes(other)]
        found["sides"] = [each.view for each in sides]
        # What is said elsewhere on the axis is tied to the mark that it speaks of.
        ends = [mark.middle, *(end for each in sides for end in (each.start, each.stop))]
        found["tie"] = (rail.written(min(ends)), rail.written(max(ends))) if sides else None
    return found


def _words(entries: Sequence[Entry]) -> str:
    """What a mark says to whoever asks it."""
    told = [f"{each.event.title}, {each.when}" for each in entries[:LISTED]]
    if len(entries) == 1:
        return told[0]
    more = f"; and {len(entries) - LISTED:,} more" if len(entries) > LISTED else ""
    return f"{len(entries):,} events: {'; '.join(told)}{more}"
