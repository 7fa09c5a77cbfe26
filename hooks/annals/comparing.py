"""Which results may stand beside each other, and what other evaluators found on the same test."""

from __future__ import annotations

from collections.abc import Sequence

from annals.claims import Claim
from annals.findings import Finding
from annals.scene import Scene
from annals.schema import Property


def comparable(one: Finding, other: Finding, definition: Property, *, but_by: bool = False) -> bool:
    """Whether two findings of one measured property can stand in one column; `but_by` leaves the evaluator aside.

    Two evaluators report in two sources, so that what one source has to give is left aside with them.
    """
    keys = set(needed(definition, one, other)) - ({"by"} if but_by else set())
    left, right = dict(one.conditions), dict(other.conditions)
    return all(key in left and key in right and left[key] == right[key] for key in keys) and (
        but_by or not definition.one_source or bool(sources_of(one) & sources_of(other))
    )


def unlike(one: Finding, other: Finding, definition: Property) -> list[str]:
    """The conditions that keep two findings from being comparable."""
    left, right = dict(one.conditions), dict(other.conditions)
    keys = needed(definition, one, other)
    return [key for key in keys if key not in left or key not in right or left[key] != right[key]]


def needed(definition: Property, *findings: Finding) -> list[str]:
    """The conditions that findings must state and share to be comparable: the property's, else all that any of them states."""
    if definition.compare_on is not None:
        keys = list(definition.compare_on)
    else:
        keys = sorted({key for finding in findings for key, _ in finding.conditions})
    implied = ["by"] * definition.one_source + ["as_of"] * definition.over_time
    return [*(key for key in implied if key not in keys), *keys]


def sources_of(finding: Finding) -> frozenset[str]:
    """The sources that give what is printed of a finding (while it is open, any value of it).

    What a page passes on is given by the source, or the organisation, that it has it from: a copy is no report of its own.
    """
    return frozenset(
        report_of(claim)
        for index, claim in enumerate(finding.claims)
        if claim.value and claim.value.comparable and (finding.open or finding.agrees(index))
    )


def report_of(claim: Claim) -> str:
    """The source, or the organisation, whose report a claim is part of."""
    return claim.via or claim.source


def compare_evaluators(family: Sequence[Finding], scene: Scene) -> None:
    """Note on each finding of one subject and property which of the other evaluators' results meet it, and which do not."""
    definition = scene.properties[family[0].property]
    if definition.kind != "measured":
        return
    for finding in family:
        by = dict(finding.conditions).get("by")
        others = [
            other
            for other in family
            if by is not None
            and dict(other.conditions).get("by") not in (None, by)
            and comparable(finding, other, definition, but_by=True)
            and _alike(finding, other)
        ]
        meeting = [other for other in others if finding.meets(other)]
        finding.spread = tuple(other.id for other in others if other not in meeting)
        finding.corroborated_by = tuple(other.id for other in meeting)


def _alike(one: Finding, other: Finding) -> bool:
    """Whether two findings of one subject state nothing that differs but the evaluator.

    `compare_on` may leave aside what differs between rivals, such as their modes; one subject in two modes is two tests.
    """
    right = dict(other.conditions)
    return all(right.get(key, value) == value for key, value in one.conditions if key != "by")
