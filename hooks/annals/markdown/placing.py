"""The last pass over a page, in document order: citations get numbers, addresses are written as from here, references listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from annals.markdown.bibliography import Cited, references
from annals.markdown.tokens import ADDRESS, CITATION, START, STOP, without_marks

if TYPE_CHECKING:
    from annals.site import Context, Site

_TOKEN = f"{START}c:[^\x02\x03]*{STOP}"
# The white space before a run goes: a mark belongs to the word that it follows.
_RUN = re.compile(rf"\s*{_TOKEN}(?:\s*{_TOKEN})*")
_IN_TAG = re.compile(f"<[^<>]*{START}c:[^<>]*>")


def placed(html: str, site: Site, context: Context) -> str:
    """A whole page's HTML with its tokens resolved, and the list of references at its foot if it cites anything."""
    if START not in html:
        return without_marks(html)
    if f"{START}c:" in html:
        # A mark cannot stand in an attribute, whatever brought a citation there.
        html = _IN_TAG.sub(lambda tag: re.sub(_TOKEN, "", tag[0]), html)
        citations = _Citations(site)
        html = _RUN.sub(citations.marks, html)
        if citations.cited:
            context.cited += citations.cited
            context.anchors.update(citations.anchors())
            html += references(site, list(citations.cited.values()), _heading_id(html))
    html = ADDRESS.sub(_relative_from(context.url), html)
    return without_marks(html)


def _heading_id(html: str) -> str:
    return "references" if ' id="references"' not in html else "references-of-this-page"


@dataclass(slots=True)
class _Citations:
    """The sources cited so far, in the order of their numbers, and how many marks there are."""

    site: Site
    cited: dict[str, Cited] = field(default_factory=dict)
    count: int = 0

    def marks(self, run: re.Match[str]) -> str:
        """One mark for a run of citations: each source once, with all the places named of it."""
        places: dict[str, list[str]] = {}
        for token in CITATION.finditer(run[0]):
            if token["source"] in self.site.record.sources:
                named = places.setdefault(token["source"], [])
                place = unescape(token["place"])
                if place and place not in named:
                    named.append(place)
        links = ",".join(self._mark(source, named) for source, named in places.items())
        return f'<sup class="cites">{links}</sup>' if links else ""

    def _mark(self, source: str, places: list[str]) -> str:
        entry = self.cited.setdefault(source, Cited(source, len(self.cited) + 1))
        self.count += 1
        for place in places or [""]:
            entry.places.setdefault(place, self.count)
        number, place = entry.number, escape("; ".join(places))
        said, kept = (f": {place}", f' data-place="{place}"') if place else ("", "")
        label = f'aria-label="source {number}{said}"{kept}'
        return f'<a class="cite" href="#ref-{number}" id="cite-{self.count}" {label}>{number}</a>'

    def anchors(self) -> set[str]:
        """The ids of all marks and entries."""
        marks = {f"cite-{number}" for number in range(1, self.count + 1)}
        return marks | {f"ref-{entry.number}" for entry in self.cited.values()}


def _relative_from(base: str) -> Callable[[re.Match[str]], str]:
    """What writes an address, read from its token, as seen from the page at `base`."""

    @cache
    def written(url: str) -> str:
        return escape(relative(unescape(url), base))

    return lambda token: written(token["url"])


def relative(url: str, base: str) -> str:
    """A site-relative address as it is written on the page at the site-relative address `base`.

    What comes out never has a scheme or a host of its own, unless `url` is a plain https or http address.
    """
    if url.startswith(("https://", "http://")):
        return url
    path, hash_, place = url.partition("#")
    path = path.strip().lstrip("/\\")
    if path == base and place:
        return f"#{place}"
    steps, start = path.split("/"), base.split("/")[:-1]
    shared = 0
    while shared < min(len(steps) - 1, len(start)) and steps[shared] == start[shared]:
        shared += 1
    way = "../" * (len(start) - shared) + "/".join(steps[shared:])
    if not way or ":" in way.split("/", 1)[0]:
        way = f"./{way}"
    return way + hash_ + place
