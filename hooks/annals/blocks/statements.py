"""What enters no finding: what sources promise, predict, show or think, and what was looked for in vain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annals.blocks.tellers import by_source, tellers
from annals.claims import Claim
from annals.dates import parse_moment
from annals.printed import said
from annals.reader_words import CAME, condition_words, tells
from annals.site import Site, claim_anchor

# In the order of a page: what can come true first, what can only be believed last.
KINDS = {
    "promise": "Promised",
    "prediction": "Predicted",
    "demonstration": "Demonstrated",
    "cause": "Given as a cause",
    "opinion": "Opinions",
    "not-found": "Looked for and not found",
}


def statement_groups(site: Site, claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Statements by kind, each told once."""
    groups: dict[str, list[Claim]] = {kind: [] for kind in KINDS}
    for claim in claims:
        groups[claim.kind].append(claim)
    return [
        {"kind": kind, "name": KINDS[kind], "rows": _by_property(statement_rows(site, members))}
        for kind, members in groups.items()
        if members
    ]


def _by_property(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements with those on one property together, in the order in which the properties first come up."""
    order = {what: place for place, what in enumerate(dict.fromkeys(row["what"] for row in rows))}
    return sorted(rows, key=lambda row: order[row["what"]])


def statement_rows(site: Site, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Statements in rows, each once, with all who make it and wherever they do."""
    found: dict[tuple[object, ...], list[list[Claim]]] = {}
    for same in together(claims):
        first = same[0]
        stated = frozenset(pair for claim in same for pair in claim.conditions)
        key = (first.kind, first.subject, first.property, first.text, stated)
        found.setdefault((*key, first.outcome, first.searched), []).append(same)
    return [
        told_once([statement_view(site, same) for same in sayings]) for sayings in found.values()
    ]


def told_once(views: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The first of several statements, with the sources of all, and the date for which one of them is made."""
    return {
        **views[0],
        "due": next((view["due"] for view in views if view["due"]), None),
        "says": by_source(one for view in views for same in view["says"] for one in same),
    }


def together(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one sentence: of one source and kind, on one subject and property, with one value, place and outcome."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        key = (claim.kind, claim.source, claim.subject, claim.property, claim.text)
        more = (claim.place, claim.printed, claim.due, claim.outcome, claim.searched)
        found.setdefault((*key, *more), []).append(claim)
    return list(found.values())


def statement_view(site: Site, same: Sequence[Claim]) -> dict[str, Any]:
    """One statement: what it is about, what it says, who says it where; and what came of it."""
    record = site.record
    first = same[0]
    definition = record.properties.get(first.property)
    value = first.value
    conditions = dict.fromkeys(
        condition_words(record, key, given)
        for claim in same
        for key, given in claim.conditions
        if tells(record, first.property, key)
    )
    return {
        "anchor": claim_anchor(first),
        "subject": record.name(first.subject) if first.subject else "",
        "subject_url": site.url(first.subject) if first.subject else None,
        "what": record.name(first.property) if first.property else "",
        "conditions": list(conditions),
        "text": said(record, value, definition) if value else first.text,
        "worded": bool(definition and definition.type == "text"),
        "says": by_source(one for _, told in tellers(site, [first]) for one in told["who"]),
        "due": parse_moment(first.due) if first.due else None,
        "searched": parse_moment(first.searched) if first.searched else None,
        "came": CAME[first.came] if first.came else None,
        "outcome": site.text(first.outcome),
    }
