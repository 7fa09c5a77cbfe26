"""Why a finding is what it is, in plain text: for `annals show` and `annals rulings`."""

from __future__ import annotations

import re

from annals.answers import Refusal, one
from annals.claims import Claim
from annals.dates import Moment
from annals.diagnostics import did_you_mean
from annals.expressions import canonical, parse
from annals.findings import Finding, Placement
from annals.printed import calculated, printed_text
from annals.record import Record


def explain(record: Record, reference: str) -> str | None:
    """Each finding that a reference means, with claims, sides, support and the choice of the printed value; None if it means none."""
    squeezed = " ".join(reference.split())
    found = [record.findings[squeezed]] if squeezed in record.findings else record.select(squeezed)
    if not found and "/" in squeezed and " " in squeezed:
        node = parse(squeezed, comparison=False)
        if not isinstance(node, str) and canonical(node) in record.findings:
            found = [record.findings[canonical(node)]]
    return "\n\n".join(explained(record, finding) for finding in found) or None


def unexplained(record: Record, reference: str) -> tuple[str, ...]:
    """Why a reference means no finding, and what could be meant: for an id alone, all that is claimed of it."""
    key = reference.strip()
    about = record.findings_of.get(key) or record.findings_on.get(key)
    if about:
        heads = (
            f"{finding.subject}/{finding.property}" for finding in about if finding.derived is None
        )
        named = ", ".join(sorted(set(heads)))
        return (f"'{key}' alone is no finding", f"ask for one of: {named}")
    refused = one(record, key)
    if not isinstance(refused, Refusal):
        return (f"'{key}' is no finding",)
    near = did_you_mean(key, record.held) if "/" not in key and key not in record.held else None
    return (refused.message, *refused.notes, *((f"did you mean '{near}'?",) if near else ()))


def explained(record: Record, finding: Finding) -> str:
    """One finding, explained."""
    lines = [finding.id, f"  {record.name(finding.subject)}: {record.name(finding.property)}", ""]
    for index, claim in enumerate(finding.claims):
        side = finding.side_of(index)
        mark = f"side {side}" if side else "not compared"
        lines.append(
            f"  {claim.text:>12}  {_stands_for(claim):<28} {mark:<13} {claim.source}, {claim.place or 'no place'}  {claim.file}:{claim.line}"
        )
        if claim.via:
            lines.append(f"{'':16}passed on from {claim.via}")
    lines += [
        f"  {claim.text:>12}  superseded by {claim.superseded_by}  {claim.source}, {claim.place or 'no place'}  {claim.file}:{claim.line}"
        for claim in finding.superseded
    ]
    if finding.computed:
        results = "; ".join(calculated(record, finding))
        named = "; ".join(f"{text} = {', '.join(ids)}" for text, ids in finding.operands.items())
        lines.append(f"  computed: {results}   ({named})")
    lines += ["", f"  printed: {printed_text(record, finding)}   ({_why(record, finding)})"]
    lines.append(f"  support: {finding.support}; interest: {finding.interest}")
    lines += [
        f"  backed by: {claim.text}, {claim.source}, {claim.file}:{claim.line}"
        for claim in finding.backed_by
    ]
    lines += [f"  {_placed(placement)}" for placement in finding.placements]
    if finding.spread:
        lines.append(f"  two testers, two results: {', '.join(finding.spread)}")
    if finding.corroborated_by:
        lines.append(f"  another tester agrees: {', '.join(finding.corroborated_by)}")
    return "\n".join(line.rstrip() for line in lines)


def _stands_for(claim: Claim) -> str:
    value = claim.value
    if value is None or not value.comparable:
        return "-"
    if value.interval is None:
        return f"= {value.token}"
    if isinstance(value.read, Moment):
        return f"{value.read.first} to {value.read.last}"
    interval = value.interval
    left = "(" if interval.low_open or interval.low is None else "["
    right = ")" if interval.high_open or interval.high is None else "]"
    return f"{left}{'' if interval.low is None else interval.low}, {'' if interval.high is None else interval.high}{right}"


def _why(record: Record, finding: Finding) -> str:
    if finding.contradicted == "open":
        return (
            f"held open by the ruling '{finding.ruling}'"
            if finding.ruling
            else "sources differ and no ruling has decided"
        )
    if finding.contradicted == "ruled":
        return f"chosen by the ruling '{finding.ruling}'"
    if finding.printed is None:
        return "computed"
    source = record.sources[finding.printed.source]
    return f"{finding.printed.source}: best tier ({source.tier}), then narrowest, latest, id"


def _placed(placement: Placement) -> str:
    claim = placement.claim
    said = {
        "backs": "backs",
        "any-of": "could be any of",
        "unplaced": "unplaced; could be about",
    }[placement.state]
    return f"{claim.text} ({claim.source}) {said}: {', '.join(placement.findings)}"


def stubs(record: Record) -> str:
    """The contradictions without a ruling, each with a ruling to fill in, as YAML that can be pasted into a file of rulings."""
    waiting = [finding for finding in record.contradictions if finding.ruling is None]
    lines = [
        f"# {len(waiting)} contradictions wait for a ruling"
        if waiting
        else "# no contradiction waits for a ruling"
    ]
    for finding in waiting:
        seen = ", ".join(
            f'"{text}"'
            for text in dict.fromkeys(
                claim.text for claim in finding.claims if claim.value and claim.value.comparable
            )
        )
        lines += ["", f"# {finding.kind}; support: {finding.support}; interest: {finding.interest}"]
        lines += [
            f"#   {claim.text}: {claim.source}, {claim.place} ({claim.file}:{claim.line})"
            for claim in finding.claims
        ]
        lines += [f"#   computed: {result}" for result in calculated(record, finding)]
        name = re.sub(r"[\W_]+", "-", finding.id).strip("-")
        lines += [
            f"- id: {name}",
            f'  finding: "{finding.id}"',
            "  computed: yes"
            if finding.kind == "arithmetic"
            else "  open: yes   # or prefer: {source: …, value: …}",
            f"  seen: [{seen}]",
            "  because: >-",
            "    …",
            "  cites: []",
            f"  decided: {record.as_of.isoformat()}",
        ]
    fresh = {
        *record.entities,
        *record.events,
        *record.properties,
        *record.sources,
    } - record.settings.published
    if fresh:
        lines += [
            "",
            f"# {len(fresh)} ids are not protected yet: run 'annals protect' once they are published",
        ]
    return "\n".join(lines)
