"""A folder of YAML → records, each with its place, and a Report of all that is wrong with them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from annals import yaml_source
from annals.diagnostics import Report, Span, did_you_mean
from annals.schema import (
    FOLDERS,
    ID,
    Condition,
    Entity,
    Event,
    FactFile,
    Lookalike,
    Property,
    Redirect,
    Ruling,
)

M = TypeVar("M", bound=BaseModel)
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Held(Generic[M]):
    """A record and where it stands: file, path inside the file, line (from 1)."""

    record: M
    file: str
    path: Steps
    line: int


@dataclass(slots=True)
class Loaded:
    """All records of a data folder, in the order of their files; nothing is resolved yet."""

    documents: dict[str, yaml_source.Document] = field(default_factory=dict)
    events: list[Held[Event]] = field(default_factory=list)
    facts: dict[str, Held[FactFile]] = field(default_factory=dict)
    entities: list[Held[Entity]] = field(default_factory=list)
    properties: list[Held[Property]] = field(default_factory=list)
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


_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    folder: TypeAdapter(list[model] if form == "list" else model)  # type: ignore[valid-type]
    for folder, (form, model) in FOLDERS.items()
}


def load(folder: Path, report: Report, *, shown_as: str = "data") -> Loaded:
    """Every record below `folder`; what is wrong goes to `report`, whose paths begin with `shown_as`.

    A file that cannot be read, and a record that has an error, are left out of the result: the report says so, and whoever builds stops.
    """
    loaded = Loaded()
    # PyYAML makes so many small objects that the collector's passes cost more than the parsing itself.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for path in _files(folder):
            name = f"{shown_as}/{path.relative_to(folder).as_posix()}"
            _load_file(loaded, path, path.relative_to(folder).parts, name, report)
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
    return loaded


def _files(folder: Path) -> list[Path]:
    return sorted(
        (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")),
        key=lambda path: path.relative_to(folder).as_posix(),
    )


def _load_file(
    loaded: Loaded, path: Path, parts: tuple[str, ...], name: str, report: Report
) -> None:
    start = Span(name, 1, 1, 1, 1)
    if path.suffix == ".yaml":
        report.add(
            start,
            "misplaced-file",
            f"'{path.name}' is not read",
            "files of data end in .yml: rename it",
        )
        return
    if path.suffix != ".yml":
        return
    folder = parts[0] if len(parts) > 1 else ""
    if folder not in FOLDERS:
        hint = did_you_mean(folder, FOLDERS) if folder else None
        report.add(
            start,
            "misplaced-file",
            f"no kind of record lives in '{'/'.join(parts[:-1]) or '.'}'",
            f"did you mean '{hint}'?" if hint else f"the folders are: {', '.join(FOLDERS)}",
        )
        return
    if path.is_symlink():
        report.add(
            start,
            "misplaced-file",
            "a link to another file is not followed",
            "put the file itself here",
        )
        return
    document, refused = yaml_source.read(name, path.read_bytes())
    loaded.documents[name] = document
    report.found.update(refused)
    if document.data is not None:
        if folder == "facts":
            _load_facts(loaded, path.stem, document, report)
        else:
            _load_list(loaded, folder, document, report)
    document.forget_nodes()


def _load_facts(loaded: Loaded, stem: str, document: yaml_source.Document, report: Report) -> None:
    if not ID.match(stem):
        report.add(
            Span(document.file, 1, 1, 1, 1),
            "bad-id",
            f"the file's name '{stem}' is a source's id",
            "rename it: lower-case letters, digits, single hyphens",
        )
        return
    if stem in loaded.facts:
        report.add(
            Span(document.file, 1, 1, 1, 1),
            "duplicate-id",
            f"a source '{stem}' exists already",
            f"see {loaded.facts[stem].file}",
        )
        return
    try:
        record = _ADAPTERS["facts"].validate_python(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _complain(document, detail, report, FactFile)
        return
    loaded.facts[stem] = Held(record, document.file, (), 1)


def _load_list(loaded: Loaded, folder: str, document: yaml_source.Document, report: Report) -> None:
    held: list[Held[Any]] = getattr(loaded, folder)
    model = FOLDERS[folder][1]
    if not isinstance(document.data, list):
        report.add(
            document.span(()),
            "not-a-list",
            f"a file in '{folder}' is a list of records",
            "begin each record with '- id: …'",
        )
        return
    wrong: set[int] = set()
    records: list[Any] = []
    try:
        records = _ADAPTERS[folder].validate_python(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _complain(document, detail, report, model)
            if detail["loc"]:
                wrong.add(int(detail["loc"][0]))
        # The sound records stay, so that one mistake does not make all that refers to this file look wrong too.
        single = TypeAdapter(model)
        for index, data in enumerate(document.data):
            records.append(None if index in wrong else single.validate_python(data))
    for index, record in enumerate(records):
        if record is not None:
            held.append(Held(record, document.file, (index,), document.line((index,))))


def _complain(
    document: yaml_source.Document, detail: ErrorDetails, report: Report, model: type[BaseModel]
) -> None:
    """One of pydantic's errors as a diagnostic at its place."""
    path = _data_path(document.data, detail["loc"])
    kind, found = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        name = str(detail["loc"][-1])
        known = _fields_at(model, detail["loc"][:-1])
        near = did_you_mean(name, known)
        note = f"did you mean '{near}'?" if near else f"the keys are: {', '.join(known)}"
        report.add(
            document.span(path, key=True), "unknown-key", f"there is no key '{name}' here", note
        )
    elif kind == "missing":
        name = str(detail["loc"][-1])
        report.add(
            document.span(path, key=bool(path) and isinstance(path[-1], str)),
            "missing-key",
            f"the key '{name}' is missing",
            f"add '{name}: …'",
        )
    elif kind == "literal_error":
        expected = str((detail.get("ctx") or {}).get("expected", ""))
        options = [option.strip("' ") for option in expected.replace(" or ", ", ").split(", ")]
        near = did_you_mean(str(found), options)
        notes = (f"did you mean '{near}'?",) if near else ()
        report.add(
            document.span(path), "bad-choice", f"'{found}' is none of: {', '.join(options)}", *notes
        )
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        report.add(document.span(path), "wrong-shape", "a mapping (key: value) is expected here")
    elif kind == "list_type":
        report.add(
            document.span(path),
            "wrong-shape",
            "a list is expected here",
            "write '[a, b]', or a line '- …' for each member",
        )
    elif kind == "string_type":
        report.add(
            document.span(path),
            "wrong-shape",
            "text is expected here, not a list or a mapping",
            "put text that begins with '[' or '{' between quotes",
        )
    elif kind in ("too_short", "too_long", "string_too_short", "string_too_long"):
        report.add(
            document.span(path), "wrong-length", detail["msg"][0].lower() + detail["msg"][1:]
        )
    else:
        report.add(document.span(path), kind, detail["msg"])


def _data_path(data: Any, loc: tuple[int | str, ...]) -> Steps:
    """The part of pydantic's location that is a path in the data: it also names the members of unions."""
    path: list[str | int] = []
    for step in loc:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            path.append(step)
            data = data[step]  # type: ignore[index]
    return tuple(path)


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where pydantic's location points: found by the models' names in it, else by field."""
    current: type[BaseModel] = model
    for step in loc:
        named = _below(current, str(step)) if isinstance(step, str) else None
        current = named or current
    return list(current.model_fields)


def _below(model: type[BaseModel], step: str) -> type[BaseModel] | None:
    definition = model.model_fields.get(step)
    candidates = _models_in(definition.annotation) if definition else []
    for name_holder in model.model_fields.values():
        for found in _models_in(name_holder.annotation):
            if found.__name__ == step:
                return found
    return candidates[0] if len(candidates) == 1 else None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found = []
    for argument in getattr(annotation, "__args__", ()):
        found += _models_in(argument)
    return found
