"""What one conversion keeps: the marks that stand in the text until it is cleaned, and what belongs in their places.

A mark is neutral (no pattern of Markdown meets it) and nobody can forge one: it holds a hash of the text that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from annals.answers import Refusal
from annals.markdown.printed import Printed, refused
from annals.markdown.tokens import href

if TYPE_CHECKING:
    from annals.site import Context, Site

CHECKED, REFUSED = "checked", "refused"
# From the private use area: neither a letter, so that words beside a mark end there, nor anything that a pattern looks for.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(?P<key>[0-9a-f]{{24}})n(?P<number>[0-9]{{1,9}}){_CLOSE}")
_STANDING = re.compile(f"(?P<start><div>)?{_MARK.pattern}(?P<end></div>)?")
_SPACED = re.compile(f"(?P<space> ?){_MARK.pattern}")
# What is cleaned has its '<' and '>' escaped everywhere else, in attributes too.
_IN_TAG = re.compile(f"<[^<>]*{_OPEN}[^<>]*>")
_LINK = re.compile(r"<a[ >].*?</a>", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')


@dataclass(slots=True)
class BlockElement:
    """The element that a block of the page has become; it should hold the block's mark and nothing else."""

    name: str
    element: Element
    mark: str


@dataclass(slots=True)
class Marks:
    """The state of one conversion."""

    site: Site
    context: Context
    source: str
    printed: list[Printed] = field(default_factory=list)
    links: list[tuple[Element, str]] = field(default_factory=list)
    blocks: list[BlockElement] = field(default_factory=list)
    # Set when the tree is done. Before that, the table of contents runs the postprocessors on single headings.
    whole: bool = False
    _key: str = ""

    @property
    def key(self) -> str:
        """The hash that every mark of this text holds."""
        if not self._key:
            text = self.source.encode("utf-8", "replace")
            self._key = blake2b(text, digest_size=12).hexdigest()
        return self._key

    def mark(self, printed: Printed) -> str:
        """A mark that stands for this until the text is cleaned."""
        self.printed.append(printed)
        return f"{_OPEN}{self.key}n{len(self.printed) - 1}{_CLOSE}"

    def address(self, url: str) -> str:
        """A mark for an attribute, in whose place the token of this address is put."""
        return self.mark(Printed(text=href(url)))

    def class_of(self, name: str) -> str:
        """A class name of ours while the text is being made: what an author writes is never taken for it."""
        return f"{name}-{self.key}"

    def refuse(self, refusal: Refusal) -> Printed:
        """What is shown of a refusal, which is noted too."""
        self.context.problems.append(refusal)
        return refused(refusal)

    def in_place(self, html: str) -> str:
        """Cleaned HTML with what its marks stand for."""
        if not self._key:
            return html
        html = self._with_classes(html)
        if self.printed:
            html = _IN_TAG.sub(lambda tag: _MARK.sub(self._text, tag[0]), html)
            html = _LINK.sub(self._link, html)
            html = _STANDING.sub(self._html, html)
        for printed in self.printed:
            if printed.block:
                self.context.anchors.update(_ID.findall(printed.linked))
        return html

    def as_text(self, html: str) -> str:
        """HTML in which every mark is plain text: for a heading's entry in the table of contents."""
        if not self._key:
            return html
        return _SPACED.sub(self._spaced_text, self._with_classes(html))

    def _with_classes(self, html: str) -> str:
        for name in (CHECKED, REFUSED):
            html = html.replace(self.class_of(name), name)
        return html

    def _meant(self, mark: re.Match[str]) -> Printed | None:
        number = int(mark["number"])
        ours = mark["key"] == self._key and number < len(self.printed)
        return self.printed[number] if ours else None

    def _text(self, mark: re.Match[str]) -> str:
        printed = self._meant(mark)
        return str(escape(printed.text)) if printed else mark[0]

    def _spaced_text(self, mark: re.Match[str]) -> str:
        printed = self._meant(mark)
        if printed is None:
            return mark[0]
        return str(mark["space"] + escape(printed.text)) if printed.text else ""

    def _html(self, mark: re.Match[str]) -> str:
        printed = self._meant(mark)
        if printed is None:
            return mark[0]
        if printed.block and mark["start"] and mark["end"]:
            return str(printed.html)
        return f"{mark['start'] or ''}{printed.html}{mark['end'] or ''}"

    def _link(self, link: re.Match[str]) -> str:
        """A link in which no other stands: values lose theirs, citations come after it."""
        if self._key not in link[0]:
            return link[0]
        after: list[Markup] = []

        def unlinked(mark: re.Match[str]) -> str:
            printed = self._meant(mark)
            if printed is None or printed.block:
                return mark[0]
            after.append(printed.after)
            return str(printed.unlinked)

        return _MARK.sub(unlinked, link[0]) + "".join(after)
