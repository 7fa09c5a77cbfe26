"""References in pages and in the texts of the data: each means one thing, and the data support it."""

from __future__ import annotations

import re
from typing import Any

from annals.answers import Refusal, one, verdict, when
from annals.computed import difference, rank, ratio
from annals.diagnostics import Report, did_you_mean
from annals.options import read_options, written_options
from annals.project import Project
from annals.record import Record
from annals.references import ROLES, Reference, find, squeeze
from annals.rules.half_written import half_written
from annals.rules.rule import Rule
from annals.rules.unread import undecided
from annals.written_pages import Page

SHORTEST_REASON = 8
# Headings behind number signs, and those that are underlined.
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]*(?P<marked>[^\n]*)|(?P<underlined>[^\n]*\S[^\n]*)\n(?:=+|-+)[ \t]*)$",
    re.MULTILINE,
)
_EXPLICIT = re.compile(r"\{[^{}]*#[A-Za-z][\w.-]*[^{}]*\}[ \t]*#*[ \t]*$")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*\S", re.MULTILINE)


def references(project: Project, report: Report) -> None:
    """Complain of every reference that is not answered, under the rule that refuses it."""
    for _, where, text in project.prose():
        defined = {name.lower() for name in _DEFINITION.findall(text)} if "]:" in text else set()
        for reference in find(text):
            for refusal in _refusals(project, reference, where, defined):
                # A block's references are among its options.
                told = reference.words if reference.kind == "block" else reference.argument
                if undecided(project.record, refusal, told):
                    continue
                report.add(
                    project.span(where, reference.start, reference.stop),
                    refusal.rule,
                    refusal.message,
                    *refusal.notes,
                )


def _refusals(
    project: Project, reference: Reference, where: Any, defined: set[str]
) -> list[Refusal]:
    if reference.kind == "block":
        return _block(project, reference, where)
    refusal = _refusal(project, reference, defined)
    return [refusal] if refusal is not None else []


def _refusal(project: Project, reference: Reference, defined: set[str]) -> Refusal | None:
    record, argument = project.record, reference.argument
    if reference.kind == "citation":
        return (
            None
            if argument in record.sources or argument in record.loaded.unread
            else _no("unknown-source", "source", argument, record)
        )
    if reference.kind == "link":
        groups = (record.entities, record.events, record.properties, record.sources)
        return (
            None
            if any(argument in known for known in (*groups, record.loaded.unread, defined))
            else _no("unknown-entity", "record", argument, record)
        )
    if reference.kind == "misplaced":
        return Refusal(
            "check-misplaced",
            "this check belongs to no words",
            (
                'write [the words]{check="a/x > b/x"} or [the words]{excused="reason"}, with nothing between the brackets',
                "the words hold no brackets of their own: put citations and links behind it",
            ),
        )
    if reference.kind == "unknown-role":
        near = did_you_mean(reference.words, ROLES)
        return Refusal(
            "unknown-role",
            f"there is no role '{reference.words}'",
            (f"did you mean '{near}'?" if near else f"the roles are: {', '.join(ROLES)}",),
        )
    if reference.kind == "check":
        refused = verdict(record, argument)
        said = f"the words that rest on it are '{squeeze(reference.words)}'"
        return refused and Refusal(refused.rule, refused.message, (said, *refused.notes))
    if reference.kind == "excused":
        return None if len(argument) >= SHORTEST_REASON else _no_reason(argument)
    if reference.kind == "when":
        dated = when(record, argument)
        return dated if isinstance(dated, Refusal) else None
    answers = {"value": one, "diff": difference, "ratio": ratio, "rank": rank}
    answer = answers[reference.kind](record, argument)
    return answer if isinstance(answer, Refusal) else None


def _no_reason(argument: str) -> Refusal:
    return Refusal(
        "excused-without-reason",
        f"'{argument}' is no reason",
        ('say why no source is needed: [three steps]{excused="our own division"}',),
    )


