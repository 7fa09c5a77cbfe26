"""The block of one test: what it measures, and all its results, apart by conditions, tester and report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.blocks.cells import cell_view, mostly_one_voice, on_one_source, percent
from annals.blocks.results import unit_words
from annals.blocks.scale import linear
from annals.blocks.spec import BlockSpec, Options, names_one_of, rendered, word
from annals.columns import Column, columns, needed_words, source_words, test_words
from annals.findings import Finding, Interest
from annals.reader_words import conditions, kind_word
from annals.record import Record
from annals.schema import Property
from annals.site import Context, Site
from annals.standing import Result, standing

FILES = "api/v1/benchmarks"
"""Where the results of one test are for tools."""
_STAKES = {"own": "the maker’s own", "interested": "interested party"}
"""Whose result it is, beside each where a column holds several kinds."""


def benchmark(site: Site, options: Options, context: Context) -> Markup:
    """One measured property: what it measures, and all results, one table for each set of like conditions."""
    record = site.record
    key = options["argument"]
    definition = record.properties[key]
    findings = record.findings_on.get(key, ())
    found, loose = columns(findings, definition)
    alike = mostly_one_voice(findings)
    tests: dict[tuple[tuple[str, str], ...], list[Column]] = {}
    for column in found:
        tests.setdefault(column.test, []).append(column)
    tables: list[dict[str, Any]] = [
        {
            "id": anchor(test),
            "title": ", ".join(test_words(record, members[0])),
            "parts": [
                _part(site, column, found[column], definition, name_single=not alike)
                for column in members
            ],
        }
        for test, members in tests.items()
    ]
    if loose:
        part = _part(site, Column(), loose, definition, name_single=not alike)
        tables.append({"id": "unknown-conditions", "title": None, "parts": [part]})
    for table in tables:
        rows = [row for part in table["parts"] for row in part["rows"]]
        table["remarks"] = any(row["word"] or row["interest"] for row in rows)
    context.anchors.update(table["id"] for table in tables)
    held = record.held[key]
    return rendered(
        "benchmark.html.j2",
        definition=definition,
        unit=unit_words(definition.unit),
        text=site.text(definition.summary),
        caveats=site.text(definition.caveats),
        tables=tables,
        what=kind_word(record, (finding.subject for finding in findings)),
        ticks=_ticks(definition),
        single=on_one_source(findings) if alike else "",
        needed=needed_words(record, definition),
        evaluator=record.name(definition.evaluator) if definition.evaluator else None,
        files=f"{FILES}/{key}",
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def anchor(test: Sequence[tuple[str, str]]) -> str:
    """The id of the table of like conditions on its test's page."""
    return ".".join(["results", *(f"{key}-{value}" for key, value in test)])


def _part(
    site: Site,
    column: Column,
    findings: Sequence[Finding],
    definition: Property,
    *,
    name_single: bool,
) -> dict[str, Any]:
    """The results of one column, best first, under the name of who measured; an interest that all share is said there."""
    record = site.record
    said = [name for name, _ in column.conditions]
    results = standing(record, findings, definition, column)
    interests = {result.finding.interest for result in results}
    shared = next(iter(interests)) if len(interests) == 1 else None
    return {
        "tester": record.name(column.evaluator) if column.evaluator else "",
        "tester_url": site.url(column.evaluator) if column.evaluator else None,
        "interest": _stake(record, shared, results) if shared else "",
        "source": source_words(record, column),
        "source_url": site.url(column.source) if column.source else None,
        "rows": [
            {
                **cell_view(site, result, definition, name_single=name_single),
                "name": record.name(result.finding.subject),
                "subject_url": site.subject_url(result.finding.subject),
                "conditions": conditions(record, result.finding, but=said),
                "interest": "" if shared else _STAKES.get(result.finding.interest, ""),
                "places": list(
                    dict.fromkeys((claim.source, claim.place) for claim in result.claims)
                ),
            }
            for result in results
        ],
    }


def _stake(record: Record, interest: Interest, results: Sequence[Result]) -> str:
    """The stake that a tester has in all results of a column; nothing of an independent one."""
    subjects = {result.finding.subject for result in results}
    what = kind_word(record, subjects)
    made = f"who made this {what}" if len(subjects) == 1 else f"who made these {what}s"
    return {"own": made, "interested": "an interested party"}.get(interest, "")


def _ticks(definition: Property) -> list[dict[str, str]]:
    """The marks of the axis over the bars; none where the scale has no ends."""
    if definition.range is None:
        return []
    low, high = (Decimal(end) for end in definition.range)
    scale = linear([low, high])
    return [
        {"at": percent(scale.at(tick)), "text": f"{tick.normalize():f}"}
        for tick in scale.ticks
        if low <= tick <= high
    ]


BLOCKS = (
    BlockSpec(
        "benchmark",
        "one measured property with all its results, named after the bar",
        benchmark,
        {"argument": word},
        names_one_of("properties"),
    ),
)
