"""Printed numbers: what they stand for, digit by digit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from annals.intervals import EXACT, Interval

LONGEST = 60
THOUSAND = 1000
CACHED = 1 << 16
"""How many texts each reader remembers."""
SUFFIXES = {"K": "thousand", "M": "million", "B": "billion", "T": "trillion"}
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

_BOUNDS = {
    "over": "over", "more than": "over", ">": "over",
    "under": "under", "less than": "under", "fewer than": "under", "<": "under",
    "at least": "at least", ">=": "at least", "≥": "at least",
    "up to": "up to", "at most": "up to", "<=": "up to", "≤": "up to",
    "about": "about", "around": "about", "approximately": "about", "nearly": "nearly",
    "~": "about", "≈": "about",
}  # fmt: skip
LEVELS = {letter: level for level, letter in enumerate("KMBT", start=1)}
_LETTERS = {word: letter for letter, word in SUFFIXES.items()}
RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWER = str.maketrans(RAISED, "-0123456789")

_TERM = (
    r"(-)?([$€£])?((?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?)"
    # A power of ten, or a suffix: a lone t after a space would rather be tonnes.
    r"(?: ?[x×] ?10(?:\^(-?[1-9][0-9]?)|(⁻?[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))"
    r"| ?(thousand|million|billion|trillion|[kmb]|(?<! )t|(?-i:T))(?![a-z]))?"
    r"(?: ?([%x×]))?"
)
"""One printed number: sign, mark, digits, power, raised power, suffix, mark."""
_PRINTED = re.compile(
    r"(?:((?:over|under|(?:more|less|fewer) than|at (?:least|most)|up to|about|around"
    r"|approximately|nearly) |[<>]=?|[≥≤~≈]) ?)?"
    rf"{_TERM}(?:(\+)|(?:( ?(?:±|\+/?-) ?)|( ?(?:\.\.|[–-]) ?| to )){_TERM})?",
    re.IGNORECASE | re.ASCII,
)
"""A bound, a number, and a plus, or an uncertainty or the end of a range."""
_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|[0-9]+(?:st|nd|rd|th))"
_PLACES = re.compile(rf"({_ORDINAL})(?:(?: to |-|–)({_ORDINAL}))?", re.IGNORECASE | re.ASCII)
_TOP = re.compile(rf"top[ -]([0-9]+|{'|'.join(CARDINALS)})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number as printed: `30.84` and `M`, `1015` and nothing, `3.8` and `^25`."""

    digits: str
    """Sign and digits, without separators."""
    scale: str
    """'', a letter of SUFFIXES, a power of ten such as '^25', or a word where K is not 1,000."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity: what was printed, and the numbers that it can stand for."""

    text: str
    value: Decimal | None
    """The number named; None for a range, for which no middle is invented."""
    interval: Interval
    bound: str
    """'', 'over', 'under', 'at least', 'up to', 'about', 'nearly' or 'range'."""
    uncertainty: Decimal | None
    """The 0.03 of `0.67 ± 0.03`: shown, it does not decide agreement."""
    unit_mark: str
    """'', '%', '$', '€', '£' or '×' (for which an x is read too)."""
    numerals: tuple[Numeral, ...]
    """The number, the two ends of a range, or a number and its uncertainty."""
    wording: str = ""
    """The bound as printed, in lower case."""
    thousand: int = THOUSAND
    """What K stands for."""


