"""What pages have printed: a log that is written at each publication, and what has changed by it.

A line says which finding was printed how, and on which day that was noted first; a later line for the same finding takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from annals.answers import Refusal, one
from annals.findings import Finding
from annals.printed import printed_text
from annals.record import Record
from annals.references import find, squeeze
from annals.selectors import REFERENCE
from annals.written_pages import Page


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A value that has changed on a page: since which day it is printed otherwise, and what was printed before."""

    finding: Finding
    day: str
    before: str
    after: str


def rests_on(record: Record, page: Page) -> list[Finding]:
    """The findings that a page's references and figures mean, each once."""
    found: dict[str, Finding] = {}
    for reference in find(page.text):
        told = reference.words if reference.kind == "block" else reference.argument
        for each in re.findall(REFERENCE, told) if reference.kind != "citation" else ():
            answer = one(record, each)
            if not isinstance(answer, Refusal):
                found.setdefault(answer.id, answer)
    return list(found.values())


def noted(record: Record, pages: Iterable[Page]) -> list[tuple[str, str, str]]:
    """The log with what pages print now: for each finding a line more if it was never noted, or is printed otherwise since."""
    log = list(record.settings.printed)
    last = {finding: text for finding, _, text in log}
    day = record.as_of.isoformat()
    printed = {
        finding.id: squeeze(printed_text(record, finding))
        for page in pages
        for finding in rests_on(record, page)
    }
    return [
        *log,
        *((key, day, text) for key, text in sorted(printed.items()) if last.get(key) != text),
    ]


def reprinted(record: Record, page: Page) -> Iterator[Reprinted]:
    """The values of a page that have changed since they were noted first, in the order of the log."""
    for finding in rests_on(record, page):
        log = [(day, text) for key, day, text in record.settings.printed if key == finding.id]
        if not log:
            continue
        now = squeeze(printed_text(record, finding))
        if log[-1][1] != now:
            log.append((record.as_of.isoformat(), now))
        for (_, before), (day, after) in pairwise(log):
            yield Reprinted(finding, day, before, after)
