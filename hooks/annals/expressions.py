"""The small grammar of `derived` and `check`: sums, products and comparisons of references and numbers, over intervals.

    check   = claim { "and" claim }
    claim   = sum ( ">" | ">=" | "<" | "<=" | "=" | "!=" ) sum
    sum     = product { ("+" | "-") product }
    product = atom { ("*" | "/") atom }
    atom    = reference | number | date | word | "(" sum ")"

A date is 2024-07-23, 2024-07 or, beside another date, 2024.

Operators stand between spaces, for ids hold hyphens and references hold slashes. A comparison holds only if it holds for every point
of the intervals that it compares, so that a difference within the rounding is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Literal

from annals import intervals
from annals.dates import parse_moment
from annals.intervals import Interval
from annals.quantities import Quantity, parse_quantity
from annals.selectors import Selector, parse_selector

MAX_LENGTH = 600
MAX_WAYS = 4096
COMPARISONS = (">=", "<=", "!=", ">", "<", "=")
_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}(?:-\d\d){1,2}[~?%]?|\d{4}[~?%]", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9-]*")
# Years are read from 1000 on, and no stretch of days is as long as the time before.
_FIRST_DAY = date(1000, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Literally:
    """A number, a date or a word, read by what it is compared with."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and what is done with them."""

    operator: str
    left: Node
    right: Node


Node = Selector | Literally | Operation
Operand = Interval | str  # a word: the token of a choice or an entity
# What each reference, by its text, can be: one operand if it is settled, several if it is not, none if it is unknown.
Readings = Mapping[str, Sequence[Operand]]


def parse(text: str, *, comparison: bool) -> Node | str:
    """The expression in this text, or one sentence that says what is wrong; `comparison` for a check, else a calculation."""
    if len(text) > MAX_LENGTH:
        return f"the expression has more than {MAX_LENGTH} characters"
    tokens = _TOKEN.findall(text)
    try:
        parser = _Parser(tokens)
        node = parser.check() if comparison else parser.sum(0)
        parser.end(comparison=comparison)
    except _NotReadError as error:
        return str(error)
    if next(references(node), None) is None:
        return "the expression names no finding: a reference such as subject/property is expected"
    return node


class _NotReadError(Exception):
    """Carries the sentence out of the recursion; never leaves `parse`."""


@dataclass(slots=True)
class _Parser:
    tokens: list[str]
    position: int = 0

    def check(self) -> Node:
        node = self.claim()
        while self.next_is("and"):
            node = Operation("and", node, self.claim())
        return node

    def claim(self) -> Node:
        left = self.sum(0)
        for operator in COMPARISONS:
            if self.next_is(operator):
                return Operation(operator, left, self.sum(0))
        raise _NotReadError(f"a comparison ({', '.join(COMPARISONS)}) is expected {self.where()}")

    def sum(self, depth: int) -> Node:
        node = self.product(depth)
        while (operator := self.next_of("+", "-")) is not None:
            node = Operation(operator, node, self.product(depth))
        return node

    def product(self, depth: int) -> Node:
        node = self.atom(depth)
        while (operator := self.next_of("*", "/")) is not None:
            node = Operation(operator, node, self.atom(depth))
        return node

    def atom(self, depth: int) -> Node:
        if depth > 20:
            raise _NotReadError("the expression has too many brackets")
        if self.next_is("("):
            node = self.sum(depth + 1)
            if not self.next_is(")"):
                raise _NotReadError(f"a closing bracket is expected {self.where()}")
            return node
        if self.position >= len(self.tokens):
            raise _NotReadError("the expression ends where a reference or a number is expected")
        token = self.tokens[self.position]
        if token in ("+", "-", "*", "/", "and", ")", *COMPARISONS):
            raise _NotReadError(f"a reference or a number is expected instead of '{token}'")
        self.position += 1
        if re.match(r"[a-z0-9-]*[a-z][a-z0-9-]*/", token):
            selector = parse_selector(token)
            if isinstance(selector, str):
                crowded = re.search(r"[<>=!+*/-]", token.partition("/")[2].partition("?")[0])
                raise _NotReadError(selector + (", and spaces around operators" if crowded else ""))
            return selector
        if not any(form.fullmatch(token) for form in (_NUMBER, _DATE, _WORD)):
            raise _NotReadError(_unreadable(token))
        if _DATE.fullmatch(token) and isinstance(complaint := parse_moment(token), str):
            raise _NotReadError(complaint)
        return Literally(token)

    def next_is(self, token: str) -> bool:
        return self.next_of(token) is not None

    def next_of(self, *tokens: str) -> str | None:
        if self.position < len(self.tokens) and self.tokens[self.position] in tokens:
            self.position += 1
            return self.tokens[self.position - 1]
        return None

    def where(self) -> str:
        return (
            f"before '{self.tokens[self.position]}'"
            if self.position < len(self.tokens)
            else "at the end"
        )

    def end(self, *, comparison: bool) -> None:
        if self.position >= len(self.tokens):
            return
        token = self.tokens[self.position]
        if token in COMPARISONS:
            raise _NotReadError(
                f"'{token}' compares a second time: join comparisons with 'and'"
                if comparison
                else f"'{token}' compares, and a calculation only calculates"
            )
        raise _NotReadError(f"'{token}' is left over: operators stand between spaces")


def _unreadable(token: str) -> str:
    quantity = parse_quantity(token)
    if isinstance(quantity, Quantity) and quantity.value is not None and not quantity.bound:
        return f"'{token}' is no plain number: write {quantity.value:f}"
    return f"'{token}' cannot be read: operators stand between spaces, references are subject/property?key=value"


def references(node: Node) -> Iterator[Selector]:
    """All references in an expression, from left to right."""
    if isinstance(node, Selector):
        yield node
    elif isinstance(node, Operation):
        yield from references(node.left)
        yield from references(node.right)


def comparisons(node: Node) -> Iterator[Operation]:
    """The single comparisons of a check."""
    if isinstance(node, Operation) and node.operator == "and":
        yield from comparisons(node.left)
        yield from comparisons(node.right)
    elif isinstance(node, Operation):
        yield node


def canonical(node: Node) -> str:
    """The expression with single spaces and only the brackets it needs: the identity of a comparison."""
    if isinstance(node, Operation):
        right = canonical(node.right)
        left = canonical(node.left)
        tight = node.operator in "*/"
        if isinstance(node.right, Operation) and (
            tight or (node.operator == "-" and node.right.operator in "+-")
        ):
            right = f"({right})"
        if isinstance(node.left, Operation) and tight and node.left.operator in "+-":
            left = f"({left})"
        return f"{left} {node.operator} {right}"
    return node.canonical if isinstance(node, Selector) else node.text


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
        if _NUMBER.fullmatch(node.text):
            return intervals.point(Decimal(node.text.replace(",", "")))
        return _date(node.text) if _DATE.fullmatch(node.text) else node.text
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
    if isinstance(node, Literally) and _NUMBER.fullmatch(node.text) and _is_date(other):
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
