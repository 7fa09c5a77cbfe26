"""The blocks of sources: one source with all that it claims and what others say against it, and the list of all."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, names_one_of, rendered, word
from annals.blocks.views import brief, claim_view, source_view
from annals.reader_words import TIERS
from annals.scene import TIERS as TIER_ORDER
from annals.site import Context, Site, claim_anchor


def source(site: Site, options: Options, context: Context) -> Markup:
    """One source: what it is, a caution if it needs one, its claims, and what is said against them."""
    record = site.record
    key = options["argument"]
    claims = record.claims_by_source.get(key, [])
    rows: list[dict[str, Any]] = []
    for claim in claims:
        finding = record.finding_of_claim.get(id(claim))
        compared = finding is not None and claim.superseded_by is None
        index = finding.claims.index(claim) if finding and compared else -1
        others = [
            other
            for other in (finding.claims if finding and compared else ())
            if other.source != key
        ]
        rows.append(
            {
                "anchor": claim_anchor(claim),
                "claim": claim_view(site, claim, finding, index),
                "finding": brief(site, finding) if finding else None,
                "about": record.name(claim.subject) if claim.subject else claim.derived,
                "what": record.name(claim.property)
                if claim.property
                else "A comparison of its own",
                "against": [
                    claim_view(site, other)
                    for other in others
                    if claim.value
                    and other.value
                    and other.value.comparable
                    and claim.value.comparable
                    and not claim.value.meets(other.value)
                ],
                "told": bool(claim.value and claim.value.type == "text"),
                "wrong": bool(finding and finding.kind == "arithmetic"),
                "computed": finding.computed if finding else (),
            }
        )
    context.anchors.update(row["anchor"] for row in rows)
    held = record.held[key]
    return rendered(
        "source.html.j2",
        source=source_view(site, key),
        caution=site.text(record.sources[key].caution),
        note=site.text(record.sources[key].note),
        rows=rows,
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def sources(site: Site, _options: Options, context: Context) -> Markup:
    """All sources, by tier and title."""
    record = site.record
    groups: list[tuple[str, str, list[dict[str, Any]]]] = []
    for tier in TIER_ORDER:
        members = [
            source_view(site, key) for key, each in record.sources.items() if each.tier == tier
        ]
        if members:
            groups.append(
                (
                    tier,
                    TIERS[tier],
                    sorted(members, key=lambda member: (member["title"].lower(), member["id"])),
                )
            )
            context.anchors.add(f"tier-{tier}")
    return rendered("sources.html.j2", groups=groups, total=len(record.sources))


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
