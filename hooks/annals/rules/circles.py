"""Circles: nothing is part, variant, member or successor of itself, and no source has a number from itself."""

from __future__ import annotations

from collections.abc import Mapping

from annals.diagnostics import Report
from annals.project import Project
from annals.record import Record
from annals.rules.rule import Rule

# A field that names one entity → what it says of the two. Two organisations may well own shares in each other.
RELATIONS = {
    "part_of": "part of itself",
    "variant_of": "a variant of itself",
    "family": "a member of itself",
    "predecessor": "its own predecessor",
}


def circular(project: Project, report: Report) -> None:
    """Complain of each circle once, at its first record; and of claims that a source passes on from itself."""
    record = project.record
    for relation, words in RELATIONS.items():
        above = {
            key: whole
            for key, entity in record.entities.items()
            if (whole := getattr(entity, relation)) is not None
        }
        for circle in _circles(above):
            _complain(record, report, circle, relation, words)
    for held in record.loaded.entities:
        for index, ownership in enumerate(held.record.owned_by):
            if ownership.owner == held.record.id:
                report.add(
                    record.loaded.span(held.file, (*held.path, "owned_by", index, "owner")),
                    "circular",
                    f"'{held.record.id}' is its own owner",
                    "name who owns it, or leave it out",
                )
    for claim in record.claims:
        if claim.via == claim.source:
            report.add(
                record.loaded.span(claim.file, claim.at["via"]),
                "circular",
                f"'{claim.source}' passes this on from itself",
                "name the source that it has it from, or leave 'via' out",
            )


def _circles(above: Mapping[str, str]) -> list[list[str]]:
    """Each circle in a mapping from part to whole, from its first id on."""
    found: set[tuple[str, ...]] = set()
    for start in above:
        way = [start]
        while (following := above.get(way[-1])) is not None and following not in way:
            way.append(following)
        if following is not None:
            circle = way[way.index(following) :]
            first = circle.index(min(circle))
            found.add((*circle[first:], *circle[:first]))
    return [list(circle) for circle in sorted(found)]


def _complain(record: Record, report: Report, circle: list[str], relation: str, words: str) -> None:
    held = record.held[circle[0]]
    by_way = " → ".join((*circle, circle[0])) if len(circle) > 1 else ""
    report.add(
        record.loaded.span(held.file, (*held.path, relation)),
        "circular",
        f"'{circle[0]}' is {words}" + (f": {by_way}" if by_way else ""),
        f"mend '{relation}' in one of them"
        if by_way
        else f"name another, or leave '{relation}' out",
    )


RULES = (
    Rule(
        "circular",
        "nothing is part, variant, member, successor, owner or source of itself",
        "record",
        circular,
    ),
)
