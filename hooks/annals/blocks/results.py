"""The blocks of measured results: one benchmark, the list of benchmarks, and tables in which unlike conditions never share a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, all_of, line, names_one_of, rendered, word, words
from annals.comparing import needed, report_of
from annals.findings import Finding
from annals.intervals import Interval
from annals.printed import printed_text, said
from annals.quantities import Quantity
from annals.reader_words import condition_words, conditions, value_classes
from annals.record import Record
from annals.schema import Property
from annals.site import Context, Site
from annals.values import Value


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """What the results of one column share: conditions, and the source that gives them where each measures anew."""

    conditions: tuple[tuple[str, str], ...] = ()
    source: str = ""


def columns(
    findings: Sequence[Finding], definition: Property, *, of: str | None = None
) -> tuple[dict[Column, list[Finding]], list[Finding]]:
    """Results by the columns in which they may stand, and those that state too little to stand in any.

    What several sources give stands in the column of each, as in their own tables; a column that holds no more than another
    is left out. With `of`, only one source's columns.
    """
    found: dict[Column, list[Finding]] = {}
    loose = []
    for finding in findings:
        stated = dict(finding.conditions)
        keys = needed(definition, finding)
        if any(key not in stated for key in keys):
            loose.append(finding)
            continue
        shared = tuple((key, stated[key]) for key in keys)
        sources = [""] if not definition.one_source else _given_by(finding) if of is None else [of]
        for source in sources:
            found.setdefault(Column(shared, source), []).append(finding)
    return _largest(found), loose


def _given_by(finding: Finding) -> list[str]:
    return sorted({report_of(claim) for claim in finding.claims})


def _largest(found: dict[Column, list[Finding]]) -> dict[Column, list[Finding]]:
    """Columns, largest first, without those that show nothing that another one of the same conditions does not show."""
    kept: dict[Column, set[str]] = {}
    for column in sorted(found, key=lambda each: (-len(found[each]), each)):
        mine = found[column]
        ids = {finding.id for finding in mine}
        if not any(
            other.conditions == column.conditions
            and ids <= shown
            and not any(
                _said_otherwise(finding, each) for finding in mine for each in (column, other)
            )
            for other, shown in kept.items()
        ):
            kept[column] = ids
    return {column: found[column] for column in kept}


def _said_otherwise(finding: Finding, column: Column) -> Value | None:
    """What a column's source gives instead of what we print; None where it gives the same, or nothing is decided."""
    said = [claim for claim in finding.claims if report_of(claim) == column.source]
    if finding.open or finding.printed is None or not said:
        return None
    if any(
        claim.text == finding.printed.text or (claim.value and finding.admits(claim.value))
        for claim in said
    ):
        return None
    return said[0].value


