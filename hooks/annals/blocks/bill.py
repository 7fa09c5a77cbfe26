"""The block that goes from tokens to money and time: findings times one cited price, and at a speed that the reader sets."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from annals.answers import Refusal, settled
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.spec import BlockSpec, Options, references, rendered_cites
from annals.blocks.views import brief
from annals.record import Record
from annals.site import Context, Site
from annals.standing import middle

PER_MILLION = " per million tokens"
# The least, the most and the first, in tokens per second: invented, for no source gives one.
SPEEDS = (20, 400, 100)
_HOUR = 3600


def bill(site: Site, options: Options, context: Context) -> Markup:
    """What each number of tokens costs at one price, and how many hours it takes on one line."""
    record = site.record
    price = record.select(options["price"][0])[0]
    each = middle(price)
    symbol = (record.properties[price.property].unit or "").removesuffix(PER_MILLION)
    rows = []
    for reference in options["tokens"]:
        finding = record.select(reference)[0]
        tokens = middle(finding)
        if tokens is None or each is None:
            continue
        rows.append(
            {
                **brief(site, finding),
                "cites": rendered_cites(finding),
                "tokens": f"{tokens:f}",
                "money": f"{symbol}{whole(tokens * each / 1_000_000)}",
                "hours": hours(tokens, SPEEDS[2]),
            }
        )
    least, most, first = SPEEDS
    return figure(
        context,
        options,
        "bill",
        "bill",
        status="tokens and price from the record; the speed is invented",
        rows=rows,
        price={**brief(site, price), "cites": rendered_cites(price)},
        speeds={"least": least, "most": most, "first": first},
    )


def hours(tokens: Decimal, speed: int) -> str:
    """How many hours one line of so many tokens a second takes, in words."""
    return whole(tokens / speed / _HOUR)


def whole(number: Decimal) -> str:
    """A number without its decimals, rounded as people round."""
    return f"{number.quantize(Decimal(1), ROUND_HALF_UP):,}"


def refuse_bill(record: Record, options: Options) -> list[Refusal]:
    """Refuses tokens or a price that mean no settled finding, and a price of something else."""
    refusals = refuse(record, options)
    missing = [name for name in ("tokens", "price") if not options.get(name)]
    refusals += [Refusal("bad-option", f"the block 'bill' needs '{name}'") for name in missing]
    answers = [
        settled(record, reference)
        for name in ("tokens", "price")
        for reference in options.get(name, ())
    ]
    refusals += [answer for answer in answers if isinstance(answer, Refusal)]
    if refusals:
        return refusals
    *tokens, price = [answer for answer in answers if not isinstance(answer, Refusal)]
    units = {record.properties[finding.property].unit for finding in tokens}
    if units == {"tokens"} and (record.properties[price.property].unit or "").endswith(PER_MILLION):
        return []
    return [
        Refusal(
            "bad-option",
            f"the block 'bill' multiplies tokens with a price{PER_MILLION}, nothing else",
        )
    ]


BLOCKS = (
    BlockSpec(
        "bill",
        "from tokens to money and time",
        bill,
        {**WORDS, "tokens": references, "price": references},
        refuse_bill,
    ),
)
