"""The block of what looks like a disagreement and is none: a table for each group, in which the condition that changes stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal, one
from annals.axis import Axis, number_axis, time_axis
from annals.blocks.axes import axis_view, bracket_view
from annals.blocks.spec import BlockSpec, Options, rendered
from annals.blocks.views import linked
from annals.date_words import human as human_date
from annals.dates import parse_moment
from annals.findings import Finding
from annals.intervals import Interval
from annals.reader_words import condition_words, support_words
from annals.record import Record
from annals.site import Context, Site

_LABELS = 4
_TITLES = {"subject": "Of", "property": "What", "by": "Measured by", "as_of": "As of"}


def lookalikes(site: Site, _options: Options, context: Context) -> Markup:
    """Groups of findings that look like a disagreement and are none."""
    groups = []
    for held in sorted(site.record.loaded.lookalikes, key=lambda held: (held.file, held.line)):
        group = held.record
        answers = [one(site.record, reference) for reference in group.findings]
        found = [answer for answer in answers if not isinstance(answer, Refusal)]
        groups.append(
            {
                "id": group.id,
                "title": group.title,
                "text": site.text(group.text),
                "about": list(
                    dict.fromkeys(site.record.name(finding.subject) for finding in found)
                ),
                "what": list(
                    dict.fromkeys(site.record.name(finding.property) for finding in found)
                ),
                "file": held.file,
                "line": held.line,
                "edit": site.edit_url(held.file, held.line),
                **ladder(site, found),
            }
        )
        context.anchors.add(group.id)
    return rendered("lookalikes.html.j2", groups=groups)


def ladder(site: Site, found: Sequence[Finding]) -> dict[str, Any]:
    """A table of findings: a column for whatever is not the same in all rows, and their brackets on one axis."""
    record = site.record
    keys = [key for key in _keys(found) if len({_value(finding, key) for finding in found}) > 1]
    axis = _axis(record, found)
    rows = []
    for number, finding in enumerate(found):
        before = found[number - 1] if number else None
        rows.append(
            {
                **linked(site, finding),
                "support": support_words(record, finding),
                "cells": [
                    {
                        "text": _words(record, key, _value(finding, key)),
                        "changed": before is not None
                        and _value(before, key) != _value(finding, key),
                    }
                    for key in keys
                ],
                "cites": list(
                    {claim.source: claim.place or "" for claim in finding.claims}.items()
                ),
                "bracket": bracket_view(axis.bracket(said), tone="w" if finding.kind else "a")
                if axis and (said := _interval(finding))
                else None,
            }
        )
    return {
        "columns": [_title(record, key) for key in keys],
        "rows": rows,
        "axis": axis_view(axis, most=_LABELS) if axis else None,
    }


def _keys(found: Sequence[Finding]) -> list[str]:
    """What findings can differ in: whom and what they are about, who measured, and their conditions, as they come up."""
    stated = dict.fromkeys(key for finding in found for key, _ in finding.conditions)
    first = [key for key in ("by", "as_of") if key in stated]
    return ["subject", "property", *first, *(key for key in stated if key not in first)]


def _value(finding: Finding, key: str) -> str:
    if key in ("subject", "property"):
        return finding.subject if key == "subject" else finding.property
    return dict(finding.conditions).get(key, "")


def _title(record: Record, key: str) -> str:
    return _TITLES.get(key) or record.name(key)


def _words(record: Record, key: str, value: str) -> str:
    if not value:
        return "tester not stated" if key == "by" else f"{_title(record, key).lower()} not stated"
    if key in ("subject", "property", "by"):
        return record.name(value)
    if key == "as_of":
        moment = parse_moment(value)
        return value if isinstance(moment, str) else human_date(moment)
    return condition_words(record, key, value)


def _interval(finding: Finding) -> Interval | None:
    """What is drawn of a finding: what its claims share, or the span of its sides."""
    value = finding.printed.value if finding.printed else None
    return value.interval if value is not None else finding.span


def _axis(record: Record, found: Sequence[Finding]) -> Axis | None:
    """One axis for all, if all are numbers of one unit, or dates."""
    intervals = [interval for finding in found if (interval := _interval(finding)) is not None]
    if len(intervals) < max(2, len(found)):
        return None
    kinds = {
        (definition.type in ("date", "period"), definition.unit or "", definition.scale or "")
        for finding in found
        if finding.derived is None
        and (definition := record.properties.get(finding.property)) is not None
    }
    if len(kinds) != 1 or any(finding.derived for finding in found):
        return None
    dates, _, scale = kinds.pop()
    if dates:
        return time_axis(intervals)
    return number_axis(intervals, unit="\N{NO-BREAK SPACE}%" if scale == "%" else "")


BLOCKS = (BlockSpec("lookalikes", "what looks like a disagreement and is none", lookalikes),)
