"""Blocks: `/// name | argument`, options in indented lines, `///`. Each stands for HTML that the generator makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from markupsafe import Markup
from pymdownx.blocks import BlocksMgrExtension, BlocksProcessor, BlocksTreeprocessor
from pymdownx.blocks.block import Block

from annals.answers import Refusal
from annals.diagnostics import did_you_mean
from annals.markdown.marks import BlockElement, Marks
from annals.markdown.printed import Printed
from annals.markdown.tokens import TEXT, inline
from annals.options import ARGUMENT, read_options, written_options
from annals.references import WORDS

if TYPE_CHECKING:
    from annals.blocks.spec import BlockSpec

_REFUSED = Markup('<p class="refused">{}</p>')


class SiteBlock(Block):
    """A block of the site. One class is made for each name; the state of the conversion comes with its configuration."""

    spec: BlockSpec
    ARGUMENT = None
    _block_mgr: SiteBlocks

    def on_init(self) -> None:
        """Ask for the options as they are written: no reader of ours wants YAML's guess at them."""
        self._block_mgr.as_written = True
        self._read: dict[str, Any] = {}
        self._refusals: list[Refusal] = []

    def _validate(self, parent: Element, arg: Any, **options: Any) -> bool:  # noqa: ARG002 - the base class's signature
        # The base class makes plain text of a block whose options are wrong; here they are refused, with the reason.
        self.options = {"attrs": {}}
        marks: Marks = self.config["marks"]()
        marks.context.seen.append(("block", self.NAME))
        written = options if not arg else {**options, ARGUMENT: arg}
        self._read, self._refusals = read_options(self.spec, written)
        self._refusals += self.spec.refuse(marks.site.record, self._read)
        return True

    def on_create(self, parent: Element) -> Element:
        """The element that holds the block's mark; around a text, one with a mark before it and one after."""
        marks: Marks = self.config["marks"]()
        if self._refusals:
            marks.context.problems += self._refusals
            html = Markup().join(_REFUSED.format(refusal.message) for refusal in self._refusals)
        else:
            html = self.spec.render(marks.site, self._told(marks), marks.context)
        if not self.spec.around:
            return self._marked(marks, parent, html)
        before, _, after = html.partition(TEXT)
        element = SubElement(parent, "div", {"class": self.spec.around})
        self._marked(marks, element, before)
        SubElement(element, "div", {"class": "body"})
        self._marked(marks, element, after)
        return element

    def _told(self, marks: Marks) -> dict[str, Any]:
        """The options, of which those that are sentences for readers are HTML with their references answered."""
        told = {name: self._read[name] for name in WORDS if self._read.get(name)}
        return {
            **self._read,
            **{name: inline(marks.site.text(words)) for name, words in told.items()},
        }

    def _marked(self, marks: Marks, parent: Element, html: Markup) -> Element:
        mark = marks.mark(Printed(linked=html, block=True))
        element = SubElement(parent, "div")
        element.text = AtomicString(mark)
        marks.blocks.append(BlockElement(self.NAME, element, mark))
        return element

    def on_add(self, block: Element) -> Element:
        """Where the text of the block goes."""
        return block[1] if self.spec.around else block

    def on_markdown(self) -> str:
        """A text is Markdown like any other; where none belongs, nothing is."""
        return "block" if self.spec.around else "raw"


class SiteBlocks(BlocksProcessor):
    """The manager of all blocks of a page, others' among them."""

    as_written = False

    def __init__(self, md: Markdown, marks: Callable[[], Marks]) -> None:
        super().__init__(md.parser, md)
        self.marks = marks

    def split_header(self, block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        """The options above a block's end, and the rest. The block just made says whether it wants them as written."""
        if not self.as_written:
            found: tuple[dict[str, Any] | None, str] = super().split_header(block, length)
            return found
        self.as_written = False
        header = self.yaml_line.match(block)
        if header is None:
            return {}, block
        return written_options(header[0]), block[header.end() :]

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block starts or goes on here; a name that nothing has is noted."""
        if super().test(parent, block):
            return True
        start = self.start.search(block)
        if start is not None and start[2].lower() not in self.blocks:
            self._unknown(start[2].lower())
        return False

    def _unknown(self, name: str) -> None:
        marks = self.marks()
        marks.context.seen.append(("block", name))
        near = did_you_mean(name, self.blocks)
        note = f"did you mean '{near}'?" if near else f"the blocks are: {', '.join(self.blocks)}"
        marks.context.problems.append(
            Refusal("unknown-block", f"there is no block '{name}'", (note,))
        )


def block_type(spec: BlockSpec) -> type[SiteBlock]:
    """The class of one of the site's blocks."""
    return type(f"{spec.name.title()}Block", (SiteBlock,), {"NAME": spec.name, "spec": spec})


def register(md: Markdown, blocks: Iterable[type[SiteBlock]], marks: Callable[[], Marks]) -> None:
    """Let a page hold these blocks, beside those of other extensions."""
    manager = SiteBlocks(md, marks)
    if "blocks" in md.parser.blockprocessors:
        earlier = cast("BlocksProcessor", md.parser.blockprocessors["blocks"])
        for name, block in earlier.blocks.items():
            manager.register(block, earlier.config[name])
    for block in blocks:
        manager.register(block, {"marks": marks})
    # What BlocksMgrExtension does, with this manager: https://facelessuser.github.io/pymdown-extensions/extensions/blocks/api/
    resets = BlocksMgrExtension()
    resets.extension = manager
    md.registerExtension(resets)
    md.parser.blockprocessors.register(manager, "blocks", 89.99)
    md.treeprocessors.register(BlocksTreeprocessor(md, manager), "blocks_on_inline_end", 19.99)
