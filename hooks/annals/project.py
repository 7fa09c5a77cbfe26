"""A project: a folder with an mkdocs.yml, its data and its hand-written pages, read once for whoever asks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from annals.dates import Moment, parse_moment
from annals.diagnostics import Report, Span, did_you_mean
from annals.load import Steps
from annals.numbers import Numbers, names, numbers
from annals.options import Spec
from annals.publication import PUBLISHER
from annals.record import Record, Settings, read_record
from annals.schema import NESTED_FIELDS, PROSE_FIELDS
from annals.text_files import decode
from annals.written_pages import Page, written_pages
from annals.yaml_syntax import syntax_error

CONFIG = "mkdocs.yml"
PUBLISHED = "published.txt"
CHECKED = "checked.txt"
SETTINGS = ("data", "as_of", "kinds", "eras", "bound", "publisher", "twins")
# The folders of the data whose numbers are counted: their texts are sentences for readers.
COUNTED = ("events", "entities")


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
        """The texts whose numbers are counted: pages that promise to bind theirs, then those of events and entities."""
        named = names(self.record)
        return tuple(
            Counted(name, where, text, numbers(text, named))
            for file, where, text in self._prose
            if (name := self._counted_as(file, where))
        )

    def _counted_as(self, file: str, where: Any) -> str:
        """The page or the folder that a text's numbers count for; empty if they do not count."""
        if isinstance(where, Page):
            below = file.removeprefix(f"{self.docs}/")
            promised = (
                below == name or (name.endswith("/") and below.startswith(name))
                for name in self.record.settings.bound
            )
            return file if any(promised) else ""
        data = self.record.loaded.shown_as
        folder = file.removeprefix(f"{data}/").split("/")[0]
        return f"{data}/{folder}" if folder in COUNTED else ""

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
        extra = _mapping(_mapping(config, "extra", report), "annals", report)
    name = _data_folder(extra, report)
    folder = root / name
    settings = Settings(
        as_of=as_of(root, folder, extra, report),
        kinds=_mapping(extra, "kinds", report),
        published=published(folder),
        bound=_bound(extra, report),
        checked=checked(folder),
        # YAML reads 2025-06-30 as a day of its own kind.
        eras={str(name): str(start) for name, start in _mapping(extra, "eras", report).items()},
        publisher=_publisher(extra, report),
        twins=extra.get("twins") is True,
    )
    record = read_record(folder, settings, report, shown_as=name)
    docs = str(config.get("docs_dir") or "docs")
    pages = tuple(written_pages(root, root / docs, report))
    return Project(root, record, pages, blocks or {}, docs)


def read_config(root: Path, report: Report) -> dict[str, Any]:
    """The project's mkdocs.yml as plain data; tags such as `!ENV`, which only the engine resolves, read as None."""
    path = root / CONFIG
    if not path.is_file():
        return {}
    text, wrong = decode(CONFIG, path.read_bytes())
    if wrong is not None:
        report.found.add(wrong)
    try:
        found = yaml.load(text, _ConfigLoader)  # noqa: S506 - a SafeLoader below
    except yaml.MarkedYAMLError as error:
        report.found.add(syntax_error(CONFIG, text, error))
        return {}
    if isinstance(found, dict) or found is None:
        return found or {}
    report.add(
        Span(CONFIG, 1, 1, 1, 1),
        "wrong-shape",
        "the settings of a project are a mapping (key: value)",
        "begin with a line such as 'site_name: …'",
    )
    return {}


def _data_folder(extra: Mapping[str, Any], report: Report) -> str:
    """The name of the folder of the data; complains of settings that nothing reads."""
    for name in extra.keys() - SETTINGS:
        near = did_you_mean(str(name), SETTINGS)
        report.add(
            Span(CONFIG, 1, 1, 1, 1),
            "unknown-key",
            f"there is no setting 'extra.annals.{name}'",
            f"did you mean '{near}'?" if near else f"the settings are: {', '.join(SETTINGS)}",
        )
    # What only the engine resolves, such as `!ENV`, is read as nothing.
    found = extra.get("data") or "data"
    if isinstance(found, str) and not Path(found).is_absolute() and ".." not in Path(found).parts:
        return found
    report.add(
        Span(CONFIG, 1, 1, 1, 1),
        "wrong-shape",
        "'extra.annals.data' is no folder of the project",
        "name one below mkdocs.yml, as in 'data: data'",
    )
    return "data"


