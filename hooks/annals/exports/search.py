"""Record → `search.json`: everything that has a name, with where it stands. Only who searches loads it (docs/decisions/011-search.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from annals.exports.plain import opening, plain
from annals.findings import Finding
from annals.output import OutputFile
from annals.printed import printed_text
from annals.reader_words import ordered
from annals.references import body
from annals.site import Site, anchor
from annals.written_pages import Page, front_matter

FILE = "search.json"
# In the order in which equally good answers stand.
KINDS = {
    "family": "Family of models",
    "model": "Model",
    "checkpoint": "Model",
    "product": "Product",
    "person": "Person",
    "organisation": "Organisation",
    "concept": "Idea",
    "benchmark": "Benchmark",
    "page": "Page",
    "event": "Event",
    "property": "What is claimed",
    "source": "Source",
}
_WORDS = list(dict.fromkeys(KINDS.values()))
_LONGEST = 110

Named = tuple[str, int, str, str, str]
"""Its name, its kind, its address, what else it is called, and a sentence on it."""


def search(site: Site) -> list[OutputFile]:
    """All names, and for each pair of a subject and a property that has findings, where these stand."""
    names = {**_entities(site), **_properties(site)}
    place = {key: number for number, key in enumerate(names)}
    rows = [*names.values(), *_events(site), *_pages(site), *_sources(site)]
    content = {"kinds": _WORDS, "names": rows, "findings": list(_findings(site, place))}
    return [OutputFile(FILE, json.dumps(content, ensure_ascii=False, separators=(",", ":")))]


def kind_of(kind: str) -> str:
    """What a reader calls a kind of thing."""
    return KINDS.get(kind, kind.capitalize())


def _row(site: Site, name: str, kind: str, url: str, also: str = "", text: str = "") -> Named:
    number = _WORDS.index(kind_of(kind))
    return name, number, url, also, opening(plain(site, text), _LONGEST)


def _entities(site: Site) -> dict[str, Named]:
    return {
        key: _row(site, one.name, one.kind, f"entities/{key}/", ", ".join(one.also), one.summary)
        for key, one in site.record.entities.items()
    }


def _properties(site: Site) -> dict[str, Named]:
    return {
        key: _row(
            site,
            one.name,
            "benchmark" if one.kind == "measured" else "property",
            site.url(key) or "",
            "" if _bare(key) in _bare(one.name) else key,
            one.summary,
        )
        for key, one in site.record.properties.items()
    }


def _bare(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _events(site: Site) -> Iterator[Named]:
    for event, _ in site.record.timeline:
        yield _row(site, event.title, "event", site.event_url(event.id), text=event.text)


def _sources(site: Site) -> Iterator[Named]:
    for key, source in site.record.sources.items():
        by = site.record.name(source.publisher) if source.publisher else ", ".join(source.authors)
        yield _row(site, " ".join(source.title.split()), "source", site.source_url(key), by)


def _pages(site: Site) -> Iterator[Named]:
    for name, page in sorted(site.pages.items()):
        url = f"{name.removesuffix('.md')}/".removesuffix("index/")
        title, told = _title(page), str(front_matter(page).get("description", ""))
        if title:
            yield title, _WORDS.index("Page"), url, "", told


def _title(page: Page) -> str:
    lines = page.text[body(page.text) :].split("\n")
    heading = next((line[2:] for line in lines if line.startswith("# ")), "")
    return str(front_matter(page).get("title") or heading)


def _findings(site: Site, place: dict[str, int]) -> Iterator[tuple[int, int, str, str]]:
    """Subject, property, the place on the subject's page, and what stands there."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in ordered(site.record, site.record.findings.values()):
        if finding.derived is None and finding.subject in place:
            found.setdefault((finding.subject, finding.property), []).append(finding)
    for (subject, prop), findings in sorted(found.items()):
        told = f"{len(findings)} values" if findings[1:] else printed_text(site.record, findings[0])
        yield place[subject], place[prop], anchor(findings[0]).removeprefix(prop), _short(told)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
