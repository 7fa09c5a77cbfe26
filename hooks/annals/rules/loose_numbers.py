"""Numbers in prose that rest on nothing: refused on the pages that promise none, counted everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from annals.diagnostics import Report, Span
from annals.numbers import Numbers, total
from annals.project import Project
from annals.references import find
from annals.rules.rule import Rule
from annals.written_pages import Page


def coverage(project: Project) -> dict[str, Numbers]:
    """The numbers of each page that promises to bind them, then those of events and of entities, all together."""
    found: dict[str, list[Numbers]] = {}
    for counted in project.counted:
        found.setdefault(counted.name, []).append(counted.numbers)
    return {name: total(several) for name, several in found.items()}


def loose_in_data(project: Project) -> Iterator[tuple[Span, str]]:
    """Each loose number of a text of events and entities: where it stands, and what it is."""
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
    """Complain of words that were checked when the site was last published, still stand there, and are not checked now."""
    pages = {page.file: page for page in project.pages}
    for file, words in project.record.settings.checked:
        page = pages.get(file)
        if page is None or words in checked_words(page.text):
            continue
        at = page.text.find(words)
        if at >= 0:
            report.add(
                page.span(at, at + len(words)),
                "no-longer-checked",
                f"'{words}' was checked against the data, and is not any more",
                "put its check back, or say it in other words",
            )


def checked_words(text: str) -> frozenset[str]:
    """The words of a page that have a check."""
    return frozenset(reference.words for reference in find(text) if reference.kind == "check")


RULES = (
    Rule(
        "loose-number",
        "on a page that promises it, every number and comparison comes from the record or says why not",
        "prose",
        loose_numbers,
    ),
    Rule(
        "no-longer-checked",
        "words that were published with a check keep it",
        "prose",
        no_longer_checked,
    ),
)
