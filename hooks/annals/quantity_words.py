"""Quantities as people read them: with the digits that were printed, in words where the numbers are long."""

from __future__ import annotations

from dataclasses import replace

from annals.quantities import LEVELS, RAISED, SUFFIXES, THOUSAND, Numeral, Quantity, ordinal_ending

_SAID = {"<=": "at most", "≤": "at most", "around": "about", "approximately": "about"}
_LEADING = "$€£"
_LONG = 4
"""From so many digits on, a number with a word is one with a larger word."""
_RAISE = str.maketrans("-0123456789", RAISED)
_NBSP = "\N{NO-BREAK SPACE}"


def human(quantity: Quantity, *, unit: str = "", one: str = "") -> str:
    """The quantity for readers, with the digits that were printed: '58 million', '50.2 %'.

    A unit that is one of the marks is put where the mark belongs, any other one at the end; of
    a unit such as '$ per month', both. `one` is what the unit is called where there is one of it.
    A word that both ends of a range share, and a mark behind them, stand once, at the end.
    """
    named = {"percent": "%", "x": "×", "times": "×"}.get(unit, unit)
    currency, _, rest = named.partition(" ")
    if currency in _LEADING and rest:
        # "$ per month": the mark leads the number, the rest follows it.
        return f"{human(quantity, unit=currency)} {rest}"
    mark = quantity.unit_mark or (named if named and named in "$€£%×" else "")
    lead = mark if mark and mark in _LEADING else ""
    trail = "" if lead else f"{_NBSP}%" if mark == "%" else mark
    numerals = tuple(_reached(numeral, quantity.thousand) for numeral in quantity.numerals)
    if quantity.uncertainty is not None and len({numeral.scale for numeral in numerals}) > 1:
        # A number and its uncertainty are said in one word, and not in millions give or take thousands.
        numerals = quantity.numerals
    last = len(numerals) - 1
    scales = [_said_scale(numeral.scale, quantity.thousand) for numeral in numerals]
    # Letters such as the K of 1,024 belong to their digits; words and powers of ten are said once.
    once = len(set(scales)) == 1 and not scales[0].isalpha()
    terms = [
        f"{_signed(lead + _grouped(numeral.digits), numeral, '−')}"
        f"{'' if once and index < last else scales[index]}{trail if index == last else ''}"
        for index, numeral in enumerate(numerals)
    ]
    wording = quantity.wording if quantity.wording.replace(" ", "").isalpha() else ""
    words = _framed(quantity, terms, _SAID.get(quantity.wording, wording or quantity.bound))
    if not named or named == mark:
        return words
    if one and [(each.digits, each.scale) for each in numerals] == [("1", "")]:
        named = one
    return f"{words}{behind(named)}"


def behind(unit: str) -> str:
    """A unit as it stands behind its number: a short one such as t or GW must not begin a line."""
    return f"{_NBSP if len(unit) < len('word') else ' '}{unit}"


def together(first: Quantity, last: Quantity) -> Quantity | None:
    """Two plain numbers as the ends of one range, for readers; None where a range would not be read as meant."""
    if any(each.bound or each.uncertainty is not None for each in (first, last)):
        return None
    if first.thousand != last.thousand or first.interval.start > last.interval.start:
        return None
    mark = last.unit_mark or first.unit_mark
    return replace(first, bound="range", unit_mark=mark, numerals=(*first.numerals, *last.numerals))


def human_rank(quantity: Quantity) -> str:
    """A place in an order for readers: '4th', 'top 5', '3rd to 5th'."""
    if quantity.bound == "up to":
        return f"top {_grouped(quantity.numerals[0].digits)}"
    terms = [
        f"{_grouped(numeral.digits)}{ordinal_ending(numeral.digits)}"
        for numeral in quantity.numerals
    ]
    return _framed(quantity, terms, quantity.bound)


def _grouped(digits: str) -> str:
    whole, point, decimals = digits.lstrip("-").partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _signed(words: str, numeral: Numeral, sign: str) -> str:
    return f"{sign}{words}" if numeral.digits.startswith("-") else words


def _reached(numeral: Numeral, thousand: int) -> Numeral:
    """A number with its thousands as the next larger word, digit by digit: 1,400 thousand is 1.400 million."""
    larger = LEVELS.get(numeral.scale, 0) + 1
    digits = numeral.digits.lstrip("-")
    whole, _, decimals = digits.partition(".")
    if thousand != THOUSAND or not 1 < larger <= len(SUFFIXES) or len(whole) < _LONG:
        return numeral
    sign = "-" if digits != numeral.digits else ""
    scale = list(SUFFIXES)[larger - 1]
    return _reached(Numeral(f"{sign}{whole[:-3]}.{whole[-3:]}{decimals}", scale), thousand)


def _said_scale(scale: str, thousand: int) -> str:
    if not scale:
        return ""
    if scale.startswith("^"):
        return f"{_NBSP}×{_NBSP}10{scale[1:].translate(_RAISE)}"
    if scale in SUFFIXES and thousand != THOUSAND:
        return scale
    return f" {SUFFIXES.get(scale, scale)}"


def _framed(quantity: Quantity, terms: list[str], bound: str) -> str:
    if quantity.bound == "range":
        return " to ".join(terms)
    return f"{bound} {' ± '.join(terms)}".lstrip()
