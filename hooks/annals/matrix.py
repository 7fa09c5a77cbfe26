"""Tests by subjects: rows of like conditions, and columns apart by who measured and whose interest that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annals.claims import Claim
from annals.columns import Column, columns, given_by, left_out, source_words, test_words
from annals.comparing import needed
from annals.findings import Finding, Interest
from annals.picks import Pick, picked
from annals.record import Record
from annals.schema import Property
from annals.standing import Result, standing
from annals.values import ABSENT

ORDER: tuple[Interest, ...] = ("own", "interested", "independent", "unstated")
"""Whose interest comes first: the maker's of the subject that a table is about, then of those with a stake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the table: one subject, as measured by those of one interest."""

    interest: Interest
    subject: Pick


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one interest, as seen from the subject that the table is about; with who measured for each."""

    interest: Interest
    places: Mapping[Place, tuple[str, ...]]

    @property
    def evaluators(self) -> tuple[str, ...]:
        """Who measured, each once."""
        return tuple(dict.fromkeys(each for named in self.places.values() for each in named))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place of one row: a result and who measured it, or the reason why there is none."""

    result: Result | None = None
    evaluator: str | None = None
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    searched: Claim | None = None


@dataclass(slots=True)
class Row:
    """One test under like conditions. Results of different evaluators are never ranked together."""

    definition: Property
    test: tuple[str, ...]
    sources: dict[str, str] = field(default_factory=dict)
    """In which report, for those whose results could not stand in the row before."""
    cells: dict[Place, Cell] = field(default_factory=dict)

    def evaluators(self, interest: Interest) -> tuple[str, ...]:
        """Who of one interest measured what stands in the row."""
        found = (
            cell.evaluator
            for place, cell in self.cells.items()
            if place.interest == interest and cell.evaluator is not None
        )
        return tuple(dict.fromkeys(found))


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
    about = options.get("of") or (subjects[0].key if subjects else "")
    rows: list[Row] = []
    for pick in options.get("properties") or _all_properties(record, chosen):
        mine = [each for each in chosen if each.property == pick.key]
        rows += _rows(record, pick, mine, subjects, about, options.get("source"))
    groups = _groups(rows, subjects)
    for row in rows:
        for group in groups:
            for place, evaluators in group.places.items():
                if place not in row.cells:
                    row.cells[place] = _empty(record, row, place, evaluators, chosen, subjects)
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
        and not left_out(record, finding, without)
        and (not properties or finding.property in properties)
        and (not subjects or finding.subject in subjects)
    ]


def _all_subjects(record: Record, chosen: Sequence[Finding]) -> list[Pick]:
    found = {finding.subject for finding in chosen}
    return [Pick(key) for key in sorted(found, key=lambda key: (_natural(record.name(key)), key))]


def _natural(name: str) -> list[tuple[str, float]]:
    """A name's place among others, with `8B` before `70B`."""
    parts = re.split(r"(\d+(?:\.\d+)?)", name.lower())
    return [
        (part, 0.0) if index % 2 == 0 else ("", float(part)) for index, part in enumerate(parts)
    ]


def _all_properties(record: Record, chosen: Sequence[Finding]) -> list[Pick]:
    found = {finding.property for finding in chosen}
    return [Pick(held.record.id) for held in record.loaded.properties if held.record.id in found]


def _rows(
    record: Record,
    pick: Pick,
    findings: Sequence[Finding],
    subjects: Sequence[Pick],
    about: str,
    source: str | None,
) -> list[Row]:
    """The rows of one property: one for each set of like conditions, and a further one for what must not stand beside it."""
    definition = record.properties[pick.key]
    found, _ = columns(findings, definition, of=source)
    lines: dict[tuple[tuple[tuple[str, str], ...], int], Row] = {}
    for column, members in found.items():
        if not pick.meets(column.conditions):
            continue
        interest = record.parties.interest(column.evaluator or None, [about])
        cells = _cells(column, interest, standing(record, members, definition, column), subjects)
        number = 0
        while (line := lines.get((column.test, number))) and _must_stand_apart(line, cells):
            number += 1
        row = lines.setdefault(
            (column.test, number), Row(definition, tuple(test_words(record, column)))
        )
        if number:
            row.sources[column.evaluator] = source_words(record, column)
        row.cells.update(cells)
    return [lines[key] for key in sorted(lines, key=lambda key: (-len(lines[key].cells), key))]


