"""What a table or a picture is to show: ids, each with the conditions that narrow it (`id?key=value&…`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annals.answers import Refusal
from annals.diagnostics import did_you_mean
from annals.findings import Finding
from annals.record import Record
from annals.selectors import parse_selector


@dataclass(frozen=True, slots=True)
class Pick:
    """An id and conditions: of a subject, of a property."""

    key: str
    conditions: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """As it is written."""
        query = "&".join(f"{key}={value}" for key, value in self.conditions)
        return f"{self.key}?{query}" if query else self.key

    def meets(self, conditions: Iterable[tuple[str, str]]) -> bool:
        """Whether conditions hold all that this one names."""
        return set(self.conditions) <= set(conditions)


def picks(found: Any) -> list[Pick]:
    """An option that is a list of ids, each with conditions if need be."""
    members = found.split() if isinstance(found, str) else found
    if not isinstance(members, list) or not members:
        msg = f"a list of ids is expected, not '{found}'"
        raise ValueError(msg)
    return [pick(member) for member in members]


def pick(found: Any) -> Pick:
    """An option that is one id, with conditions if need be."""
    key, mark, query = str(found).partition("?")
    # Read by the same grammar as any reference, of which an id is the half.
    selector = parse_selector(f"{key}/{key}{mark}{query}")
    if isinstance(selector, str) or selector.only:
        msg = f"'{found}' is no id, and no id?key=value&key=value"
        raise ValueError(msg)
    return Pick(selector.subject, tuple(sorted(selector.conditions)))


def picked(finding: Finding, key: str, chosen: Sequence[Pick]) -> Pick | None:
    """The pick that a finding falls to by this id: the one that says most of those that it meets."""
    mine = [each for each in chosen if each.key == key and each.meets(finding.conditions)]
    return max(mine, key=lambda each: len(each.conditions), default=None)


def unknown_picks(record: Record, kind: str, chosen: Iterable[Pick]) -> list[Refusal]:
    """What the record has against picks of one kind: ids and conditions that nothing has."""
    known, refusals = getattr(record, kind), []
    singular = {"entities": "entity", "properties": "property"}[kind]
    for each in chosen:
        if each.key not in known:
            near = did_you_mean(each.key, known)
            note = (f"did you mean '{near}'?",) if near else ()
            refusals.append(
                Refusal(f"unknown-{singular}", f"no {singular} has the id '{each.key}'", note)
            )
        refusals += unknown_conditions(record, each.conditions)
    return refusals


def unknown_conditions(record: Record, pairs: Iterable[tuple[str, str]]) -> list[Refusal]:
    """What the record has against conditions: keys that nothing has, and values that a key does not have."""
    refusals = []
    for name, value in pairs:
        if name in ("by", "as_of"):
            continue
        definition = record.conditions.get(name)
        if definition is None:
            near = did_you_mean(name, record.conditions)
            note = (f"did you mean '{near}'?",) if near else ()
            refusals.append(Refusal("unknown-condition", f"there is no condition '{name}'", note))
        elif definition.choices is not None and value not in definition.choices:
            near = did_you_mean(value, definition.choices)
            note = (f"did you mean '{near}'?",) if near else ()
            message = f"'{value}' is no value of the condition '{name}'"
            refusals.append(Refusal("unknown-condition", message, note))
    return refusals


def conditions(found: Any) -> list[tuple[str, str]]:
    """An option that is a list of conditions (`key=value`)."""
    members = found.split() if isinstance(found, str) else found
    pairs = [tuple(str(member).split("=")) for member in members or ()]
    if not pairs or any(len(pair) != 2 or not all(pair) for pair in pairs):
        msg = f"a list of conditions (key=value) is expected, not '{found}'"
        raise ValueError(msg)
    return [(key, value) for key, value in pairs]
