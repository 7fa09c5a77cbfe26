"""Numbers and comparisons in prose: which of them rest on the record, which are excused, and which stand on nothing but themselves.

A text is read as the check reads it: references, code and addresses are stepped over, and so are the names of what is on record
(`Bridge 7` holds no number). What is left and looks like a number, a number word or a comparison is loose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annals.record import Record
from annals.references import SCAN, body, find

BOUND = frozenset({"value", "diff", "ratio", "rank", "when", "check"})

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundreds?|thousands?|millions?|billions?|trillions?|half|halves|quarters?|twice|thrice|double[ds]?|doubling|triple[ds]?"
    "|tripling|(?:two|three|four|five|six|ten|hundred)fold"
)
_ORDINALS = "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_BEST = "highest|lowest|largest|smallest|biggest|best|worst|most|fewest|fastest|slowest|cheapest|strongest|weakest|longest|shortest"
LOOSE = re.compile(
    # A number, with its sign of money or share; not one that is part of a word, an address or an id.
    r"(?<![\w/#.,-])[$€£~]?\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?:\s?[%×])?(?![\w/-])"
    rf"|\b(?:{_WORDS})\b(?!-)"
    rf"|\b(?:{_ORDINALS})s?\b(?! part(?:y|ies)\b)"
    r"|\b(?:the|its|their|whose|\w+['’]s) first\b|\bthe only\b"
    rf"|\b(?:the|its|their) (?:{_BEST})\b"
    r"|\b(?:leads|trails|trailed|outperforms|outperformed|surpasses|surpassed|beats|tops)\b(?! to\b)"
    r"|\b(?:ahead of|(?:far|well|close|just|points?) behind)\b",
    re.IGNORECASE,
)
# Where a line begins: the number of a list, the signs of a heading; and what is not shown: ids, addresses, definitions.
_PASSED_OVER = re.compile(
    r"^[ \t]*\d+[.)](?=\s)|\]\([^)\s]*(?:\s\"[^\"]*\")?\)|\{[:#.][^{}]*\}|<[^<>\n]*>|https?://\S+|^ {0,3}\[[^\]\n]+\]:.*$",
    re.MULTILINE,
)


@dataclass(slots=True)
class Numbers:
    """What a text holds: how many numbers rest on the record, how many are excused, and the places (start, stop) of loose ones."""

    bound: int = 0
    excused: int = 0
    loose: list[tuple[int, int]] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many there are."""
        return self.bound + self.excused + len(self.loose)

    def add(self, other: Numbers) -> None:
        """Count another text's with these; places of another text mean nothing here, but their number does."""
        self.bound += other.bound
        self.excused += other.excused
        self.loose += other.loose


def names(record: Record) -> re.Pattern[str]:
    """What matches a name on record in which something looks like a number or a comparison, the longest first."""
    known: set[str] = set()
    for entity in record.entities.values():
        known.update((entity.name, *entity.also))
    known.update(definition.name for definition in record.properties.values())
    known = {name for name in known if LOOSE.search(name) or re.search(r"\d", name)}
    ordered = sorted(known, key=lambda name: (-len(name), name))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def numbers(text: str, named: re.Pattern[str]) -> Numbers:
    """The numbers and comparisons of a text; `named` is what `names` gives."""
    kinds = Counter(reference.kind for reference in find(text))
    loose = [match.span() for match in LOOSE.finditer(_shown(text, named))]
    bound = sum(kinds[kind] for kind in kinds if kind in BOUND)
    return Numbers(bound, kinds["excused"], loose)


def _shown(text: str, named: re.Pattern[str]) -> str:
    """What readers see as it is written: the text with spaces in the place of all else, so that places stay."""
    begin = body(text)
    shown = " " * begin + SCAN.sub(_without, text[begin:])
    for pattern in (_PASSED_OVER, named):
        shown = pattern.sub(lambda found: " " * len(found[0]), shown)
    return shown


def _without(reference: re.Match[str]) -> str:
    """Spaces in the place of a reference; of a link, its label is shown."""
    length = len(reference[0])
    if not reference["label"]:
        return " " * length
    return f" {reference['label']}".ljust(length)


def total(several: Iterable[Numbers]) -> Numbers:
    """The counts of several texts together."""
    made = Numbers()
    for each in several:
        made.add(each)
    return made
