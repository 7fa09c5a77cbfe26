"""Who stands behind a finding, and whose interest it is."""

from __future__ import annotations

from collections.abc import Sequence

from annals.claims import Claim
from annals.findings import Finding, Interest, Support
from annals.parties import Parties
from annals.scene import Scene
from annals.values import ABSENT


def agreeing(finding: Finding) -> list[Claim]:
    """The claims, own and backing, that agree with what is printed; of an open finding, those of its leading side."""
    if finding.open:
        return [finding.claims[index] for index in finding.sides[finding.leading].claims]
    printed = finding.printed
    if printed is not None and printed.text in ABSENT:
        return [claim for claim in finding.claims if claim.text == printed.text]
    if printed is not None and not (printed.value and printed.value.comparable):
        # Text is not compared, so nothing of it is known to differ.
        return [claim for claim in finding.claims if claim.text not in ABSENT]
    own = [
        claim
        for index, claim in enumerate(finding.claims)
        if claim.value and claim.value.comparable and finding.agrees(index)
    ]
    return own + [
        claim for claim in finding.backed_by if claim.value and finding.admits(claim.value)
    ]


def leading(finding: Finding, scene: Scene) -> int:
    """The side of an open finding that has the most support; the first of equals in the order of the axis."""
    if not finding.open:
        return 0
    sides = [[finding.claims[index] for index in side.claims] for side in finding.sides]
    weights = [
        (_two_voices(claims, scene.parties), len({claim.source for claim in claims}))
        for claims in sides
    ]
    return weights.index(max(weights))


def support(finding: Finding, scene: Scene) -> Support:
    """How many voices stand behind a finding: copies of one origin are one voice, and retelling a measurement confirms nothing."""
    claims = agreeing(finding)
    sources = {claim.source for claim in claims}
    if finding.derived is None and scene.properties[finding.property].kind == "measured":
        if _independent_evaluator(finding, scene):
            return "corroborated"
    elif _two_voices([claim for claim in claims if _vouches(claim, finding)], scene.parties):
        return "corroborated"
    return "repeated" if len(sources) > 1 else "single-source"


def _vouches(claim: Claim, finding: Finding) -> bool:
    """Whether a claim says as much as is printed: a month does not vouch for a day, and text is never compared."""
    said, printed = claim.value, finding.printed.value if finding.printed else None
    if said and printed and said.interval and printed.interval and printed.type == "date":
        return said.interval.within(printed.interval)
    return printed is None or printed.type != "text"


def _independent_evaluator(finding: Finding, scene: Scene) -> bool:
    by = dict(finding.conditions).get("by", "")
    for other in finding.corroborated_by:
        theirs = other.partition("?")[2]
        evaluator = next((part[3:] for part in theirs.split("&") if part.startswith("by=")), "")
        if evaluator and not scene.parties.related(by, evaluator):
            return True
    return False


def _two_voices(claims: Sequence[Claim], parties: Parties) -> bool:
    publishers = sorted(
        {
            publisher
            for claim in claims
            if (publisher := parties.origin(claim, claims)[1]) is not None
        }
    )
    return any(
        not parties.related(one, other)
        for index, one in enumerate(publishers)
        for other in publishers[index + 1 :]
    )


def interest(finding: Finding, scene: Scene) -> Interest:
    """Whose result it is: the evaluator's for what is measured, else that of the voices who say so."""
    definition = scene.properties.get(finding.property)
    if definition is not None and definition.kind == "measured" and finding.derived is None:
        return scene.parties.interest(dict(finding.conditions).get("by"), finding.subjects)
    claims = agreeing(finding)
    found = [
        scene.parties.interest(scene.parties.origin(claim, claims)[1], finding.subjects)
        for claim in claims
    ]
    # Several voices are as free of interest as the freest of them.
    ranked: tuple[Interest, ...] = ("independent", "interested", "own")
    return next((word for word in ranked if word in found), "unstated")
