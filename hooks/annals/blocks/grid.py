"""The block of grids: what is claimed of several subjects, property by property, in words."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.axes import short
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.results import subject_name, with_its_number
from annals.blocks.spec import BlockSpec, Options, all_of, rendered_cites
from annals.findings import Finding
from annals.picks import Pick, picks, unknown_picks
from annals.printed import printed_text
from annals.reader_words import condition_words, value_classes
from annals.record import Record
from annals.site import Context, Site


def grid(site: Site, options: Options, context: Context) -> Markup:
    """A row for each subject, a column for each property; what no source says is said to be missing."""
    record = site.record
    rows = []
    for subject in options["subjects"]:
        found = [_one(record, subject, column) for column in options["properties"]]
        cites = dict.fromkeys(rendered_cites(each) for each in found if each)
        rows.append(
            {
                "name": with_its_number(subject_name(record, subject)),
                "url": site.subject_url(subject.key),
                "cells": [_cell(site, each) for each in found],
                "cites": list(cites),
            }
        )
    return figure(
        context,
        options,
        "grid",
        "",
        status="findings of the record",
        heads=[_head(record, column) for column in options["properties"]],
        rows=rows,
    )


def _head(record: Record, column: Pick) -> str:
    told = [condition_words(record, key, value) for key, value in column.conditions]
    return ", ".join([record.properties[column.key].name, *told])


def _one(record: Record, subject: Pick, column: Pick) -> Finding | None:
    """The only finding of a subject in a column, or None."""
    found = [
        finding
        for finding in record.by_subject_property.get((subject.key, column.key), ())
        if finding.derived is None
        and column.meets(finding.conditions)
        and subject.meets(finding.conditions)
    ]
    return found[0] if len(found) == 1 else None


def _cell(site: Site, finding: Finding | None) -> dict[str, Any]:
    if finding is None:
        return {"text": ""}
    value = finding.printed.value if finding.printed else None
    return {
        "text": short(site.record, finding, value) if value else printed_text(site.record, finding),
        "classes": value_classes(finding),
        "url": site.finding_url(finding),
    }


def refuse_grid(record: Record, options: Options) -> list[Refusal]:
    """Refuses a grid without subjects or properties, with an empty row or column, or with several findings in one cell."""
    missing = [name for name in ("subjects", "properties") if not options.get(name)]
    if missing:
        return [Refusal("bad-option", f"the block 'grid' needs '{name}'") for name in missing]
    subjects, columns = options["subjects"], options["properties"]
    refusals = [
        *unknown_picks(record, "entities", subjects),
        *unknown_picks(record, "properties", columns),
    ]
    if refusals:
        return refusals
    empty = [
        f"the row of '{subject.text}'"
        for subject in subjects
        if not any(_one(record, subject, column) for column in columns)
    ] + [
        f"the column of '{column.text}'"
        for column in columns
        if not any(_one(record, subject, column) for subject in subjects)
    ]
    return [Refusal("bad-option", f"{where} would be empty") for where in empty]


BLOCKS = (
    BlockSpec(
        "grid",
        "what is claimed of several subjects, property by property",
        grid,
        {**WORDS, "subjects": picks, "properties": picks},
        all_of(refuse, refuse_grid),
    ),
)
