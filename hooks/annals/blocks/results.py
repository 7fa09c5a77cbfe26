"""The blocks of tables of results: tests by subjects, and the list of all tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.cells import cell_view, mostly_one_voice, on_one_source
from annals.blocks.spec import BlockSpec, Options, all_of, line, names_one_of, rendered, word, words
from annals.findings import Finding
from annals.matrix import Cell, Group, Matrix, Place, Row, matrix
from annals.picks import Pick, conditions, picks, unknown_conditions, unknown_picks
from annals.reader_words import ONE_VOICE, condition_words, kind_word
from annals.record import Record
from annals.site import Context, Site

TABLES = "api/v1/tables"
"""Where the same tables are for tools."""


def results(site: Site, options: Options, _context: Context) -> Markup:
    """A matrix: tests by subjects, apart by who measured; a cell leads to its finding, and an empty one says why."""
    record = site.record
    table = matrix(record, options)
    findings = [
        cell.result.finding for row in table.rows for cell in row.cells.values() if cell.result
    ]
    alike = mostly_one_voice(findings)
    groups = [_group_view(record, options.get("of"), group) for group in table.groups]
    many = several_others(table)
    rows = [_row_view(site, row, groups, alike=alike, many=many) for row in table.rows]
    return rendered(
        "results.html.j2",
        id=options["argument"],
        files=f"{TABLES}/{options['argument']}",
        caption=options.get("caption") or caption(record, options),
        remarks=_remarks(record, options, table, rows, findings if alike else []),
        what=kind_word(
            record, (place.subject.key for group in table.groups for place in group.places)
        ),
        groups=groups,
        columns=[column for group in groups for column in group["columns"]],
        rows=rows,
    )


def caption(record: Record, options: Options) -> str:
    """What a table is called where its page says nothing."""
    by, source = options.get("by"), options.get("source")
    measured = f" measured by {' and '.join(record.name(each) for each in by)}" if by else ""
    return f"Results{measured}{f' in {record.name(source)}' if source else ''}"


def several_others(table: Matrix) -> bool:
    """Whether a table has results of several independent evaluators, so that each row must say whose it shows."""
    return any(
        group.interest == "independent" and len(group.evaluators) > 1 for group in table.groups
    )


def group_title(record: Record, group: Group) -> str:
    """What a group of columns is called: by whose interest it is."""
    testers = " and ".join(record.name(each) for each in group.evaluators)
    return {
        "own": f"{testers}’s own results",
        "interested": _interested_title(record, group),
        "independent": "Measured by others",
        "unstated": "Tester not stated",
    }[group.interest]


def _interested_title(record: Record, group: Group) -> str:
    """Parties with a stake by what they are: makers that measured their own, or any others."""
    if all(
        record.parties.interest(evaluator or None, [place.subject.key]) == "own"
        for place, evaluators in group.places.items()
        for evaluator in evaluators
    ):
        return "Each maker’s own results" if len(group.places) > 1 else "Its maker’s own results"
    return "Interested party" if len(group.evaluators) == 1 else "Interested parties"


def _group_view(record: Record, about: str | None, group: Group) -> dict[str, Any]:
    alone = len(group.evaluators) == 1
    title = group_title(record, group)
    # Parties with a stake are named at their columns; of others, a row or the head of the group says who measured.
    named = group.interest == "interested" and not alone
    return {
        "title": title,
        "note": record.name(group.evaluators[0])
        if alone and group.interest in ("interested", "independent")
        else "",
        "columns": [
            {
                "place": place,
                "name": with_its_number(subject_name(record, place.subject)),
                "evaluator": ", ".join(record.name(each) for each in evaluators) if named else "",
                "me": place.subject.key == about,
                "key": column_key(place),
                "group": title,
            }
            for place, evaluators in group.places.items()
        ],
    }


def column_key(place: Place) -> str:
    """A column's name in addresses and files."""
    return f"{place.interest} {place.subject.text}"


def subject_name(record: Record, subject: Pick) -> str:
    """A subject of a table in words, with the conditions that set it apart from itself."""
    told = [condition_words(record, key, value) for key, value in subject.conditions]
    return ", ".join([record.name(subject.key), *told])


def with_its_number(name: str) -> str:
    """A name whose number does not stand on a line alone."""
    head, _, last = name.rpartition(" ")
    return f"{head}\u00a0{last}" if head and last[:1].isdigit() else name


def _row_view(
    site: Site, row: Row, groups: list[dict[str, Any]], *, alike: bool, many: bool
) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for group in groups:
        mine = [(column, row.cells[column["place"]]) for column in group["columns"]]
        if not any(_says_something(cell) for _, cell in mine):
            cells.append({"kind": "none", "group": group["title"], "span": len(mine)})
            continue
        cells += [{**column, **_cell(site, row, cell, alike)} for column, cell in mine]
    lower = row.definition.direction == "lower"
    return {
        "name": row.definition.name,
        "url": f"benchmarks/{row.definition.id}/",
        "words": [*row.test, *row_remarks(site.record, row, many=many)],
        "unit": unit_words(row.definition.unit),
        "lower": lower,
        "cells": cells,
    }


def row_remarks(record: Record, row: Row, *, many: bool) -> list[str]:
    """What a row says besides its conditions: in whose report, and who the others are where the table has several."""
    others = row.evaluators("independent") if many else ()
    apart = [
        words or f"measured by {record.name(evaluator)}"
        for evaluator, words in row.sources.items()
        if words or evaluator not in others
    ]
    return apart + [f"others: {record.name(each)}" for each in others]


