"""A folder of YAML → records, each with its place, and a Report of all that is wrong with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from annals import yaml_source
from annals.complaints import complain
from annals.diagnostics import Report, Span, did_you_mean
from annals.fields import ID
from annals.schema import (
    FOLDERS,
    Condition,
    Entity,
    Event,
    FactFile,
    Lookalike,
    Property,
    Redirect,
    Ruling,
    Topic,
)
from annals.yaml_document import Document

M = TypeVar("M", bound=BaseModel)
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Held(Generic[M]):
    """A record and where it stands: file, path inside the file, line (from 1).

    `unread` are the paths of its claims that could not be read; an empty one stands in the place of each.
    """

    record: M
    file: str
    path: Steps
    line: int
    unread: frozenset[Steps] = frozenset()


@dataclass(slots=True)
class Loaded:
    """All records of a data folder, in the order of their files; nothing is resolved yet.

    `unread` are the ids of records of which something could not be read. The mistake itself is reported; that the record, or what
    it says, is missing elsewhere is not.
    """

    shown_as: str = "data"
    unread: set[str] = field(default_factory=set)
    documents: dict[str, Document] = field(default_factory=dict)
    events: list[Held[Event]] = field(default_factory=list)
    facts: dict[str, Held[FactFile]] = field(default_factory=dict)
    entities: list[Held[Entity]] = field(default_factory=list)
    properties: list[Held[Property]] = field(default_factory=list)
    topics: list[Held[Topic]] = field(default_factory=list)
    conditions: list[Held[Condition]] = field(default_factory=list)
    rulings: list[Held[Ruling]] = field(default_factory=list)
    lookalikes: list[Held[Lookalike]] = field(default_factory=list)
    redirects: list[Held[Redirect]] = field(default_factory=list)

    def span(self, file: str, path: Steps, *, key: bool = False) -> Span:
        """The stretch of a value, or of its key, in one of the files."""
        document = self.documents.get(file)
        return document.span(path, key=key) if document else Span(file, 1, 1, 1, 1)

    def listed(self) -> Iterator[Held[Any]]:
        """Every record that has an `id` of its own."""
        for name, (form, _) in FOLDERS.items():
            if form == "list":
                yield from getattr(self, name)


# What an author meant to be read, by its name: 2026.yaml, 2026.YML, 2026.yml.txt; and beside the records 2026 and 2026.json.
_UNREAD_YAML = re.compile(r"\.ya?ml(?:\.txt|\s*)\Z", re.IGNORECASE)
_UNREAD = re.compile(r"\A[a-z0-9][^.]*(?<!~)\Z|\.(?:json|toml|csv)\Z")
# The ids in a file that is not read, as far as its lines tell.
_ID_LINE = re.compile(r"^[\s{-]*id:[ \t]*([a-z0-9-]+)", re.MULTILINE)
# One for each kind of record: an adapter for lists of them would take longer to make than most projects take to read.
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    folder: TypeAdapter(model) for folder, (_, model) in FOLDERS.items()
}


def load(folder: Path, report: Report, *, shown_as: str = "data") -> Loaded:
    """Every record below `folder`; what is wrong goes to `report`, whose paths begin with `shown_as`.

    A file that cannot be read, and a record that has an error, are left out of the result: the report says so, and whoever builds stops.
    """
    loaded = Loaded(shown_as)
    if not folder.is_dir():
        report.add(
            Span(shown_as, 1, 1, 1, 1),
            "misplaced-file",
            f"there is no folder '{shown_as}'",
            "make it, or mend extra.annals.data in mkdocs.yml",
        )
        return loaded
    for name in _files(folder):
        _load_file(loaded, folder / name, name, report)
    return loaded


def _files(folder: Path, above: str = "") -> list[str]:
    """All below a folder that is no folder, links among them; whatever begins with a dot belongs to some tool."""
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found += _files(folder / entry.name, f"{above}{entry.name}/")
            elif entry.is_symlink() or entry.is_file():
                found.append(above + entry.name)
    return sorted(found)


def _load_file(loaded: Loaded, path: Path, place: str, report: Report) -> None:
    name = f"{loaded.shown_as}/{place}"
    start = Span(name, 1, 1, 1, 1)
    if path.is_symlink():
        # A folder's own suffix tells nothing of what is in it.
        if path.suffix == ".yml" or path.is_dir():
            report.add(
                start,
                "misplaced-file",
                "a link to another place is not followed",
                "put the files themselves here",
            )
        return
    folder, _, _ = place.rpartition("/")[0].partition("/")
    if path.suffix != ".yml":
        if _UNREAD_YAML.search(path.name) or (folder in FOLDERS and _UNREAD.search(path.name)):
            report.add(
                start,
                "misplaced-file",
                f"'{path.name}' is not read",
                "files of data end in .yml: rename it",
            )
        return
    if folder not in FOLDERS:
        hint = did_you_mean(folder, FOLDERS) if folder else None
        report.add(
            start,
            "misplaced-file",
            f"no kind of record lives in '{name.rpartition('/')[0]}'",
            f"did you mean '{hint}'?" if hint else f"the folders are: {', '.join(FOLDERS)}",
        )
        return
    document, refused = yaml_source.read(name, path.read_bytes())
    loaded.documents[name] = document
    report.found.update(refused)
    if document.data is None:
        loaded.unread |= {path.stem} if folder == "facts" else set(_ID_LINE.findall(document.text))
    elif folder == "facts":
        _load_facts(loaded, path.stem, document, report)
    else:
        _load_list(loaded, folder, document, report)
    document.forget()


def _load_facts(loaded: Loaded, stem: str, document: Document, report: Report) -> None:
    start = Span(document.file, 1, 1, 1, 1)
    if not ID.match(stem):
        report.add(
            start,
            "bad-id",
            f"the file's name '{stem}' is a source's id, and no such id can be",
            "rename it: lower-case letters, digits, single hyphens",
        )
        return
    if stem in loaded.facts:
        report.add(
            start,
            "duplicate-id",
            f"a source '{stem}' exists already",
            f"see {loaded.facts[stem].file}; the file's name is the source's id",
        )
        return
    unread: frozenset[Steps] = frozenset()
    if isinstance(document.data, list):
        report.add(
            document.span(()),
            "wrong-shape",
            "a file in 'facts' is one source, not a list of records",
            "begin with 'source:'; events, entities and the like have folders of their own",
        )
        loaded.unread |= {stem, *_ID_LINE.findall(document.text)}
        return
    try:
        record = _ADAPTERS["facts"].validate_python(document.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        complain(document, details, report, FactFile)
        loaded.unread.add(stem)
        unread = frozenset(detail["loc"][:2] for detail in details)
        if not all(len(path) == 2 and path[0] in ("claims", "tables") for path in unread):
            return
        # The sound claims stay: one mistake does not hide the others, nor make all that cites this source look wrong too.
        record = _ADAPTERS["facts"].validate_python(_emptied(document.data, unread))
    loaded.facts[stem] = Held(record, document.file, (), 1, unread)
    document.keep_lines(_places(record))


def _places(facts: FactFile) -> Iterator[Steps]:
    """The paths of a file's claims, and of the cells of its tables."""
    for index in range(len(facts.claims)):
        yield ("claims", index)
    for number, table in enumerate(facts.tables):
        for index, row in enumerate(table.rows):
            names = row.values if isinstance(row.values, dict) else range(len(row.values))
            for name in names:
                yield ("tables", number, "rows", index, "values", name)


