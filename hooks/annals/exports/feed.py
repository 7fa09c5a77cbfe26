"""Record → `feed.atom`, and one for each entity: the newest events, and contradictions from the day on which both sides were known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annals.claims import Claim
from annals.date_words import human
from annals.dates import Moment, parse_moment
from annals.exports.plain import plain
from annals.findings import Finding
from annals.markdown.tokens import without_tokens
from annals.output import OutputFile
from annals.printed import printed_text
from annals.publication import Publication
from annals.reader_words import KINDS, conditions, property_name
from annals.record import Record
from annals.site import Site

NEWEST = 40
_ATOM, _XML = "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `known` is the day on which the record could say it, by which a reader's feed is in order."""

    id: str
    title: str
    url: str
    known: date
    content: str
    published: date | None = None
    terms: tuple[str, ...] = field(default=())
    about: tuple[str, ...] = field(default=())


def feed(site: Site) -> list[OutputFile]:
    """The feeds, in RFC 4287's form: of both kinds the newest, all of them newest first."""
    events, contradictions = list(_events(site)), list(_contradictions(site))
    found: dict[str, list[Entry]] = {}
    for entry in (*events, *contradictions):
        for key in dict.fromkeys(entry.about):
            found.setdefault(key, []).append(entry)
    name = site.publication.name
    feeds = [
        ("", name, _newest((*_newest(events), *_newest(contradictions)), 2 * NEWEST)),
        *(
            (f"entities/{key}/", f"{site.record.name(key)}: {name}", _newest(found[key]))
            for key in sorted(found.keys() & site.record.entities.keys())
        ),
    ]
    # Most entries stand in several feeds.
    shown = {entry.id: entry for _, _, entries in feeds for entry in entries}
    written = {key: _entry(site.publication, entry) for key, entry in shown.items()}
    return [
        OutputFile(
            f"{folder}feed.atom",
            _feed(site, folder, title, "".join(written[entry.id] for entry in entries)),
        )
        for folder, title, entries in feeds
    ]


def _newest(entries: Iterable[Entry], count: int = NEWEST) -> list[Entry]:
    ranked = sorted(entries, key=lambda entry: (entry.known, entry.published or date.min, entry.id))
    return ranked[: -count - 1 : -1]


def _events(site: Site) -> Iterator[Entry]:
    record = site.record
    for event, moment in record.timeline:
        read = [_day(record.sources[cite.source].accessed) for cite in event.cites]
        known = max((day for day in (*read, moment.last) if day), default=record.as_of)
        yield Entry(
            id=event.id,
            title=f"{human(moment)}: {event.title}",
            url=site.event_url(event.id),
            known=min(known, record.as_of),
            published=moment.first,
            content=str(without_tokens(site.text(event.text))),
            terms=("event", event.kind),
            about=tuple(event.about),
        )


def _contradictions(site: Site) -> Iterator[Entry]:
    record = site.record
    for finding in record.contradictions:
        decided = record.held[finding.ruling].record.decided if finding.ruling else None
        both = _both_known(record, finding)
        yield Entry(
            id=f"differs:{finding.id}",
            title=f"Sources differ: {_question(record, finding)}",
            url=site.finding_url(finding),
            known=min(max(both, _day(decided) or both), record.as_of),
            published=both,
            content=f"<p>{_told(site, finding)}</p>",
            terms=("contradiction",),
            about=(finding.subject,),
        )


def _both_known(record: Record, finding: Finding) -> date:
    """The day on which a second side had been read: from then on they contradicted each other here."""
    sides = (
        [_read(record, finding.claims[index]) for index in side.claims]
        for side in finding.sides
        if side.claims
    )
    first = sorted(min(days) for days in sides)
    return first[min(1, len(first) - 1)] if first else record.as_of


def _read(record: Record, claim: Claim) -> date:
    return _day(record.sources[claim.source].accessed) or record.as_of


def _day(text: str | None) -> date | None:
    moment = parse_moment(text) if text else None
    return moment.last if isinstance(moment, Moment) else None


def _question(record: Record, finding: Finding) -> str:
    stated = conditions(record, finding)
    asked = property_name(record, finding)
    return f"{record.name(finding.subject)}, {asked}" + (
        f" ({', '.join(stated)})" if stated else ""
    )


def _told(site: Site, finding: Finding) -> str:
    assert finding.kind is not None  # noqa: S101 - a contradiction has one
    words = f"{KINDS[finding.kind].capitalize()}. "
    if finding.ruling is None:
        return escape(f"{words}Not yet decided; we print {printed_text(site.record, finding)}.")
    because = plain(site, site.record.held[finding.ruling].record.because)
    return escape(f"{words}We print {printed_text(site.record, finding)}, because: {because}")


def _feed(site: Site, folder: str, title: str, entries: str) -> str:
    of = site.publication
    here = of.at(f"{folder}feed.atom")
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en", "xml:base": of.address})
    SubElement(root, "id").text = here
    SubElement(root, "title").text = title
    SubElement(root, "subtitle").text = of.summary
    SubElement(root, "updated").text = _instant(site.record.as_of)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=here)
    SubElement(root, "link", rel="alternate", type="text/html", href=of.at(folder))
    SubElement(SubElement(root, "author"), "name").text = of.publisher or of.name
    if of.licence:
        SubElement(root, "link", rel="license", href=of.licence)
    indent(root, " ")
    head = tostring(root, "unicode").removesuffix("</feed>")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{entries}</feed>\n'


def _entry(of: Publication, entry: Entry) -> str:
    root = Element("entry")
    # Unlike the link, this stays when an event gets a page of its own, and is the same in every feed.
    SubElement(root, "id").text = of.at(f"feed.atom#{quote(entry.id, safe='/?=&:')}")
    SubElement(root, "title").text = entry.title
    SubElement(root, "link", rel="alternate", type="text/html", href=of.at(entry.url))
    SubElement(root, "updated").text = _instant(entry.known)
    for term in entry.terms:
        SubElement(root, "category", term=term)
    SubElement(root, "content", type="html").text = entry.content
    indent(root, " ", level=1)
    return f" {tostring(root, 'unicode')}\n"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
