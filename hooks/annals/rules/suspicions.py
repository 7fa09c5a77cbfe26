"""What is more likely a slip than true: it is said once, and a note at the claim or a ruling on its finding settles it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from annals.claims import Claim
from annals.comparing import needed
from annals.dates import Moment, parse_moment
from annals.diagnostics import Report
from annals.findings import Finding
from annals.intervals import Interval
from annals.project import Project
from annals.quantities import Quantity
from annals.record import Record
from annals.rules.rule import Rule
from annals.scene import TIERS

SETTLED = "if the source says just that, say in 'note' at the claim what you make of it"


def wrong_column(project: Project, report: Report) -> None:
    """Warn of cells that hold what another source gives for a neighbour, and that nobody gives for this one."""
    record = project.record
    by_subject = _numbers_by_subject(record)
    for cells in _tables(record):
        for cell in cells:
            swapped = _swapped(cell, cells, by_subject)
            if swapped is None or _settled(record, cell):
                continue
            own, other = swapped
            # Of an original and its copy, the copy is looked at; of two equals, both.
            if _weight(record, cell) >= _weight(record, own):
                _warn(
                    record,
                    report,
                    cell,
                    "wrong-column",
                    f"'{cell.text}' stands at '{cell.subject}', but '{other.source}' gives it for '{other.subject}'",
                    f"for '{cell.subject}' it gives {own.text}: are the values in the order of the columns?",
                )


def _tables(record: Record) -> Iterator[list[Claim]]:
    """The numbers of one property in one table."""
    found: dict[tuple[str, str, object], list[Claim]] = {}
    for claim in record.claims:
        if claim.path[0] == "tables" and _number(claim) is not None:
            found.setdefault((claim.source, claim.property, claim.path[1]), []).append(claim)
    return (cells for cells in found.values() if len(cells) > 1)


def _swapped(
    cell: Claim, cells: Sequence[Claim], by_subject: Mapping[str, Sequence[Claim]]
) -> tuple[Claim, Claim] | None:
    """Another source's claims on a cell's subject, and on that of a neighbour, if the cell holds the latter."""
    others = _said_elsewhere(cell, by_subject)
    if not others or any(_difference(other, cell) == 0 for other in others):
        return None
    for neighbour in cells:
        if neighbour.subject == cell.subject:
            continue
        for claim in _said_elsewhere(neighbour, by_subject):
            for own in others:
                if claim.source == own.source and _number(claim) == _number(cell):
                    return own, claim
    return None


def _said_elsewhere(cell: Claim, by_subject: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    """What other sources say of the same, as far as both state their conditions."""
    return [
        claim
        for claim in by_subject.get(cell.subject, ())
        if claim.property == cell.property
        and claim.source != cell.source
        and _compatible(claim, cell)
    ]


def family_total(project: Project, report: Report) -> None:
    """Warn of claims on a member that give it what a source gives for its whole family, where each member has less."""
    record = project.record
    by_subject = _numbers_by_subject(record)
    for whole, members in record.members.items():
        for total in by_subject.get(whole, ()):
            parts = [
                part
                for member in members
                for part in by_subject.get(member, ())
                if (part.source, part.property, part.conditions)
                == (total.source, total.property, total.conditions)
            ]
            if len({part.subject for part in parts}) < 2 or not all(
                _difference(part, total) < 0 for part in parts
            ):
                continue
            for part in parts:
                for claim in by_subject[part.subject]:
                    if (
                        claim.property == total.property
                        and _number(claim) == _number(total)
                        and _compatible(claim, part)
                        and not _settled(record, claim)
                    ):
                        _warn(
                            record,
                            report,
                            claim,
                            "family-total",
                            f"'{claim.text}' is what '{total.source}' gives for all of '{whole}'",
                            f"for '{part.subject}' alone it gives {part.text} ({part.file}:{part.line}): is '{whole}' meant?",
                        )


def shifted_results(project: Project, report: Report) -> None:
    """Warn of results that all differ in one direction from an earlier source's, and lack a condition that matters.

    An index that was put together anew gives every model another score. Stated as a version, that is another test.
    """
    record = project.record
    for name, definition in record.properties.items():
        keys = set(definition.compare_on or ()) - {"by"}
        if definition.kind != "measured" or not keys:
            continue
        said: dict[str, list[Claim]] = {}
        for finding in record.findings_on.get(name, ()):
            for claim in finding.claims:
                if _number(claim) is not None:
                    said.setdefault(claim.source, []).append(claim)
        for earlier, later in permutations(said, 2):
            if not _issued(record, earlier) < _issued(record, later):
                continue
            pairs = [
                (claim, other)
                for claim in said[later]
                for other in said[earlier]
                if claim.subject == other.subject
                and claim.evaluator is not None
                and claim.evaluator == other.evaluator
                and _compatible(claim, other)
            ]
            ways = {_difference(claim, other) for claim, other in pairs}
            if len({claim.subject for claim, _ in pairs}) < 2 or ways not in ({1}, {-1}):
                continue
            for claim in {claim.path: claim for claim, _ in pairs}.values():
                lacking = [
                    key for key in needed(definition) if key in keys - dict(claim.conditions).keys()
                ]
                if lacking and not _settled(record, claim):
                    _warn(
                        record,
                        report,
                        claim,
                        "shifted-results",
                        f"all that '{later}' gives is {'higher' if ways == {1} else 'lower'} than what '{earlier}' gives, and no '{lacking[0]}' is stated",
                        f"if the test has changed in between, state '{lacking[0]}' in 'conditions', as far as the source does",
                    )


def _numbers_by_subject(record: Record) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in record.claims:
        if _number(claim) is not None and _finding(record, claim) is not None:
            found.setdefault(claim.subject, []).append(claim)
    return found


def _finding(record: Record, claim: Claim) -> Finding | None:
    """The finding that a claim takes a side in; none for what is not stated, or is history."""
    return record.finding_of_claim.get(id(claim))


def _number(claim: Claim) -> Decimal | None:
    read = claim.value.read if claim.value else None
    return read.value if isinstance(read, Quantity) else None


def _interval(claim: Claim) -> Interval | None:
    return claim.value.interval if claim.value else None


def _difference(one: Claim, other: Claim) -> int:
    """Whether a claim's value is certainly above another's (1), below it (-1), or perhaps neither (0)."""
    left, right = _interval(one), _interval(other)
    if left is None or right is None or left.meets(right):
        return 0
    return 1 if left.sort_key > right.sort_key else -1


def _compatible(one: Claim, other: Claim) -> bool:
    """Whether nothing that both state differs."""
    right = dict(other.conditions)
    return all(right.get(key, value) == value for key, value in one.conditions)


def _weight(record: Record, claim: Claim) -> int:
    return TIERS.index(record.sources[claim.source].tier)


def _issued(record: Record, source: str) -> tuple[str, ...]:
    moment = parse_moment(record.sources[source].issued or "")
    return (moment.last.isoformat(),) if isinstance(moment, Moment) and moment.last else ()


def _settled(record: Record, claim: Claim) -> bool:
    """Whether somebody has looked: there is a ruling, or a note that stands at the claim, its row or its column."""
    finding = _finding(record, claim)
    note = claim.at.get("note", ())
    near = note[:1] == ("claims",) or len(note) > len(("tables", 0, "note"))
    return near or (finding is not None and finding.contradicted == "ruled")


def _warn(record: Record, report: Report, claim: Claim, rule: str, message: str, note: str) -> None:
    span = record.loaded.span(claim.file, claim.at["value"])
    report.add(span, rule, message, note, SETTLED, severity="warning")


RULES = (
    Rule(
        "wrong-column",
        "a cell does not hold what another source gives for its neighbour",
        "record",
        wrong_column,
        "warning",
    ),
    Rule(
        "family-total",
        "what is given for a whole family is not claimed of one of its members",
        "record",
        family_total,
        "warning",
    ),
    Rule(
        "shifted-results",
        "results that all differ in one direction state what sets them apart, such as a version",
        "record",
        shifted_results,
        "warning",
    ),
)
