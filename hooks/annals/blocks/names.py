"""The block of names: all entities and benchmarks from A to Z, for who searches without a script."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, rendered
from annals.exports.search import kind_of
from annals.site import Context, Site

_OTHER = "0–9"


def names(site: Site, _options: Options, context: Context) -> Markup:
    """All names by their first letters, each with what it is and a link to its page."""
    record = site.record
    rows = [
        (one.name, kind_of(one.kind), f"entities/{key}/") for key, one in record.entities.items()
    ]
    rows += [
        (one.name, kind_of("benchmark"), f"benchmarks/{key}/")
        for key, one in record.properties.items()
        if one.kind == "measured"
    ]
    rows.sort(key=lambda row: (_letter(row[0]), _sorted_as(row[0]), row[2]))
    letters = [
        {"letter": letter, "id": f"letter-{letter.lower()[0]}", "names": list(group)}
        for letter, group in groupby(rows, key=lambda row: _letter(row[0]))
    ]
    context.anchors.update(str(one["id"]) for one in letters)
    return rendered("names.html.j2", letters=letters)


def _sorted_as(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


def _letter(name: str) -> str:
    """The letter under which a name stands; what begins with a digit or a sign stands before A."""
    first = _sorted_as(name)[:1].upper()
    return first if "A" <= first <= "Z" else _OTHER


BLOCKS = (BlockSpec("names", "all entities and benchmarks, from A to Z", names),)
