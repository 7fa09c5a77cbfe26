"""Every reference in a text, with its exact place: what the check reads, and the patterns that the Markdown extension uses too.

Nothing is rendered here. Code (fenced, or between backticks without a role) is stepped over, and so are escaped characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from annals.selectors import REFERENCE

ROLES = ("value", "diff", "ratio", "rank", "when")
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ONE_CITATION = rf"@{_ID}(?:,[^\[\];@]*)?"
CITATION = rf"\[(?P<cites>{_ONE_CITATION}(?:;\s*{_ONE_CITATION})*)\]"
# A reference may be wrapped, and ends with its paragraph at the latest.
_SAME_PARAGRAPH = r"(?!\n[ \t]*\n)"
_LABEL = rf"(?:{_SAME_PARAGRAPH}[^\[\]])+"
ROLE = rf"\{{(?P<role>[a-z]+)\}}`(?P<argument>(?:{_SAME_PARAGRAPH}[^`])+)`"
# Words that are checked against the data, or excused from being so, with the reason.
CHECKED = rf"\[(?P<words>{_LABEL})\]\{{(?P<mark>check|excused)=(?:\"(?P<check>[^\"]*)\"|'(?P<check_>[^']*)')\}}"
LINK = rf"\[(?P<label>{_LABEL})\]\[(?P<target>{_ID})\]"
MISPLACED = r"\{[^{}\n]*\b(?:check|excused)\s*="
# Fences may be indented, as inside of lists.
FENCE = r"^[ \t]*(?P<fence>(?:`{3,}|~{3,}))[^\n]*\n(?:.*?\n)?[ \t]*(?P=fence)[ \t]*$"
CODE = rf"(?P<ticks>`+)(?!`)(?:{_SAME_PARAGRAPH}.)+?(?<!`)(?P=ticks)(?!`)"
BLOCK = r"^/{3,}[ \t]*(?P<block>[a-z][a-z-]*)(?:[ \t]*\|[ \t]*(?P<title>[^\n]*))?[ \t]*$(?P<options>(?:\n(?: {4}|\t)[^\n]*)*)"
# Those options of a block that are sentences for readers: they may hold references like any other text.
WORDS = ("title", "caption", "note")
TOLD = re.compile(
    rf"^(?: {{4}}|\t)(?:{'|'.join(WORDS)}):[ \t]*(?P<told>[^\n]*(?:\n(?: {{8}}|\t\t)[^\n]*)*)",
    re.MULTILINE,
)

_PARTS = (
    FENCE,
    r"(?P<comment><!--.*?-->)",
    r"\\.",
    ROLE,
    CODE,
    CHECKED,
    CITATION,
    LINK,
    MISPLACED,
    BLOCK,
)
SCAN = re.compile("|".join(_PARTS), re.MULTILINE | re.DOTALL)
_RANK = re.compile(rf"(?P<subject>{REFERENCE})\s+in\s+(?P<property>{_ID})\Z")
_PAIR = re.compile(rf"(?P<one>{REFERENCE})\s+to\s+(?P<other>{REFERENCE})\Z")
FRONT = re.compile(r"---[ \t]*\n(?P<matter>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)

Kind = Literal[
    "citation",
    "value",
    "diff",
    "ratio",
    "rank",
    "when",
    "check",
    "excused",
    "link",
    "block",
    "misplaced",
    "unknown-role",
]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its kind, its argument as written, and the half-open stretch of characters that holds the argument.

    `place` is a citation's place, or what stands behind a block's bar; `words` are those that a check, an excuse or a link is
    about, a role's name, or the lines of a block's options.
    """

    kind: Kind
    argument: str
    start: int
    stop: int
    place: str = ""
    words: str = ""


def body(text: str) -> int:
    """Where a text begins: behind its front matter, if it has any."""
    front = FRONT.match(text)
    return front.end() if front else 0


def find(text: str, offset: int = 0) -> list[Reference]:
    """All references in a text, in order; `offset` is added to their places."""
    return _scan(text, 0 if offset else body(text), offset)


def _scan(text: str, begin: int, offset: int) -> list[Reference]:
    # Most texts hold nothing to find; looking for these three characters is far cheaper than the pattern.
    if "[" not in text and "`" not in text and "/" not in text and "{" not in text:
        return []
    found: list[Reference] = []
    for match in SCAN.finditer(text, begin):
        found.extend(_read(match, offset))
    return found


def _read(match: re.Match[str], offset: int) -> Iterator[Reference]:
    groups = match.groupdict()
    if groups["role"]:
        kind: Kind = groups["role"] if groups["role"] in ROLES else "unknown-role"  # type: ignore[assignment]
        start, stop = match.span("argument")
        words = groups["role"]
        yield Reference(
            kind, squeeze(groups["argument"]), offset + start, offset + stop, words=words
        )
    elif groups["words"]:
        yield from _scan(groups["words"], 0, offset + match.start("words"))
        name = "check" if groups["check"] is not None else "check_"
        start, stop = match.span(name)
        mark: Kind = "check" if groups["mark"] == "check" else "excused"
        yield Reference(
            mark, squeeze(groups[name]), offset + start, offset + stop, words=groups["words"]
        )
    elif groups["cites"]:
        for one in re.finditer(rf"@(?P<id>{_ID})(?:,(?P<place>[^;]*))?", groups["cites"]):
            start = match.start("cites") + one.start("id")
            yield Reference(
                "citation",
                one["id"],
                offset + start,
                offset + start + len(one["id"]),
                place=squeeze(one["place"] or ""),
            )
    elif groups["label"]:
        yield from _scan(groups["label"], 0, offset + match.start("label"))
        start, stop = match.span("target")
        yield Reference(
            "link", groups["target"], offset + start, offset + stop, words=groups["label"]
        )
    elif groups["block"]:
        start, stop = match.span("block")
        title, options = (groups["title"] or "").strip(), groups["options"].lstrip("\n")
        yield Reference("block", groups["block"], offset + start, offset + stop, title, options)
        for told in TOLD.finditer(match.group()):
            yield from _scan(told["told"], 0, offset + match.start() + told.start("told"))
    elif match.group().startswith("{"):
        yield Reference("misplaced", match.group(), offset + match.start(), offset + match.end())


def bare(text: str) -> str:
    """A text as words, for where no reference is answered: of checked words and links the words stay."""
    return SCAN.sub(lambda match: match["label"] or match["words"] or " ", text)


def squeeze(text: str) -> str:
    """A text on one line, with single spaces: references may be wrapped."""
    return " ".join(text.split())


def pair(argument: str) -> tuple[str, str] | None:
    """The two references of `a to b`."""
    match = _PAIR.match(argument)
    return (match["one"], match["other"]) if match else None


def ranking(argument: str) -> tuple[str, str] | None:
    """The reference and the property of `a in property`."""
    match = _RANK.match(argument)
    return (match["subject"], match["property"]) if match else None


def moment_of(argument: str) -> tuple[str, str]:
    """The event of `event` or `event as month`, and how exactly its date is asked for ('' for as exactly as it is known)."""
    event, _, precision = argument.partition(" as ")
    return event.strip(), precision.strip()