def _cells(
    column: Column, interest: Interest, results: Sequence[Result], subjects: Sequence[Pick]
) -> dict[Place, Cell]:
    """A column's results at their places; several at one place are one too many to choose from."""
    at: dict[Place, list[Result]] = {}
    for result in results:
        pick = picked(result.finding, result.finding.subject, subjects)
        if pick is not None:
            at.setdefault(Place(interest, pick), []).append(result)
    return {place: _cell(column.evaluator, several) for place, several in at.items()}


def _must_stand_apart(row: Row, cells: Mapping[Place, Cell]) -> bool:
    """Whether cells cannot join a row: a place is taken, or what would stand in one group was not measured alike.

    Only parties with a stake may stand beside each other, each under its name: as a rule they are makers that measured their own.
    """
    return any(
        place in row.cells
        or any(
            taken.interest == place.interest
            and (other.evaluator == cell.evaluator or place.interest != "interested")
            for taken, other in row.cells.items()
        )
        for place, cell in cells.items()
    )


def _cell(evaluator: str, results: Sequence[Result]) -> Cell:
    findings = tuple(result.finding for result in results)
    if len(results) > 1:
        return Cell(evaluator=evaluator, reason=f"{len(results)} results", findings=findings)
    printed = findings[0].printed
    if results[0].number is None and printed is not None and printed.text in ABSENT:
        reason = printed.text.replace("-", " ")
        return Cell(evaluator=evaluator, reason=reason, findings=findings)
    return Cell(results[0], evaluator)


def _groups(rows: Sequence[Row], subjects: Sequence[Pick]) -> tuple[Group, ...]:
    """The columns that hold something in some row, by interest, then as subjects are listed; who measured most is named first."""
    measured: dict[Place, dict[str, int]] = {}
    for row in rows:
        for place, cell in row.cells.items():
            counts = measured.setdefault(place, {})
            evaluator = cell.evaluator or ""
            counts[evaluator] = counts.get(evaluator, 0) + 1
    made = []
    for interest in ORDER:
        places = {
            place: tuple(sorted(counts, key=lambda key: (-counts[key], key)))
            for subject in subjects
            if (counts := measured.get(place := Place(interest, subject), {}))
        }
        if places:
            made.append(Group(interest, places))
    return tuple(made)


def _empty(
    record: Record,
    row: Row,
    place: Place,
    evaluators: Sequence[str],
    chosen: Sequence[Finding],
    subjects: Sequence[Pick],
) -> Cell:
    """Why there is no result at a place: the evaluator says too little of how it was measured, or somebody has looked for one."""
    definition = row.definition
    here = row.evaluators(place.interest)
    if here and place.interest != "interested":
        # The row is one evaluator's, and what another one has measured stands in a row of its own.
        evaluators = [each for each in evaluators if each in here]
    loose = [
        finding
        for finding in chosen
        if finding.property == definition.id
        and dict(finding.conditions).get("by", "") in evaluators
        and picked(finding, finding.subject, subjects) == place.subject
        and _missing(definition, finding)
    ]
    missing = list(dict.fromkeys(key for each in loose for key in _missing(definition, each)))
    if missing:
        names = ["tester" if key == "by" else record.name(key).lower() for key in missing]
        return Cell(reason=f"{' and '.join(names)} not stated", findings=tuple(loose))
    looked = [
        claim
        for claim in record.statements_about.get(place.subject.key, ())
        if claim.kind == "not-found"
        and claim.property == definition.id
        and (claim.evaluator is None or claim.evaluator in evaluators)
        and place.subject.meets(claim.conditions)
    ]
    return Cell(reason="looked for, not found", searched=looked[0]) if looked else Cell()


def _missing(definition: Property, finding: Finding) -> list[str]:
    stated = dict(finding.conditions)
    return [key for key in needed(definition, finding) if key not in stated]