@lru_cache(maxsize=CACHED)
def parse_quantity(text: str, *, thousand: int = THOUSAND) -> Quantity | str:
    """Read a printed quantity, or say in one sentence why it is none.

    A printed number stands for the half-open interval of its rounding. `thousand=1024` is
    for sizes where K means 1,024 and M 1,024 times that; the words keep their meaning.
    """
    written = " ".join(text.split())
    if len(written) > LONGEST:
        return f"a quantity has at most {LONGEST} characters, this one has {len(written)}"
    match = _PRINTED.fullmatch(written.replace("−", "-"))
    if match is None:
        # Its many patterns are compiled when the first number is wrong.
        from annals.corrections import corrected_quantity

        return corrected_quantity(written.replace("−", "-"))
    groups = match.groups()
    wording, plus, margin, to = (groups[0] or "").strip().lower(), *groups[8:11]
    if wording and (plus or margin or to):
        return f"'{written}' bounds its number twice, keep one of '{wording}' and the rest"
    marks = {mark for mark in (groups[2], groups[7], groups[12], groups[17]) if mark}
    if {"x", "X"} & marks:
        marks = marks - {"x", "X"} | {"×"}
    if len(marks) > 1:
        return f"'{written}' has more than one unit, write one of {' and '.join(sorted(marks))}"
    mark = marks.pop() if marks else ""
    first = _numeral(groups[1:8], thousand)
    if margin or to:
        ends = (first, _numeral(groups[11:18], thousand))
        return _pair(written, ends, mark, thousand, is_range=bool(to))
    bound = "at least" if plus else _BOUNDS.get(wording, "")
    if bound == "nearly" and not Decimal(first.digits):
        return f"'{written}' says no number: nothing is nearly 0 but 0, write 0 or a bound such as under 0.5"
    value, interval = _single(first, bound, thousand)
    return Quantity(written, value, interval, bound, None, mark, (first,), wording, thousand)


@lru_cache(maxsize=CACHED)
def parse_count(text: str, *, thousand: int = THOUSAND) -> Quantity | str:
    """Read a count: a quantity from 0 up, whole where no suffix rounds it, without a unit."""
    quantity = parse_quantity(text, thousand=thousand)
    if isinstance(quantity, str):
        return quantity
    if quantity.unit_mark:
        return f"a count has no unit, write '{quantity.text}' without {quantity.unit_mark}"
    if any(numeral.scale == "" and "." in numeral.digits for numeral in quantity.numerals):
        return f"a count is a whole number, '{quantity.text}' is not"
    return _from(quantity, 0) or f"a count is never below 0, '{quantity.text}' is"


@lru_cache(maxsize=CACHED)
def parse_rank(text: str) -> Quantity | str:
    """Read a place in an order: 4, '4th', 'fourth', 'top 5', 'third to fifth'."""
    written = " ".join(text.split())
    if match := _TOP.fullmatch(written):
        number = match[1].lower()
        form = f"up to {CARDINALS.index(number) + 1 if number in CARDINALS else number}"
    elif match := _PLACES.fullmatch(written):
        form = " to ".join(_place(place) or place for place in match.groups() if place)
    else:
        form = written
    quantity = parse_quantity(form)
    if isinstance(quantity, str):
        return f"'{written}' is no place in an order such as 4, 4th, fourth or top 5"
    if quantity.unit_mark or any(
        numeral.scale or "." in numeral.digits for numeral in quantity.numerals
    ):
        return f"a place in an order is a whole number, '{written}' is not"
    ranked = _from(quantity, 1)
    return replace(ranked, text=written) if ranked else f"places begin at 1, '{written}' is below"


def _numeral(groups: tuple[str | None, ...], thousand: int) -> Numeral:
    sign, _, digits, caret, raised, suffix, _ = groups
    power = caret or (raised.translate(_LOWER) if raised else "")
    scale = f"^{power}" if power else (suffix or "").lower()
    if thousand == THOUSAND:
        scale = _LETTERS.get(scale, scale)
    if len(scale) == 1:
        scale = scale.upper()
    return Numeral(f"{sign or ''}{(digits or '').replace(',', '')}", scale)


def _factor(scale: str, thousand: int) -> Decimal:
    """What a scale multiplies by."""
    if scale.startswith("^"):
        return Decimal(10 ** int(scale[1:])) if scale[1] != "-" else Decimal(f"1E{scale[1:]}")
    if scale in LEVELS:
        return Decimal(thousand ** LEVELS[scale])
    return Decimal(THOUSAND ** LEVELS[_LETTERS[scale]]) if scale else Decimal(1)


