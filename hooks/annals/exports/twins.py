"""HTML → Markdown: a twin of each page for readers that are programs, with whole addresses and without drawings."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from annals.output import OutputFile
from annals.site import Site

_SKIPPED = frozenset(
    {"svg", "nav", "form", "button", "select", "input", "script", "style", "template"}
)
"""What is drawn, leads around the page, or only works by hand. What a drawing shows stands in words beside it, or in its label."""
_SKIPPED_CLASSES = frozenset({"headerlink", "acts", "back", "edit", "slider"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
_PARAGRAPHS = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "figcaption",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
_LINES = frozenset({"li", "tr"})
_STRESSED = {"b": "**", "strong": "**", "s": "~~", "del": "~~", "code": "`"}
_SPACES = re.compile(r"\s+")


def twin_url(url: str) -> str:
    """Where the twin of the page at an address stands: beside it."""
    return f"{url.removesuffix('.html')}.md" if url.endswith(".html") else f"{url}index.md"


def twin(html: str, address: str, head: str) -> str:
    """A page's content as Markdown. Addresses in it are relative to `address`; `head` stands below the title."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    title, _, rest = "".join(reader.out).strip().partition("\n")
    return f"{title}\n\n{head}\n{rest}\n"


def twin_of(site: Site, url: str, html: str) -> OutputFile:
    """The twin of the page at an address below the site."""
    of = site.publication
    head = f"A page of “{of.name}”, record of {site.record.as_of.isoformat()}: <{of.at(url)}>"
    return OutputFile(twin_url(url), twin(html, of.at(url), head))


class _Reader(HTMLParser):
    """Writes Markdown while it reads: what begins a line is kept until words come."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.out: list[str] = []
        self.skipped = 0
        self.breaks = 0
        self.prefix = ""
        self.lists: list[int] = []
        self.links: list[str] = []
        self.columns = 0
        self.in_cell = self.first_row = self.raw = False

    def updatepos(self, _i: int, j: int) -> int:
        """Nobody asks on which line a tag stands, so that none is counted."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what an element stands for."""
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if self.skipped or tag in _SKIPPED or not _SKIPPED_CLASSES.isdisjoint(classes):
            if not self.skipped and tag == "svg" and given.get("aria-label"):
                self._words(f" (Drawing: {given['aria-label']}) ")
            self.skipped += tag not in _VOID
        elif tag in _HEADINGS:
            self._begin(2, _HEADINGS[tag])
        elif tag == "tr":
            self._begin(1, "| ")
            self.columns = 0
        elif tag in ("td", "th"):
            self.in_cell = True
        elif tag == "li":
            self._item()
        elif tag == "dt":
            self._begin(1, "- ")
        elif tag == "a":
            # The number of a source names it in the list of them: [6].
            self.links.append("" if "cite" in classes else given.get("href") or "")
            self._words("[")
        elif tag in _STRESSED and not self.raw:
            self._words(_STRESSED[tag])
        elif tag in ("span", "label", "output") or (tag == "br" and not self.raw):
            # Parts of a row that only the layout keeps apart.
            self._words(" ")
        elif tag in _PARAGRAPHS or tag in _LINES:
            self._paragraph(tag)

    def _paragraph(self, tag: str) -> None:
        self._begin(1 if self.lists or tag in _LINES else 2)
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "table":
            self.first_row = True
        elif tag == "pre":
            self._words("```\n")
            self.raw = True

    def _item(self) -> None:
        mark = "- "
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            mark = f"{self.lists[-1]}. "
        self._begin(1, "  " * (len(self.lists) - 1) + mark)

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if self.skipped:
            self.skipped -= tag not in _VOID
        elif tag in _HEADINGS:
            self._begin(2)
        elif tag in ("td", "th"):
            self._words(" | ")
            self.in_cell = False
            self.columns += 1
        elif tag in ("dt", "dd"):
            self._words(": " if tag == "dt" else " ")
        elif tag == "tr":
            if self.first_row:
                self._begin(1, "|" + " --- |" * self.columns)
                self._words("")
                self.first_row = False
            self._begin(1)
        elif tag == "a" and self.links:
            self._link(self.links.pop())
        elif tag == "pre":
            self.raw = False
            self._words("\n```")
            self._begin(2)
        elif tag in _STRESSED and not self.raw:
            self._words(_STRESSED[tag])
        elif tag in _PARAGRAPHS or tag in _LINES:
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
            self._begin(1 if self.lists or tag in _LINES else 2)

    def _link(self, target: str) -> None:
        self.out.append(f"]({urljoin(self.address, target)})" if target else "]")

    def handle_data(self, data: str) -> None:
        """Put out words."""
        if self.skipped:
            return
        if self.raw:
            self.out.append(data)
        else:
            # What is text stays text, also where somebody makes HTML of it again.
            words = _SPACES.sub(" ", data).replace("<", "\\<")
            self._words(words.replace("|", "\\|") if self.in_cell else words)

    def _begin(self, breaks: int, prefix: str = "") -> None:
        """Begin a new line with the next words, or go on in a cell."""
        if self.in_cell:
            self._words(" ")
        else:
            self.breaks = max(self.breaks, breaks)
            self.prefix = prefix or self.prefix

    def _words(self, words: str) -> None:
        if self.breaks or self.prefix:
            if words == " ":
                return
            self.out.append("\n" * self.breaks + self.prefix)
            self.breaks, self.prefix = 0, ""
            words = words.lstrip(" ")
        elif words.startswith(" ") and self.out and self.out[-1].endswith((" ", "\n")):
            words = words[1:]
        if words:
            self.out.append(words)
