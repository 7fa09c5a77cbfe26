"""The block of a small axis: a few findings, or a few events, side by side at true width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal, one, unlike_conditions
from annals.axis import Axis, number_axis, time_axis
from annals.blocks.axes import axis_view, bracket_view, short
from annals.blocks.brackets import Rail, draw, number
from annals.blocks.placing import length_of, shortened
from annals.blocks.shapes import shapes
from annals.blocks.spec import BlockSpec, Options, line, rendered
from annals.date_words import human
from annals.dates import Moment
from annals.findings import Finding, Side
from annals.intervals import Interval
from annals.printed import told_of
from annals.record import Record
from annals.schema import Event
from annals.site import Context, Site
from annals.values import Value

ROW, ABOVE = 22, 17
"""How high a row is, in pixels, and how much a label above its marks adds."""
PIXELS = 288
"""What the axis is wide at its narrowest: on a screen of 320."""
PLAIN = 6.4
"""About how wide a letter is in a label that is not semibold."""
DATES = ("date", "period")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line of the axis: a label, and intervals with their tones, the labelled one last."""

    label: str
    intervals: tuple[tuple[Interval, str], ...]


def small_axis(site: Site, options: Options, _context: Context) -> Markup:
    """An axis with a row for each finding or event; of a single one on which sources differ, for each side."""
    record = site.record
    if any("/" not in each for each in options["of"]):
        chosen = [record.events[each] for each in options["of"]]
        return _drawn(*_time(record, chosen), options)
    findings = [record.select(each)[0] for each in options["of"]]
    rows = _sides(record, findings[0]) if len(findings) == 1 else _merged(record, findings)
    intervals = [interval for row in rows for interval, _ in row.intervals]
    dated = record.properties[findings[0].property].type in DATES
    axis = time_axis(intervals) if dated else number_axis(intervals)
    views = [
        {
            "marks": [],
            "brackets": [
                bracket_view(axis.bracket(interval), tone=tone) for interval, tone in row.intervals
            ],
            "label": _label(row.label, *_ends(axis, row.intervals[-1][0]), row.intervals[-1][1]),
        }
        for row in rows
    ]
    return _drawn(axis, views, [row.label for row in rows], options)


def _ends(axis: Axis, interval: Interval) -> tuple[float, float]:
    bracket = axis.bracket(interval)
    return float(bracket.start) * PIXELS / 100, float(bracket.end) * PIXELS / 100


def _label(text: str, start: float, stop: float, tone: str) -> dict[str, Any]:
    """A label beside marks that reach from `start` to `stop`: behind them, before them, or above, so that it is not cut off."""
    width = length_of(text) if tone == "a" else length_of(text, PLAIN)
    gap, above = 10, False
    if stop + gap + width <= PIXELS:
        at, anchor, dx = stop, "start", gap
    elif start - gap - width >= 0:
        at, anchor, dx = start, "end", -gap
    else:
        above = True
        at, anchor, dx = (stop, "end", 0) if stop >= width else (0.0, "start", 0)
    x = f"{number(100 * at / PIXELS)}%"
    return {"text": text, "x": x, "dx": dx, "anchor": anchor, "tone": tone, "above": above}


def _drawn(axis: Axis, views: list[dict[str, Any]], words: list[str], options: Options) -> Markup:
    rail = 12
    for view in views:
        rail += ABOVE * view["label"]["above"]
        view["y"] = rail
        rail += ROW
    return rendered(
        "small_axis.html.j2",
        rows=views,
        ticks=axis_view(axis),
        rail=rail,
        height=rail + 22,
        words="; ".join(words),
        caption=options.get("caption"),
    )


