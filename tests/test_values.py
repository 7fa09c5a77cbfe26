"""A value is read by its property's type, never by a guess, and knows what it can agree with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from annals.intervals import Interval
from annals.schema import Property
from annals.values import ABSENT, Value, comparison, human, read_value


def _property(kind: str, **more: Any) -> Property:
    return Property(id="asked", name="Asked", summary="What is asked.", type=kind, **more)


def _read(text: str, kind: str, **more: Any) -> Value:
    value = read_value(text, _property(kind, **more))
    assert isinstance(value, Value), value
    return value


# --- reading by type -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("86.4", "quantity", "86.35", "86.45"),
        ("412", "count", "411.5", "412.5"),
        ("fourth", "rank", "3.5", "4.5"),
        ("top 5", "rank", "1", "5"),
    ],
)
def test_a_number_is_read_by_its_type(text: str, kind: str, low: str, high: str):
    """A number in print stands for the stretch that its property's type gives it."""
    interval = _read(text, kind).interval
    assert interval is not None
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


def test_a_date_keeps_its_precision():
    """A month is all its days, for a date and for a period alike."""
    assert _read("2025-07", "date").interval == _read("2025-07-01/2025-07-31", "period").interval


def test_what_k_stands_for_is_the_propertys():
    """K is 1,000 unless the property's scale says otherwise; M follows it."""
    assert _read("8K", "quantity").meets(_read("8000", "quantity"))
    for text, plain in (("8K", "8192"), ("1M", "1048576")):
        for kind in ("quantity", "count"):
            large = _read(text, kind, scale="k: 1024")
            assert large.meets(_read(plain, kind))


def test_a_choice_is_one_of_a_closed_list():
    """A word outside the list is refused with the words that are in it."""
    listed = {"yes": "Yes", "no": "No"}
    word = _read("yes", "choice", choices=listed).token
    assert word == "yes"
    said = read_value("maybe", _property("choice", choices=listed))
    assert said == "'maybe' is none of the choices of 'asked': yes, no"


def test_an_entity_is_named_by_its_id():
    """A name with capitals and spaces is no id."""
    named = _read("bridge-office", "entity").token
    assert named == "bridge-office"
    assert read_value("Bridge Office", _property("entity")) == "'Bridge Office' is no entity's id"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("about noon", "quantity"),
        ("4.5", "count"),
        ("0", "rank"),
        ("2024-02-30", "date"),
        ("12/04/2024", "period"),
        ("NO", "quantity"),
        ("12:30", "quantity"),
        ("1e3", "count"),
    ],
)
def test_what_is_not_of_the_type_is_refused_in_one_sentence(text: str, kind: str):
    """A complaint is returned, not raised, and says what is wrong."""
    said = read_value(text, _property(kind))
    assert isinstance(said, str)
    assert "\n" not in said
    assert not said.endswith(".")


# --- nothing, in five ways -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ABSENT)
@pytest.mark.parametrize("kind", ["quantity", "count", "rank", "date", "choice", "entity", "text"])
def test_what_is_absent_is_never_compared(text: str, kind: str):
    """Unstated, not reported and not applicable agree and disagree with nothing."""
    value = _read(text, kind, choices={"yes": "Yes"} if kind == "choice" else None)
    assert not value.comparable
    assert not value.meets(value)
    assert human(value, None) == text.replace("-", " ")


def test_none_is_a_value_and_not_zero():
    """'None' contradicts a number, zero among them, and agrees with itself."""
    nothing, zero = _read("none", "quantity"), _read("0", "quantity")
    assert nothing.comparable
    assert nothing.meets(_read("none", "quantity"))
    assert not nothing.meets(zero)
    assert not zero.meets(nothing)
    assert human(nothing, None) == "none"


def test_none_is_a_choice_only_where_it_is_listed():
    """A closed list decides itself whether 'none' is one of its words."""
    assert isinstance(read_value("none", _property("choice", choices={"yes": "Yes"})), str)
    listed = _read("none", "choice", choices={"none": "No tools"}).token
    assert listed == "none"


# --- agreeing ------------------------------------------------------------------------------------


def test_text_is_never_compared():
    """Two wordings neither agree nor contradict each other, and not even one with itself."""
    words = _read("Cross at will", "text")
    assert not words.comparable
    assert not words.meets(words)


@pytest.mark.parametrize(
    ("one", "other", "kind", "agree"),
    [
        ("86.4", "86", "quantity", True),
        ("66.6", "66.7", "quantity", False),
        ("0.67 ± 0.03", "0.69", "quantity", False),
        ("over 10", "10", "quantity", True),
        ("over 10", "under 10", "quantity", False),
        ("at least 10", "up to 10", "quantity", True),
        ("2025-06-30", "2025-07", "date", False),
        ("2025-07-31", "2025-07", "date", True),
        ("[2024,2026]", "2026-03", "date", True),
        ("[2024,2026]", "2025", "date", False),
        ("2024/2026", "2025", "date", True),
    ],
)
def test_values_agree_when_they_share_a_point(one: str, other: str, kind: str, agree: bool):
    """An uncertainty is not part of it, and a one-of set of dates is its members and not what lies between."""
    left, right = _read(one, kind), _read(other, kind)
    assert left.meets(right) is agree
    assert right.meets(left) is agree


def test_a_set_of_dates_has_a_piece_for_each_member():
    """Any other value that has a place on the axis has one piece, and a word none."""
    assert len(_read("[2024,2026]", "date").pieces) == 2
    assert _read("86.4", "quantity").pieces == (
        Interval(Decimal("86.35"), Decimal("86.45"), high_open=True),
    )
    assert _read("bridge-office", "entity").pieces == ()


# --- a source's own comparison -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3", "2.5", "3.5"),
        ("10x", "9.5", "10.5"),
        ("2.5 times", None, None),
        ("54 %", "0.535", "0.545"),
        ("-54%", "-0.545", "-0.535"),
        ("over 50 %", "0.50", None),
        ("under 200 %", None, "2.00"),
    ],
)
def test_a_comparison_is_a_number_a_multiple_or_a_percentage(
    text: str, low: str | None, high: str | None
):
    """54 % is 0.54, so that 'b / a - 1' can be held against it."""
    value = comparison(text)
    if low is None and high is None:
        assert isinstance(value, str)
        return
    assert isinstance(value, Value)
    assert value.interval is not None
    ends = (value.interval.low, value.interval.high)
    assert ends == (low and Decimal(low), high and Decimal(high))


def test_a_percentage_of_many_digits_stays_exact():
    """Dividing by a hundred loses no digit, however many were printed."""
    digits = "1.2345678901234567890123456789012345"
    value = comparison(f"{digits} %")
    assert isinstance(value, Value)
    assert value.interval is not None
    assert str(value.interval.low) == "0.01234567890123456789012345678901234" + "45"


# --- as people read it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "more", "words"),
    [
        ("412", "quantity", {"unit": "m"}, "412\N{NO-BREAK SPACE}m"),
        ("fourth", "rank", {}, "4th"),
        ("2025-07", "date", {}, "July 2025"),
        ("steel", "choice", {"choices": {"steel": "Steel"}}, "Steel"),
        ("not-reported", "quantity", {"unit": "m"}, "not reported"),
        ("Cross at will", "text", {}, "Cross at will"),
    ],
)
def test_values_are_said_with_their_unit(text: str, kind: str, more: dict[str, Any], words: str):
    """A reader sees words and units, and not the ids of the data."""
    assert human(_read(text, kind, **more), _property(kind, **more)) == words
