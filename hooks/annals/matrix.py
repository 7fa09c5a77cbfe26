"""Tests by subjects: rows of like conditions, and columns apart by who measured and whose interest that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annals.claims import Claim
from annals.columns import Column, columns, given_by, source_words, test_words
from annals.comparing import needed
from annals.findings import Finding, Interest
from annals.parties import Parties
from annals.picks import Pick, picked
from annals.record import Record
from annals.schema import Property
from annals.standing import Result, standing
from annals.values import ABSENT

ORDER: tuple[Interest, ...] = ("own", "interested", "independent", "unstated")
"""Whose interest comes first: the maker's of the subject that a table is about, then of those with a stake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the table: one subject, measured by one evaluator ('' where nobody says who)."""

    evaluator: str
    subject: Pick


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one interest, as seen from the subject that the table is about."""

    interest: Interest
    places: tuple[Place, ...]

    @property
    def evaluators(self) -> tuple[str, ...]:
        """Who measured, in the order of the columns."""
        return tuple(dict.fromkeys(place.evaluator for place in self.places))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place of one row: a result, or the reason why there is none, with what it rests on."""

    result: Result | None = None
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    searched: Claim | None = None


@dataclass(slots=True)
class Row:
    """One test under like conditions. Results of different evaluators share the row and are never ranked together."""

    definition: Property
    test: tuple[str, ...]
    source: str = ""
    cells: dict[Place, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table. `about` is the subject from which interest is seen."""

    about: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]


def matrix(record: Record, options: Mapping[str, Any]) -> Matrix:
    """The table that a block's options describe.

    `properties` and `subjects` are picks; `by` are evaluators; `source` is the one whose table is shown; `without` holds conditions
    whose results are left out; `of` is the subject from which interest is seen, the first one if it is not said.
    """
    chosen = _chosen(record, options)
    subjects = options.get("subjects") or _all_subjects(record, chosen)
    rows: list[Row] = []
    for pick in options.get("properties") or _all_properties(record, chosen):
        mine = [each for each in chosen if each.property == pick.key]
        rows += _rows(record, pick, mine, subjects, options.get("source"))
    about = options.get("of") or (subjects[0].key if subjects else "")
    parties = Parties(record.entities, record.sources)
    groups = _groups(rows, subjects, parties, about, record)
    shown = [place for group in groups for place in group.places]
    for row in rows:
        for place in shown:
            if place not in row.cells:
                row.cells[place] = _empty(record, row.definition, place, chosen, subjects)
    return Matrix(about, groups, tuple(rows))


def _chosen(record: Record, options: Mapping[str, Any]) -> list[Finding]:
    by, source, without = options.get("by"), options.get("source"), options.get("without") or ()
    subjects = {pick.key for pick in options.get("subjects") or ()}
    properties = {pick.key for pick in options.get("properties") or ()}
    return [
        finding
        for finding in record.findings.values()
        if finding.derived is None
        and record.properties[finding.property].kind == "measured"
        and (by is None or dict(finding.conditions).get("by") in by)
        and (source is None or source in given_by(finding))
        and not any(condition in finding.conditions for condition in without)
        and (not properties or finding.property in properties)
        and (not subjects or finding.subject in subjects)
    ]


def _all_subjects(record: Record, chosen: Sequence[Finding]) -> list[Pick]:
    found = {finding.subject for finding in chosen}
    return [Pick(key) for key in sorted(found, key=lambda key: (record.name(key).lower(), key))]


def _all_properties(record: Record, chosen: Sequence[Finding]) -> list[Pick]:
    found = {finding.property for finding in chosen}
    return [Pick(held.record.id) for held in record.loaded.properties if held.record.id in found]


def _rows(
    record: Record,
    pick: Pick,
    findings: Sequence[Finding],
    subjects: Sequence[Pick],
    source: str | None,
) -> list[Row]:
    """The rows of one property: one for each set of like conditions, and a further one where an evaluator reported twice."""
    definition = record.properties[pick.key]
    found, _ = columns(findings, definition, of=source)
    lines: dict[tuple[tuple[tuple[str, str], ...], int], Row] = {}
    counted: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
    for column, members in found.items():
        if not pick.meets(column.conditions):
            continue
        number = counted[column.evaluator, column.test] = (
            counted.get((column.evaluator, column.test), -1) + 1
        )
        row = lines.setdefault(
            (column.test, number), Row(definition, tuple(test_words(record, column)))
        )
        if number:
            row.source = source_words(record, column)
        _fill(row, column, standing(record, members, definition, column), subjects)
    return [lines[key] for key in sorted(lines, key=lambda key: (-_size(lines[key]), key))]


def _size(row: Row) -> int:
    return len(row.cells)


def _fill(row: Row, column: Column, results: Sequence[Result], subjects: Sequence[Pick]) -> None:
    """Put an evaluator's results into their places; several at one place are one too many to choose from."""
    at: dict[Place, list[Result]] = {}
    for result in results:
        pick = picked(result.finding, result.finding.subject, subjects)
        if pick is not None:
            at.setdefault(Place(column.evaluator, pick), []).append(result)
    for place, several in at.items():
        row.cells[place] = _cell(several)


def _cell(results: Sequence[Result]) -> Cell:
    findings = tuple(result.finding for result in results)
    if len(results) > 1:
        return Cell(reason=f"{len(results)} results", findings=findings)
    printed = findings[0].printed
    if results[0].number is None and printed is not None and printed.text in ABSENT:
        return Cell(reason=printed.text.replace("-", " "), findings=findings)
    return Cell(results[0])


def _groups(
    rows: Sequence[Row], subjects: Sequence[Pick], parties: Parties, about: str, record: Record
) -> tuple[Group, ...]:
    """The columns that hold a result in some row, by interest; within one, by who measured most, then as subjects are listed."""
    held = {
        place for row in rows for place, cell in row.cells.items() if cell.result or cell.findings
    }
    groups: dict[Interest, list[str]] = {}
    for evaluator in {place.evaluator for place in held}:
        groups.setdefault(parties.interest(evaluator or None, [about]), []).append(evaluator)
    made = []
    for interest in ORDER:
        evaluators = sorted(
            groups.get(interest, ()),
            key=lambda key: (
                -len({place for place in held if place.evaluator == key}),
                record.name(key).lower(),
                key,
            ),
        )
        places = [
            place
            for evaluator in evaluators
            for subject in subjects
            if (place := Place(evaluator, subject)) in held
        ]
        if places:
            made.append(Group(interest, tuple(places)))
    return tuple(made)


def _empty(
    record: Record,
    definition: Property,
    place: Place,
    chosen: Sequence[Finding],
    subjects: Sequence[Pick],
) -> Cell:
    """Why there is no result at a place: the evaluator says too little of how it was measured, or somebody has looked for one."""
    stated = [
        finding
        for finding in chosen
        if finding.property == definition.id
        and dict(finding.conditions).get("by", "") == place.evaluator
        and picked(finding, finding.subject, subjects) == place.subject
    ]
    missing = {
        key: None
        for finding in stated
        for key in needed(definition, finding)
        if key not in dict(finding.conditions)
    }
    if missing:
        loose = tuple(
            each
            for each in stated
            if any(key not in dict(each.conditions) for key in needed(definition, each))
        )
        names = " and ".join(
            "tester" if key == "by" else record.name(key).lower() for key in missing
        )
        return Cell(reason=f"{names} not stated", findings=loose)
    looked = [
        claim
        for claim in record.statements_about.get(place.subject.key, ())
        if claim.kind == "not-found"
        and claim.property == definition.id
        and claim.evaluator in (None, place.evaluator)
        and place.subject.meets(claim.conditions)
    ]
    return Cell(reason="looked for, not found", searched=looked[0]) if looked else Cell()