def _merged(record: Record, findings: Sequence[Finding]) -> list[Row]:
    """A row for each value, which several subjects may share; the first is what the axis is about."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_value(record, finding), []).append(finding)
    rows = []
    for text, members in groups.items():
        names = [record.name(finding.subject) for finding in members]
        tone = "a" if findings[0] in members else ""
        others = [
            (interval, "w")
            for finding in members
            for side in finding.sides
            if not _printed_in(finding, side) and (interval := side.interval) is not None
        ]
        printed = [
            (value.interval, tone)
            for finding in members[:1]
            if (value := _printed(finding)) and value.interval is not None
        ]
        rows.append(Row(f"{' and '.join(names)}, {text}", (*others, *printed)))
    return [row for row in rows if row.intervals]


def _sides(record: Record, finding: Finding) -> list[Row]:
    """A row for each side of a finding on which sources differ, with how many say so."""
    rows = []
    for side in finding.sides:
        if side.interval is None or not side.claims:
            continue
        sources = len({finding.claims[index].source for index in side.claims})
        text = short(record, finding, told_of(finding, side))
        tone = "a" if _printed_in(finding, side) else "w" if finding.kind else ""
        rows.append(
            Row(f"{text}, {sources} source{'' if sources == 1 else 's'}", ((side.interval, tone),))
        )
    return rows


def _value(record: Record, finding: Finding) -> str:
    value = _printed(finding)
    return short(record, finding, value) if value else ""


def _printed(finding: Finding) -> Value | None:
    return finding.printed.value if finding.printed else None


def _printed_in(finding: Finding, side: Side) -> bool:
    return finding.printed is not None and finding.printed in [
        finding.claims[index] for index in side.claims
    ]


def _time(record: Record, events: Sequence[Event]) -> tuple[Axis, list[dict[str, Any]], list[str]]:
    """Events against months: dots where the day is known."""
    moments = [record.moment(event) for event in events]
    spans = [moment.interval for moment in moments]
    axis = time_axis([*spans, _day(record)] if _goes_on(record, moments) else spans)
    rail = Rail(float(axis.low), float(axis.high), PIXELS)
    views, words = [], []
    for event, moment in zip(events, moments, strict=True):
        turning = event.importance == "3"
        drawn = [draw(rail, shape, "a" if turning else "") for shape in shapes(moment)]
        name = event.label or shortened(event.title, 32)
        views.append(
            {
                "brackets": [],
                "marks": [each.view for each in drawn],
                "label": _label(name, drawn[0].start, drawn[-1].stop, "a" if turning else ""),
            }
        )
        words.append(f"{event.title}, {human(moment)}")
    return axis, views, words


def _goes_on(record: Record, moments: Sequence[Moment]) -> bool:
    """Whether the day of the record is near enough to what is drawn to be its end."""
    lasts = [moment.last or moment.first for moment in moments]
    newest = max((last for last in lasts if last), default=record.as_of)
    return 0 <= (record.as_of - newest).days <= 366


def _day(record: Record) -> Interval:
    day = record.as_of.toordinal()
    return Interval(day, day + 1, high_open=True)


def members(found: Any) -> list[str]:
    """An option that is a list of references to findings, or of events' ids."""
    listed = found.split() if isinstance(found, str) else found
    if (
        not isinstance(listed, list)
        or not listed
        or not all(isinstance(each, str) for each in listed)
    ):
        msg = "a list of references (subject/property?key=value), or of events' ids, is expected"
        raise ValueError(msg)
    return listed


def refuse(record: Record, options: Options) -> list[Refusal]:
    """Refuses an axis of what cannot stand on one: findings and events together, unlike tests, and words."""
    of = options.get("of", [])
    if not of:
        return [Refusal("bad-option", "the block 'axis' needs 'of'")]
    if not all("/" in each for each in of):
        return [
            Refusal("unknown-entity", f"no event has the id '{each}'")
            for each in of
            if each not in record.events
        ]
    answers = [one(record, each) for each in of]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    findings = [answer for answer in answers if isinstance(answer, Finding)]
    for finding in findings:
        if not any(side.interval is not None for side in finding.sides):
            refusals.append(
                Refusal("not-a-number", f"'{finding.id}' is neither a number nor a date")
            )
        elif finding.open and len(of) > 1:
            refusals.append(
                Refusal("open-finding", f"sources differ on '{finding.id}' and nothing is decided")
            )
    if len({finding.property for finding in findings}) > 1:
        refusals.append(Refusal("unlike-conditions", "one axis has findings of one property"))
    alike = unlike_conditions(record, findings)
    return refusals + ([alike] if alike else [])


BLOCKS = (
    BlockSpec(
        "axis",
        "a few findings, or a few events, side by side at true width",
        small_axis,
        {"of": members, "caption": line},
        refuse,
    ),
)
