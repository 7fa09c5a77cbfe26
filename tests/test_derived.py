"""A source's own comparison is held against the numbers that it compares: its own, else ours."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from annals.derived import meant
from annals.explain import explain, stubs
from annals.findings import Finding
from annals.printed import printed_text
from annals.record import Record
from annals.selectors import Selector, parse_selector
from hypothesis import given
from hypothesis import strategies as st

RecordOf: TypeAlias = Callable[..., Record]
NORTH, SOUTH = "north-bridge/length", "south-bridge/length"
LONGER = f"{SOUTH} - {NORTH}"


def _says(value: str, derived: str = LONGER, **more: Any) -> dict[str, Any]:
    return {"derived": derived, "value": value, "place": "page 2", **more}


def _pair(north: str = "412", south: str = "500") -> list[str]:
    return [f"{NORTH} = {north}", f"{SOUTH} = {south}"]


def _compared(record: Record, derived: str = LONGER) -> Finding:
    return record.findings[derived]


def _ends(finding: Finding) -> list[tuple[str, str]]:
    return [
        (f"{Decimal(each.low or 0):f}", f"{Decimal(each.high or 0):f}") for each in finding.computed
    ]


def test_a_lead_of_unknown_size_is_said_to_be_one(record_of: RecordOf):
    """That something is ahead is no number; a number that is given is printed, and a single value stays as it is said."""
    record = record_of({"gazette-page": [*_pair("over 0"), _says("over 0")]})
    assert printed_text(record, _compared(record)) == "size not stated"
    assert printed_text(record, record.findings[NORTH]) == "over 0\N{NO-BREAK SPACE}m"
    record = record_of({"gazette-page": [*_pair(), _says("over 80")]})
    assert printed_text(record, _compared(record)) == "over 80\N{NO-BREAK SPACE}m"


# --- arithmetic ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("derived", "value", "adds_up"),
    [
        (LONGER, "88", True),
        (LONGER, "89", True),
        (LONGER, "90", False),
        (LONGER, "about 90", True),
        (LONGER, "over 80", True),
        (LONGER, "over 90", False),
        (LONGER, "80..100", True),
        (f"{SOUTH} / {NORTH}", "1.2x", True),
        (f"{SOUTH} / {NORTH}", "1.21 ×", True),
        (f"{SOUTH} / {NORTH}", "2x", False),
        (f"{SOUTH} / {NORTH} - 1", "21 %", True),
        (f"{SOUTH} / {NORTH} - 1", "21.4 %", True),
        (f"{SOUTH} / {NORTH} - 1", "31 %", False),
        (f"{SOUTH} / {NORTH} - 1", "over 20 %", True),
        (f"1 - {NORTH} / {SOUTH}", "18 %", True),
        (f"({NORTH} + {SOUTH}) / 2", "456", True),
        (f"({NORTH} + {SOUTH}) / 2", "466", False),
    ],
)
def test_a_comparison_is_held_against_its_operands(
    record_of: RecordOf, derived: str, value: str, adds_up: bool
):
    """Differences, multiples and percentages, with the rounding of all that is printed."""
    finding = _compared(record_of({"gazette-page": [*_pair(), _says(value, derived)]}), derived)
    assert (finding.kind is None) is adds_up
    assert finding.kind in (None, "arithmetic")
    assert finding.contradicted == ("no" if adds_up else "open")


def test_both_operands_are_shown(record_of: RecordOf):
    """What was compared, what it gives, and that nobody says so, stands beside what was said."""
    record = record_of({"gazette-page": [*_pair(), _says("98")]})
    finding = _compared(record)
    assert finding.operands == {SOUTH: (SOUTH,), NORTH: (NORTH,)}
    assert _ends(finding) == [("87.0", "89.0")]
    assert [(side.computed, len(side.claims)) for side in finding.sides] == [(False, 1), (True, 0)]
    assert finding.subjects == ("south-bridge", "north-bridge")
    told = explain(record, f"{SOUTH}  -  {NORTH}")
    assert told is not None
    assert f"{SOUTH} = {SOUTH}; {NORTH} = {NORTH}" in told


def test_the_span_of_what_does_not_add_up_covers_what_is_computed(record_of: RecordOf):
    """From what is given by the operands to what was said."""
    span = _compared(record_of({"gazette-page": [*_pair(), _says("98")]})).span
    assert span is not None
    assert (span.low, span.high) == (Decimal("87.0"), Decimal("98.5"))


def test_a_comparison_that_adds_up_is_printed_as_said(record_of: RecordOf):
    """The claim is printed, not what we computed."""
    record = record_of({"gazette-page": [*_pair(), _says("88")]})
    finding = _compared(record)
    assert finding.printed is not None
    assert printed_text(record, finding) == "88\N{NO-BREAK SPACE}m"


# --- own operands, and ours ----------------------------------------------------------------------


def test_a_source_is_held_against_its_own_numbers(record_of: RecordOf):
    """Whoever says 98 and prints numbers that give 98 has added up, whatever others print."""
    said = {"survey": _pair(), "gazette-page": [*_pair(north="402"), _says("98")]}
    record = record_of(said)
    assert _compared(record).kind is None
    assert record.findings[NORTH].kind == "value"


def test_a_source_without_numbers_is_held_against_ours(record_of: RecordOf):
    """What we print is what it must fit."""
    said = {"survey": _pair(), "gazette-page": [_says("98")], "herald-page": [_says("88")]}
    finding = _compared(record_of(said))
    assert finding.kind == "arithmetic"
    assert [claim.text for claim in finding.claims] == ["98", "88"]
    assert _compared(record_of({"survey": _pair(), "herald-page": [_says("88")]})).kind is None


def test_one_operand_can_be_its_own_and_the_other_ours(record_of: RecordOf):
    """A source that prints one of the two numbers is held against that one, and ours."""
    said = {"survey": _pair(), "gazette-page": [f"{NORTH} = 402", _says("98")]}
    assert _compared(record_of(said)).kind is None


def test_an_open_operand_is_taken_on_every_side(record_of: RecordOf):
    """A comparison that adds up on one side is not known to be wrong; one that adds up on none is."""
    said = {"survey": _pair(), "ledger": _pair(north="402")}
    for value, kind in (("88", None), ("98", None), ("108", "arithmetic")):
        assert _compared(record_of({**said, "gazette-page": [_says(value)]})).kind == kind


def test_a_ruled_operand_is_what_is_printed(record_of: RecordOf):
    """After the ruling only the number that was preferred counts."""
    said = {"survey": _pair(), "ledger": _pair(north="402"), "gazette-page": [_says("98")]}
    ruling = {"finding": NORTH, "prefer": {"source": "survey"}}
    assert _compared(record_of(said, rulings=[ruling])).kind == "arithmetic"


def test_each_source_is_judged_by_its_own_numbers(record_of: RecordOf):
    """One that adds up does not excuse another that does not; both results are shown."""
    said = {
        "survey": [*_pair(), _says("88")],
        "ledger": [*_pair(north="402"), _says("88", f"{SOUTH}  -  {NORTH}")],
    }
    finding = _compared(record_of(said))
    assert finding.kind == "arithmetic"
    assert _ends(finding) == [("87.0", "89.0"), ("97.0", "99.0")]


def test_two_that_add_up_can_still_contradict_each_other(record_of: RecordOf):
    """Each from its own numbers: then they differ in value, and no arithmetic is wrong."""
    said = {"survey": [*_pair(), _says("88")], "ledger": [*_pair(north="402"), _says("98")]}
    assert _compared(record_of(said)).kind == "value"


def test_a_source_means_its_own_findings_first(record_of: RecordOf):
    """A reference that could be any of several is the one that the source itself speaks of."""
    full, empty = f"{NORTH}?load=full", f"{NORTH}?load=empty"
    said = {
        "survey": [f"{empty} = 300"],
        "gazette-page": [f"{full} = 412", f"{SOUTH} = 500", _says("98")],
    }
    finding = _compared(record_of(said))
    assert finding.kind == "arithmetic"
    assert finding.operands[NORTH] == (full,)


def test_another_sources_exact_finding_does_not_take_the_place_of_its_own(record_of: RecordOf):
    """Somebody who states no condition does not redefine what this source meant."""
    full = f"{NORTH}?load=full"
    said = {"gazette-page": [f"{full} = 412", f"{SOUTH} = 500", _says("98")]}
    more = {"survey": [f"{NORTH} = 402"]}
    for world in (said, {**said, **more}):
        assert _compared(record_of(world)).operands[NORTH] == (full,)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"survey": [f"{NORTH} = 412"]},
        {"survey": [f"{NORTH} = 412", f"{SOUTH}?load=full = 500", f"{SOUTH}?load=empty = 400"]},
    ],
)
def test_what_cannot_be_found_is_not_calculated(record_of: RecordOf, more: dict[str, list[str]]):
    """An operand that nobody gives, or that could be any of several, makes no finding; a rule says so."""
    record = record_of({**more, "gazette-page": [_says("88")]})
    assert LONGER not in record.findings


@pytest.mark.parametrize(
    "derived", ["5 - 3", "north-bridge - 3", "x/y >", "(", f"{NORTH} > {SOUTH}"]
)
def test_what_cannot_be_read_is_not_calculated(record_of: RecordOf, derived: str):
    """A slip in the calculation is reported by a rule, and never raised."""
    record = record_of({"gazette-page": [*_pair(), _says("2", derived)]})
    assert set(record.findings) == {NORTH, SOUTH}


def test_nothing_is_divided_by_what_can_be_zero(record_of: RecordOf):
    """What has no result contradicts nothing."""
    derived = f"{SOUTH} / {NORTH}"
    said = {"gazette-page": [*_pair(north="0"), _says("88", derived)]}
    finding = _compared(record_of(said), derived)
    assert (finding.kind, finding.computed) == (None, ())


def test_words_and_bounds_in_operands(record_of: RecordOf):
    """'None' cannot be calculated with; 'over 400' gives whatever it allows."""
    for north, value, kind in (
        ("none", "7", None),
        ("over 400", "88", None),
        ("over 400", "120", "arithmetic"),
    ):
        said = {"gazette-page": [*_pair(north=north), _says(value)]}
        assert _compared(record_of(said)).kind == kind


def test_days_between_dates(record_of: RecordOf):
    """A source that says how long it took is held against the two dates."""
    derived = "south-bridge/opened - north-bridge/opened"
    dates = ["north-bridge/opened = 2024-07-03", "south-bridge/opened = 2024-07-23"]
    for value, kind in (("20", None), ("25", "arithmetic")):
        record = record_of({"gazette-page": [*dates, _says(value, derived)]})
        assert _compared(record, derived).kind == kind


# --- identity, rulings, support ------------------------------------------------------------------


def test_one_comparison_is_one_finding_however_it_is_spelt(record_of: RecordOf):
    """Spaces, needless brackets and the order of keys make no second finding."""
    one = "north-bridge/wear?by=city-lab&lane=1 - south-bridge/wear?by=city-lab&lane=1"
    other = "( north-bridge/wear?lane=1&by=city-lab )  -  south-bridge/wear?lane=1&by=city-lab"
    said = {
        "survey": [
            "north-bridge/wear?by=city-lab&lane=1 = 9",
            "south-bridge/wear?by=city-lab&lane=1 = 5",
        ],
        "gazette-page": [_says("4", one)],
        "herald-page": [_says("4", other)],
    }
    assert len(_compared(record_of(said), one).claims) == 2


def test_two_that_compare_differently_contradict_each_other(record_of: RecordOf):
    """Where the rounding allows both, they are still two values."""
    said = {
        "survey": _pair("40", "50"),
        "gazette-page": [_says("9.6")],
        "herald-page": [_says("10.4")],
    }
    finding = _compared(record_of(said))
    assert (finding.kind, finding.contradicted) == ("value", "open")
    one = {"survey": _pair("40", "50"), "gazette-page": [_says("9.6"), _says("10.4")]}
    assert _compared(record_of(one)).kind == "within-source"


def test_a_ruling_can_print_what_the_operands_give(record_of: RecordOf):
    """Then nobody's number is printed, and the claim agrees with nothing."""
    said = {"survey": _pair(), "gazette-page": [_says("98")], "herald-page": [_says("88")]}
    record = record_of(said, rulings=[{"finding": LONGER, "computed": "yes"}])
    finding = _compared(record)
    assert (finding.contradicted, finding.printed, finding.ruling) == ("ruled", None, "ruling-0")
    assert [finding.agrees(index) for index in range(2)] == [False, True]
    assert printed_text(record, finding).startswith("87 to 89")
    assert LONGER not in stubs(record)


