"""Where each character of a YAML scalar stands in the file, whatever style the scalar is written in."""

from __future__ import annotations

import re

import yaml

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n[ \t]*|.)")
_SHORT_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def places(text: str, node: yaml.ScalarNode) -> list[int]:
    """For each character of a scalar's value, its index in the file's text.

    Walks both together: white space in the value may be any run of white space in the file, and what the file has more
    (indentation, doubled quotes, backslashes) is stepped over.
    """
    found: list[int] = []
    index, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        index = text.find("\n", index) + 1
    elif node.style:
        index, end = index + 1, end - 1
    escapes = node.style == '"'
    for character in node.value:
        if not (character.isspace() and index < end and text[index].isspace()):
            index = _next(text, index, end, character, escapes=escapes)
        found.append(min(index, max(end - 1, 0)))
        if index < end:
            index += _unit(text, index, escapes=escapes)[0]
    return found


def _next(text: str, index: int, end: int, wanted: str, *, escapes: bool) -> int:
    """Where the next character of the value is written: here, or behind what the file has more."""
    start = index
    while index < end:
        length, character = _unit(text, index, escapes=escapes)
        if character == wanted:
            return index
        index += length
    # A fold's white space stands where the file has none left to give.
    return start if wanted.isspace() else index


def _unit(text: str, index: int, *, escapes: bool) -> tuple[int, str]:
    """How many characters of the file are written for one of the value, and which one that is."""
    escape = _ESCAPE.match(text, index) if escapes else None
    if escape is None:
        return 1, text[index]
    code = escape[1] or escape[2] or escape[3]
    if code:
        return len(escape[0]), chr(int(code, 16))
    sign = escape[0][1]
    # An escaped line break stands for nothing.
    return len(escape[0]), "" if sign == "\n" else _SHORT_ESCAPES.get(sign, sign)
