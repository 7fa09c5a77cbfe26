"""Dates known to some precision: an own subset of EDTF, its bounds, order and human form."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from annals.intervals import Interval, span

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
QUARTERS = ("first", "second", "third", "fourth")
SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
PRECISIONS = ("day", "month", "quarter", "season", "year", "decade", "interval", "set")
"""From the sharpest; the order of two dates that begin on the same day."""
LONGEST = 200

_PLAIN = re.compile(
    r"(?:(?P<decade>[1-9][0-9]{2})X|(?P<year>[1-9][0-9]{3})"
    r"(?:-(?P<month>XX|[0-9]{2})(?:-(?P<day>XX|(?<!XX-)[0-9]{2}))?)?)(?P<mark>[?~%])?"
)
_MONTH_CODES, _SEASON_CODES, _QUARTER_CODES = range(1, 13), range(21, 25), range(33, 37)
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}
_NEVER = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of time known to some precision: '2024', '2024-05~', '2023-11/..'."""

    text: str
    """Canonical EDTF; reading it again gives an equal moment."""
    first: date | None
    """The first day it can be; None: open or unknown."""
    last: date | None
    """The last day it can be; None: open, unknown, or still going on."""
    precision: str
    approximate: bool
    uncertain: bool
    choices: tuple[Moment, ...] = ()
    """The members of a one-of set, of which one is true."""

    @property
    def interval(self) -> Interval:
        """Its days as ordinals, the day after the last excluded.

        'About' widens it by one unit of its precision on either side; a set is covered whole.
        """
        if self.choices:
            return span(choice.interval for choice in self.choices)
        begin, end = self.ends
        high = _after(end)
        return Interval(_begin(begin), high, high_open=high is not None)

    @property
    def ends(self) -> tuple[Moment | None, Moment | None]:
        """The dates an interval runs from and to, None where open; any other date twice."""
        if self.precision != "interval":
            return self, self
        begin, _, end = self.text.partition("/")
        return _end(begin), _end(end)

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """A total order: by first day, then the sharper before the vaguer, then by text."""
        return (
            self.first.toordinal() if self.first else 0,
            self.last.toordinal() if self.last else _NEVER,
            PRECISIONS.index(self.precision),
            self.text,
        )

    @property
    def day(self) -> date:
        """The day under which it stands among others: a vague date after all days that it may be, a stretch where it begins."""
        if self.precision in ("interval", "decade"):
            return self.first or self.last or date.min
        return self.last or self.first or date.min

    def meets(self, other: Moment) -> bool:
        """Whether both can be true of one day; of a set, whether any of its members can."""
        return any(
            mine.interval.meets(its.interval)
            for mine in self.choices or (self,)
            for its in other.choices or (other,)
        )


@lru_cache(maxsize=1 << 16)
def parse_moment(text: str) -> Moment | str:
    """Read an EDTF date, or say in one sentence why it is none.

    Precision is kept: '2024' is the whole year and never turns into 1 January. Returning the
    complaint, not raising it, lets the caller attach the line.
    """
    written = text.strip()
    if len(written) > LONGEST:
        return f"a date has at most {LONGEST} characters, this one has {len(written)}"
    moment = _read(written)
    if isinstance(moment, Moment):
        return moment
    # Its many patterns are compiled when the first date is wrong.
    from annals.corrections import corrected_date, misread_date

    return (
        # A likely form of the whole says more than what is wrong with a part: '04/2024'.
        corrected_date(written, _refusal)
        or moment
        or misread_date(written)
        or f"'{written}' is no date such as 2024, 2024-05 or 2024-05-06"
    )


def _read(text: str) -> Moment | str | None:
    """The moment, what is wrong with it, or None where the text has no form of a date."""
    if match := _PLAIN.fullmatch(text):
        return _plain(match)
    if text[:1] == "[" and text[-1:] == "]":
        return _one_of(text)
    return _stretch(text, "/") if text.count("/") == 1 else None


def _refusal(text: str) -> str | None:
    """What is wrong with a text that may be recommended; None where nothing is."""
    moment = _read(text)
    return None if isinstance(moment, Moment) else moment or f"'{text}' is no date"


def _plain(match: re.Match[str]) -> Moment | str:
    decade, year_text, month_text, day_text, mark = match.groups()
    approximate, uncertain = mark in ("~", "%"), mark in ("?", "%")
    if decade:
        year = int(decade) * 10
        first, last, precision = date(year, 1, 1), date(year + 9, 12, 31), "decade"
    elif month_text is None or month_text[0] == "X":
        year = int(year_text)
        first, last, precision = date(year, 1, 1), date(year, 12, 31), "year"
    else:
        year, month = int(year_text), int(month_text)
        if month not in _MONTH_CODES:
            return _part(match, year, month)
        days = monthrange(year, month)[1]
        if day_text is None or day_text == "XX":
            first, last, precision = date(year, month, 1), date(year, month, days), "month"
        elif 1 <= (day := int(day_text)) <= days:
            first = last = date(year, month, day)
            precision = "day"
        else:
            return f"{MONTHS[month - 1]} {year} has {days} days"
    return Moment(match[0], first, last, precision, approximate, uncertain)


