"""Who says so, and where: places, citations, sources that say nothing or were not read."""

from __future__ import annotations

from typing import Any

from annals.claims import Claim
from annals.diagnostics import Report
from annals.load import Held
from annals.parties import Parties
from annals.project import Project
from annals.record import Record
from annals.references import find
from annals.rules.rule import Rule
from annals.support import agreeing


def claim_without_place(project: Project, report: Report) -> None:
    """Complain of claims that do not say where in the source they stand."""
    record = project.record
    for claim in record.claims:
        if claim.place is None and claim.kind != "not-found":
            report.add(
                record.loaded.span(claim.file, claim.path),
                "claim-without-place",
                "the claim does not say where in the source it stands",
                "add 'place: …' here, or at its row, table or file",
            )


def uncited_event(project: Project, report: Report) -> None:
    """Complain of events that cite no source."""
    record = project.record
    for held in record.loaded.events:
        event = held.record
        # A citation that cannot be read is complained of where it stands.
        if (
            not event.cites
            and "[@" not in event.text
            and not any(reference.kind == "citation" for reference in find(event.text))
        ):
            report.add(
                record.loaded.span(held.file, (*held.path, "id")),
                "uncited-event",
                f"the event '{event.id}' cites no source",
                "add 'cites: [source-id]', or [@source-id] in its text",
            )


def uncited_caveat(project: Project, report: Report) -> None:
    """Complain of doubts about a test that name no source and no finding: they would be ours alone."""
    record = project.record
    for held in record.loaded.properties:
        caveats = held.record.caveats
        if caveats and not any(one.kind in ("citation", "value") for one in find(caveats)):
            report.add(
                record.loaded.span(held.file, (*held.path, "caveats"), key=True),
                "uncited-caveat",
                f"what is said against '{held.record.id}' cites nothing",
                "cite who says so, [@source-id, place], or leave it out",
            )


def source_without_address(project: Project, report: Report) -> None:
    """Complain of sources that have no address and do not say why."""
    record = project.record
    for facts in record.loaded.facts.values():
        source = facts.record.source
        if source.url is None and source.archive is None and source.unpublished is None:
            report.add(
                record.loaded.span(facts.file, ("source",), key=True),
                "source-without-address",
                "the source has no address",
                "add 'url:' or 'archive:', or say why there is none with 'unpublished:'",
            )


def orphan_source(project: Project, report: Report) -> None:
    """Warn of sources that claim nothing and that nothing cites."""
    record = project.record
    # What is not read may be the very record that cites it.
    if record.loaded.unread:
        return
    used = {claim.via for claim in record.claims} | set(record.claims_by_source)
    citing: tuple[Held[Any], ...] = (*record.loaded.events, *record.loaded.rulings)
    for held in citing:
        used |= {citation.source for citation in held.record.cites}
    unused = record.loaded.facts.keys() - used
    if not unused:
        return
    for _, _, text in project.prose():
        if "@" in text:
            unused -= {one.argument for one in find(text) if one.kind == "citation"}
    for key, facts in record.loaded.facts.items():
        if key in unused:
            report.add(
                record.loaded.span(facts.file, ("source", "title")),
                "orphan-source",
                f"the source '{key}' claims nothing, and nothing cites it",
                "transcribe what it says, or delete the file",
                severity="warning",
            )


def not_superseded(project: Project, report: Report) -> None:
    """Complain of values said to be superseded by what is no correction of them: only who said a value can take it back."""
    record = project.record
    for claim in record.claims:
        newer = claim.superseded_by
        # A source that is not there, or not read, is complained of elsewhere.
        if newer is None or newer not in record.sources or newer in record.loaded.unread:
            continue
        finding = record.findings.get(claim.key)
        if claim.kind != "stated" or claim.derived is not None:
            why = "only a value that is stated, and no comparison, can be superseded"
        elif not _of_one_publisher(record, claim, newer):
            why = "it is of another publisher, and contradicts: leave 'superseded_by' out"
        elif finding is None or all(other.source != newer for other in finding.claims):
            why = f"it does not say anything of '{claim.key}'"
        else:
            continue
        report.add(
            record.loaded.span(claim.file, claim.at["superseded_by"]),
            "not-superseded",
            f"'{newer}' does not supersede '{claim.text}' of '{claim.source}'",
            why,
        )


def _of_one_publisher(record: Record, claim: Claim, newer: str) -> bool:
    """Whether a source is by who published the claim's, or by whom the claim is a copy of."""
    parties = Parties(record.entities, record.sources)
    voices = [claim.source, *([claim.via] if claim.via else [])]
    publishers = [
        record.sources[voice].publisher if voice in record.sources else voice for voice in voices
    ]
    theirs = record.sources[newer].publisher
    return newer in voices or any(
        theirs and publisher and parties.within(theirs) & parties.within(publisher)
        for publisher in publishers
    )


def unread_source_alone(project: Project, report: Report) -> None:
    """Warn of findings for which only sources stand that nobody opened."""
    record = project.record
    for finding in record.findings.values():
        claims = agreeing(finding)
        if claims and all(record.sources[claim.source].read == "not-opened" for claim in claims):
            claim = claims[0]
            report.add(
                record.loaded.span(claim.file, claim.at["value"]),
                "unread-source-alone",
                f"'{finding.id}' rests on nothing that was opened",
                "read the source, find one that was read, or leave the claim out",
                severity="warning",
            )


RULES = (
    Rule(
        "claim-without-place",
        "a claim says where in the source it stands",
        "record",
        claim_without_place,
    ),
    Rule("uncited-event", "an event cites at least one source", "record", uncited_event),
    Rule(
        "uncited-caveat",
        "what is said against a test cites a source or a finding",
        "record",
        uncited_caveat,
    ),
    Rule(
        "source-without-address",
        "a source has an address, or says why it has none",
        "record",
        source_without_address,
    ),
    Rule(
        "orphan-source",
        "a source claims something, or is cited",
        "record",
        orphan_source,
        "warning",
    ),
    Rule(
        "not-superseded",
        "a value is superseded only by another of who published it",
        "record",
        not_superseded,
    ),
    Rule(
        "unread-source-alone",
        "no finding rests on unopened sources alone",
        "record",
        unread_source_alone,
        "warning",
    ),
)
