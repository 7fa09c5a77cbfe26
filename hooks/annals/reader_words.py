"""Reader words: what is said of conditions, support, interest and kinds of contradiction."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annals.claims import Claim
from annals.date_words import human as human_date
from annals.dates import parse_moment
from annals.findings import Finding
from annals.record import Record
from annals.support import agreeing

READ = {"full": "read in full", "part": "read in part", "not-opened": "not opened: seen cited only"}
TIERS = {
    "primary": "the maker's own",
    "measurement": "a measurer's own",
    "press": "edited press",
    "secondary": "retelling",
    "weak": "weak",
}
BY_TIER = {
    "primary": "by those whose own work it is about",
    "measurement": "by those who measured",
    "press": "from a newsroom with editors",
    "secondary": "that passes on what others say",
    "weak": "of which we know too little: who stands behind it, or where it has its figures from",
}
DOCUMENTS = {
    "article": "an article",
    "article-journal": "a paper",
    "article-newspaper": "a news article",
    "book": "a book",
    "dataset": "a data set",
    "legal_case": "a document of a court",
    "legislation": "a law",
    "motion_picture": "a video",
    "pamphlet": "a pamphlet",
    "paper-conference": "a conference paper",
    "personal_communication": "a message",
    "post": "a post",
    "post-weblog": "a blog post",
    "report": "a report",
    "software": "a repository",
    "speech": "a speech",
    "standard": "a standard",
    "webpage": "a web page",
}
INTEREST = {
    "own": "the maker's own result",
    "interested": "from an interested party",
    "independent": "independent",
    "unstated": "tester not stated",
}
KINDS = {
    "value": "the values do not meet",
    "date": "the dates do not meet",
    "choice": "the answers are different",
    "arithmetic": "the sum does not come out",
    "within-source": "one source contradicts itself",
}
STATEMENTS = {
    "stated": "stated",
    "promise": "promised",
    "prediction": "predicted",
    "opinion": "an opinion",
    "demonstration": "demonstrated",
    "cause": "given as a cause",
    "not-found": "looked for and not found",
}
ONE_VOICE = "val one"
"""The classes of a value behind which there is one voice, its copies included."""
CAME = {
    "kept": "kept",
    "partly": "kept in part",
    "late": "kept, but late",
    "broken": "not kept",
}


_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=%|(?:[mb]|tr)illion\b)")


def unbroken(text: str) -> str:
    """A plain text whose numbers stay on one line with their `%`, `million` or `billion`."""
    return _NUMBER_AND_UNIT.sub("\N{NO-BREAK SPACE}", text)


def property_name(record: Record, finding: Finding) -> str:
    """What a finding is of: the name of its property, or that it is a comparison."""
    return "a comparison" if finding.derived else record.name(finding.property)


def condition_words(record: Record, key: str, value: str) -> str:
    """One condition as a reader sees it: `5-shot`, `no tools`, `measured by …`."""
    if key == "by":
        return f"measured by {record.name(value)}"
    if key == "as_of":
        moment = parse_moment(value)
        return f"as of {value if isinstance(moment, str) else human_date(moment)}"
    condition = record.conditions.get(key)
    if condition is None:
        return f"{key}: {value}"
    shown = (condition.choices or {}).get(value, value)
    if condition.type == "entity":
        shown = record.name(value)
    elif condition.type == "slug" and shown.replace("-", "").isalpha():
        # An id-like word is words with hyphens; one with digits may be a name.
        shown = shown.replace("-", " ")
    if condition.words:
        return condition.words.replace("{}", shown)
    return f"{condition.name.lower()}: {shown}"


def tells(record: Record, prop: str, key: str) -> bool:
    """Whether a condition says anything to a reader: a word of its own beside a statement only tells it from another."""
    definition, condition = record.properties.get(prop), record.conditions.get(key)
    marks = condition is not None and condition.type == "slug" and not condition.words
    return not (marks and definition is not None and definition.type == "text")


def conditions(record: Record, finding: Finding, *, but: Iterable[str] = ()) -> list[str]:
    """A finding's conditions in reader words."""
    skipped = set(but)
    return [
        condition_words(record, key, value)
        for key, value in finding.conditions
        if key not in skipped and (finding.derived or tells(record, finding.property, key))
    ]


def kind_word(record: Record, keys: Iterable[str]) -> str:
    """What subjects are called together: models, if all are; else subjects."""
    kinds = {record.entities[key].kind if key in record.entities else "event" for key in keys}
    return "model" if kinds <= {"model", "checkpoint", "family"} else "subject"


def value_classes(finding: Finding) -> str:
    """The classes of a printed value: parted where sources differ, one where one voice stands behind it."""
    if finding.kind:
        return "val parted"
    return "val" if finding.support == "corroborated" else ONE_VOICE


def support_words(record: Record, finding: Finding) -> str:
    """How a finding is supported, in reader words."""
    claims = agreeing(finding)
    sources = {claim.source for claim in claims}
    if finding.support == "corroborated":
        if finding.corroborated_by:
            return "Another tester's result agrees"
        return "Several publishers say this" if finding.kind else "Several publishers say so"
    if finding.support == "single-source":
        return "One source says this" if finding.kind else "One source only"
    evaluator = dict(finding.conditions).get("by")
    copies = {source for source in sources if record.sources[source].publisher != evaluator}
    if evaluator and copies:
        return f"{record.name(evaluator)} says; repeated by {len(copies)}"
    return _one_voice(record, claims)


def _one_voice(record: Record, claims: list[Claim]) -> str:
    """What is said of several sources that are not known to be more than one voice."""
    sources = {claim.source for claim in claims}
    origins = {record.parties.origin(claim, claims) for claim in claims}
    publishers = {publisher for _, publisher in origins}
    publisher = publishers.pop() if len(publishers) == 1 else None
    if publisher is None:
        return f"In {len(sources)} sources, not known to be independent"
    own = {origin for origin, _ in origins} & sources
    copies = len(sources - own)
    if not own:
        return f"Passed on from {record.name(publisher)} by {copies}"
    says = f"{record.name(publisher)} says"
    return f"{says}; repeated by {copies}" if copies else f"{says}, in {len(own)} documents"


def interest_words(record: Record, finding: Finding) -> str | None:
    """Whose result a measured finding is; nothing where that cannot be told for want of the subject's maker."""
    if finding.derived or record.properties[finding.property].kind != "measured":
        return None
    if finding.interest == "unstated" and "by" in dict(finding.conditions):
        return None
    return INTEREST[finding.interest]


def definition_order(record: Record) -> dict[str, tuple[int, int, bool, str, int]]:
    """The order of properties on a page: by topic; those of none after them, plain before measured, as the data define them."""
    places = {
        key: (number, index)
        for number, topic in enumerate(record.topics)
        for index, key in enumerate(topic.properties)
    }
    return {
        held.record.id: (
            *places.get(held.record.id, (len(record.topics), 0)),
            held.record.kind == "measured",
            held.file,
            held.line,
        )
        for held in record.loaded.properties
    }


def ordered(record: Record, findings: Iterable[Finding]) -> list[Finding]:
    """Findings in a reader's order: by topic and property, then series in time and conditions; comparisons last."""
    order = definition_order(record)
    last = (len(record.topics), 1, True, "~", 0)
    return sorted(
        findings,
        key=lambda finding: (
            finding.derived is not None,
            order.get(finding.property, last),
            finding.conditions,
            finding.id,
        ),
    )
