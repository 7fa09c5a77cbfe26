"""The extension that is given to Python-Markdown, and what it does before, between and after the engine's own steps."""

from __future__ import annotations

from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from annals.answers import Refusal
from annals.markdown.answering import misplaced_check
from annals.markdown.cleaning import clean_fragment, clean_page
from annals.markdown.insertions import SiteBlock, block_type, register
from annals.markdown.marks import Marks
from annals.markdown.patterns import CodeAndRoles, References
from annals.markdown.placing import placed
from annals.site import Context, Site

_FIRST, _LAST = 1000, -1000
_ALIGNED = {f"text-align: {side};": f"align-{side}" for side in ("left", "center", "right")}


class AnnalsExtension(Extension):
    """References, citations, blocks and cleaning for pages of a site.

    One object may serve any number of conversions, one after another; each writes to the `context` of its time.
    """

    def __init__(self, site: Site, context: Context | None = None) -> None:
        super().__init__()
        self.site = site
        self.context = context if context is not None else Context()
        self._types: dict[str, type[SiteBlock]] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add all that pages need."""
        conversion = Conversion()
        md.preprocessors.register(_Begin(self, conversion), "annals_begin", _FIRST)
        add_patterns(md, conversion)
        for name, spec in self.site.blocks.items():
            if name not in self._types:
                self._types[name] = block_type(spec)
        register(md, self._types.values(), conversion.now)
        md.treeprocessors.register(_EndOfTree(conversion), "annals_end_of_tree", _LAST)
        md.postprocessors.register(_EndOfPage(conversion), "annals_end_of_page", _LAST)


class Conversion:
    """What holds the state of the conversion that runs; there is none before the first has begun."""

    marks: Marks

    def begin(self, site: Site, context: Context, source: str) -> None:
        """Forget the conversion before."""
        self.marks = Marks(site, context, source)

    def now(self) -> Marks:
        """The state of the conversion that runs."""
        return self.marks


def add_patterns(md: Markdown, conversion: Conversion) -> None:
    """Put the patterns of references in the place of the one for code, and let any punctuation be escaped."""
    # As in CommonMark: a title from the data is escaped character by character, '<' and '&' among them.
    md.ESCAPED_CHARS = list(dict.fromkeys((*md.ESCAPED_CHARS, *punctuation)))
    md.inlinePatterns.register(References(md, conversion.now), "backtick", 190)
    md.inlinePatterns.register(CodeAndRoles(md, conversion.now), "annals_within", 189)


class _Begin(Preprocessor):
    """Takes the context of the moment, before anything else happens."""

    def __init__(self, extension: AnnalsExtension, conversion: Conversion) -> None:
        super().__init__()
        self.extension = extension
        self.conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        self.conversion.begin(self.extension.site, self.extension.context, "\n".join(lines))
        return lines


class _EndOfTree(Treeprocessor):
    """After every other step on the tree: links to what ids name, tables' alignment as classes, no check left over."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self.conversion = conversion

    def run(self, root: Element) -> None:
        marks = self.conversion.marks
        make_links(marks)
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                _align(cell)
        if "check" in marks.source or "excused" in marks.source:
            _drop_checks(root, marks)
        for block in marks.blocks:
            if block.element.text != block.mark or len(block.element):
                _empty(block.element, block.mark)
                marks.context.problems.append(_holds_text(block.name))
        marks.whole = True


def make_links(marks: Marks) -> None:
    """Make links of the elements that stand for one."""
    for element, url in marks.links:
        element.tag = "a"
        element.set("href", marks.address(url))


def _align(cell: Element) -> None:
    name = _ALIGNED.get(cell.attrib.pop("style", ""))
    if name is not None:
        cell.set("class", f"{cell.get('class', '')} {name}".strip())


def _drop_checks(root: Element, marks: Marks) -> None:
    for element in root.iter():
        left = [element.attrib.pop(name, None) for name in ("check", "excused")]
        if left == [None, None]:
            continue
        if not any(kind == "misplaced" for kind, _ in marks.context.seen):
            marks.context.problems.append(misplaced_check())


def _empty(element: Element, mark: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = AtomicString(mark)


def _holds_text(name: str) -> Refusal:
    return Refusal(
        "bad-option",
        f"the block '{name}' holds text, or is not ended",
        ("options are indented by four spaces, and '///' ends a block",),
    )


class _EndOfPage(Postprocessor):
    """After every other step on the text: clean it, put in what the marks stand for, resolve the tokens."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self.conversion = conversion

    def run(self, text: str) -> str:
        marks = self.conversion.marks
        if not marks.whole:
            # A heading's words, on their way to the table of contents.
            return marks.as_text(clean_fragment(text) if "<" in text else text)
        marks.whole = False
        return placed(marks.in_place(clean_page(text)), marks.site, marks.context)