def _scaled(number: Decimal, factor: Decimal) -> Decimal:
    if factor == 1:
        return number
    product = EXACT.multiply(number, factor)
    # 30.84M is 30840000, not 30840000.00: its precision is in the interval.
    whole = int(product)
    return Decimal(whole) if whole == product else product


def _value(numeral: Numeral, thousand: int) -> Decimal:
    return _scaled(Decimal(numeral.digits), _factor(numeral.scale, thousand))


def _single(numeral: Numeral, bound: str, thousand: int) -> tuple[Decimal, Interval]:
    """The number, and the interval that it stands for under this bound."""
    number = Decimal(numeral.digits)
    factor = _factor(numeral.scale, thousand)
    value = _scaled(number, factor)
    match bound:
        case "over":
            return value, Interval(value, None, low_open=True)
        case "at least":
            return value, Interval(value, None)
        case "under":
            return value, Interval(None, value, high_open=True)
        case "up to":
            return value, Interval(None, value)
        case "about":
            half = _looseness(number)
        case "nearly":
            # Nearly a number is not that number: it lies below, by as much as 'about' allows.
            low = EXACT.subtract(number, _looseness(number))
            return value, Interval(_scaled(low, factor), value, high_open=True)
        case _:
            _, _, decimals = numeral.digits.partition(".")
            half = Decimal((0, (5,), -1 - len(decimals)))
    return value, Interval(
        _scaled(EXACT.subtract(number, half), factor),
        _scaled(EXACT.add(number, half), factor),
        high_open=not bound,
    )


def _looseness(number: Decimal) -> Decimal:
    """What 'about' allows on either side: one unit of the last digit that is not 0, if small."""
    unit = Decimal((0, (1,), int(EXACT.normalize(number).as_tuple().exponent)))
    return min(unit, EXACT.scaleb(abs(number), -1))


def _pair(
    text: str, numerals: tuple[Numeral, Numeral], mark: str, thousand: int, *, is_range: bool
) -> Quantity | str:
    """A range, or a number with its uncertainty; a suffix at the end holds for both."""
    first, second = numerals
    if second.scale and not first.scale:
        first = Numeral(first.digits, second.scale)
    numerals = (first, second)
    low, high = _value(first, thousand), _value(second, thousand)
    if is_range and low > high:
        return f"the range '{text}' runs downward, write its ends in full and the lower one first"
    if is_range:
        interval = Interval(low, high)
        return Quantity(text, None, interval, "range", None, mark, numerals, "", thousand)
    if second.digits.startswith("-") or first.scale != second.scale:
        return f"'{text}' does not say how uncertain it is, write 0.67 ± 0.03 or 58M ± 2M"
    _, interval = _single(first, "", thousand)
    return Quantity(text, low, interval, "", high, mark, numerals, "", thousand)


def _from(quantity: Quantity, least: int) -> Quantity | None:
    """The quantity cut off below `least`, or None where it names a lower number."""
    limits = Interval(Decimal(least), None)
    interval = quantity.interval.intersection(limits)
    if interval is None or any(
        _value(numeral, quantity.thousand) < least for numeral in quantity.numerals[:1]
    ):
        return None
    return replace(quantity, interval=interval)


def _place(ordinal: str) -> str | None:
    """The number of 'fourth' or '4th', or None where the ending is not that number's."""
    word = ordinal.lower()
    if word in ORDINALS:
        return str(ORDINALS.index(word) + 1)
    digits, ending = word[:-2], word[-2:]
    return digits if ending == ordinal_ending(digits) else None


def ordinal_ending(digits: str) -> str:
    """What makes a number a place: the st of 1st, 21st and 101st."""
    if digits[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")


def places_of(number: Decimal) -> int:
    """How many digits a number has behind its point."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
