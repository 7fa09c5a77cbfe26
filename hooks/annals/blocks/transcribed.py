"""The tables of a source as it prints them: its columns, its rows, and in each cell the value with its place in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annals.claims import Claim
from annals.load import Steps
from annals.printed import said
from annals.reader_words import condition_words, value_classes
from annals.record import Record
from annals.schema import Column, FactFile, Levels, Row, Table
from annals.site import Site, claim_anchor
from annals.values import ABSENT


def transcribed(site: Site, key: str) -> list[dict[str, Any]]:
    """The tables of one source."""
    record = site.record
    held = record.held[key]
    facts: FactFile = held.record
    claims: dict[Steps, Claim] = {
        claim.path: claim for claim in record.claims_by_source.get(key, ())
    }
    return [
        _table(site, facts, table, ("tables", index), claims)
        for index, table in enumerate(facts.tables)
        if ("tables", index) not in held.unread
    ]


def _table(
    site: Site, facts: FactFile, table: Table, path: Steps, claims: Mapping[Steps, Claim]
) -> dict[str, Any]:
    record = site.record
    rows = [
        {
            "head": _head(record, row),
            "more": _more(record, row),
            "cells": [
                _cell(site, claims.get((*path, "rows", number, "values", place)))
                if place is not None
                else None
                for place in _places(table, row)
            ],
        }
        for number, row in enumerate(table.rows)
    ]
    inside = [claim for where, claim in claims.items() if where[:2] == path]
    notes = dict.fromkeys(claim.note for claim in inside if claim.note)
    return {
        "id": f"table-{path[1]}",
        "place": table.place or facts.place or "",
        "said": [*_more(record, facts), *_more(record, table)],
        "columns": [_column(record, column) for column in table.columns],
        "rows": rows,
        "notes": [site.text(note) for note in notes],
    }


def _places(table: Table, row: Row) -> Sequence[str | int | None]:
    """For each column, the last step of its cell's path; None where the row has none."""
    if not isinstance(row.values, dict):
        return range(len(table.columns))
    names = [
        column if isinstance(column, str) else column.subject or column.property or ""
        for column in table.columns
    ]
    return [name if name in row.values else None for name in names]


def _column(record: Record, column: str | Column) -> dict[str, Any]:
    if isinstance(column, str):
        return {"head": record.name(column), "more": []}
    return {"head": _head(record, column), "more": _more(record, column)}


def _head(record: Record, level: Levels) -> str:
    """What a column or a row is about: its subject, its property, or both."""
    named = getattr(level, "named", None)
    names = [record.name(key) for key in (level.subject, level.property) if key]
    return ", ".join(names) or named or ""


def _more(record: Record, level: Levels) -> list[str]:
    """What a level says beside its subject and property, in reader words."""
    stated = dict(level.conditions or {})
    if level.metric:
        stated["metric"] = level.metric
    if level.evaluator:
        stated = {"by": level.evaluator, **stated}
    if level.as_of:
        stated["as_of"] = level.as_of
    return [condition_words(record, key, value) for key, value in stated.items()]


def _cell(site: Site, claim: Claim | None) -> dict[str, Any] | None:
    """One cell; None for an empty one."""
    if claim is None:
        return None
    record = site.record
    finding = record.finding_of_claim.get(id(claim))
    definition = record.properties.get(claim.property)
    return {
        "anchor": claim_anchor(claim),
        "text": said(record, claim.value, definition) if claim.value else claim.text,
        "absent": claim.text in ABSENT,
        "superseded": claim.superseded_by is not None,
        "url": site.finding_url(finding) if finding else None,
        "classes": value_classes(finding) if finding else "",
        "differs": bool(finding and finding.kind),
    }
