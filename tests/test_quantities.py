"""What reading and saying printed numbers promises."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from annals.intervals import Interval, point
from annals.quantities import (
    LONGEST,
    Quantity,
    parse_count,
    parse_quantity,
    parse_rank,
)
from annals.quantity_words import human, human_rank, together
from hypothesis import given, settings
from hypothesis import strategies as st

always = settings(deadline=None, derandomize=True)


def quantity(text: str, *, thousand: int = 1000) -> Quantity:
    """The quantity in a text that is one."""
    read = parse_quantity(text, thousand=thousand)
    assert isinstance(read, Quantity), read
    return read


def complaint(text: str) -> str:
    """What is said of a text that is no quantity."""
    read = parse_quantity(text)
    assert isinstance(read, str), read
    return read


def rounding(low: str, high: str) -> Interval:
    """The half-open interval of a rounded number."""
    return Interval(Decimal(low), Decimal(high), high_open=True)


def closed(low: str, high: str) -> Interval:
    """An interval that includes both its ends."""
    return Interval(Decimal(low), Decimal(high))


wholes = st.one_of(st.integers(0, 9999).map(str), st.integers(0, 10**12).map("{:,}".format))
decimals = st.one_of(st.just(""), st.from_regex(r"\.[0-9]{1,4}", fullmatch=True))
signs = st.sampled_from(["", "", "", "-", "−"])
scales = st.sampled_from(
    [
        *("", "", "k", "K", "M", "m", " B", "b", "T", "t", " T", " × 10^25", "x10⁻⁴", "×10¹²"),
        *(" thousand", " million", "billion", " Trillion"),
    ]
)
numbers = st.builds("{}{}{}".format, wholes, decimals, scales)
bounds = st.sampled_from(
    [
        *(
            "over ",
            "more than ",
            ">",
            "> ",
            "under ",
            "less than ",
            "fewer than ",
            "<",
            "at least ",
        ),
        *(">=", "≥ ", "up to ", "at most ", "<=", "≤", "about ", "~", "≈ ", "around ", "Nearly "),
        "approximately ",
    ]
)


@st.composite
def marked(draw: st.DrawFn, shape: str) -> str:
    """A shape such as '{} to {}' filled with numbers that carry one and the same unit mark."""
    lead, trail = draw(
        st.sampled_from([("", ""), ("$", ""), ("€", ""), ("£", ""), ("", "%"), ("", " x")])
    )
    terms = [f"{draw(signs)}{lead}{draw(numbers)}{trail}" for _ in range(shape.count("{}"))]
    return shape.format(*terms)


printed = st.one_of(
    marked("{}"),
    bounds.flatmap(lambda bound: marked(f"{bound}{{}}")),
    marked("{}+"),
    *map(marked, ("{} to {}", "{}..{}", "{}-{}", "{} – {}", "{} ± {}", "{} +- {}")),
)
thousands = st.sampled_from([1000, 1024])


@always
@given(signs, wholes, decimals, scales, thousands)
def test_a_printed_number_lies_in_its_interval(
    sign: str, whole: str, decimal: str, scale: str, thousand: int
):
    """Reading a number never moves it away from what was printed."""
    read = quantity(f"{sign}{whole}{decimal}{scale}", thousand=thousand)
    assert read.value is not None
    assert read.interval.contains(read.value)
    assert read.interval.low != read.interval.high


def meaning(read: Quantity) -> tuple[object, ...]:
    """All that a quantity says, apart from how it was printed."""
    return read.value, read.interval, read.bound, read.uncertainty, read.unit_mark


@always
@given(printed, thousands)
def test_what_readers_see_means_the_same(text: str, thousand: int):
    """The words for readers can be read back: no digit and no bound is lost on the page."""
    read = parse_quantity(text, thousand=thousand)
    # Spelt out, a range of long numbers can be longer than what is read.
    if isinstance(read, Quantity) and len(human(read)) <= LONGEST:
        assert meaning(quantity(human(read), thousand=thousand)) == meaning(read)


@always
@given(st.text(max_size=20) | st.text("0123456789.,-+~<>=%$xkMe± to", max_size=16))
def test_no_text_is_too_odd_to_be_judged(text: str):
    """Whatever the text is, the answer is a quantity or one sentence, and never an exception."""
    for read in (parse_quantity(text), parse_count(text), parse_rank(text)):
        if isinstance(read, str):
            assert read
            assert read[0] == "'" or read[0].islower()
            assert "\n" not in read


@always
@given(st.lists(printed, min_size=2, max_size=2))
def test_quantities_have_a_total_order(texts: list[str]):
    """Only quantities that stand for the same numbers share a place in the order."""
    keys = [
        (read.interval.sort_key, read.interval)
        for read in map(parse_quantity, texts)
        if isinstance(read, Quantity)
    ]
    for key, interval in keys:
        for other_key, other in keys:
            assert (key == other_key) == (interval == other)
            assert (key < other_key) != (key >= other_key)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("86.4", "86.35", "86.45"),
        ("52", "51.5", "52.5"),
        ("71.20", "71.195", "71.205"),
        ("0", "-0.5", "0.5"),
        ("-3.5", "-3.55", "-3.45"),
        ("1,015", "1014.5", "1015.5"),
        ("30.84M", "30835000", "30845000"),
        ("15T", "14500000000000", "15500000000000"),
        ("1.2 billion", "1150000000", "1250000000"),
        ("24k", "23500", "24500"),
        ("$14.3 billion", "14250000000", "14350000000"),
        ("50.2 %", "50.15", "50.25"),
        ("3x", "2.5", "3.5"),
        ("3.8 × 10^25", "37500000000000000000000000", "38500000000000000000000000"),
        ("4 × 10⁻⁴", "0.00035", "0.00045"),
        ("0.67 ± 0.03", "0.665", "0.675"),
    ],
)
def test_a_printed_number_stands_for_its_rounding(text: str, low: str, high: str):
    """All that would have been printed alike, with the lower end and without the upper one."""
    assert quantity(text).interval == rounding(low, high)


@pytest.mark.parametrize(
    ("text", "bound", "interval"),
    [
        ("over 10", "over", Interval(Decimal(10), None, low_open=True)),
        ("more than 2 trillion", "over", Interval(Decimal(2 * 10**12), None, low_open=True)),
        (">10", "over", Interval(Decimal(10), None, low_open=True)),
        ("under 350M", "under", Interval(None, Decimal(350_000_000), high_open=True)),
        ("less than 10", "under", Interval(None, Decimal(10), high_open=True)),
        ("< 10", "under", Interval(None, Decimal(10), high_open=True)),
        ("at least 2", "at least", Interval(Decimal(2), None)),
        (">= 2", "at least", Interval(Decimal(2), None)),
        ("≥2", "at least", Interval(Decimal(2), None)),
        ("44+", "at least", Interval(Decimal(44), None)),
        ("$10B+", "at least", Interval(Decimal(10**10), None)),
        ("up to 5", "up to", Interval(None, Decimal(5))),
        ("at most 5", "up to", Interval(None, Decimal(5))),
        ("<=5", "up to", Interval(None, Decimal(5))),
        ("≤ 5", "up to", Interval(None, Decimal(5))),
    ],
)
def test_a_bound_uses_the_printed_number_itself(text: str, bound: str, interval: Interval):
    """Over and under leave it out, at least and up to include it."""
    assert (quantity(text).bound, quantity(text).interval) == (bound, interval)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("about 80", "72", "88"),
        ("~65", "64", "66"),
        ("≈350M", "340000000", "360000000"),
        ("around 9", "8.1", "9.9"),
        ("approximately 1,000", "900", "1100"),
        ("~71.20", "71.1", "71.3"),
        ("~1.5B", "1400000000", "1600000000"),
        ("~-65", "-66", "-64"),
        ("~0", "0", "0"),
    ],
)
def test_about_is_one_unit_of_the_last_digit_that_counts(text: str, low: str, high: str):
    """On either side and with both ends, but never more than a tenth of the number."""
    assert quantity(text).interval == closed(low, high)
    assert quantity(text).bound == "about"


def test_nearly_lies_below_the_number_and_never_meets_more_than_it():
    """A source that says 'nearly 350M' contradicts one that says 'over 350M'."""
    nearly = quantity("nearly 350M")
    assert nearly.interval == Interval(Decimal(340_000_000), Decimal(350_000_000), high_open=True)
    assert not nearly.interval.meets(quantity("over 350M").interval)
    assert nearly.interval.meets(quantity("349M").interval)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("120M..157M", "120000000", "157000000"),
        ("120M to 157M", "120000000", "157000000"),
        ("120-157M", "120000000", "157000000"),
        ("$64-72B", "64000000000", "72000000000"),
        ("$64B to $72B", "64000000000", "72000000000"),
        ("115 – 135", "115", "135"),
        ("7 to 15.2", "7", "15.2"),
        ("3x to 10x", "3", "10"),
        ("-5 to -3", "-5", "-3"),
        ("1.5..2", "1.5", "2"),
    ],
)
def test_a_range_includes_its_ends_and_has_no_middle(text: str, low: str, high: str):
    """A suffix at its end holds for both ends, and no central number is invented."""
    read = quantity(text)
    assert read.interval == closed(low, high)
    assert (read.bound, read.value) == ("range", None)


def test_an_uncertainty_is_kept_and_decides_nothing():
    """0.67 ± 0.03 stands for the rounding of 0.67."""
    read = quantity("0.67 ± 0.03")
    assert (read.value, read.uncertainty) == (Decimal("0.67"), Decimal("0.03"))
    assert not read.interval.meets(quantity("0.69").interval)
    assert quantity("1.2 ± 0.1M").uncertainty == Decimal(100_000)


def test_neighbours_differ():
    """Two printed numbers that differ in their last digit are a contradiction."""
    assert not quantity("66.6").interval.meets(quantity("66.7").interval)
    assert not quantity("<350M").interval.meets(quantity(">350M").interval)
    assert not quantity("under 10").interval.meets(quantity("at least 10").interval)


def test_a_rounded_number_agrees_with_the_sharper_one():
    """86 and 86.4 can be the same result."""
    assert quantity("86.4").interval.meets(quantity("86").interval)
    assert quantity("86.5").interval.meets(quantity("86").interval)
    assert not quantity("86.6").interval.meets(quantity("86").interval)


def test_printed_digits_are_kept():
    """71.20 is sharper than 71.2, and says so in every form."""
    assert human(quantity("71.20")) == "71.20"
    assert quantity("71.20").interval.within(quantity("71.2").interval)


def test_long_numbers_are_exact():
    """No digit is lost however many were printed."""
    digits = "123456789012345678901234567890.123456789"
    assert quantity(digits).value == Decimal(digits)
    assert str(quantity("30.84M").value) == "30840000"


def test_a_thousand_can_be_1024():
    """Where sizes are powers of two the letters are too, and the words are not."""
    read = quantity("128K", thousand=1024)
    assert read.value == 131_072
    assert read.interval == rounding("130560", "131584")
    assert quantity("1M", thousand=1024).value == 1_048_576
    assert quantity("1 million", thousand=1024).value == 1_000_000
    assert human(read, unit="tokens") == "128K tokens"
    assert human(quantity("1 million", thousand=1024)) == "1 million"


def test_a_lone_t_is_not_taken_for_trillions():
    """300 t would rather be tonnes: the writer is asked."""
    assert complaint("300 t").endswith("for trillions write 300T")
    assert quantity("15t").value == quantity("15 T").value == 15 * 10**12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1", "1 language"),
        ("over 1", "over 1 language"),
        ("1.0", "1.0 languages"),
        ("0", "0 languages"),
        ("1 to 3", "1 to 3 languages"),
        ("1M", "1 million languages"),
        ("21", "21 languages"),
    ],
)
def test_one_is_said_in_the_singular(text: str, words: str):
    """A unit has the form that its property gives for one, and for exactly one only."""
    assert human(quantity(text), unit="languages", one="language") == words


def test_a_larger_word_keeps_what_was_printed():
    """1,400 thousand and 1.400 million stand for the same stretch."""
    read = quantity("1400K")
    assert quantity(human(read)).interval == read.interval == rounding("1399500", "1400500")


def test_two_numbers_are_put_together_as_a_range():
    """The ends keep their digits, and the sign stands once whether both print it or one; bounds are no ends."""
    joined = together(quantity("73.3"), quantity("76.1%"))
    assert joined is not None
    assert human(joined) == "73.3 to 76.1\N{NO-BREAK SPACE}%"
    assert together(quantity("over 73.3"), quantity("76.1")) is None
    assert together(quantity("76.1"), quantity("73.3")) is None
    assert together(quantity("8K", thousand=1024), quantity("9000")) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [("5", ""), ("5%", "%"), ("$5", "$"), ("-€5", "€"), ("£5M", "£"), ("5x", "×"), ("5 ×", "×")],
)
def test_a_unit_mark_is_told_apart_from_the_number(text: str, mark: str):
    """The marks before and after a number are kept, and an x is the sign that it stands for."""
    assert quantity(text).unit_mark == mark


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("58M", "", "58 million"),
        ("$14.3B", "", "$14.3 billion"),
        ("24K", "", "24 thousand"),
        ("50.2%", "", "50.2_%"),
        ("50.2", "%", "50.2_%"),
        ("50.2", "percent", "50.2_%"),
        ("50.2%", "percent", "50.2_%"),
        ("4.25", "$", "$4.25"),
        ("$4.25", "per million tokens", "$4.25 per million tokens"),
        ("3", "x", "3×"),
        ("over 1000", "", "over 1,000"),
        (">1,000", "", "over 1,000"),
        ("more than 1,000", "", "more than 1,000"),
        ("<=5", "", "at most 5"),
        ("at most 5", "", "at most 5"),
        ("Up to 5", "", "up to 5"),
        ("10+", "", "at least 10"),
        ("~80", "", "about 80"),
        ("around 80", "", "about 80"),
        ("nearly 80", "", "nearly 80"),
        ("120-157M", "", "120 to 157 million"),
        ("900K to 1.2M", "", "900 thousand to 1.2 million"),
        ("73.3% to 76.1%", "", "73.3 to 76.1_%"),
        ("73.3 to 76.1", "%", "73.3 to 76.1_%"),
        ("$115B to $135B", "", "$115 to $135 billion"),
        ("2x to 3x", "", "2 to 3×"),
        ("29 ± 3.7", "%", "29 ± 3.7_%"),
        ("1400K", "GPU hours", "1.400 million GPU hours"),
        ("-12,345K", "", "−12.345 million"),
        ("999K", "", "999 thousand"),
        ("1,200B", "", "1.200 trillion"),
        ("0.67 +- 0.03", "", "0.67 ± 0.03"),
        ("1200k +- 30k", "", "1,200 ± 30 thousand"),
        ("-3.5", "", "−3.5"),
        ("-$1,015.20", "", "−$1,015.20"),
        ("3.8 × 10^25", "FLOP", "3.8_×_10²⁵ FLOP"),
        ("4 x 10^-4", "", "4_×_10⁻⁴"),
        ("300", "t", "300_t"),
        ("70B", "parameters", "70 billion parameters"),
    ],
)
def test_a_quantity_is_said_as_people_say_it(text: str, unit: str, words: str):
    """In words, grouped digits and one unit; '_' stands for a no-break space here."""
    assert human(quantity(text), unit=unit) == words.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("007", "write 7, without a zero before it"),
        ("01.5", "write 1.5, without a zero before it"),
        ("1e3", "write 1 × 10^3"),
        ("3.8e+25", "write 3.8 × 10^25"),
        ("1e-5", "write 1 × 10^-5"),
        ("10^5", "write 1 × 10^5"),
        (".5", "write 0.5"),
        ("over .5", "write 0.5"),
        ("5.", "write 5, or 5.0 where the source prints that digit"),
        ("NaN", "write the number that the source prints"),
        ("-inf", "write the number that the source prints"),
        ("0x1F", "write 31"),
        ("1_000", "write thousands with a comma, as in 1,000"),
        ("12:30", "write one number in the property's unit, as in 12.5"),
        ("1,5", "write 1.5, for a comma only sets off groups of three digits"),
        ("12,34,567", "a comma only sets off groups of three digits, as in 1,234,567"),
        ("1234,567", "a comma only sets off groups of three digits, as in 1,234,567"),
        ("1 015", "write 1,015"),
        ("1.015.000", "'1.015.000' has more than one decimal point"),
        ("2024-07", "it has the form of a date, where a number is expected"),
        ("5 bn", "the suffixes are K, M, B and T"),
        ("10$", "$, € and £ stand before the number, as in $14.3B"),
        ("+5", "write 5"),
        ("16K GPUs", "write the number alone, 'GPUs' belongs to the property or its conditions"),
        ("5 / 15 / 50", "each of several numbers is a claim of its own"),
        ("1 to 2 to 3", "a range has two ends, as in 120M to 157M"),
    ],
)
def test_a_complaint_says_how_to_write_the_number(text: str, advice: str):
    """Each trap of YAML, programs and languages is met with what to write instead."""
    assert complaint(text) == f"'{text}' is not how a number is written here: {advice}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a number is missing, such as 86.4, 1,015 or 58M"),
        ("7" * 61, "a quantity has at most 60 characters, this one has 61"),
        ("over 10+", "'over 10+' bounds its number twice, keep one of 'over' and the rest"),
        (
            "about 5 to 6",
            "'about 5 to 6' bounds its number twice, keep one of 'about' and the rest",
        ),
        ("$5%", "'$5%' has more than one unit, write one of $ and %"),
        (
            "500 to 2K",
            "the range '500 to 2K' runs downward, write its ends in full and the lower one first",
        ),
        (
            "120M ± 5",
            "'120M ± 5' does not say how uncertain it is, write 0.67 ± 0.03 or 58M ± 2M",
        ),
        (
            "nearly 0",
            "'nearly 0' says no number: nothing is nearly 0 but 0, write 0 or a bound such as under 0.5",
        ),
    ],
)
def test_a_complaint_says_what_is_wrong(text: str, said: str):
    """What is nearly a quantity is refused with its own reason."""
    assert complaint(text) == said


@pytest.mark.parametrize("text", ["NO", "true", "two", "K", "%", "5 %%", "--5", "١٢", "over", "$"])
def test_what_is_no_number_is_shown_numbers(text: str):
    """A text without a number is answered with the forms that a number can have."""
    assert complaint(text).startswith(f"'{text}' is no number such as 86.4")


@always
@given(
    st.from_regex(
        r"(0{1,3}[1-9]\.?[0-9]{0,2}|[1-9](\.[0-9])?e[-+]?[1-9][0-9]?|\.[0-9]{1,3}|[1-9][0-9]?\."
        r"|0x[0-9a-fA-F]{1,4}|[1-9][0-9]{0,2},[0-9]{1,2}|[1-9][0-9]{0,2}( [0-9]{3}){1,3})",
        fullmatch=True,
    )
)
def test_what_is_recommended_is_accepted(text: str):
    """A number that a complaint says to write is one that is read."""
    recommended = re.search(r"write ([0-9.,]+(?: × 10\^-?[0-9]+)?)(?=,|$| )", complaint(text))
    assert recommended
    assert isinstance(parse_quantity(recommended[1].rstrip(",")), Quantity)


def count(text: str) -> Interval:
    """The interval of a text that is a count."""
    read = parse_count(text)
    assert isinstance(read, Quantity), read
    return read.interval


def test_a_count_stops_at_nothing():
    """No rounding and no bound reaches below 0."""
    assert count("0") == rounding("0", "0.5")
    assert count("up to 5") == closed("0", "5")
    assert count("under 1") == rounding("0", "1")
    assert count("up to 0") == point(Decimal(0))
    assert count("816") == rounding("815.5", "816.5")
    assert count("2.5M") == quantity("2.5M").interval


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.5", "a count is a whole number, '2.5' is not"),
        ("2.0", "a count is a whole number, '2.0' is not"),
        ("-1", "a count is never below 0, '-1' is"),
        ("-5 to 3", "a count is never below 0, '-5 to 3' is"),
        ("under 0", "a count is never below 0, 'under 0' is"),
        ("50%", "a count has no unit, write '50%' without %"),
    ],
)
def test_what_cannot_be_counted_is_no_count(text: str, said: str):
    """Fractions, units and numbers below 0 are refused."""
    assert parse_count(text) == said


@pytest.mark.parametrize(
    ("text", "interval", "words"),
    [
        ("4", rounding("3.5", "4.5"), "4th"),
        ("4th", rounding("3.5", "4.5"), "4th"),
        ("fourth", rounding("3.5", "4.5"), "4th"),
        ("First", rounding("1", "1.5"), "1st"),
        ("22nd", rounding("21.5", "22.5"), "22nd"),
        ("113th", rounding("112.5", "113.5"), "113th"),
        ("top 5", closed("1", "5"), "top 5"),
        ("Top five", closed("1", "5"), "top 5"),
        ("top-10", closed("1", "10"), "top 10"),
        ("up to 5", closed("1", "5"), "top 5"),
        ("third to fifth", closed("3", "5"), "3rd to 5th"),
        ("4-5", closed("4", "5"), "4th to 5th"),
        ("about 2", closed("1.8", "2.2"), "about 2nd"),
    ],
)
def test_a_place_is_read_as_number_ordinal_or_top(text: str, interval: Interval, words: str):
    """Places begin at 1, so 'top 5' runs from the first to the fifth."""
    read = parse_rank(text)
    assert isinstance(read, Quantity)
    assert (read.text, read.interval) == (text, interval)
    assert human_rank(read) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "places begin at 1, '0' is below"),
        ("top 0", "places begin at 1, 'top 0' is below"),
        ("under 1", "places begin at 1, 'under 1' is below"),
        ("2.0", "a place in an order is a whole number, '2.0' is not"),
        ("2k", "a place in an order is a whole number, '2k' is not"),
        ("4st", "'4st' is no place in an order such as 4, 4th, fourth or top 5"),
        ("winner", "'winner' is no place in an order such as 4, 4th, fourth or top 5"),
    ],
)
def test_what_is_no_place_is_no_rank(text: str, said: str):
    """Fractions, wrong endings and places before the first are refused."""
    assert parse_rank(text) == said


def test_a_price_has_its_currency_in_front_and_its_measure_behind():
    """Whether the source prints the mark or leaves it to the heading of a column."""
    for text in ("$4.00", "4.00"):
        assert human(quantity(text), unit="$ per million tokens") == "$4.00 per million tokens"
