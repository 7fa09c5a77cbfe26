"""The comparisons that sources make themselves ("three points behind", "tripling"), held against the numbers they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annals.claims import Claim
from annals.deciding import best, chosen_by, ruling_for
from annals.evaluation import Operand, calculate
from annals.expressions import Node, canonical, parse, references
from annals.findings import Finding, Side, contradiction_kind, sides_of
from annals.intervals import Interval
from annals.scene import Scene
from annals.selectors import Selector, select
from annals.support import interest, leading, support

Index = Mapping[tuple[str, str], list[Finding]]


def reconcile_comparisons(claims: Sequence[Claim], index: Index, scene: Scene) -> list[Finding]:
    """The findings of all `derived` claims, one for each calculation; those that cannot be calculated are left out (a rule says why)."""
    groups: dict[str, tuple[Node, list[Claim]]] = {}
    for claim in claims:
        if claim.derived is None or claim.value is None or claim.kind != "stated":
            continue
        node = parse(claim.derived, comparison=False)
        if not isinstance(node, str) and all(
            meant(reference, claim.source, index) for reference in references(node)
        ):
            groups.setdefault(canonical(node), (node, []))[1].append(claim)
    return [_settle(key, *groups[key], index, scene) for key in sorted(groups)]


def _settle(key: str, node: Node, claims: list[Claim], index: Index, scene: Scene) -> Finding:
    claims = sorted(claims, key=lambda claim: claim.order)
    named = list(references(node))
    operands: dict[str, set[str]] = {}
    sides = list(sides_of(claims))
    computed: set[Interval] = set()
    wrong = False
    for claim in claims:
        readings = {}
        for reference in named:
            finding = meant(reference, claim.source, index)
            if finding is not None:
                operands.setdefault(reference.text, set()).add(finding.id)
                readings[reference.text] = operand(finding, claim.source)
        results = calculate(node, readings)
        computed.update(results)
        interval = claim.value.interval if claim.value else None
        wrong |= (
            bool(results)
            and interval is not None
            and not any(interval.meets(result) for result in results)
        )
    kind = "arithmetic" if wrong else contradiction_kind(claims, sides, "quantity")
    given = sorted(computed, key=lambda result: result.sort_key)
    if wrong:
        sides += [Side((), result, computed=True) for result in given]
    subjects = tuple(dict.fromkeys(reference.subject for reference in named))
    finding = Finding(
        id=key,
        subject=subjects[0],
        property=named[0].property,
        conditions=(),
        claims=tuple(claims),
        sides=tuple(sides),
        kind=kind,
        derived=key,
        subjects=subjects,
        computed=tuple(given),
        operands={text: tuple(sorted(ids)) for text, ids in operands.items()},
    )
    if kind is None:
        finding.printed = best(claims, scene)
    else:
        ruling = ruling_for(finding, scene)
        finding.ruling = ruling.id if ruling else None
        finding.printed = chosen_by(ruling, finding, scene) if ruling else None
        by_sum = ruling is not None and ruling.computed and bool(given)
        finding.contradicted = "ruled" if finding.printed is not None or by_sum else "open"
    finding.leading = leading(finding, scene)
    finding.support = support(finding, scene)
    finding.interest = interest(finding, scene)
    return finding


def meant(reference: Selector, source: str, index: Index) -> Finding | None:
    """The finding that a reference of one source means: among those that the source itself speaks of, else among all.

    So another source, however much it adds, never takes a comparison's own operands away.
    """
    key = (reference.subject, reference.property)
    own = [
        finding
        for finding in index.get(key, ())
        if any(claim.source == source for claim in finding.claims)
    ]
    for among in ({key: own}, index):
        found = select(reference, among)
        if len(found) == 1:
            return found[0]
    return None


def operand(finding: Finding, source: str) -> list[Operand]:
    """What a finding is for a source's comparison: what the source itself says of it, else what we print."""
    own: list[Operand] = [
        claim.value.interval
        for claim in finding.claims
        if claim.source == source and claim.value is not None and claim.value.interval is not None
    ]
    return own or list(finding.readings())
