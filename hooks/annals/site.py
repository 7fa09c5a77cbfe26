"""The site as its parts see it: addresses of everything, texts rendered once, blocks by name. All addresses are relative to the site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from annals.claims import Claim
from annals.findings import Finding
from annals.history import Change
from annals.publication import Publication
from annals.record import Record
from annals.written_pages import Page
from annals.years import Part, fits, parts

if TYPE_CHECKING:
    from annals.blocks.spec import BlockSpec


@dataclass
class Context:
    """What one conversion of one page gathers; made anew for each page."""

    url: str = ""
    anchors: set[str] = field(default_factory=set)
    cited: list[str] = field(default_factory=list)
    problems: list[Any] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    figures: int = 0


@dataclass
class Site:
    """A record with addresses. `edit_base` is the address below which the project's files can be edited, '' if there is none."""

    record: Record
    blocks: Mapping[str, BlockSpec] = field(default_factory=dict)
    edit_base: str = ""
    # The hand-written pages by their path below docs/, and their changes, newest first, by their path below the project.
    pages: Mapping[str, Page] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    publication: Publication = field(default_factory=Publication)
    _texts: dict[str, Markup] = field(default_factory=dict, repr=False)

    def page_at(self, url: str) -> Page | None:
        """The hand-written page at an address."""
        below = url.removesuffix("/")
        names = (f"{below}.md", f"{below}/index.md".removeprefix("/"))
        return next((self.pages[name] for name in names if name in self.pages), None)

    def url(self, key: str) -> str | None:
        """The address of an entity, event, property or source by its id, or of what an old id became; None if nothing has it."""
        record = self.record
        if key in record.entities:
            return f"entities/{key}/"
        if key in record.events:
            return self.event_url(key)
        if key in record.properties:
            measured = record.properties[key].kind == "measured"
            return f"benchmarks/{key}/" if measured else f"properties/#{key}"
        return self.source_url(key) if key in record.sources else None

    def event_url(self, key: str) -> str:
        """The address of an event: its own page if it is essential, else its place on the timeline."""
        event = self.record.events[key]
        if event.importance == "3":
            return f"events/{key}/"
        return f"{self.timeline_url(key)}#{key}"

    def timeline_url(self, key: str) -> str:
        """The address of the page of the timeline on which an event stands in full."""
        return f"timeline/{self._part_of[key]}/" if self.divided else "timeline/"

    @cached_property
    def divided(self) -> bool:
        """Whether the timeline is divided into years."""
        return not fits(self.record.timeline)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The pages of a divided timeline by name."""
        return parts(self.record.timeline)

    @cached_property
    def _part_of(self) -> dict[str, str]:
        found = (part for part in self.parts.values() if not part.within)
        return {event.id: part.name for part in found for event, _ in part.events}

    def source_url(self, source: str, claim: Claim | None = None) -> str:
        """The address of a source's page, or of one of its claims there."""
        return f"sources/{source}/" + (f"#{claim_anchor(claim)}" if claim is not None else "")

    def finding_url(self, finding: Finding) -> str:
        """The address of a finding's section on its subject's page."""
        if finding.subject in self.record.events:
            own_page = self.record.events[finding.subject].importance == "3"
            return self.event_url(finding.subject) + (f"#{anchor(finding)}" if own_page else "")
        return f"{self.subject_url(finding.subject)}#{anchor(finding)}"

    def contradiction_url(self, finding: Finding) -> str:
        """The address of a contradiction with its drawing, on the page of its property."""
        return f"differs/{finding.property}/#{contradiction_anchor(finding)}"

    def subject_url(self, subject: str) -> str:
        """The address of the page on which findings about a subject stand."""
        if subject in self.record.events:
            return self.event_url(subject)
        return f"entities/{subject}/"

    def edit_url(self, file: str, line: int) -> str | None:
        """The address at which a line of a file can be edited; None if the project has none."""
        return f"{self.edit_base}{file}#L{line}" if self.edit_base else None

    def versions_url(self, file: str) -> str | None:
        """The address of all versions of a file; None where the host of the project keeps none that we know of."""
        base = self.edit_base.replace("/edit/", "/commits/")
        return f"{base}{file}" if base != self.edit_base else None

    def text(self, source: str | None) -> Markup:
        """A text of the data as HTML, rendered once per build."""
        if not source:
            return Markup()
        found = self._texts.get(source)
        if found is None:
            from annals.markdown.fragment import render_fragment

            found = self._texts[source] = render_fragment(self, source)
        return found


def slug(text: str) -> str:
    """A text as part of an id: dashes in the place of all that is neither letter nor digit."""
    return re.sub(r"[\W_]", "-", text)


def anchor(finding: Finding) -> str:
    """A finding's id on its subject's page: `hle.by-meta.mode-contemplating`; for a comparison, its words."""
    if finding.derived is not None:
        return f"compared-{slug(finding.derived)}"
    return ".".join((finding.property, *(f"{key}-{value}" for key, value in finding.conditions)))


def contradiction_anchor(finding: Finding) -> str:
    """A contradiction's id on the pages of contradictions."""
    return f"differs-{slug(finding.id)}"


def claim_anchor(claim: Claim) -> str:
    """A claim's id on its source's page: by its place in the file, which is what a reviewer looks at."""
    return "claim-" + "-".join(str(step) for step in claim.path)
