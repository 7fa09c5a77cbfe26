"""What we print of a finding: the best of claims that agree, or what a ruling chooses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annals.claims import Claim
from annals.dates import parse_moment
from annals.findings import Finding, sides_of
from annals.load import Steps
from annals.scene import TIERS, Scene
from annals.schema import Property, Ruling, Source
from annals.values import ABSENT, Value, comparison, read_value


def best(claims: Sequence[Claim], scene: Scene) -> Claim:
    """The claim that is printed where all agree: best tier, then narrowest, latest issue, source id."""
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
