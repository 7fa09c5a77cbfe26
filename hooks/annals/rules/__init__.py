"""All rules, and the one way to run them."""

from __future__ import annotations

from annals.diagnostics import Report
from annals.project import Project
from annals.rules import (
    attributions,
    chronology,
    circles,
    decisions,
    ids,
    loose_numbers,
    measures,
    names,
    outlines,
    prose,
    reading,
    sourcing,
    suspicions,
    titles,
)
from annals.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *names.RULES,
    *outlines.RULES,
    *ids.RULES,
    *circles.RULES,
    *measures.RULES,
    *chronology.RULES,
    *sourcing.RULES,
    *decisions.RULES,
    *suspicions.RULES,
    *prose.RULES,
    *loose_numbers.RULES,
    *attributions.RULES,
    *titles.RULES,
)


def check(project: Project, report: Report) -> None:
    """Run every rule over a project; complaints go to `report`."""
    if not project.data.is_dir():
        # That it is missing is reported; all that follows from it is not.
        return
    for rule in RULES:
        if rule.check is not None:
            rule.check(project, report)
