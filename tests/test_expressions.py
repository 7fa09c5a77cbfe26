"""The small grammar of comparisons and checks: what is read, what is refused, what holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from annals.dates import Moment, parse_moment
from annals.evaluation import MAX_WAYS, Operand, calculate, holds
from annals.expressions import Literally, Node, Operation, canonical, comparisons, parse, references
from annals.intervals import Interval, divide
from annals.quantities import Quantity, parse_quantity
from annals.selectors import Selector, parse_selector
from hypothesis import given
from hypothesis import strategies as st


def _node(text: str, *, comparison: bool = False) -> Node:
    node = parse(text, comparison=comparison)
    assert not isinstance(node, str), node
    return node


def _stretch(text: str) -> Interval:
    """The interval of a printed number or of a date."""
    for read in (parse_moment(text), parse_quantity(text)):
        if isinstance(read, Moment | Quantity):
            return read.interval
    raise AssertionError(text)


def _day(text: str) -> Interval:
    moment = parse_moment(text)
    assert isinstance(moment, Moment)
    return moment.interval


def _number(text: str) -> Interval:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Quantity)
    return quantity.interval


def _verdict(check: str, **known: Sequence[Operand]) -> str:
    """Whether a check on bridges holds; `a` and `b` are what a/x and b/x can be."""
    readings = {f"{name}/x": options for name, options in known.items()}
    return holds(_node(check, comparison=True), readings)


def _given(calculation: str, **known: Sequence[Operand]) -> list[Interval]:
    return calculate(_node(calculation), {f"{name}/x": each for name, each in known.items()})


# --- what is read --------------------------------------------------------------------------------


def test_products_bind_closer_than_sums_and_brackets_closest():
    """What stands together is calculated together, from left to right."""
    known: dict[str, Any] = {"a": [_number("10..10")], "b": [_number("2..2")]}
    for text, result in (
        ("a/x + b/x * 3", 16),
        ("( a/x + b/x ) * 3", 36),
        ("(a/x + b/x) * 3", 36),
        ("a/x - b/x - 3", 5),
        ("a/x - (b/x - 3)", 11),
        ("a/x / b/x / 5", 1),
        ("a/x / b/x - 1", 4),
        ("a/x * -1", -10),
        ("a/x + 1,000.5", Decimal("1010.5")),
    ):
        assert _given(text, **known) == [Interval(Decimal(result), Decimal(result))]


def test_references_keep_their_hyphens_slashes_and_conditions():
    """An operator is one only between spaces."""
    node = _node("old-bridge/x?by=city-lab&load=full - b/x / c-d/x")
    assert [each.text for each in references(node)] == [
        "old-bridge/x?by=city-lab&load=full",
        "b/x",
        "c-d/x",
    ]


def test_a_check_joins_comparisons():
    """Each comparison can be asked for by itself."""
    node = _node("a/x > b/x and a/x > 3 and 5 < b/x + 1", comparison=True)
    assert [canonical(each) for each in comparisons(node)] == [
        "a/x > b/x",
        "a/x > 3",
        "5 < b/x + 1",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends where a reference or a number is expected"),
        ("a/x -", "ends where a reference or a number is expected"),
        ("a/x - - b/x", "expected instead of '-'"),
        ("> a/x", "expected instead of '>'"),
        ("(a/x - b/x", "a closing bracket is expected at the end"),
        ("(a/x b/x)", "a closing bracket is expected before 'b/x'"),
        ("a/x )", "')' is left over: operators stand between spaces"),
        ("a/x b/x", "'b/x' is left over: operators stand between spaces"),
        ("a/x-b/x", "spaces around operators"),
        ("a/x>3", "spaces around operators"),
        ("a/x?by", "'by' in 'a/x?by' is no condition: key=value is expected"),
        ("a/x?by=m&by=n", "'by' stands twice"),
        ("A/x - 1", "'A/x' cannot be read"),
        ("a/x - 1,5", "'1,5' cannot be read"),
        ("a/x - 1.2.3", "'1.2.3' cannot be read"),
        ("a/x - 1.2B", "'1.2B' is no plain number: write 1200000000"),
        ("a/x - 50%", "'50%' is no plain number: write 50"),
        ("a/x - 2024-02-30", "February 2024 has 29 days"),
        ("a/x - 2024-13", "a year has no month 13"),
        ("a/x > b/x", "'>' compares, and a calculation only calculates"),
        ("3 - 2", "the expression names no finding"),
        ("(" * 30 + "a/x" + ")" * 30, "too many brackets"),
        ("a/x + " * 120 + "a/x", "more than 600 characters"),
    ],
)
def test_a_calculation_that_cannot_be_read_is_refused(text: str, says: str):
    """One sentence says what is wrong, and nothing is raised."""
    _is_one_sentence(parse(text, comparison=False), says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a/x", "a comparison (>=, <=, !=, >, <, =) is expected at the end"),
        ("a/x and b/x > 1", "is expected before 'and'"),
        ("a/x > 1 and", "ends where a reference or a number is expected"),
        ("1 < a/x < 3", "'<' compares a second time: join comparisons with 'and'"),
        ("a/x == 3", "a comparison (>=, <=, !=, >, <, =) is expected before '=='"),
        ("2 > 1", "the expression names no finding"),
        ("a/x > 1 or b/x > 1", "'or' is left over"),
        ("(a/x > 1)", "a closing bracket is expected before '>'"),
    ],
)
def test_a_check_that_cannot_be_read_is_refused(text: str, says: str):
    """One sentence says what is wrong, and nothing is raised."""
    _is_one_sentence(parse(text, comparison=True), says)


def _is_one_sentence(said: Node | str, expected: str) -> None:
    assert isinstance(said, str), said
    assert expected in said
    assert "\n" not in said
    assert not said.endswith(".")
    assert said[:1] in "'(" or said[0].islower() or said.startswith("February")


@given(st.text(alphabet="ab/x?=&<>!+-*() 0123.,~and", max_size=40), st.booleans())
def test_any_text_is_read_or_refused(text: str, comparison: bool):
    """Bad data never raises."""
    assert parse(text, comparison=comparison)


# --- one spelling for one meaning ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a/x   -\n b/x ", "a/x - b/x"),
        ("((a/x)) - (b/x)", "a/x - b/x"),
        ("a/x - (b/x - c/x)", "a/x - (b/x - c/x)"),
        ("(a/x + b/x) / c/x", "(a/x + b/x) / c/x"),
        ("(a/x / b/x) - 1", "a/x / b/x - 1"),
        ("1 - (a/x / b/x)", "1 - a/x / b/x"),
        ("a/x + (b/x - c/x)", "a/x + b/x - c/x"),
        ("a/x / (b/x * c/x)", "a/x / (b/x * c/x)"),
        ("a/x?z=1&by=m - b/x", "a/x?by=m&z=1 - b/x"),
        ("a/x?only&by=m - b/x", "a/x?by=m&only - b/x"),
    ],
)
def test_spaces_brackets_and_the_order_of_keys_make_no_difference(text: str, expected: str):
    """Two sources that make one comparison make one finding, however they are transcribed."""
    assert canonical(_node(text)) == expected


def _leaf(text: str) -> Node:
    selector = parse_selector(text)
    return Literally(text) if isinstance(selector, str) else selector


EXPRESSIONS = st.recursive(
    st.sampled_from([_leaf("a/x"), _leaf("b/x"), _leaf("c/x?by=m"), _leaf("3"), _leaf("0.5")]),
    lambda below: st.builds(Operation, st.sampled_from("+-*/"), below, below),
    max_leaves=8,
)
VALUES = st.sampled_from([_number(text) for text in ("2", "-3", "86.4", "~80", "over 5", "1..4")])


@given(EXPRESSIONS, VALUES, VALUES, VALUES)
def test_the_canonical_spelling_means_the_same(node: Node, a: Interval, b: Interval, c: Interval):
    """Read again, it is spelt the same and comes to the same."""
    if not any(isinstance(each, Selector) for each in references(node)):
        node = Operation("+", node, _leaf("a/x"))
    again = _node(canonical(node))
    assert canonical(again) == canonical(node)
    known = {"a/x": [a], "b/x": [b], "c/x?by=m": [c]}
    assert calculate(again, known) == calculate(node, known)


# --- calculating over intervals ------------------------------------------------------------------


def test_a_calculation_keeps_the_rounding_of_its_operands():
    """42.8 - 41.9 is not 0.9, but anything that the two printed numbers allow."""
    assert _given("a/x - b/x", a=[_number("42.8")], b=[_number("41.9")]) == [
        Interval(Decimal("0.8"), Decimal("1.0"), low_open=True, high_open=True)
    ]


def test_days_between_two_dates_are_numbers():
    """A difference of two days is a stretch of days."""
    (days,) = _given("a/x - b/x", a=[_day("2024-07-23")], b=[_day("2024-07-03")])
    assert days.contains(20)
    assert not days.contains(22)


def test_nothing_is_calculated_from_words_or_by_zero():
    """What cannot be calculated has no result; no error is raised and no number is made up."""
    assert _given("a/x - b/x", a=["stone"], b=[_number("2")]) == []
    assert _given("a/x / b/x", a=[_number("2")], b=[_number("0")]) == []
    assert _given("a/x - b/x", a=[_number("2")], b=[]) == []


def test_each_side_of_what_is_open_is_calculated():
    """Two sides of one operand and two of the other make four results."""
    found = _given("a/x - b/x", a=[_number("10"), _number("20")], b=[_number("1"), _number("5")])
    assert sorted(int(each.low + 1) for each in found if each.low is not None) == [5, 9, 15, 19]


def test_one_finding_is_on_one_side_at_a_time():
    """An open finding that is named twice is not on two sides at once."""
    found = _given("a/x / a/x", a=[_number("10"), _number("20")])
    assert found == [divide(each, each) for each in (_number("10"), _number("20"))]


def test_where_there_are_too_many_ways_the_result_covers_them_all():
    """A finding with very many sides is neither left out nor cut short."""
    many = [_number(str(number)) for number in range(100)]
    assert len(many) ** 2 > MAX_WAYS
    (covered,) = _given("a/x - b/x", a=many, b=many)
    assert covered.contains(99)
    assert covered.contains(-99)


# --- what holds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("a/x > b/x", "yes"),
        ("b/x > a/x", "no"),
        ("a/x >= b/x", "yes"),
        ("b/x < a/x", "yes"),
        ("a/x <= b/x", "no"),
        ("a/x = b/x", "no"),
        ("a/x != b/x", "yes"),
        ("a/x > 86.3", "yes"),
        ("a/x > 86.4", "unknown"),
        ("a/x >= 86.35", "yes"),
        ("a/x > 86.35", "unknown"),
        ("a/x < 86.45", "yes"),
        ("a/x = 86.4", "yes"),
        ("a/x != 86.4", "no"),
        ("a/x = 86.45", "no"),
        ("a/x - b/x > 5.8", "yes"),
        ("a/x - b/x > 6", "unknown"),
        ("a/x / b/x > 1.05 and a/x > b/x", "yes"),
        ("a/x > b/x and b/x > a/x", "no"),
        ("a/x > b/x and a/x > 86.4", "unknown"),
    ],
)
def test_a_check_holds_only_if_it_holds_within_the_rounding(check: str, verdict: str):
    """A is 86.4 and B is 80: what their rounding leaves open is not known."""
    assert _verdict(check, a=[_number("86.4")], b=[_number("80")]) == verdict


@pytest.mark.parametrize(
    ("printed", "check", "verdict"),
    [
        ("over 10", "a/x > 10", "yes"),
        ("over 10", "a/x > 11", "unknown"),
        ("at least 10", "a/x > 10", "unknown"),
        ("at least 10", "a/x >= 10", "yes"),
        ("under 10", "a/x < 10", "yes"),
        ("under 10", "a/x > 10", "no"),
        ("up to 10", "a/x <= 10", "yes"),
        ("120..157", "a/x > 119", "yes"),
        ("120..157", "a/x > 130", "unknown"),
    ],
)
def test_bounds_hold_as_far_as_they_reach(printed: str, check: str, verdict: str):
    """'Over ten' says nothing of eleven."""
    assert _verdict(check, a=[_number(printed)]) == verdict


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("a/x < b/x", "yes"),
        ("a/x = 2024-07-23", "yes"),
        ("a/x = 2024-07", "yes"),
        ("a/x = 2024", "yes"),
        ("a/x < 2025", "yes"),
        ("2023 < a/x", "yes"),
        ("a/x < 2024", "unknown"),
        ("a/x < 2024-07-24", "yes"),
        ("a/x < 2024-07", "unknown"),
        ("a/x < 2024-06", "no"),
        ("a/x <= 2024-07", "unknown"),
        ("a/x = 2024-07-24~", "yes"),
        ("b/x - a/x > 300", "yes"),
        ("b/x - a/x > 1000", "no"),
        ("b/x - a/x < 2000", "yes"),
        ("a/x > 5", "unknown"),
        ("a/x > stone", "unknown"),
    ],
)
def test_dates_are_compared_as_days(check: str, verdict: str):
    """Four digits beside a date are a year, and beside a number of days they are a number."""
    known = {"a": [_day("2024-07-23")], "b": [_day("2025-07")]}
    assert _verdict(check, **known) == verdict  # type: ignore[arg-type]


def test_four_digits_beside_a_number_are_no_year():
    """A bridge of 2,024 metres was not built in that year."""
    assert _verdict("a/x = 2024", a=[_number("2,024")]) == "yes"
    assert _verdict("a/x > 2,000", a=[_number("2024")]) == "yes"


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("a/x = stone", "yes"),
        ("a/x = steel", "no"),
        ("a/x != steel", "yes"),
        ("a/x != stone", "no"),
        ("a/x > steel", "unknown"),
        ("a/x = 3", "unknown"),
        ("a/x = b/x", "yes"),
    ],
)
def test_words_are_equal_or_not(check: str, verdict: str):
    """Nothing is more than a word."""
    assert _verdict(check, a=["stone"], b=["stone"]) == verdict


def test_a_check_on_what_is_open_must_hold_on_every_side():
    """One side that does not support it is enough to know nothing; all against it, to know that it is wrong."""
    sides = [_number("9"), _number("14"), _number("20")]
    assert _verdict("a/x > 8", a=sides) == "yes"
    assert _verdict("a/x > 10", a=sides) == "unknown"
    assert _verdict("a/x > 21", a=sides) == "no"
    assert _verdict("a/x != stone", a=["steel", "wood"]) == "yes"
    assert _verdict("a/x = steel", a=["steel", "wood"]) == "unknown"
    assert _verdict("a/x > 8", a=[_number("9"), "none"]) == "unknown"


def test_no_side_is_overlooked_however_many_there_are():
    """The ninth side counts like the first."""
    sides = [_number(str(number)) for number in range(1, 13)]
    assert _verdict("a/x < 10", a=sides) == "unknown"
    assert _verdict("a/x < 13", a=sides) == "yes"


def test_a_check_with_too_many_ways_is_not_known_to_hold():
    """What was not looked at is not vouched for."""
    many = [_number(str(number)) for number in range(100)]
    assert _verdict("a/x - b/x < 1000", a=many, b=many) == "unknown"


def test_what_has_no_value_supports_nothing():
    """A check on a finding without a value neither holds nor fails."""
    assert _verdict("a/x > 1", a=[]) == "unknown"


STRETCHES = st.sampled_from(
    [_stretch(text) for text in ("86.4", "86", "87", "over 86", "under 87", "80..90", "~86", "0")]
)
CHECKS = st.builds(
    lambda left, operator, right: f"{left} {operator} {right}",
    st.sampled_from(["a/x", "b/x", "a/x - b/x", "a/x + 1"]),
    st.sampled_from([">", ">=", "<", "<=", "=", "!="]),
    st.sampled_from(["b/x", "86", "87.5", "a/x * 2"]),
).filter(lambda check: "/" in check)


@given(CHECKS, STRETCHES, STRETCHES)
def test_a_comparison_and_its_opposite_never_both_hold(check: str, a: Interval, b: Interval):
    """Of two that contradict each other at most one is certain, and then the other is certainly not so."""
    opposite = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}
    left, operator, right = next(
        check.partition(f" {each} ") for each in opposite if f" {each} " in check
    )
    told = _verdict(check, a=[a], b=[b])
    reverse = _verdict(f"{left} {opposite[operator.strip()]} {right}", a=[a], b=[b])
    assert (told, reverse) in {("yes", "no"), ("no", "yes"), ("unknown", "unknown")}
