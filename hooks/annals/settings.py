"""What a project says of itself: its mkdocs.yml, the lists of what was published, and the day of its data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from annals.dates import Moment, parse_moment
from annals.diagnostics import Report, Span, did_you_mean
from annals.history import git
from annals.publication import PUBLISHER
from annals.text_files import decode
from annals.yaml_syntax import syntax_error

CONFIG = "mkdocs.yml"
PUBLISHED = "published.txt"
CHECKED = "checked.txt"
PRINTED = "printed.txt"
SETTINGS = ("data", "as_of", "kinds", "eras", "bound", "publisher", "twins")
IN_CONFIG = Span(CONFIG, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of itself.

    `as_of` is the day of the record, `kinds` the lanes of its timeline, `eras` its stretches (each a name, and the date or the event
    with which it begins), `bound` the pages (or folders, with a slash)
    whose every number rests on the record, `published` the ids ever used, `checked` the sentences that are protected, each with its place; `printed` how
    findings were printed at each publication;
    `publisher` says who runs the site, and `twins` whether each page gets a twin in Markdown.
    """

    as_of: date
    kinds: Mapping[str, str] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    bound: tuple[str, ...] = ()
    checked: tuple[tuple[str, str], ...] = ()
    printed: tuple[tuple[str, str, str], ...] = ()
    eras: Mapping[str, str] = field(default_factory=dict)
    publisher: Mapping[str, str] = field(default_factory=dict)
    twins: bool = False


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
        IN_CONFIG,
        "wrong-shape",
        "the settings of a project are a mapping (key: value)",
        "begin with a line such as 'site_name: …'",
    )
    return {}


def annals_settings(config: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """What a config says to the generator: its `extra.annals`."""
    return _mapping(_mapping(config, "extra", report), "annals", report)


def read_settings(root: Path, folder: Path, extra: Mapping[str, Any], report: Report) -> Settings:
    """The settings of the project at `root` with its data in `folder`; `extra` is its `extra.annals`."""
    return Settings(
        as_of=as_of(root, folder, extra, report),
        kinds=_mapping(extra, "kinds", report),
        published=published(folder),
        bound=_bound(extra, report),
        checked=checked(folder),
        printed=printed(folder),
        # YAML reads 2025-06-30 as a day of its own kind.
        eras={str(name): str(start) for name, start in _mapping(extra, "eras", report).items()},
        publisher=_publisher(extra, report),
        twins=extra.get("twins") is True,
    )


def data_folder(extra: Mapping[str, Any], report: Report) -> str:
    """The name of the folder of the data; complains of settings that nothing reads."""
    for name in extra.keys() - SETTINGS:
        near = did_you_mean(str(name), SETTINGS)
        report.add(
            IN_CONFIG,
            "unknown-key",
            f"there is no setting 'extra.annals.{name}'",
            f"did you mean '{near}'?" if near else f"the settings are: {', '.join(SETTINGS)}",
        )
    # What only the engine resolves, such as `!ENV`, is read as nothing.
    found = extra.get("data") or "data"
    if isinstance(found, str) and not Path(found).is_absolute() and ".." not in Path(found).parts:
        return found
    report.add(
        IN_CONFIG,
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
        IN_CONFIG,
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
    """The sentences that are protected: in `checked.txt`, a line each, where it stands before a tab, its words after it."""
    pairs = (line.partition("\t") for line in _listed(folder / CHECKED))
    return tuple((where, words) for where, _, words in pairs if words)


def printed(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """How findings were printed: in `printed.txt`, a line each, the finding, the day on which it was noted, and what was printed."""
    parts = (line.split("\t") for line in _listed(folder / PRINTED))
    return tuple((each[0], each[1], each[2]) for each in parts if len(each) == 3)


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
        IN_CONFIG,
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
            IN_CONFIG,
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
            IN_CONFIG,
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
            IN_CONFIG,
            "no-as-of",
            "the day that the record speaks of is unknown: the data are in no git history",
            "set extra.annals.as_of in mkdocs.yml",
        )
        return date(1970, 1, 1)
    return changed


def _last_change(root: Path, folder: Path) -> date | None:
    committed = git(root, "log", "-1", "--format=%ct", "--", str(folder)).strip()
    status = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", str(folder))
    top = Path(git(root, "rev-parse", "--show-toplevel").strip() or root)
    times = [int(committed)] if committed.isdigit() else []
    # What is changed and not committed yet is as new as its file.
    times += [
        int(path.stat().st_mtime)
        for entry in status.split("\0")
        if len(entry) > 3 and (path := top / entry[3:]).is_file()
    ]
    return datetime.fromtimestamp(max(times), UTC).date() if times else None
