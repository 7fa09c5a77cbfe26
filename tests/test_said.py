"""What was announced and what came of it; and what some sources say alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from annals.blocks import BLOCKS
from annals.blocks.promises import ENDINGS, ending
from annals.blocks.statements import statement_groups, statement_rows
from annals.date_words import human
from annals.record import Record
from annals.site import Context, Site
from annals.unsupported import unsupported

RecordOf: TypeAlias = Callable[..., Record]
TOLD = "It was so."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"came": "kept", "outcome": TOLD}, "kept"),
        ({"came": "late", "outcome": TOLD, "due": "2024-01"}, "late"),
        ({"came": "partly", "outcome": TOLD, "due": "2030"}, "partly"),
        ({"outcome": TOLD}, "told"),
        ({"outcome": TOLD, "due": "2024-05"}, "told"),
        # The record speaks of 30 June 2024.
        ({"outcome": TOLD, "due": "2024-06"}, "open"),
        ({"due": "2024-07"}, "open"),
        ({"due": "2024-05"}, "overdue"),
        ({}, "undated"),
    ],
)
def test_what_came_of_a_promise(record_of: RecordOf, more: dict[str, str], expected: str):
    """The word in the data; else what its outcome and its date allow to be said, and no more."""
    claim = {"subject": "north-bridge", "property": "motto", "value": "Over", "place": "page 1"}
    record = record_of({"survey": [{**claim, "kind": "promise", **more}]})
    assert ending(record, record.claims[0]) == expected
    assert expected in ENDINGS


def test_one_announcement_by_several_is_told_once(record_of: RecordOf):
    """With all who made it; what came of it stands there once."""
    said = {
        "subject": "north-bridge",
        "property": "motto",
        "value": "A second bridge",
        "place": "page 1",
        "kind": "prediction",
        "outcome": TOLD,
        "came": "broken",
    }
    record = record_of({"survey": [said], "visit": [said], "stated": ["north-bridge/length = 4"]})
    html = BLOCKS["promises"].render(Site(record, BLOCKS), {}, Context())
    assert html.count("A second bridge") == 1
    assert html.count(TOLD) == 1
    assert "sources/survey/" in html
    assert "sources/visit/" in html
    assert html.count('id="broken"') == 1
    assert "Length" not in html


def test_what_one_source_says_in_several_places_names_it_once(record_of: RecordOf):
    """Its name once, and each place leads to its own claim; a value in words begins as a sentence does."""
    said = {
        "subject": "north-bridge",
        "property": "motto",
        "value": "to build a second bridge",
        "kind": "promise",
        "outcome": TOLD,
        "came": "kept",
    }
    record = record_of({"survey": [{**said, "place": "page 1"}, {**said, "place": "page 2"}]})
    html = BLOCKS["promises"].render(Site(record, BLOCKS), {}, Context())
    assert html.count(">survey</a>") == 1
    assert re.findall(r"claim-claims-(\d)", html) == ["0", "1"]
    assert html.count("To build a second bridge") == 1


def test_a_statement_made_again_is_one_row(record_of: RecordOf):
    """With every place where it is made, and the date that one of them gives; another wording is another row."""
    said = {"subject": "north-bridge", "property": "motto", "kind": "promise", "place": "page 1"}
    record = record_of(
        {
            "survey": [
                {**said, "value": "Over"},
                {**said, "value": "Over", "place": "page 9", "due": "2030"},
            ],
            "visit": [{**said, "value": "Over"}, {**said, "value": "Under"}],
        }
    )
    rows = statement_rows(Site(record, BLOCKS), record.claims)
    assert [(row["text"], len(row["says"])) for row in rows] == [("Over", 2), ("Under", 1)]
    assert [each["place"] for each in rows[0]["says"][0]] == ["page 1", "page 9"]
    assert human(rows[0]["due"]) == "2030"


def test_statements_on_one_property_stand_together(record_of: RecordOf):
    """A property is named once, where it first comes up."""
    said = [("motto", "Over"), ("material", "stone"), ("motto", "Under")]
    record = record_of(
        {
            "survey": [
                {
                    "subject": "north-bridge",
                    "property": prop,
                    "value": value,
                    "kind": "opinion",
                    "place": "page 1",
                }
                for prop, value in said
            ]
        }
    )
    (group,) = statement_groups(Site(record, BLOCKS), record.claims)
    assert [row["text"] for row in group["rows"]] == ["Over", "Under", "stone"]


def test_what_some_sources_say_alone_stands_with_the_source(record_of: RecordOf):
    """A note belongs to who it is about, and how many of the listed sources say it is counted."""
    record = record_of(
        {
            "seed": [("north-bridge/cost = 27", {"note": "No currency is named."})],
            "twin": ["north-bridge/cost = 27", "north-bridge/length = 9"],
        }
    )
    html = BLOCKS["unsupported"].render(
        Site(record, BLOCKS), {"sources": ["seed", "twin"]}, Context()
    )
    assert "In 2 of 2 sources" in html
    assert "In 1 of 2 sources" in html
    (noted,) = [part for part in html.split("<li>") if "No currency" in part]
    assert ">seed</a>" in noted
    assert "twin" not in noted.partition("</li>")[0]


def alone(record: Record, *sources: str) -> list[str]:
    """The findings that only these sources support."""
    return [finding.id for finding in unsupported(record, sources)]


def test_a_number_that_nobody_else_says_is_listed(record_of: RecordOf):
    """And not one that somebody else says too, more exactly or less; words are never listed."""
    record = record_of(
        {
            "seed": [
                "north-bridge/cost = 27",
                "north-bridge/length = 412",
                "north-bridge/strength?load=full = 86",
                "north-bridge/motto = Over",
            ],
            "other": [
                "north-bridge/length = 410 to 415",
                "north-bridge/strength?by=city-lab&load=full = 86.4",
            ],
        }
    )
    assert alone(record, "seed") == ["north-bridge/cost"]


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        # That is a contradiction, and stands among these.
        ("north-bridge/strength?load=full = 90", False),
        ("north-bridge/strength?load=empty = 86", True),
        ("south-bridge/strength?load=full = 86", True),
        ("north-bridge/strength = 86", False),
    ],
)
def test_what_differs_is_no_support(record_of: RecordOf, other: str, listed: bool):
    """Another condition or another subject leaves it alone; what could be it does not."""
    key = "north-bridge/strength?load=full"
    record = record_of({"seed": [f"{key} = 86"], "other": [other]})
    assert (key in alone(record, "seed")) is listed


def test_two_of_the_listed_sources_do_not_support_each_other(record_of: RecordOf):
    """Nor does what one of them says of its own publisher need support."""
    record = record_of(
        {
            "seed": ["north-bridge/cost = 27", "bridge-office/cost = 3"],
            "twin": ["north-bridge/cost = 27"],
        },
        about={"seed": {"publisher": "bridge-office"}},
    )
    assert alone(record, "seed", "twin") == ["north-bridge/cost"]
    assert alone(record, "seed") == []


def test_the_block_needs_sources_that_exist(record_of: RecordOf):
    """It refuses to be left empty, and ids that no source has."""
    record: Any = record_of({"seed": ["north-bridge/cost = 27"]})
    refuse = BLOCKS["unsupported"].refuse
    assert [refusal.rule for refusal in refuse(record, {})] == ["bad-option"]
    assert [refusal.rule for refusal in refuse(record, {"sources": ["sed"]})] == ["unknown-source"]
    assert refuse(record, {"sources": ["seed"]}) == []
