"""The types of fields: how the text of a scalar is checked, and which rule complains of it.

A complaint names its rule: a `PydanticCustomError`'s type is the rule's id.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from annals.dates import parse_moment

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SAFE_URL = re.compile(
    r"(?:https?://[^\s<>\"'`\\]+|doi:10\.\d{4,9}/[^\s<>\"'`\\]+)\Z", re.IGNORECASE
)


# YAML's words for nothing, which nobody means as text.
NOTHING = ("null", "Null", "NULL", "~")
LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE, LONGEST_LABEL, MOST_WORDS = 800, 20_000, 200, 24, 8


def _id(text: str) -> str:
    if not text:
        raise PydanticCustomError("bad-id", "an id is missing here, such as 'some-words'")
    if not ID.match(text):
        raise PydanticCustomError(
            "bad-id",
            "'{found}' is no id: lower-case letters, digits and single hyphens are expected{hint}",
            {"found": text, "hint": _id_hint(text)},
        )
    return text


def _id_hint(text: str) -> str:
    """What is likely meant by text that is no id."""
    if text.strip() != text:
        return ", and no blank at either end"
    if foreign := re.search(r"[^\x00-\x7f]", text):
        return f", not '{foreign[0]}' (U+{ord(foreign[0]):04X})"
    if re.match(r"[a-z-]+:[^\s/]", text):
        return "; a blank is missing behind ':'"
    if re.fullmatch(r"[a-z0-9-]+(?:, *[a-z0-9-]+)+", text):
        return f"; several stand in brackets: [{text}]"
    if re.fullmatch(r"[A-Za-z0-9 ._-]*[A-Za-z0-9]", text):
        return f", as in '{re.sub('[^a-z0-9]+', '-', text.lower()).strip('-')}'"
    return ""


def _line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "this is empty: one line of text is expected")
    if text in NOTHING:
        raise PydanticCustomError(
            "empty-text",
            "'{found}' is nothing: one line of text is expected, or leave the key out",
            {"found": text},
        )
    if "\n" in text.strip():
        raise PydanticCustomError("not-one-line", "one line of text is expected, not several")
    return _short(text.strip(), LONGEST_LINE)


def _title(text: str) -> str:
    return _line(_short(text, LONGEST_TITLE))


def _label(text: str) -> str:
    return _line(_short(text, LONGEST_LABEL))


def _wording(text: str) -> str:
    words = len(_line(text).split())
    if words > MOST_WORDS:
        raise PydanticCustomError(
            "wrong-length",
            "this quotes {found} words, at most {most} are expected",
            {"found": words, "most": MOST_WORDS},
        )
    return _line(text)


def _text(text: str) -> str:
    if not text.strip() or text.strip() in NOTHING:
        raise PydanticCustomError("empty-text", "this is empty: a sentence or more is expected")
    return _short(text, LONGEST_TEXT)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise PydanticCustomError(
            "wrong-length",
            "the text has {found} characters, at most {most} are expected",
            {"found": len(text), "most": most},
        )
    return text


def _when(text: str) -> str:
    moment = parse_moment(text)
    if isinstance(moment, str):
        raise PydanticCustomError("bad-date", "{complaint}", {"complaint": moment})
    return text


def _url(text: str) -> str:
    if " " in text and SAFE_URL.match(text.replace(" ", "")):
        raise PydanticCustomError(
            "unsafe-url", "the address holds a blank: write '%20' for it, or delete it"
        )
    if not SAFE_URL.match(text):
        raise PydanticCustomError(
            "unsafe-url",
            "'{found}' is no address that we link to: https://, http:// or doi: is expected",
            {"found": text},
        )
    return text


def _number(text: str) -> str:
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        raise PydanticCustomError(
            "bad-number", "'{found}' is no plain number such as 0 or 100.5", {"found": text}
        )
    return text


def _selector(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+(?:\?[^\s?]+)?", text):
        raise PydanticCustomError(
            "bad-reference",
            "'{found}' does not name a finding: subject/property or subject/property?key=value is expected",
            {"found": text},
        )
    return text


def _when_or_finding(text: str) -> str:
    # A date starts with a digit, a bracket or two dots; an id with a letter and holds a slash.
    if re.match(r"[a-z]", text) and "/" in text:
        return _selector(text)
    return _when(text)


def _one_or_many(found: Any) -> Any:
    return [found] if isinstance(found, str) else found


def _yes(text: Any) -> Any:
    words = {"yes": True, "true": True, "no": False, "false": False}
    if isinstance(text, str):
        if text.lower() in words:
            return words[text.lower()]
        raise PydanticCustomError("bad-choice", "'{found}' is neither yes nor no", {"found": text})
    return text


Id = Annotated[
    str, AfterValidator(_id), Field(json_schema_extra={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
]
Line = Annotated[str, AfterValidator(_line)]
Title = Annotated[str, AfterValidator(_title)]
Label = Annotated[str, AfterValidator(_label)]
Wording = Annotated[str, AfterValidator(_wording)]
Text = Annotated[str, AfterValidator(_text)]
When = Annotated[str, AfterValidator(_when)]
WhenOrFinding = Annotated[str, AfterValidator(_when_or_finding)]
Url = Annotated[str, AfterValidator(_url)]
Number = Annotated[str, AfterValidator(_number)]
Selector = Annotated[str, AfterValidator(_selector)]
Yes = Annotated[bool, BeforeValidator(_yes, json_schema_input_type=bool | Literal["yes", "no"])]
Ids = Annotated[list[Id], BeforeValidator(_one_or_many, json_schema_input_type=Id | list[Id])]
ConditionValue = Annotated[str, Field(min_length=1, max_length=60)]
