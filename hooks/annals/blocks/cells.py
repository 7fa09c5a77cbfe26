"""One result as a cell shows it: a number, a bar, and at most one word."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.findings import Finding
from annals.reader_words import ONE_VOICE, value_classes
from annals.record import Record
from annals.schema import Property
from annals.site import Site
from annals.standing import Result, number_of, text_of


def cell_view(
    site: Site, result: Result, definition: Property, *, name_single: bool = True
) -> dict[str, Any]:
    """A result as a number without its unit, its bar, and the word that a reader must not miss.

    `name_single` is for tables in which a value with one source only is the exception.
    """
    finding = result.finding
    word = ""
    if finding.kind:
        word = "open" if finding.open else "differs"
    elif name_single and finding.support == "single-source":
        word = "one source"
    return {
        "text": text_of(site.record, result, definition, unit=False),
        "classes": value_classes(finding),
        "url": site.finding_url(finding),
        "number": _plain(result.number),
        "best": result.best,
        "word": word,
        "differs": bool(finding.kind),
        "bar": bar(site.record, result, definition),
    }


def bar(record: Record, result: Result, definition: Property) -> dict[str, Any] | None:
    """How far a result reaches on its test's whole scale, and where other values stand; None where the scale has no ends.

    While nothing is decided there is no bar, but the values that differ.
    """
    if definition.range is None:
        return None
    low, high = (Decimal(end) for end in definition.range)

    def at(number: Decimal) -> str:
        return percent(100 * (number - low) / (high - low))

    finding = result.finding
    differing = sorted(_differing(finding, result))
    ends = [*differing, *([] if finding.open or result.number is None else [result.number])]
    return {
        "steps": steps(share) if (share := _share(result, low, high)) is not None else "",
        "differing": [at(number) for number in differing],
        "elsewhere": [at(number) for number in sorted(elsewhere(record, finding) - set(differing))],
        "gap": (at(min(ends)), at(max(ends))) if differing and len(ends) > 1 else None,
    }


def _share(result: Result, low: Decimal, high: Decimal) -> Decimal | None:
    """How much of a scale a result reaches; None while nothing is decided."""
    if result.finding.open or result.number is None:
        return None
    return (result.number - low) / (high - low)


def steps(share: Decimal) -> str:
    """A share as classes, for there are no inline styles: `t4 o2 d5` is 42.5 per cent (steps.css)."""
    tenths = round(1000 * min(max(share, Decimal(0)), Decimal(1)))
    return f"t{tenths // 100} o{tenths // 10 % 10} d{tenths % 10}"


def _differing(finding: Finding, result: Result) -> set[Decimal]:
    """The numbers on record that do not agree with what stands in the cell."""
    if finding.kind is None:
        return set()
    shown = result.own
    return {
        number
        for index, claim in enumerate(finding.claims)
        if claim.value
        and not (claim.value.meets(shown) if shown else finding.agrees(index))
        and (number := number_of(claim.value)) is not None
        and number != result.number
    }


def elsewhere(record: Record, finding: Finding) -> set[Decimal]:
    """Numbers printed without saying who measured, or how, which could be about a finding and meet no result on record."""
    family = record.by_subject_property.get((finding.subject, finding.property), ())
    return {
        number
        for other in family
        for placement in other.placements
        if placement.state == "unplaced"
        and finding.id in placement.findings
        and (number := number_of(placement.claim.value)) is not None
    }


def mostly_one_voice(findings: Sequence[Finding]) -> bool:
    """Whether behind most findings there is one voice, so that saying so in each cell would tell nothing."""
    return 2 * sum(value_classes(finding) == ONE_VOICE for finding in findings) > len(findings)


def on_one_source(findings: Sequence[Finding]) -> str:
    """How many of some findings rest on one source alone, in a sentence; nothing where none does."""
    single = sum(finding.support == "single-source" and not finding.kind for finding in findings)
    if not single:
        return ""
    if single == len(findings):
        return "Each value here rests on one source alone."
    verb = "rests" if single == 1 else "rest"
    return f"{single} of {len(findings)} values here {verb} on one source alone."


def percent(share: Decimal) -> str:
    """A share of an axis as SVG writes it, to a hundredth of a per cent."""
    return f"{_plain(round(share, 2))}%"


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
