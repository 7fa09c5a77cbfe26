"""A project is read once: its day, its lanes, its pages, and every text that may hold references."""

from __future__ import annotations

import gc
import os
import subprocess
import weakref
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from annals import schema
from annals.building import _kept_for_good
from annals.diagnostics import Diagnostic, Report
from annals.project import Project, read_project
from annals.schema import NESTED_FIELDS, PROSE_FIELDS
from annals.settings import published, read_config
from pydantic import BaseModel

Build: TypeAlias = Callable[..., Path]
Check: TypeAlias = Callable[[Path], tuple[Project, list[Diagnostic]]]

WITHOUT_DAY = "extra: {annals: {kinds: {works: Works}}}\n"


def day(root: Path, **extra: Any) -> tuple[date, list[str]]:
    """The day that a project's record speaks of, and the rules that complain of its data."""
    report = Report()
    project = read_project(root, report, extra or None)
    return project.record.as_of, [found.rule for found in report.sorted()]


def test_what_is_read_is_left_alone_until_the_next_is_read(
    bridges: Build, monkeypatch: pytest.MonkeyPatch
):
    """Looking for garbage costs more than the reading, and finds none in what stays; in what does not stay, it finds it later."""
    # The other tests read without it: see conftest.py.
    monkeypatch.setattr("annals.building._kept_for_good", _kept_for_good)
    record = read_project(bridges(), Report()).record
    assert gc.get_freeze_count() > 1000
    assert gc.isenabled()
    object.__setattr__(record, "itself", record)
    left = weakref.ref(record)
    del record
    gc.collect()
    assert left() is not None
    read_project(bridges(), Report())
    assert left() is None
    gc.unfreeze()


# --- the day of the record -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("2024-06-30", date(2024, 6, 30)),
        ("2024-06", date(2024, 6, 30)),
        (2024, date(2024, 12, 31)),
        (date(2024, 6, 30), date(2024, 6, 30)),
    ],
)
def test_a_setting_says_which_day_it_is(
    bridges: Build, monkeypatch: pytest.MonkeyPatch, setting: Any, expected: date
):
    """It goes before all else; a month lasts to its last day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert day(bridges(), as_of=setting) == (expected, [])


@pytest.mark.parametrize("setting", ["soon", "2024-13", "2024/.."])
def test_a_setting_that_is_no_day_is_an_error(
    bridges: Build, monkeypatch: pytest.MonkeyPatch, setting: str
):
    """A misspelt day does not become another one in silence."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert day(bridges(), as_of=setting) == (date(1970, 1, 2), ["bad-date"])


def test_without_a_setting_the_epoch_of_the_build_counts(
    bridges: Build, monkeypatch: pytest.MonkeyPatch
):
    """In UTC, wherever the build runs."""
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2024, 6, 30, 23, 59, tzinfo=UTC).timestamp()))
    )
    assert day(bridges({"mkdocs.yml": WITHOUT_DAY})) == (date(2024, 6, 30), [])


def test_without_either_the_last_change_to_the_data_counts(bridges: Build):
    """Of what git has of the data folder; later changes elsewhere have no part in it."""
    root = bridges({"mkdocs.yml": WITHOUT_DAY})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Data", when="2024-05-31T23:30:00-02:00")
    assert day(root) == (date(2024, 6, 1), [])
    (root / "docs" / "index.md").write_text("# Anew\n", "utf-8")
    git(root, "commit", "--quiet", "-am", "Page", when="2024-07-01T00:00:00Z")
    assert day(root) == (date(2024, 6, 1), [])


def test_what_is_not_committed_yet_is_as_new_as_its_file(bridges: Build):
    """So that somebody who adds an event of today sees it at once."""
    root = bridges({"mkdocs.yml": WITHOUT_DAY})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Data", when="2024-05-01T00:00:00Z")
    added = root / "data" / "entities" / "möre.yml"
    added.write_text("- {id: weir, kind: product, name: Weir, summary: It holds.}\n", "utf-8")
    moment = datetime(2024, 6, 15, 12, tzinfo=UTC).timestamp()
    os.utime(added, (moment, moment))
    assert day(root) == (date(2024, 6, 15), [])


def test_without_any_the_day_is_unknown(bridges: Build):
    """The wall clock has no part in it."""
    assert day(bridges({"mkdocs.yml": WITHOUT_DAY}))[1] == ["no-as-of"]


