"""The block of a rating: what a difference in points is worth, with differences between findings marked on the curve."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.ideas import WORDS, data, figure, refuse
from annals.blocks.plot import Plot, curve
from annals.blocks.spec import BlockSpec, Options, all_of
from annals.computed import Computed, difference
from annals.ideas import rating as model
from annals.reader_words import condition_words
from annals.record import Record
from annals.site import Context, Site
from annals.standing import middle


def rating(site: Site, options: Options, context: Context) -> Markup:
    """The chance of being preferred against the difference in points."""
    plot = Plot(8.0, 88.0, 30.0, 200.0, x_from=0, x_to=model.MOST)
    marks = [_mark(site, argument, plot) for argument in options["pairs"]]
    first = round(marks[0]["points"])
    return figure(
        context,
        options,
        "rating",
        "rating",
        status="a model of the idea; the marked differences are from the record",
        plot=plot,
        line=curve(model.preferred, range(0, model.MOST + 1, 10), plot),
        marks=marks,
        first=first,
        said=f"{100 * model.preferred(first):.0f}",
        most=model.MOST,
        dot={"x": plot.x(first), "y": plot.y(model.preferred(first))},
        data=data(plot, tenfold=model.TENFOLD),
        x_ticks=plot.ticks_x(range(0, model.MOST + 1, 50)),
        y_ticks=plot.ticks_y((0, 0.25, 0.5, 0.75, 1), 100),
    )


def _mark(site: Site, argument: str, plot: Plot) -> dict[str, Any]:
    """A difference between findings: where it lies, what it is, and in which conditions it was measured."""
    found = difference(site.record, argument)
    if isinstance(found, Refusal):  # the check has refused it
        raise TypeError(found.message)
    low, high = (float(middle(finding) or 0) for finding in found.findings)
    points = high - low
    names = [site.record.name(finding.subject) for finding in found.findings]
    shared = [
        condition_words(site.record, key, value)
        for key, value in found.findings[0].conditions
        if key not in {"by", "arena"} and (key, value) in found.findings[1].conditions
    ]
    return {
        "points": points,
        "text": found.text,
        "chance": f"{100 * model.preferred(points):.0f}",
        "x": plot.x(points),
        "y": plot.y(model.preferred(points)),
        "of": f"{names[1]} over {names[0]}",
        "conditions": shared,
        "url": site.finding_url(found.findings[1]),
    }


def pairs(found: Any) -> list[str]:
    """An option that is a list of differences, each written as `a to b`."""
    members = [found] if isinstance(found, str) else found
    if not isinstance(members, list) or not all(" to " in str(member) for member in members):
        msg = "a list of differences is expected, each written as 'a to b'"
        raise ValueError(msg)
    return [str(member) for member in members]


def refuse_pairs(record: Record, options: Options) -> list[Refusal]:
    """Refuses what cannot be subtracted, what is not in points, and what lies beyond the drawing."""
    if not options.get("pairs"):
        return [Refusal("bad-option", "the block 'rating' needs 'pairs'")]
    answers = [difference(record, argument) for argument in options["pairs"]]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    return refusals or [
        Refusal("bad-option", f"{answer.text} do not lie on an axis of {model.MOST} points")
        for answer in answers
        if isinstance(answer, Computed) and not _fits(record, answer)
    ]


def _fits(record: Record, answer: Computed) -> bool:
    low, high = (middle(finding) for finding in answer.findings)
    unit = record.properties[answer.findings[0].property].unit
    return unit == "points" and low is not None and high is not None and high - low <= model.MOST


BLOCKS = (
    BlockSpec(
        "rating",
        "what a difference in points of a rating is worth",
        rating,
        {**WORDS, "pairs": pairs},
        all_of(refuse, refuse_pairs),
    ),
)
