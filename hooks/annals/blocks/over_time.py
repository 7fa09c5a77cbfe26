"""A figure of points over time: one property, by the date of what it was true of, or by a date of its subject."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from annals.answers import Refusal, settled, unlike_conditions
from annals.blocks.charts import POWERS, differing, interval_of, upright_axis, view
from annals.blocks.pictures import measured_by, rows_of, shared_keys
from annals.blocks.points import Point
from annals.blocks.scale import years
from annals.blocks.spec import Options, names_one_of
from annals.date_words import human as human_date
from annals.dates import Moment, parse_moment
from annals.findings import Finding
from annals.intervals import Interval
from annals.printed import printed_text
from annals.reader_words import conditions
from annals.record import Record
from annals.site import Site
from annals.standing import bare, middle


def series(site: Site, options: Options) -> dict[str, Any]:
    """One property over time: by the date of what it was true of, or by a date of its subject."""
    record = site.record
    dated = sorted(
        ((moment, record.select(reference)[0]) for reference in options["only"]
         if (moment := _moment(record, record.select(reference)[0], options.get("at")))),
        key=lambda pair: (pair[0].sort_key, pair[1].id),
    )  # fmt: skip
    findings = [finding for _, finding in dated]
    shared = [*shared_keys(findings), "as_of"]
    definition = record.properties[findings[0].property]
    several = len({finding.subject for finding in findings}) > 1
    points = []
    for moment, finding in dated:
        first, last = (Decimal(end) for end in _days(moment.interval))
        printed = finding.printed.value if finding.printed else None
        short = bare(record, printed, definition) if printed else printed_text(record, finding)
        told = [
            printed_text(record, finding) if several else short,
            *conditions(record, finding, but=shared),
        ]
        points.append(
            Point(
                name=record.name(finding.subject) if several else told[0],
                more=", ".join(told if several else [*told[1:], human_date(moment)]),
                short=told[0] if several else human_date(moment),
                x=(first + last) / 2,
                y=middle(finding) or Decimal(0),
                across=Interval(first, last),
                upright=interval_of(finding),
                differing=differing(finding),
                me=finding.subject == options.get("of"),
            )
        )
    across = years([int(point.x) for point in points])
    upright = upright_axis(points, options, from_zero=True)
    drawn = view(record, points, across, upright, findings)
    return {
        **drawn,
        "x_words": [str(_year(tick)) for tick in across.ticks],
        "x_name": record.name(options["at"]) if "at" in options else "",
        "heads": [record.name(findings[0].property), "Conditions"],
        "rows": [
            {
                "name": f"{row['name']}, {human_date(moment)}",
                "cells": [row, {"words": ", ".join(row["conditions"])}],
                "claims": row["claims"],
            }
            for (moment, _), row in zip(dated, rows_of(site, findings), strict=True)
        ],
        "described": "; ".join(f"{point.name}: {point.more}" for point in points),
        "status": measured_by(record, findings),
    }


def _moment(record: Record, finding: Finding, at: str | None) -> Moment | None:
    """When a finding stands: at its subject's date, or at that of what it was true of."""
    if at is None:
        moment = parse_moment(dict(finding.conditions).get("as_of", ""))
        return moment if isinstance(moment, Moment) and moment.first else None
    dates = record.by_subject_property.get((finding.subject, at), ())
    read = (
        dates[0].printed.value.read
        if dates and dates[0].printed and dates[0].printed.value
        else None
    )
    return read if isinstance(read, Moment) and read.first else None


def _days(interval: Interval) -> tuple[int, int]:
    low = int(interval.low) if interval.low is not None else int(interval.high or 0)
    return low, int(interval.high) if interval.high is not None else low


def _year(tick: Decimal) -> int:
    return date.fromordinal(int(tick)).year


def refuse_series(record: Record, options: Options) -> list[Refusal]:
    """Refuses what is of several properties, has no date or no number, or was not measured alike."""
    answers = [settled(record, reference) for reference in options["only"]]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    refusals += names_one_of("properties", "at")(record, options)
    if options.get("scale", POWERS) != POWERS:
        refusals.append(Refusal("bad-option", "the only scale that can be asked for is 'powers'"))
    found = [answer for answer in answers if not isinstance(answer, Refusal)]
    if refusals:
        return refusals
    if len({finding.property for finding in found}) > 1:
        return [Refusal("bad-option", "a series is of one property")]
    for finding in found:
        if middle(finding) is None:
            refusals.append(Refusal("not-a-number", f"'{finding.id}' is no number to draw"))
        elif _moment(record, finding, options.get("at")) is None:
            what = f"'{options['at']}' of '{finding.subject}'" if "at" in options else "'as_of'"
            refusals.append(
                Refusal(
                    "bad-option",
                    f"'{finding.id}' has no day to stand at",
                    (f"its {what} is not known",),
                )
            )
    alike = unlike_conditions(
        record, [each for each in found if "as_of" not in dict(each.conditions)]
    )
    return refusals + ([alike] if alike else [])
