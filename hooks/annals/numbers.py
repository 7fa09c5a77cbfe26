"""Numbers and comparisons in prose: which of them rest on the record, which are excused, and which stand on nothing but themselves.

A text is read as the check reads it: references, code and addresses are stepped over, and so are the names of what is on record
(`Bridge 7` holds no number). What is left and looks like a number, a number word or a comparison is loose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annals.record import Record
from annals.references import ROLES, SCAN, TOLD, body, find

BOUND = frozenset({*ROLES, "check"})

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|(?<!\bat )(?<!\bto )zero"
    "|half|halves|halved?|halving|quarters?|twice|thrice|double[ds]?|doubling|triple[ds]?|tripling|trebled?|quadrupled?"
    rf"|(?:{_UNITS}|ten|twenty|hundred|thousand|many|several)fold"
)
# 'second' is left out, as a time: what is 'second-largest' is among the comparisons.
_ORDINALS = (
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    "|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|hundredth|thousandth|millionth"
)
# What a number is joined to by a hyphen where it counts: a five-year plan, and not a two-way street.
_JOINED = (
    "fold|percent|percentage|point|times|year|month|week|day|hour|minute|second|page|step|shot|token|parameter|member|person|model"
    "|agent|thirds?|quarters?|fifths?|tenths?|hundred|thousand|million|billion|trillion|dollar|strong|tier|part"
)
_BEST = (
    "highest|lowest|largest|smallest|biggest|greatest|least|best|worst|most|fewest|fastest|slowest|cheapest|dearest|strongest|weakest"
    "|longest|shortest|hardest|easiest|tersest|closest|nearest|furthest|earliest|latest|newest|oldest|youngest"
)
_MORE = (
    "higher|lower|larger|smaller|bigger|greater|faster|slower|cheaper|dearer|stronger|weaker|better|worse|longer|shorter|earlier"
    "|later|older|newer|younger|fewer|closer|harder|easier"
)
_OVER = (
    "leads|trail(?:s|ed|ing)|lag(?:s|ged|ging)|outperform(?:s|ed|ing)?|outscore[sd]?|outrank(?:s|ed)?|outpace[sd]?"
    "|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|overtak(?:es?|en|ing)|overtook|beats|beaten|beating|tops|topped|topping"
    "|unmatched|unrivall?ed|unparalleled|unprecedented"
)
# For lower case: a pattern that ignores case takes four times as long.
_LOOSE = re.compile(
    # A number, with its sign of money or share; not one that is part of a word, an address or an id.
    r"(?<!\w)(?:(?<![/#.,@-])[$€£~]?\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?:\s?[%×])?(?![\w/-])"
    rf"|(?<![/#.,@-])(?:[$€£~]?\d+(?:[.,]\d+)*|{_UNITS}|ten|twelve|twenty|half)-(?:{_JOINED})s?\b"
    # Numbers that are signs of their own.
    r"|[\u00bc-\u00be\u2150-\u2189\u2460-\u249b]+"
    rf"|(?:{_WORDS})\b(?!-)"
    rf"|(?:{_ORDINALS})s?\b(?![ -]part(?:y|ies)\b)"
    rf"|one (?:in (?:{_WORDS}|a(?: hundred| thousand| million)?)|per ?cent|percent|percentage point|hundred|thousand|million|billion|trillion)\b"
    rf"|(?:the|its|their|his|her|our|whose|\w+['’]s) (?:first|sole|{_BEST})\b"
    r"|(?:the|its|their) top[ -](?:scores?|models?|places?|spots?|results?|ranks?|marks?)\b"
    r"|(?:comes?|came|ranks?|ranked|places?|placed) (?:first|second|last)\b|first[ -](?:ever|place)\b"
    rf"|the only\b|only one\b|(?:number|no\.?) one\b|second-(?:{_BEST})\b|most(?= of\b)"
    rf"|(?:{_MORE}) than\b"
    rf"|(?:{_OVER})\b(?! to\b)"
    r"|ahead of\b|(?:is|are|was|were|be|been|stays?|stayed|comes?|came|lies|lay) (?:\w+ )?(?:ahead|behind)\b"
    r"|(?:far|well|close|just|points?|slightly|narrowly|barely|still) (?:ahead|behind|above|below)\b"
    r"|in (?:the lead|front)\b|(?:on a )?par with\b|tied (?:with|for)\b)"
)
_ROMAN = re.compile(
    r"(?<![\w-])(?:X{1,3}(?:IX|IV|V?I{1,3}|V)|X?(?:IX|IV|VI{1,3}|II{1,2})|XX{1,2})(?![\w-])"
)
# Where a line begins: the number of a member of a list, or of a heading; and what is not shown: ids, addresses, definitions.
_PASSED_OVER = re.compile(
    r"^(?:#+[ \t]+|[ \t]*)\d+[.)](?=\s)|\]\([^)\s]*(?:\s\"[^\"]*\")?\)|\{[:#.][^{}]*\}|<[^<>\n]*>|https?://\S+|^ {0,3}\[[^\]\n]+\]:.*$",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?=\s|\Z)|\n\s*\n")


@dataclass(slots=True)
class Numbers:
    """What a text holds: how many numbers rest on the record, how many are excused, and the places (start, stop) of loose ones.

    In notes and explanations of the data, those beside a citation are `cited`: they lead to a source, and nothing holds them to it.
    """

    bound: int = 0
    excused: int = 0
    cited: int = 0
    loose: list[tuple[int, int]] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many there are."""
        return self.bound + self.excused + self.cited + len(self.loose)

    def add(self, other: Numbers) -> None:
        """Count another text's with these; places of another text mean nothing here, but their number does."""
        self.bound += other.bound
        self.excused += other.excused
        self.cited += other.cited
        self.loose += other.loose


