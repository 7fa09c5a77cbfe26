"""How much the record holds, and how well it is supported: counted, never typed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from annals.record import Record
from annals.scene import TIERS
from annals.support import agreeing


def census(record: Record) -> dict[str, Any]:
    """The counts of a record, by name; the inner mappings by tier, by how much was read, by support."""
    findings = list(record.findings.values())
    read = sum(
        1
        for finding in findings
        if any(
            record.sources[claim.source].read != "not-opened"
            for claim in agreeing(finding) or finding.claims
        )
    )
    tiers: Counter[str] = Counter(source.tier for source in record.sources.values())
    reading: Counter[str] = Counter(source.read for source in record.sources.values())
    support: Counter[str] = Counter(finding.support for finding in findings)
    return {
        "sources": len(record.sources),
        "claims": len(record.claims),
        "findings": len(findings),
        "events": len(record.events),
        "entities": len(record.entities),
        "contradictions": len(record.contradictions),
        "open": sum(finding.open for finding in findings),
        "spreads": sum(1 for finding in findings if finding.spread),
        "unplaced": sum(
            1
            for finding in findings
            for placement in finding.placements
            if placement.state == "unplaced"
        ),
        "findings_on_a_document_read": read,
        "sources_by_tier": {tier: tiers[tier] for tier in TIERS},
        "sources_by_read": {read: reading[read] for read in ("full", "part", "not-opened")},
        "findings_by_support": {
            word: support[word] for word in ("corroborated", "repeated", "single-source")
        },
    }
