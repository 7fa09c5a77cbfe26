"""What is wrong, where, and how to mend it: collected, sorted, rendered for a terminal and for GitHub."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file; lines and columns count from 1, the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One complaint: a sentence without a full stop, and notes that say how to mend it."""

    span: Span
    rule: str
    message: str
    severity: Severity = "error"
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """All complaints of one run; a complaint made twice counts once."""

    found: set[Diagnostic] = field(default_factory=set)

    def add(
        self, span: Span, rule: str, message: str, *notes: str, severity: Severity = "error"
    ) -> None:
        """Note one complaint; nothing is raised, so that a run finds all of them."""
        self.found.add(Diagnostic(span, rule, message, severity, notes))

    def sorted(self) -> list[Diagnostic]:
        """Complaints by file, place and rule."""
        return sorted(self.found)

    def count(self, severity: Severity) -> int:
        """How many complaints of one severity there are."""
        return sum(1 for diagnostic in self.found if diagnostic.severity == severity)


# What would be invisible, or would do something to a terminal rather than show in it.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def did_you_mean(found: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to the one found, if any is near."""
    near = get_close_matches(found, list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def render_text(diagnostics: Iterable[Diagnostic], lines_of: Callable[[str], list[str]]) -> str:
    """Each complaint with its line of source, the stretch underlined, and its notes.

    The shape follows ruff's and rustc's: place, severity[rule], sentence; frame; `=` notes.
    """
    blocks = []
    for diagnostic in diagnostics:
        span = diagnostic.span
        head = f"{_visible(span.file)}:{span.line}:{span.column}: {diagnostic.severity}[{diagnostic.rule}] {_visible(diagnostic.message)}"
        gutter = len(str(span.line))
        lines = lines_of(span.file)
        block = [head]
        if 1 <= span.line <= len(lines):
            source = lines[span.line - 1]
            shown, start = _window(source, span.column - 1)
            stop = span.end_column - 1 if span.end_line == span.line else len(source)
            width = max(1, min(stop, len(source)) - (span.column - 1))
            width = min(width, max(1, len(shown) - shown.endswith("…") - start))
            block.append(f"{'':{gutter}} |")
            block.append(f"{span.line} | {shown}".rstrip())
            block.append(f"{'':{gutter}} | {' ' * start}{'^' * width}")
        block += [f"{'':{gutter}} = {_visible(note)}" for note in diagnostic.notes]
        blocks.append("\n".join(block))
    return "\n".join(blocks)


def _window(source: str, start: int, width: int = 110) -> tuple[str, int]:
    """The part of a long line around a column, and that column's place in it."""
    source = _visible(source)
    if len(source) <= width:
        return source, start
    left = max(0, min(start - 40, len(source) - width))
    before, after = "…" * (left > 0), "…" * (left + width < len(source))
    return before + source[left : left + width] + after, start - left + len(before)


def _visible(text: str) -> str:
    """The text in as many characters, with a sign in place of each that could not be seen."""
    return _UNSEEN.sub(lambda found: " " if found[0] == "\t" else "\N{REPLACEMENT CHARACTER}", text)


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a complaint, which GitHub shows at the line of a pull request.

    Source of the form and its escapes: GitHub's documentation of workflow commands.
    """
    return "\n".join(_annotation(diagnostic) for diagnostic in diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    where = (
        f"file={_property(span.file)},line={span.line},endLine={span.end_line},"
        f"col={span.column},endColumn={span.end_column},title={_property(diagnostic.rule)}"
    )
    told = "\n".join((diagnostic.message, *diagnostic.notes))
    return f"::{diagnostic.severity} {where}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
