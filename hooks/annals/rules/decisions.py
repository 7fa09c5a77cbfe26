"""Rulings and groups of lookalikes: each decides something, and decides what is still there."""

from __future__ import annotations

from annals.answers import Refusal, one
from annals.deciding import chosen_by, named_by, unseen
from annals.diagnostics import Report, Span
from annals.findings import Finding
from annals.load import Held
from annals.parties import Parties
from annals.project import Project
from annals.record import Record
from annals.rules.rule import Rule
from annals.rules.unread import undecided
from annals.scene import Scene
from annals.schema import Ruling

REFUSED_VALUES = ("value-out-of-range", "percent-scale")


def bad_ruling(project: Project, report: Report) -> None:
    """Complain of rulings that name no finding, or decide nothing, or two things at once."""
    record = project.record
    for held in record.loaded.rulings:
        for message, note in _wrong_in(held.record):
            span = record.loaded.span(held.file, (*held.path, "id"))
            report.add(span, "bad-ruling", f"the ruling '{held.record.id}' {message}", note)


def _wrong_in(ruling: Ruling) -> list[tuple[str, str]]:
    named = [ruling.finding is not None, ruling.findings is not None, ruling.pattern is not None]
    decided = [ruling.prefer is not None, ruling.rerun, ruling.computed, ruling.open]
    wrong = []
    if sum(named) != 1:
        how = "its findings in two ways" if any(named) else "no finding"
        wrong.append((f"names {how}", "give exactly one of 'finding', 'findings' and 'pattern'"))
    if sum(decided) != 1:
        what = "more than one thing" if any(decided) else "nothing"
        note = "give exactly one of 'prefer', 'rerun: yes', 'computed: yes' and 'open: yes'"
        wrong.append((f"decides {what}", note))
    if ruling.because.strip() in ("…", "..."):
        wrong.append(("gives no reason", "say in 'because' why, for readers"))
    if not ruling.seen:
        note = 'list the printed values: \'seen: ["39.9", "50.2"]\''
        wrong.append(("does not say which values it looked at", note))
    return wrong


def stale_ruling(project: Project, report: Report) -> None:
    """Complain of rulings on findings that have a value which they have not seen, or that prefer what nobody claims."""
    record = project.record
    scene = _scene(record)
    # A value that is wrong itself is mended, not ruled on.
    refused = {found.span for found in report.found if found.rule in REFUSED_VALUES}
    for held, findings in _ruled(record):
        # Where nothing is contradicted, the ruling is needless, whatever it has seen.
        for finding in (finding for finding in findings if finding.kind):
            for claim in unseen(held.record, finding, scene):
                if record.loaded.span(claim.file, claim.at["value"]) in refused:
                    continue
                report.add(
                    _seen_span(record, held),
                    "stale-ruling",
                    f"the ruling '{held.record.id}' has not seen '{claim.text}'",
                    f"claimed by '{claim.source}' ({claim.file}:{claim.line}) of {finding.id}",
                    "look again, then add the value to 'seen'",
                )
            prefer = held.record.prefer
            if (
                prefer is not None
                and prefer.source in record.sources
                and prefer.source not in record.loaded.unread
                and chosen_by(held.record, finding, scene) is None
            ):
                report.add(
                    record.loaded.span(held.file, (*held.path, "prefer")),
                    "stale-ruling",
                    f"'{prefer.source}' does not claim {_wanted(held.record)} of '{finding.id}'",
                    "the claims: "
                    + ", ".join(f"{claim.text} ({claim.source})" for claim in finding.claims),
                )


def _wanted(ruling: Ruling) -> str:
    return f"'{ruling.prefer.value}'" if ruling.prefer and ruling.prefer.value else "anything"


