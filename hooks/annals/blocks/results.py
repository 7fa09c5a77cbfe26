"""The blocks of measured results: one benchmark, the list of benchmarks, and tables in which unlike conditions never share a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, all_of, line, names_one_of, rendered, word, words
from annals.findings import Finding
from annals.printed import printed_text
from annals.quantities import Quantity
from annals.reader_words import condition_words, conditions, value_classes
from annals.schema import Property
from annals.site import Context, Site


def column_key(finding: Finding, definition: Property) -> tuple[tuple[str, str], ...] | None:
    """The column of a result: its `compare_on` conditions; None if it does not state all of them, so that it stands alone."""
    stated = dict(finding.conditions)
    keys = definition.compare_on if definition.compare_on is not None else sorted(stated)
    if any(key not in stated for key in keys):
        return None
    return tuple((key, stated[key]) for key in keys)


def benchmark(site: Site, options: Options, _context: Context) -> Markup:
    """One measured property: what it measures, and all results, one table for each set of like conditions."""
    record = site.record
    key = options["argument"]
    definition = record.properties[key]
    columns: dict[tuple[tuple[str, str], ...] | None, list[Finding]] = {}
    for finding in record.findings_on.get(key, ()):
        columns.setdefault(column_key(finding, definition), []).append(finding)
    groups = []
    for column in sorted(
        (each for each in columns if each is not None), key=lambda each: (-len(columns[each]), each)
    ):
        rows = result_rows(site, columns[column], definition, [name for name, _ in column])
        groups.append(
            {
                "title": ", ".join(condition_words(record, name, value) for name, value in column)
                or "no condition stated",
                "rows": rows,
            }
        )
    loose = result_rows(site, columns.get(None, []), definition, [])
    held = record.held[key]
    return rendered(
        "benchmark.html.j2",
        definition=definition,
        text=site.text(definition.summary),
        caveats=site.text(definition.caveats),
        groups=groups,
        loose=loose,
        needed=[
            record.name(name).lower() if name != "by" else "tester"
            for name in definition.compare_on or ()
        ],
        evaluator=record.name(definition.evaluator) if definition.evaluator else None,
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def result_rows(
    site: Site, findings: Sequence[Finding], definition: Property, said: list[str]
) -> list[dict[str, Any]]:
    """Results best first (by name where no direction is better); `best` marks those that no comparable one surpasses."""
    record = site.record
    rows = []
    for finding in told_once(findings):
        number = middle(finding)
        rows.append(
            {
                "name": record.name(finding.subject),
                "subject_url": site.subject_url(finding.subject),
                "url": site.finding_url(finding),
                "text": printed_text(record, finding),
                "classes": value_classes(finding),
                "differs": bool(finding.kind),
                "open": finding.open,
                "conditions": conditions(record, finding, but=said),
                "sources": sorted({claim.source for claim in finding.claims}),
                "places": [(claim.source, claim.place) for claim in finding.claims],
                "number": number,
                "finding": finding,
            }
        )
    sign = -1 if definition.direction != "lower" else 1
    rows.sort(key=lambda row: (row["number"] is None, sign * (row["number"] or 0), row["name"]))
    # One subject alone, in several modes, is the best of nothing.
    rivals = len({row["finding"].subject for row in rows}) > 1
    top = rows[0]["finding"] if rivals and said and definition.direction != "none" else None
    for row in rows:
        row["best"] = (
            top is not None
            and not row["open"]
            and not top.open
            and (row["finding"] is top or _ties(row["finding"], top))
        )
    return rows


def told_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one column without those whose every claim only repeats a more exact one beside it."""
    ids = {finding.id for finding in findings}
    return [
        finding
        for finding in findings
        if not finding.placements
        or any(each.state != "backs" or each.findings[0] not in ids for each in finding.placements)
    ]


def middle(finding: Finding) -> Any:
    """The number by which a result is put in order; of an open finding, the middle of its span."""
    value = finding.printed.value if finding.printed else None
    if value is not None and isinstance(value.read, Quantity) and value.read.value is not None:
        return value.read.value
    span = finding.span
    if span is None or span.low is None or span.high is None:
        return None
    return (span.low + span.high) / 2


