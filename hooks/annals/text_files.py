"""Bytes → text as it is read everywhere here: UTF-8, without a mark at its start, with one kind of line end."""

from __future__ import annotations

from annals.diagnostics import Diagnostic, Span

MARK = "\ufeff"


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
