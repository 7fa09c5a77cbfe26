"""Events as templates show them: when in words and on a ruler, what, who says so, and where sources differ on the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from annals.blocks.ruler import ruler
from annals.date_words import human, iso, precision_note
from annals.dates import Moment
from annals.findings import Finding
from annals.markdown.tokens import citations_in, without_citations
from annals.printed import told_of
from annals.reader_words import unbroken
from annals.record import Record
from annals.schema import Event
from annals.site import Site

_BEGINNING = re.compile(r"\s+[^a-z\s]")
BRIEF = 3
"""How many sources stand beside an event that is told in brief."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def event_row(
    site: Site, event: Event, *, year: int | None = None, brief: bool = False
) -> dict[str, Any]:
    """One event as a row of the ledger, or in `brief` with the first sentence of its text.

    Under the heading of a year, its date goes without it.
    """
    record = site.record
    moment = record.moment(event)
    text = site.text(event.text)
    sources = source_views(site, _named(record, event, text))
    differing = contradicted_dates(record, event)
    held = record.held[event.id]
    return {
        **event_line(site, event, year=year),
        "text": without_citations(site.text(first_sentence(event.text)) if brief else text),
        "ruler": ruler(
            moment,
            [other for finding in differing for other in other_dates(finding, moment)],
            important=event.importance == "3",
        ),
        "sources": sources[:BRIEF] if brief else sources,
        "more": max(0, len(sources) - BRIEF) if brief else 0,
        "status": source_count(record, [source["id"] for source in sources]),
        "differs": [_differing(site, finding, moment) for finding in differing],
        "page": site.event_url(event.id) if event.importance == "3" else None,
        "here": f"{site.timeline_url(event.id)}#{event.id}",
        "place": f"{held.file}, line {held.line}",
        "edit": site.edit_url(held.file, held.line),
    }


def event_line(site: Site, event: Event, *, year: int | None = None) -> dict[str, Any]:
    """One event in a line: when, what, where more is said, and what filters ask of it."""
    moment = site.record.moment(event)
    return {
        "id": event.id,
        "kind": event.kind,
        "importance": event.importance,
        "about": " ".join(dict.fromkeys(event.about)),
        "title": unbroken(event.title),
        "url": site.event_url(event.id),
        "moment": moment,
        "stamp": stamp(moment),
        "date": date_words(moment, year),
        "note": date_note(moment),
    }


def first_sentence(text: str) -> str:
    """The first sentence of a text in Markdown: up to a full stop outside of brackets and code, before a new beginning."""
    depth, code = 0, False
    for index, sign in enumerate(text):
        if sign == "`":
            code = not code
        depth += not code and (sign in "[({") - (sign in "])}")
        if sign in ".!?" and not code and depth <= 0 and _BEGINNING.match(text, index + 1):
            return text[: index + 1]
    return text


def date_words(moment: Moment, year: int | None = None) -> str:
    """When it was, with a capital; without the year where that stands above and is the only one."""
    words = human(moment)
    if (
        year is not None
        and words != str(year)
        and moment.precision in ("day", "month", "interval", "set")
    ):
        words = words.replace(f" {year}", "")
    return words[:1].upper() + words[1:]


def date_note(moment: Moment) -> str:
    """A few words on how exactly the day is known: its weekday, or what is missing."""
    if moment.precision == "day" and moment.first and not (moment.approximate or moment.uncertain):
        return WEEKDAYS[moment.first.weekday()]
    if moment.precision == "interval":
        begin, end = moment.ends
        if begin is None:
            return "start not known" if moment.text.startswith("/") else "and before"
        if end is None:
            return "end not known" if moment.text.endswith("/") else "still going on"
        if begin.precision == end.precision == "day" and moment.first and moment.last:
            return f"{(moment.last - moment.first).days + 1:,} days"
    if moment.approximate and not moment.uncertain:
        return "approximate"
    return precision_note(moment)


def stamp(moment: Moment) -> str:
    """The day, month or year for machines: one that holds all that it can be, or in which it begins (or ends)."""
    exact = iso(moment)
    if exact is not None:
        return exact
    if moment.precision == "interval":
        begin, end = moment.ends
        if (
            begin is None
            or end is None
            or (begin.first and end.last and begin.first.year != end.last.year)
        ):
            return stamp(begin or end or moment)
    interval = moment.interval
    first, last = moment.first or moment.last, moment.last or moment.first
    if interval.low is not None and interval.high is not None:
        first = date.fromordinal(int(interval.low))
        last = date.fromordinal(int(interval.high) - 1)
    if first is None or last is None or first.year != last.year:
        return str((moment.first or moment.last or date.min).year)
    length = 10 if first == last else 7 if first.month == last.month else 4
    # Perhaps that day, hence surely no more than its month.
    return first.isoformat()[: max(4, length - 3) if moment.uncertain else length]


def contradicted_dates(record: Record, event: Event) -> list[Finding]:
    """The findings on an event's date on which sources differ."""
    about = [
        finding
        for finding in record.findings_of.get(event.id, ())
        if finding.subject == event.id and finding.derived is None
    ]
    found = {finding.id: finding for finding in (*about, *record.select(event.when)[:1])}
    return [
        finding
        for finding in found.values()
        if finding.kind is not None and record.properties[finding.property].type == "date"
    ]


def other_dates(finding: Finding, moment: Moment) -> list[Moment]:
    """The dates that sources give and that cannot be the event's; those of all sides if its own is wide enough for each."""
    values = [told_of(finding, side) for side in finding.sides if side.claims]
    dates = [value.read for value in values if isinstance(value.read, Moment)]
    return [each for each in dates if not each.meets(moment)] or dates


def _differing(site: Site, finding: Finding, moment: Moment) -> dict[str, Any]:
    return {
        "url": site.contradiction_url(finding),
        "open": finding.open,
        "others": list(dict.fromkeys(human(each) for each in other_dates(finding, moment))),
        "printed": human(moment),
    }


def _named(record: Record, event: Event, text: Markup) -> list[tuple[str, str]]:
    """Who says so, and where: what the event cites, then what its text does."""
    named = [(each.source, each.place or "") for each in event.cites]
    return [pair for pair in (*named, *citations_in(text)) if pair[0] in record.sources]


def source_views(site: Site, named: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Sources by publisher, each once, with all places named in it."""
    record = site.record
    places: dict[str, list[str]] = {}
    for source, place in named:
        known = places.setdefault(source, [])
        if place and place not in known:
            known.append(place)
    publishers = [record.sources[source].publisher for source in places]
    return [
        {
            "id": source,
            "url": site.source_url(source),
            "name": _name(
                record, source, alone=publishers.count(record.sources[source].publisher) == 1
            ),
            "places": "; ".join(known),
            "address": address(record, source),
        }
        for source, known in places.items()
    ]


def address(record: Record, source: str) -> str | None:
    """Where the document itself is, as it is written on paper; or a copy of it."""
    found = record.sources[source]
    at = found.url or found.archive
    return at.removeprefix("https://") if at else None


def _name(record: Record, source: str, *, alone: bool) -> str:
    """A source by its publisher; with its title where another one has the same."""
    found = record.sources[source]
    if found.publisher is None:
        return found.title
    publisher = record.name(found.publisher)
    return publisher if alone else f"{publisher}: {found.title}"


def source_count(record: Record, sources: list[str]) -> str:
    """How many say so, in words."""
    if len(sources) < 2:
        return "One source only" if sources else "No source"
    publishers = {record.sources[source].publisher for source in sources}
    one = ", one publisher" if len(publishers) == 1 and None not in publishers else ""
    return f"{len(sources)} sources{one}"
