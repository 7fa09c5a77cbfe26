"""How much the record holds, and how well it is supported: counted, never typed."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from annals.findings import Finding
from annals.record import Record
from annals.scene import TIERS
from annals.support import agreeing

READ: tuple[Literal["full", "part", "not-opened"], ...] = ("full", "part", "not-opened")


def census(record: Record) -> dict[str, Any]:
    """The counts of a record, by name; the inner mappings by tier, by how much was read, by support."""
    findings = list(record.findings.values())
    numbers = [finding for finding in findings if _is_number(record, finding)]
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
        "findings_on_a_document_read": sum(_read(record, finding) for finding in findings),
        "numbers": len(numbers),
        "numbers_on_a_document_read": sum(_read(record, finding) for finding in numbers),
        "numbers_on_one_voice": sum(finding.support != "corroborated" for finding in numbers),
        "sources_by_tier": {tier: tiers[tier] for tier in TIERS},
        "sources_by_read": {word: reading[word] for word in READ},
        "findings_by_support": {
            word: support[word] for word in ("corroborated", "repeated", "single-source")
        },
    }


def _is_number(record: Record, finding: Finding) -> bool:
    """Whether a finding is a number: a quantity, a count, a rank, or a comparison of them."""
    definition = record.properties.get(finding.property)
    return finding.derived is not None or (
        definition is not None and definition.type in ("quantity", "count", "rank")
    )


def _read(record: Record, finding: Finding) -> bool:
    """Whether a finding rests on a document that was read, at least in part."""
    return any(
        record.sources[claim.source].read != "not-opened"
        for claim in agreeing(finding) or finding.claims
    )


def read_by_tier(record: Record) -> dict[str, dict[str, int]]:
    """How many sources of each tier were read in full, in part, or not opened."""
    counted: Counter[tuple[str, str]] = Counter(
        (source.tier, source.read) for source in record.sources.values()
    )
    return {tier: {read: counted[tier, read] for read in READ} for tier in TIERS}
