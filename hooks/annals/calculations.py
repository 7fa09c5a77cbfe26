"""The calculations of comparisons in reader words: who is set against whom, in what, and how."""

from __future__ import annotations

from annals.expressions import Literally, Node, Operation, parse, references
from annals.reader_words import condition_words
from annals.record import Record
from annals.selectors import Selector

_INFIX = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}


def calculation_words(record: Record, text: str, *, share: bool = False) -> str:
    """A calculation as a reader says it: `Growth from … to …`, `Lead of … over …`; `share` where it is said in per cent.

    What cannot be read stays as it is written: a rule complains of it.
    """
    node = parse(text, comparison=False)
    if isinstance(node, str):
        return text
    named = list(references(node))
    several = len({each.property for each in named}) > 1
    shared = frozenset.intersection(*(frozenset(each.conditions) for each in named))
    names = {
        each.text: _named(
            record,
            record.name(each.subject) + (f", {record.name(each.property)}" if several else ""),
            frozenset(each.conditions) - shared,
        )
        for each in named
    }
    definition = record.properties.get(named[0].property)
    leads = definition is not None and definition.direction == "higher"
    words = _pattern(node, names, leads=leads, share=share)
    what = "" if several else record.name(named[0].property)
    return f"{words}: {_named(record, what, shared)}" if what else _named(record, words, shared)


def _named(record: Record, name: str, conditions: frozenset[tuple[str, str]]) -> str:
    words = [condition_words(record, key, value) for key, value in sorted(conditions)]
    return f"{name} ({', '.join(words)})" if words else name


def _pattern(node: Node, names: dict[str, str], *, leads: bool, share: bool) -> str:
    """The calculations that people have words for; any other as a formula in words."""
    match node:
        case Operation(
            "/", Operation("-", Selector() as new, Selector() as old), Selector() as base
        ):
            if old == base:
                return f"Growth from {names[old.text]} to {names[new.text]}"
        case Operation("-", Selector() as left, Selector() as right) if leads:
            return f"Lead of {names[left.text]} over {names[right.text]}"
        case Operation("/", Selector() as left, Selector() as right):
            how = "a share" if share else "a multiple"
            return f"{names[left.text]} as {how} of {names[right.text]}"
        case Operation("+", left, right):
            terms = [names[each.text] for each in references(node)]
            if _sums(left) and _sums(right):
                return f"{', '.join(terms[:-1])} and {terms[-1]} together"
    return _formula(node, names)


def _sums(node: Node) -> bool:
    """Whether a calculation only adds."""
    if isinstance(node, Operation):
        return node.operator == "+" and _sums(node.left) and _sums(node.right)
    return isinstance(node, Selector)


def _formula(node: Node, names: dict[str, str]) -> str:
    if isinstance(node, Operation):
        left, right = _formula(node.left, names), _formula(node.right, names)
        if isinstance(node.right, Operation):
            right = f"({right})"
        if isinstance(node.left, Operation) and node.operator in "*/":
            left = f"({left})"
        return f"{left} {_INFIX[node.operator]} {right}"
    return node.text if isinstance(node, Literally) else names[node.text]
