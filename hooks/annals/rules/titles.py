"""Figures in titles: a title holds no references, so what it says in figures must be said by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from annals.answers import one, when
from annals.computed import Computed, difference, rank, ratio
from annals.diagnostics import Report
from annals.findings import Finding
from annals.load import Held
from annals.numbers import names
from annals.printed import printed_text
from annals.project import Project
from annals.quantities import places_of
from annals.record import Record
from annals.references import SCAN, squeeze
from annals.rules.rule import Rule

_FIGURE = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])")
_LONGEST = 12
# A year is no figure that anybody measured, and a single digit is mostly part of a name.
_PLAIN = re.compile(r"(?:19|20)\d\d|\d")


def stale_title(project: Project, report: Report) -> None:
    """Complain of figures in titles of events, and of groups of look-alikes, that their texts and findings do not give."""
    record = project.record
    named = names(record)
    for held, printed in _titled(record):
        title, label = held.record.title, getattr(held.record, "label", None)
        said = [_number(figure) for figure in _FIGURE.findall(" ".join(printed))]
        for key, words in (("title", title), ("label", label)):
            for figure in _FIGURE.findall(named.sub(" ", words or "")):
                if not _PLAIN.fullmatch(figure) and not _given(_number(figure), said):
                    report.add(
                        record.loaded.span(held.file, (*held.path, key)),
                        "stale-title",
                        f"'{figure}' is in the {key}, and not in what stands below it",
                        "put the figure into the text as a value, or leave it out of the title",
                        severity="warning",
                    )


def _number(figure: str) -> Decimal:
    """A figure as a number; what is none, such as a version, is none of those that are given."""
    plain = re.sub(r",(?=\d{3})", "", figure)
    # Longer ones could not be rounded exactly.
    return (
        Decimal(plain)
        if re.fullmatch(r"\d+(?:\.\d+)?", plain) and len(plain) <= _LONGEST
        else Decimal("NaN")
    )


def _given(number: Decimal, said: list[Decimal]) -> bool:
    """Whether one of the numbers that are said is this one, or is rounded to it."""
    return any(each.is_finite() and round(each, places_of(number)) == number for each in said)


def _titled(record: Record) -> Iterator[tuple[Held[Any], Iterable[str]]]:
    """Each event and each group of look-alikes, with what is printed below its title."""
    for held in record.loaded.events:
        yield held, [_said(record, held.record.text)]
    for group in record.loaded.lookalikes:
        answers = [one(record, reference) for reference in group.record.findings]
        values = [printed_text(record, each) for each in answers if isinstance(each, Finding)]
        # What names no finding is complained of elsewhere.
        if len(values) == len(answers):
            yield group, [_said(record, group.record.text), *values]


def _said(record: Record, text: str) -> str:
    """A text with its references as they are printed."""
    return SCAN.sub(lambda match: _printed(record, match), text)


def _printed(record: Record, match: re.Match[str]) -> str:
    if not match["role"]:
        return match["label"] or match["words"] or " "
    argument = squeeze(match["argument"])
    if match["role"] == "when":
        dated = when(record, argument)
        return dated[1] if isinstance(dated, tuple) else " "
    if match["role"] == "value":
        finding = one(record, argument)
        return printed_text(record, finding) if isinstance(finding, Finding) else " "
    computed = {"diff": difference, "ratio": ratio, "rank": rank}.get(match["role"])
    found = computed(record, argument) if computed else None
    return found.text if isinstance(found, Computed) else " "


RULES = (
    Rule(
        "stale-title",
        "a figure in the title of an event or of look-alikes is given by what stands below it",
        "record",
        stale_title,
        severity="warning",
    ),
)
