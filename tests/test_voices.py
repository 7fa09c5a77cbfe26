"""Claims by voice, comparisons in words, and how a contradiction is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from annals.blocks import BLOCKS
from annals.blocks.contradictions import contradiction_view, shared_unit, side_texts
from annals.calculations import calculation_words
from annals.record import Record
from annals.site import Site
from annals.voices import voices

RecordOf: TypeAlias = Callable[..., Record]


def test_copies_of_one_origin_are_one_voice(record_of: RecordOf):
    """However many pass it on, and wherever they have it from; a source of its own is another voice."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412"],
            "gazette": [("north-bridge/length = 412", {"via": "survey"})],
            "blog": [("north-bridge/length = 412", {"via": "gazette"})],
            "visit": ["north-bridge/length = 412"],
        }
    )
    told = voices(record, record.findings["north-bridge/length"].claims)
    assert [(voice.origin, voice.sources, voice.copies) for voice in told] == [
        ("survey", ("survey", "blog", "gazette"), 2),
        ("visit", ("visit",), 0),
    ]


def test_another_value_of_one_origin_is_told_apart(record_of: RecordOf):
    """A copy that changes the number stands beside what it copied."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412"],
            "gazette": [("north-bridge/length = 421", {"via": "survey"})],
        }
    )
    told = voices(record, record.findings["north-bridge/length"].claims)
    assert [[claim.text for claim in voice.claims] for voice in told] == [["412"], ["421"]]


def drawn(record: Record, key: str) -> dict[str, Any]:
    """A contradiction as templates show it."""
    return contradiction_view(Site(record, BLOCKS), record.findings[key])


def test_a_question_names_its_sides_as_one_speaks(record_of: RecordOf):
    """Numbers along the axis, with one 'or' before the last; answers in the order in which the property offers them."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412", "north-bridge/material = steel"],
            "gazette": ["north-bridge/length = 420", "north-bridge/material = stone"],
            "visit": ["north-bridge/length = 400"],
        }
    )
    assert drawn(record, "north-bridge/length")["asked"] == "400, 412 or 420\N{NO-BREAK SPACE}m"
    assert drawn(record, "north-bridge/material")["asked"] == "stone or steel"


def test_the_printed_side_is_told_from_the_others(record_of: RecordOf):
    """Petrol for what is printed, and first; rust for what is not, and the distance at the nearest between them."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412"],
            "gazette": [("north-bridge/length = 412", {"via": "survey"})],
            "visit": ["north-bridge/length = 400"],
        },
        rulings=[
            {
                "finding": "north-bridge/length",
                "prefer": {"source": "survey"},
                "seen": ["412", "400"],
            }
        ],
    )
    view = drawn(record, "north-bridge/length")
    assert [(row["tone"], row["text"], len(row["who"])) for row in view["rows"]] == [
        ("a", "412\N{NO-BREAK SPACE}m", 2),
        ("w", "400\N{NO-BREAK SPACE}m", 1),
    ]
    assert [(side["text"], side["tone"]) for side in view["tall"]["sides"]] == [
        ("400\N{NO-BREAK SPACE}m", "w"),
        ("412\N{NO-BREAK SPACE}m", "a"),
    ]
    assert view["tall"]["gap"]["text"] == "11 apart at the nearest"
    assert view["asked"] == "400 or 412\N{NO-BREAK SPACE}m"


def test_while_nothing_is_decided_no_side_is_printed(record_of: RecordOf):
    """All are drawn as differing."""
    record = record_of({"a": ["north-bridge/length = 412"], "b": ["north-bridge/length = 400"]})
    view = drawn(record, "north-bridge/length")
    assert {row["tone"] for row in view["rows"]} == {"w"}
    assert {side["tone"] for side in view["sides"]} == {"w"}
    assert view["ruling"] is None


def test_words_have_no_axis(record_of: RecordOf):
    """What cannot be measured is listed."""
    record = record_of(
        {"a": ["north-bridge/material = stone"], "b": ["north-bridge/material = wood"]}
    )
    view = drawn(record, "north-bridge/material")
    assert (view["axis"], view["tall"], view["asked"]) == (None, None, "stone or wood")
    assert [row["brackets"] for row in view["rows"]] == [[], []]


def test_days_are_named_together(record_of: RecordOf):
    """Month and year are said once."""
    record = record_of(
        {"a": ["north-bridge/opened = 2024-04-05"], "b": ["north-bridge/opened = 2024-04-06"]}
    )
    finding = record.findings["north-bridge/opened"]
    assert side_texts(record, finding) == ["5 or 6\N{NO-BREAK SPACE}April 2024"]


def test_a_sum_that_does_not_come_out_is_drawn_beside_what_is_claimed(record_of: RecordOf):
    """With what it was calculated from."""
    record = record_of(
        {
            "a": [
                "north-bridge/length = 412",
                "south-bridge/length = 400",
                {
                    "derived": "north-bridge/length - south-bridge/length",
                    "value": "40",
                    "place": "p",
                },
            ]
        }
    )
    view = drawn(record, "north-bridge/length - south-bridge/length")
    assert [row["text"] for row in view["rows"]] == ["40\N{NO-BREAK SPACE}m"]
    assert [row["text"] for row in view["computed"]] == ["11 to 13\N{NO-BREAK SPACE}m"]
    assert [each["text"] for each in view["computed"][0]["operands"]] == [
        "412\N{NO-BREAK SPACE}m",
        "400\N{NO-BREAK SPACE}m",
    ]


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["12.9 t CO2e", "2,040 t CO2e"], " t CO2e"),
        (["nearly 2 trillion spans", "more than 2 trillion spans"], " trillion spans"),
        (["53 %", "153 %"], " %"),
        (["yes", "no"], ""),
        (["30 June", "June"], ""),
    ],
)
def test_a_unit_that_all_share_is_found(texts: list[str], unit: str):
    """From the first word that is no number."""
    assert shared_unit(texts) == unit


@pytest.mark.parametrize(
    ("derived", "share", "words"),
    [
        (
            "north-bridge/length - south-bridge/length",
            False,
            "Lead of North Bridge over South Bridge: Length",
        ),
        (
            "north-bridge/weight - south-bridge/weight",
            False,
            "North Bridge minus South Bridge: Weight",
        ),
        (
            "north-bridge/weight / south-bridge/weight",
            True,
            "North Bridge as a share of South Bridge: Weight",
        ),
        (
            "(north-bridge/crossings?as_of=2024 - north-bridge/crossings?as_of=2023) / north-bridge/crossings?as_of=2023",
            True,
            "Growth from North Bridge (as of 2023) to North Bridge (as of 2024): Crossings",
        ),
        (
            "north-bridge/weight + south-bridge/weight",
            False,
            "North Bridge and South Bridge together: Weight",
        ),
        (
            "(north-bridge/weight - 3) * south-bridge/length",
            False,
            "(North Bridge, Weight minus 3) times South Bridge, Length",
        ),
    ],
)
def test_a_calculation_is_put_in_words(record_of: RecordOf, derived: str, share: bool, words: str):
    """Nobody has to read a formula."""
    record = record_of({"a": ["north-bridge/length = 412"]})
    assert calculation_words(record, derived, share=share) == words
