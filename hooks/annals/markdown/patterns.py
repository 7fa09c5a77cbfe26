"""Where references stand in running text: inline patterns, made of the expressions that the check uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from annals.markdown import answering
from annals.markdown.marks import CHECKED, REFUSED

if TYPE_CHECKING:
    from annals.markdown.marks import Marks

Match = re.Match[str]
Found = tuple[Element | str | None, int | None, int | None]
_PASSED_OVER: Found = (None, None, None)


class CodeAndRoles(InlineProcessor):
    """Code between backticks, and references in a role before them.

    It looks into the words of checks and links, which the pattern that finds those leaves to the ones after it.
    """

    looks_for = answering.CODE_AND_ROLES

    def __init__(self, md: Markdown, marks: Callable[[], Marks]) -> None:
        # The base class would compile the pattern anew for each page.
        self.md = md
        self.pattern = self.looks_for.pattern
        self.compiled_re = self.looks_for
        self.safe_mode = False
        self._marks = marks

    def handleMatch(self, m: Match, data: str) -> Found:  # type: ignore[override]  # noqa: ARG002, N802 - Python-Markdown's names
        """What stands for a match, and its place; nothing for what is only stepped over."""
        if m["role"]:
            return answering.role(self._marks(), m), m.start(), m.end()
        if m["ticks"]:
            code = Element("code")
            code.text = AtomicString(code_escape(m[0].strip("`").strip()))
            return code, m.start(), m.end()
        return _PASSED_OVER


class References(CodeAndRoles):
    """All references in running text, and code."""

    looks_for = answering.REFERENCES

    def handleMatch(self, m: Match, data: str) -> Found:  # type: ignore[override]  # noqa: N802 - as above
        """What stands for a match, and its place; nothing for what is only stepped over."""
        marks = self._marks()
        if m["words"]:
            held, sources = answering.holds(marks, m)
            name = CHECKED if held else REFUSED
            excused = m["mark"] == "excused"
            words = Element("span", {} if excused else {"class": marks.class_of(name)})
            words.text = m["words"]
            words.tail = marks.mark(sources) if sources.after else None
            return words, m.start(), m.end()
        if m["cites"]:
            return answering.citations(marks, m), m.start(), m.end()
        if m["label"]:
            link = self._link(m)
            return _PASSED_OVER if link is None else (link, m.start(), m.end())
        if m[0] == r"\&":
            return answering.ampersand(marks), m.start(), m.end()
        if m[0].startswith("{") and not m["role"]:
            answering.misplaced(marks, m)
        return super().handleMatch(m, data)

    def _link(self, m: Match) -> Element | None:
        marks = self._marks()
        url = answering.target(marks, m)
        if url is None or m["target"] in self.md.references:
            return None
        # It becomes a link when the tree is done: engines check the links that they find in it, and know nothing of ids.
        link = Element("span")
        link.text = m["label"]
        marks.links.append((link, url))
        return link
