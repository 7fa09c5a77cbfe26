"""The blocks of figures that show a model of an idea: complete as they are drawn, and with controls where a script may run."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.plot import Plot, curve
from annals.blocks.spec import BlockSpec, Options, line, rendered
from annals.ideas import penalty, plans, voting
from annals.record import Record
from annals.site import Context, Site

STATUS = "a model of the idea; its numbers are invented"
_FIELD = {"left": 8.0, "width": 88.0, "top": 30.0, "height": 240.0}


def figure(context: Context, options: Options, template: str, script: str, **view: Any) -> Markup:
    """A numbered figure: its drawing, its words, and the script that moves it, if one does."""
    context.figures += 1
    return rendered(
        f"ideas/{template}.html.j2",
        number=context.figures,
        title=options["title"],
        caption=options["caption"],
        note=options.get("note"),
        script=script,
        **view,
    )


def charge(_site: Site, options: Options, context: Context) -> Markup:
    """The chance of a right answer against the length of thinking, with the best lengths under a charge and, kept beside it, under others."""
    plot = Plot(**_FIELD, x_from=0, x_to=penalty.LONGEST)
    least, most, first = penalty.CHARGES
    points = [penalty.LONGEST * index / 70 for index in range(71)]
    problems = [
        {
            "name": problem.name,
            "points": curve(problem.chance, points, plot),
            "end": plot.y(problem.chance(penalty.LONGEST)),
            "first": _best(problem, first, plot),
            "kept": [_best(problem, kept, plot) for kept in penalty.KEPT],
        }
        for problem in penalty.PROBLEMS
    ]
    return figure(
        context,
        options,
        "charge",
        "charge",
        status=STATUS,
        plot=plot,
        problems=problems,
        data=data(plot, model=[asdict(problem) for problem in penalty.PROBLEMS]),
        charges={"least": least, "most": most, "first": first, "said": f"{first / 10:.1f}"},
        x_ticks=plot.ticks_x(range(0, 15, 2)),
        y_ticks=plot.ticks_y((0, 0.25, 0.5, 0.75, 1), 100),
    )


def _best(problem: penalty.Problem, charge: int, plot: Plot) -> dict[str, Any]:
    """The best length of a problem under a charge: its place on the curve, and both in words."""
    tokens = problem.best(charge / 1000)
    return {
        "charge": f"{charge / 10:g}",
        "x": plot.x(tokens),
        "y": plot.y(problem.chance(tokens)),
        "length": f"{tokens:.1f}" if tokens else "none",
    }


def vote(_site: Site, options: Options, context: Context) -> Markup:
    """How often a majority is right against the number of agents, for agents that err alone and for agents that err together."""
    accuracy, correlation = 60, 20
    plot = Plot(**_FIELD, x_from=1, x_to=voting.AGENTS[-1])
    lines = [
        {
            "name": name,
            "points": curve(_majority(accuracy / 100, together), voting.AGENTS, plot),
            "end": plot.y(voting.majority(voting.AGENTS[-1], accuracy / 100, together)),
        }
        for name, together in (
            ("independent", 0.0),
            ("as set", correlation / 100),
            ("one agent", 1.0),
        )
    ]
    said = voting.majority(voting.AGENTS[-1], accuracy / 100, correlation / 100)
    return figure(
        context,
        options,
        "vote",
        "vote",
        status=STATUS,
        plot=plot,
        lines=lines,
        data=data(plot, model=voting.AGENTS),
        accuracy=accuracy,
        correlation=correlation,
        most=voting.AGENTS[-1],
        said=f"{100 * said:.1f}",
        x_ticks=plot.ticks_x((1, 5, 9, 13, 17, 21)),
        y_ticks=plot.ticks_y((0, 0.25, 0.5, 0.75, 1), 100),
    )


def _majority(accuracy: float, correlation: float) -> Any:
    return lambda agents: voting.majority(round(agents), accuracy, correlation)


def strips(_site: Site, options: Options, context: Context) -> Markup:
    """One agent taking many steps above several that take a few each: a clock along the axis, a bill in squares."""
    longest = plans.MOST.clock
    named = (("One agent", plans.ALONE), ("Several agents", plans.TOGETHER))
    return figure(
        context,
        options,
        "strips",
        "strips",
        status="a model of the idea; all steps alike",
        plans=[
            {
                "name": name,
                "clock": plan.clock,
                "bill": plan.bill,
                "agents": plan.agents,
                "steps": plan.steps,
                "combining": plan.combining,
            }
            for name, plan in named
        ],
        step=f"{100 / longest:.3f}",
        longest=longest,
        most={
            "agents": plans.MOST.agents,
            "steps": plans.MOST.steps,
            "combining": plans.MOST.combining,
        },
    )


def data(plot: Plot, **model: Any) -> str:
    """What a script needs to draw the same: the field of the axes and the model's constants."""
    return json.dumps({"plot": asdict(plot), **model}, separators=(",", ":"))


def refuse(_record: Record, options: Options) -> list[Refusal]:
    """Refuses a figure that does not say what it shows."""
    return [
        Refusal("bad-option", f"a figure needs '{name}'", (f"add a line '{name}: …'",))
        for name in ("title", "caption")
        if not options.get(name)
    ]


WORDS = {"title": line, "caption": line, "note": line}
BLOCKS = (
    BlockSpec("charge", "what a charge for thinking does to its length", charge, WORDS, refuse),
    BlockSpec("vote", "when a vote of several agents helps", vote, WORDS, refuse),
    BlockSpec(
        "strips", "the clock and the bill of one agent and of several", strips, WORDS, refuse
    ),
)
