"""Numbers in prose that rest on nothing: refused on the pages that promise none, counted everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annals.diagnostics import Report, Span
from annals.numbers import Numbers, total
from annals.project import Project
from annals.protection import fallen, sentences
from annals.references import squeeze
from annals.rules.rule import Rule
from annals.written_pages import Page


def coverage(project: Project) -> dict[str, Numbers]:
    """The numbers of each page that promises to bind them, then those of each folder of the data, all together."""
    found: dict[str, list[Numbers]] = {}
    for counted in project.counted:
        found.setdefault(counted.name, []).append(counted.numbers)
    return {name: total(several) for name, several in found.items()}


def loose_in_data(project: Project) -> Iterator[tuple[Span, str]]:
    """Each loose number of a text of the data: where it stands, and what it is."""
    for counted in project.counted:
        if not isinstance(counted.where, Page):
            for start, stop in counted.numbers.loose:
                yield project.span(counted.where, start, stop), counted.text[start:stop]


def loose_numbers(project: Project, report: Report) -> None:
    """Complain of each number and comparison on a page that promises to bind them."""
    for counted in project.counted:
        if not isinstance(counted.where, Page):
            continue
        for start, stop in counted.numbers.loose:
            report.add(
                project.span(counted.where, start, stop),
                "loose-number",
                f"'{counted.text[start:stop]}' rests on nothing: on this page every number and comparison is bound",
                'take it from the record, as in {value}`subject/property` or [words]{check="a/x > b/x"}',
                'or say why it needs no source: [three steps]{excused="our own division"}',
            )


def no_longer_checked(project: Project, report: Report) -> None:
    """Complain of sentences that are protected, still stand there, and do not rest on the record any more."""
    noted: dict[str, list[str]] = {}
    for name, sentence in project.record.settings.checked:
        noted.setdefault(name, []).append(sentence)
    texts = project.texts() if noted else {}
    for name, protected in noted.items():
        held = {sentence for _, text in texts.get(name, ()) for sentence in sentences(text)}
        for sentence in protected:
            if sentence not in held:
                _complain(project, report, sentence, texts.get(name, ()))


def _complain(
    project: Project, report: Report, sentence: str, texts: Sequence[tuple[Any, str]]
) -> None:
    for where, text in texts:
        place = fallen(sentence, text)
        if place is None:
            continue
        words = squeeze(text[slice(*place)])
        report.add(
            project.span(where, *place),
            "no-longer-checked",
            f"'{words}' rested on the record, and does not any more",
            f"it is protected as '{sentence}'",
            "bind it again, or say it in other words",
        )


RULES = (
    Rule(
        "loose-number",
        "on a page that promises it, every number and comparison comes from the record or says why not",
        "prose",
        loose_numbers,
    ),
    Rule(
        "no-longer-checked",
        "a protected sentence that rests on the record keeps doing so",
        "prose",
        no_longer_checked,
    ),
)
