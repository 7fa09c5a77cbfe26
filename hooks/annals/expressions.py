"""The small grammar of `derived` and `check`: sums, products and comparisons of references and numbers, over intervals.

    check   = claim { "and" claim }
    claim   = sum ( ">" | ">=" | "<" | "<=" | "=" | "!=" ) sum
    sum     = product { ("+" | "-") product }
    product = atom { ("*" | "/") atom }
    atom    = reference | number | date | word | "(" sum ")"

Operators stand between spaces, for ids hold hyphens and references hold slashes. A comparison holds only if it holds for every point
of the intervals that it compares, so that a difference within the rounding is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from annals import intervals
from annals.dates import parse_moment
from annals.intervals import Interval
from annals.selectors import Selector, parse_selector

MAX_LENGTH = 600
COMPARISONS = (">=", "<=", "!=", ">", "<", "=")
_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


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
# What a reference can be: one operand if it is settled, one for each side if it is not, none if it is unknown.
Lookup = Callable[[Selector], list[Operand]]


def parse(text: str, *, comparison: bool) -> Node | str:
    """The expression in this text, or one sentence that says what is wrong; `comparison` for a check, else a calculation."""
    if len(text) > MAX_LENGTH:
        return f"the expression has more than {MAX_LENGTH} characters"
    tokens = _TOKEN.findall(text)
    try:
        parser = _Parser(tokens)
        node = parser.check() if comparison else parser.sum(0)
        parser.end()
    except _NotReadError as error:
        return str(error)
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
                raise _NotReadError(selector)
            return selector
        if not re.fullmatch(r"-?\d[\d.,]*|\d{4}(?:-\d\d){0,2}[~?%]?|[a-z][a-z0-9-]*", token):
            raise _NotReadError(
                f"'{token}' cannot be read: operators stand between spaces, references are subject/property?key=value"
            )
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

    def end(self) -> None:
        if self.position < len(self.tokens):
            raise _NotReadError(
                f"'{self.tokens[self.position]}' is left over: operators stand between spaces"
            )


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
        if isinstance(node.right, Operation) and (tight or node.operator == "-"):
            right = f"({right})"
        if isinstance(node.left, Operation) and tight and node.left.operator in "+-":
            left = f"({left})"
        return f"{left} {node.operator} {right}"
    return node.text


def calculate(node: Node, lookup: Lookup) -> list[Interval]:
    """Every interval that a calculation can give: one for each way to take a side of what is not settled."""
    found = []
    for chosen in _ways(node, lookup):
        result = _value(node, chosen)
        if isinstance(result, Interval):
            found.append(result)
    return found


def holds(node: Node, lookup: Lookup) -> Literal["yes", "no", "unknown"]:
    """Whether a check holds: `yes` if certainly and on every side, `no` if certainly not, `unknown` within the rounding or without data."""
    ways = list(_ways(node, lookup))
    verdicts = {_verdict(node, chosen) for chosen in ways}
    if verdicts == {"yes"}:
        return "yes"
    return "no" if verdicts == {"no"} else "unknown"


def _ways(node: Node, lookup: Lookup) -> Iterator[dict[str, Operand]]:
    named = {selector.text: selector for selector in references(node)}
    options = [lookup(selector)[:8] for selector in named.values()]
    for chosen in product(*options):
        yield dict(zip(named, chosen, strict=True))


def _value(node: Node, chosen: dict[str, Operand]) -> Operand | None:
    if isinstance(node, Selector):
        return chosen[node.text]
    if isinstance(node, Literally):
        return (
            intervals.point(Decimal(node.text.replace(",", "")))
            if _is_number(node.text)
            else node.text
        )
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


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?", text) is not None


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
    # A year or a date is read as a date only beside a date, whose ends are whole days far above any year.
    return _as_date(node.left, left, right), _as_date(node.right, right, left)


def _as_date(node: Node, own: Operand | None, other: Operand | None) -> Operand | None:
    beside_date = isinstance(other, Interval) and (
        isinstance(other.low, int) or isinstance(other.high, int)
    )
    if isinstance(node, Literally) and beside_date:
        moment = parse_moment(node.text)
        return own if isinstance(moment, str) else moment.interval
    return own


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
