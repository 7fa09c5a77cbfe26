"""The tables of pages as files: `api/v1/tables/*` for those of pages, `api/v1/benchmarks/*` for each test; CSV, and JSON with every claim."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from annals.blocks.benchmark import FILES
from annals.blocks.results import (
    BLOCKS,
    TABLES,
    caption,
    column_key,
    group_title,
    subject_name,
    unit_words,
)
from annals.columns import Column, columns, source_words, test_words
from annals.exports.api import SCHEMA_VERSION
from annals.findings import Finding
from annals.matrix import Group, Place, Row, matrix
from annals.options import read_options, written_options
from annals.output import OutputFile
from annals.picks import Pick
from annals.project import Project
from annals.reader_words import condition_words, conditions, support_words
from annals.record import Record
from annals.references import bare, find
from annals.schema import Property
from annals.site import Site
from annals.standing import Result, standing, text_of

FIELDS = (
    "benchmark", "name", "conditions", "report", "group", "evaluator", "tester", "subject", "model",
    "value", "unit", "low", "high", "best", "contradicted", "support", "interest", "remark", "finding",
    "page", "sources",
)  # fmt: skip
"""The columns of the CSV."""


def written_tables(project: Project) -> list[dict[str, Any]]:
    """The options of the tables that the pages of a project hold, in their order."""
    spec = next(spec for spec in BLOCKS if spec.name == "results")
    found = []
    for page in project.pages:
        for reference in find(page.text):
            if reference.kind == "block" and reference.argument == spec.name:
                read, refusals = read_options(
                    spec, written_options(reference.words, reference.place)
                )
                if not refusals and "argument" in read:
                    found.append(read)
    return found


def tables(site: Site, written: Iterable[Mapping[str, Any]]) -> list[OutputFile]:
    """Two files for each table of a page, and two for each test."""
    record = site.record
    made = [
        _files(
            record,
            f"{TABLES}/{options['argument']}",
            _title(record, options),
            _matrix(site, options),
        )
        for options in written
    ]
    made += [
        _files(record, f"{FILES}/{key}", definition.name, _benchmark(site, definition))
        for key, definition in record.properties.items()
        if definition.kind == "measured"
    ]
    return [file for files in made for file in files]


def _title(record: Record, options: Mapping[str, Any]) -> str:
    return bare(options.get("caption") or caption(record, options))


def _files(
    record: Record, path: str, title: str, found: Iterator[dict[str, Any]]
) -> list[OutputFile]:
    items = list(found)
    whole = {
        "schema_version": SCHEMA_VERSION,
        "as_of": record.as_of.isoformat(),
        "title": title,
        "fields": list(FIELDS),
        "count": len(items),
    }
    encode = json.JSONEncoder(ensure_ascii=False).encode
    members = ",\n".join(map(encode, items))
    return [
        OutputFile(f"{path}.json", f'{encode(whole)[:-1]}, "items": [\n{members}\n]}}\n'),
        OutputFile(f"{path}.csv", as_csv(items)),
    ]


def as_csv(items: Iterable[Mapping[str, Any]]) -> str:
    """Items as CSV: a line of names, then one for each."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    writer.writerows([_cell(item[field]) for field in FIELDS] for item in items)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    # A spreadsheet would calculate what begins like this.
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _matrix(site: Site, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each cell that says something, row by row."""
    record = site.record
    table = matrix(record, options)
    for number, row in enumerate(table.rows):
        for group in table.groups:
            for place in group.places:
                cell = row.cells[place]
                head = _head(record, number, row, group, place, cell.evaluator or "")
                if cell.result is not None:
                    # What a row leaves aside, such as a mode, belongs to the result all the same.
                    told = conditions(record, cell.result.finding, but=["by"])
                    head["conditions"] = ", ".join(dict.fromkeys([*row.test, *told]))
                    yield {**head, **_result(site, cell.result, row.definition)}
                elif cell.reason:
                    yield {**head, **_nothing(site, cell.reason, cell.findings)}


def _head(
    record: Record, number: int, row: Row, group: Group, place: Place, evaluator: str
) -> dict[str, Any]:
    return {
        "row": number,
        "column": column_key(place),
        "benchmark": row.definition.id,
        "name": row.definition.name,
        "conditions": ", ".join(row.test),
        "report": row.sources.get(evaluator, ""),
        "group": group_title(record, group),
        "evaluator": evaluator or None,
        "tester": record.name(evaluator) if evaluator else None,
        "subject": place.subject.key,
        "model": subject_name(record, place.subject),
        "unit": unit_words(row.definition.unit),
    }


def _benchmark(site: Site, definition: Property) -> Iterator[dict[str, Any]]:
    """All results of one test, column by column; then those that state too little."""
    record = site.record
    found, loose = columns(record.findings_on.get(definition.id, ()), definition)
    parts: list[tuple[Column | None, Sequence[Finding]]] = [*found.items(), (None, loose)]
    row = 0
    for column, findings in parts:
        shown = column or Column()
        said = {name for name, _ in shown.conditions}
        for result in standing(record, findings, definition, shown):
            finding = result.finding
            evaluator = dict(finding.conditions).get("by")
            further = [
                condition_words(record, key, value)
                for key, value in finding.conditions
                if key not in said and key != "by"
            ]
            yield {
                "row": row,
                "column": f"{finding.interest} {finding.subject}",
                "benchmark": definition.id,
                "name": definition.name,
                "conditions": ", ".join([*test_words(record, shown), *further]),
                "report": source_words(record, shown),
                "group": "Test conditions unknown" if column is None else None,
                "evaluator": evaluator,
                "tester": record.name(evaluator) if evaluator else None,
                "subject": finding.subject,
                "model": subject_name(record, Pick(finding.subject)),
                "unit": unit_words(definition.unit),
                **_result(site, result, definition),
            }
            row += 1


def _result(site: Site, result: Result, definition: Property) -> dict[str, Any]:
    finding = result.finding
    reading = result.reading or finding.span
    return {
        "value": text_of(site.record, result, definition, unit=False),
        "low": None if reading is None or reading.low is None else float(Decimal(reading.low)),
        "high": None if reading is None or reading.high is None else float(Decimal(reading.high)),
        "best": result.best,
        "contradicted": finding.contradicted,
        "support": support_words(site.record, finding),
        "interest": finding.interest,
        "remark": None,
        "finding": finding.id,
        "page": site.finding_url(finding),
        **_sources(site, [finding]),
    }


def _nothing(site: Site, reason: str, findings: Sequence[Finding]) -> dict[str, Any]:
    found = dict.fromkeys(
        ("value", "low", "high", "best", "contradicted", "support", "interest", "finding", "page")
    )
    if findings:
        found |= {"finding": findings[0].id, "page": site.finding_url(findings[0])}
    return {**found, "remark": reason, **_sources(site, findings)}


def _sources(site: Site, findings: Sequence[Finding]) -> dict[str, Any]:
    """Every claim with its source and place; and the same in a line, as a citation reads."""
    claims = []
    for finding in findings:
        said = [(claim, finding.agrees(index)) for index, claim in enumerate(finding.claims)]
        # What only says less of the conditions, and means this.
        said += [(claim, True) for claim in finding.backed_by]
        for claim, agrees in said:
            source = site.record.sources[claim.source]
            claims.append(
                {
                    "text": claim.text,
                    "agrees": agrees,
                    "source": claim.source,
                    "title": source.title,
                    "publisher": site.record.name(source.publisher) if source.publisher else None,
                    "issued": source.issued,
                    "url": source.url or source.archive,
                    "place": claim.place,
                    "via": claim.via,
                }
            )
    lines = dict.fromkeys(_cited(claim) for claim in claims)
    return {"sources": "; ".join(lines), "claims": claims}


def _cited(claim: Mapping[str, Any]) -> str:
    """`“Title”, publisher, date, place: value <address>`."""
    parts = [f"“{claim['title']}”", claim["publisher"], claim["issued"], claim["place"]]
    head = ", ".join(part for part in parts if part)
    return f"{head}: {claim['text']}" + (f" <{claim['url']}>" if claim["url"] else "")
