"""The blocks of sources: one with all that it claims, what others say against it and what stands on it alone; and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from annals.blocks.events import event_line
from annals.blocks.spec import BlockSpec, Options, names_one_of, rendered, word
from annals.blocks.tellers import tellers
from annals.blocks.transcribed import transcribed
from annals.blocks.views import brief, claim_view, source_view
from annals.calculations import calculation_words
from annals.claims import Claim
from annals.findings import Finding
from annals.printed import printed_as_share, said, shown_as
from annals.reader_words import (
    BY_TIER,
    CAME,
    DOCUMENTS,
    READ,
    TIERS,
    conditions,
    support_words,
)
from annals.record import Record
from annals.scene import TIERS as TIER_ORDER
from annals.site import Context, Site, claim_anchor
from annals.values import Value
from annals.withdrawal import withdrawal


def source(site: Site, options: Options, context: Context) -> Markup:
    """One source: what it is, a caution if it needs one, what is said against it, its claims and its tables, and what stands on it alone."""
    record = site.record
    key = options["argument"]
    claims = record.claims_by_source.get(key, [])
    tables = transcribed(site, key)
    lost = withdrawal(record, key)
    context.anchors.update(claim_anchor(claim) for claim in claims)
    context.anchors.update(table["id"] for table in tables)
    held = record.held[key]
    return rendered(
        "source.html.j2",
        source=source_view(site, key),
        caution=site.text(record.sources[key].caution),
        note=site.text(record.sources[key].note),
        nature=f"{DOCUMENTS[record.sources[key].type]} {BY_TIER[record.sources[key].tier]}",
        against=_once(against for claim in claims if (against := _against(site, claim))),
        rows=[_row(site, claim) for claim in claims if claim.path[0] == "claims"],
        tables=tables,
        count=len(claims),
        alone=[brief(site, finding) for finding in lost.alone],
        carried=[brief(site, finding) for finding in lost.carried],
        events=[event_line(site, event) for event in lost.events],
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def _row(site: Site, claim: Claim) -> dict[str, Any]:
    """One claim that stands in no table: its value, what it is about, and how it stands to what we print."""
    record = site.record
    finding = record.finding_of_claim.get(id(claim))
    told = claim.value is not None and claim.value.type == "text"
    history = claim.superseded_by is not None
    return {
        "anchor": claim_anchor(claim),
        "claim": claim_view(site, claim),
        "about": _about(record, claim, finding),
        "conditions": conditions(record, finding)
        if finding
        else claim_view(site, claim)["conditions"],
        "url": site.finding_url(finding) if finding else site.url(claim.subject),
        "told": told,
        "history": history,
        "came": CAME[claim.came] if claim.came else None,
        "differs": bool(finding and finding.kind and not history),
        "open": bool(finding and finding.open),
        "printed": brief(site, finding) if finding and finding.kind and not history else None,
        "support": support_words(record, finding) if finding and not told and not history else "",
    }


def _about(record: Record, claim: Claim, finding: Finding | None) -> str:
    """What a claim is about: subject and property, or a comparison in words."""
    if claim.derived is None:
        return f"{record.name(claim.subject)}: {record.name(claim.property)}"
    share = printed_as_share(finding) if finding else "%" in claim.text
    return calculation_words(record, claim.derived, share=share)


def _against(site: Site, claim: Claim) -> dict[str, Any] | None:
    """What others, or the sum, say against a claim; nothing where nobody does."""
    record = site.record
    finding = record.finding_of_claim.get(id(claim))
    if finding is None or finding.kind is None or claim.superseded_by is not None:
        return None
    definition = shown_as(record, finding)
    others: dict[str, list[Claim]] = {}
    for other in finding.claims:
        if claim.value and other.value and _apart(claim.value, other.value):
            text = said(record, other.value, definition)
            others.setdefault(text, []).append(other)
    summed = finding.kind == "arithmetic"
    if not others and not summed:
        return None
    return {
        "anchor": claim_anchor(claim),
        "text": said(record, claim.value, definition) if claim.value else claim.text,
        "about": _about(record, claim, finding),
        "conditions": conditions(record, finding),
        "others": [
            (text, [one for _, told in tellers(site, members) for one in told["who"]])
            for text, members in others.items()
        ],
        "summed": summed,
        "case_url": site.contradiction_url(finding),
        "printed": brief(site, finding),
        "open": finding.open,
    }


def _once(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is said against one value of one finding, once, however often the source says it."""
    return list({(each["case_url"], each["text"]): each for each in reversed([*found])}.values())[
        ::-1
    ]


def _apart(one: Value, other: Value) -> bool:
    return one.comparable and other.comparable and not one.meets(other)


def sources(site: Site, _options: Options, context: Context) -> Markup:
    """All sources by weight, newest first; undated ones last."""
    record = site.record
    groups = []
    for tier in TIER_ORDER:
        members = [
            source_view(site, key) for key, each in record.sources.items() if each.tier == tier
        ]
        dated = [view for view in members if view["issued"]]
        dated.sort(key=lambda view: (view["issued"].sort_key, view["id"]), reverse=True)
        if members:
            rows = dated + [view for view in members if not view["issued"]]
            groups.append(
                {
                    "id": f"tier-{tier}",
                    "name": TIERS[tier],
                    "meaning": BY_TIER[tier],
                    "rows": rows,
                }
            )
            context.anchors.add(f"tier-{tier}")
    unread = sum(each.read == "not-opened" for each in record.sources.values())
    return rendered(
        "sources.html.j2",
        groups=groups,
        total=len(record.sources),
        unread=unread,
        not_opened=READ["not-opened"],
    )


BLOCKS = (
    BlockSpec(
        "source",
        "one source with all that it claims, named after the bar",
        source,
        {"argument": word},
        names_one_of("sources"),
    ),
    BlockSpec("sources", "all sources, by weight", sources),
)
