"""Record → page stubs in Markdown: a title and a block each. The same way into a page as a hand-written one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annals.date_words import human
from annals.dates import parse_moment
from annals.exports.plain import opening, plain
from annals.load import Held
from annals.output import OutputFile
from annals.reader_words import DOCUMENTS, kind_word
from annals.record import Record
from annals.schema import Source
from annals.site import Site
from annals.stubs import block, stub
from annals.years import window_of

# What search engines show of a description.
_DESCRIBED = 160


def pages(site: Site) -> list[OutputFile]:
    """All generated pages, events by time and all others by id. Pages grow with entities and sources; events share the timeline, but for the essential ones."""
    return [
        *_indexes(),
        *_timeline(site),
        *_entities(site),
        *_benchmarks(site),
        *_sources(site),
        *_differs(site),
        *_promises(site),
    ]


def _indexes() -> Iterator[OutputFile]:
    yield OutputFile(
        "entities.md",
        stub(
            "Models, people, organisations, ideas",
            block("entities"),
            kicker="Index",
            description="All that claims and events are about: models and their variants, people, organisations, products, ideas.",
        ),
    )
    yield OutputFile(
        "benchmarks.md",
        stub(
            "Benchmarks",
            block("benchmarks"),
            description="All tests of this record, each with what it measures and all results, apart by conditions and tester.",
        ),
    )
    yield OutputFile(
        "properties.md",
        stub(
            "What can be claimed",
            block("properties"),
            description="What sources can say of a thing in this record: each property with its meaning, its unit, and what makes two values comparable.",
        ),
    )
    yield OutputFile(
        "sources.md",
        stub(
            "Sources",
            block("sources"),
            description="Every document that this record rests on, with who published it, and how much of it was read.",
            search=False,
        ),
    )
    yield OutputFile(
        "search.md",
        stub(
            "Everything by name",
            "All models, products, people, organisations, ideas and benchmarks of this record. Events stand on the [timeline](timeline.md) by their days, documents in the list of [sources](sources.md).",
            block("names"),
            description="All models, products, people, organisations, ideas and benchmarks of this record, from A to Z.",
            kicker="Search",
        ),
        parent="entities.md",
    )
    yield OutputFile(
        "data.md",
        stub(
            "The record in numbers",
            block("census", full="yes"),
            kicker="Census",
            aside="Counted when the site is built, never typed.",
            description="How much this record holds, how well it is supported, how often sources differ, and how to take the data with you.",
        ),
    )
    yield OutputFile(
        "lookalikes.md",
        stub(
            "Looks like a disagreement, is not",
            block("lookalikes"),
            kicker="Not a dispute",
            description="Numbers that are often set against each other and answer different questions, with the condition that tells them apart.",
        ),
    )


def _promises(site: Site) -> Iterator[OutputFile]:
    if any(claim.kind in ("promise", "prediction") for claim in site.record.claims):
        yield OutputFile(
            "said-and-done.md",
            stub(
                "Said and done",
                block("promises"),
                heading="What was announced, and what came of it",
                kicker="Said and done",
                description="Promises and predictions with who made them, and what came of each: kept, kept in part, late, not kept, or still open.",
            ),
        )


def _timeline(site: Site) -> Iterator[OutputFile]:
    record = site.record
    yield OutputFile(
        "timeline.md",
        stub(
            "Timeline",
            block("timeline"),
            heading="What happened, and how exactly the day is known",
            description="All events in order, each with its sources; no date more exact than they allow.",
            kicker="Timeline",
            under=window_of(record).words,
            aside="A date is drawn as wide as what its sources give. The ruler beside an event has one tick a day, or one a month where its sources are months apart.",
        ),
    )
    for part in site.parts.values() if site.divided else ():
        yield OutputFile(
            f"timeline/{part.name}.md",
            stub(
                f"Timeline: {part.words}",
                block("timeline", part=part.name),
                description=f"What happened in {part.words}, event by event, each with its sources.",
                search=False,
                heading=part.words,
                kicker="Timeline",
            ),
            parent="timeline.md",
        )
    for kind, name in record.settings.kinds.items():
        if kind in record.counted_kinds:
            yield OutputFile(
                f"timeline/kind/{kind}.md",
                stub(
                    f"Timeline: {name}",
                    block("timeline", kind=kind),
                    description=f"{name}: what happened, event by event, each with its sources.",
                    search=False,
                    heading=name,
                    kicker="Timeline",
                ),
                parent="timeline.md",
            )
    for event, _ in site.record.timeline:
        if event.importance == "3":
            yield OutputFile(
                f"events/{event.id}.md",
                stub(
                    event.title,
                    block("event", event.id),
                    description=_told(site, event.title, event.text),
                ),
                _place(site.record.held[event.id]),
                "timeline.md",
            )


def _differs(site: Site) -> Iterator[OutputFile]:
    record = site.record
    yield OutputFile(
        "differs.md",
        stub(
            "Where sources differ",
            block("differs"),
            "## Test conditions unknown {#unplaced}",
            "These statements do not say under which conditions they hold, and meet none of the results that they could be about.",
            block("unplaced"),
            heading="Where sources differ, and what we make of it",
            kicker="Contradictions",
            aside="A case is closed by a ruling, with its reason. Until then it stays open and we print the span.",
            description="All contradictions between sources, with who says what, and our rulings.",
        ),
    )
    for key in sorted({finding.property for finding in record.contradictions}):
        yield OutputFile(
            f"differs/{key}.md",
            stub(
                f"Where sources differ: {record.name(key)}",
                block("differs", property=key),
                kicker="Contradictions",
                under=record.name(key),
                aside="Each bracket is as wide as its number's rounding, or as the days that a date leaves open; none is drawn narrower than 3 px.",
                description=f"Who says what on {record.name(key)} where sources differ, drawn on one axis, and our ruling.",
                search=False,
            ),
            parent="differs.md",
        )


_KINDS = {
    "family": "Family of models",
    "model": "Model",
    "checkpoint": "Checkpoint",
    "product": "Product",
    "organisation": "Organisation",
    "person": "Person",
    "concept": "Idea",
}


_TOLD_APART = ("model", "checkpoint", "person", "organisation")


def _entities(site: Site) -> Iterator[OutputFile]:
    for key, entity in site.record.entities.items():
        yield OutputFile(
            f"entities/{key}.md",
            stub(
                entity.name,
                block("entity", key),
                kicker=_KINDS[entity.kind],
                description=_told(site, entity.name, entity.summary),
                # An idea, a product and a family share their names with models and with written pages.
                tab=""
                if entity.kind in _TOLD_APART
                else f"{entity.name} ({_KINDS[entity.kind].lower()})",
            ),
            _place(site.record.held[key]),
            "entities.md",
        )


def _benchmarks(site: Site) -> Iterator[OutputFile]:
    for key, definition in site.record.properties.items():
        if definition.kind == "measured":
            yield OutputFile(
                f"benchmarks/{key}.md",
                stub(
                    definition.name,
                    block("benchmark", key),
                    description=_told(site, definition.name, definition.summary),
                    kicker="Test",
                    under=_results_words(site.record, key),
                ),
                _place(site.record.held[key]),
                "benchmarks.md",
            )


def _results_words(record: Record, key: str) -> str:
    """How many results a test has, of how many subjects, by how many testers."""
    findings = record.findings_on.get(key, ())
    if not findings:
        return "no results"
    subjects = {finding.subject for finding in findings}
    testers = {by for each in findings if (by := dict(each.conditions).get("by"))}
    what = kind_word(record, subjects)
    told = f"{_counted(len(findings), 'result')} of {_counted(len(subjects), what)}"
    return f"{told}, by {_counted(len(testers), 'tester')}" if testers else told


def _counted(count: int, what: str) -> str:
    return f"{count}\N{NO-BREAK SPACE}{what}{'' if count == 1 else 's'}"


def _sources(site: Site) -> Iterator[OutputFile]:
    for key, source in site.record.sources.items():
        # A search for a source's words leads to the entities that it speaks of; its own page would only double the index.
        yield OutputFile(
            f"sources/{key}.md",
            stub(
                source.title,
                block("source", key),
                description=_of_document(_document(site, source)),
                search=False,
                tab=f"Source: {_titled(site, source)}",
                kicker=DOCUMENTS[source.type].partition(" ")[2].capitalize(),
            ),
            _place(site.record.held[key]),
            "sources.md",
        )


def _told(site: Site, name: str, text: str) -> str:
    """What a page is about in a sentence: a name, and how the text on it begins."""
    return f"{name}: {opening(plain(site, text), _DESCRIBED - len(name) - 2)}"


def _of_document(named: str) -> str:
    """What the page of a document has, in as many words as there is room for."""
    for more in (
        ": what it says, where it says it, and what others say against it.",
        ": what it says, and where.",
    ):
        if len(named) + len(more) <= _DESCRIBED:
            return named + more
    return opening(named, _DESCRIBED)


def _document(site: Site, source: Source) -> str:
    """A source as one refers to it: its title, who published it, and when."""
    moment = parse_moment(source.issued) if source.issued else "undated"
    when = moment if isinstance(moment, str) else human(moment)
    return f"{_titled(site, source, quoted=True)}, {when}"


def _titled(site: Site, source: Source, *, quoted: bool = False) -> str:
    """A source's title, and who published it."""
    by = site.record.name(source.publisher) if source.publisher else ", ".join(source.authors)
    title = " ".join(source.title.split())
    return ", ".join(part for part in (f"“{title}”" if quoted else title, by) if part)


def _place(held: Held[Any]) -> tuple[str, int]:
    return held.file, held.line
