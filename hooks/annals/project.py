"""A project: a folder with an mkdocs.yml, its data and its hand-written pages, read once for whoever asks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from annals.dates import Moment, parse_moment
from annals.diagnostics import Report, Span
from annals.load import Steps
from annals.record import Record, Settings, read_record
from annals.schema import NESTED_FIELDS, PROSE_FIELDS

CONFIG = "mkdocs.yml"
PUBLISHED = "published.txt"


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


@dataclass(frozen=True, slots=True)
class Project:
    """All that the rules read."""

    root: Path
    record: Record
    pages: tuple[Page, ...]
    blocks: frozenset[str] = frozenset()

    def prose(self) -> Iterator[tuple[str, Any, str]]:
        """Every text that may hold references: (file, where, text); `where` is for `span`."""
        for page in self.pages:
            yield page.file, page, page.text
        for held in (*self.record.loaded.listed(), *self.record.loaded.facts.values()):
            for path, text in _texts(held.record, held.path):
                yield held.file, (held.file, path), text

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
        return next((page.text.split("\n") for page in self.pages if page.file == file), [])


def _texts(record: BaseModel, path: Steps) -> Iterator[tuple[Steps, str]]:
    """The prose fields of a record and of the records inside it."""
    for name in PROSE_FIELDS.get(type(record), ()):
        text = getattr(record, name)
        if text is not None:
            yield (*path, name), text
    for name in NESTED_FIELDS.get(type(record), ()):
        below = getattr(record, name)
        if isinstance(below, BaseModel):
            yield from _texts(below, (*path, name))
        else:
            for index, member in enumerate(below):
                yield from _texts(member, (*path, name, index))


def read_project(
    root: Path,
    report: Report,
    extra: Mapping[str, Any] | None = None,
    blocks: frozenset[str] = frozenset(),
) -> Project:
    """The project in a folder; `extra` is the config's `extra.annals`, read from its mkdocs.yml if not given."""
    config = read_config(root)
    extra = extra if extra is not None else (config.get("extra") or {}).get("annals") or {}
    name = str(extra.get("data", "data"))
    folder = root / name
    settings = Settings(
        as_of=as_of(root, folder, extra, report),
        kinds=dict(extra.get("kinds") or {}),
        published=published(folder),
    )
    record = read_record(folder, settings, report, shown_as=name)
    docs = root / str(config.get("docs_dir") or "docs")
    return Project(root, record, tuple(_pages(root, docs)), blocks)


def read_config(root: Path) -> dict[str, Any]:
    """The project's mkdocs.yml as plain data; tags such as `!ENV`, which only the engine resolves, read as None."""
    path = root / CONFIG
    if not path.is_file():
        return {}
    found = yaml.load(path.read_text("utf-8"), _ConfigLoader)  # noqa: S506 - a SafeLoader below
    return found if isinstance(found, dict) else {}


class _ConfigLoader(yaml.SafeLoader):
    """A SafeLoader that steps over tags it does not know."""


_ConfigLoader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_ConfigLoader.add_multi_constructor(
    "tag:yaml.org,2002:python/", lambda _loader, _suffix, _node: None
)


def _pages(root: Path, docs: Path) -> Iterator[Page]:
    for path in sorted(docs.rglob("*.md"), key=lambda path: path.as_posix()):
        yield Page(path.relative_to(root).as_posix(), path.read_text("utf-8", errors="replace"))


def published(folder: Path) -> frozenset[str]:
    """The ids that have ever been published, one a line in `published.txt`; what begins with `#` is a remark."""
    path = folder / PUBLISHED
    if not path.is_file():
        return frozenset()
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


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
