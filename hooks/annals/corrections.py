"""What to write instead of a date or a number that we do not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annals.dates import MONTHS, QUARTERS

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTH_NUMBER = {
    name[:length].lower(): number
    for number, name in enumerate(MONTHS, start=1)
    for length in (3, 4, len(name))
}
_SEASON_NUMBER = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_DAY_OR_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_NAMED = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)? )?(?:of )?([a-z]+)\.?"
    r"(?: ([0-9]{1,2})(?:st|nd|rd|th)?)?,? (?:of )?([0-9]{4})",
    re.IGNORECASE,
)
_DATE_FORMS: tuple[tuple[re.Pattern[str], Callable[..., str | None]], ...] = (
    (
        re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})"),
        lambda year, month, day: f"{year}-{int(month):02}-{int(day):02}",
    ),
    (
        re.compile(r"([0-9]{4})[-./]([0-9]{1,2})"),
        lambda year, month: f"{year}-{int(month):02}",
    ),
    (
        re.compile(r"([0-9]{1,2})[-./]([0-9]{4})"),
        lambda month, year: f"{year}-{int(month):02}",
    ),
    (
        re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
        lambda year, month, day: f"{year}-{month}-{day}",
    ),
    (re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:].*"), lambda day: day),
    (
        re.compile(r"q([1-4])[ -]?([0-9]{4})", re.IGNORECASE),
        lambda quarter, year: f"{year}-{32 + int(quarter)}",
    ),
    (
        re.compile(r"([0-9]{4})[ -]?q([1-4])", re.IGNORECASE),
        lambda year, quarter: f"{year}-{32 + int(quarter)}",
    ),
    (
        re.compile(
            r"(?:the )?(first|second|third|fourth) quarter (?:of )?([0-9]{4})", re.IGNORECASE
        ),
        lambda quarter, year: f"{year}-{33 + QUARTERS.index(quarter.lower())}",
    ),
    (re.compile(r"(?:the )?([0-9]{3})0'?s", re.IGNORECASE), lambda decade: f"{decade}X"),
    (
        re.compile(r"([0-9]{3}x|[0-9]{4}-xx(?:-xx)?|[0-9]{4}-[0-9]{2}-xx)", re.IGNORECASE),
        lambda unspecified: str(unspecified).upper(),
    ),
    (re.compile(r"([0-9X-]+)(?:\?~|~\?)"), lambda start: f"{start}%"),
)
"""Shapes that people use for dates, and the form that says the same here."""
_DATE_FRAMES = (
    (re.compile(r"(?:about|around|approximately|circa|ca?\.?|~) ?(.+)", re.IGNORECASE), "{}~"),
    (re.compile(r"(?:perhaps|probably|possibly|maybe|\?) ?(.+)", re.IGNORECASE), "{}?"),
    (re.compile(r"(?:since|from) (.+)", re.IGNORECASE), "{}/.."),
    (re.compile(r"(?:until|till) (.+)", re.IGNORECASE), "../{}"),
    (re.compile(r"(?:by|no later than) (.+)", re.IGNORECASE), "/{}"),
    (re.compile(r"(.+?)(?: to | ?[–—] ?| - )(.+)", re.IGNORECASE), "{}/{}"),
    (re.compile(r"(.+) or later", re.IGNORECASE), "[{}..]"),
    (re.compile(r"(.+) or earlier", re.IGNORECASE), "[..{}]"),
    (re.compile(r"(.+) or (.+)", re.IGNORECASE), "[{},{}]"),
)
"""Words around dates, and the signs that stand for them."""
_DATE_RULES = (
    (
        re.compile(r"(?:early|mid|late|beginning|end)\b.*", re.IGNORECASE),
        "name the days or months that it can mean, as in [2025-10..2025-12]",
    ),
    (re.compile(r"[0-9]{1,3}|[0-9]{5,}|0[0-9]{3}(?:-.*)?"), "a year has four digits, from 1000"),
    (
        re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}(?:[-./][0-9]{2,4})?"),
        "begin with a year of four digits",
    ),
    (re.compile(r"[0-9X-]+[?~%].+"), "the marks ?, ~ and % stand at its end, and only one of them"),
    (
        re.compile(r"[0-9X-]*X[0-9X-]*[?~%]?"),
        "what is unknown is written 202X, 2024-XX or 2024-05-XX",
    ),
    (re.compile(r"\{.*\}"), "a set says that one of its dates is true, as in [2025-06,2025-07]"),
    (re.compile(r"[\[\]].*|.*[\[\]]"), "a set is written [2025-06,2025-07]"),
    (re.compile(r".+/.+/.+"), "an interval has two ends, as in 2024-05/2024-07"),
)
"""Shapes that say too little or mix things up, and the rule that they miss."""


_QUANTITY_RULES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (
        re.compile(r"[-–—?x]|n\.?/?a\.?|null|nil|tbd|unknown|missing", re.IGNORECASE),
        lambda: "write 'not-reported' where the source leaves it empty",
    ),
    (
        re.compile(r"(?:.* )?[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE),
        lambda: "write the number that the source prints",
    ),
    (
        re.compile(r"(?:.* )?0x([0-9a-f]+)", re.IGNORECASE),
        lambda digits: f"write {int(digits, 16):,}",
    ),
    (re.compile(r".*[0-9]_[0-9].*"), lambda: "write thousands with a comma, as in 1,000"),
    (
        re.compile(r"(?:.*?[^0-9.])??([0-9]+(?:\.[0-9]+)?)e\+?(-?)0*([1-9][0-9]?)", re.IGNORECASE),
        lambda digits, sign, power: f"write {digits} × 10^{sign}{power}",
    ),
    (re.compile(r".*[0-9.]e[+-]?[0-9].*", re.IGNORECASE), lambda: "write it out, as in 1,000"),
    (re.compile(r"10\^(-?[1-9][0-9]?)"), lambda power: f"write 1 × 10^{power}"),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"),
        lambda: "it has the form of a date, where a number is expected",
    ),
    (
        re.compile(r".*[0-9]:[0-9].*"),
        lambda: "write one number in the property's unit, as in 12.5",
    ),
    (
        re.compile(r"(?:.*?[^0-9,.])??(0|[1-9][0-9]*),([0-9]{1,2})(?![0-9,]).*"),
        lambda whole, decimals: (
            f"write {whole}.{decimals}, for a comma only sets off groups of three digits"
        ),
    ),
    (
        re.compile(r".*[0-9],.*"),
        lambda: "a comma only sets off groups of three digits, as in 1,234,567",
    ),
    (
        re.compile(r"(?:.*?[^0-9.])??([1-9][0-9]{0,2}(?: [0-9]{3})+)(?![0-9]).*"),
        lambda digits: f"write {digits.replace(' ', ',')}",
    ),
    (
        re.compile(r"(?:.*?[^0-9.])??([0-9]+(?:\.[0-9]+){2,}).*"),
        lambda digits: f"'{digits}' has more than one decimal point",
    ),
    (
        re.compile(r"(?:.*?[^0-9.])??0+([0-9]+(?:\.[0-9]+)?).*"),
        lambda digits: f"write {digits}, without a zero before it",
    ),
    (re.compile(r"(?:.*?[^0-9.])??(\.[0-9]+).*"), lambda decimals: f"write 0{decimals}"),
    (
        re.compile(r"(?:.*?[^0-9.])??([0-9]+)\.(?![0-9.]).*"),
        lambda whole: f"write {whole}, or {whole}.0 where the source prints that digit",
    ),
    (
        re.compile(r"([0-9.]+) t\b.*"),
        lambda digits: (
            f"for tonnes write {digits} and leave the unit to the property,"
            f" for trillions write {digits}T"
        ),
    ),
    (
        re.compile(r".*[0-9] ?(bn|mn|mm|mio|tn)\b.*", re.IGNORECASE),
        lambda _: "the suffixes are K, M, B and T",
    ),
    (re.compile(r"\+([0-9].*)"), lambda number: f"write {number}"),
    (
        re.compile(r".*[0-9] ?[kmbt]? ?[$€£].*", re.IGNORECASE),
        lambda: "$, € and £ stand before the number, as in $14.3B",
    ),
    (
        re.compile(r".*[0-9].* / .*[0-9].*|.*[0-9].* (?:and|or) .*[0-9].*"),
        lambda: "each of several numbers is a claim of its own",
    ),
    (re.compile(r".* to .* to .*"), lambda: "a range has two ends, as in 120M to 157M"),
    (
        re.compile(
            r".*?[0-9](?: ?(?:thousand|million|billion|trillion|[kmbt])\b)? ?%? ?([^\W\d_].*)",
            re.IGNORECASE,
        ),
        lambda rest: f"write the number alone, '{rest}' belongs to the property or its conditions",
    ),
)
"""Shapes that people and programs use for numbers, and how to write them here."""


def corrected_date(text: str, refusal: Callable[[str], str | None]) -> str | None:
    """One sentence that says how to write this date, or None where we cannot guess what is meant.

    `refusal` says what is wrong with a form, or None where it is a date: nothing is
    recommended that would be refused in turn.
    """
    if not text:
        return "a date is missing, such as 2024, 2024-05 or 2024-05-06"
    if match := _DAY_OR_MONTH_FIRST.fullmatch(text):
        return _from_year_last(text, match, refusal)
    # Hyphens of other kinds, as word processors write them.
    plain = _HYPHENS.sub("-", text)
    if plain != text and _DAY_OR_MONTH.fullmatch(plain) and refusal(plain) is None:
        return f"'{text}' is not how a date is written here, write {plain} with plain hyphens"
    if form := _date_form(text, refusal):
        return refusal(form) or f"'{text}' is not how a date is written here, write {form}"
    return None


def misread_date(text: str) -> str | None:
    """One sentence on the rule that this date misses, or None where we know of none."""
    for pattern, rule in _DATE_RULES:
        if pattern.fullmatch(text):
            return f"'{text}' is no date: {rule}"
    return None


def _from_year_last(
    text: str, match: re.Match[str], refusal: Callable[[str], str | None]
) -> str | None:
    one, other, year = match.groups()
    forms = {f"{year}-{int(other):02}-{int(one):02}", f"{year}-{int(one):02}-{int(other):02}"}
    read = [form for form in sorted(forms) if refusal(form) is None]
    if not read:
        return None
    if len(read) == 1:
        return f"'{text}' is not how a date is written here, write {read[0]}"
    return f"'{text}' can be read in two ways, write {' or '.join(read)}"


def _date_form(text: str, refusal: Callable[[str], str | None], nested: int = 3) -> str | None:
    """How this date is written as EDTF, as far as its shape tells.

    Words around it are taken off a few times only: a text may be all such words.
    """
    for pattern, form in _DATE_FORMS:
        if (match := pattern.fullmatch(text)) and (written := form(*match.groups())) != text:
            return written
    if (match := _NAMED.fullmatch(text)) and (written := _from_names(*match.groups())):
        return written
    for pattern, frame in _DATE_FRAMES if nested else ():
        if match := pattern.fullmatch(text):
            parts = [
                part if refusal(part) is None else _date_form(part, refusal, nested - 1)
                for part in match.groups()
            ]
            if None not in parts:
                return frame.format(*parts).replace("?~", "%").replace("~?", "%")
    return None


def _from_names(day: str | None, name: str, other_day: str | None, year: str) -> str | None:
    """A date from an English month or season."""
    number = _MONTH_NUMBER.get(name.lower())
    if number is None:
        season = _SEASON_NUMBER.get(name.lower())
        return f"{year}-{season}" if season and not (day or other_day) else None
    written = day or other_day
    return f"{year}-{number:02}-{int(written):02}" if written else f"{year}-{number:02}"


def corrected_quantity(text: str) -> str:
    """One sentence that says how to write this number."""
    if not text:
        return "a number is missing, such as 86.4, 1,015 or 58M"
    for pattern, rule in _QUANTITY_RULES:
        if match := pattern.fullmatch(text):
            return f"'{text}' is not how a number is written here: {rule(*match.groups())}"
    return (
        f"'{text}' is no number such as 86.4, 1,015, 58M, $14.3 billion, over 10, about 80,"
        " 120M to 157M or 0.67 ± 0.03"
    )
