"""Record → `findings.csv`: every finding in a line, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from annals.exports.api import value_of
from annals.findings import Finding
from annals.output import OutputFile
from annals.reader_words import conditions, interest_words
from annals.site import Site

COLUMNS = (
    "id",
    "subject",
    "subject_name",
    "property",
    "property_name",
    "conditions",
    "conditions_in_words",
    "value",
    "low",
    "high",
    "unit",
    "support",
    "contradicted",
    "interest",
    "sources",
    "url",
    "as_of",
)
# What a spreadsheet would calculate, unless it is a number.
_FORMULA = re.compile(r"[=+@\t\r-](?![\d.]+$)")


def findings_table(site: Site) -> list[OutputFile]:
    """`findings.csv`, by id. What is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in site.record.findings.values():
        writer.writerow([_plain(cell) for cell in _row(site, finding)])
    return [OutputFile("findings.csv", out.getvalue())]


def _row(site: Site, finding: Finding) -> Iterator[object]:
    record = site.record
    value = value_of(record, finding)
    yield finding.id
    yield finding.subject
    yield record.name(finding.subject)
    yield finding.property
    yield record.name(finding.property)
    yield "&".join(f"{key}={stated}" for key, stated in finding.conditions)
    yield ", ".join(conditions(record, finding))
    yield value["text"]
    yield value["low"]
    yield value["high"]
    yield value["unit"]
    yield finding.support
    yield finding.contradicted
    yield interest_words(record, finding)
    yield " ".join(sorted({claim.source for claim in finding.claims}))
    yield site.publication.at(site.finding_url(finding))
    yield record.as_of.isoformat()


def _plain(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: what people write in the data is never calculated."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) else text
