"""A project: a folder with an mkdocs.yml, its data and its hand-written pages, read once for whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from annals.building import read_record
from annals.diagnostics import Report, Span
from annals.load import Steps
from annals.numbers import Numbers, in_data, names, numbers
from annals.options import Spec
from annals.record import Record
from annals.schema import NESTED_FIELDS, PROSE_FIELDS
from annals.settings import CONFIG, annals_settings, data_folder, read_config, read_settings
from annals.text_files import decode
from annals.written_pages import Page, written_pages

# The folders whose texts are to hold no number that is only cited; and that in which a text is about the source of its own file.
_STRICT = ("events", "entities")
_FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Counted:
    """A text with its numbers: the page it is, or the folder of the data it is from, and where it is, for `Project.span`."""

    name: str
    where: Any
    text: str
    numbers: Numbers


@dataclass(frozen=True)
class Project:
    """All that the rules read."""

    root: Path
    record: Record
    pages: tuple[Page, ...]
    blocks: Mapping[str, Spec] = field(default_factory=dict)
    docs: str = "docs"

    @property
    def data(self) -> Path:
        """The folder of the data."""
        return self.root / self.record.loaded.shown_as

    def prose(self) -> Iterator[tuple[str, Any, str]]:
        """Every text that may hold references: (file, where, text); `where` is for `span`."""
        return iter(self._prose)

    @cached_property
    def _prose(self) -> tuple[tuple[str, Any, str], ...]:
        pages = ((page.file, page, page.text) for page in self.pages)
        held = (*self.record.loaded.listed(), *self.record.loaded.facts.values())
        texts = (
            (each.file, (each.file, path), text)
            for each in held
            for path, text in _texts(each.record, each.path)
        )
        return (*pages, *texts)

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The texts whose numbers are counted: pages that promise to bind theirs, then those of the data."""
        return tuple(
            counted
            for file, where, text in self._prose
            if (name := self._counted_as(file, where))
            and (
                (
                    counted := Counted(name, where, text, self._numbers(name, where, text))
                ).numbers.all
                or isinstance(where, Page)
            )
        )

    @cached_property
    def named(self) -> re.Pattern[str]:
        """What matches a name on record in which something looks like a number."""
        return names(self.record)

    def _numbers(self, name: str, where: Any, text: str) -> Numbers:
        folder = name.rpartition("/")[2]
        if isinstance(where, Page) or folder in _STRICT:
            return numbers(text, self.named)
        found = in_data(text, self.named)
        if folder == _FACTS:
            found.cited, found.loose = found.cited + len(found.loose), []
        return found

    def _counted_as(self, file: str, where: Any) -> str:
        """The page or the folder that a text's numbers count for; empty if they do not count."""
        if isinstance(where, Page):
            below = file.removeprefix(f"{self.docs}/")
            promised = (
                below == name or (name.endswith("/") and below.startswith(name))
                for name in self.record.settings.bound
            )
            return file if any(promised) else ""
        return self._folder(file)

    def _folder(self, file: str) -> str:
        """The folder of the data that a file is in."""
        data = self.record.loaded.shown_as
        return f"{data}/{file.removeprefix(f'{data}/').split('/')[0]}"

    def texts(self) -> dict[str, list[tuple[Any, str]]]:
        """Every text with its place, by page, and those of the data by folder."""
        found: dict[str, list[tuple[Any, str]]] = {}
        for file, where, text in self._prose:
            name = file if isinstance(where, Page) else self._folder(file)
            found.setdefault(name, []).append((where, text))
        return found

    def span(self, where: Any, start: int, stop: int) -> Span:
        """The stretch of characters of a text that `prose` gave."""
        if isinstance(where, Page):
            return where.span(start, stop)
        file, path = where
        return self.record.loaded.documents[file].offset_span(path, start, stop)

    def lines_of(self, file: str) -> list[str]:
        """The lines of a file that a complaint is about."""
        if file in self.record.loaded.documents:
            return self.record.loaded.documents[file].lines
        if file == CONFIG and (self.root / CONFIG).is_file():
            return decode(CONFIG, (self.root / CONFIG).read_bytes())[0].split("\n")
        return next((page.text.split("\n") for page in self.pages if page.file == file), [])


def _texts(record: BaseModel, path: Steps) -> Iterator[tuple[Steps, str]]:
    """The prose fields of a record and of the records inside it."""
    for name in PROSE_FIELDS.get(type(record), ()):
        text = getattr(record, name)
        if text is not None:
            yield (*path, name), text
    for name in NESTED_FIELDS.get(type(record), ()):
        below = getattr(record, name)
        members: Iterable[tuple[Steps, Any]]
        if isinstance(below, BaseModel):
            members = [((name,), below)]
        else:
            pairs = below.items() if isinstance(below, dict) else enumerate(below)
            members = (((name, key), member) for key, member in pairs)
        for steps, member in members:
            # A column that is only an id, and a cell that is only a value, hold no prose.
            if isinstance(member, BaseModel):
                yield from _texts(member, (*path, *steps))


def read_project(
    root: Path,
    report: Report,
    extra: Mapping[str, Any] | None = None,
    blocks: Mapping[str, Spec] | None = None,
) -> Project:
    """The project in a folder; `extra` is the config's `extra.annals`, read from its mkdocs.yml if not given."""
    config = read_config(root, report)
    if extra is None:
        extra = annals_settings(config, report)
    name = data_folder(extra, report)
    settings = read_settings(root, root / name, extra, report)
    record = read_record(root / name, settings, report, shown_as=name)
    docs = str(config.get("docs_dir") or "docs")
    pages = tuple(written_pages(root, root / docs, report))
    return Project(root, record, pages, blocks or {}, docs)
