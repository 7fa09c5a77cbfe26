"""Quotation marks and apostrophes as printers set them: whatever the data and the pages write them with, a page has one kind."""

from __future__ import annotations

import re

# A '>' in an attribute ends no tag.
_PIECES = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_MARKS = re.compile("[\"']")
_ENTITIES = (("&#34;", '"'), ("&quot;", '"'), ("&#39;", "'"), ("&apos;", "'"))
# Not for readers, or where each character counts.
_LEFT_ALONE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
# After these a word goes on.
_WITHIN = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "s", "span", "strong", "time"}
)
_BEFORE_A_WORD = frozenset(
    " \t\n\N{NO-BREAK SPACE}([{/–—-\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
)
_SIGNS = {
    '"': ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    "'": ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
}


def curled(html: str) -> str:
    """HTML with the marks in its texts curled: opening before a word, closing or an apostrophe after one."""
    out: list[str] = []
    left_alone: list[str] = []
    before = " "
    for piece in _PIECES.split(html):
        tag = _TAG.match(piece)
        if tag:
            closing, name = bool(tag[1]), tag[2].lower()
            if name in _LEFT_ALONE:
                if not closing:
                    left_alone.append(name)
                elif left_alone:
                    left_alone.pop()
                # What is left alone may be a word of a sentence.
                before = "x" if closing else " "
            elif not (closing and name in _WITHIN):
                before = " "
        elif piece and not left_alone and not piece.startswith("<"):
            text = curled_text(piece, before)
            before = text[-1]
            out.append(text)
            continue
        out.append(piece)
    return "".join(out)


def curled_text(text: str, before: str = " ") -> str:
    """A text with its marks curled; `before` is the character that it goes on from."""
    if "&" in text:
        for entity, mark in _ENTITIES:
            text = text.replace(entity, mark)

    out: list[str] = []
    last = 0
    for found in _MARKS.finditer(text):
        at = found.start()
        previous = text[at - 1] if at > last else out[-1][-1] if out else before
        if at > last:
            out.append(text[last:at])
        out.append(_SIGNS[found[0]][0 if previous in _BEFORE_A_WORD else 1])
        last = found.end()
    return "".join((*out, text[last:]))


def quoted(text: str) -> str:
    """A text for between double quotation marks: its own become single ones."""
    for double, single in (
        "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}",
        "\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
        "\"'",
    ):
        text = text.replace(double, single)
    return text
