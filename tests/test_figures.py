"""Figures of findings: axes, labels that cover nothing, brackets at true width; and what a figure refuses to draw."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from annals.blocks import BLOCKS
from annals.blocks.figure import refuse
from annals.blocks.labels import Label, Words, placed
from annals.blocks.pictures import even_ticks, power_ticks
from annals.blocks.points import NARROW, WIDE, Point, drawing
from annals.blocks.scale import linear, powers, years
from annals.intervals import Interval
from annals.options import read_options
from annals.record import Record
from annals.site import Context, Site
from hypothesis import given
from hypothesis import strategies as st

RecordOf = Callable[..., Record]
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_an_even_axis_holds_all_its_numbers_between_round_ends(numbers: list[Decimal]):
    """Its steps are equal and few, and every number lies on it."""
    scale = linear(numbers)
    steps = {after - before for before, after in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert len(steps) == 1
    assert 2 <= len(scale.ticks) <= 9
    assert scale.low <= min(numbers)
    assert max(numbers) <= scale.high
    assert (scale.at(scale.low), scale.at(scale.high)) == (0, 100)


@given(st.lists(st.decimals(min_value="0.01", max_value=10**12, places=2), min_size=1))
def test_each_step_of_an_axis_by_powers_is_ten_times_the_one_before(numbers: list[Decimal]):
    """And every number lies on it."""
    scale = powers(numbers)
    assert all(
        after == 10 * before for before, after in zip(scale.ticks, scale.ticks[1:], strict=False)
    )
    assert scale.low <= min(numbers)
    assert max(numbers) <= scale.high


def test_an_axis_of_days_is_marked_at_each_new_year():
    """From the year of the first day to the end of that of the last."""
    scale = years([date(2023, 2, 24).toordinal(), date(2025, 4, 5).toordinal()])
    assert [date.fromordinal(int(tick)) for tick in scale.ticks] == [
        date(year, 1, 1) for year in (2023, 2024, 2025, 2026)
    ]


def test_words_at_ticks_leave_out_what_the_axis_says_once():
    """Millions are named at the axis, or at each tick where steps are powers."""
    assert even_ticks([Decimal(0), Decimal(50000000)]) == (["0", "50"], "million")
    assert even_ticks([Decimal("0.5"), Decimal(1000)]) == (["0.5", "1,000"], "")
    assert power_ticks([Decimal(10**5), Decimal(10**6)]) == ["100,000", "1 million"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 700), st.integers(0, 300), st.text("abc", min_size=1, max_size=20)
        ),
        max_size=12,
    )
)
def test_no_label_covers_a_point_or_another_label(points: list[tuple[int, int, str]]):
    """A label that has no free place is left out; nothing reaches over the edge."""
    words = [Words(float(x), float(y), name, name) for x, y, name in points]
    boxes = []
    for each, label in zip(words, placed(words, 700, 300), strict=True):
        if label is None:
            continue
        wide = each.width if len(label.dy) == 2 else 7.4 * len(each.name)
        at = each.x + label.dx
        left = {"start": at, "end": at - wide, "middle": at - wide / 2}[label.anchor]
        top = each.y + label.dy[0] - 11
        boxes.append((left, top, left + wide, top + 15 * len(label.dy)))
    dots = [(each.x - 7.9, each.y - 7.9, each.x + 7.9, each.y + 7.9) for each in words]
    for number, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= 700
        assert one[3] <= 300
        for other in (*boxes[number + 1 :], *dots):
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart


def test_a_point_alone_has_its_words_at_its_right():
    """The first place that is tried."""
    assert placed([Words(100, 100, "North Bridge", "40 %")], 700, 300) == [
        Label("start", 13, (-4.0, 11.0))
    ]


def test_words_reach_inwards_at_an_edge():
    """Over a point near the edge they are moved by what would not fit."""
    (label,) = placed([Words(20, 100, "North Bridge")], 95, 300)
    assert label
    assert (label.anchor, label.dx) == ("middle", 25)


def test_a_point_is_named_before_another_gets_its_second_line():
    """Three points side by side have no room for three pairs of lines, and for three names."""
    words = [Words(x, 30, "Bridge", "40 per cent of it") for x in (20, 60, 100)]
    labels = placed(words, 170, 60)
    assert all(labels)
    assert {len(label.dy) for label in labels if label} == {1}


def _drawn(point: Point, field: Any = WIDE) -> dict[str, Any]:
    across, upright = linear([Decimal(0), Decimal(100)]), linear([Decimal(0), Decimal(100)])
    words = [str(tick) for tick in upright.ticks]
    mark: dict[str, Any] = drawing([point], across, upright, field, words)["points"][0]
    return mark


def test_an_interval_is_drawn_where_it_is_wider_than_its_point():
    """As a bracket with two ticks; an end that is open is strokes that grow shorter."""
    point = Point("A", "", "", Decimal(50), Decimal(50))
    assert _drawn(point)["upright"] == ""
    narrow = Interval(Decimal("49.5"), Decimal("50.5"))
    wide = Interval(Decimal(40), Decimal(60))
    assert _drawn(Point("A", "", "", Decimal(50), Decimal(50), upright=narrow))["upright"] == ""
    path = _drawn(Point("A", "", "", Decimal(50), Decimal(50), upright=wide))["upright"]
    top, bottom = re.findall(r"M-5 ([\d.]+)h10", path)
    assert float(bottom) - float(top) == pytest.approx(WIDE.tall * 0.2)
    over = _drawn(Point("A", "", "", Decimal(50), Decimal(50), upright=Interval(Decimal(50), None)))
    assert over["upright"].count("v-") == 3
    across = Interval(Decimal(45), Decimal(55))
    assert _drawn(Point("A", "", "", Decimal(50), Decimal(50), across=across))["across"]
    assert (
        _drawn(Point("A", "", "", Decimal(50), Decimal(50), across=narrow), NARROW)["across"]
        is None
    )


# --- what is refused ----------------------------------------------------------------------------


def options_of(**written: str) -> dict[str, Any]:
    """Options as a block reads them."""
    read, refusals = read_options(BLOCKS["figure"], {"caption": "C", **written})
    assert refusals == []
    return read


@pytest.fixture
def record(record_of: RecordOf) -> Record:
    """Results, lengths and dates of three bridges."""
    return record_of(
        {
            "survey": [
                "north-bridge/strength?by=city-lab&load=full = 70",
                "south-bridge/strength?by=city-lab&load=full = 75",
                "west-bridge/strength?by=city-lab&load=empty = 90",
                "north-bridge/length = 400",
                "south-bridge/length = 500",
                "north-bridge/opened = 1990-05-04",
                "south-bridge/opened = 2001",
                "north-bridge/crossings?as_of=2023-12 = 1.5M",
                "north-bridge/crossings?as_of=2024 = over 2M",
            ],
            "herald-page": ["west-bridge/length = 10"],
            "gazette-page": ["west-bridge/length = 20"],
        }
    )


FULL = "north-bridge/strength?load=full south-bridge/strength?load=full"


@pytest.mark.parametrize(
    ("written", "rule", "words"),
    [
        ({"kind": "pie"}, "bad-option", "no kind of figure 'pie'"),
        ({}, "bad-option", "needs 'only'"),
        ({"only": f"{FULL} west-bridge/strength?load=empty"}, "unlike-conditions", "not measured alike"),
        ({"only": "west-bridge/length"}, "open-finding", "nothing is decided"),
        ({"kind": "scatter", "x": "length"}, "bad-option", "needs 'y'"),
        ({"kind": "scatter", "x": "lenght", "y": "strength"}, "unknown-property", "'lenght'"),
        ({"kind": "scatter", "x": "length", "y": "wear"}, "bad-option", "fewer than two"),
        ({"kind": "scatter", "x": "length", "y": "strength", "subjects": "west-bridge"}, "open-finding", "differ"),
        ({"kind": "series", "only": "north-bridge/length south-bridge/opened", "at": "opened"}, "bad-option", "one property"),
        ({"kind": "series", "only": "north-bridge/length"}, "bad-option", "no day to stand at"),
        ({"kind": "series", "only": "north-bridge/length", "at": "opened", "scale": "odd"}, "bad-option", "'powers'"),
        ({"kind": "dots", "properties": "strength length", "subjects": "north-bridge south-bridge"}, "bad-option", "do not share a scale"),
        ({"kind": "dots", "properties": "strength", "subjects": "north-bridge", "by": "city-lap"}, "unknown-entity", "'city-lap'"),
    ],
)  # fmt: skip
def test_a_figure_refuses(record: Record, written: dict[str, str], rule: str, words: str):
    """What is not there, not decided, or not measured alike."""
    refusals = refuse(record, options_of(**written))
    assert [refusal.rule for refusal in refusals][:1] == [rule]
    assert words in refusals[0].message


def html_of(record: Record, **written: str) -> str:
    """A figure's HTML."""
    options = options_of(**written)
    assert refuse(record, options) == []
    return str(BLOCKS["figure"].render(Site(record, BLOCKS), options, Context()))


