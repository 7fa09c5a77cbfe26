"""Which results may stand beside each other, and what other evaluators found on the same test (3, 5)."""

from __future__ import annotations

from collections.abc import Sequence

from annals.findings import Finding
from annals.scene import Scene
from annals.schema import Property


def comparable(one: Finding, other: Finding, definition: Property, *, but_by: bool = False) -> bool:
    """Whether two findings of one measured property can stand in one column (5); `but_by` leaves the evaluator aside."""
    left, right = dict(one.conditions), dict(other.conditions)
    if definition.compare_on is None:
        keys = (set(left) | set(right)) - ({"by"} if but_by else set())
    else:
        keys = set(definition.compare_on) - ({"by"} if but_by else set())
    return all(key in left and key in right and left[key] == right[key] for key in keys)


def unlike(one: Finding, other: Finding, definition: Property) -> list[str]:
    """The conditions that keep two findings from being comparable."""
    left, right = dict(one.conditions), dict(other.conditions)
    keys = (
        definition.compare_on
        if definition.compare_on is not None
        else sorted(set(left) | set(right))
    )
    return [key for key in keys if key not in left or key not in right or left[key] != right[key]]


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