def _part(match: re.Match[str], year: int, number: int) -> Moment | str:
    """A season or quarter of a year: EDTF counts them on from the months."""
    if match["day"] or not (number in _SEASON_CODES or number in _QUARTER_CODES):
        return (
            f"a year has no month {match['month']}, only 01 to 12"
            " (or 21 to 24 for its seasons, 33 to 36 for its quarters)"
        )
    if number in _QUARTER_CODES:
        month, precision = 3 * _QUARTER_CODES.index(number) + 1, "quarter"
    else:
        # By the northern months, so that a winter ends in the next year.
        month, precision = 3 * _SEASON_CODES.index(number) + 3, "season"
    last = date.fromordinal(month_start(year, month + 3) - 1)
    approximate, uncertain = match["mark"] in ("~", "%"), match["mark"] in ("?", "%")
    return Moment(match[0], date(year, month, 1), last, precision, approximate, uncertain)


def _stretch(text: str, mark: str) -> Moment | str:
    """An interval; `mark` is what stands between its ends."""
    begin_text, _, end_text = (part.strip() for part in text.partition(mark))
    ends: list[Moment | None] = []
    for part in (begin_text, end_text):
        if part in ("", ".."):
            ends.append(None)
            continue
        if "/" in part or "[" in part:
            return f"an interval runs from one date to another, and '{part}' is more than a date"
        moment = parse_moment(part)
        if isinstance(moment, str):
            return moment
        ends.append(moment)
    begin, end = ends
    if begin is None and end is None:
        return "an interval names at least one of its ends, as in 2024-05/.. or ../2024-07"
    if begin and end and begin.first and end.last and begin.first > end.last:
        return f"the interval ends ({end.text}) before it begins ({begin.text})"
    return Moment(
        f"{begin.text if begin else begin_text}/{end.text if end else end_text}",
        begin.first if begin else None,
        end.last if end else None,
        "interval",
        any(end.approximate for end in ends if end),
        any(end.uncertain for end in ends if end),
    )


def _one_of(text: str) -> Moment | str:
    """A one-of set; one with a single date is that date."""
    members = [_member(part) for part in text[1:-1].split(",")]
    found: dict[str, Moment] = {}
    for member in members:
        if isinstance(member, str):
            return member
        found[member.text] = member
    choices = tuple(sorted(found.values(), key=lambda choice: choice.sort_key))
    if len(choices) == 1 and choices[0].precision != "interval":
        return choices[0]
    if not all(choice.first for choice in choices[1:]) or not all(
        choice.last for choice in choices[:-1]
    ):
        return "only the earliest date of a one-of set can be open before, the latest one after"
    firsts = [choice.first for choice in choices if choice.first]
    lasts = [choice.last for choice in choices if choice.last]
    return Moment(
        f"[{','.join(_member_text(choice) for choice in choices)}]",
        min(firsts) if len(firsts) == len(choices) else None,
        max(lasts) if len(lasts) == len(choices) else None,
        "set",
        any(choice.approximate for choice in choices),
        any(choice.uncertain for choice in choices),
        choices,
    )


def _member(text: str) -> Moment | str:
    """One date of a set, or a range of them as an interval."""
    if not text.strip(" ."):
        return "a one-of set lists its dates, as in [2025-06-30,2025-07]"
    if ".." not in text:
        moment = parse_moment(text)
        if isinstance(moment, str) or moment.precision not in ("interval", "set"):
            return moment
        return f"a member of a one-of set is a date or a range such as 2024..2026, not '{text}'"
    moment = _stretch(text, "..")
    if isinstance(moment, str):
        return moment
    # A set has one way to leave an end open, an interval has two.
    begin, end = moment.ends
    return replace(moment, text=f"{begin.text if begin else '..'}/{end.text if end else '..'}")


def _member_text(choice: Moment) -> str:
    if choice.precision != "interval":
        return choice.text
    begin, end = choice.ends
    return f"{begin.text if begin else ''}..{end.text if end else ''}"


def _end(text: str) -> Moment | None:
    if text in ("", ".."):
        return None
    moment = parse_moment(text)
    return moment if isinstance(moment, Moment) else None


def month_start(year: int, month: int) -> int:
    """The ordinal of a month's first day; months are counted past the year's ends."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1).toordinal() if year <= date.max.year else _NEVER


def _begin(moment: Moment | None) -> int | None:
    if moment is None or moment.first is None:
        return None
    first = moment.first
    if not moment.approximate:
        return first.toordinal()
    if moment.precision == "day":
        return first.toordinal() - 1
    return month_start(first.year, first.month - _MONTHS_IN[moment.precision])


def _after(moment: Moment | None) -> int | None:
    if moment is None or moment.last is None:
        return None
    last = moment.last
    if not moment.approximate:
        return last.toordinal() + 1
    if moment.precision == "day":
        return last.toordinal() + 2
    return month_start(last.year, last.month + 1 + _MONTHS_IN[moment.precision])


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
    first = cast("date", moment.first)
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