def test_a_ruling_cannot_print_what_the_operands_do_not_give(record_of: RecordOf):
    """Where nothing can be calculated, the finding stays open."""
    derived = f"{SOUTH} / {NORTH}"
    said = {"survey": [*_pair(north="0"), _says("2x", derived), _says("3x", derived)]}
    record = record_of(said, rulings=[{"finding": derived, "computed": "yes"}])
    assert _compared(record, derived).open


def test_a_ruling_can_prefer_what_a_source_says(record_of: RecordOf):
    """As on any other contradiction."""
    said = {"survey": _pair(), "gazette-page": [_says("98")], "herald-page": [_says("88")]}
    ruling = {"finding": LONGER, "prefer": {"source": "herald-page", "value": "88"}}
    finding = _compared(record_of(said, rulings=[ruling]))
    assert finding.printed is not None
    assert finding.printed.text == "88"


def test_a_comparison_that_waits_has_a_stub_with_what_is_computed(record_of: RecordOf):
    """The maintainer sees both, and can take what the operands give."""
    waiting = stubs(record_of({"survey": _pair(), "gazette-page": [_says("98")]}))
    assert f'finding: "{LONGER}"' in waiting
    assert "computed: yes" in waiting
    assert "87 to 89" in waiting


def test_a_comparison_has_support_and_interest_of_its_own(record_of: RecordOf):
    """Whoever compares speaks, not whoever measured; an independent voice frees it of interest."""
    derived = "north-bridge/noise - south-bridge/noise"
    about = {
        "handbook": {"publisher": "bridge-office"},
        "gazette-page": {"publisher": "gazette"},
        "survey": {"publisher": "city-lab"},
    }
    said = {
        "survey": ["north-bridge/noise = 61", "south-bridge/noise = 51"],
        "handbook": [_says("10", derived)],
    }
    finding = _compared(record_of(said, about=about), derived)
    assert (finding.support, finding.interest) == ("single-source", "own")
    said["gazette-page"] = [_says("10", derived)]
    finding = _compared(record_of(said, about=about), derived)
    assert (finding.support, finding.interest) == ("corroborated", "independent")
    said["gazette-page"] = [_says("10", derived, via="handbook")]
    finding = _compared(record_of(said, about=about), derived)
    assert (finding.support, finding.interest) == ("repeated", "own")


