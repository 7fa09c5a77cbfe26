"""What some sources say and nobody else on record says, nor anything near it."""

from __future__ import annotations

from collections.abc import Collection

from annals.findings import Finding
from annals.record import Record

# When a value was true is no reason why another time's equal value would not support it.
_ASIDE = ("as_of",)


def unsupported(record: Record, sources: Collection[str]) -> list[Finding]:
    """Findings of which all voices are among these sources, and that no value of anybody else meets.

    Only what can be compared: what is said in words, and what a source calculates itself, is not held against anything here.
    """
    return [
        finding
        for finding in record.findings.values()
        if finding.derived is None
        and record.properties[finding.property].type != "text"
        and _voices(finding) <= set(sources)
        # What a page says of itself needs no other voice.
        and all(record.sources[each].publisher != finding.subject for each in _voices(finding))
        and not any(
            _near(finding, other)
            for other in record.by_subject_property[finding.subject, finding.property]
            if other is not finding and _voices(other) - set(sources)
        )
    ]


def _voices(finding: Finding) -> set[str]:
    return {claim.source for claim in (*finding.claims, *finding.backed_by)}


def _near(finding: Finding, other: Finding) -> bool:
    """Whether another finding could be the same one, said more or less exactly: nothing that both state differs, and they meet."""
    stated = dict(other.conditions)
    alike = all(
        stated.get(key, value) == value for key, value in finding.conditions if key not in _ASIDE
    )
    return alike and finding.meets(other)
