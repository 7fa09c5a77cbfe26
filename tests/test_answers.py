"""What a reference in prose comes to, and why it is refused where nothing sound can be printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from annals.answers import Refusal, one, settled, verdict
from annals.computed import Computed, difference, ordinal, rank, ratio
from annals.findings import Finding
from annals.printed import printed_text
from annals.record import Record
from annals.selectors import Selector, parse_selector

RecordOf: TypeAlias = Callable[..., Record]
NORTH, SOUTH = "north-bridge/length", "south-bridge/length"
SPACE = "\N{NO-BREAK SPACE}"


def _record(record_of: RecordOf, *claims: Any, **more: Any) -> Record:
    """What one survey says."""
    return record_of({"survey": claims}, **more)


def _differing(record_of: RecordOf, *claims: str) -> Record:
    """What several sources say, one claim each."""
    return record_of({f"source-{number}": [claim] for number, claim in enumerate(claims)})


def _text(answer: Computed | Refusal) -> str:
    assert isinstance(answer, Computed), answer
    return answer.text.replace(SPACE, " ")


def _refused(answer: object) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert "\n" not in answer.message
    assert not answer.message.endswith(".")
    assert answer.notes or answer.rule in ("not-a-number", "unlike-conditions")
    return answer


# --- references ----------------------------------------------------------------------------------

FULL = "north-bridge/strength?by=city-lab&load=full"
EMPTY = "north-bridge/strength?by=city-lab&load=empty"
BARE = "north-bridge/strength?by=city-lab"


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        (FULL, FULL),
        ("north-bridge/strength?load=full&by=city-lab", FULL),
        ("north-bridge/strength?load=full", FULL),
        (BARE, BARE),
        (f"{BARE}&only", BARE),
        ("north-bridge/strength?only&by=city-lab", BARE),
        ("north-bridge/strength?load=empty", EMPTY),
    ],
)
def test_a_reference_means_the_exact_id_else_the_only_finding_with_its_keys(
    record_of: RecordOf, reference: str, meant: str
):
    """The order of keys makes no difference; '&only' means exactly these."""
    record = _record(record_of, f"{FULL} = 86", f"{EMPTY} = 91", f"{BARE} = 88")
    found = one(record, reference)
    assert isinstance(found, Finding)
    assert found.id == meant


def test_an_ambiguous_reference_lists_what_it_could_be(record_of: RecordOf):
    """Several findings with the keys named are an error that names them."""
    refusal = _refused(one(_record(record_of, f"{FULL} = 86", f"{EMPTY} = 91"), BARE))
    assert refusal.rule == "ambiguous-reference"
    assert "could be any of 2 findings" in refusal.message
    assert f"{EMPTY}, {FULL}" in refusal.notes[0]
    assert "&only" in refusal.notes[1]


def test_a_long_list_of_what_it_could_be_is_cut(record_of: RecordOf):
    """Six are named, and how many more there are."""
    claims = [f"{NORTH}?lane={lane} = 412" for lane in range(1, 10)]
    refusal = _refused(one(_record(record_of, *claims), NORTH))
    assert "and 3 more" in refusal.notes[0]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (f"{BARE}&load=half", f"the findings there: {EMPTY}, {FULL}"),
        (f"{BARE}&only", f"the findings there: {EMPTY}, {FULL}"),
        ("north-bridge/lenght", "did you mean 'length'?"),
        ("nord-bridge/length", "did you mean 'north-bridge'?"),
        ("north-bridge/length", "no source claims 'length' of 'north-bridge'"),
    ],
)
def test_an_unknown_reference_says_what_is_near(record_of: RecordOf, reference: str, note: str):
    """What stands there, what the id may have been meant for, or that nobody says so."""
    refusal = _refused(one(_record(record_of, f"{FULL} = 86", f"{EMPTY} = 91"), reference))
    assert refusal.rule == "unknown-reference"
    assert note in refusal.notes[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("length", "is no reference"),
        ("North/length", "is no reference"),
        ("a/b?c", "is no condition: key=value is expected"),
        ("a/b?c=", "is no condition"),
        ("a/b?c=1&c=2", "'c' stands twice"),
    ],
)
def test_what_is_no_reference_says_why(record_of: RecordOf, text: str, says: str):
    """In one sentence, as an unknown reference."""
    refusal = one(_record(record_of, f"{FULL} = 86"), text)
    assert isinstance(refusal, Refusal)
    assert says in refusal.message


def test_a_selector_has_one_spelling():
    """Its keys are sorted, and 'only' comes last."""
    selector = parse_selector("a/b?only&z=1&by=m")
    assert isinstance(selector, Selector)
    assert selector.canonical == "a/b?by=m&z=1&only"


def test_nothing_is_settled_while_sources_differ(record_of: RecordOf):
    """A finding that is open can be shown, and nothing computed from it."""
    record = _differing(record_of, f"{NORTH} = 412", f"{NORTH} = 415")
    assert isinstance(one(record, NORTH), Finding)
    assert _refused(settled(record, NORTH)).rule == "open-finding"


# --- differences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one_value", "other", "about", "text"),
    [
        ("412", "500", "length", "88 m"),
        ("412.3", "500", "length", "88 m"),
        ("412.30", "500.0", "length", "87.7 m"),
        ("30.84M", "1.2B", "length", "1,169,160,000 m"),
        ("66.6", "66.7", "length", "0.1 m"),
        ("$5", "$7.60", "cost", "$3"),
        ("5", "7", "arches", "2"),
        ("5", "6", "size-rank", "1"),
        ("1990-05-04", "1990-05-05", "opened", "1 day"),
        ("1990-05-04", "1993-05-04", "opened", "1,096 days"),
    ],
)
def test_a_difference_is_said_in_the_digits_that_both_have(
    record_of: RecordOf, one_value: str, other: str, about: str, text: str
):
    """With the unit of the property, or the mark in print; of two days, in days."""
    record = _record(
        record_of, f"north-bridge/{about} = {one_value}", f"south-bridge/{about} = {other}"
    )
    assert _text(difference(record, f"north-bridge/{about} to south-bridge/{about}")) == text


def test_a_difference_of_percentages_is_points(record_of: RecordOf):
    """From 86 % to 91 % are five points, and not five per cent."""
    key = "strength?by=city-lab&load=full"
    for value, text in (("91.0", "5 points"), ("87", "1 point")):
        record = _record(record_of, f"north-bridge/{key} = 86", f"south-bridge/{key} = {value}")
        assert _text(difference(record, f"north-bridge/{key} to south-bridge/{key}")) in (
            text,
            "5 points",
        )


@pytest.mark.parametrize("compute", [difference, ratio])
def test_what_is_open_is_not_computed_with(record_of: RecordOf, compute: Any):
    """On either end."""
    record = _differing(record_of, f"{NORTH} = 412", f"{NORTH} = 415", f"{SOUTH} = 500")
    for argument in (f"{NORTH} to {SOUTH}", f"{SOUTH} to {NORTH}"):
        assert _refused(compute(record, argument)).rule == "open-finding"


@pytest.mark.parametrize("compute", [difference, ratio])
def test_what_was_not_tested_alike_is_not_computed_with(record_of: RecordOf, compute: Any):
    """The conditions that are missing or different are named."""
    full, empty = "strength?by=city-lab&load=full", "strength?by=bridge-office&load=full"
    record = _record(record_of, f"north-bridge/{full} = 86", f"south-bridge/{empty} = 91")
    refusal = _refused(compute(record, f"north-bridge/{full} to south-bridge/{empty}"))
    assert refusal.rule == "unlike-conditions"
    assert "'by'" in refusal.notes[0]


@pytest.mark.parametrize("compute", [difference, ratio])
def test_two_tests_are_not_computed_with(record_of: RecordOf, compute: Any):
    """Though both are percentages, and by one tester."""
    record = _record(
        record_of,
        "north-bridge/wear?by=city-lab&load=full = 9",
        "north-bridge/strength?by=city-lab&load=full = 91",
        "north-bridge/length = 412",
    )
    for argument in (
        "north-bridge/wear to north-bridge/strength",
        "north-bridge/length to north-bridge/strength",
    ):
        refusal = _refused(compute(record, argument))
        assert (refusal.rule, "measure" in refusal.message) == ("unlike-conditions", True)


@pytest.mark.parametrize("compute", [difference, ratio])
@pytest.mark.parametrize(
    ("one_claim", "other"),
    [
        ("north-bridge/weight = 90", "north-bridge/length = 412"),
        ("north-bridge/cost = $5", "south-bridge/cost = €7"),
    ],
)
def test_two_units_are_not_computed_with(
    record_of: RecordOf, compute: Any, one_claim: str, other: str
):
    """Tonnes and metres, dollars and euros."""
    record = _record(record_of, one_claim, other)
    argument = " to ".join(claim.partition(" = ")[0] for claim in (one_claim, other))
    refusal = _refused(compute(record, argument))
    assert (refusal.rule, "units" in refusal.message) == ("unlike-conditions", True)


@pytest.mark.parametrize("compute", [difference, ratio])
@pytest.mark.parametrize(
    "value", ["over 500", "under 400", "at least 500", "500..600", "none", "not-reported"]
)
def test_bounds_ranges_and_words_are_no_numbers(record_of: RecordOf, compute: Any, value: str):
    """'Over five hundred' less 412 is no number of metres."""
    record = _record(record_of, f"{NORTH} = 412", f"{SOUTH} = {value}")
    for argument in (f"{NORTH} to {SOUTH}", f"{SOUTH} to {NORTH}"):
        assert _refused(compute(record, argument)).rule == "not-a-number"


@pytest.mark.parametrize("compute", [difference, ratio])
@pytest.mark.parametrize(
    ("north", "south"),
    [("500", "412"), ("412", "412"), ("412", "412.3"), ("about 65", "about 67")],
)
def test_computing_goes_from_the_smaller_to_the_larger(
    record_of: RecordOf, compute: Any, north: str, south: str
):
    """The wrong direction, equal numbers, and a difference within the rounding are refused."""
    record = _record(record_of, f"{NORTH} = {north}", f"{SOUTH} = {south}")
    refusal = _refused(compute(record, f"{NORTH} to {SOUTH}"))
    assert (refusal.rule, "not certainly more" in refusal.message) == ("check-failed", True)


def test_days_are_counted_forward(record_of: RecordOf):
    """From the later day to the earlier, and from a day to itself, there is no number of days."""
    dates = ("north-bridge/opened = 1990-05-04", "south-bridge/opened = 1993-05-04")
    record = _record(record_of, *dates)
    for argument in (
        "south-bridge/opened to north-bridge/opened",
        "north-bridge/opened to north-bridge/opened",
    ):
        assert _refused(difference(record, argument)).rule == "check-failed"


@pytest.mark.parametrize("value", ["1993-05", "1993-05-04~", "1993-05-04?", "[1993-05-04,1994]"])
def test_days_are_counted_between_certain_days_only(record_of: RecordOf, value: str):
    """A month, and a day that is doubted, are no day to count to."""
    record = _record(
        record_of, "north-bridge/opened = 1990-05-04", f"south-bridge/opened = {value}"
    )
    argument = "north-bridge/opened to south-bridge/opened"
    assert _refused(difference(record, argument)).rule == "not-a-number"
    assert _refused(ratio(record, argument)).rule == "not-a-number"


@pytest.mark.parametrize("compute", [difference, ratio])
@pytest.mark.parametrize("argument", ["", NORTH, f"{NORTH} - {SOUTH}", f"{NORTH} to", "a to b"])
def test_what_names_no_two_findings_is_refused(record_of: RecordOf, compute: Any, argument: str):
    """With the form that is expected."""
    record = _record(record_of, f"{NORTH} = 412", f"{SOUTH} = 500")
    refusal = _refused(compute(record, argument))
    assert refusal.rule == "unknown-reference"
    assert "subject/property to subject/property" in refusal.notes[0]


# --- ratios --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("north", "south", "text"),
    [
        ("412", "1030", "2.5 times"),
        ("412", "5000", "12 times"),
        ("2", "4", "2.0 times"),
        ("412", "415", "1.01 times"),
        ("350M", "1.2B", "3.4 times"),
    ],
)
def test_a_ratio_is_said_in_few_digits(record_of: RecordOf, north: str, south: str, text: str):
    """One place below ten, none above; and never so few that nothing is left of it."""
    record = _record(record_of, f"{NORTH} = {north}", f"{SOUTH} = {south}")
    assert _text(ratio(record, f"{NORTH} to {SOUTH}")) == text


def test_a_ratio_to_nothing_is_refused(record_of: RecordOf):
    """Zero, and what can be zero within its rounding."""
    for nothing, rule in (("0", "not-a-number"), ("0.0", "not-a-number")):
        record = _record(record_of, f"{NORTH} = {nothing}", f"{SOUTH} = 500")
        assert _refused(ratio(record, f"{NORTH} to {SOUTH}")).rule == rule


# --- ranks ---------------------------------------------------------------------------------------

FIELD = ("north-bridge", "south-bridge", "west-bridge", "old-bridge")


def _ranked(
    record_of: RecordOf, *values: str, key: str = "strength?by=city-lab&load=full"
) -> Record:
    return _record(
        record_of,
        *(f"{bridge}/{key} = {value}" for bridge, value in zip(FIELD, values, strict=False)),
    )


def _rank(record: Record, subject: str = "north-bridge", prop: str = "strength") -> Any:
    return rank(record, f"{subject}/{prop} in {prop}")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (("86.4",), "1st of 1"),
        (("86.4", "91", "70", "80"), "2nd of 4"),
        (("70", "91", "86.4", "80"), "4th of 4"),
        (("86.4", "86", "91"), "joint 2nd of 3"),
        (("91", "91.0", "91", "70"), "joint 1st of 4"),
        (("86.4", "over 90", "under 80"), "2nd of 3"),
        (("86.4", "none", "not-reported", "70"), "1st of 2"),
    ],
)
def test_a_rank_is_the_place_among_all_comparable_results(
    record_of: RecordOf, values: tuple[str, ...], text: str
):
    """Equal within the rounding is joint; a bound counts where it is certain; a word is not in the field."""
    assert _text(_rank(_ranked(record_of, *values))) == text


def test_where_less_is_better_the_least_is_first(record_of: RecordOf):
    """The property says which direction is better."""
    record = _ranked(record_of, "9", "12", "3", key="wear?by=city-lab")
    assert _text(_rank(record, prop="wear")) == "2nd of 3"


def test_what_was_not_tested_alike_is_not_in_the_field(record_of: RecordOf):
    """Another tester's results, and those under other conditions, are ranked apart."""
    record = _record(
        record_of,
        "north-bridge/strength?by=city-lab&load=full = 86",
        "south-bridge/strength?by=city-lab&load=empty = 91",
        "west-bridge/strength?by=bridge-office&load=full = 95",
        "old-bridge/strength?by=city-lab&load=full&lane=1 = 70",
    )
    assert _text(_rank(record)) == "1st of 2"


