"""Ids that name nothing: of entities, sources, properties, conditions and kinds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from annals.diagnostics import Report, did_you_mean
from annals.load import Held, Steps
from annals.project import Project
from annals.record import Record
from annals.rules.rule import Rule
from annals.settings import CONFIG, IN_CONFIG

FOLDER_OF = {
    "entity": "entities",
    "source": "facts",
    "property": "properties",
    "condition": "conditions",
}
Use = tuple[str, str, Steps]  # the id, the file, the path


def unknown_entity(project: Project, report: Report) -> None:
    """Complain of every id of an entity that no entity has."""
    record = project.record
    subjects = {*record.entities, *record.events}
    _complain(record, report, "entity", _entities_used(record), record.entities)
    _complain(record, report, "entity or event", _subjects_used(record), subjects)


def _subjects_used(record: Record) -> Iterator[Use]:
    for claim in record.claims:
        if claim.derived is None:
            yield claim.subject, claim.file, claim.at["subject"]


def _entities_used(record: Record) -> Iterator[Use]:
    for held in record.loaded.entities:
        for name in ("developer", "part_of", "family", "predecessor", "variant_of"):
            key = getattr(held.record, name)
            if key is not None:
                yield key, held.file, (*held.path, name)
        for index, ownership in enumerate(held.record.owned_by):
            yield ownership.owner, held.file, (*held.path, "owned_by", index, "owner")
    for event in record.loaded.events:
        for index, key in enumerate(event.record.about):
            yield key, event.file, (*event.path, "about", index)
    for facts in record.loaded.facts.values():
        if facts.record.source.publisher is not None:
            yield facts.record.source.publisher, facts.file, ("source", "publisher")
    for definition in record.loaded.properties:
        if definition.record.evaluator is not None:
            yield definition.record.evaluator, definition.file, (*definition.path, "evaluator")
    for claim in record.claims:
        if claim.evaluator is not None and "evaluator" in claim.at:
            yield claim.evaluator, claim.file, claim.at["evaluator"]
        value = claim.value
        if value is not None and value.type == "entity" and value.token not in (None, "none"):
            yield value.token, claim.file, claim.at["value"]


def unknown_source(project: Project, report: Report) -> None:
    """Complain of every id of a source that no fact file has."""
    record = project.record
    _complain(record, report, "source", _sources_used(record), record.sources)


def _sources_used(record: Record) -> Iterator[Use]:
    for claim in record.claims:
        if claim.via is not None and claim.via not in record.entities:
            yield claim.via, claim.file, claim.at["via"]
        if claim.superseded_by is not None:
            yield claim.superseded_by, claim.file, claim.at["superseded_by"]
    citing: tuple[Held[Any], ...] = (*record.loaded.events, *record.loaded.rulings)
    for held in citing:
        for index, citation in enumerate(held.record.cites):
            yield citation.source, held.file, (*held.path, "cites", index, "source")
    for ruling in record.loaded.rulings:
        prefer, pattern = ruling.record.prefer, ruling.record.pattern
        if prefer is not None:
            yield prefer.source, ruling.file, (*ruling.path, "prefer", "source")
        for index, key in enumerate(pattern.between if pattern else ()):
            yield key, ruling.file, (*ruling.path, "pattern", "between", index)


def unknown_property(project: Project, report: Report) -> None:
    """Complain of every id of a property that none is defined for."""
    record = project.record
    _complain(record, report, "property", _properties_used(record), record.properties)


def _properties_used(record: Record) -> Iterator[Use]:
    for claim in record.claims:
        if claim.derived is None:
            yield claim.property, claim.file, claim.at["property"]
    for ruling in record.loaded.rulings:
        pattern = ruling.record.pattern
        for index, key in enumerate((pattern.property or ()) if pattern else ()):
            yield key, ruling.file, (*ruling.path, "pattern", "property", index)


def unknown_condition(project: Project, report: Report) -> None:
    """Complain of condition keys that are not defined, and of values outside their closed list."""
    record = project.record
    for claim in record.claims:
        for key, value in claim.conditions:
            path = claim.at.get(f"?{key}")
            if path is None or key in record.loaded.unread:
                continue
            condition = record.conditions.get(key)
            if key == "by":
                report.add(
                    record.loaded.span(claim.file, path, key=True),
                    "unknown-condition",
                    "who measured is not said as a condition",
                    f"write 'evaluator: {value}' beside 'conditions'",
                )
            elif condition is None:
                span = record.loaded.span(claim.file, path, key=True)
                report.add(
                    span,
                    "unknown-condition",
                    f"no condition has the id '{key}'",
                    *_hint(record, "condition", key, record.conditions),
                )
            elif (expected := _not_of(record, condition, value)) is not None:
                report.add(
                    record.loaded.span(claim.file, path),
                    "unknown-condition",
                    f"'{value}' is no value of the condition '{key}'",
                    expected,
                )
    compared = (
        (key, held.file, (*held.path, "compare_on", index))
        for held in record.loaded.properties
        for index, key in enumerate(held.record.compare_on or [])
        if key != "by"
    )
    _complain(record, report, "condition", compared, record.conditions)


def _not_of(record: Record, condition: Any, value: str) -> str | None:
    if condition.type == "choice" and value not in (condition.choices or {}):
        near = did_you_mean(value, condition.choices or {})
        return (
            f"did you mean '{near}'?"
            if near
            else f"its values are: {', '.join(condition.choices or {})}"
        )
    if condition.type == "count" and not re.fullmatch("[0-9]+", value):
        return "a whole number is expected"
    if condition.type == "entity" and value not in {*record.entities, *record.loaded.unread}:
        near = did_you_mean(value, record.entities)
        return f"did you mean '{near}'?" if near else "an entity's id is expected"
    if condition.type == "slug" and not re.fullmatch("[a-z0-9]+(?:[.-][a-z0-9]+)*", value):
        return "a word of lower-case letters, digits, hyphens and dots is expected"
    return None


def unknown_kind(project: Project, report: Report) -> None:
    """Complain of events whose kind is none of the project's lanes."""
    record = project.record
    if not record.settings.kinds and record.loaded.events:
        # Where the settings cannot be read, that is complained of, and not each event.
        if not any(found.span.file == CONFIG for found in report.found):
            report.add(
                IN_CONFIG,
                "unknown-kind",
                "the project has no kinds of events",
                "list them as 'id: name' under extra.annals.kinds",
            )
        return
    for held in record.loaded.events:
        if held.record.kind not in record.settings.kinds:
            near = did_you_mean(held.record.kind, record.settings.kinds)
            note = (
                f"did you mean '{near}'?"
                if near
                else f"the kinds are: {', '.join(record.settings.kinds)} (extra.annals.kinds in mkdocs.yml)"
            )
            report.add(
                record.loaded.span(held.file, (*held.path, "kind")),
                "unknown-kind",
                f"no kind of event has the id '{held.record.kind}'",
                note,
            )


