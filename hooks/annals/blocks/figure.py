"""The block of figures: findings as bars from zero, drawn at build time, with their table beside them."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from annals.answers import Refusal, settled, unlike_conditions
from annals.blocks.spec import BlockSpec, Options, line, references, rendered
from annals.printed import printed_text
from annals.reader_words import conditions, value_classes
from annals.record import Record
from annals.site import Context, Site
from annals.standing import middle

ROW = 34  # pixels a bar takes, label above it included


def figure(site: Site, options: Options, _context: Context) -> Markup:
    """Bars of findings that may stand beside each other."""
    record = site.record
    chosen = [record.select(reference)[0] for reference in options["only"]]
    numbers = {finding.id: number for finding in chosen if (number := middle(finding)) is not None}
    longest = max([Decimal(number) for number in numbers.values()], default=Decimal(0))
    definition = record.properties[chosen[0].property]
    if definition.range is not None and definition.scale == "%":
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
        unit=definition.unit or "",
        name=definition.name,
    )


def refuse(record: Record, options: Options) -> list[Refusal]:
    """Refuses bars of what is not decided, or was not measured alike, and a figure without a caption."""
    missing = [name for name in ("only", "caption") if not options.get(name)]
    refusals = [Refusal("bad-option", f"the block 'figure' needs '{name}'") for name in missing]
    answers = [settled(record, reference) for reference in options.get("only", [])]
    refusals += [answer for answer in answers if isinstance(answer, Refusal)]
    alike = unlike_conditions(record, [each for each in answers if not isinstance(each, Refusal)])
    return refusals + ([alike] if alike else [])


BLOCKS = (
    BlockSpec(
        "figure",
        "findings as bars from zero",
        figure,
        {"only": references, "caption": line},
        refuse,
    ),
)
