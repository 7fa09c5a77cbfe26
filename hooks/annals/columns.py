"""Which results share a column: those measured alike, and where each report measures anew, those that one report gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annals.comparing import needed, report_of
from annals.findings import Finding
from annals.reader_words import condition_words
from annals.record import Record
from annals.schema import Property
from annals.values import Value


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """What the results of one column share: conditions, and the source that gives them where each measures anew."""

    conditions: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def evaluator(self) -> str:
        """Who measured; '' where the property does not ask for it."""
        return dict(self.conditions).get("by", "")

    @property
    def test(self) -> tuple[tuple[str, str], ...]:
        """The conditions without who measured."""
        return tuple(pair for pair in self.conditions if pair[0] != "by")


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
        sources = [""] if not definition.one_source else given_by(finding) if of is None else [of]
        for source in sources:
            found.setdefault(Column(shared, source), []).append(finding)
    return _largest(found), loose


def given_by(finding: Finding) -> list[str]:
    """The sources whose reports a finding's claims are part of."""
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
                said_otherwise(finding, each) for finding in mine for each in (column, other)
            )
            for other, shown in kept.items()
        ):
            kept[column] = ids
    return {column: found[column] for column in kept}


def said_otherwise(finding: Finding, column: Column) -> Value | None:
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


def told_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one column without those whose every claim only repeats a more exact one beside it."""
    ids = {finding.id for finding in findings}
    return [
        finding
        for finding in findings
        if not finding.placements
        or any(each.state != "backs" or each.findings[0] not in ids for each in finding.placements)
    ]


def left_out(record: Record, finding: Finding, without: Sequence[tuple[str, str]]) -> bool:
    """Whether a finding holds under conditions that a table leaves out, or only repeats one that does."""
    if any(condition in finding.conditions for condition in without):
        return True
    return bool(without and finding.placements) and all(
        each.state == "backs" and left_out(record, record.findings[each.findings[0]], without)
        for each in finding.placements
    )


def test_words(record: Record, column: Column) -> list[str]:
    """A column's conditions in reader words, without who measured."""
    return [condition_words(record, key, value) for key, value in column.test]


def source_words(record: Record, column: Column) -> str:
    """The source of a column in reader words; nothing where it goes without saying."""
    if column.source in ("", column.evaluator):
        return ""
    name = record.name(column.source)
    return f"in “{name}”" if column.source in record.sources else f"as told by {name}"


def needed_words(record: Record, definition: Property) -> list[str]:
    """What two results of a property must share to be compared, in reader words."""
    own = {"by": "tester", "as_of": "date"}
    words = [own.get(name) or record.name(name).lower() for name in needed(definition)]
    words += ["source"] * definition.one_source
    return words + ["every condition that is stated"] * (definition.compare_on is None)
