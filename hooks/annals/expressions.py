"""The small grammar of `derived` and `check`: sums, products and comparisons of references and numbers.

    check   = claim { "and" claim }
    claim   = sum ( ">" | ">=" | "<" | "<=" | "=" | "!=" ) sum
    sum     = product { ("+" | "-") product }
    product = atom { ("*" | "/") atom }
    atom    = reference | number | date | word | "(" sum ")"

A date is 2024-07-23, 2024-07 or, beside another date, 2024.

Operators stand between spaces, for ids hold hyphens and references hold slashes. What an expression comes to is found in `evaluation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annals.dates import parse_moment
from annals.quantities import Quantity, parse_quantity
from annals.selectors import Selector, parse_selector

MAX_LENGTH = 600
COMPARISONS = (">=", "<=", "!=", ">", "<", "=")
_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
DATE = re.compile(r"\d{4}(?:-\d\d){1,2}[~?%]?|\d{4}[~?%]", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9-]*")


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
        if not any(form.fullmatch(token) for form in (NUMBER, DATE, _WORD)):
            raise _NotReadError(_unreadable(token))
        if DATE.fullmatch(token) and isinstance(complaint := parse_moment(token), str):
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
