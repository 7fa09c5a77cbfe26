"""A figure of points: one property against another, for each subject that has both."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.answers import Refusal, settled, unlike_conditions
from annals.blocks.charts import differing, interval_of, upright_axis, view
from annals.blocks.pictures import (
    axis_name,
    even_ticks,
    measured_by,
    rows_of,
    shared_conditions,
)
from annals.blocks.points import Point
from annals.blocks.scale import linear
from annals.blocks.spec import Options
from annals.findings import Finding
from annals.printed import printed_text
from annals.record import Record
from annals.site import Site
from annals.standing import middle


def scatter(site: Site, options: Options) -> dict[str, Any]:
    """One property against another, for each subject that has both."""
    record = site.record
    pairs = _pairs(record, options)
    left, right = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    points = [
        Point(
            name=record.name(x.subject),
            more=f"{printed_text(record, y)}, {printed_text(record, x)}{_single(x, y)}",
            short=printed_text(record, x),
            x=middle(x) or Decimal(0),
            y=middle(y) or Decimal(0),
            across=interval_of(x),
            upright=interval_of(y),
            differing=differing(y),
            me=x.subject == options.get("of"),
        )
        for x, y in pairs
    ]
    across = linear([point.x for point in points], from_zero=True)
    upright = upright_axis(points, options)
    x_words, x_word = even_ticks(across.ticks)
    drawn = view(record, points, across, upright, right)
    x_rows, y_rows = rows_of(site, left), rows_of(site, right)
    both = shared_conditions(record, [*left, *right])
    return {
        **drawn,
        "shared": both,
        "remarks": [*_of_one_axis(record, both, left, right), *drawn["remarks"]],
        "x_words": x_words,
        "x_name": axis_name(record, record.properties[options["x"].key], left, x_word),
        "heads": [record.name(options["y"].key), record.name(options["x"].key)],
        "rows": [
            {"name": y["name"], "cells": [y, x], "claims": [*y["claims"], *x["claims"]]}
            for x, y in zip(x_rows, y_rows, strict=True)
        ],
        "described": "; ".join(f"{point.name}: {point.more}" for point in points),
        "status": measured_by(record, [*left, *right]),
    }


def _of_one_axis(record: Record, both: Sequence[str], *axes: Sequence[Finding]) -> list[str]:
    """What all findings of one axis share and those of the other do not: it is no condition of the whole picture."""
    return [
        f"Stated for {record.name(findings[0].property)} only: {', '.join(own)}."
        for findings in axes
        if (own := [each for each in shared_conditions(record, findings) if each not in both])
    ]


def _single(*findings: Finding) -> str:
    return ", one source" if any(each.support == "single-source" for each in findings) else ""


def _pairs(record: Record, options: Options) -> list[tuple[Finding, Finding]]:
    """The two findings of each subject; without `subjects`, of all that have one of each, and decided."""
    pairs = []
    for key in _subjects(record, options):
        found = [record.select(f"{key}/{options[axis].text}") for axis in "xy"]
        if all(
            len(each) == 1 and not each[0].open and middle(each[0]) is not None for each in found
        ):
            pairs.append((found[0][0], found[1][0]))
    return pairs


def _subjects(record: Record, options: Options) -> list[str]:
    if options.get("subjects"):
        return [pick.key for pick in options["subjects"]]
    return sorted({finding.subject for finding in record.findings_on.get(options["x"].key, ())})


def refuse_scatter(record: Record, options: Options) -> list[Refusal]:
    """Refuses subjects without both values, and values that were not measured alike."""
    refusals: list[Refusal] = []
    for pick in options.get("subjects", ()):
        answers = [settled(record, f"{pick.key}/{options[axis].text}") for axis in "xy"]
        refusals += [answer for answer in answers if isinstance(answer, Refusal)]
    if refusals:
        return refusals
    pairs = _pairs(record, options)
    if len(pairs) < 2:
        return [Refusal("bad-option", "fewer than two subjects have both values")]
    alike = [unlike_conditions(record, [pair[side] for pair in pairs]) for side in (0, 1)]
    return [refusal for refusal in alike if refusal]
