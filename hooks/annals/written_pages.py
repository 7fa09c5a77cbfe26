"""The hand-written pages of a project, as the check reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from annals.dates import parse_moment
from annals.diagnostics import Report, Span
from annals.references import FRONT
from annals.text_files import decode, hidden
from annals.yaml_syntax import syntax_error


@dataclass(frozen=True, slots=True)
class Page:
    """A hand-written page: its path below the project, and its text."""

    file: str
    text: str

    def span(self, start: int, stop: int) -> Span:
        """The stretch of the characters [start, stop)."""
        line, column = _position(self.text, start)
        end_line, end_column = _position(self.text, max(stop, start + 1))
        return Span(self.file, line, column, end_line, end_column)


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def written_pages(root: Path, docs: Path, report: Report) -> Iterator[Page]:
    """Every page below `docs`, in the order of their names; what is wrong with a file as such goes to `report`."""
    for path in sorted(docs.rglob("*"), key=lambda path: path.as_posix()):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            # An engine would follow it, and publish whatever it leads to.
            report.add(
                Span(name, 1, 1, 1, 1),
                "misplaced-file",
                "a link to another place cannot stand among the pages",
                "put the file itself here",
            )
        elif path.suffix == ".md" and path.is_file():
            text, wrong = decode(name, path.read_bytes())
            report.found.update(found for found in (wrong, hidden(name, text)) if found)
            _front_matter(name, text, report)
            yield Page(name, text)


def _front_matter(name: str, text: str, report: Report) -> None:
    """Complain of front matter that is no YAML: an engine would print it as text."""
    front = FRONT.match(text)
    if front is None:
        return
    # An empty first line in the place of the dashes keeps the count of lines.
    above = "\n" + front["matter"]
    try:
        root = yaml.compose(above, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        report.found.add(syntax_error(name, above, error))
        return
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "template":
            # A theme has templates that lead a reader on to any address.
            report.add(
                _span(name, key),
                "unknown-key",
                "a page chooses no template",
                "delete it: every page has that of the theme",
            )
        if key.value == "corrections":
            _corrections(name, value, report)


def _corrections(name: str, listed: yaml.Node, report: Report) -> None:
    """Complain of corrections that are not each a day and a text."""
    how = "write '- {date: 2026-12-01, text: What was wrong, and what is right.}'"
    for each in listed.value if isinstance(listed, yaml.SequenceNode) else [listed]:
        pairs = each.value if isinstance(each, yaml.MappingNode) else ()
        said = {key.value: value for key, value in pairs}
        if set(said) != {"date", "text"} or not said["text"].value:
            report.add(_span(name, each), "wrong-shape", "a correction is a day and a text", how)
            continue
        moment = parse_moment(str(said["date"].value))
        if isinstance(moment, str) or moment.precision != "day":
            told = f"'{said['date'].value}' is no day on which something was corrected"
            report.add(_span(name, said["date"]), "bad-date", told, how)


def _span(name: str, node: yaml.Node) -> Span:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    width = len(node.value) if isinstance(node, yaml.ScalarNode) else 1
    return Span(name, line, column, line, column + width)


def front_matter(page: Page) -> dict[str, Any]:
    """The settings at the head of a page, as texts, lists and mappings."""
    front = FRONT.match(page.text)
    found = yaml.load(front["matter"], yaml.CBaseLoader) if front else {}  # noqa: S506 - text only
    return found if isinstance(found, dict) else {}
