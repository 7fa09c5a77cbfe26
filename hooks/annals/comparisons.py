"""The comparisons that sources make themselves ("three points behind", "tripling"), held against the numbers they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annals.claims import Claim
from annals.expressions import Node, Operand, calculate, canonical, parse, references
from annals.findings import Finding, Side, contradiction_kind, sides_of
from annals.intervals import Interval
from annals.reconcile import Scene, best, chosen_by, ruling_for, support
from annals.selectors import Selector, select

Index = Mapping[tuple[str, str], list[Finding]]


def reconcile_comparisons(claims: Sequence[Claim], index: Index, scene: Scene) -> list[Finding]:
    """The findings of all `derived` claims, one for each calculation; those that cannot be calculated are left out (a rule says why)."""
    groups: dict[str, tuple[Node, list[Claim]]] = {}
    for claim in claims:
        if claim.derived is None or claim.value is None or claim.kind != "stated":
            continue
        node = parse(claim.derived, comparison=False)
        if isinstance(node, str) or any(
            len(select(reference, index)) != 1 for reference in references(node)
        ):
            continue
        groups.setdefault(canonical(node), (node, []))[1].append(claim)
    return [_settle(key, *groups[key], index, scene) for key in sorted(groups)]


def _settle(key: str, node: Node, claims: list[Claim], index: Index, scene: Scene) -> Finding:
    claims = sorted(claims, key=lambda claim: claim.order)
    named = list(references(node))
    operands = {
        reference.text: tuple(finding.id for finding in select(reference, index))
        for reference in named
    }
    sides = list(sides_of(claims))
    computed: list[Interval] = []
    wrong = False
    for claim in claims:
        results = calculate(node, lambda reference, claim=claim: operand(reference, claim, index))  # type: ignore[misc]
        computed += [result for result in results if result not in computed]
        interval = claim.value.interval if claim.value else None
        wrong |= (
            bool(results)
            and interval is not None
            and not any(interval.meets(result) for result in results)
        )
    kind = "arithmetic" if wrong else contradiction_kind(claims, sides, "quantity")
    if wrong:
        sides += [Side((), result, computed=True) for result in computed]
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
        computed=tuple(computed),
        operands=operands,
    )
    if kind is None:
        finding.printed = best(claims, scene)
    else:
        ruling = ruling_for(finding, scene)
        finding.ruling = ruling.id if ruling else None
        finding.printed = chosen_by(ruling, finding, scene) if ruling else None
        settled = finding.printed is not None or (ruling is not None and ruling.computed)
        finding.contradicted = "ruled" if settled else "open"
    finding.support = support(finding, scene)
    finding.interest = scene.parties.interest(scene.parties.origin(claims[0], claims)[1], subjects)
    return finding


def operand(reference: Selector, claim: Claim, index: Index) -> list[Operand]:
    """What a reference is for one claim: what the claim's own source says of it, else what we print."""
    finding = select(reference, index)[0]
    own: list[Operand] = [
        other.value.interval
        for other in finding.claims
        if other.source == claim.source
        and other.value is not None
        and other.value.interval is not None
    ]
    return own or list(finding.readings())
