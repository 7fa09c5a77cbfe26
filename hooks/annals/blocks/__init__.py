"""All blocks by name: everything generated stands in a page as one of these."""

from __future__ import annotations

from annals.blocks import (
    benchmark,
    bill,
    census,
    compare,
    copies,
    differs,
    entities,
    explainers,
    figure,
    grid,
    ideas,
    imprint,
    lookalikes,
    names,
    noticing,
    promises,
    properties,
    question,
    rating,
    results,
    small_axis,
    sources,
    spans,
    switches,
    timeline,
    unsupported,
    updates,
)
from annals.blocks.spec import BlockSpec

BLOCKS: dict[str, BlockSpec] = {
    spec.name: spec
    for module in (
        timeline,
        question,
        small_axis,
        entities,
        properties,
        results,
        benchmark,
        compare,
        sources,
        differs,
        figure,
        census,
        lookalikes,
        promises,
        unsupported,
        ideas,
        bill,
        switches,
        spans,
        grid,
        copies,
        rating,
        noticing,
        explainers,
        updates,
        names,
        imprint,
    )
    for spec in module.BLOCKS
}
