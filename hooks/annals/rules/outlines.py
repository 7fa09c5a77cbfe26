"""Topics and outcomes: a property has one place on a page, and what came of a promise is told before it is judged."""

from __future__ import annotations

from annals.diagnostics import Report, did_you_mean
from annals.project import Project
from annals.rules.rule import Rule

ANNOUNCING = ("promise", "prediction")


def topics(project: Project, report: Report) -> None:
    """Complain of topics that name what is no property, or one that has its place already."""
    record = project.record
    first: dict[str, str] = {}
    for held in record.loaded.topics:
        for index, key in enumerate(held.record.properties):
            span = record.loaded.span(held.file, (*held.path, "properties", index))
            if key in first:
                report.add(
                    span,
                    "listed-twice",
                    f"'{key}' belongs to the topic '{first[key]}' already",
                    "a property has one place on a page: keep one of the two",
                )
            elif key not in record.properties and key not in record.loaded.unread:
                near = did_you_mean(key, record.properties)
                report.add(
                    span,
                    "unknown-property",
                    f"no property has the id '{key}'",
                    f"did you mean '{near}'?" if near else "mend the id, or leave it out",
                )
            first.setdefault(key, held.record.id)


def outcomes(project: Project, report: Report) -> None:
    """Complain of what is said to have come of something that announces nothing, or without the words that tell it."""
    for claim in project.record.claims:
        if claim.came is not None and (claim.kind not in ANNOUNCING or claim.outcome is None):
            report.add(
                project.record.loaded.span(claim.file, (*claim.path, "came")),
                "untold-outcome",
                f"'came: {claim.came}' stands beside no outcome of a promise or a prediction",
                "say in 'outcome' what happened, with its sources"
                if claim.kind in ANNOUNCING
                else f"this claim is of kind '{claim.kind}'",
            )


RULES = (
    Rule("listed-twice", "a property belongs to one topic", "record", topics),
    Rule(
        "untold-outcome",
        "what came of a promise in a word is told in its outcome too",
        "record",
        outcomes,
    ),
)