def unit_words(unit: str | None) -> str:
    """A unit as it stands by itself."""
    return "percent" if unit == "%" else unit or ""


def _says_something(cell: Cell) -> bool:
    return cell.result is not None or bool(cell.reason)


def _cell(site: Site, row: Row, cell: Cell, alike: bool) -> dict[str, Any]:
    if cell.result is not None:
        view = cell_view(site, cell.result, row.definition, name_single=not alike)
        return {"kind": "value", **view}
    url = site.finding_url(cell.findings[0]) if cell.findings else ""
    if cell.searched is not None:
        url = site.source_url(cell.searched.source, cell.searched)
    return {"kind": "empty", "reason": cell.reason, "url": url, "finding": bool(cell.findings)}


def _remarks(
    record: Record,
    options: Options,
    table: Matrix,
    rows: list[dict[str, Any]],
    alike: Sequence[Finding],
) -> list[str]:
    """How the table is read: only what holds of this one. `alike` are its findings if most have one voice, which no cell then says."""
    cells = [cell for row in rows for cell in row["cells"]]
    values = [cell for cell in cells if cell["kind"] == "value"]
    bars = [cell["bar"] for cell in values if cell["bar"]]
    directions = {row.definition.direction for row in table.rows}
    said = []
    if directions == {"higher"}:
        said.append("Higher is better in every row.")
    elif "lower" in directions:
        said.append("Higher is better unless the row says otherwise.")
    if bars:
        scales = {tuple(row.definition.range) for row in table.rows if row.definition.range}
        ends = "from {} to {}".format(*scales.pop()) if len(scales) == 1 else "over the whole scale"
        said.append(f"Each bar runs {ends}.")
    if any(cell["best"] for cell in values):
        said.append("The best value of a row in its group is bold, with a heavier bar.")
    said += _brackets(values)
    if alike and (single := on_one_source(alike)):
        said.append(single)
    if any(one["differing"] for one in bars):
        said.append("An upright tick with a word beside it is a value that another source gives.")
    if any(one["elsewhere"] for one in bars):
        said.append(
            "A grey tick marks a value that is printed somewhere without saying who measured."
        )
    if any(cell["kind"] == "empty" and not cell["reason"] for cell in cells):
        # Where each test is a block, what has no result there is no line of it (tables.css).
        what = kind_word(
            record, (place.subject.key for each in table.groups for place in each.places)
        )
        said.append(f"A dash, or on a phone a {what} that is not listed: no result found.")
    if options.get("without"):
        said.append(f"Left out here: {', '.join(_left_out(record, options['without']))}.")
    return [*said, "Each value leads to what its sources say."]


def _brackets(values: Sequence[dict[str, Any]]) -> list[str]:
    """What the brackets under values mean: those that there are."""
    forms = {cell["classes"] for cell in values}
    meanings = [
        words
        for form, words in (
            (ONE_VOICE, "open at the right where one voice stands behind it"),
            ("val", "closed where independent voices agree"),
            ("val parted", "parted where sources differ"),
        )
        if form in forms
    ]
    return [f"The bracket under a value is {', '.join(meanings)}."] if meanings else []


def _left_out(record: Record, without: Iterable[tuple[str, str]]) -> list[str]:
    """Conditions in words; several values of one condition under its name."""
    values: dict[str, list[str]] = {}
    for key, value in without:
        values.setdefault(key, []).append(value)
    words = []
    for key, several in values.items():
        if len(several) == 1:
            words.append(condition_words(record, key, several[0]))
        else:
            choices = (record.conditions[key].choices if key in record.conditions else None) or {}
            told = ", ".join(choices.get(value, value) for value in several)
            words.append(f"{record.name(key).lower()} {told}")
    return words


def refuse(record: Record, options: Options) -> list[Refusal]:
    """What the record has against a table's options, or what is missing of them."""
    if "argument" not in options:
        note = "write '/// results | some-id': it is part of the addresses of its files"
        return [Refusal("bad-option", "the block 'results' needs an id behind a bar", (note,))]
    return [
        *unknown_picks(record, "properties", options.get("properties", ())),
        *unknown_picks(record, "entities", options.get("subjects", ())),
        *unknown_conditions(record, options.get("without", ())),
    ]


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
        subjects = {finding.subject for finding in findings}
        rows.append(
            {
                "what": kind_word(record, subjects),
                "name": definition.name,
                "url": f"benchmarks/{definition.id}/",
                "count": len(findings),
                "subjects": len(subjects),
                "testers": _names(record, (dict(each.conditions).get("by") for each in findings)),
                "differs": sum(1 for finding in findings if finding.kind),
            }
        )
    what = "models" if all(row["what"] == "model" for row in rows) else "subjects"
    return rendered("benchmarks.html.j2", rows=rows, what=what)


def _names(record: Record, keys: Iterable[str | None]) -> list[str]:
    return sorted({record.name(key) for key in keys if key})


BLOCKS = (
    BlockSpec("benchmarks", "all measured properties", benchmarks),
    BlockSpec(
        "results",
        "a table of results, tests by subjects; its id stands after the bar",
        results,
        {
            "argument": word,
            "properties": picks,
            "subjects": picks,
            "of": word,
            "by": words,
            "source": word,
            "without": conditions,
            "caption": line,
        },
        all_of(
            refuse,
            names_one_of("entities", "of"),
            names_one_of("entities", "by"),
            names_one_of("sources", "source"),
        ),
    ),
)