def test_a_rank_needs_a_settled_field(record_of: RecordOf):
    """An open result among the rivals leaves every rank open."""
    key = "strength?by=city-lab&load=full"
    record = _differing(
        record_of,
        f"north-bridge/{key} = 86",
        f"south-bridge/{key} = 91",
        f"south-bridge/{key} = 70",
    )
    refusal = _refused(_rank(record))
    assert (refusal.rule, "south-bridge" in refusal.message) == ("open-finding", True)
    assert _refused(_rank(record, "south-bridge")).rule == "open-finding"


@pytest.mark.parametrize(
    "values", [("over 80",), ("80..90",), ("none",), ("86", "over 80"), ("86", "80..90")]
)
def test_bounds_that_may_be_better_have_no_rank(record_of: RecordOf, values: tuple[str, ...]):
    """'Over 80' may be more than 86 or less."""
    assert _refused(_rank(_ranked(record_of, *values))).rule == "not-a-number"


def test_there_is_no_rank_without_a_direction(record_of: RecordOf):
    """Nor in another property than the finding's own."""
    record = _record(record_of, "north-bridge/weight = 90", f"{NORTH} = 412")
    for argument in ("north-bridge/weight in weight", f"{NORTH} in weight", f"{NORTH} in nothing"):
        assert _refused(rank(record, argument)).rule == "unlike-conditions"


