"""What a reference puts on a page: generated HTML with tokens, and the same as plain text for headings and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from annals.answers import Refusal
from annals.computed import Computed
from annals.markdown.tokens import citation, href
from annals.printed import printed_text

if TYPE_CHECKING:
    from annals.claims import Claim
    from annals.findings import Finding
    from annals.site import Site

SOURCES_DIFFER = "sources differ"
UNDECIDED = "not yet decided"
# Characters past which a value may be wrapped.
LONG = 28
_NOTHING = Markup()
_SPAN = Markup('<span class="{}">{}</span>')
_LINK = Markup('<a href="{}">{}</a>')
_WORD = Markup(' <span class="word">({})</span>')


@dataclass(frozen=True, slots=True)
class Printed:
    """`linked` for running text, `unlinked` for inside a link, `after` (citations) behind either, `text` for where no HTML can be.

    A block stands for itself, wherever it is put.
    """

    linked: Markup = _NOTHING
    unlinked: Markup = _NOTHING
    after: Markup = _NOTHING
    text: str = ""
    block: bool = False

    @property
    def html(self) -> Markup:
        """The whole, for running text."""
        return self.linked + self.after


def value(site: Site, finding: Finding) -> Printed:
    """What is printed for a finding: its value, its bracket's class, a word where sources differ, its sources."""
    text = printed_text(site.record, finding)
    word = UNDECIDED if finding.open else SOURCES_DIFFER if finding.contradicted == "ruled" else ""
    classes = "val parted" if word else "val" if finding.support == "corroborated" else "val one"
    if len(text) > LONG:
        classes += " long"
    said = _WORD.format(word) if word else _NOTHING
    return Printed(
        linked=_SPAN.format(classes, _LINK.format(href(site.finding_url(finding)), text) + said),
        unlinked=_SPAN.format(classes, Markup("{}").format(text) + said),
        after=_sources([finding]),
        text=f"{text} ({word})" if word else text,
    )


def compared(findings: Iterable[Finding]) -> Printed:
    """What is printed behind words that are checked: the sources of what the check compares."""
    return Printed(after=_sources(findings))


def _sources(findings: Iterable[Finding]) -> Markup:
    vouchers = [claim for finding in findings for claim in _vouchers(finding)]
    return Markup().join(citation(claim.source, claim.place) for claim in vouchers)


def _vouchers(finding: Finding) -> list[Claim]:
    """The claims that are cited: the printed one, or the first of each side while nothing is decided."""
    if finding.printed is not None:
        return [finding.printed]
    firsts = [side.claims[0] for side in finding.sides if side.claims]
    return [finding.claims[index] for index in dict.fromkeys(firsts)]


def computed(site: Site, found: Computed, shown: Sequence[Finding]) -> Printed:
    """What is printed for a number that the build computes: linked to the first finding that is shown, with the sources of all."""
    link = _LINK.format(href(site.finding_url(shown[0])), found.text)
    return Printed(
        linked=_SPAN.format("val computed", link),
        unlinked=_SPAN.format("val computed", found.text),
        after=_sources(shown),
        text=found.text,
    )


def date_of(site: Site, event: str, text: str) -> Printed:
    """What is printed for the date of an event: its words, linked to the event."""
    return Printed(
        linked=_LINK.format(href(site.event_url(event)), text), unlinked=escape(text), text=text
    )


def cited(places: list[tuple[str, str]]) -> Printed:
    """What is printed for citations, each a source and a place in it."""
    return Printed(after=Markup().join(citation(source, place) for source, place in places))


def refused(refusal: Refusal) -> Printed:
    """What is printed where a reference is refused: why, so that a preview shows it in its place."""
    shown = _SPAN.format("refused", refusal.message)
    return Printed(linked=shown, unlinked=shown, text=refusal.message)
