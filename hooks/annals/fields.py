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


def _id(text: str) -> str:
    if not ID.match(text):
        raise PydanticCustomError(
            "bad-id",
            "'{found}' is no id: lower-case letters, digits and single hyphens are expected",
            {"found": text},
        )
    return text


def _line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "this is empty: one line of text is expected")
    if "\n" in text.strip():
        raise PydanticCustomError("not-one-line", "one line of text is expected, not several")
    return text.strip()


def _text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "this is empty: a sentence or more is expected")
    return text


def _when(text: str) -> str:
    moment = parse_moment(text)
    if isinstance(moment, str):
        raise PydanticCustomError("bad-date", "{complaint}", {"complaint": moment})
    return text


def _url(text: str) -> str:
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
Text = Annotated[str, AfterValidator(_text)]
When = Annotated[str, AfterValidator(_when)]
WhenOrFinding = Annotated[str, AfterValidator(_when_or_finding)]
Url = Annotated[str, AfterValidator(_url)]
Number = Annotated[str, AfterValidator(_number)]
Selector = Annotated[str, AfterValidator(_selector)]
Yes = Annotated[bool, BeforeValidator(_yes, json_schema_input_type=bool | Literal["yes", "no"])]
Ids = Annotated[list[Id], BeforeValidator(_one_or_many, json_schema_input_type=Id | list[Id])]
ConditionValue = Annotated[str, Field(min_length=1, max_length=60)]
