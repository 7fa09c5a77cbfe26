"""Texts of the data as HTML: running text with references and citations, and nothing that is a page's business."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from annals.markdown import answering
from annals.markdown.answering import REFERENCES
from annals.markdown.cleaning import clean_fragment
from annals.markdown.extension import Conversion, add_patterns, make_links
from annals.markdown.marks import CHECKED, REFUSED, Marks
from annals.markdown.printed import Printed
from annals.markdown.tokens import href
from annals.site import Context, Site

# Whatever Markdown or HTML may read in a text, and white space that is not one space or a new line between words;
# a text without it is paragraphs and nothing else.
_MARKED_UP = re.compile(
    r"[\\`*_\[\]{}<>&\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]|^(?:[-+]|\d+\.)(?:[^\S\n]|$)|^[^\S\n]|[^\S\n]$",
    re.MULTILINE,
)
_BETWEEN = re.compile(r"\n\n+")
_GAP = re.compile(r"\n\s*\n")
_NO_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
_NO_PATTERNS = (
    *("reference", "short_reference", "image_link", "image_reference", "short_image_ref"),
    *("html", "automail"),
)


def render_fragment(site: Site, text: str) -> Markup:
    """A text of the data as HTML with tokens: for a block, which stands in a page that resolves them."""
    found = plain_paragraphs(site, text)
    return marked_up(site, text) if found is None else found


def plain_paragraphs(site: Site, text: str) -> Markup | None:
    """A text without any mark-up but references, as the engine would make it, far sooner; None for any other text."""
    marks = Marks(site, Context(), text)
    if "[" in text or "`" in text:
        text = REFERENCES.sub(lambda match: _mark(marks, match), text)
    if _MARKED_UP.search(text):
        return None
    html = "\n".join(f"<p>{words}</p>" for words in _BETWEEN.split(text.strip("\n")) if words)
    # Nothing in it means anything in HTML; the cleaning writes a no-break space like this.
    return Markup(marks.in_place(html.replace("\u00a0", "&nbsp;")))  # noqa: S704


def _mark(marks: Marks, match: re.Match[str]) -> str:
    """What stands for a match; the match itself if that is for the engine to read."""
    if _GAP.search(match[0]):
        return match[0]
    if match["role"]:
        return answering.role(marks, match)
    if match["cites"]:
        return answering.citations(marks, match)
    if match["words"]:
        held, sources = answering.holds(marks, match)
        name = CHECKED if held else REFUSED
        if match["mark"] == "excused":
            return match["words"]
        around = _around(marks, f'<span class="{name}">', match["words"], "</span>")
        return around + (marks.mark(sources) if sources.after else "")
    url = answering.target(marks, match) if match["label"] else None
    if url is None:
        return match[0]
    return _around(marks, f'<a href="{href(url)}" rel="noopener">', match["label"], "</a>")


def _around(marks: Marks, start: str, words: str, end: str) -> str:
    first, last = (marks.mark(Printed(linked=Markup(tag))) for tag in (start, end))  # noqa: S704
    return f"{first}{words}{last}"


def marked_up(site: Site, text: str) -> Markup:
    """A text of the data as HTML with tokens, by way of the engine."""
    md, conversion = _engine()
    conversion.begin(site, Context(), text)
    html = clean_fragment(md.reset().convert(text))
    # What was cleaned is safe, and what is put in was escaped when it was made.
    return Markup(conversion.marks.in_place(html))  # noqa: S704


@cache
def _engine() -> tuple[Markdown, Conversion]:
    """The one Markdown object for all texts, and what holds its state."""
    md, conversion = Markdown(output_format="html"), Conversion()
    md.preprocessors.deregister("html_block")
    for name in _NO_BLOCKS:
        md.parser.blockprocessors.deregister(name)
    for name in _NO_PATTERNS:
        md.inlinePatterns.deregister(name)
    add_patterns(md, conversion)
    md.treeprocessors.register(_Links(conversion), "annals_links", -1000)
    return md, conversion


class _Links(Treeprocessor):
    """After every other step on the tree: links to what ids name."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self.conversion = conversion

    def run(self, root: Element) -> None:  # noqa: ARG002 - the base class's signature
        make_links(self.conversion.marks)
