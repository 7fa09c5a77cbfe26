"""Years: how a timeline that is too long for one page is divided into them and their parts, and the stretch of time that a drawing shows."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from annals.date_words import human
from annals.dates import MONTHS, Moment, parse_moment
from annals.record import Record
from annals.schema import Event

Dated = Sequence[tuple[Event, Moment]]

ROWS_ON_ONE_PAGE = 100
"""Up to so many events stand on one page in full, and no more than ROOM lets them."""
LINES_ON_ONE_PAGE = 1000
"""Up to so many stand on one page as a line each, above the pages on which they stand in full."""
ROOM = 3_300
"""Of the 4,000 elements that a phone lays out at ease, those that rows and the choices of filters may take."""
ROW = 17
"""The elements that the row of every event has."""
# What becomes an element or two in a text: citations, references, links, emphasis, paragraphs.
_MARKED = re.compile(r"\[@|;\s*@|`[^`]+`|\]\[|\]\(|\*\*|\n\n")


def elements(event: Event) -> int:
    """About how many elements an event in full takes, rather too many than too few: its row, and whom it adds to the filters."""
    return ROW + 2 * (len(event.cites) + len(_MARKED.findall(event.text))) + len(event.about)


def fits(events: Dated, rows: int = ROWS_ON_ONE_PAGE) -> bool:
    """Whether events can stand on one page in full."""
    return len(events) <= rows and sum(elements(event) for event, _ in events) <= ROOM


def year_of(moment: Moment) -> int:
    """The year under which a moment stands."""
    return moment.day.year


def by_year(timeline: Dated) -> dict[int, list[tuple[Event, Moment]]]:
    """The years that have events, each with its events in order."""
    found: dict[int, list[tuple[Event, Moment]]] = {}
    for event, moment in timeline:
        found.setdefault(year_of(moment), []).append((event, moment))
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a divided timeline: some events in full, or the way to the parts within it where they are too many."""

    name: str
    """'2024', '2024-q1', '2024-03', or '2024-03-2' for what the page of a month has no room for."""
    events: Dated
    within: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Its name as people say it."""
        year, _, below = self.name.partition("-")
        months, comma, piece = self.months.partition(",")
        return f"{months} {year}{comma}{piece}" if below else year

    @property
    def months(self) -> str:
        """Its months without the year, '' if it is all of it."""
        _, *below = self.name.split("-")
        if not below:
            return ""
        if below[0].startswith("q"):
            first = 3 * int(below[0][1:]) - 3
            return f"{MONTHS[first]} to {MONTHS[first + 2]}"
        return MONTHS[int(below[0]) - 1] + (f", part {below[1]}" if below[1:] else "")


def parts(timeline: Dated, rows: int = ROWS_ON_ONE_PAGE) -> dict[str, Part]:
    """The pages of a divided timeline, in order: a page for each year, below it for each quarter of a full one, and so on.

    A page that once held its events in full stays when they become too many, so that links to it lead on.
    """
    found: dict[str, Part] = {}
    for year, events in by_year(timeline).items():
        _divide(found, str(year), events, (_quarter, _month), rows)
    return found


def _divide(
    found: dict[str, Part],
    name: str,
    events: Dated,
    ways: Sequence[Callable[[str, Moment], str]],
    rows: int,
) -> list[str]:
    """Add a part, and behind it the parts that it must be divided into; the names of the pages that it begins."""
    found[name] = Part(name, events)
    if fits(events, rows):
        return [name]
    if not ways:
        pieces = list(_pieces(events, rows))
        names = [name, *(f"{name}-{number}" for number in range(2, len(pieces) + 1))]
        found.update((each, Part(each, piece)) for each, piece in zip(names, pieces, strict=True))
        return names
    below: dict[str, list[tuple[Event, Moment]]] = {}
    for event, moment in events:
        below.setdefault(ways[0](name[:4], moment), []).append((event, moment))
    within = [
        begun
        for each, members in below.items()
        for begun in _divide(found, each, members, ways[1:], rows)
    ]
    found[name] = Part(name, events, tuple(within))
    return [name]


def _quarter(year: str, moment: Moment) -> str:
    return f"{year}-q{(moment.day.month + 2) // 3}"


def _month(year: str, moment: Moment) -> str:
    return f"{year}-{moment.day.month:02}"


def _pieces(events: Dated, rows: int) -> Iterator[Dated]:
    """Events in their order, as many at a time as fit."""
    start = 0
    for stop in range(1, len(events) + 1):
        if stop == len(events) or not fits(events[start : stop + 1], rows):
            yield events[start:stop]
            start = stop


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
