"""The block of counts: how much the record holds and how well it is supported."""

from __future__ import annotations

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, rendered
from annals.census import census
from annals.reader_words import READ, TIERS
from annals.site import Context, Site


def counts(site: Site, _options: Options, _context: Context) -> Markup:
    """The counts of the record, as a list."""
    return rendered(
        "census.html.j2",
        census=census(site.record),
        tiers=TIERS,
        read=READ,
        as_of=site.record.as_of,
    )


BLOCKS = (BlockSpec("census", "how much the record holds and how well it is supported", counts),)
