"""What an expression comes to, over the intervals of the findings that it names.

A comparison holds only if it holds for every point of the intervals that it compares, so that a difference within the rounding is no
difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Literal

from annals import intervals
from annals.dates import parse_moment
from annals.expressions import DATE, NUMBER, Literally, Node, Operation, references
from annals.intervals import Interval
from annals.selectors import Selector

MAX_WAYS = 4096
# Years are read from 1000 on, and no stretch of days is as long as the time before.
_FIRST_DAY = date(1000, 1, 1).toordinal()

Operand = Interval | str  # a word: the token of a choice or an entity
# What each reference, by its text, can be: one operand if it is settled, several if it is not, none if it is unknown.
Readings = Mapping[str, Sequence[Operand]]


def calculate(node: Node, readings: Readings) -> list[Interval]:
    """Every interval that a calculation can give: one for each way to take a side of what is not settled.

    Where there are too many ways, one that covers them all.
    """
    options = _options(node, readings)
    if prod(len(each) for each in options.values()) > MAX_WAYS:
        options = {text: _covered(each) for text, each in options.items()}
    results = [_value(node, chosen) for chosen in _ways(options)]
    return list(dict.fromkeys(result for result in results if isinstance(result, Interval)))


def holds(node: Node, readings: Readings) -> Literal["yes", "no", "unknown"]:
    """Whether a check holds: `yes` if certainly and on every side, `no` if certainly not, `unknown` within the rounding or without data."""
    options = _options(node, readings)
    if prod(len(each) for each in options.values()) > MAX_WAYS:
        return "unknown"
    verdicts = {_verdict(node, chosen) for chosen in _ways(options)}
    if verdicts == {"yes"}:
        return "yes"
    return "no" if verdicts == {"no"} else "unknown"


def _options(node: Node, readings: Readings) -> dict[str, list[Operand]]:
    return {
        selector.text: list(dict.fromkeys(readings.get(selector.text, ())))
        for selector in references(node)
    }


def _covered(options: list[Operand]) -> list[Operand]:
    stretches = [option for option in options if isinstance(option, Interval)]
    return [intervals.span(stretches)] if stretches else []


def _ways(options: Mapping[str, Sequence[Operand]]) -> Iterator[dict[str, Operand]]:
    for chosen in product(*options.values()):
        yield dict(zip(options, chosen, strict=True))


def _value(node: Node, chosen: dict[str, Operand]) -> Operand | None:
    if isinstance(node, Selector):
        return chosen[node.text]
    if isinstance(node, Literally):
        if NUMBER.fullmatch(node.text):
            return intervals.point(Decimal(node.text.replace(",", "")))
        return _date(node.text) if DATE.fullmatch(node.text) else node.text
    left, right = _value(node.left, chosen), _value(node.right, chosen)
    if not isinstance(left, Interval) or not isinstance(right, Interval):
        return None
    functions = {
        "+": intervals.add,
        "-": intervals.subtract,
        "*": intervals.multiply,
        "/": intervals.divide,
    }
    return functions[node.operator](left, right)


def _date(text: str) -> Interval | None:
    moment = parse_moment(text)
    return None if isinstance(moment, str) else moment.interval


def _verdict(node: Node, chosen: dict[str, Operand]) -> Literal["yes", "no", "unknown"]:
    if not isinstance(node, Operation):
        return "unknown"
    if node.operator == "and":
        both = {_verdict(node.left, chosen), _verdict(node.right, chosen)}
        if "no" in both:
            return "no"
        return "unknown" if "unknown" in both else "yes"
    left, right = _pair(node, chosen)
    if isinstance(left, str) and isinstance(right, str):
        same = left == right
        if node.operator in ("=", "!="):
            return "yes" if same == (node.operator == "=") else "no"
        return "unknown"
    if not isinstance(left, Interval) or not isinstance(right, Interval):
        return "unknown"
    return _compared(node.operator, left, right)


def _pair(node: Operation, chosen: dict[str, Operand]) -> tuple[Operand | None, Operand | None]:
    left, right = _value(node.left, chosen), _value(node.right, chosen)
    return _as_year(node.left, left, right), _as_year(node.right, right, left)


def _as_year(node: Node, own: Operand | None, other: Operand | None) -> Operand | None:
    """An operand beside another: four digits are a year beside a date, and any other number says nothing of a date."""
    if isinstance(node, Literally) and NUMBER.fullmatch(node.text) and _is_date(other):
        return _date(node.text)
    return own


def _is_date(operand: Operand | None) -> bool:
    # The ends of a date are whole days; so are those of a difference of dates, but it is far shorter.
    return isinstance(operand, Interval) and any(
        isinstance(end, int) and end >= _FIRST_DAY for end in (operand.low, operand.high)
    )


def _compared(operator: str, left: Interval, right: Interval) -> Literal["yes", "no", "unknown"]:
    if operator in ("=", "!="):
        return "yes" if left.meets(right) == (operator == "=") else "no"
    if operator in ("<", "<="):
        left, right = right, left
    strict = operator in (">", "<")
    if _above(left, right, strict=strict):
        return "yes"
    return "no" if _above(right, left, strict=not strict) else "unknown"


def _above(upper: Interval, lower: Interval, *, strict: bool) -> bool:
    """Whether every point of one interval lies above (or not below) every point of the other."""
    if upper.low is None or lower.high is None:
        return False
    if upper.low != lower.high:
        return upper.low > lower.high
    return not strict or upper.low_open or lower.high_open