def needless_ruling(project: Project, report: Report) -> None:
    """Complain of rulings where nothing is contradicted, and of two on one finding."""
    record = project.record
    # What is not read may be the very claim that contradicts.
    if record.loaded.unread:
        return
    decided: dict[str, str] = {}
    for held, findings in _ruled(record):
        ruling = held.record
        contradicted = {finding.id for finding in findings if finding.kind}
        for index, key in enumerate(named_by(ruling)):
            path = (*held.path, "finding") if ruling.finding else (*held.path, "findings", index)
            if key not in record.findings:
                report.add(
                    record.loaded.span(held.file, path),
                    "needless-ruling",
                    f"'{key}' is no finding",
                    "a ruling names findings by their exact ids; 'annals rulings' prints them",
                )
            elif key not in contradicted:
                report.add(
                    record.loaded.span(held.file, path),
                    "needless-ruling",
                    f"nothing is contradicted about '{key}'",
                    "delete the ruling: the sources agree",
                )
        known = ruling.pattern is not None and record.sources.keys() >= set(ruling.pattern.between)
        if known and not contradicted:
            report.add(
                record.loaded.span(held.file, (*held.path, "pattern")),
                "needless-ruling",
                f"the pattern of '{ruling.id}' matches no contradiction",
                "delete the ruling, or mend the pattern",
            )
        for key in sorted(contradicted & set(named_by(ruling))):
            if key in decided:
                report.add(
                    record.loaded.span(held.file, (*held.path, "id")),
                    "needless-ruling",
                    f"'{key}' is ruled on already, by '{decided[key]}'",
                    "keep one of the two",
                )
            decided[key] = ruling.id


def false_lookalike(project: Project, report: Report) -> None:
    """Complain of groups that say "no disagreement" where there is one, or where the findings are one and the same."""
    record = project.record
    for held in record.loaded.lookalikes:
        found: dict[str, str] = {}
        for index, reference in enumerate(held.record.findings):
            span = record.loaded.span(held.file, (*held.path, "findings", index))
            answer = one(record, reference)
            if isinstance(answer, Refusal) and undecided(record, answer, reference):
                continue
            if isinstance(answer, Refusal):
                report.add(span, answer.rule, answer.message, *answer.notes)
            elif answer.id in found:
                report.add(
                    span,
                    "false-lookalike",
                    f"'{reference}' and '{found[answer.id]}' are one finding",
                    "a group lists findings that differ in what they are about",
                )
            elif answer.open:
                report.add(
                    span,
                    "false-lookalike",
                    f"sources differ on '{answer.id}', and nothing is decided",
                    "rule on it first; it cannot stand among what is no disagreement",
                )
            else:
                found[answer.id] = reference


def _ruled(record: Record) -> list[tuple[Held[Ruling], list[Finding]]]:
    """Each ruling with the findings that it decides, or names without need."""
    pairs = []
    for held in record.loaded.rulings:
        if _wrong_in(held.record):
            continue
        mine = [finding for finding in record.contradictions if finding.ruling == held.record.id]
        named = [record.findings[key] for key in named_by(held.record) if key in record.findings]
        pairs.append((held, mine + [finding for finding in named if finding not in mine]))
    return pairs


def _seen_span(record: Record, held: Held[Ruling]) -> Span:
    return record.loaded.span(held.file, (*held.path, "seen"))


def _scene(record: Record) -> Scene:
    return Scene(
        record.properties,
        Parties(record.entities, record.sources),
        [held.record for held in record.loaded.rulings],
    )


RULES = (
    Rule(
        "bad-ruling",
        "a ruling names its findings in one way, decides one thing, and says what it looked at",
        "record",
        bad_ruling,
    ),
    Rule(
        "stale-ruling",
        "a ruling has seen every value of the finding that it decides",
        "record",
        stale_ruling,
    ),
    Rule(
        "needless-ruling",
        "a ruling decides a contradiction that is there, and decides it alone",
        "record",
        needless_ruling,
    ),
    Rule(
        "false-lookalike",
        "what is listed as no disagreement is several findings, none of them open",
        "record",
        false_lookalike,
    ),
)