def _emptied(data: Any, unread: frozenset[Steps]) -> dict[str, Any]:
    """A fact file with an empty claim or table in each of some places, so that the others keep theirs."""
    empty: dict[str, Any] = {"claims": {}, "tables": {"columns": [], "rows": []}}
    return {
        **data,
        **{
            key: [
                empty[key] if (key, index) in unread else below
                for index, below in enumerate(data[key])
            ]
            for key in empty
            if key in data
        },
    }


def _load_list(loaded: Loaded, folder: str, document: Document, report: Report) -> None:
    held: list[Held[Any]] = getattr(loaded, folder)
    model = FOLDERS[folder][1]
    if not isinstance(document.data, list):
        report.add(
            document.span(()),
            "not-a-list",
            f"a file in '{folder}' is a list of records",
            "what a source says belongs in 'facts'"
            if isinstance(document.data, dict) and "source" in document.data
            else "begin each record with '- id: …'",
        )
        loaded.unread |= set(_ID_LINE.findall(document.text))
        return
    if not document.data:
        report.add(
            document.span(()), "empty-file", "the list is empty", "add a record, or delete the file"
        )
    validate = _ADAPTERS[folder].validate_python
    for index, data in enumerate(document.data):
        try:
            record = validate(data)
        except ValidationError as error:
            # The sound records stay, so that one mistake does not make all that refers to this file look wrong too.
            details = error.errors(include_url=False)
            for detail in details:
                detail["loc"] = (index, *detail["loc"])
            complain(document, details, report, model)
            if isinstance(data, dict):
                loaded.unread.add(str(data.get("id", "")))
        else:
            held.append(Held(record, document.file, (index,), document.line((index,))))
