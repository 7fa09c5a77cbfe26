"""Dates as people say them, no more exact than they are known; and as HTML takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import cast

from annals.dates import MONTHS, QUARTERS, SHORT_MONTHS, Moment

SEASONS = ("spring", "summer", "autumn", "winter")


def human(moment: Moment, *, short: bool = False) -> str:
    """The date as people say it: '24 February 2023', 'about May 2024', 'June or July 2025'."""
    if moment.choices:
        return _said_choices(moment.choices, short=short)
    if moment.precision == "interval":
        return _said_stretch(moment, short=short)
    return _said(moment, short=short)


def precision_note(moment: Moment) -> str:
    """A few words beside a date on what is not known of it; '' where nothing is missing."""
    notes = ["about"] * moment.approximate + ["uncertain"] * moment.uncertain
    if moment.precision == "interval":
        notes += ["start unknown"] * moment.text.startswith("/")
        notes += ["end unknown"] * moment.text.endswith("/")
    elif moment.precision == "set":
        notes.append("one of these" if len(moment.choices) > 1 else "exact date unknown")
    elif not notes and moment.precision == "month":
        notes.append("day unknown")
    elif not notes and moment.precision == "decade":
        notes.append("year unknown")
    elif not notes and moment.precision != "day":
        notes.append("month and day unknown")
    return ", ".join(notes)


def iso(moment: Moment) -> str | None:
    """The date as HTML's `time` takes it, or None where it has no form for what is meant."""
    if moment.first is None or moment.approximate or moment.uncertain:
        return None
    length = {"day": 10, "month": 7, "year": 4}.get(moment.precision)
    return moment.first.isoformat()[:length] if length else None


def _said(moment: Moment, *, short: bool) -> str:
    """A single date in words, with its doubts."""
    # Only intervals and sets have open ends.
    first = cast(date, moment.first)
    month = (SHORT_MONTHS if short else MONTHS)[first.month - 1]
    quarter = first.month // 3
    match moment.precision:
        case "day":
            words = f"{first.day}\N{NO-BREAK SPACE}{month} {first.year}"
        case "month":
            words = f"{month} {first.year}"
        case "quarter" if short:
            words = f"Q{quarter + 1} {first.year}"
        case "quarter":
            words = f"the {QUARTERS[quarter]} quarter of {first.year}"
        case "season" if quarter == len(SEASONS):
            words = f"winter {first.year}–{(first.year + 1) % 100:02}"
        case "season":
            words = f"{SEASONS[quarter - 1]} {first.year}"
        case "decade":
            words = f"the {first.year}s"
        case _:
            words = str(first.year)
    doubt = ("perhaps " if moment.uncertain else "") + ("about " if moment.approximate else "")
    return doubt + words


def _said_together(moments: Sequence[Moment], *, short: bool, mixed: bool = False) -> list[str]:
    """Dates in words; a month or a year that a date shares with the next is said there only.

    `mixed`: also where one is a day and the other a month, as in "April to 15 May 2026"; "30 June or July" would be misread.
    """
    said = [_said(moment, short=short) for moment in moments]
    for at, (one, after) in enumerate(pairwise(moments)):
        doubtful = any((each.approximate or each.uncertain) for each in (one, after))
        exact = {one.precision, after.precision} <= {"day", "month"}
        alike = one.precision == after.precision or mixed
        if doubtful or not exact or not alike or one.first is None or after.first is None:
            continue
        if one.first.year == after.first.year:
            said[at] = said[at].removesuffix(f" {one.first.year}")
            if one.precision == after.precision == "day" and one.first.month == after.first.month:
                said[at] = str(one.first.day)
    return said


def _said_stretch(moment: Moment, *, short: bool) -> str:
    begin, end = moment.ends
    if begin and end:
        words = _said_together((begin, end), short=short, mixed=True)
        return words[1] if begin == end else " to ".join(words)
    if begin:
        return f"{'from' if moment.text.endswith('/') else 'since'} {_said(begin, short=short)}"
    # Of an unknown start only the end is known: by then it was. An open one has always been.
    before = "by" if moment.text.startswith("/") else "until"
    return f"{before} {_said(end, short=short)}" if end else moment.text


def _said_choices(choices: Sequence[Moment], *, short: bool) -> str:
    if all(choice.precision != "interval" for choice in choices):
        words = _said_together(choices, short=short)
    else:
        words = [_said_choice(choice, short=short) for choice in choices]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _said_choice(choice: Moment, *, short: bool) -> str:
    begin, end = choice.ends
    if choice.precision != "interval":
        return _said(choice, short=short)
    if begin and end:
        return f"between {' and '.join(_said_together((begin, end), short=short))}"
    if begin:
        return f"{_said(begin, short=short)} or later"
    return f"{_said(end, short=short)} or earlier" if end else choice.text
