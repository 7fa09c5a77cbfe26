"""The Record: everything loaded and reconciled, indexed. What all that follows reads, and nothing changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from annals.claims import Claim
from annals.dates import PRECISIONS, Moment, parse_moment
from annals.findings import Finding
from annals.load import Held, Loaded
from annals.parties import Parties
from annals.references import find
from annals.schema import Condition, Entity, Event, Property, Source, Topic
from annals.selectors import Selector, parse_selector, select
from annals.settings import Settings


@dataclass(frozen=True)
class Record:
    """All records and all findings; every mapping is by id and sorted by it."""

    settings: Settings
    loaded: Loaded
    claims: tuple[Claim, ...]
    findings: Mapping[str, Finding]
    by_subject_property: Mapping[tuple[str, str], list[Finding]]
    events: Mapping[str, Event]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    properties: Mapping[str, Property]
    conditions: Mapping[str, Condition]
    held: Mapping[str, Held[Any]]

    @property
    def as_of(self) -> date:
        """The day that the record speaks of."""
        return self.settings.as_of

    def select(self, reference: str | Selector) -> list[Finding]:
        """The findings that a reference means: one if it is sound, none, or all that it could mean."""
        selector = parse_selector(reference) if isinstance(reference, str) else reference
        return [] if isinstance(selector, str) else select(selector, self.by_subject_property)

    def moment(self, event: Event) -> Moment:
        """When an event happened: its own date, or that of the finding it refers to; far in the past if that is not sound."""
        found = parse_moment(event.when)
        if isinstance(found, Moment):
            return found
        for finding in self.select(event.when)[:1]:
            dates = [
                claim.value.read
                for claim in ([finding.printed] if finding.printed else finding.claims)
                if claim.value
            ]
            for moment in dates:
                if isinstance(moment, Moment):
                    return moment
        return _UNKNOWN

    @cached_property
    def timeline(self) -> tuple[tuple[Event, Moment], ...]:
        """Events with their moments, oldest first; ties by precision, then by id.

        'In July' stands behind all days of July: it never pretends to come before one of them.
        """
        pairs = [(event, self.moment(event)) for event in self.events.values()]
        return tuple(
            sorted(
                pairs,
                key=lambda pair: (
                    pair[1].day,
                    PRECISIONS.index(pair[1].precision),
                    pair[1].sort_key,
                    pair[0].id,
                ),
            )
        )

    @cached_property
    def parties(self) -> Parties:
        """Who belongs to whom, and whose voice a claim is."""
        return Parties(self.entities, self.sources)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics, in the order of their files."""
        return tuple(held.record for held in self.loaded.topics)

    @cached_property
    def topic_of(self) -> Mapping[str, Topic]:
        """The topic of each property that belongs to one."""
        return {key: topic for topic in self.topics for key in topic.properties}

    @cached_property
    def _dating(self) -> str | None:
        first = self.topics[0].properties[0] if self.topics else ""
        definition = self.properties.get(first)
        return first if definition is not None and definition.type == "date" else None

    def topic_date(self, subject: str) -> Finding | None:
        """The finding that dates a subject in drawings: on the first property of the first topic, if that is a date."""
        found = self.by_subject_property.get((subject, self._dating or ""), [])
        return min(found, key=lambda finding: (len(finding.conditions), finding.id), default=None)

    @cached_property
    def entity_order(self) -> Mapping[str, int]:
        """Where each entity stands in the data: the order in which their authors put them."""
        return {held.record.id: place for place, held in enumerate(self.loaded.entities)}

    @cached_property
    def contradictions(self) -> tuple[Finding, ...]:
        """The contradicted findings, by id."""
        return tuple(finding for finding in self.findings.values() if finding.kind is not None)

    @cached_property
    def findings_of(self) -> Mapping[str, list[Finding]]:
        """The findings about each subject, comparisons among them."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.values():
            for subject in finding.subjects:
                found.setdefault(subject, []).append(finding)
        return found

    @cached_property
    def findings_on(self) -> Mapping[str, list[Finding]]:
        """The findings of each property, comparisons left out."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.values():
            if finding.derived is None:
                found.setdefault(finding.property, []).append(finding)
        return found

    @cached_property
    def claims_by_source(self) -> Mapping[str, list[Claim]]:
        """Each source's claims, in the order of its file."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.source, []).append(claim)
        return found

    @cached_property
    def findings_by_source(self) -> Mapping[str, list[Finding]]:
        """The findings that each source speaks of: in a claim of their own, or in a vaguer one that means them."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.values():
            claims = (*finding.claims, *finding.backed_by)
            for source in dict.fromkeys(claim.source for claim in claims):
                found.setdefault(source, []).append(finding)
        return found

    @cached_property
    def counted_kinds(self) -> Mapping[str, int]:
        """How many events there are of each kind that has any."""
        return Counter(event.kind for event in self.events.values())

    @cached_property
    def published_by(self) -> Mapping[str, list[str]]:
        """The sources of each publisher, by id."""
        found: dict[str, list[str]] = {}
        for key, source in self.sources.items():
            if source.publisher:
                found.setdefault(source.publisher, []).append(key)
        return found

    @cached_property
    def events_resting_on(self) -> Mapping[str, list[Event]]:
        """The events that cite one source and no other, beside their text or in it, by that source; oldest first."""
        found: dict[str, list[Event]] = {}
        for event, _ in self.timeline:
            cited = {citation.source for citation in event.cites}
            cited |= {each.argument for each in find(event.text) if each.kind == "citation"}
            if len(cited) == 1:
                found.setdefault(cited.pop(), []).append(event)
        return found

    @cached_property
    def statements_about(self) -> Mapping[str, list[Claim]]:
        """What is promised, predicted, shown or thought of each subject, and what was looked for in vain: it enters no finding."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.kind != "stated":
                found.setdefault(claim.subject, []).append(claim)
        return found

    @cached_property
    def members(self) -> Mapping[str, list[str]]:
        """The entities that belong to each: its parts, its family, its variants."""
        found: dict[str, list[str]] = {}
        for entity in self.entities.values():
            wholes = (entity.part_of, entity.family, entity.variant_of)
            for whole in dict.fromkeys(each for each in wholes if each):
                found.setdefault(whole, []).append(entity.id)
        return found

    def root(self, subject: str) -> str:
        """What a reader files a subject under: the family of a model, the first that an event is about; itself otherwise."""
        seen: set[str] = set()
        while subject not in seen:
            seen.add(subject)
            if subject in self.events:
                subject = self.events[subject].about[0]
                continue
            entity = self.entities.get(subject)
            above = (entity.variant_of or entity.family) if entity else None
            subject = above or subject
        return subject

    @cached_property
    def finding_of_claim(self) -> Mapping[int, Finding]:
        """For a claim (by `id()`), the finding that it belongs to, as what is said or as history."""
        return {
            id(claim): finding
            for finding in self.findings.values()
            for claim in (*finding.claims, *finding.superseded)
        }

    @cached_property
    def events_about(self) -> Mapping[str, list[Event]]:
        """The events about each entity, oldest first."""
        found: dict[str, list[Event]] = {}
        for event, _ in self.timeline:
            for entity in dict.fromkeys(event.about):
                found.setdefault(entity, []).append(event)
        return found

    def name(self, key: str) -> str:
        """What a reader calls a thing, by its id; the id itself where nothing has it."""
        for kind in (self.entities, self.properties, self.conditions):
            if key in kind:
                return str(kind[key].name)
        if key in self.events:
            return self.events[key].title
        return self.sources[key].title if key in self.sources else key


_unknown = parse_moment("1000")
assert isinstance(_unknown, Moment)  # noqa: S101 - a constant of the grammar
_UNKNOWN: Moment = _unknown
