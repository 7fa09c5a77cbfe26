"""Years: how a timeline that is too long for one page is divided into them, and the stretch of time that a drawing shows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from annals.dates import Moment, human, parse_moment
from annals.record import Record
from annals.schema import Event

Dated = Sequence[tuple[Event, Moment]]

ROWS_ON_ONE_PAGE = 100
"""Up to so many events stand on one page in full. A row is some thirty elements, and a phone lays out 4,000 at ease."""
LINES_ON_ONE_PAGE = 1000
"""Up to so many stand on one page as a line each, above the pages of their years."""
ROWS_OF_A_YEAR = 400
"""A page of a year holds no more than so many."""


def year_of(moment: Moment) -> int:
    """The year under which a moment stands."""
    return moment.day.year


def by_year(timeline: Dated) -> dict[int, list[tuple[Event, Moment]]]:
    """The years that have events, each with its events in order."""
    found: dict[int, list[tuple[Event, Moment]]] = {}
    for event, moment in timeline:
        found.setdefault(year_of(moment), []).append((event, moment))
    return found


def parts(timeline: Dated, most: int = ROWS_OF_A_YEAR) -> dict[str, Dated]:
    """The pages of a divided timeline, in order: '2024'; '2025-01' to '2025-12' of a full year; '2026-03-2' of a full month."""
    found: dict[str, Dated] = {}
    for year, events in by_year(timeline).items():
        if len(events) <= most:
            found[str(year)] = events
            continue
        months: dict[int, list[tuple[Event, Moment]]] = {}
        for event, moment in events:
            months.setdefault(moment.day.month, []).append((event, moment))
        for month, members in months.items():
            for number, start in enumerate(range(0, len(members), most), 1):
                name = f"{year}-{month:02}" + (f"-{number}" if number > 1 else "")
                found[name] = members[start : start + most]
    return found


@dataclass(frozen=True, slots=True)
class Window:
    """What of time is drawn: from one day to before another; `as_of` is the day of the record, if it lies there."""

    first: date
    stop: date
    as_of: date | None = None

    @property
    def month_starts(self) -> list[date]:
        """The first days of its months."""
        first, stop = (day.year * 12 + day.month - 1 for day in (self.first, self.stop))
        return [date(month // 12, month % 12 + 1, 1) for month in range(first, stop)]

    @property
    def words(self) -> str:
        """Its first and last month, as people say them."""
        last = self.as_of or date.fromordinal(self.stop.toordinal() - 1)
        ends = (parse_moment(f"{day.year}-{day.month:02}") for day in (self.first, last))
        return " to ".join(human(each) for each in ends if isinstance(each, Moment))

    def meets(self, moment: Moment) -> bool:
        """Whether any day of a moment lies in it, as far as days are named."""
        first, last = moment.first or moment.last, moment.last or moment.first
        return first is None or last is None or (first < self.stop and last >= self.first)


def window_of(record: Record) -> Window:
    """All of a record's time: from the year of its first event to the day that it speaks of, if that is not far off."""
    days = [day for _, moment in record.timeline for day in (moment.first, moment.last) if day]
    first, last = min(days, default=record.as_of), max(days, default=record.as_of)
    near = last <= record.as_of and (record.as_of - last).days <= 366
    end = max(last, record.as_of) if near else last
    stop = date(end.year, end.month, monthrange(end.year, end.month)[1]).toordinal() + 1
    # A year at the least, or there is no axis to speak of.
    begin = date(first.year, 1, 1)
    whole = date(begin.year + 1, 1, 1)
    return Window(begin, max(whole, date.fromordinal(stop)), record.as_of if near else None)


def year_window(record: Record, year: int) -> Window:
    """One calendar year."""
    as_of = record.as_of if record.as_of.year == year else None
    return Window(date(year, 1, 1), date(year + 1, 1, 1), as_of)
