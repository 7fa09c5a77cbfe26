"""References inside of running text: found with the patterns that the check uses, answered by what it asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from annals.answers import Refusal, difference, one, rank, ratio, verdict
from annals.diagnostics import did_you_mean
from annals.markdown import printed
from annals.markdown.marks import CHECKED, REFUSED, Marks
from annals.markdown.printed import Printed
from annals.references import (
    CHECKED as CHECKED_WORDS,
)
from annals.references import (
    CITATION,
    CODE,
    LINK,
    MISPLACED,
    ROLE,
    ROLES,
    find,
    squeeze,
)

if TYPE_CHECKING:
    from annals.site import Site

# In the order of references.find, which takes the first that fits at each place.
_COMMENT = r"<!--.*?-->"
_ESCAPED = r"\\."
_ALL = re.compile(
    f"{_COMMENT}|{_ESCAPED}|{ROLE}|{CODE}|{CHECKED_WORDS}|{CITATION}|{LINK}|{MISPLACED}", re.DOTALL
)
_WITHIN = re.compile(f"{_COMMENT}|{_ESCAPED}|{ROLE}|{CODE}", re.DOTALL)

Match = re.Match[str]
Found = tuple[Element | str | None, int | None, int | None]
_PASSED_OVER: Found = (None, None, None)


class CodeAndRoles(InlineProcessor):
    """Code between backticks, and references in a role before them.

    It looks into the words of checks and links, which the pattern that finds those leaves to the ones after it.
    """

    looks_for = _WITHIN

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
            return self._role(m), m.start(), m.end()
        if m["ticks"]:
            code = Element("code")
            code.text = AtomicString(code_escape(m[0].strip("`").strip()))
            return code, m.start(), m.end()
        return _PASSED_OVER

    def _role(self, m: Match) -> str:
        marks, role, argument = self._marks(), m["role"], squeeze(m["argument"])
        marks.context.seen.append((role if role in ROLES else "unknown-role", argument))
        return marks.mark(_answer(marks, role, argument))


class References(CodeAndRoles):
    """All references in running text, and code."""

    looks_for = _ALL

    def handleMatch(self, m: Match, data: str) -> Found:  # type: ignore[override]  # noqa: N802 - as above
        """What stands for a match, and its place; nothing for what is only stepped over."""
        if m["words"]:
            return self._checked(m), m.start(), m.end()
        if m["cites"]:
            return self._citations(m), m.start(), m.end()
        if m["label"]:
            link = self._link(m, data)
            return (link, m.start(), m.end()) if link is not None else _PASSED_OVER
        if m[0].startswith("{") and not m["role"]:
            self._misplaced(m)
        return super().handleMatch(m, data)

    def _checked(self, m: Match) -> Element:
        marks = self._marks()
        check = squeeze(m["check"] if m["check"] is not None else m["check_"])
        marks.context.seen.append(("check", check))
        refusal = verdict(marks.site.record, check)
        if refusal is not None:
            marks.context.problems.append(refusal)
        words = Element("span", {"class": marks.class_of(REFUSED if refusal else CHECKED)})
        words.text = m["words"]
        return words

    def _citations(self, m: Match) -> str:
        marks = self._marks()
        sources = marks.site.record.sources
        found = find(m[0])
        marks.context.seen += [("citation", reference.argument) for reference in found]
        places = [(found.argument, found.place) for found in found if found.argument in sources]
        shown = marks.mark(printed.cited(places)) if places else ""
        for reference in found:
            if reference.argument not in sources:
                shown += marks.mark(marks.refuse(_unknown_source(marks.site, reference.argument)))
        return shown

    def _link(self, m: Match, data: str) -> Element | None:
        marks, target = self._marks(), m["target"]
        marks.context.seen.append(("link", target))
        picture = data[: m.start()].endswith("!")
        url = None if picture or target in self.md.references else marks.site.url(target)
        if url is None:
            return None
        # It becomes a link when the tree is done: engines check the links that they find in it, and know nothing of ids.
        link = Element("span")
        link.text = m["label"]
        marks.links.append((link, url))
        return link

    def _misplaced(self, m: Match) -> None:
        marks = self._marks()
        marks.context.seen.append(("misplaced", m[0]))
        marks.context.problems.append(misplaced_check())


def misplaced_check() -> Refusal:
    """The refusal of a check that does not stand right behind words in brackets."""
    return Refusal(
        "check-misplaced",
        "this check belongs to no words",
        ('write [the words]{check="a/x > b/x"}, with nothing between the brackets',),
    )


def _answer(marks: Marks, role: str, argument: str) -> Printed:
    record = marks.site.record
    if role == "value":
        finding = one(record, argument)
        if isinstance(finding, Refusal):
            return marks.refuse(finding)
        return printed.value(marks.site, finding)
    if role not in ROLES:
        return marks.refuse(_unknown_role(role))
    answers = {"diff": difference, "ratio": ratio, "rank": rank}
    found = answers[role](record, argument)
    if isinstance(found, Refusal):
        return marks.refuse(found)
    # `a to b` leads to b, of which more is said; a rank leads to what is ranked.
    shown = found.findings[0 if role == "rank" else 1]
    return printed.computed(marks.site, found, shown)


def _unknown_role(role: str) -> Refusal:
    near = did_you_mean(role, ROLES)
    note = f"did you mean '{near}'?" if near else f"the roles are: {', '.join(ROLES)}"
    return Refusal("unknown-role", f"there is no role '{role}'", (note,))


def _unknown_source(site: Site, source: str) -> Refusal:
    near = did_you_mean(source, site.record.sources)
    note = f"did you mean '{near}'?" if near else "add it, or mend the id"
    return Refusal("unknown-source", f"no source has the id '{source}'", (note,))