def _block(project: Project, reference: Reference, where: Any) -> list[Refusal]:
    name = reference.argument
    if not isinstance(where, Page):
        message = f"the block '{name}' cannot stand in a text of the data"
        return [Refusal("unknown-block", message, ("blocks belong in pages",))]
    if not project.blocks:
        return []
    spec = project.blocks.get(name)
    if spec is None:
        near = did_you_mean(name, project.blocks)
        known = f"the blocks are: {', '.join(sorted(project.blocks))}"
        note = f"did you mean '{near}'?" if near else known
        return [Refusal("unknown-block", f"there is no block '{name}'", (note,))]
    read, refusals = read_options(spec, written_options(reference.words, reference.place))
    return refusals + spec.refuse(project.record, read)


def _no(rule: str, what: str, key: str, record: Record) -> Refusal:
    known = (
        record.sources
        if what == "source"
        else {**record.entities, **record.events, **record.properties, **record.sources}
    )
    for redirect in (held.record for held in record.loaded.redirects):
        if redirect.id == key and redirect.to:
            became = " and ".join(f"'{target}'" for target in redirect.to)
            return Refusal(rule, f"'{key}' is no longer used", (f"it became {became}",))
    near = did_you_mean(key, known)
    held = record.held.get(near) if near else None
    note = (
        f"did you mean '{near}'? ({held.file}:{held.line})"
        if near and held
        else "add it, or mend the id"
    )
    return Refusal(rule, f"no {what} has the id '{key}'", (note,))


def unstable_heading(project: Project, report: Report) -> None:
    """Complain of headings that hold a reference and no id of their own: their address would change with the data."""
    for page in project.pages:
        inside = [
            (reference.start, reference.stop)
            for reference in find(page.text)
            if reference.kind != "excused"
        ]
        for match in _HEADING.finditer(page.text):
            name = "marked" if match["marked"] is not None else "underlined"
            start, stop = match.span(name)
            if any(
                start <= first and last <= stop for first, last in inside
            ) and not _EXPLICIT.search(match[name]):
                report.add(
                    page.span(start, stop),
                    "unstable-heading",
                    "this heading's address would change with the data",
                    "give it an id of its own: '## … {#some-words}'",
                )


def duplicate_table(project: Project, report: Report) -> None:
    """Complain of tables of results that share an id: their files would take each other's place."""
    first: dict[str, str] = {}
    for page in project.pages:
        for reference in find(page.text):
            if reference.kind != "block" or reference.argument != "results" or not reference.place:
                continue
            span = page.span(reference.start, reference.stop)
            earlier = first.setdefault(reference.place, f"{span.file}:{span.line}")
            if earlier != f"{span.file}:{span.line}":
                report.add(
                    span,
                    "duplicate-table",
                    f"there is a table '{reference.place}' already",
                    f"give this one another id; the other is at {earlier}",
                )


RULES = (
    Rule("unknown-reference", "a reference means a finding that exists", "prose", references),
    Rule("ambiguous-reference", "a reference means one finding", "prose"),
    Rule("unlike-conditions", "only findings that were measured alike are compared", "prose"),
    Rule(
        "joined-sources",
        "results of several reports are not joined where each report measures anew",
        "prose",
    ),
    Rule("open-finding", "nothing is computed from what is not decided", "prose"),
    Rule("duplicate-table", "each table of results has an id of its own", "prose", duplicate_table),
    Rule("not-a-number", "only plain numbers are computed with", "prose"),
    Rule("check-failed", "a checked sentence is supported by the data on every side", "prose"),
    Rule("check-misplaced", "a check belongs to the words just before it", "prose"),
    Rule("excused-without-reason", "words that are excused from being checked say why", "prose"),
    Rule(
        "unknown-role",
        "a role is one of value, diff, ratio, rank and when, right before its reference",
        "prose",
        half_written,
    ),
    Rule(
        "unknown-block",
        "a block is one of those that the generator has, and stands in a page",
        "prose",
    ),
    Rule("bad-option", "a block has only the options that it knows, and can read them", "prose"),
    Rule(
        "unstable-heading",
        "a heading with a reference has an id of its own",
        "prose",
        unstable_heading,
    ),
)