def test_bars_begin_at_zero_and_stand_in_a_table_too(record: Record):
    """As wide as their share of the longest."""
    html = html_of(record, only="north-bridge/length south-bridge/length")
    assert re.findall(r'<rect class="bar-of" x="0" y="\d+" width="([\d.]+)%"', html) == [
        "80.00",
        "100.00",
    ]
    assert html.count("<tr>") == 3
    assert "style=" not in html


def test_bars_mark_the_subject_that_a_figure_is_of(record: Record):
    """Its bar and, for who sees no colours, its name; nothing is marked where no subject is named."""
    options = {"only": "north-bridge/length south-bridge/length"}
    html = html_of(record, **options, of="south-bridge")
    marked = re.findall(
        r'<text( class="b acc")? [^>]*>([^<:]+)[^<]*</text><rect class="([^"]+)"', html
    )
    assert marked == [
        ("", "North Bridge", "bar-of"),
        (' class="b acc"', "South Bridge", "bar-of me"),
    ]
    assert "bar-of me" not in html_of(record, **options)
    refusals = refuse(record, options_of(**options, of="sout-bridge"))
    assert [refusal.rule for refusal in refusals] == ["unknown-entity"]


def test_a_scatter_says_a_condition_of_one_axis_of_that_axis_only(record: Record):
    """The lengths of bridges were not measured under any load."""
    html = html_of(record, kind="scatter", x="length", y="strength")
    assert "All: " not in html
    assert "Stated for Strength left only: load: full." in html


