"""The list of references at the foot of a page: what each source is, how much of it was read, and where the page cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from annals.date_words import human
from annals.dates import parse_moment
from annals.markdown.tokens import href
from annals.reader_words import READ

if TYPE_CHECKING:
    from annals.schema import Source
    from annals.site import Site


@dataclass(slots=True)
class Cited:
    """A source that a page cites: its number, and for each place in it the number of the first mark that names the place."""

    source: str
    number: int
    places: dict[str, int] = field(default_factory=dict)


def references(site: Site, cited: Sequence[Cited], heading_id: str = "references") -> str:
    """The section that lists what a page cites, with tokens for addresses."""
    entries = "\n".join(
        f'<li id="ref-{entry.number}">{" ".join(_entry(site, entry))}</li>' for entry in cited
    )
    return (
        f'\n<section class="references" aria-labelledby="{heading_id}">\n'
        f'<h2 id="{heading_id}">References</h2>\n<ol>\n{entries}\n</ol>\n</section>'
    )


# Every page has such a list, so it is written by hand; whatever comes from the data is escaped where it is put in.
def _entry(site: Site, cited: Cited) -> Iterator[str]:
    source = site.record.sources[cited.source]
    yield f'<a class="title" href="{href(site.source_url(cited.source))}">{escape(source.title)}</a>,'
    by = site.record.name(source.publisher) if source.publisher else ", ".join(source.authors)
    if by:
        yield f'<span class="publisher">{escape(by)}</span>,'
    yield f'<span class="issued">{escape(_issued(source))}</span>.'
    yield f'<span class="read">{READ[source.read].capitalize()}.</span>'
    for url, words in ((source.url, "Original"), (source.archive, "Archived copy")):
        if url is not None:
            address = escape(followed(url))
            yield f'<a class="outward" href="{address}" rel="noopener external">{words}</a>.'
    if source.unpublished is not None:
        yield f'<span class="nowhere">No address: {escape(source.unpublished)}.</span>'
    yield f'<span class="back">{_back(cited)}</span>'


def _issued(source: Source) -> str:
    moment = parse_moment(source.issued) if source.issued else "undated"
    return moment if isinstance(moment, str) else human(moment)


def followed(url: str) -> str:
    """An address that browsers follow: for a DOI, its resolver's."""
    return f"https://doi.org/{url[4:]}" if url.lower().startswith("doi:") else url


def _back(cited: Cited) -> str:
    """Links to where the page cites it: for each place the first time, and the first time at all."""
    up = f'<a href="#cite-{min(cited.places.values())}" aria-label="back to the text">↑</a>'
    named = "; ".join(
        f'<a href="#cite-{number}">{escape(place)}</a>'
        for place, number in cited.places.items()
        if place
    )
    return f"Cited: {named} {up}" if named else up
