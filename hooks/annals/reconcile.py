"""Claims and rulings → findings: identity, sides, contradictions, what is printed, vaguer findings, support and spread.

docs/method.md explains it to readers, docs/decisions/004-reconciling.md what is not obvious. Everything here is a pure function of the
claims, and independent of their order.
"""

from __future__ import annotations

from collections.abc import Sequence

from annals.claims import Claim
from annals.comparing import compare_evaluators
from annals.deciding import best, chosen_by, ruling_for
from annals.findings import Finding, Placement, contradiction_kind, sides_of
from annals.scene import Scene
from annals.support import interest, leading, support
from annals.values import NONE


def reconcile(claims: Sequence[Claim], scene: Scene) -> list[Finding]:
    """The findings of all stated claims that name a subject, by id; comparisons that sources make come from `derived`."""
    groups: dict[str, list[Claim]] = {}
    history: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "stated" and claim.derived is None and claim.value is not None:
            among = groups if claim.superseded_by is None else history
            among.setdefault(claim.key, []).append(claim)
    findings = [settle(key, groups[key], scene) for key in sorted(groups)]
    for finding in findings:
        superseded = history.get(finding.id, ())
        finding.superseded = tuple(sorted(superseded, key=lambda claim: claim.order))
    families: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        families.setdefault((finding.subject, finding.property), []).append(finding)
    for family in families.values():
        if len(family) > 1:
            _place(family)
            compare_evaluators(family, scene)
    for finding in findings:
        finding.leading = leading(finding, scene)
        finding.support = support(finding, scene)
        finding.interest = interest(finding, scene)
    return findings


def settle(key: str, claims: Sequence[Claim], scene: Scene) -> Finding:
    """One finding by its own claims: sides, contradiction, ruling and what is printed."""
    claims = sorted(claims, key=lambda claim: claim.order)
    first = claims[0]
    definition = scene.properties[first.property]
    sides = sides_of(claims)
    kind = contradiction_kind(claims, sides, definition.type)
    finding = Finding(
        key,
        first.subject,
        first.property,
        first.conditions,
        tuple(claims),
        sides,
        kind,
        subjects=(first.subject,),
    )
    ruling = ruling_for(finding, scene) if kind else None
    if kind:
        finding.ruling = ruling.id if ruling else None
        chosen = chosen_by(ruling, finding, scene) if ruling else None
        finding.contradicted = "ruled" if chosen else "open"
        finding.printed = chosen
    else:
        finding.printed = best(claims, scene)
    return finding


# --- vaguer findings -----------------------------------------------------------------------------------------------------


def _place(family: Sequence[Finding]) -> None:
    """For each claim of a vaguer finding: which more specific findings of the same subject and property it meets."""
    backing: dict[str, list[Claim]] = {}
    for vague in family:
        stated = set(vague.conditions)
        specific = [
            other for other in family if other is not vague and stated < set(other.conditions)
        ]
        if not specific:
            continue
        placements = []
        for claim in vague.claims:
            if claim.value is None or not claim.value.comparable or claim.value.token == NONE:
                continue
            met = _most_specific([other for other in specific if other.admits(claim.value)])
            if len(met) == 1:
                placements.append(Placement(claim, "backs", (met[0].id,)))
                backing.setdefault(met[0].id, []).append(claim)
            elif met:
                placements.append(
                    Placement(claim, "any-of", tuple(sorted(other.id for other in met)))
                )
            else:
                placements.append(
                    Placement(claim, "unplaced", tuple(sorted(other.id for other in specific)))
                )
        vague.placements = tuple(placements)
    for finding in family:
        finding.backed_by = tuple(
            sorted(backing.get(finding.id, ()), key=lambda claim: claim.order)
        )


def _most_specific(met: Sequence[Finding]) -> list[Finding]:
    # A chain of ever more specific findings is one possibility, the last of them, and not several.
    return [
        one for one in met if not any(set(one.conditions) < set(other.conditions) for other in met)
    ]
