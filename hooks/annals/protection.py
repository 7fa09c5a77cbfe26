"""Sentences that rest on the record: how each is known again, and where it stands without what it rested on.

A sentence is noted by its words: those that are checked, in brackets, or an ellipsis in brackets where a number or a date is put
in, with a few words on either side: `the bridge keeps […] of its strength`, `stands [behind] its rivals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annals.numbers import told_by, without
from annals.references import ROLES, SCAN, TOLD, body

AROUND = 4
"""So many words on either side of what is bound."""
FEWEST = 3
"""Fewer words than these could stand anywhere: what has no more around it is not noted."""
_PUT_IN = "…"
# What is bound is no part of another sentence: a character that no text holds stands in its place.
_BOUND = "\0"
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
_BETWEEN = rf"[^\w{_BOUND}]+"
_ALMOST = rf"[^\w{_BOUND}]*"
_LONGEST = 60
_NOTED = re.compile(r"(?P<before>[^\[]*)\[(?P<core>.+)\](?P<after>[^\]]*)\Z")
_APART = re.compile(rf"\n[ \t]*\n|{_BOUND}")


def sentences(text: str) -> Iterator[str]:
    """What is noted of a text: of each checked stretch and of each number or date that is put in."""
    veiled = _veiled(text)
    for start, stop, checked in _bound(text, body(text), len(text)):
        words = _WORD.findall(checked)
        before = _WORD.findall(_APART.split(veiled[:start])[-1])[-AROUND:]
        after = _WORD.findall(_APART.split(veiled[stop:])[0])[:AROUND]
        if len(words) >= FEWEST:
            before = after = []
        elif len(words) + len(before) + len(after) < FEWEST:
            continue
        core = " ".join(words) or _PUT_IN
        yield " ".join((*before, f"[{core}]", *after))


def _bound(text: str, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Each bound stretch between two places of a text, those in what blocks tell among them: its ends, and its checked words."""
    for match in SCAN.finditer(text, begin, end):
        if match["block"]:
            for told in TOLD.finditer(match[0]):
                first, last = told.span("told")
                yield from _bound(text, match.start() + first, match.start() + last)
        elif _is_bound(match):
            yield match.start(), match.end(), match["words"] or ""


def _veiled(text: str) -> str:
    """A text as it is shown, every character in its place, with what is bound hidden."""
    begin = body(text)
    return " " * begin + SCAN.sub(_hidden, text[begin:])


def _hidden(match: re.Match[str]) -> str:
    if match["block"]:
        return told_by(match[0], _hidden)
    return _BOUND * len(match[0]) if _is_bound(match) else without(match)


def _is_bound(match: re.Match[str]) -> bool:
    return match["role"] in ROLES or match["mark"] == "check"


def fallen(noted: str, text: str) -> tuple[int, int] | None:
    """Where a noted sentence stands in a text and rests on nothing; None where it does not stand, or is bound as it was."""
    parts = _NOTED.match(noted)
    if parts is None:
        return None
    before, after = (_WORD.findall(parts[name]) for name in ("before", "after"))
    core = rf"[^{_BOUND}]{{1,{_LONGEST}}}?"
    if parts["core"] != _PUT_IN:
        core = _BETWEEN.join(map(re.escape, _WORD.findall(parts["core"])))
    pattern = _ALMOST.join(
        part
        for part in (
            rf"(?<!\w){_BETWEEN.join(map(re.escape, before))}" if before else "",
            rf"(?<!\w)(?P<core>{core})(?!\w)",
            rf"{_BETWEEN.join(map(re.escape, after))}(?!\w)" if after else "",
        )
        if part
    )
    found = re.search(pattern, _veiled(text))
    return found.span() if found else None


def protected(texts: Iterable[str]) -> list[str]:
    """The sentences of several texts that can be protected: those whose words stand nowhere among them unbound already."""
    several = list(texts)
    whole = f"\n\n{_BOUND}\n\n".join(_veiled(text) for text in several)
    noted = {sentence for text in several for sentence in sentences(text)}
    return sorted(sentence for sentence in noted if fallen(sentence, whole) is None)
