"""Quotation marks and apostrophes as printers set them: whatever the data and the pages write them with, a page has one kind."""

from __future__ import annotations

import re

_ENTITIES = {"&#34;": '"', "&quot;": '"', "&#39;": "'", "&apos;": "'"}
_MARK = re.compile("|".join(('"', "'", *_ENTITIES)))
_PIECES = re.compile(
    r"""
    # As much as has no mark in it, tags and all, at one go. A '>' in an attribute ends no tag.
    (?P<unmarked>(?:
        [^<"'&]++ | &(?!\#34;|quot;|\#39;|apos;) | <!--(?:[^-]++|-(?!->))*+-->
        | <(?!(?:code|kbd|pre|samp|script|style|textarea)\b)(?:[^>"']++|"[^"]*+"|'[^']*+')*+>
    )++)
    # Not for readers, or where each character counts.
    | (?P<alone><(?P<name>code|kbd|pre|samp|script|style|textarea)\b.*?(?:</(?P=name)>|\Z))
    # A text from its first mark on, or a '<' that begins no tag.
    | (?P<marked>[^<]+|<)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
# After these a word goes on.
_GOES_ON = re.compile(
    r"</(?:a|abbr|b|cite|em|i|mark|q|s|span|strong|time)>|<!--.*-->", re.DOTALL | re.IGNORECASE
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
    before = " "
    for piece in _PIECES.finditer(html):
        match piece.lastgroup:
            case "unmarked":
                out.append(piece[0])
                before = _last(piece[0], before)
            case "alone":
                out.append(piece[0])
                # What is left alone may be a word of a sentence.
                before = "x"
            case "marked":
                out.append(curled_text(piece[0], before))
                before = out[-1][-1]
    return "".join(out)


def _last(run: str, before: str) -> str:
    """The character of a sentence on which a run of tags and texts ends; a space if its last tag ends the sentence."""
    end = len(run)
    while run.endswith(">", 0, end):
        start = run.rfind("<", 0, end)
        if not _GOES_ON.fullmatch(run, start, end):
            return " "
        end = start
    return run[end - 1] if end else before


def curled_text(text: str, before: str = " ") -> str:
    """A text with its marks curled; `before` is the character that it goes on from."""
    out: list[str] = []
    last = 0
    for found in _MARK.finditer(text):
        if found.start() > last:
            before = text[found.start() - 1]
        before = _SIGNS[_ENTITIES.get(found[0], found[0])][0 if before in _BEFORE_A_WORD else 1]
        out += (text[last : found.start()], before)
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
