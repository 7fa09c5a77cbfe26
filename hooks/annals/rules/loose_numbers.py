"""Numbers in prose that rest on nothing: refused on the pages that promise none, counted everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annals.diagnostics import Report, Span
from annals.numbers import Numbers, names, numbers, total
from annals.project import Project
from annals.references import find
from annals.rules.rule import Rule
from annals.written_pages import Page

# The folders of the data whose texts are sentences for readers.
COUNTED = ("events", "entities")


@dataclass(frozen=True, slots=True)
class Covered:
    """A page, or all texts of a folder of the data, with its numbers."""

    name: str
    numbers: Numbers


def coverage(project: Project) -> Iterator[Covered]:
    """The numbers of each page that promises to bind them, then those of events and entities, all together."""
    named = names(project.record)
    groups: dict[str, list[Numbers]] = {}
    for file, where, text in project.prose():
        if isinstance(where, Page):
            if promises(project, file):
                yield Covered(file, numbers(text, named))
            continue
        folder = _folder(project, file)
        if folder in COUNTED:
            groups.setdefault(folder, []).append(numbers(text, named))
    for folder, found in sorted(groups.items()):
        yield Covered(f"{project.record.loaded.shown_as}/{folder}", total(found))


def loose_in_data(project: Project) -> Iterator[tuple[Span, str]]:
    """Each loose number of a text of events and entities: where it stands, and what it is."""
    named = names(project.record)
    for file, where, text in project.prose():
        if not isinstance(where, Page) and _folder(project, file) in COUNTED:
            for start, stop in numbers(text, named).loose:
                yield project.span(where, start, stop), text[start:stop]


def _folder(project: Project, file: str) -> str:
    return file.removeprefix(f"{project.record.loaded.shown_as}/").split("/")[0]


def promises(project: Project, file: str) -> bool:
    """Whether a page is one of those whose every number must be bound or excused: the setting `bound`, below docs/."""
    below = file.removeprefix(f"{project.docs}/")
    return any(
        below == name or (name.endswith("/") and below.startswith(name))
        for name in project.record.settings.bound
    )


def loose_numbers(project: Project, report: Report) -> None:
    """Complain of each number and comparison on a page that promises to bind them."""
    named = None
    for page in project.pages:
        if not promises(project, page.file):
            continue
        named = named or names(project.record)
        for start, stop in numbers(page.text, named).loose:
            report.add(
                page.span(start, stop),
                "loose-number",
                f"'{page.text[start:stop]}' rests on nothing: on this page every number and comparison is bound",
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
