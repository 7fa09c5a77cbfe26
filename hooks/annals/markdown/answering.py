"""What stands for one reference while a text is being made: a mark, and a note of what was seen or refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from annals.answers import Refusal, compared, one, verdict, when
from annals.computed import difference, rank, ratio
from annals.diagnostics import did_you_mean
from annals.markdown import printed
from annals.markdown.printed import Printed
from annals.references import CHECKED, CITATION, CODE, LINK, MISPLACED, ROLE, ROLES, find, squeeze

if TYPE_CHECKING:
    from annals.markdown.marks import Marks
    from annals.site import Site

Match = re.Match[str]
# In the order of references.find, which takes the first that fits at each place.
_PASSED_OVER = r"<!--.*?-->|\\."
CODE_AND_ROLES = re.compile(f"{_PASSED_OVER}|{ROLE}|{CODE}", re.DOTALL)
REFERENCES = re.compile(
    f"{_PASSED_OVER}|{ROLE}|{CODE}|{CHECKED}|{CITATION}|{LINK}|{MISPLACED}", re.DOTALL
)


def role(marks: Marks, match: Match) -> str:
    """The mark of a reference in a role."""
    name, argument = match["role"], squeeze(match["argument"])
    marks.context.seen.append((name if name in ROLES else "unknown-role", argument))
    return marks.mark(_answer(marks, name, argument))


def citations(marks: Marks, match: Match) -> str:
    """The mark of one or more citations; beside it one for each source that there is not."""
    sources = marks.site.record.sources
    found = find(match[0])
    marks.context.seen += [("citation", reference.argument) for reference in found]
    cited = [(one.argument, one.place) for one in found if one.argument in sources]
    shown = marks.mark(printed.cited(cited)) if cited else ""
    for reference in found:
        if reference.argument not in sources:
            shown += marks.mark(marks.refuse(_unknown_source(marks.site, reference.argument)))
    return shown


def holds(marks: Marks, match: Match) -> tuple[bool, Printed]:
    """Whether the data support words with a check, and the sources of what it compares; if not, that is noted.

    Words that are excused need no support.
    """
    check = squeeze(match["check"] if match["check"] is not None else match["check_"])
    if match["mark"] == "excused":
        marks.context.seen.append(("excused", check))
        return True, Printed()
    marks.context.seen.append(("check", check))
    record = marks.site.record
    refusal = verdict(record, check)
    if refusal is not None:
        marks.context.problems.append(refusal)
        return False, Printed()
    return True, printed.compared(compared(record, check))


def target(marks: Marks, match: Match) -> str | None:
    """The address of what `[words][id]` names, if the id is one of ours and this is no picture."""
    marks.context.seen.append(("link", match["target"]))
    picture = match.string[: match.start()].endswith("!")
    return None if picture else marks.site.url(match["target"])


def ampersand(marks: Marks) -> str:
    """The mark of an escaped ampersand: the engine would read an entity where one follows."""
    return marks.mark(Printed(linked=Markup("&amp;"), unlinked=Markup("&amp;"), text="&"))


def misplaced(marks: Marks, match: Match) -> None:
    """Note a check that does not stand right behind words in brackets."""
    marks.context.seen.append(("misplaced", match[0]))
    marks.context.problems.append(misplaced_check())


def misplaced_check() -> Refusal:
    """The refusal of a check that belongs to no words."""
    return Refusal(
        "check-misplaced",
        "this check belongs to no words",
        ('write [the words]{check="a/x > b/x"}, with nothing between the brackets',),
    )


def _answer(marks: Marks, name: str, argument: str) -> Printed:
    record = marks.site.record
    if name == "value":
        finding = one(record, argument)
        if isinstance(finding, Refusal):
            return marks.refuse(finding)
        return printed.value(marks.site, finding)
    if name not in ROLES:
        return marks.refuse(_unknown_role(name))
    if name == "when":
        dated = when(record, argument)
        if isinstance(dated, Refusal):
            return marks.refuse(dated)
        return printed.date_of(marks.site, *dated)
    answers = {"diff": difference, "ratio": ratio, "rank": rank}
    found = answers[name](record, argument)
    if isinstance(found, Refusal):
        return marks.refuse(found)
    # `a to b` leads to b, of which more is said; a rank leads to what is ranked.
    if name == "rank":
        return printed.computed(marks.site, found, found.findings[:1])
    return printed.computed(marks.site, found, found.findings[1::-1])


def _unknown_role(name: str) -> Refusal:
    near = did_you_mean(name, ROLES)
    note = f"did you mean '{near}'?" if near else f"the roles are: {', '.join(ROLES)}"
    return Refusal("unknown-role", f"there is no role '{name}'", (note,))


def _unknown_source(site: Site, source: str) -> Refusal:
    near = did_you_mean(source, site.record.sources)
    note = f"did you mean '{near}'?" if near else "add it, or mend the id"
    return Refusal("unknown-source", f"no source has the id '{source}'", (note,))
