"""The block of spans: what was said of one quantity, one row after another, each as a bracket as wide as what was said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal, settled
from annals.axis import Axis, number_axis
from annals.blocks.axes import axis_view, bracket_view
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.spec import BlockSpec, Options, all_of, references, rendered_cites, word
from annals.blocks.views import linked
from annals.date_words import human as human_date
from annals.dates import parse_moment
from annals.findings import Finding
from annals.intervals import Interval
from annals.quantities import Quantity
from annals.reader_words import condition_words
from annals.record import Record
from annals.site import Context, Site

_ZERO = Interval(Decimal(0), Decimal(0))
_CURRENCIES = "$€£"


def spans(site: Site, options: Options, context: Context) -> Markup:
    """A row for each finding, in the order in which they are named: its date, who says it, and its bracket on one axis from zero."""
    record = site.record
    found = [record.select(reference)[0] for reference in options["only"]]
    axis = number_axis([_ZERO, *(span for each in found if (span := _interval(each)))])
    unit = record.properties[found[0].property].unit or ""
    by = options.get("by", "")
    told = _told(found, by)
    several = len({finding.property for finding in found}) > 1
    groups: dict[str, list[dict[str, Any]]] = {}
    for finding in found:
        value = dict(finding.conditions).get(by)
        head = condition_words(record, by, value) if value is not None else ""
        groups.setdefault(head[:1].upper() + head[1:], []).append(
            _row(site, finding, axis, told, several=several)
        )
    ticks = axis_view(axis)
    if unit in _CURRENCIES:
        ticks = [{**tick, "text": f"{unit}{tick['text']}"} for tick in ticks]
    return figure(
        context,
        options,
        "spans",
        "",
        status="findings of the record",
        axis=ticks,
        groups=groups,
        unit="" if unit in _CURRENCIES else unit,
    )


def _interval(finding: Finding) -> Interval | None:
    return finding.printed.value.interval if finding.printed and finding.printed.value else None


def _told(found: list[Finding], by: str) -> set[tuple[str, str]]:
    """The conditions that a row needs not repeat: those of every row, and that of the headings."""
    shared = set(found[0].conditions).intersection(*(each.conditions for each in found))
    return shared | {pair for each in found for pair in each.conditions if pair[0] == by}


def _row(
    site: Site, finding: Finding, axis: Axis, told: set[tuple[str, str]], *, several: bool
) -> dict[str, Any]:
    record = site.record
    as_of = dict(finding.conditions).get("as_of")
    moment = parse_moment(as_of) if as_of else None
    name = record.properties[finding.property].name
    own = [
        condition_words(record, key, value)
        for key, value in finding.conditions
        if key != "as_of" and (key, value) not in told
    ]
    dated = moment is not None and not isinstance(moment, str)
    span = _interval(finding)
    value = finding.printed.value if finding.printed else None
    about = bool(value and isinstance(value.read, Quantity) and value.read.bound == "about")
    return {
        "name": human_date(moment) if dated and not isinstance(moment, str | None) else name,
        "words": ", ".join([name, *own] if dated and several else own),
        **linked(site, finding),
        "cites": rendered_cites(finding),
        "brackets": [bracket_view(axis.bracket(span), tone="" if dated else "a", approximate=about)]
        if span
        else [],
    }


def refuse_spans(record: Record, options: Options) -> list[Refusal]:
    """Refuses what is not decided, is no quantity, or has another unit than the rest."""
    if not options.get("only"):
        return [Refusal("bad-option", "the block 'spans' needs 'only'")]
    answers = [settled(record, reference) for reference in options["only"]]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    if refusals:
        return refusals
    found = [answer for answer in answers if not isinstance(answer, Refusal)]
    for finding in found:
        quantity = finding.printed and finding.printed.value and finding.printed.value.read
        if not isinstance(quantity, Quantity) or _interval(finding) is None:
            refusals.append(Refusal("not-a-number", f"'{finding.id}' is no quantity to draw"))
    units = {record.properties[finding.property].unit for finding in found}
    if not refusals and len(units) > 1:
        refusals.append(Refusal("unlike-conditions", "the block 'spans' has one axis: one unit"))
    by = options.get("by")
    if by is not None and by not in record.conditions:
        refusals.append(Refusal("unknown-condition", f"there is no condition '{by}'"))
    return refusals


BLOCKS = (
    BlockSpec(
        "spans",
        "what was said of one quantity over time, each as a bracket as wide as what was said",
        spans,
        {**WORDS, "only": references, "by": word},
        all_of(refuse, refuse_spans),
    ),
)
