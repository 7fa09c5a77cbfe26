"""Findings in the rows of a page: what is the same under several conditions is one row, and stays several findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from annals.blocks.views import finding_view
from annals.date_words import human
from annals.dates import Moment, parse_moment
from annals.findings import Finding
from annals.printed import printed_text
from annals.reader_words import condition_words, conditions
from annals.record import Record
from annals.site import Site

_WHEN = "as_of"
_LESS = "nothing more stated"


def finding_rows(site: Site, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings, in order, in rows: those in words by property, those alike together, any other alone."""
    return [_row(site, members) for members in alike(site.record, findings)]


def alike(record: Record, findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one property that print the same, on which nobody differs: where the first of them stands.

    What was true at several dates is together only where nothing else was true between them.
    """
    rows: list[list[Finding]] = []
    places: dict[tuple[str, str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    for finding in findings:
        place = None
        about = finding.subject, finding.property
        if finding.kind is None and finding.derived is None:
            words = _in_words(record, finding)
            key = (*about, "" if words else printed_text(record, finding))
            place = places.get(key)
            if _WHEN in dict(finding.conditions) and place != last.get(about):
                place = None
            places[key] = len(rows) if place is None else place
        if place is None:
            rows.append([])
            place = len(rows) - 1
        rows[place].append(finding)
        last[about] = place
    return rows


def _in_words(record: Record, finding: Finding) -> bool:
    definition = None if finding.derived else record.properties.get(finding.property)
    return bool(definition and definition.type == "text")


def _row(site: Site, members: Sequence[Finding]) -> dict[str, Any]:
    record = site.record
    views = [finding_view(site, finding) for finding in members]
    first = members[0]
    row: dict[str, Any] = {
        "property": first.property,
        "views": views,
        "told": _in_words(record, first),
        "same": None,
    }
    if len(members) == 1 or row["told"]:
        return row
    shared = set(first.conditions).intersection(*(each.conditions for each in members))
    kept = {key for key, _ in shared}
    differing = {key for each in members for key, _ in each.conditions} - kept
    own = {id(claim) for each in members for claim in each.claims}
    for view, finding in zip(views, members, strict=True):
        view["of"] = ", ".join(conditions(record, finding, but=kept))
        # What stands in the same row as a finding of its own is not told twice.
        view["backed_near"] = bool(finding.backed_by) and own.issuperset(map(id, finding.backed_by))
    # What says less stands behind what says more.
    views.sort(key=lambda view: not view["of"])
    classes = list(dict.fromkeys(view["classes"] for view in views))
    row["views"] = views
    row["same"] = {
        "text": views[0]["text"],
        "property": views[0]["property"],
        "conditions": [
            condition_words(record, key, value) for key, value in first.conditions if key in kept
        ],
        "dates": _dates(members) if differing == {_WHEN} else None,
        "of": _told_apart([view["of"] for view in views], differing),
        # A list of several conditions must not read as one that has them all.
        "between": "; " if len(differing) > 1 or not views[-1]["of"] else ", ",
        "classes": classes[0] if len(classes) == 1 else "",
        "support": _supports(views, members),
    }
    return row


def _told_apart(words: Sequence[str], differing: Collection[str]) -> list[str]:
    """What tells findings apart, for a list; where it is one condition, its name is said at the first of them only."""
    name, colon, _ = words[0].partition(": ")
    shared = name + colon if colon and len(differing) == 1 else ""
    return [
        each or _LESS for each in (words[0], *(each.removeprefix(shared) for each in words[1:]))
    ]


def _supports(views: Sequence[dict[str, Any]], members: Sequence[Finding]) -> str:
    """How well several findings are supported and whose results they are, in one line."""
    supports = list(dict.fromkeys(view["support"] for view in views))
    interests = list(dict.fromkeys(view["interest"] for view in views))
    several = [each.support == "corroborated" for each in members]
    if {each.support for each in members} == {"single-source"}:
        words = "One source for each"
    elif len(supports) == 1:
        words = supports[0]
    elif all(several):
        words = "Several publishers say so, of each"
    else:
        words = (
            "Several publishers for some, one voice for others"
            if any(several)
            else "One voice for each"
        )
    return f"{words}; {interests[0]}" if len(interests) == 1 and interests[0] else words


def _dates(members: Sequence[Finding]) -> str:
    """On how many dates, and between which, a value was true."""
    moments = [parse_moment(dict(each.conditions)[_WHEN]) for each in members]
    known = [each for each in moments if isinstance(each, Moment)]
    first = min(known, key=lambda each: each.sort_key)
    last = max(known, key=lambda each: each.sort_key[1::-1])
    span = parse_moment(f"{first.text}/{last.text}")
    words = f"{human(first)} to {human(last)}" if isinstance(span, str) else human(span)
    return f"on {len(members)} dates, {words}"