def test_a_promised_comparison_is_not_held_against_anything(record_of: RecordOf):
    """'It will be 98 m longer' is no arithmetic."""
    record = record_of({"survey": _pair(), "gazette-page": [_says("98", kind="promise")]})
    assert LONGER not in record.findings


# --- what always holds ---------------------------------------------------------------------------

OTHERS = st.dictionaries(
    st.sampled_from(["alpha", "zeta"]),
    st.lists(
        st.builds(
            "{}{} = {}".format,
            st.sampled_from([NORTH, SOUTH]),
            st.sampled_from(["", "?load=full", "?load=empty", "?load=full&lane=1"]),
            st.sampled_from(["412", "402", "500", "over 1", "none"]),
        ),
        max_size=4,
    ),
)


@given(
    st.sampled_from(["", "?load=full"]),
    st.sampled_from(["412", "402", "~410"]),
    st.sampled_from(["88", "98", "over 95", "10"]),
    OTHERS,
)
def test_another_source_never_touches_a_comparison_of_a_sources_own_numbers(
    record_of: RecordOf, query: str, north: str, value: str, others: dict[str, list[str]]
):
    """What does not add up by itself does not begin to, nor the other way round, whoever speaks."""
    own = {"gazette-page": [f"{NORTH}{query} = {north}", f"{SOUTH} = 500", _says(value)]}
    alone, among = (_compared(record_of({**own, **more})) for more in ({}, others))
    assert (among.kind, among.computed) == (alone.kind, alone.computed)


@given(OTHERS)
def test_what_a_reference_means_is_sound(record_of: RecordOf, others: dict[str, list[str]]):
    """It is a finding that the reference selects: the source's own, or the only one."""
    record = record_of(others)
    for text in (NORTH, f"{NORTH}?load=full", f"{NORTH}?only"):
        selector = parse_selector(text)
        assert isinstance(selector, Selector)
        for source in others:
            found = meant(selector, source, record.by_subject_property)
            if found is None:
                assert len(record.select(text)) != 1
                continue
            own = source in {claim.source for claim in found.claims}
            assert own or record.select(text) == [found]
            assert set(selector.conditions) <= set(found.conditions)
