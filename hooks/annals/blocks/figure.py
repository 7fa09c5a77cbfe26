"""The block of figures: findings as a drawing, made at build time, with their table beside it. Nothing in it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.bars import bars, refuse_bars
from annals.blocks.dots import dots, refuse_dots
from annals.blocks.over_time import refuse_series, series
from annals.blocks.scatter import refuse_scatter, scatter
from annals.blocks.spec import (
    BlockSpec,
    Options,
    Refuse,
    line,
    names_one_of,
    references,
    rendered,
    word,
    words,
)
from annals.picks import conditions, pick, picks, unknown_conditions, unknown_picks
from annals.record import Record
from annals.site import Context, Site

Draw = Callable[[Site, Options], dict[str, Any]]

KINDS: Mapping[str, tuple[Draw, Refuse, tuple[str, ...]]] = {
    "bars": (bars, refuse_bars, ("only",)),
    "dots": (dots, refuse_dots, ("properties", "subjects")),
    "scatter": (scatter, refuse_scatter, ("x", "y")),
    "series": (series, refuse_series, ("only",)),
}
"""Each kind of figure: what makes its view, what refuses its options, which of them it needs."""


def figure(site: Site, options: Options, context: Context) -> Markup:
    """A numbered figure of findings."""
    context.figures += 1
    kind = options.get("kind", "bars")
    draw, _, _ = KINDS[kind]
    return rendered(
        f"figures/{kind}.html.j2",
        number=context.figures,
        caption=options["caption"],
        **draw(site, options),
    )


def refuse(record: Record, options: Options) -> list[Refusal]:
    """Refuses a figure without its options, of what is not decided, or of what was not measured alike."""
    kind = options.get("kind", "bars")
    if kind not in KINDS:
        note = f"the kinds are: {', '.join(KINDS)}"
        return [Refusal("bad-option", f"there is no kind of figure '{kind}'", (note,))]
    _, more, needed = KINDS[kind]
    missing = [name for name in (*needed, "caption") if not options.get(name)]
    if missing:
        return [Refusal("bad-option", f"the block 'figure' needs '{name}'") for name in missing]
    unknown = [
        *unknown_picks(record, "properties", options.get("properties", ())),
        *unknown_picks(record, "properties", [options[key] for key in "xy" if key in options]),
        *unknown_picks(record, "entities", options.get("subjects", ())),
        *unknown_conditions(record, options.get("without", ())),
        *names_one_of("entities", "of")(record, options),
    ]
    return unknown or more(record, options)


BLOCKS = (
    BlockSpec(
        "figure",
        "findings as a drawing: bars from zero; dots, tests on one scale; scatter, one property against another; series, over time",
        figure,
        {
            "kind": word,
            "only": references,
            "properties": picks,
            "subjects": picks,
            "by": words,
            "source": word,
            "without": conditions,
            "x": pick,
            "y": pick,
            "at": word,
            "scale": word,
            "of": word,
            "caption": line,
        },
        refuse,
    ),
)