def benchmark(site: Site, options: Options, _context: Context) -> Markup:
    """One measured property: what it measures, and all results, one table for each set of like conditions."""
    record = site.record
    key = options["argument"]
    definition = record.properties[key]
    found, unplaced = columns(record.findings_on.get(key, ()), definition)
    groups = [
        {
            "title": ", ".join(_column_words(record, column, named=True)) or "no condition stated",
            "rows": result_rows(site, found[column], definition, column),
        }
        for column in found
    ]
    held = record.held[key]
    return rendered(
        "benchmark.html.j2",
        definition=definition,
        text=site.text(definition.summary),
        caveats=site.text(definition.caveats),
        groups=groups,
        loose=result_rows(site, unplaced, definition),
        needed=_needed_words(record, definition),
        evaluator=record.name(definition.evaluator) if definition.evaluator else None,
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def _column_words(record: Record, column: Column, *, named: bool, but: str = "") -> list[str]:
    words = [condition_words(record, key, value) for key, value in column.conditions if key != but]
    if not named or column.source in ("", dict(column.conditions).get("by")):
        return words
    name = record.name(column.source)
    return [*words, f"in “{name}”" if column.source in record.sources else f"as told by {name}"]


def _needed_words(record: Record, definition: Property) -> list[str]:
    own = {"by": "tester", "as_of": "date"}
    words = [own.get(name) or record.name(name).lower() for name in needed(definition)]
    if definition.compare_on is None:
        words.append("conditions, as far as stated")
    return words + ["source"] * definition.one_source


def result_rows(
    site: Site,
    findings: Sequence[Finding],
    definition: Property,
    column: Column = Column(),
) -> list[dict[str, Any]]:
    """Results best first (by name where no direction is better); `best` marks those that no comparable one surpasses.

    A source's own column shows what that source gives, also where we print another value.
    """
    record = site.record
    shared = [name for name, _ in column.conditions]
    rows: list[dict[str, Any]] = []
    for finding in told_once(findings):
        claims = [claim for claim in finding.claims if column.source in ("", report_of(claim))]
        own = _said_otherwise(finding, column)
        rows.append(
            {
                "name": record.name(finding.subject),
                "subject_url": site.subject_url(finding.subject),
                "url": site.finding_url(finding),
                "text": printed_text(record, finding)
                if own is None
                else said(record, own, definition),
                "classes": value_classes(finding),
                "differs": bool(finding.kind),
                "open": finding.open,
                "conditions": conditions(record, finding, but=shared),
                "places": [(claim.source, claim.place) for claim in claims],
                "number": middle(finding) if own is None else _number(own),
                "readings": finding.readings() if own is None else [own.interval],
                "finding": finding,
            }
        )
    sign = -1 if definition.direction != "lower" else 1
    rows.sort(key=lambda row: (row["number"] is None, sign * (row["number"] or 0), row["name"]))
    # One subject alone, in several modes, is the best of nothing.
    rivals = len({row["finding"].subject for row in rows}) > 1
    top = rows[0] if rivals and shared and definition.direction != "none" else None
    for row in rows:
        row["best"] = (
            top is not None
            and not row["open"]
            and not top["open"]
            and (row is top or _ties(row["readings"], top["readings"]))
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


def middle(finding: Finding) -> Decimal | None:
    """The number by which a result is put in order; of an open finding, the middle of its span."""
    number = _number(finding.printed.value) if finding.printed else None
    span = finding.span
    if number is not None or span is None or span.low is None or span.high is None:
        return number
    return (Decimal(span.low) + Decimal(span.high)) / 2


def _number(value: Value | None) -> Decimal | None:
    return value.read.value if value is not None and isinstance(value.read, Quantity) else None


def _ties(one: Sequence[Interval | str | None], other: Sequence[Interval | str | None]) -> bool:
    left, right = (readings[0] if readings else None for readings in (one, other))
    return isinstance(left, Interval) and isinstance(right, Interval) and left.meets(right)


def results(site: Site, options: Options, _context: Context) -> Markup:
    """A matrix: properties by subjects, by one evaluator or in one source; a cell leads to its finding, and an empty one says why."""
    record = site.record
    by, source = options.get("by"), options.get("source")
    chosen = [
        finding
        for finding in record.findings.values()
        if finding.derived is None
        and record.properties[finding.property].kind == "measured"
        and (by is None or dict(finding.conditions).get("by") == by)
        and (source is None or source in _given_by(finding))
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
        found, _ = columns(mine, definition, of=source)
        for column in sorted(found):
            # A row says which source it is from where another one has the same conditions.
            named = [each.conditions for each in found].count(column.conditions) > 1
            ranked = result_rows(site, found[column], definition, column)
            rows.append(
                {
                    "name": definition.name,
                    "url": f"benchmarks/{definition.id}/",
                    "conditions": _column_words(
                        record, column, named=named, but="by" if by else ""
                    ),
                    # Several results of one subject under like conditions differ in what does not matter for comparing.
                    "cells": [
                        [row for row in ranked if row["finding"].subject == subject]
                        for subject in subjects
                    ],
                }
            )
    return rendered(
        "results.html.j2",
        caption=options.get("caption") or _caption(record, by, source),
        subjects=[{"name": record.name(key), "url": site.subject_url(key)} for key in subjects],
        rows=rows,
    )


def _caption(record: Record, by: str | None, source: str | None) -> str:
    measured = f" measured by {record.name(by)}" if by else ""
    return f"Results{measured}{f' in {record.name(source)}' if source else ''}"


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
        {"by": word, "source": word, "properties": words, "subjects": words, "caption": line},
        all_of(
            names_one_of("entities", "by"),
            names_one_of("sources", "source"),
            names_one_of("properties", "properties"),
            names_one_of("entities", "subjects"),
        ),
    ),
)
