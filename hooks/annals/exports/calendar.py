"""Record → `events.ics`, and one for each entity: what happened, for calendars; the form is that of RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from annals.date_words import human
from annals.dates import Moment
from annals.exports.plain import plain
from annals.output import OutputFile
from annals.schema import Event
from annals.site import Site

# What is known only to the year would cover a calendar from edge to edge.
LONGEST = timedelta(days=31)
_LINE = 75


def calendar(site: Site) -> list[OutputFile]:
    """Every event whose days are known to the month; one that is known to the month says so and covers it."""
    dated = [
        (event, _folded(_entry(site, event, moment, moment.first, moment.last)))
        for event, moment in site.record.timeline
        if has_place(moment) and moment.first and moment.last
    ]
    found: dict[str, list[str]] = {}
    for event, written in dated:
        for key in dict.fromkeys(event.about):
            found.setdefault(key, []).append(written)
    name = site.publication.name
    return [
        OutputFile("events.ics", _written(name, name, [written for _, written in dated])),
        *(
            OutputFile(
                f"entities/{key}/events.ics",
                _written(name, f"{site.record.name(key)}: {name}", found[key]),
            )
            for key in sorted(found.keys() & site.record.entities.keys())
        ),
    ]


def has_place(moment: Moment) -> bool:
    """Whether a day is known well enough to stand in a calendar."""
    return bool(moment.first and moment.last and moment.last - moment.first < LONGEST)


def _written(site: str, name: str, entries: Iterable[str]) -> str:
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(site)}//annals//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    )
    return "".join((_folded(head), *entries, _folded(("END:VCALENDAR",))))


def _entry(site: Site, event: Event, moment: Moment, first: date, last: date) -> Iterator[str]:
    of = site.publication
    exact = moment.precision == "day" and not (moment.approximate or moment.uncertain)
    shown = event.title if exact else f"{event.title} ({human(moment)})"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@{of.host}"
    yield f"DTSTAMP:{site.record.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    # The end is the day after the last.
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(shown)}"
    yield f"DESCRIPTION:{_text(plain(site, event.text))}"
    yield f"URL:{of.at(site.event_url(event.id))}"
    yield f"CATEGORIES:{_text(event.kind)}"
    # It takes nobody's time.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """A text with what has a meaning in it escaped, on one line."""
    for character in "\\;,":
        words = words.replace(character, f"\\{character}")
    return " ".join(words.split())


def _folded(lines: Iterable[str]) -> str:
    """Lines broken so that no part is longer than 75 octets, between characters."""
    return "".join(
        f"{line if len(line.encode()) <= _LINE else _broken(line)}\r\n" for line in lines
    )


def _broken(line: str) -> str:
    octets, start = line.encode(), 0
    parts: list[bytes] = []
    while start < len(octets):
        stop = start + _LINE - bool(parts)
        # Inside a character every octet but its first begins with the bits 10.
        while stop < len(octets) and octets[stop] & 0xC0 == 0x80:
            stop -= 1
        parts.append(octets[start:stop])
        start = stop
    return b"\r\n ".join(parts).decode()
