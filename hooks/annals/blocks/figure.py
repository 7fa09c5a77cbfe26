"""The block of figures: findings as bars from zero, drawn at build time, with their table beside them."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from annals.answers import Refusal, printed_text, settled, unlike_conditions
from annals.blocks.reader_words import conditions, value_classes
from annals.blocks.results import middle
from annals.blocks.spec import BlockSpec, Options, line, references, rendered
from annals.findings import Finding
from annals.site import Context, Site

ROW = 34  # pixels a bar takes, label above it included


def figure(site: Site, options: Options, context: Context) -> Markup:
    """Bars of findings that may stand beside each other; what may not is refused."""
    record = site.record
    chosen: list[Finding] = []
    for reference in options["only"]:
        answer = settled(record, reference)
        if isinstance(answer, Refusal):
            context.problems.append(answer)
            continue
        chosen.append(answer)
    refused = unlike_conditions(record, chosen)
    if refused is not None:
        context.problems.append(refused)
    numbers = {finding.id: number for finding in chosen if (number := middle(finding)) is not None}
    longest = max([Decimal(number) for number in numbers.values()], default=Decimal(0))
    definition = record.properties.get(chosen[0].property) if chosen else None
    if definition is not None and definition.range is not None and definition.scale == "%":
        longest = Decimal(definition.range[1])
    rows = [
        {
            "name": record.name(finding.subject),
            "conditions": conditions(record, finding),
            "text": printed_text(record, finding),
            "classes": value_classes(finding),
            "url": site.finding_url(finding),
            "width": f"{100 * Decimal(numbers[finding.id]) / longest:.2f}" if longest else "0",
            "y": index * ROW,
            "claims": [(claim.source, claim.place) for claim in finding.claims[:1]],
        }
        for index, finding in enumerate(finding for finding in chosen if finding.id in numbers)
    ]
    return rendered(
        "figure.html.j2",
        rows=rows,
        caption=options["caption"],
        height=len(rows) * ROW,
        unit=definition.unit if definition else "",
        name=definition.name if definition else "",
    )


BLOCKS = (
    BlockSpec(
        "figure", "findings as bars from zero", figure, {"only": references, "caption": line}
    ),
)
