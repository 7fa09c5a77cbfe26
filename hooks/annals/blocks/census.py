"""The block of counts: how much the record holds and how well it is supported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from annals.axis import per_cent
from annals.blocks.spec import BlockSpec, Options, rendered, yes
from annals.census import READ, census, read_by_tier
from annals.reader_words import READ as READ_WORDS
from annals.reader_words import TIERS
from annals.site import Context, Site

_SUPPORT = {
    "corroborated": ("val", "Independent voices agree"),
    "repeated": ("val one", "One voice, repeated by others"),
    "single-source": ("val one", "One source only"),
}


def counts(site: Site, options: Options, context: Context) -> Markup:
    """The counts of the record in a few lines; with `full`, by support, by weight and by how much was read."""
    record = site.record
    counted = census(record)
    if options.get("full"):
        context.anchors.update(("support", "reading", "differing", "holding"))
    return rendered(
        "census.html.j2",
        census=counted,
        as_of=record.as_of,
        full=bool(options.get("full")),
        support=[
            {"classes": _SUPPORT[word][0], "words": _SUPPORT[word][1], **bar}
            for word, bar in _bars(counted["findings_by_support"]).items()
        ],
        reading=[
            {
                "id": tier,
                "name": TIERS[tier],
                "counts": [reads[word] for word in READ],
                "all": sum(reads.values()),
            }
            for tier, reads in read_by_tier(record).items()
        ],
        read=[READ_WORDS[word] for word in READ],
        totals=[counted["sources_by_read"][word] for word in READ],
    )


def _bars(counted: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Bars from nothing: each count as a share of all of them."""
    every = Decimal(sum(counted.values()) or 1)
    return {
        key: {"count": count, "width": per_cent(100 * count / every)}
        for key, count in counted.items()
    }


BLOCKS = (
    BlockSpec(
        "census",
        "how much the record holds and how well it is supported",
        counts,
        {"full": yes},
    ),
)
