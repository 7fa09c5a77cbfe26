"""What looks like a reference and is none: a citation, a role or a block that is half written would reach readers as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annals.answers import Refusal
from annals.diagnostics import Report, did_you_mean
from annals.project import Project
from annals.references import ROLES, SCAN, body
from annals.written_pages import Page

_HALF = re.compile(
    r"(?P<cite>\[@)"
    r"|(?<![\w@/.\[])@(?P<bare>[a-z0-9]+(?:-[a-z0-9]+)*)"
    rf"|(?<!\{{)\{{(?P<role>{'|'.join(ROLES)})\}}(?!\}})"
    r"|^/{3,}[ \t]*(?P<block>[A-Za-z][\w-]*)"
    r"|\]\([ \t]*<?(?P<target>[^)\s>]+)",
    re.MULTILINE | re.IGNORECASE,
)
# A text of the data stands on several pages, so that an address in it cannot be relative to one.
_LINK = re.compile(r"https?://|doi:", re.IGNORECASE)
_PAGES_LINK = re.compile(r"(?!(?:javascript|data|vbscript|file):)", re.IGNORECASE)
_END = re.compile(r"(?:[ \t]*\n)*/{3,}[ \t]*(?:\n|\Z)")
Found = tuple[int, int, Refusal]


def half_written(project: Project, report: Report) -> None:
    """Complain of what was most likely meant as a reference and cannot be read as one."""
    for _, where, text in project.prose():
        if not any(sign in text for sign in ("@", "}", "///", "](")):
            continue
        for start, stop, refusal in _halves(project, where, text):
            report.add(
                project.span(where, start, stop), refusal.rule, refusal.message, *refusal.notes
            )


def _halves(project: Project, where: Any, text: str) -> Iterator[Found]:
    """What stands between references, and blocks that are not ended."""
    page = isinstance(where, Page)
    begin = body(text) if page else 0
    for match in SCAN.finditer(text, begin):
        yield from _between(project, text, begin, match.start(), page=page)
        begin = match.end()
        name = match["block"]
        if page and name in project.blocks:
            around = bool(project.blocks[name].around)
            if not (_ended_later if around else _ended)(text, match):
                yield *match.span("block"), _not_ended(name, around=around)
    yield from _between(project, text, begin, len(text), page=page)


def _ended(text: str, match: re.Match[str]) -> bool:
    """Whether a block ends right behind its options."""
    return _END.match(text, match.end()) is not None


def _ended_later(text: str, match: re.Match[str]) -> bool:
    """Whether a block around a text is ended by as many slashes as it began with."""
    slashes = "/" * (len(match[0]) - len(match[0].lstrip("/")))
    end = re.compile(rf"^{slashes}[ \t]*$", re.MULTILINE)
    return end.search(text, match.end()) is not None


def _between(project: Project, text: str, begin: int, end: int, *, page: bool) -> Iterator[Found]:
    for half in _HALF.finditer(text, begin, end):
        if half["cite"]:
            yield *half.span(), _citation()
        elif half["bare"] and half["bare"] in project.record.sources:
            yield *half.span(), _bare(half["bare"])
        elif half["role"]:
            yield *half.span(), _role(half["role"])
        elif half["block"] and project.blocks:
            yield *half.span("block"), _block(project, half["block"], page=page)
        elif half["target"] and not (_PAGES_LINK if page else _LINK).match(half["target"]):
            yield *half.span("target"), _target(half["target"])


def _citation() -> Refusal:
    return Refusal(
        "unknown-source",
        "this citation cannot be read",
        (
            "write [@source-id] or [@source-id, place]",
            "an id is in lower case; a place holds no brackets, no '@' and no ';'",
        ),
    )


def _bare(key: str) -> Refusal:
    return Refusal(
        "unknown-source",
        f"'@{key}' cites nothing where it stands",
        (f"a citation has brackets of its own: [@{key}]",),
    )


def _role(written: str) -> Refusal:
    name = written.lower()
    return Refusal(
        "unknown-role",
        f"the role '{written}' belongs to no reference",
        (f"write {{{name}}}`subject/property`, with nothing between and one backtick either side",),
    )


def _block(project: Project, written: str, *, page: bool) -> Refusal:
    if not page:
        message = f"the block '{written}' cannot stand in a text of the data"
        return Refusal("unknown-block", message, ("blocks belong in pages",))
    near = did_you_mean(written.lower(), project.blocks)
    shown = f"'/// {near or 'name'}', or '/// {near or 'name'} | id'"
    return Refusal(
        "unknown-block",
        f"the block '{written}' cannot be read",
        (f"write {shown}, and its options on the lines below it",),
    )


def _target(address: str) -> Refusal:
    return Refusal(
        "unsafe-url",
        f"'{address}' is no address that we link to: https://, http:// or doi: is expected",
        ("whatever is on record is linked by its id: [words][id]",),
    )


def _not_ended(name: str, *, around: bool) -> Refusal:
    if around:
        message = f"the block '{name}' is not ended"
        return Refusal(
            "bad-option", message, ("below its text, as many slashes as it begins with end it",)
        )
    return Refusal(
        "bad-option",
        f"the block '{name}' holds text, or is not ended",
        ("options are indented by four spaces, and '///' ends a block",),
    )
