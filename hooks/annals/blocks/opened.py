"""What a table's value opens: the value and its standing, every claim on one axis, and the ruling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.axis import Axis, number_axis
from annals.blocks.axes import axis_view, claim_rows
from annals.blocks.spec import rendered
from annals.blocks.views import brief, ruling_view
from annals.claims import Claim
from annals.findings import Finding
from annals.intervals import point, sides
from annals.printed import printed_text
from annals.reader_words import KINDS, conditions, interest_words, support_words, value_classes
from annals.record import Record
from annals.site import Site


def opened(site: Site, finding: Finding) -> Markup:
    """The inside of the row that a value opens."""
    record = site.record
    elsewhere = _elsewhere(record, finding)
    axis = _axis(record, finding, [*finding.claims, *finding.backed_by, *elsewhere])
    rows = claim_rows(site, finding, axis)
    # What is printed first, then along the axis; last what says less of the conditions, and means this.
    rows.sort(key=lambda row: row["tone"] != "a")
    rows += _rows_of(site, axis, finding.backed_by, "a")
    return rendered(
        "opened.html.j2",
        subject=record.name(finding.subject),
        subject_url=site.subject_url(finding.subject),
        property=record.name(finding.property),
        property_url=site.url(finding.property),
        conditions=conditions(record, finding),
        text=printed_text(record, finding),
        classes=value_classes(finding),
        url=site.finding_url(finding),
        state=finding.contradicted,
        kind=KINDS[finding.kind] if finding.kind else "",
        support=support_words(record, finding),
        interest=interest_words(record, finding),
        view={
            "axis": axis_view(axis) if axis else None,
            "tall": None,
            "rows": rows,
            "computed": [],
        },
        elsewhere=_rows_of(site, axis, elsewhere, "q"),
        ruling=ruling_view(site, finding),
        case_url=site.contradiction_url(finding) if finding.kind else None,
        spread=[brief(site, record.findings[key]) for key in finding.spread],
        agreeing=[brief(site, record.findings[key]) for key in finding.corroborated_by],
    )


def _axis(record: Record, finding: Finding, claims: Iterable[Claim]) -> Axis | None:
    """An axis on which all that is told can be drawn."""
    drawn = [piece for claim in claims if claim.value for piece in claim.value.pieces]
    if not drawn:
        return None
    definition = record.properties[finding.property]
    limits = (
        (Decimal(definition.range[0]), Decimal(definition.range[1])) if definition.range else None
    )
    if len(sides(drawn)) == 1:
        # Where all agree, nothing is to be told apart: the whole scale shows where the value lies on it.
        drawn += [point(end) for end in limits or (Decimal(0),)]
    unit = "\N{NO-BREAK SPACE}%" if definition.scale == "%" else ""
    return number_axis(drawn, limits=limits, unit=unit)


def _elsewhere(record: Record, finding: Finding) -> list[Claim]:
    """Claims that do not say who measured, or how, and meet no result that they could be about, this one among them."""
    family = record.by_subject_property.get((finding.subject, finding.property), ())
    return [
        placement.claim
        for other in family
        for placement in other.placements
        if placement.state == "unplaced" and finding.id in placement.findings
    ]


def _rows_of(
    site: Site, axis: Axis | None, claims: Sequence[Claim], tone: str
) -> list[dict[str, Any]]:
    """Rows for claims of other findings, in one tone."""
    record = site.record
    by_finding: dict[str, list[Claim]] = {}
    for claim in claims:
        by_finding.setdefault(record.finding_of_claim[id(claim)].id, []).append(claim)
    rows = []
    for key, members in by_finding.items():
        for row in claim_rows(site, record.findings[key], axis, members):
            brackets = [{**bracket, "tone": tone} for bracket in row["brackets"]]
            rows.append({**row, "tone": tone, "brackets": brackets})
    return rows
