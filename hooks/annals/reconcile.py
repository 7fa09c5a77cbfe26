"""Claims and rulings → findings: identity, sides, contradictions, what is printed, vaguer findings, support and spread.

The numbers in comments are those of the section "Reconciling" of the design, which docs/method.md explains to readers. Everything here is a
pure function of the claims, and independent of their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from annals.claims import Claim
from annals.dates import parse_moment
from annals.findings import Finding, Interest, Placement, Support, contradiction_kind, sides_of
from annals.load import Steps
from annals.parties import Parties
from annals.schema import Property, Ruling, Source
from annals.values import ABSENT, NONE, Value, comparison, read_value

TIERS = ("primary", "measurement", "press", "secondary", "weak")


@dataclass(frozen=True, slots=True)
class Scene:
    """What claims are reconciled against: definitions, parties, rulings."""

    properties: Mapping[str, Property]
    parties: Parties
    rulings: Sequence[Ruling]

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.parties.sources


def reconcile(claims: Sequence[Claim], scene: Scene) -> list[Finding]:
    """The findings of all stated claims that name a subject, by id; comparisons come from `comparisons.py`."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "stated" and claim.derived is None and claim.value is not None:
            groups.setdefault(claim.key, []).append(claim)
    findings = [settle(key, groups[key], scene) for key in sorted(groups)]
    families: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        families.setdefault((finding.subject, finding.property), []).append(finding)
    for family in families.values():
        if len(family) > 1:
            _place(family)
            _compare_evaluators(family, scene)
    for finding in findings:
        finding.leading = leading(finding, scene)
        finding.support = support(finding, scene)
        finding.interest = interest(finding, scene)
    return findings


def settle(key: str, claims: Sequence[Claim], scene: Scene) -> Finding:
    """One finding by its own claims: sides (2), contradiction (3), ruling (8) and what is printed (7)."""
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


def best(claims: Sequence[Claim], scene: Scene) -> Claim:
    """The claim that is printed where all agree: best tier, then narrowest, latest issue, source id (7)."""
    if len(claims) == 1:
        return claims[0]
    said = [claim for claim in claims if claim.value and claim.value.text not in ABSENT]
    compared = [claim for claim in said if claim.value and claim.value.comparable]
    return min(compared or said or claims, key=lambda claim: _preference(claim, scene))


def _preference(
    claim: Claim, scene: Scene
) -> tuple[int, tuple[Decimal, Decimal], int, str, str, tuple[str, int, Steps]]:
    source = scene.sources[claim.source]
    return (
        TIERS.index(source.tier),
        narrowness(claim.value),
        -_issued(source),
        claim.source,
        # One source's claims by what they say, before where: their order in the file is nobody's statement.
        claim.text,
        claim.order,
    )


def narrowness(value: Value | None) -> tuple[Decimal, Decimal]:
    """How much of the axis a value covers, smallest first; of two that are unbounded, the one inside the other."""
    interval = value.interval if value else None
    if interval is None:
        return Decimal(0), Decimal(0)
    if interval.width is not None:
        return Decimal(interval.width), Decimal(0)
    if interval.low is not None:
        return Decimal("Infinity"), -Decimal(interval.low)
    return Decimal("Infinity"), Decimal(interval.high or 0)


def _issued(source: Source) -> int:
    """The last day on which a source can have been issued, as an ordinal; 0 if unknown."""
    moment = parse_moment(source.issued) if source.issued else None
    return (
        moment.last.toordinal()
        if moment is not None and not isinstance(moment, str) and moment.last
        else 0
    )


# --- rulings (8) ---------------------------------------------------------------------------------------------------------


def ruling_for(finding: Finding, scene: Scene) -> Ruling | None:
    """The ruling on a contradicted finding: one that names it, else one whose pattern it fits."""
    for ruling in scene.rulings:
        if finding.id in named_by(ruling):
            return ruling
    for ruling in scene.rulings:
        if ruling.pattern is not None and fits(ruling, finding):
            return ruling
    return None


def named_by(ruling: Ruling) -> list[str]:
    """The findings that a ruling names by their ids."""
    return [*([ruling.finding] if ruling.finding else []), *(ruling.findings or [])]


def fits(ruling: Ruling, finding: Finding) -> bool:
    """Whether a contradiction is one between the sources of a ruling's pattern; others may only take their sides."""
    pattern = ruling.pattern
    if pattern is None or finding.kind in (None, "arithmetic"):
        return False
    if pattern.property is not None and finding.property not in pattern.property:
        return False
    between = set(pattern.between)
    taken = [{finding.claims[index].source for index in side.claims} for side in finding.sides]
    return between <= set().union(*taken) and all(between & sources for sources in taken)


def chosen_by(ruling: Ruling, finding: Finding, scene: Scene) -> Claim | None:
    """The claim that a ruling prints; None if it holds the finding open, or prefers what nobody claims.

    None too if what it prefers is not one value: a source that contradicts itself, two runs issued on one day.
    """
    chosen = [claim for claim in finding.claims if claim.value and claim.value.comparable]
    if ruling.rerun:
        newest = max(_issued(scene.sources[claim.source]) for claim in chosen)
        chosen = [claim for claim in chosen if _issued(scene.sources[claim.source]) == newest]
    elif ruling.prefer is None:
        return None
    else:
        chosen = [claim for claim in chosen if claim.source == ruling.prefer.source]
        if ruling.prefer.value is not None:
            chosen = [claim for claim in chosen if claim.text == ruling.prefer.value]
    return best(chosen, scene) if len(sides_of(chosen)) == 1 else None


def unseen(ruling: Ruling, finding: Finding, scene: Scene) -> list[Claim]:
    """The claims whose value meets none of those that a ruling looked at: they make it stale."""
    definition = scene.properties.get(finding.property)
    seen = [read_seen(text, None if finding.derived else definition) for text in ruling.seen]
    return [
        claim
        for claim in finding.claims
        if claim.value
        and claim.value.comparable
        and not any(value is not None and value.meets(claim.value) for value in seen)
    ]


def read_seen(text: str, definition: Property | None) -> Value | None:
    """A value that a ruling says was looked at, read as its property's values are; as a comparison's without one."""
    value = read_value(text, definition) if definition else comparison(text)
    return None if isinstance(value, str) else value


# --- vaguer findings (4) -------------------------------------------------------------------------------------------------


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


# --- other evaluators (3, 5) ---------------------------------------------------------------------------------------------


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


def _compare_evaluators(family: Sequence[Finding], scene: Scene) -> None:
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


# --- support and interest (6) --------------------------------------------------------------------------------------------


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
    elif _two_voices(claims, scene.parties):
        return "corroborated"
    return "repeated" if len(sources) > 1 else "single-source"


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


def without_ruling(findings: Sequence[Finding]) -> list[Finding]:
    """The contradictions that wait for a maintainer."""
    return [finding for finding in findings if finding.kind and finding.ruling is None]
