"""A printed value, read by its property's type: text as printed, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from annals.date_words import human as human_date
from annals.dates import Moment, parse_moment
from annals.fields import ID
from annals.intervals import EXACT, Interval
from annals.quantities import Quantity, parse_count, parse_quantity, parse_rank
from annals.quantity_words import human as human_quantity
from annals.quantity_words import human_rank
from annals.schema import Property

# Said of a value rather than a value; only `none` is something that another source can contradict.
ABSENT = ("unstated", "not-reported", "not-applicable")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Value:
    """What one claim says: `text` as printed; an interval, a token, or neither where nothing can be compared."""

    text: str
    type: str
    interval: Interval | None = None
    token: str | None = None
    read: Quantity | Moment | None = None

    @property
    def comparable(self) -> bool:
        """Whether this can agree or disagree with anything."""
        return self.interval is not None or self.token is not None

    @property
    def pieces(self) -> tuple[Interval, ...]:
        """The stretches of the axis that it can be on: one, or one for each member of a one-of set of dates."""
        if isinstance(self.read, Moment) and self.read.choices:
            return tuple(choice.interval for choice in self.read.choices)
        return () if self.interval is None else (self.interval,)

    def meets(self, other: Value) -> bool:
        """Whether both can be true of one thing at one time."""
        if isinstance(self.read, Moment) and isinstance(other.read, Moment):
            return self.read.meets(other.read)
        if self.interval is not None and other.interval is not None:
            return self.interval.meets(other.interval)
        return self.token is not None and self.token == other.token


def read_value(text: str, definition: Property) -> Value | str:
    """The value in this text, or one sentence that says why it is none of its property's type."""
    kind = definition.type
    if text in ABSENT:
        return Value(text, kind)
    if text == NONE and kind not in ("choice", "text"):
        return Value(text, kind, token=NONE)
    if kind in ("quantity", "count", "rank"):
        return _number(text, definition)
    if kind in ("date", "period"):
        moment = parse_moment(text)
        return (
            moment if isinstance(moment, str) else Value(text, kind, moment.interval, read=moment)
        )
    if kind == "choice":
        return _choice(text, definition)
    if kind == "entity":
        if not ID.match(text):
            return f"'{text}' is no entity's id"
        return Value(text, kind, token=text)
    return Value(text, "text")


def _number(text: str, definition: Property) -> Value | str:
    read: Quantity | str
    if definition.type == "rank":
        read = parse_rank(text)
    elif definition.type == "count":
        read = parse_count(text, thousand=thousand(definition))
    else:
        read = parse_quantity(text, thousand=thousand(definition))
    if isinstance(read, str):
        return read
    return Value(text, definition.type, read.interval, read=read)


def thousand(definition: Property) -> int:
    """What `k` stands for in a property's values: 1,000, or what its `scale` says (`k: 1024`)."""
    scale = definition.scale or ""
    return int(scale.removeprefix("k:").strip()) if scale.startswith("k:") else 1000


def _choice(text: str, definition: Property) -> Value | str:
    choices = definition.choices or {}
    if text in choices:
        return Value(text, "choice", token=text)
    return f"'{text}' is none of the choices of '{definition.id}': {', '.join(choices)}"


def comparison(text: str) -> Value | str:
    """The value of a source's own comparison: `3`, `10x`, `54 %` (which is 0.54)."""
    read = parse_quantity(text)
    if isinstance(read, str):
        return read
    interval = read.interval
    if read.unit_mark == "%":
        interval = Interval(
            _hundredth(interval.low),
            _hundredth(interval.high),
            interval.low_open,
            interval.high_open,
        )
    return Value(text, "quantity", interval, read=read)


def _hundredth(end: Decimal | int | None) -> Decimal | None:
    return None if end is None else EXACT.scaleb(Decimal(end), -2)


def human(value: Value, definition: Property | None) -> str:
    """The value as people read it, with its unit."""
    if value.text in ABSENT or value.token == NONE:
        return value.text.replace("-", " ")
    if isinstance(value.read, Quantity) and value.type == "rank":
        return human_rank(value.read)
    if isinstance(value.read, Quantity):
        unit, one = (definition.unit, definition.unit_one) if definition else ("", "")
        return human_quantity(value.read, unit=unit or "", one=one or "")
    if isinstance(value.read, Moment):
        return human_date(value.read)
    if definition is not None and definition.choices and value.token in definition.choices:
        return definition.choices[value.token]
    return value.text
