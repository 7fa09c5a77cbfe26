"""What somebody is said to have said: on the pages that promise it, a source stands in the same paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.diagnostics import Report
from annals.numbers import without
from annals.project import Project
from annals.record import Record
from annals.references import SCAN, body, find, squeeze
from annals.rules.rule import Rule
from annals.written_pages import Page

# What leads to a source in one step, or draws what does; and what says why nothing needs to.
_SOURCED = frozenset({"citation", "value", "diff", "ratio", "rank", "check", "block", "excused"})
_SAYS = (
    "say|says|said|reports|reported|announces|announced|claims|claimed|denies|denied|promises|promised|admits|admitted"
    "|argues|argued|warns|warned|confirms|confirmed|writes|wrote|told"
)
# A blank line, and the line before a member of a list; behind a colon, what follows belongs to it.
_APART = re.compile(r"(?<=[^:\s])[ \t]*\n(?:[ \t]*\n|(?=[ \t]*(?:[-*+]|\d+[.)])[ \t]))")


def uncited_statement(project: Project, report: Report) -> None:
    """Complain of paragraphs in which somebody on record says something, and nothing leads to where."""
    said = _said(project.record)
    for counted in project.counted:
        if not isinstance(counted.where, Page):
            continue
        for start, stop, words in unsourced(counted.text, said):
            report.add(
                project.span(counted.where, start, stop),
                "uncited-statement",
                f"no source stands in the paragraph of '{words}'",
                "cite it: [@source-id, place]",
                'or say why it needs no source: [words]{excused="summed up from the sections below"}',
            )


def unsourced(text: str, said: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Where somebody says something in a paragraph without a source: the stretch of the first such words, and the words."""
    begin = body(text)
    shown = " " * begin + SCAN.sub(without, text[begin:])
    sources = [each.start for each in find(text) if each.kind in _SOURCED]
    ends = [*(match.start() for match in _APART.finditer(text, begin)), len(text)]
    for stop in ends:
        found = next(
            (each for each in said.finditer(shown, begin, stop) if not each["asked"]), None
        )
        if found and not any(begin <= place < stop for place in sources):
            yield *found.span(), squeeze(found[0])
        begin = stop


def _said(record: Record) -> re.Pattern[str]:
    """What matches a name of an organisation or a person with a word for saying; `asked` where it is 'what they said'."""
    parties = [each for each in record.entities.values() if each.kind in ("organisation", "person")]
    known = {name for party in parties for name in (party.name, *party.also)}
    known |= {party.name.split()[-1] for party in parties if party.kind == "person"}
    if not known:
        return re.compile(r"(?!)")
    party = rf"(?:{'|'.join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))})"
    # Only such words stand between.
    between = r"\s+(?:has\s+|have\s+|had\s+|also\s+|now\s+|itself\s+)*"
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<asked>[Ww]hat|[Ww]hether)\s+)?{party}{between}(?:{_SAYS})\b"
        rf"|[Aa]ccording\s+to\s+(?:the\s+)?{party}(?!\w))"
    )


RULES = (
    Rule(
        "uncited-statement",
        "on a page that promises it, what somebody is said to have said has a source in its paragraph",
        "prose",
        uncited_statement,
    ),
)
