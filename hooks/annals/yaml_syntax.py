"""What a YAML parser stumbles over, in our words: where it began to go wrong, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from annals.diagnostics import Diagnostic, Span

Told = tuple[int, int, str, str]  # line and column from 0, message, note

_BETWEEN_QUOTES = "put text that begins with '{}' between quotes"
_INDENT = "indent it like the lines that it belongs to; each record of a list begins with '- '"
# What begins something else than text, and how to write it where text is meant.
_STARTS = {
    ">": "write a bound in words, as in 'over 10', or put the text between quotes",
    "`": "put text that begins with a backtick between quotes",
    "\t": "indent with spaces, not with tabs",
    **{sign: _BETWEEN_QUOTES.format(sign) for sign in "|[{@%&*!,"},
}
_CLOSING = {"[": "]", "{": "}"}
_OPENING = {"]": "[", "}": "{"}
_STUMBLING = re.compile(r"(?::|-)\s+([>|\[{@`%&*!])")
_CONFLICT = re.compile(r"(?:<{7}|>{7}) ")
_NO_SPACE = re.compile(r" *-(?=[a-z_]+:(?: |$))")
# Blanks that look like a space: no-break, thin, wide.
_OTHER_BLANK = re.compile("(?:^[ -]*|[:-] *)([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_CURLY = re.compile(":[ ]+[\u201c\u201d\u201e\u2018\u2019\u00ab]")
_SECOND_COLON = re.compile(r":\s+\S.*?:(?:\s|$)")


def syntax_error(file: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """A parser's complaint, with one sentence and one note of ours."""
    lines = text.split("\n")
    # The parser says where it gave up; what it was in the middle of often began earlier.
    line, column = _position(error.problem_mark or error.context_mark, lines)
    told = next(_readings(lines, line, column, error), None) or (
        line,
        column,
        f"this is not YAML: {error.problem or error.context or 'it cannot be read'}",
        "check the quotes, the brackets and the indentation here and just above",
    )
    line, column, message, note = told
    span = Span(file, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic(span, "yaml-syntax", message, "error", (note,))


def _position(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    return (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)


def _readings(
    lines: list[str], line: int, column: int, error: yaml.MarkedYAMLError
) -> Iterator[Told]:
    """What can be meant, the likeliest first."""
    problem, context = error.problem or "", error.context or ""
    source = lines[line]
    here = source[column : column + 1]
    begun = _position(error.context_mark, lines) if error.context_mark else None
    yield from _whole_lines(lines, line, begun)
    if "document" in problem or "document" in context:
        if not source.startswith(("---", "...", "%")):
            yield line, column, "this line fits none of those above it", _INDENT
        note = "one file holds one document: delete the '---' or '...'"
        yield line, column, "a second document begins here", note
    if begun and "scanning a quoted scalar" in context and "end of stream" in problem:
        note = "close it; inside single quotes an apostrophe is written twice, as in 'it''s'"
        yield *begun, "the quote that opens here is never closed", note
    if "escape character" in problem:
        sign = source[column : column + 2] if here == "\\" else f"\\{here}"
        note = "write '\\\\' for a backslash, or put the text between single quotes"
        yield line, column, f"'{sign}' means nothing between double quotes", note
    if "mapping values are not allowed" in problem:
        if _CURLY.search(source):
            note = "only the straight marks \" and ' quote: type them anew"
            yield line, column, "the curly quotation marks on this line quote nothing", note
        if _SECOND_COLON.search(source):
            note = "text that holds ': ' stands between quotes or below '>-'"
            yield line, column, "a second ': ' on this line cannot be read", note
        note = "indent a key like the keys beside it; text that holds ': ' stands between quotes or below '>-'"
        yield line, column, "no key can stand here", note
    if "block sequence entries are not allowed" in problem:
        note = "write '[a, b]', or begin each '- ' on a line of its own; put text that begins with '- ' between quotes"
        yield line, column, "no list can begin here", note
    if begun and re.search("scanning an? (?:alias|anchor)", context):
        sign = lines[begun[0]][begun[1]]
        yield *begun, f"'{sign}' cannot stand here", _BETWEEN_QUOTES.format(sign)
    yield from _surroundings(lines, line, column, begun, error)


def _whole_lines(lines: list[str], line: int, begun: tuple[int, int] | None) -> Iterator[Told]:
    """What is wrong with a line as such, whatever the parser was in the middle of."""
    for number, source in enumerate(lines):
        if _CONFLICT.match(source):
            note = (
                "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
            )
            yield number, 0, "two versions of the file were not merged here", note
            break
    for number in dict.fromkeys((line, begun[0] if begun else line)):
        blank = _OTHER_BLANK.search(lines[number])
        if blank:
            message = f"this blank is no space (U+{ord(blank[1]):04X})"
            yield number, blank.start(1), message, "delete it and type a space"
    above = next((n for n in range(line, -1, -1) if _NO_SPACE.match(lines[n])), None)
    if above is not None and not any(one.startswith("- ") for one in lines[above : line + 1]):
        at = lines[above].index("-") + 1
        yield above, at, "a space is missing behind '-'", "write '- ', as in '- id: …'"


def _surroundings(
    lines: list[str],
    line: int,
    column: int,
    begun: tuple[int, int] | None,
    error: yaml.MarkedYAMLError,
) -> Iterator[Told]:
    """What can be meant by what stands at the place, and before it."""
    problem, context = error.problem or "", error.context or ""
    source = lines[line]
    here = source[column : column + 1]
    if here == "," and source[:column].rstrip().endswith((",", "[", "{")):
        note = "write 'not-reported' for an empty cell"
        yield line, column, "something is missing before this ','", note
    if here in _STARTS and here not in _CLOSING:
        named = "a tab" if here == "\t" else f"'{here}'"
        yield line, column, f"{named} cannot stand here", _STARTS[here]
    if here and source[:column].rstrip().endswith(("'", '"')):
        note = (
            "put all of it between single quotes, as in '\"so\" they say'"
            if source[:column].rstrip().endswith('"')
            else "inside single quotes an apostrophe is written twice, as in 'it''s'"
        )
        yield line, column, "this stands behind the end of the quoted text", note
    if begun and re.search("parsing a flow (?:sequence|mapping)", context):
        sign = lines[begun[0]][begun[1]]
        if here and (line == begun[0] or _indent(source) > _indent(lines[begun[0]])):
            note = "put text that holds quotes, brackets or commas between quotes as a whole"
            yield line, column, f"',' or '{_CLOSING[sign]}' is expected here", note
        note = f"close it with '{_CLOSING[sign]}', or {_STARTS[sign]}"
        yield *begun, f"'{sign}' is never closed", note
    if here and here in "]}":
        yield line, column, f"'{here}' closes nothing", "delete it, or put the text between quotes"
    if begun and "scanning a simple key" in context:
        note = "indent it if it goes on with the text above; else write 'key: value'"
        yield *begun, "this line is no 'key: value'", note
    if "unexpected ':'" in problem:
        note = "write a space behind it, as in 'key: value', or put the text between quotes"
        yield line, column, "this ':' cannot stand here", note
    closed = source[:column].rstrip()[-1:]
    if here and closed in _OPENING:
        note = _STARTS[_OPENING[closed]]
        yield line, column, f"this stands behind the closing '{closed}'", note
    stumbling = _STUMBLING.search(source)
    if stumbling:
        sign = stumbling[1]
        message = f"'{sign}' begins something that YAML cannot finish reading"
        yield line, stumbling.start(1), message, _STARTS[sign]
    if line == len(lines) - 1 and not source.strip():
        note = "close the last bracket or quote that is open"
        yield line, column, "the file ends in the middle of something", note
    if not source[:column].strip() and "did not find expected" in problem:
        yield line, column, "this line fits none of those above it", _INDENT


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))
