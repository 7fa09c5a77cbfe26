"""One contradiction as templates show it: its sides on one axis, who says what and where, and the ruling with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from annals.axis import Axis, per_cent
from annals.blocks.axes import (
    axis_of,
    axis_view,
    bracket_view,
    claim_rows,
    in_print,
    short,
)
from annals.blocks.views import brief, operand_views, ruling_view
from annals.calculations import calculation_words
from annals.date_words import human as human_date
from annals.dates import Moment, parse_moment
from annals.findings import Finding, Side
from annals.printed import calculated_text, printed_as_share, printed_text, said, shown_as, told_of
from annals.reader_words import KINDS, conditions, value_classes
from annals.record import Record
from annals.site import Site, contradiction_anchor
from annals.values import Value

# A numeral as tall as a heading has at most so many characters.
_NUMERAL = 8
# The words on the distance need so much of the axis, in per cent.
_WORDS = Decimal(44)
_MOST_TALL = 3


def contradiction_view(site: Site, finding: Finding) -> dict[str, Any]:
    """All that is shown of a contradicted finding."""
    record = site.record
    axis = axis_of(record, finding)
    rows = claim_rows(site, finding, axis)
    # What is printed first, then along the axis.
    rows.sort(key=lambda row: row["tone"] != "a")
    return {
        **contradiction_line(site, finding),
        "kind": KINDS[finding.kind] if finding.kind else "",
        "axis": axis_view(axis) if axis else None,
        "tall": _tall(record, finding, axis) if axis else None,
        "rows": rows,
        "computed": _computed_rows(site, finding, axis),
        "ruling": ruling_view(site, finding),
        "placed": _placed(site, finding),
    }


def _placed(site: Site, finding: Finding) -> list[dict[str, Any]]:
    """Which more specific findings its values are those of, each once."""
    found = {
        (placement.claim.text, key): brief(site, site.record.findings[key])
        for placement in finding.placements
        if placement.state == "backs"
        for key in placement.findings
    }
    return [{"text": text, "finding": view} for (text, _), view in found.items()]


def contradiction_line(site: Site, finding: Finding) -> dict[str, Any]:
    """A contradiction in a line: what is asked, between which values, and what became of it."""
    record = site.record
    axis = axis_of(record, finding)
    *others, last = side_texts(record, finding)
    asked = f"{', '.join(others)} or {last}" if others else last
    what = record.name(finding.property)
    subject = record.name(finding.subject)
    if finding.derived is not None:
        share = printed_as_share(finding)
        subject, _, what = calculation_words(record, finding.derived, share=share).rpartition(": ")
    return {
        "here": contradiction_anchor(finding),
        "case_url": site.contradiction_url(finding),
        "url": site.finding_url(finding),
        "subject": subject or what,
        "subject_url": site.subject_url(finding.subject) if finding.derived is None else None,
        "property": what,
        "conditions": conditions(record, finding),
        "asked": asked,
        "text": printed_text(record, finding),
        "classes": value_classes(finding),
        "state": finding.contradicted,
        "sides": _small(finding, axis) if axis else [],
        "sources": len({claim.source for claim in finding.claims}),
    }


def side_texts(record: Record, finding: Finding) -> list[str]:
    """What each side says, each once; a unit, a month or a year that all share is said at the last only."""
    definition = shown_as(record, finding)
    told: list[str] = []
    values = [told_of(finding, side) for side in finding.sides if side.claims]
    together = _dates_together(values)
    if together:
        return [together]
    # Answers in the order in which the property offers them: yes or no.
    offered = list(definition.choices or ()) if definition else []
    order = {choice: place for place, choice in enumerate(offered)}
    for side in sorted(finding.sides, key=lambda side: order.get(side.token or "", -1)):
        if side.computed and side.interval is not None:
            told.append(calculated_text(record, finding, side.interval))
        else:
            told.append(said(record, told_of(finding, side), definition))
    told = list(dict.fromkeys(told))
    unit = shared_unit(told)
    return [text.removesuffix(unit) for text in told[:-1]] + told[-1:]


def shared_unit(texts: Sequence[str]) -> str:
    """The words that all texts end with, from the first that is no number: ` t CO2e`, ` trillion parameters`."""
    for gap in re.finditer(r"\s(?![\d.,]+(?:\s|\Z))", texts[0]):
        ending = texts[0][gap.start() :]
        if all(text.endswith(ending) for text in texts):
            return ending
    return ""


def _dates_together(values: Sequence[Value]) -> str:
    """Dates as one speaks of several: `5 or 6 April 2025`; nothing where one is no plain date."""
    moments = [value.read for value in values]
    if not all(isinstance(each, Moment) and not each.choices for each in moments):
        return ""
    members = [each.text.replace("/", "..") for each in moments if isinstance(each, Moment)]
    together = parse_moment(f"[{','.join(members)}]")
    return "" if isinstance(together, str) else human_date(together)


def _tone(finding: Finding, side: Side) -> str:
    """Petrol for the side of what is printed, rust for any other; while nothing is decided, for all."""
    if finding.open:
        return "w"
    if finding.printed is None:
        return "a" if side.computed else "w"
    printed = finding.claims.index(finding.printed)
    return "a" if printed in side.claims else "w"


def _small(finding: Finding, axis: Axis) -> list[dict[str, Any]]:
    """The sides as brackets without words."""
    share = printed_as_share(finding)
    return [
        bracket_view(axis.bracket(in_print(side.interval, share=share)), tone=_tone(finding, side))
        for side in finding.sides
        if side.interval is not None
    ]


def _tall(record: Record, finding: Finding, axis: Axis) -> dict[str, Any] | None:
    """Sides as tall brackets with numerals, and the distance at the nearest; nothing where they would not be read."""
    sides = [side for side in finding.sides if side.interval is not None]
    if not 2 <= len(sides) <= _MOST_TALL or _is_time(finding):
        return None
    share = printed_as_share(finding)
    shown: list[dict[str, Any]] = []
    reached = Decimal(-100)
    for side in sides:
        interval = side.interval
        if interval is None:
            continue
        bracket = axis.bracket(in_print(interval, share=share))
        value = told_of(finding, side) if side.claims else None
        text = (
            short(record, finding, value) if value else calculated_text(record, finding, interval)
        )
        size, width = _numeral(text)
        # Beside an edge, it reaches inwards.
        start = min(max(bracket.middle - width / 2, Decimal(0)), 100 - width)
        if start < reached:
            return None
        reached = start + width + 2
        shown.append(
            {
                **bracket_view(bracket, text, tone=_tone(finding, side)),
                "size": size,
                "x": per_cent(start + width / 2),
                "voices": _voices_words(finding, side),
            }
        )
    return {"sides": shown, "gap": _gap(finding, axis, sides)}


def _is_time(finding: Finding) -> bool:
    return any(
        isinstance(side.interval.low if side.interval.low is not None else side.interval.high, int)
        for side in finding.sides
        if side.interval is not None
    )


def _numeral(text: str) -> tuple[str, Decimal]:
    """The class of a numeral over its bracket, and about how much of the axis it takes."""
    if len(text) <= _NUMERAL:
        return "bigt", max(len(text) * Decimal("4.6"), Decimal(16))
    return "midt", len(text) * Decimal("2.9")


def _voices_words(finding: Finding, side: Side) -> str:
    if not side.claims:
        return "calculated"
    sources = len({finding.claims[index].source for index in side.claims})
    return f"{sources} source{'' if sources == 1 else 's'}"


def _gap(finding: Finding, axis: Axis, sides: list[Side]) -> dict[str, Any] | None:
    """Where the nearest two sides part, and how far; nothing where they touch or overlap in part."""
    share = printed_as_share(finding)
    ordered = sorted(
        (in_print(side.interval, share=share) for side in sides if side.interval is not None),
        key=lambda interval: interval.sort_key,
    )
    gaps = [
        (Decimal(after.low) - Decimal(before.high), before, after)
        for before, after in pairwise(ordered)
        if before.high is not None and after.low is not None and after.low > before.high
    ]
    if not gaps:
        return None
    distance, before, after = min(gaps, key=lambda gap: gap[0])
    start, end = axis.bracket(before).end, axis.bracket(after).start
    return {
        "start": per_cent(start),
        "end": per_cent(end),
        "middle": per_cent((start + end) / 2),
        "text": f"{_distance(distance)} apart at the nearest",
        "fits": end - start >= _WORDS,
    }


def _distance(distance: Decimal) -> str:
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if distance >= scale:
            return f"{_short_number(distance / scale)}\N{NO-BREAK SPACE}{word}"
    return _short_number(distance)


def _short_number(number: Decimal) -> str:
    places = max(0, 2 - number.adjusted()) if number else 0
    return f"{round(number, places).normalize():,f}"


def _computed_rows(site: Site, finding: Finding, axis: Axis | None) -> list[dict[str, Any]]:
    """What the operands of a comparison give, with the operands: no source says it."""
    record = site.record
    share = printed_as_share(finding)
    rows = []
    for interval in finding.computed:
        text = calculated_text(record, finding, interval)
        tone = "a" if finding.contradicted == "ruled" and finding.printed is None else "w"
        row: dict[str, Any] = {"text": text, "tone": tone, "brackets": []}
        if axis is not None:
            bracket = axis.bracket(in_print(interval, share=share))
            row["brackets"] = [bracket_view(bracket, text, tone=tone)]
        rows.append(row)
    for row in rows[:1]:
        row["operands"] = [
            operand for ids in finding.operands.values() for operand in operand_views(site, ids)
        ]
    return rows
