"""What a page tells machines of itself in its head: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from annals.date_words import iso
from annals.dates import parse_moment
from annals.exports.plain import opening, plain
from annals.findings import Finding
from annals.reader_words import conditions
from annals.site import Site

Linked = dict[str, Any]
# What an entity is to schema.org; what is not listed is a Thing. An attendable Event is never meant.
_TYPES = {"person": "Person", "organisation": "Organization", "concept": "DefinedTerm"}
_FILES = {
    "api/v1/findings.json": "application/json",
    "findings.csv": "text/csv",
    "api/v1/events.json": "application/json",
    "events.ics": "text/calendar",
    "api/v1/sources.json": "application/json",
    "sources.bib": "application/x-bibtex",
    "sources.csl.json": "application/vnd.citationstyles.csl+json",
    "api/v1/contradictions.json": "application/json",
}
_MOST_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class Head:
    """A page as it is to be found: its address below the site, its title, and what it says of itself."""

    url: str
    title: str
    description: str


_DESCRIBED = 160
_FIRST_WORDS = re.compile(r"<(p|li)>(.*?)</\1>", re.DOTALL)
_CITED = re.compile(r'<sup class="cites">.*?</sup>', re.DOTALL)


def described(html: str) -> str:
    """What a page is about, of which nobody has said it: how its first paragraph, or point of a list, begins."""
    found = _FIRST_WORDS.search(html, html.find("</h1>") + 1)
    text = _CITED.sub("", found[2]) if found else ""
    return opening(" ".join(Markup(text).striptags().split()), _DESCRIBED)  # noqa: S704 - words, no HTML


def json_ld(site: Site, head: Head) -> str:
    """A page as JSON-LD, fit to stand in a script element."""
    folder, _, key = head.url.rstrip("/").partition("/")
    records, describe = _BY_FOLDER.get(folder, ("", _page))
    if records and key not in getattr(site.record, records):
        describe = _page
    found = {"@context": "https://schema.org", **describe(site, head, key)}
    # What ends a script, or begins a comment in it, is written so that it does not.
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def policy_hash(script: str) -> str:
    """What a content security policy calls an inline script by. Browsers run no JSON-LD and do not ask; checkers do."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _page(site: Site, head: Head, _key: str = "", kind: str = "WebPage") -> Linked:
    of = site.publication
    found: Linked = {
        "@type": kind,
        "@id": of.at(head.url),
        "url": of.at(head.url),
        "name": head.title,
        "description": head.description,
        "inLanguage": "en",
        "dateModified": site.record.as_of.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": of.name, "url": of.address},
    }
    if of.licence:
        found["license"] = of.licence
    if of.publisher:
        found["publisher"] = {"@type": "Organization", "name": of.publisher}
    return found


def _dataset(site: Site, head: Head, key: str = "") -> Linked:
    of = site.publication
    return {
        **_page(site, head, key, "Dataset"),
        "@id": of.at("#record"),
        "name": of.name,
        "description": of.summary,
        "version": site.record.as_of.isoformat(),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": of.publisher or of.name},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": of.at(url), "encodingFormat": form}
            for url, form in _FILES.items()
        ],
    }


def _article(site: Site, head: Head, key: str) -> Linked:
    return {
        **_page(site, head, key, "Article"),
        "headline": head.title,
        "author": {
            "@type": "Organization",
            "name": site.publication.publisher or site.publication.name,
        },
    }


def _event(site: Site, head: Head, key: str) -> Linked:
    record = site.record
    event = record.events[key]
    moment = record.moment(event)
    ends = [end.isoformat() for end in (moment.first, moment.last) if end]
    return {
        **_article(site, head, key),
        "temporalCoverage": "/".join(dict.fromkeys(ends)),
        "about": [{"@type": "Thing", "name": record.name(each)} for each in event.about],
        "citation": [
            _work(site, source) for source in dict.fromkeys(cite.source for cite in event.cites)
        ],
    }


def _entity(site: Site, head: Head, key: str) -> Linked:
    entity = site.record.entities[key]
    about: Linked = {"@type": _TYPES.get(entity.kind, "Thing"), "name": entity.name}
    if entity.also:
        about["alternateName"] = list(entity.also)
    return {**_page(site, head, key), "mainEntity": about}


def _benchmark(site: Site, head: Head, key: str) -> Linked:
    definition = site.record.properties[key]
    files = (("csv", "text/csv"), ("json", "application/json"))
    return {
        **_page(site, head, key, "Dataset"),
        "name": f"{definition.name}: all results",
        "description": plain(site, definition.summary),
        "variableMeasured": definition.name,
        "version": site.record.as_of.isoformat(),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": site.publication.at(f"api/v1/benchmarks/{key}.{suffix}"),
                "encodingFormat": form,
            }
            for suffix, form in files
        ],
    }


def _source(site: Site, head: Head, key: str) -> Linked:
    return {**_page(site, head, key), "mainEntity": _work(site, key)}


def _work(site: Site, key: str) -> Linked:
    source = site.record.sources[key]
    found: Linked = {"@type": "CreativeWork", "name": " ".join(source.title.split())}
    moment = parse_moment(source.issued) if source.issued else ""
    if not isinstance(moment, str) and iso(moment):
        found["datePublished"] = iso(moment)
    if source.publisher:
        found["publisher"] = {"@type": "Organization", "name": site.record.name(source.publisher)}
    if source.url and not source.url.startswith("doi:"):
        found["url"] = source.url
    return found


def _differs(site: Site, head: Head, key: str) -> Linked:
    claims = [
        claim
        for finding in site.record.contradictions
        if finding.property == key
        for claim in _claims(site, finding)
    ]
    return {**_page(site, head, key), "mentions": claims[:_MOST_CLAIMS]}


def _claims(site: Site, finding: Finding) -> Iterator[Linked]:
    """What each side says, and where; nobody is rated."""
    record = site.record
    stated = ", ".join(conditions(record, finding))
    asked = record.name(finding.property) + (f" ({stated})" if stated else "")
    for side in finding.sides:
        said = [finding.claims[index] for index in side.claims]
        if said:
            yield {
                "@type": "Claim",
                "text": f"{record.name(finding.subject)}, {asked}: {said[0].text}",
                "url": site.publication.at(site.finding_url(finding)),
                "appearance": [
                    _work(site, source) for source in dict.fromkeys(claim.source for claim in said)
                ],
            }


def _front(site: Site, head: Head, key: str) -> Linked:
    of = site.publication
    return {
        "@graph": [
            {"@type": "WebSite", "@id": of.address, "url": of.address, "name": of.name},
            _dataset(site, head, key),
        ]
    }


# The folders of pages, what their keys name, and how such a page is described; any other page is only a page.
_BY_FOLDER: Mapping[str, tuple[str, Callable[[Site, Head, str], Linked]]] = {
    "": ("", _front),
    "data": ("", _dataset),
    "explained": ("", _article),
    "events": ("events", _event),
    "entities": ("entities", _entity),
    "benchmarks": ("properties", _benchmark),
    "sources": ("sources", _source),
    "differs": ("properties", _differs),
}
