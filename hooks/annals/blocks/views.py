"""Findings, claims, events and sources as templates show them: plain values, reader words, site-relative addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annals.blocks.tellers import tellers
from annals.calculations import calculation_words
from annals.claims import Claim
from annals.dates import parse_moment
from annals.deciding import read_seen
from annals.findings import Finding
from annals.markdown.bibliography import followed
from annals.printed import calculated, compared, printed_as_share, printed_text, said, shown_as
from annals.reader_words import (
    KINDS,
    READ,
    STATEMENTS,
    TIERS,
    condition_words,
    conditions,
    interest_words,
    support_words,
    tells,
    value_classes,
)
from annals.record import Record
from annals.site import Site, anchor


def claim_view(
    site: Site, claim: Claim, finding: Finding | None = None, index: int = -1
) -> dict[str, Any]:
    """One claim: what it says, who says it where, and how it stands to the finding."""
    record = site.record
    source = record.sources[claim.source]
    definition = record.properties.get(claim.property)
    say = compared if claim.derived else said
    return {
        "text": say(record, claim.value, definition) if claim.value else "",
        "what": record.name(claim.property) if claim.property else "",
        "conditions": [
            condition_words(record, key, value)
            for key, value in claim.conditions
            if tells(record, claim.property, key)
        ],
        "printed": claim.printed,
        "named": claim.named,
        "source": claim.source,
        "title": source.title,
        "publisher": record.name(source.publisher) if source.publisher else "publisher unknown",
        "place": claim.place or "",
        "url": site.source_url(claim.source, claim),
        "via": record.name(claim.via) if claim.via else None,
        "superseded_by": _superseding(site, claim.superseded_by),
        "kind": STATEMENTS[claim.kind],
        "side": finding.side_of(index) if finding and index >= 0 else 0,
        "agrees": finding.agrees(index) if finding and index >= 0 else True,
        "note": site.text(claim.note),
        "outcome": site.text(claim.outcome),
        "due": parse_moment(claim.due) if claim.due else None,
        "searched": parse_moment(claim.searched) if claim.searched else None,
        "file": claim.file,
        "line": claim.line,
        "edit": site.edit_url(claim.file, claim.line),
    }


def _superseding(site: Site, source: str | None) -> dict[str, Any] | None:
    if source is None or source not in site.record.sources:
        return None
    return {"title": site.record.sources[source].title, "url": site.source_url(source)}


def finding_view(site: Site, finding: Finding) -> dict[str, Any]:
    """One finding: what we print, who says so, its ruling, and what is vaguer or measured elsewhere."""
    record = site.record
    definition = None if finding.derived else record.properties.get(finding.property)
    return {
        "id": finding.id,
        "anchor": anchor(finding),
        "url": site.finding_url(finding),
        "case_url": site.contradiction_url(finding) if finding.kind else None,
        "subject": record.name(finding.subject),
        "subject_url": site.subject_url(finding.subject),
        "property": _property_words(record, finding),
        "property_url": site.url(finding.property) if definition else None,
        "conditions": conditions(record, finding),
        "text": printed_text(record, finding),
        "classes": value_classes(finding),
        "kind": KINDS[finding.kind] if finding.kind else None,
        "state": finding.contradicted,
        "support": support_words(record, finding),
        "interest": interest_words(record, finding),
        "voices": voice_lines(site, finding),
        "superseded": [claim_view(site, claim) for claim in finding.superseded],
        "computed": calculated(record, finding),
        "derived": finding.derived,
        # Statements in words are listed, not compared: none of them is what we print.
        "told": bool(definition and definition.type == "text"),
        "operands": [
            operand for ids in finding.operands.values() for operand in operand_views(site, ids)
        ],
        "ruling": ruling_view(site, finding),
        "backed_by": _lines(site, finding, finding.backed_by),
        "backed_near": False,
        "unplaced": unplaced_views(site, finding),
        "spread": [brief(site, record.findings[key]) for key in finding.spread],
        "agreeing": [brief(site, record.findings[key]) for key in finding.corroborated_by],
    }


def _property_words(record: Record, finding: Finding) -> str:
    if finding.derived is None:
        return record.name(finding.property)
    return calculation_words(record, finding.derived, share=printed_as_share(finding))


def voice_lines(site: Site, finding: Finding) -> list[dict[str, Any]]:
    """The voices of a finding: who each is, and what it says where they say it differently."""
    lines = _lines(site, finding, finding.claims)
    # What all say alike stands over them already.
    alike = len({line["text"] for line in lines}) == 1 and not finding.kind
    if finding.printed and finding.printed.value and finding.printed.value.type == "text":
        return lines
    return [{**line, "text": "" if alike else line["text"]} for line in lines]


def _lines(site: Site, finding: Finding, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    definition = shown_as(site.record, finding)
    own = {id(claim): index for index, claim in enumerate(finding.claims)}
    lines = []
    for voice, told in tellers(site, claims):
        first = voice.claims[0]
        index = own.get(id(first))
        text = said(site.record, first.value, definition) if first.value else ""
        lines.append({**told, "text": text, "agrees": index is None or finding.agrees(index)})
    return lines


def ruling_view(site: Site, finding: Finding) -> dict[str, Any] | None:
    """The ruling on a contradicted finding; nothing where there is none."""
    if finding.ruling is None:
        return None
    held = site.record.held[finding.ruling]
    ruling = held.record
    return {
        "because": site.text(ruling.because),
        "cites": ruling.cites,
        # Printed in several ways, a value is looked at once.
        "seen": list(dict.fromkeys(seen_text(site.record, finding, text) for text in ruling.seen)),
        "decided": parse_moment(ruling.decided),
        "file": held.file,
        "line": held.line,
        "edit": site.edit_url(held.file, held.line),
    }


def seen_text(record: Record, finding: Finding, text: str) -> str:
    """A value that a ruling looked at, as readers see it."""
    definition = None if finding.derived else record.properties.get(finding.property)
    value = read_seen(text, definition)
    return said(record, value, shown_as(record, finding)) if value else text


def operand_views(site: Site, ids: Iterable[str]) -> list[dict[str, Any]]:
    """The findings that a comparison is calculated from."""
    return [brief(site, site.record.findings[key]) for key in ids]


def brief(site: Site, finding: Finding) -> dict[str, Any]:
    """A finding in one line."""
    record = site.record
    return {
        "subject": record.name(finding.subject),
        "property": record.name(finding.property),
        "conditions": conditions(record, finding),
        **linked(site, finding),
    }


def linked(site: Site, finding: Finding) -> dict[str, Any]:
    """What we print for a finding, as a link: its text, its brackets and its address."""
    return {
        "text": printed_text(site.record, finding),
        "classes": value_classes(finding),
        "url": site.finding_url(finding),
    }


def placement_view(site: Site, placement: Any) -> dict[str, Any]:
    """A vaguer claim and the findings that it could be about."""
    return {
        "claim": claim_view(site, placement.claim),
        "state": placement.state,
        "findings": [brief(site, site.record.findings[key]) for key in placement.findings],
    }


def unplaced_views(site: Site, finding: Finding) -> list[dict[str, Any]]:
    """What is said too vaguely to back one finding: each saying once, with all who say it and what it could be about."""
    told: dict[tuple[str, str, tuple[str, ...]], dict[str, dict[str, Any]]] = {}
    for placement in finding.placements:
        if placement.state != "backs":
            view = claim_view(site, placement.claim)
            key = (view["text"], placement.state, placement.findings)
            # One source may say it in several places.
            told.setdefault(key, {}).setdefault(placement.claim.source, view)
    return [
        {
            "text": text,
            "state": state,
            "claims": list(claims.values()),
            "findings": [brief(site, site.record.findings[key]) for key in findings],
        }
        for (text, state, findings), claims in told.items()
    ]


def source_view(site: Site, key: str) -> dict[str, Any]:
    """One source in a list: what it is and how much of it was read."""
    record = site.record
    source = record.sources[key]
    return {
        "id": key,
        "title": source.title,
        "url": site.source_url(key),
        "publisher": record.name(source.publisher) if source.publisher else None,
        "publisher_url": site.url(source.publisher) if source.publisher else None,
        "authors": source.authors,
        "issued": _moment(source.issued),
        "accessed": _moment(source.accessed),
        "link": followed(source.url or source.archive or ""),
        "archive": source.archive if source.url else None,
        "opened": source.read != "not-opened",
        "whole": source.read == "full",
        "unpublished": source.unpublished,
        "tier": TIERS[source.tier],
        "read": READ[source.read],
        "claims": len(record.claims_by_source.get(key, ())),
    }


def _moment(text: str | None) -> Any:
    moment = parse_moment(text) if text else None
    return None if isinstance(moment, str) else moment