def git(root: Path, *arguments: str, when: str = "") -> None:
    """Run git in a folder as somebody, at a given time, without anybody's own configuration."""
    surroundings = {
        **os.environ,
        **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        **({"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    subprocess.run(("git", "-C", str(root), *arguments), check=True, env=surroundings)


# --- settings ------------------------------------------------------------------------------------


def test_the_data_may_live_anywhere(bridges: Build, shared_files: dict[str, str]):
    """A project names its folder, and complaints name it the same way."""
    moved = {
        name.replace("data/", "content/data/"): text
        for name, text in shared_files.items()
        if name.startswith("data/")
    }
    config = "extra: {annals: {data: content/data, as_of: 2024-06-30, kinds: {works: Works}}}\n"
    root = bridges(
        {
            **{name: None for name in shared_files if name.startswith("data/")},
            **moved,
            "mkdocs.yml": config,
            "content/data/published.txt": "gone\n",
        }
    )
    report = Report()
    project = read_project(root, report)
    assert not report.found
    assert project.record.held["handbook"].file == "content/data/facts/handbook.yml"
    assert project.record.settings.published == {"gone"}


def test_tags_that_only_the_engine_resolves_are_stepped_over(bridges: Build):
    """`!ENV` and `!!python/name` need not be understood to find the settings."""
    config = "site_url: !ENV [A, b]\nx: !!python/name:a.b\n" + WITHOUT_DAY
    assert read_config(bridges({"mkdocs.yml": config}), Report())["extra"]["annals"] == {
        "kinds": {"works": "Works"}
    }


@pytest.mark.parametrize("config", ["", "extra:\n", "extra: {annals: }\n"])
def test_a_project_without_settings_has_the_usual_ones(bridges: Build, config: str):
    """Its data are in `data`, its pages in `docs`."""
    report = Report()
    project = read_project(bridges({"mkdocs.yml": config}), report)
    assert [found.rule for found in report.sorted()] == ["no-as-of"]
    assert list(project.record.sources) == ["handbook", "survey"]
    assert [page.file for page in project.pages] == ["docs/index.md"]


@pytest.mark.parametrize(
    "config",
    [
        "- a\n",
        "extra: [annals\n",
        "extra: [annals]\n",
        "extra: {annals: {kinds: [works]}}\n",
        "extra: {annals: {dta: data}}\n",
        "extra: {annals: {data: [data]}}\n",
        "extra: {annals: {data: ../data}}\n",
    ],
)
def test_settings_that_cannot_be_read_are_complained_of(bridges: Build, config: str):
    """With a sentence, and not with a traceback."""
    report = Report()
    read_project(bridges({"mkdocs.yml": config}), report)
    assert "mkdocs.yml" in {
        found.span.file for found in report.sorted() if found.rule != "no-as-of"
    }


def test_published_ids_stand_one_a_line(bridges: Build):
    """With remarks and empty lines between them; without the file there are none."""
    root = bridges({"data/published.txt": "# remark\n\n b \na\n"})
    assert published(root / "data") == {"a", "b"}
    assert published(root / "docs") == frozenset()


def test_published_ids_that_are_not_utf_8_end_nothing(bridges: Build):
    """Whatever was saved there, the build says what is gone, and goes on."""
    assert published(bridges({"data/published.txt": b"a\n\xff\n"}) / "data") >= {"a"}


# --- texts ---------------------------------------------------------------------------------------


def _models() -> list[type[BaseModel]]:
    found = [
        value
        for value in vars(schema).values()
        if isinstance(value, type) and issubclass(value, schema._Model)  # noqa: SLF001 - the base of all
    ]
    # What only lends its fields to others is never a record itself.
    return [model for model in found if not model.__subclasses__()]


def test_every_field_of_text_is_one_of_prose():
    """A field that is added to the schema is rendered and checked like the others."""
    texts = {
        model: tuple(
            name
            for name, field in model.model_fields.items()
            if "function _text" in repr((field.annotation, field.metadata))
        )
        for model in _models()
    }
    assert {model: names for model, names in texts.items() if names} == dict(PROSE_FIELDS)


def test_every_record_with_prose_is_reached_from_a_file():
    """One that stands inside another is named there."""
    reached = {model for _, model in schema.FOLDERS.values()}
    for model, names in NESTED_FIELDS.items():
        for name in names:
            annotation = repr(model.model_fields[name].annotation)
            reached |= {inner for inner in _models() if f"schema.{inner.__name__}" in annotation}
    assert reached >= set(PROSE_FIELDS)


def test_every_text_is_checked_at_its_place(bridges: Build, check: Check):
    """At every level of a fact file, in every shape of a row."""
    root = bridges(
        {
            "data/facts/visit.yml": """\
source:
  title: A visit
  type: webpage
  url: https://example.org/visit
  tier: weak
  read: full
  caution: See [@no-1].
  note: See [@no-2].
note: See [@no-3].
place: page 1
claims:
  - {subject: north-bridge, property: length, value: 412, note: 'See [@no-4].'}
  - {subject: north-bridge, property: length, value: 9, kind: promise, outcome: 'See [@no-5].'}
tables:
  - note: See [@no-6].
    columns: [{subject: north-bridge, note: 'See [@no-7].'}]
    rows:
      - {property: length, note: 'See [@no-8].', values: [412]}
      - {property: length, values: [{value: 412, note: 'See [@no-9].'}]}
      - {property: length, values: {north-bridge: {value: 412, note: 'See [@no-10].'}}}
"""
        }
    )
    _, found = check(root)
    lines = (root / "data/facts/visit.yml").read_text("utf-8").splitlines()
    shown = [
        lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1] for one in found
    ]
    assert [(one.rule, text) for one, text in zip(found, shown, strict=True)] == [
        ("unknown-source", f"no-{number}") for number in range(1, 11)
    ]


def test_pages_are_read_below_the_docs_folder(bridges: Build, check: Check):
    """Wherever the project keeps them; a mark at the start of a file moves nothing."""
    config = "docs_dir: pages\nextra: {annals: {as_of: 2024-06-30, kinds: {works: Works}}}\n"
    page = "\ufeff---\ntitle: '[@no]'\n---\n[@none]\n"
    project, found = check(bridges({"mkdocs.yml": config, "pages/a/b.md": page}))
    assert [page.file for page in project.pages] == ["pages/a/b.md"]
    (one,) = found
    assert (one.span.file, one.span.line, one.span.column) == ("pages/a/b.md", 4, 3)


def test_a_page_that_is_not_utf_8_is_complained_of(bridges: Build, check: Check):
    """The engine would stop at it with a traceback."""
    _, found = check(bridges({"docs/more.md": b"# More\n\nIt is caf\xe9.\n"}))
    (one,) = found
    assert (one.rule, one.span.file, one.span.line, one.span.column) == (
        "not-utf-8",
        "docs/more.md",
        3,
        10,
    )


def test_the_lines_of_any_file_can_be_shown(bridges: Build, check: Check):
    """Of data, of pages and of the settings; any other file has none."""
    project, _ = check(bridges())
    assert project.lines_of("data/entities/entities.yml")[0] == "- id: north-bridge"
    assert project.lines_of("docs/index.md")[0] == "# Bridges"
    assert project.lines_of("mkdocs.yml")[0] == "site_name: Bridges"
    assert project.lines_of("data/published.txt") == []


def test_a_folder_named_like_a_page_is_none(bridges: Build, check: Check):
    """An engine takes it for a folder too."""
    root = bridges()
    (root / "docs/more.md").mkdir()
    project, found = check(root)
    assert not found
    assert [page.file for page in project.pages] == ["docs/index.md"]


@pytest.mark.parametrize("target", ["../../outside.md", "nowhere.md", ".."])
def test_a_link_among_the_pages_is_complained_of(bridges: Build, check: Check, target: str):
    """An engine would follow it, and publish what it leads to."""
    root = bridges()
    (root.parent / "outside.md").write_text("secret", "utf-8")
    (root / "docs/more.md").symlink_to(target)
    project, found = check(root)
    assert [(one.rule, one.span.file) for one in found] == [("misplaced-file", "docs/more.md")]
    assert [page.file for page in project.pages] == ["docs/index.md"]


def test_without_its_data_a_project_has_one_complaint(bridges: Build, check: Check):
    """Whatever the pages refer to is missing for that one reason."""
    root = bridges()
    (root / "data").rename(root / "dtaa")
    _, found = check(root)
    assert [(one.rule, one.span.file) for one in found] == [("misplaced-file", "data")]


def test_published_ids_may_stand_in_any_encoding(bridges: Build, check: Check):
    """What cannot be read there is an id that is gone, and no traceback."""
    root = bridges()
    (root / "data/published.txt").write_bytes(b"north-bridge\nquai-\xe9l\n")
    _, found = check(root)
    assert [(one.rule, one.span.line) for one in found] == [("removed-id-without-redirect", 2)]
