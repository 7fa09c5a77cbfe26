"""Bytes → text as it is read everywhere here: UTF-8, without a mark at its start, with one kind of line end."""

from __future__ import annotations

import re

from annals.diagnostics import Diagnostic, Span

MARK = "\ufeff"
# Control characters, line breaks that editors and YAML count differently, and marks that have no width or reorder text on screen.
# U+200C and U+200D stay: some scripts and emoji are written with them.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def hidden(file: str, text: str) -> Diagnostic | None:
    """A complaint of the first character that nobody can see; None if there is none."""
    control = CONTROL.search(text)
    if control is None:
        return None
    index = control.start()
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Diagnostic(
        Span(file, line, column, line, column + 1),
        "control-character",
        f"there is an invisible character here (U+{ord(control.group()):04X})",
        "error",
        ("delete it and type the text anew",),
    )


def decode(file: str, raw: bytes) -> tuple[str, Diagnostic | None]:
    """The text in these bytes; where they are not UTF-8, what can be shown of it and a complaint."""
    try:
        text, wrong = raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix(MARK)
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        wrong = Diagnostic(
            Span(file, line, column, line, column + 1),
            "not-utf-8",
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "error",
            ("save the file as UTF-8",),
        )
        text = raw.decode("utf-8", "replace")
    return text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n"), wrong