def _ties(one: Finding, other: Finding) -> bool:
    left, right = one.readings(), other.readings()
    return (
        bool(left)
        and bool(right)
        and not isinstance(left[0], str)
        and not isinstance(right[0], str)
        and left[0].meets(right[0])
    )


def results(site: Site, options: Options, _context: Context) -> Markup:
    """A matrix: properties by subjects, by one evaluator; a cell leads to its finding, and an empty one says why."""
    record = site.record
    by = options.get("by")
    chosen = [
        finding
        for finding in record.findings.values()
        if finding.derived is None
        and record.properties[finding.property].kind == "measured"
        and (by is None or dict(finding.conditions).get("by") == by)
        and (not options.get("properties") or finding.property in options["properties"])
        and (not options.get("subjects") or finding.subject in options["subjects"])
    ]
    subjects = options.get("subjects") or sorted(
        {finding.subject for finding in chosen}, key=lambda key: (record.name(key).lower(), key)
    )
    order = {held.record.id: (held.file, held.line) for held in record.loaded.properties}
    rows = []
    for key in options.get("properties") or sorted(
        {finding.property for finding in chosen}, key=lambda key: order[key]
    ):
        definition = record.properties[key]
        mine = [finding for finding in chosen if finding.property == key]
        for column in sorted(
            {column_key(finding, definition) for finding in mine} - {None}, key=str
        ):
            said = [name for name, _ in column or ()]
            like = [finding for finding in mine if column_key(finding, definition) == column]
            rows.append(_matrix_row(site, definition, column or (), said, like, subjects, by))
    return rendered(
        "results.html.j2",
        caption=options.get("caption")
        or (f"Results measured by {record.name(by)}" if by else "Results"),
        subjects=[{"name": record.name(key), "url": site.subject_url(key)} for key in subjects],
        rows=rows,
    )


def _matrix_row(
    site: Site,
    definition: Property,
    column: tuple[tuple[str, str], ...],
    said: list[str],
    like: Sequence[Finding],
    subjects: Sequence[str],
    by: str | None,
) -> dict[str, Any]:
    record = site.record
    ranked = result_rows(site, like, definition, said)
    cells = []
    for subject in subjects:
        mine = [row for row in ranked if row["finding"].subject == subject]
        # Several results of one subject under like conditions differ in what does not matter for comparing; each is shown.
        cells.append(mine)
    return {
        "name": definition.name,
        "url": f"benchmarks/{definition.id}/",
        "conditions": [
            condition_words(record, key, value)
            for key, value in column
            if key != "by" or by is None
        ],
        "cells": cells,
    }


def benchmarks(site: Site, _options: Options, _context: Context) -> Markup:
    """All measured properties, with how many results each has and by whom."""
    record = site.record
    rows = []
    for definition in sorted(
        record.properties.values(), key=lambda each: (each.name.lower(), each.id)
    ):
        if definition.kind != "measured":
            continue
        findings = record.findings_on.get(definition.id, ())
        testers = sorted(
            {record.name(by) for finding in findings if (by := dict(finding.conditions).get("by"))}
        )
        rows.append(
            {
                "name": definition.name,
                "url": f"benchmarks/{definition.id}/",
                "count": len(findings),
                "testers": testers,
                "differs": sum(1 for finding in findings if finding.kind),
            }
        )
    return rendered("benchmarks.html.j2", rows=rows)


BLOCKS = (
    BlockSpec(
        "benchmark",
        "one measured property with all its results, named after the bar",
        benchmark,
        {"argument": word},
        names_one_of("properties"),
    ),
    BlockSpec("benchmarks", "all measured properties", benchmarks),
    BlockSpec(
        "results",
        "a matrix of results",
        results,
        {"by": word, "properties": words, "subjects": words, "caption": line},
        all_of(
            names_one_of("entities", "by"),
            names_one_of("properties", "properties"),
            names_one_of("entities", "subjects"),
        ),
    ),
)
