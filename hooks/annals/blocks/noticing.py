"""The block of a test that is noticed: what it still shows, with rates from the record marked on the axis."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from annals.answers import Refusal, settled
from annals.blocks.ideas import STATUS, WORDS, data, figure, refuse
from annals.blocks.plot import Plot, curve
from annals.blocks.spec import BlockSpec, Options, all_of, references, rendered_cites
from annals.blocks.views import brief
from annals.ideas.noticing import shown
from annals.record import Record
from annals.site import Context, Site
from annals.standing import middle

NOTICED, CHANGED = 50, 50  # per cent, as the sliders stand at first


def noticing(site: Site, options: Options, context: Context) -> Markup:
    """The share of the true rate that a test shows against the share of tasks that are noticed, for several ways to react."""
    record = site.record
    plot = Plot(8.0, 88.0, 30.0, 220.0, x_from=0, x_to=100)
    marked = [record.select(reference)[0] for reference in options.get("marks", [])]
    return figure(
        context,
        options,
        "noticing",
        "noticing",
        status="a model of the idea; the marked rates are from the record" if marked else STATUS,
        plot=plot,
        lines=[
            {
                "name": name,
                "points": curve(_shown_of(changed), (0, 100), plot),
                "end": plot.y(shown(1, changed)),
            }
            for name, changed in (
                ("behaves the same", 0.0),
                ("as set", CHANGED / 100),
                ("always behaves well", 1.0),
            )
        ],
        marks=[
            {
                **brief(site, finding),
                "cites": rendered_cites(finding),
                "x": plot.x(float(middle(finding) or 0)),
                "least": f"{100 * shown(float(middle(finding) or 0) / 100, 1):.0f}",
            }
            for finding in marked
        ],
        noticed=NOTICED,
        changed=CHANGED,
        said=f"{100 * shown(NOTICED / 100, CHANGED / 100):.0f}",
        dot={"x": plot.x(NOTICED), "y": plot.y(shown(NOTICED / 100, CHANGED / 100))},
        data=data(plot),
        x_ticks=plot.ticks_x((0, 25, 50, 75, 100)),
        y_ticks=plot.ticks_y((0, 0.25, 0.5, 0.75, 1), 100),
    )


def _shown_of(changed: float) -> Callable[[float], float]:
    return lambda noticed: shown(noticed / 100, changed)


def refuse_marks(record: Record, options: Options) -> list[Refusal]:
    """Refuses marks that are not decided, or are no percentages."""
    answers = [settled(record, reference) for reference in options.get("marks", [])]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    return refusals or [
        Refusal("bad-option", f"'{finding.id}' is no percentage")
        for finding in answers
        if not isinstance(finding, Refusal)
        and (record.properties[finding.property].unit != "%" or middle(finding) is None)
    ]


BLOCKS = (
    BlockSpec(
        "noticing",
        "what a test shows that is noticed to be one",
        noticing,
        {**WORDS, "marks": references},
        all_of(refuse, refuse_marks),
    ),
)
