"""Texts of the data as plain words, for places that know no HTML."""

from __future__ import annotations

import re

from annals.markdown.tokens import without_tokens
from annals.site import Site

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘])")
_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?)](?:\s|$))")
_SHORTEST = 50
_WORD_OR_TWO = 20


def plain(site: Site, text: str | None) -> str:
    """A text as words on one line, without citations."""
    words = str(without_tokens(site.text(text)).striptags())
    return _BEFORE_STOP.sub("", words)


def opening(words: str, longest: int) -> str:
    """The first sentences that fit, or as many words of the first as do."""
    kept = ""
    for sentence in _SENTENCE.split(words):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > longest:
            break
        kept = longer
        if len(kept) >= _SHORTEST:
            break
    if len(kept) >= min(_WORD_OR_TWO, len(words)):
        return kept
    cut = words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut} …" if len(words) > longest else words
