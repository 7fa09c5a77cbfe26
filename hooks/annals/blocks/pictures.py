"""What figures have in common: findings as rows of the table beside a drawing, who measured, which conditions all share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.blocks.views import linked
from annals.findings import Finding
from annals.reader_words import condition_words, conditions
from annals.record import Record
from annals.schema import Property
from annals.site import Site

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def rows_of(site: Site, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as a table lists them."""
    record = site.record
    shared = shared_keys(findings)
    return [
        {
            "name": record.name(finding.subject),
            "conditions": conditions(record, finding, but=shared),
            **linked(site, finding),
            "claims": list(dict.fromkeys((claim.source, claim.place) for claim in finding.claims))[
                :1
            ],
        }
        for finding in findings
    ]


def shared_keys(findings: Sequence[Finding]) -> list[str]:
    """The conditions that several findings all state alike."""
    if len(findings) < 2:
        return []
    stated = set.intersection(*(set(finding.conditions) for finding in findings))
    return sorted(key for key, _ in stated)


def shared_conditions(record: Record, findings: Sequence[Finding]) -> list[str]:
    """The conditions that all share, in reader words, without who measured."""
    keys = shared_keys(findings)
    return [
        condition_words(record, key, value)
        for key, value in (findings[0].conditions if findings else ())
        if key in keys and key != "by"
    ]


def measured_by(record: Record, findings: Sequence[Finding]) -> str:
    """Who measured what a drawing shows; nothing where nobody did, or not all of it."""
    testers = {dict(finding.conditions).get("by") for finding in findings}
    if None in testers or not testers:
        return ""
    return f"Measured by {' and '.join(sorted(record.name(key) for key in testers if key))}"


def axis_name(record: Record, definition: Property, findings: Sequence[Finding], word: str) -> str:
    """What an axis is called: the property, what all share, and its unit with the word that its numbers leave out."""
    shared = shared_conditions(record, findings)
    unit = " ".join(each for each in (word, definition.unit or "") if each)
    named = ", ".join([definition.name, *shared])
    return f"{named} ({unit})" if unit and unit.lower() not in definition.name.lower() else named


def even_ticks(ticks: Sequence[Decimal]) -> tuple[list[str], str]:
    """The words at the ticks of an even axis, and the word that they leave out (`million`)."""
    factor, word = next(
        ((Decimal(scale), word) for scale, word in _SCALES if ticks[-1] >= 2 * scale),
        (Decimal(1), ""),
    )
    return [_plain(tick / factor) for tick in ticks], word


def power_ticks(ticks: Sequence[Decimal]) -> list[str]:
    """The words at the ticks of an axis by powers: `10,000`, `1 million`."""
    words = []
    for tick in ticks:
        factor, word = next(
            ((Decimal(scale), word) for scale, word in _SCALES if tick >= scale), (Decimal(1), "")
        )
        words.append(f"{_plain(tick / factor)} {word}".rstrip())
    return words


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
