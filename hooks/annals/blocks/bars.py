"""A figure of bars: findings that may stand beside each other, from zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from annals.answers import Refusal, settled, unlike_conditions
from annals.blocks.pictures import measured_by, rows_of, shared_conditions
from annals.blocks.spec import Options
from annals.record import Record
from annals.site import Site
from annals.standing import middle

ROW = 34
"""Pixels that a bar takes, the label above it included."""


def bars(site: Site, options: Options) -> dict[str, Any]:
    """Each finding with the width of its bar: of the whole scale where it has ends, else of the longest bar."""
    record = site.record
    chosen = [record.select(reference)[0] for reference in options["only"]]
    numbers = {finding.id: number for finding in chosen if (number := middle(finding)) is not None}
    drawn = [finding for finding in chosen if finding.id in numbers]
    definition = record.properties[chosen[0].property]
    longest = max(numbers.values(), default=Decimal(0))
    if definition.range is not None and definition.scale == "%":
        longest = Decimal(definition.range[1])
    widths = [f"{100 * numbers[finding.id] / longest:.2f}" if longest else "0" for finding in drawn]
    rows = rows_of(site, drawn)
    return {
        "rows": [
            {
                **row,
                "width": width,
                "y": index * ROW,
                "me": finding.subject == options.get("of"),
            }
            for index, (finding, row, width) in enumerate(zip(drawn, rows, widths, strict=True))
        ],
        "height": len(rows) * ROW,
        "name": definition.name,
        "shared": shared_conditions(record, drawn),
        "status": measured_by(record, drawn),
    }


def refuse_bars(record: Record, options: Options) -> list[Refusal]:
    """Refuses bars of what is not decided, or was not measured alike."""
    answers = [settled(record, reference) for reference in options.get("only", [])]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    alike = unlike_conditions(record, [each for each in answers if not isinstance(each, Refusal)])
    return refusals + ([alike] if alike else [])
