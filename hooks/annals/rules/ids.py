"""Ids: each belongs to one record, and one that was published never just vanishes."""

from __future__ import annotations

from typing import Any

from annals.diagnostics import Report, Span
from annals.load import Held
from annals.project import Project
from annals.record import Record
from annals.rules.rule import Rule
from annals.settings import PUBLISHED


def duplicate_id(project: Project, report: Report) -> None:
    """Complain of every record whose id another one has already: entities, events, properties and sources share one name space."""
    loaded = project.record.loaded
    groups: tuple[tuple[str, list[Held[Any]]], ...] = (
        (
            "entities, events, properties and sources",
            [*loaded.entities, *loaded.events, *loaded.properties],
        ),
        # That a redirect's id is still in use is a complaint of its own.
        ("redirects", list(loaded.redirects)),
        ("topics", list(loaded.topics)),
        ("conditions", list(loaded.conditions)),
        ("rulings and lookalikes", [*loaded.rulings, *loaded.lookalikes]),
    )
    for number, (sharing, group) in enumerate(groups):
        # A reader's link names any of these by its id alone; conditions and rulings are never linked to by id.
        first: dict[str, Held[Any]] = dict(loaded.facts) if number == 0 else {}
        for held in sorted(group, key=lambda held: (held.file, held.line)):
            earlier = first.setdefault(held.record.id, held)
            if earlier is not held:
                where = f"{earlier.file}:{earlier.line}"
                report.add(
                    loaded.span(held.file, (*held.path, "id")),
                    "duplicate-id",
                    f"the id '{held.record.id}' is taken",
                    f"by {where}; ids are shared by {sharing}",
                    "choose another id, or delete one of the two",
                )


def removed_id(project: Project, report: Report) -> None:
    """Complain of ids that were published and neither exist nor are redirected."""
    record = project.record
    redirected = {held.record.id for held in record.loaded.redirects}
    living = _living(record)
    file = f"{record.loaded.shown_as}/{PUBLISHED}"
    lines = _published_lines(project)
    for key in sorted(record.settings.published - living - redirected):
        line = lines.index(key) + 1 if key in lines else 1
        span = _line_span(file, line, key)
        report.add(
            span,
            "removed-id-without-redirect",
            f"'{key}' was published and is gone",
            "bring it back, or say in data/redirects/ where it went ('withdrawn' is an answer)",
        )


def redirect_target(project: Project, report: Report) -> None:
    """Complain of redirects of ids that are still in use, and of those that lead to nothing."""
    record = project.record
    living = _living(record)
    redirected = {held.record.id for held in record.loaded.redirects}
    for held in record.loaded.redirects:
        redirect = held.record
        span = record.loaded.span(held.file, (*held.path, "id"))
        if redirect.id in living:
            report.add(
                span,
                "bad-redirect",
                f"'{redirect.id}' is still in use",
                "delete the redirect, or the record",
            )
        if redirect.kind == "withdrawn" and redirect.to:
            report.add(
                span,
                "bad-redirect",
                f"'{redirect.id}' is withdrawn, and yet it leads somewhere",
                "drop 'to', or call it moved, split or merged",
            )
        if redirect.kind != "withdrawn" and not redirect.to:
            report.add(
                span,
                "bad-redirect",
                f"'{redirect.id}' leads nowhere",
                "say 'to: [id]', or 'kind: withdrawn'",
            )
        for index, target in enumerate(redirect.to):
            if target not in living:
                report.add(
                    record.loaded.span(held.file, (*held.path, "to", index)),
                    "bad-redirect",
                    f"'{target}' is a redirect itself"
                    if target in redirected
                    else f"no record has the id '{target}'",
                    "lead straight to a record that exists",
                )


def _living(record: Record) -> set[str]:
    """The ids that are in use, by what could be read and what could not."""
    named = {*record.entities, *record.events, *record.properties, *record.sources}
    return named | record.loaded.unread


def _published_lines(project: Project) -> list[str]:
    path = project.root / project.record.loaded.shown_as / PUBLISHED
    if not path.is_file():
        return []
    return [line.strip() for line in path.read_text("utf-8", errors="replace").splitlines()]


def _line_span(file: str, line: int, text: str) -> Span:
    return Span(file, line, 1, line, len(text) + 1)


RULES = (
    Rule("duplicate-id", "an id belongs to one record", "record", duplicate_id),
    Rule(
        "removed-id-without-redirect",
        "an id that was published is still there, or is redirected",
        "record",
        removed_id,
    ),
    Rule(
        "bad-redirect",
        "a redirect leads from an id that is gone to records that exist",
        "record",
        redirect_target,
    ),
)
