"""What a block is, and how its options are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal, one
from annals.diagnostics import did_you_mean
from annals.findings import Finding
from annals.markdown.tokens import citation
from annals.record import Record
from annals.site import Context, Site

Options = Mapping[str, Any]
Refuse = Callable[[Record, Options], list[Refusal]]


def nothing(_record: Record, _options: Options) -> list[Refusal]:
    """Nothing is wrong with options that name nothing."""
    return []


def names_one_of(kind: str, option: str = "argument") -> Refuse:
    """What refuses an option (what stands behind the bar, if none is named) that holds an id which none of a kind has."""

    def refuse(record: Record, options: Options) -> list[Refusal]:
        known = getattr(record, kind)
        if option == "argument" and option not in options:
            return [
                Refusal("bad-option", "the block needs an id behind a bar", ("write '/// … | id'",))
            ]
        found = options.get(option, [])
        keys = found if isinstance(found, list) else [found]
        return [_unknown(kind, key, known) for key in keys if key not in known]

    return refuse


def all_of(*refusing: Refuse) -> Refuse:
    """What several functions refuse, one after the other."""

    def refuse(record: Record, options: Options) -> list[Refusal]:
        return [refusal for each in refusing for refusal in each(record, options)]

    return refuse


def means_findings(record: Record, options: Options) -> list[Refusal]:
    """Refuses references in `only` that do not mean one finding."""
    answers = [one(record, reference) for reference in options.get("only", [])]
    return [answer for answer in answers if isinstance(answer, Refusal)]


_SINGULAR = {"entities": "entity", "events": "event", "properties": "property", "sources": "source"}


def _unknown(kind: str, key: str, known: Mapping[str, object]) -> Refusal:
    near = did_you_mean(key, known)
    rule = f"unknown-{_SINGULAR[kind]}" if kind != "events" else "unknown-entity"
    return Refusal(
        rule,
        f"no {_SINGULAR[kind]} has the id '{key}'",
        (f"did you mean '{near}'?",) if near else (),
    )


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A block: its name, a sentence, its options (each with the function that reads it, or raises ValueError), what renders it, and what the record has against its options."""

    name: str
    sentence: str
    render: Callable[[Site, Options, Context], Markup]
    options: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    refuse: Refuse = nothing
    # A block around a text: the classes of its element. Its HTML holds `text` once, where the text stands in an element of its own.
    around: str = ""


def word(found: Any) -> str:
    """An option that is one word: an id or a choice."""
    if not isinstance(found, str) or not found.replace("-", "").isalnum():
        msg = f"a word is expected, not '{found}'"
        raise ValueError(msg)
    return found


def words(found: Any) -> list[str]:
    """An option that is a list of words, or words with spaces between."""
    members = found.split() if isinstance(found, str) else found
    if not isinstance(members, list) or not members:
        msg = f"a list of words is expected, not '{found}'"
        raise ValueError(msg)
    return [word(member) for member in members]


def references(found: Any) -> list[str]:
    """An option that is a list of references to findings."""
    members = found.split() if isinstance(found, str) else found
    if not isinstance(members, list) or not all(
        isinstance(member, str) and "/" in member for member in members
    ):
        msg = "a list of references (subject/property?key=value) is expected"
        raise ValueError(msg)
    return members


def number(found: Any) -> int:
    """An option that is a whole number."""
    if not str(found).isdigit():
        msg = f"a whole number is expected, not '{found}'"
        raise ValueError(msg)
    return int(found)


def yes(found: Any) -> bool:
    """An option that is on or off."""
    if found not in ("yes", "no"):
        msg = f"yes or no is expected, not '{found}'"
        raise ValueError(msg)
    return bool(found == "yes")


def line(found: Any) -> str:
    """An option that is one line of text."""
    return str(found)


def rendered_cites(finding: Finding) -> Markup:
    """The citation of the claim that is printed for a finding, or of the first."""
    claim = finding.printed or finding.claims[0]
    return citation(claim.source, claim.place)


def rendered(template: str, **view: Any) -> Markup:
    """A template's HTML, with tokens for citations and addresses."""
    # The check asks for the names of the blocks and renders nothing.
    from annals.blocks.environment import environment

    return Markup(environment().get_template(template).render(**view))  # noqa: S704 - autoescaped