def test_what_names_no_ranking_is_refused(record_of: RecordOf):
    """With the form that is expected."""
    for argument in (NORTH, f"{NORTH} of length", f"in {NORTH}"):
        refusal = _refused(rank(_record(record_of, f"{NORTH} = 412"), argument))
        assert (refusal.rule, "in property" in refusal.notes[0]) == ("unknown-reference", True)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")),
        *((13, "13th"), (21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th")),
    ],
)
def test_ordinals(number: int, word: str):
    """As they are said."""
    assert ordinal(number) == word


# --- checks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "check",
    [
        f"{SOUTH} > {NORTH}",
        f"{SOUTH} - {NORTH} > 80 and {SOUTH} < 600",
        f"{SOUTH} / {NORTH} > 1.2",
        "north-bridge/opened < 1991",
        "north-bridge/opened = 1990-05",
        "north-bridge/material = stone",
        "north-bridge/material != steel",
        "north-bridge/architect = ada",
    ],
)
def test_a_sentence_stands_while_its_check_holds(record_of: RecordOf, check: str):
    """Numbers, dates, choices and entities."""
    record = _record(
        record_of,
        f"{NORTH} = 412",
        f"{SOUTH} = 500",
        "north-bridge/opened = 1990-05-04",
        "north-bridge/material = stone",
        "north-bridge/architect = ada",
    )
    assert verdict(record, check) is None


