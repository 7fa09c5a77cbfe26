"""What a finding looks like in print: one rule for ranges, a unit behind what is calculated, the printed side as it is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from annals.blocks.contradictions import side_texts
from annals.printed import calculated_text, printed_text
from annals.record import Record

RecordOf = Callable[..., Record]
STRENGTH = "north-bridge/strength?by=city-lab&load=full"
TOGETHER = "north-bridge/length + south-bridge/length"


@pytest.mark.parametrize(
    ("first", "last"), [("73.3", "76.1"), ("73.3 %", "76.1"), ("73.3 %", "76.1 %")]
)
def test_the_unit_of_a_span_is_said_once_at_the_end(record_of: RecordOf, first: str, last: str):
    """Whether both sources print the sign, one of them or neither."""
    record = record_of({"alpha": [f"{STRENGTH} = {first}"], "omega": [f"{STRENGTH} = {last}"]})
    assert printed_text(record, record.findings[STRENGTH]) == "73.3 to 76.1\N{NO-BREAK SPACE}%"


def test_a_bound_is_no_end_of_a_span(record_of: RecordOf):
    """What begins with a bound is said in full, so that 'to' is not read as its end."""
    record = record_of({"alpha": [f"{STRENGTH} = over 80"], "omega": [f"{STRENGTH} = 70"]})
    told = printed_text(record, record.findings[STRENGTH])
    assert told == "70\N{NO-BREAK SPACE}% or over 80\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("derived", "value", "told"),
    [
        (TOGETHER, "30", "30\N{NO-BREAK SPACE}m"),
        ("south-bridge/length / north-bridge/length", "2", "2"),
        ("south-bridge/length / north-bridge/length", "200 %", "200\N{NO-BREAK SPACE}%"),
    ],
)
def test_what_is_only_added_keeps_its_unit(
    record_of: RecordOf, derived: str, value: str, told: str
):
    """A sum is in the unit of what is added, and a ratio in none."""
    claims = ["north-bridge/length = 10", "south-bridge/length = 20"]
    record = record_of({"alpha": [*claims, {"derived": derived, "value": value}]})
    assert printed_text(record, record.findings[derived]) == told


def test_a_difference_of_percentages_is_in_points(record_of: RecordOf):
    """One point, and not one per cent."""
    other = STRENGTH.replace("north", "south")
    derived = f"{STRENGTH} - {other}"
    record = record_of(
        {
            "alpha": [
                f"{STRENGTH} = 40.0",
                f"{other} = 39.0",
                {"derived": derived, "value": "1"},
            ]
        }
    )
    assert printed_text(record, record.findings[derived]) == "1 point"


def test_printed_and_calculated_sums_share_their_unit(record_of: RecordOf):
    """So that a heading can say the unit once."""
    claims = ["north-bridge/length = 10", "south-bridge/length = 20"]
    record = record_of({"alpha": [*claims, {"derived": TOGETHER, "value": "50"}]})
    finding = record.findings[TOGETHER]
    assert calculated_text(record, finding, finding.computed[0]).endswith("\N{NO-BREAK SPACE}m")
    assert side_texts(record, finding) == ["50", "29 to 31\N{NO-BREAK SPACE}m"]


def test_a_side_is_called_by_what_is_printed(record_of: RecordOf):
    """Not by another, more exact value on the same side."""
    record = record_of(
        {
            "alpha": [f"{STRENGTH} = 6.5"],
            "beta": [f"{STRENGTH} = 6.50"],
            "omega": [f"{STRENGTH} = 8.3"],
        },
        rulings=[
            {
                "finding": STRENGTH,
                "prefer": {"source": "alpha"},
                "seen": ["6.5", "6.50", "8.3"],
            }
        ],
    )
    assert side_texts(record, record.findings[STRENGTH]) == ["6.5", "8.3\N{NO-BREAK SPACE}%"]
