"""What claims say on an `annals.axis`: brackets, ticks and labels as templates draw them, x in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.axis import Axis, Bracket, number_axis, per_cent, time_axis
from annals.blocks.tellers import tellers
from annals.claims import Claim
from annals.findings import Finding
from annals.intervals import EXACT, Interval
from annals.printed import printed_as_share, said, shown_as
from annals.quantities import Quantity
from annals.quantity_words import human as human_quantity
from annals.record import Record
from annals.site import Site
from annals.values import Value, human

# Room that a label needs beside its bracket, in per cent of the axis.
_ROOM = Decimal(30)
_SHORT = 14


def axis_of(record: Record, finding: Finding) -> Axis | None:
    """The axis on which all that a finding's claims say can be drawn; None for words and choices."""
    drawn = [interval for side in finding.sides if (interval := side.interval) is not None]
    drawn += [piece for claim in finding.claims if claim.value for piece in claim.value.pieces]
    if not drawn:
        return None
    definition = record.properties.get(finding.property)
    if finding.derived is None and definition and definition.type in ("date", "period"):
        return time_axis(drawn)
    limits = None
    if finding.derived is None and definition and definition.range:
        limits = (Decimal(definition.range[0]), Decimal(definition.range[1]))
    share = printed_as_share(finding)
    per_hundred = definition is not None and definition.scale == "%" and finding.derived is None
    return number_axis(
        [in_print(interval, share=share) for interval in drawn],
        limits=limits,
        unit="\N{NO-BREAK SPACE}%" if per_hundred or share else "",
    )


def in_print(interval: Interval, *, share: bool) -> Interval:
    """An interval as it is printed: a share of one, where the sources say it in per cent, a hundred times as large."""
    if not share:
        return interval
    low, high = (
        None if end is None else EXACT.scaleb(Decimal(end), 2)
        for end in (interval.low, interval.high)
    )
    return Interval(low, high, interval.low_open, interval.high_open)


def axis_view(axis: Axis, *, most: int = 12) -> list[dict[str, str]]:
    """The ticks of an axis, of which `most` at the most have labels: on a short one, every second or third."""
    every = max(1, -(-sum(bool(tick.text) for tick in axis.ticks) // most))
    return [
        {
            "line": per_cent(tick.line),
            "label": per_cent(tick.label),
            "text": tick.text if number % every == 0 else "",
        }
        for number, tick in enumerate(axis.ticks)
    ]


def bracket_view(
    bracket: Bracket, text: str = "", *, tone: str = "", approximate: bool = False
) -> dict[str, Any]:
    """A bracket with its label at the side where there is room; over it where there is none. `tone` is '', 'a' or 'w'."""
    view: dict[str, Any] = {
        "start": per_cent(bracket.start),
        "end": per_cent(bracket.end),
        "starts": bracket.starts,
        "ends": bracket.ends,
        "stem": [(per_cent(bracket.start), per_cent(bracket.end))],
        "tone": tone,
        "approximate": approximate,
        "text": text,
    }
    if not (bracket.starts and bracket.ends):
        view["stem"] = [(per_cent(start), per_cent(end)) for start, end in _open_stem(bracket)]
    if 100 - bracket.end >= min(_ROOM, bracket.start):
        view["label"] = {"x": view["end"], "dx": "9", "anchor": "start", "y": "4.5"}
    elif bracket.start >= _ROOM:
        view["label"] = {"x": view["start"], "dx": "-9", "anchor": "end", "y": "4.5"}
    else:
        view["label"] = {"x": per_cent(bracket.middle), "dx": "0", "anchor": "middle", "y": "-9"}
    return view


def _open_stem(bracket: Bracket) -> list[tuple[Decimal, Decimal]]:
    """The stem of a bracket without an end: three strokes, ever shorter, towards where it is open."""
    length = bracket.end - bracket.start
    strokes = [(Decimal(0), Decimal("0.5")), (Decimal("0.6"), Decimal("0.8"))]
    strokes.append((Decimal("0.9"), Decimal(1)))
    if bracket.ends:
        return [(bracket.end - length * to, bracket.end - length * at) for at, to in strokes]
    return [(bracket.start + length * at, bracket.start + length * to) for at, to in strokes]


def short(record: Record, finding: Finding, value: Value) -> str:
    """A value as it stands in a drawing: without its unit where that is long."""
    definition = shown_as(record, finding)
    told = said(record, value, definition)
    if len(told) <= _SHORT:
        return told
    if isinstance(value.read, Quantity) and value.type != "rank":
        return human_quantity(value.read)
    return human(value, definition)


def claim_rows(
    site: Site, finding: Finding, axis: Axis | None, claims: Sequence[Claim] | None = None
) -> list[dict[str, Any]]:
    """A row for each voice: who says it and where, what, and its bracket; copies of one origin are folded into it.

    Of all claims of the finding, or of some.
    """
    return [
        {**told, **_said_by(site.record, finding, axis, voice.claims[0])}
        for voice, told in tellers(site, finding.claims if claims is None else claims)
    ]


def _said_by(record: Record, finding: Finding, axis: Axis | None, claim: Claim) -> dict[str, Any]:
    definition = shown_as(record, finding)
    tone = "a" if finding.agrees(finding.claims.index(claim)) else "w"
    value = claim.value
    view: dict[str, Any] = {
        "tone": tone,
        "text": said(record, value, definition) if value else "",
        "brackets": [],
    }
    if axis is not None and value is not None and value.interval is not None:
        share = printed_as_share(finding)
        label = short(record, finding, value)
        about = getattr(value.read, "approximate", False) or (
            isinstance(value.read, Quantity) and value.read.bound == "about"
        )
        view["brackets"] = [
            bracket_view(
                axis.bracket(in_print(piece, share=share)),
                label if index == len(value.pieces) - 1 else "",
                tone=tone,
                approximate=bool(about),
            )
            for index, piece in enumerate(value.pieces)
        ]
    return view
