"""Numbers and comparisons in titles: a title holds no references, so what stands below it must say the same."""

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
from annals.numbers import numbers
from annals.printed import printed_text
from annals.project import Project
from annals.quantities import CARDINALS, ORDINALS, places_of
from annals.record import Record
from annals.references import SCAN, squeeze
from annals.rules.rule import Rule

_FIGURE = re.compile(r"(?<![\w.,-])(\d+(?:[.,]\d+)*)(?:st|nd|rd|th)?(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
_WHOSE = re.compile(r"\w+['’]s ")
_NUMBERS = {
    word: Decimal(number)
    for number, word in (*enumerate(CARDINALS[1:10], 2), *enumerate(ORDINALS[:10], 1))
}
_LONGEST = 12
# A year is no figure that anybody measured, and a single digit is mostly part of a name.
_PLAIN = re.compile(r"(?:19|20)\d\d|\d")


def stale_title(project: Project, report: Report) -> None:
    """Complain of numbers and comparisons in titles, of events and of groups of look-alikes, that nothing below them gives."""
    record = project.record
    for held, values in _titled(record):
        loose = [
            (key, words[start:stop])
            for key in ("title", "label")
            if (words := getattr(held.record, key, None))
            for start, stop in numbers(words, project.named).loose
        ]
        if not loose:
            continue
        said = project.named.sub(" ", " ".join((_said(record, held.record.text), *values)))
        for key, term in loose:
            if not _is_said(term, said):
                report.add(
                    record.loaded.span(held.file, (*held.path, key)),
                    "stale-title",
                    f"'{term}' is in the {key}, and not in what stands below it",
                    "put it into the text as a value or a checked comparison, or leave it out of the title",
                    severity="warning",
                )


def _is_said(term: str, text: str) -> bool:
    """Whether a text gives a number or a comparison of a title, in figures or in words."""
    figures = [_number(figure) for figure in _FIGURE.findall(text)]
    if figure := _FIGURE.search(term):
        return bool(_PLAIN.fullmatch(figure[1])) or _given(_number(figure[1]), figures)
    words = _WORD.findall(_WHOSE.sub("", term.lower()))
    number = next((word for word in words if word in _NUMBERS), "")
    # Of 'the largest' and 'ahead of', the longest word is the one that says it.
    told = number or max(words, key=len)
    return _NUMBERS.get(number) in figures or told in _WORD.findall(text.lower())


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
    """Each event and each group of look-alikes, with the values that are printed below its title and text."""
    for held in record.loaded.events:
        yield held, ()
    for group in record.loaded.lookalikes:
        answers = [one(record, reference) for reference in group.record.findings]
        values = [printed_text(record, each) for each in answers if isinstance(each, Finding)]
        # What names no finding is complained of elsewhere.
        if len(values) == len(answers):
            yield group, values


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
        "a number or a comparison in the title of an event or of look-alikes is given by what stands below it",
        "record",
        stale_title,
        severity="warning",
    ),
)