def names(record: Record) -> re.Pattern[str]:
    """What matches a name on record in which something looks like a number or a comparison, the longest first."""
    known: set[str] = set()
    for entity in record.entities.values():
        known.update((entity.name, *entity.also))
    known.update(definition.name for definition in record.properties.values())
    known = {name for name in known if _loose(name) or re.search(r"\d", name)}
    # Those that begin with the same word together: a text is then held against words, of which there are fewer than names.
    by_word: dict[str, list[str]] = {}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        word = re.split(r"\W", name, maxsplit=1)[0]
        by_word.setdefault(word, []).append(re.escape(name[len(word) :]))
    if not by_word:
        return re.compile(r"(?!)")
    words = (f"{word}(?:{'|'.join(rest)})" for word, rest in by_word.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def numbers(text: str, named: re.Pattern[str]) -> Numbers:
    """The numbers and comparisons of a text; `named` is what `names` gives."""
    kinds = Counter(reference.kind for reference in find(text))
    shown = _shown(text)
    loose = _loose(shown)
    # Only then: of names there are many. Most texts hold none of them, and need no second look.
    if loose and (unnamed := named.sub(_blank, shown)) != shown:
        loose = _loose(unnamed)
    bound = sum(kinds[kind] for kind in kinds if kind in BOUND)
    return Numbers(bound, kinds["excused"], loose=loose)


def in_data(text: str, named: re.Pattern[str]) -> Numbers:
    """The same of a text of the data: what is loose in a sentence that cites a source is cited."""
    found = numbers(text, named)
    if not found.loose:
        return found
    cites = [each.start for each in find(text) if each.kind == "citation"]
    ends = [each.end() for each in _SENTENCE_END.finditer(_shown(text))]
    sourced = {bisect_left(ends, place) for place in cites}
    loose = [(start, stop) for start, stop in found.loose if bisect_left(ends, stop) not in sourced]
    found.cited, found.loose = len(found.loose) - len(loose), loose
    return found


def _loose(shown: str) -> list[tuple[int, int]]:
    """The places of numbers and comparisons in words that nothing stands behind."""
    lower = shown.lower()
    # The lower case of a few letters takes two characters; then places would be wrong.
    found = _LOOSE.finditer(lower if len(lower) == len(shown) else shown)
    return sorted({match.span() for match in (*found, *_ROMAN.finditer(shown))})


def _shown(text: str) -> str:
    """What readers see as it is written: the text with spaces in the place of all else, so that places stay."""
    begin = body(text)
    shown = " " * begin + SCAN.sub(without, text[begin:])
    return _PASSED_OVER.sub(_blank, shown)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def without(reference: re.Match[str]) -> str:
    """Spaces in the place of a reference; of a link its label is shown, and of a block its words for readers."""
    length = len(reference[0])
    if reference["block"]:
        return told_by(reference[0], without)
    if not reference["label"]:
        return " " * length
    return f" {reference['label']}".ljust(length)


def told_by(block: str, read: Callable[[re.Match[str]], str]) -> str:
    """What a block tells its readers, every character in its place; `read` says what stands for references in it."""
    kept = [" "] * len(block)
    for told in TOLD.finditer(block):
        start, stop = told.span("told")
        kept[start:stop] = SCAN.sub(read, block[start:stop])
    return "".join(kept)


def total(several: Iterable[Numbers]) -> Numbers:
    """The counts of several texts together."""
    made = Numbers()
    for each in several:
        made.add(each)
    return made
