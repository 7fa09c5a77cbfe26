"""The list of references at the foot of a page: what each source is, how much of it was read, and where the page cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from annals.dates import human, parse_moment
from annals.markdown.tokens import href

if TYPE_CHECKING:
    from annals.schema import Source
    from annals.site import Site

READ = {"full": "read in full", "part": "read in part", "not-opened": "not opened"}
_SECTION = Markup(
    '\n<section class="references" aria-labelledby="{0}">\n<h2 id="{0}">References</h2>\n<ol>\n{1}\n</ol>\n</section>'
)
_ENTRY = Markup(
    '<li id="ref-{}"><a class="title" href="{}">{}</a>{} <span class="read">{}.</span>{} <span class="back">{}</span></li>'
)
_BESIDE = Markup(', <span class="{}">{}</span>')
_OUTWARD = Markup(' <a class="outward" href="{}" rel="noopener external">{}</a>.')
_NOWHERE = Markup(' <span class="nowhere">{}</span>.')
_BACK = Markup('<a href="#cite-{}">{}</a>')
_UP = Markup('<a href="#cite-{}" aria-label="back to the text">↑</a>')


@dataclass(slots=True)
class Cited:
    """A source that a page cites: its number, and for each place in it the number of the first mark that names the place."""

    source: str
    number: int
    places: dict[str, int] = field(default_factory=dict)


def references(site: Site, cited: Sequence[Cited], heading_id: str = "references") -> Markup:
    """The section that lists what a page cites, with tokens for addresses."""
    entries = (_entry(site, entry) for entry in cited)
    return _SECTION.format(heading_id, Markup("\n").join(entries))


def _entry(site: Site, cited: Cited) -> Markup:
    source = site.record.sources[cited.source]
    return _ENTRY.format(
        cited.number,
        href(site.source_url(cited.source)),
        source.title,
        _published(site, source),
        READ[source.read].capitalize(),
        _addresses(source),
        _back(cited),
    )


def _published(site: Site, source: Source) -> Markup:
    """Who published it, and when."""
    by = site.record.name(source.publisher) if source.publisher else ", ".join(source.authors)
    moment = parse_moment(source.issued) if source.issued else "undated"
    when = moment if isinstance(moment, str) else human(moment)
    shown = _BESIDE.format("publisher", by) if by else Markup()
    return shown + _BESIDE.format("issued", when) + "."


def _addresses(source: Source) -> Markup:
    shown = Markup()
    for url, words in ((source.url, "Original"), (source.archive, "Archived copy")):
        if url is not None:
            shown += _OUTWARD.format(address(url), words)
    if source.unpublished is not None:
        shown += _NOWHERE.format(f"No address: {source.unpublished}")
    return shown


def address(url: str) -> str:
    """An address that browsers follow: a DOI's is its resolver's."""
    return f"https://doi.org/{url[4:]}" if url.lower().startswith("doi:") else url


def _back(cited: Cited) -> Markup:
    """Links to where the page cites it: for each place the first time, and the first time at all."""
    named = {place: number for place, number in cited.places.items() if place}
    up = _UP.format(min(cited.places.values()))
    if not named:
        return up
    links = Markup("; ").join(_BACK.format(number, place) for place, number in named.items())
    return Markup("Cited: {} {}").format(links, up)