def test_a_check_that_fails_says_what_the_data_are(record_of: RecordOf):
    """Both values, so that the sentence can be mended."""
    record = _record(record_of, f"{NORTH} = 412", f"{SOUTH} = 500")
    refusal = _refused(verdict(record, f"{NORTH} > {SOUTH}"))
    assert refusal.rule == "check-failed"
    assert "is not true any more" in refusal.message
    assert refusal.notes[0].replace(SPACE, " ") == f"{NORTH} is 412 m; {SOUTH} is 500 m"


def test_a_check_within_the_rounding_cannot_be_told(record_of: RecordOf):
    """Neither wrong nor supported."""
    record = _record(record_of, f"{NORTH} = 412", f"{SOUTH} = 412.3")
    assert "cannot be told" in _refused(verdict(record, f"{SOUTH} > {NORTH}")).message


def test_a_check_on_an_open_finding_must_hold_on_every_side(record_of: RecordOf):
    """It says what the sides are where it does not."""
    record = _differing(record_of, f"{NORTH} = 412", f"{NORTH} = 420", f"{SOUTH} = 500")
    assert verdict(record, f"{SOUTH} > {NORTH}") is None
    assert verdict(record, f"{NORTH} > 400 and {NORTH} < 430") is None
    refusal = _refused(verdict(record, f"{NORTH} > 415"))
    assert "412 to 420 m" in refusal.notes[0].replace(SPACE, " ")


