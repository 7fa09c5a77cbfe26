"""The overview: events as marks in lanes against time, drawn twice, what its signs mean, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annals.blocks.across import Era, across
from annals.blocks.down import down
from annals.blocks.entries import Entry, entry
from annals.blocks.shapes import shapes
from annals.date_words import human
from annals.dates import Moment, parse_moment
from annals.record import Record
from annals.site import Site
from annals.years import Dated, Window

MARKS = 150
"""So many marks can be told apart, and hit."""
TOLD = 100
"""Up to so many events are listed under a drawing; more have a timeline to themselves."""


def overview(
    site: Site,
    events: Dated,
    window: Window,
    *,
    focus: str = "",
    here: bool = False,
    most: int = MARKS,
) -> dict[str, Any]:
    """All that templates draw, with no more than `most` marks.

    `focus` is the event that a drawing is about; `here` lets marks lead to rows of the timeline.
    """
    entries = [
        entry(site, event, moment, focus=focus, here=here)
        for event, moment in events
        if window.meets(moment)
    ]
    lanes = _lanes(site.record, entries)
    eras = _eras(site.record, window)
    return {
        "title": window.words,
        "wide": across(lanes, window, eras, most),
        "narrow": down(lanes, window, eras, most),
        "key": _key(entries),
        "lanes": [
            {
                "name": name,
                "events": [
                    {"title": each.event.title, "when": each.when, "url": each.url}
                    for each in members
                ],
            }
            for name, members in lanes
        ],
        "eras": [{"name": era.name, "start": human(era.start)} for era in eras],
        "told": len(entries) <= TOLD,
    }


def _lanes(record: Record, entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The project's kinds in their order, those that have events here."""
    kinds = record.settings.kinds
    found: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    for each in entries:
        found.setdefault(each.event.kind, []).append(each)
    return [(str(kinds.get(kind, kind)), members) for kind, members in found.items() if members]


def _eras(record: Record, window: Window) -> list[Era]:
    """The eras that lie in a window; each lasts until the next."""
    starts = []
    for name, start in record.settings.eras.items():
        event = record.events.get(start)
        moment = record.moment(event) if event else parse_moment(start)
        if isinstance(moment, Moment) and moment.first:
            starts.append((moment.first.toordinal(), name, moment))
    starts.sort(key=lambda each: each[:2])
    end = min(window.stop, window.as_of or window.stop).toordinal()
    found = []
    for index, (begin, name, moment) in enumerate(starts):
        until = starts[index + 1][0] if index + 1 < len(starts) else end
        era = Era(name, moment, max(begin, window.first.toordinal()), min(until, end))
        if era.first < era.stop:
            found.append(era)
    return found


_KEY = (
    ("turning", "a turning point, day known"),
    ("day", "a known day"),
    ("stretch", "as wide as what is known: a month, day unknown"),
    ("run", "from one day to another"),
    ("vague", "approximate"),
    ("ring", "a day, uncertain"),
    ("since", "open-ended: fades out"),
    ("by", "at the latest"),
    ("differs", "sources differ on the date"),
)


def _key(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The signs that occur, and what each means."""
    seen = {"differs"} if any(each.differs for each in entries) else set()
    for each in entries:
        for shape in shapes(each.moment):
            if shape.form == "day" and shape.vague:
                seen.add("ring")
            elif shape.form == "day":
                seen.add("turning" if each.leading else "day")
            else:
                seen.add("vague" if shape.vague else shape.form)
    return [(sign, words) for sign, words in _KEY if sign in seen]