def test_a_scatter_names_its_points_and_says_where_the_axis_starts(record: Record):
    """Two drawings, one for narrow screens; title, description and a table say the same."""
    html = html_of(record, kind="scatter", x="length", y="strength", of="south-bridge")
    assert html.count('<svg class="px points') == 2
    assert html.count('class="dot3"') == 2
    assert "<desc" in html
    assert "North Bridge: 70" in html
    assert "The vertical axis starts at" in html
    assert html.count("<tr>") == 3


def test_a_series_stands_at_days_and_keeps_their_width(record: Record):
    """A month is a bracket, a bound is open, and each point says when it was true."""
    html = html_of(
        record,
        kind="series",
        only="north-bridge/crossings?as_of=2023-12 north-bridge/crossings?as_of=2024",
    )
    assert "December 2023" in html
    assert "over 2 million" in html
    assert "Brackets show" in html
    by_date = html_of(
        record, kind="series", only="north-bridge/length south-bridge/length", at="opened"
    )
    assert ">1990<" in by_date


def test_dots_set_side_by_side_what_was_measured_alike(record: Record):
    """One row for each set of like conditions with two results; the order of names is that of results."""
    strength = record.properties["strength"].model_copy(update={"range": ["0", "100"]})
    record = replace(record, properties={**record.properties, "strength": strength})
    html = html_of(
        record, kind="dots", properties="strength", subjects="north-bridge south-bridge west-bridge"
    )
    assert html.count('role="img"') == 1
    assert html.index("South Bridge 75") < html.index("North Bridge 70")
    assert "West Bridge" not in html