def _complain(
    record: Record, report: Report, what: str, uses: Iterable[Use], known: Collection[str]
) -> None:
    """Complain of each use of an id that is not known."""
    for key, file, path in uses:
        # A record that could not be read is complained of where it stands, and not where it is named.
        if key not in known and key not in record.loaded.unread:
            report.add(
                record.loaded.span(file, path),
                f"unknown-{what.partition(' ')[0]}",
                f"no {what} has the id '{key}'",
                *_hint(record, what, key, known),
            )


def _hint(record: Record, what: str, key: str, known: Iterable[str]) -> tuple[str, ...]:
    near = did_you_mean(key, known)
    if near is None:
        folder = FOLDER_OF[what.partition(" ")[0]]
        return (f"add it in {record.loaded.shown_as}/{folder}, or mend the id",)
    held = record.held.get(near)
    return (
        f"did you mean '{near}'? ({held.file}:{held.line})" if held else f"did you mean '{near}'?",
    )


RULES = (
    Rule(
        "unknown-entity",
        "whatever is named as an entity has an entry in `data/entities/`",
        "record",
        unknown_entity,
    ),
    Rule(
        "unknown-source", "whatever is named as a source has a fact file", "record", unknown_source
    ),
    Rule(
        "unknown-property",
        "whatever is claimed has an entry in `data/properties/`",
        "record",
        unknown_property,
    ),
    Rule(
        "unknown-condition",
        "conditions and their values are those of `data/conditions/`",
        "record",
        unknown_condition,
    ),
    Rule("unknown-kind", "an event's kind is one of the project's lanes", "record", unknown_kind),
)