def test_a_check_on_an_open_finding_must_hold_for_its_vaguest_claim(record_of: RecordOf):
    """A ruling may print 'over 300', and then 'over 400' is not known."""
    record = _differing(record_of, f"{NORTH} = over 300", f"{NORTH} = 412", f"{NORTH} = 420")
    assert record.findings[NORTH].open
    assert verdict(record, f"{NORTH} > 299") is None
    assert "cannot be told" in _refused(verdict(record, f"{NORTH} > 400")).message


@pytest.mark.parametrize(
    ("check", "rule"),
    [
        (f"{NORTH}", "check-failed"),
        (f"{NORTH} > 1,5", "check-failed"),
        ("2 > 1", "check-failed"),
        (f"{NORTH} > old-bridge/length", "unknown-reference"),
        ("north-bridge/strength > 5", "ambiguous-reference"),
        ("north-bridge/strength?load=full > north-bridge/strength?load=empty", "unlike-conditions"),
    ],
)
def test_a_check_that_cannot_be_held_against_the_data_is_refused(
    record_of: RecordOf, check: str, rule: str
):
    """What cannot be read, found or compared supports no sentence."""
    record = _record(record_of, f"{NORTH} = 412", f"{FULL} = 86", f"{EMPTY} = 91")
    assert _refused(verdict(record, check)).rule == rule


def test_comparisons_joined_by_and_are_each_of_like_things(record_of: RecordOf):
    """Two results under different conditions may each be compared with a number."""
    record = _record(record_of, f"{FULL} = 86", f"{EMPTY} = 91")
    assert verdict(record, f"{FULL} > 80 and {EMPTY} > 90") is None


# --- what a reader is shown ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "values", "text"),
    [
        ("length", ["412", "412.3"], "412.3 m"),
        ("length", ["9", "20", "14"], "9 to 20 m"),
        ("length", ["over 5", "11", "20"], "11 to 20 m"),
        ("length", ["~11", "11.0", "20"], "11.0 to 20 m"),
        ("length", ["under 5", "over 6"], "under 5 m or over 6 m"),
        ("length", ["5", "20", "50..60"], "5 m or 20 m or 50 to 60 m"),
        ("cost", ["$5", "$20"], "$5 to $20"),
        ("length", ["120M", "1.2B"], "120 million to 1.2 billion m"),
        ("length", ["none", "5", "5.0"], "5.0 m or none"),
        ("length", ["not-reported"], "not reported"),
        ("opened", ["1990-05-04", "1990-05-07"], "4 May 1990 to 7 May 1990"),
        ("opened", ["1990-05", "1991/1993"], "May 1990 or 1991 to 1993"),
        ("material", ["stone", "steel"], "steel or stone"),
        ("architect", ["ada"], "Ada"),
        ("architect", ["ada", "ben"], "Ada or Ben"),
        ("size-rank", ["4", "fifth"], "4th to 5th"),
    ],
)
def test_an_open_finding_is_shown_with_its_span(
    record_of: RecordOf, about: str, values: list[str], text: str
):
    """From side to side, each by its most exact value; words and stretches beside each other."""
    key = f"north-bridge/{about}"
    record = _differing(record_of, *(f"{key} = {value}" for value in values))
    assert printed_text(record, record.findings[key]).replace(SPACE, " ") == text