def _mapping(settings: Mapping[str, Any], key: str, report: Report) -> dict[str, Any]:
    """A setting that holds others; empty where it is not set."""
    found = settings.get(key)
    if found is None or isinstance(found, Mapping):
        return dict(found or {})
    report.add(
        Span(CONFIG, 1, 1, 1, 1),
        "wrong-shape",
        f"'{key}' is no mapping (key: value)",
        "the settings are 'extra: {annals: {data, as_of, kinds: {id: name}, eras: {name: start}, publisher: {name, contact, licence}}}'",
    )
    return {}


class _ConfigLoader(yaml.CSafeLoader):
    """A SafeLoader that steps over tags it does not know."""


_ConfigLoader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_ConfigLoader.add_multi_constructor(
    "tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None
)


def published(folder: Path) -> frozenset[str]:
    """The ids that have ever been published, one a line in `published.txt`; what begins with `#` is a remark."""
    return frozenset(_listed(folder / PUBLISHED))


def checked(folder: Path) -> tuple[tuple[str, str], ...]:
    """The words ever published with a check: in `checked.txt`, a line each, the page's path before a tab, the words after it.

    New lines within the words are written as a backslash and an n.
    """
    pairs = (line.partition("\t") for line in _listed(folder / CHECKED))
    return tuple((page, words.replace(r"\n", "\n")) for page, _, words in pairs if words)


def _listed(path: Path) -> list[str]:
    """The lines of a list; what begins with `#` is a remark."""
    if not path.is_file():
        return []
    lines = (line.strip() for line in path.read_text("utf-8", errors="replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _bound(extra: Mapping[str, Any], report: Report) -> tuple[str, ...]:
    """The setting `bound`: pages or folders below docs/ whose every number rests on the record."""
    found = extra.get("bound") or []
    if isinstance(found, list) and all(isinstance(name, str) for name in found):
        return tuple(found)
    report.add(
        Span(CONFIG, 1, 1, 1, 1),
        "wrong-shape",
        "'extra.annals.bound' is no list of pages",
        "write 'bound: [index.md, explained/]'; a folder ends with a slash",
    )
    return ()


def _publisher(extra: Mapping[str, Any], report: Report) -> dict[str, str]:
    """The setting `publisher`: who runs the site, how to reach them, and the address of the licence."""
    found = _mapping(extra, "publisher", report)
    for name in found.keys() - PUBLISHER:
        report.add(
            Span(CONFIG, 1, 1, 1, 1),
            "unknown-key",
            f"there is no setting 'extra.annals.publisher.{name}'",
            f"the settings are: {', '.join(PUBLISHER)}",
        )
    return {name: str(found[name]) for name in PUBLISHER if found.get(name)}


def as_of(root: Path, folder: Path, extra: Mapping[str, Any], report: Report) -> date:
    """The day the record speaks of: the setting, else SOURCE_DATE_EPOCH, else the last change to the data.

    The wall clock has no part in it, so that one commit always builds one site.
    """
    setting = extra.get("as_of")
    if setting is not None:
        moment = parse_moment(str(setting))
        if isinstance(moment, Moment) and moment.last is not None:
            return moment.last
        report.add(
            Span(CONFIG, 1, 1, 1, 1),
            "bad-date",
            f"extra.annals.as_of is '{setting}', which is no date",
            "write a day, as in 2026-11-21",
        )
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    changed = _last_change(root, folder)
    # Of a folder that is not there, nothing else is said than that.
    if changed is None and not folder.is_dir():
        return date(1970, 1, 1)
    if changed is None:
        report.add(
            Span(CONFIG, 1, 1, 1, 1),
            "no-as-of",
            "the day that the record speaks of is unknown: the data are in no git history",
            "set extra.annals.as_of in mkdocs.yml",
        )
        return date(1970, 1, 1)
    return changed


def _last_change(root: Path, folder: Path) -> date | None:
    committed = _git(root, "log", "-1", "--format=%ct", "--", str(folder)).strip()
    status = _git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", str(folder))
    top = Path(_git(root, "rev-parse", "--show-toplevel").strip() or root)
    times = [int(committed)] if committed.isdigit() else []
    # What is changed and not committed yet is as new as its file.
    times += [
        int(path.stat().st_mtime)
        for entry in status.split("\0")
        if len(entry) > 3 and (path := top / entry[3:]).is_file()
    ]
    return datetime.fromtimestamp(max(times), UTC).date() if times else None


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", "-C", str(root), *arguments),
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
