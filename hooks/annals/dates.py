"""Dates known to some precision: an own subset of EDTF, its bounds and its order."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from annals.intervals import Interval, span

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
QUARTERS = ("first", "second", "third", "fourth")
SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
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
