"""A folder becomes records; all that is wrong with it is told in one run, and hides nothing that is sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from annals.diagnostics import Report
from annals.load import Loaded, load
from annals.schema import FOLDERS

Load: TypeAlias = Callable[[Mapping[str, str]], tuple[Loaded, Report]]

SOURCE = "source: {title: A visit, type: webpage, tier: weak, read: full}\n"


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Writes files below a folder and loads it."""

    def run(files: Mapping[str, str]) -> tuple[Loaded, Report]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        report = Report()
        return load(tmp_path, report), report

    return run


def places(report: Report) -> list[str]:
    """Where which rule complains."""
    return [
        f"{found.span.file}:{found.span.line}:{found.span.column} {found.rule}"
        for found in report.sorted()
    ]


def test_records_know_where_they_stand(loaded: Load):
    """File, path in the file, and line, for whoever has to open it."""
    text = "- {id: weir, name: Weir, summary: It holds.}\n# a remark\n- id: wind\n  name: Wind\n  summary: It blows.\n"
    found, report = loaded({"conditions/a.yml": text})
    assert not report.found
    assert [(held.record.id, held.file, held.path, held.line) for held in found.conditions] == [
        ("weir", "data/conditions/a.yml", (0,), 1),
        ("wind", "data/conditions/a.yml", (1,), 3),
    ]


def test_files_are_read_in_the_order_of_their_names_at_any_depth(loaded: Load):
    """The filesystem's own order has no part in it."""
    names = ["facts/b/a.yml", "facts/c.yml", "facts/a-1.yml", "facts/B.yml", "facts/b.yml"]
    found, _ = loaded(dict.fromkeys(names, SOURCE))
    assert list(found.documents) == [f"data/{name}" for name in sorted(names)]


def test_the_stem_of_a_fact_file_is_its_sources_id(loaded: Load):
    """So that nobody can give one source two ids."""
    found, report = loaded({"facts/2024/visit.yml": SOURCE})
    assert list(found.facts) == ["visit"]
    assert not report.found


def test_one_run_tells_of_all_mistakes_in_all_files(loaded: Load):
    """Whoever mends them needs one round, not one for each."""
    _, report = loaded(
        {
            "conditions/a.yml": "- {id: Weir, nmae: W, summary: ''}\n- [x]\n- {id: ok, name: Ok, summary: Yes.}\n",
            "entities/a.yml": "- id: a\n  name: b: c\n",
            "facts/a.yml": "source: {title: '', tier: none, read: full}\nclaims: [{valeu: 3}, {as_of: soon}]\n",
            "events/a.yml": "",
            "evnts/a.yml": "[]",
        }
    )
    assert places(report) == [
        "data/conditions/a.yml:1:8 bad-id",
        "data/conditions/a.yml:1:14 unknown-key",
        "data/conditions/a.yml:1:32 empty-text",
        "data/conditions/a.yml:2:3 wrong-shape",
        "data/entities/a.yml:2:10 yaml-syntax",
        "data/events/a.yml:1:1 empty-file",
        "data/evnts/a.yml:1:1 misplaced-file",
        "data/facts/a.yml:1:1 missing-key",
        "data/facts/a.yml:1:17 empty-text",
        "data/facts/a.yml:1:27 bad-choice",
        "data/facts/a.yml:2:11 unknown-key",
        "data/facts/a.yml:2:30 bad-date",
    ]


def test_a_mistake_in_one_record_leaves_the_others(loaded: Load):
    """What is sound stays, so that all that refers to it does not look wrong too."""
    found, report = loaded(
        {
            "conditions/a.yml": "- {id: a, name: A, summary: First.}\n- {id: b, name: B}\n- {id: c, name: C, summary: Third.}\n"
        }
    )
    assert places(report) == ["data/conditions/a.yml:2:3 missing-key"]
    assert [(held.record.id, held.path) for held in found.conditions] == [("a", (0,)), ("c", (2,))]
    assert found.unread == {"b"}


def test_a_mistake_in_one_claim_leaves_the_source_and_the_others_in_place(loaded: Load):
    """An empty claim stands where one could not be read, so that the others keep their places."""
    found, report = loaded(
        {
            "facts/visit.yml": SOURCE
            + "claims:\n  - {value: 1}\n  - {valeu: 2}\n  - {value: 3}\n"
            + "tables:\n  - {columns: x, rows: []}\n  - {columns: [a], rows: []}\n"
        }
    )
    assert places(report) == [
        "data/facts/visit.yml:4:6 unknown-key",
        "data/facts/visit.yml:7:15 wrong-shape",
    ]
    held = found.facts["visit"]
    assert [claim.value for claim in held.record.claims] == ["1", None, "3"]
    assert [table.columns for table in held.record.tables] == [[], ["a"]]
    assert held.unread == {("claims", 1), ("tables", 0)}
    assert found.unread == {"visit"}


def test_a_source_that_cannot_be_read_is_left_out_and_known(loaded: Load):
    """Its id is remembered, so that nobody is told that it does not exist."""
    found, _ = loaded({"facts/visit.yml": "source: {title: A visit}\n", "facts/b.yml": "source: ["})
    assert found.facts == {}
    assert found.unread == {"visit", "b"}


def test_the_ids_in_a_file_that_is_no_yaml_are_known_from_its_lines(loaded: Load):
    """As far as they can be told."""
    found, _ = loaded(
        {"entities/a.yml": "- id: weir\n  name: a: b\n- {id: lock, name: x}\n-  id: dam\n"}
    )
    assert found.unread == {"weir", "lock", "dam"}


@pytest.mark.parametrize("name", ["events/a.yaml", "events/a.YML", "events/a.Yaml"])
def test_a_file_with_another_suffix_is_complained_of(loaded: Load, name: str):
    """It would be left out in silence, and nobody would see what is missing."""
    _, report = loaded({name: "[]"})
    assert places(report) == [f"data/{name}:1:1 misplaced-file"]


@pytest.mark.parametrize("name", ["README.md", "events/notes.txt", ".cache/a.yml", "events/.a.yml"])
def test_what_is_no_data_is_left_alone(loaded: Load, name: str):
    """Remarks, and files that belong to some tool."""
    _, report = loaded({name: "Not: data: at all"})
    assert not report.found


@pytest.mark.parametrize("target", ["outside.yml", "nowhere.yml", "outside"])
def test_links_are_not_followed(loaded: Load, tmp_path: Path, target: str):
    """What is built is what is in the folder: to a file, to nothing, or to a folder."""
    outside = tmp_path.with_name(f"{tmp_path.name}-outside")
    outside.mkdir()
    (outside / "outside").mkdir()
    (outside / "outside.yml").write_text("- id: secret\n", "utf-8")
    link = tmp_path / "entities" / Path(target).name
    link.parent.mkdir()
    link.symlink_to(outside / target)
    found, report = loaded({})
    assert places(report) == [f"data/entities/{target}:1:1 misplaced-file"]
    assert not found.documents


def test_a_folder_that_is_not_there_is_complained_of(tmp_path: Path):
    """A misspelt setting does not build an empty site."""
    report = Report()
    load(tmp_path / "dta", report, shown_as="dta")
    assert [(found.rule, found.message) for found in report.sorted()] == [
        ("misplaced-file", "there is no folder 'dta'")
    ]


def test_complaints_name_the_folder_as_the_project_does(tmp_path: Path):
    """A second project may keep its data elsewhere."""
    (tmp_path / "evnts").mkdir()
    (tmp_path / "evnts" / "a.yml").write_text("[]", "utf-8")
    report = Report()
    load(tmp_path, report, shown_as="content/data")
    (found,) = report.sorted()
    assert found.span.file == "content/data/evnts/a.yml"
    assert found.message == "no kind of record lives in 'content/data/evnts'"


@pytest.mark.parametrize(
    ("files", "meant"),
    [
        ({"facts/a.yml": SOURCE + "clams: []\n"}, "claims"),
        ({"facts/a.yml": SOURCE.replace("title", "titel")}, "title"),
        ({"facts/a.yml": SOURCE + "claims: [{derivd: a/b - c/d, value: 3}]\n"}, "derived"),
        ({"facts/a.yml": SOURCE + "tables: [{colums: [], rows: []}]\n"}, "columns"),
        ({"facts/a.yml": SOURCE + "tables: [{columns: [{naemd: a}], rows: []}]\n"}, "named"),
        ({"facts/a.yml": SOURCE + "tables: [{columns: [], rows: [{valeus: []}]}]\n"}, "values"),
        ({"facts/a.yml": SOURCE + "tables: [{columns: [a], rows: [{values: [{printd: a, value: b}]}]}]\n"}, "printed"),
        ({"facts/a.yml": SOURCE + "tables: [{columns: [a], rows: [{values: {a: {vaule: b}}}]}]\n"}, "value"),
        ({"entities/a.yml": "- {id: a, kind: model, name: A, summary: B., owned_by: [{ownr: b}]}\n"}, "owner"),
        ({"events/a.yml": "- {id: a, title: A, when: 2024, kind: b, about: c, text: D., cites: [{sourc: e}]}\n"}, "source"),
        ({"rulings/a.yml": "- {id: a, finding: a/b, prefer: {sorce: b}, seen: [c], because: D., decided: 2024}\n"}, "source"),
        ({"rulings/a.yml": "- {id: a, pattern: {betwen: [b]}, open: yes, seen: [c], because: D., decided: 2024}\n"}, "between"),
    ],
)  # fmt: skip
def test_a_misspelt_key_is_told_with_the_one_that_was_meant(
    loaded: Load, files: Mapping[str, str], meant: str
):
    """At every level, out of the keys of that level; and it is one mistake, not also a missing key."""
    _, report = loaded(files)
    (found,) = report.sorted()
    assert (found.rule, found.notes) == ("unknown-key", (f"did you mean '{meant}'?",))


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("values: 3", ["wrong-shape"]),
        ("values: [[3]]", ["wrong-shape"]),
        ("values: ['']", ["empty-text"]),
        ("values: [{value: ''}]", ["empty-text"]),
        ("values: [{}]", ["missing-key"]),
        ("values: {A b: 3}", ["bad-id"]),
        ("values: {a: [3]}", ["wrong-shape"]),
        ("values: [[3], {}, '', {value: 3, as_of: x}]", ["wrong-shape", "missing-key", "empty-text", "bad-date"]),
    ],
)  # fmt: skip
def test_where_several_shapes_may_stand_each_mistake_is_told_once(
    loaded: Load, written: str, rules: list[str]
):
    """Nobody is told what the other shapes would have wanted."""
    _, report = loaded(
        {"facts/a.yml": SOURCE + f"tables: [{{columns: [a], rows: [{{{written}}}]}}]\n"}
    )
    assert [found.rule for found in report.sorted()] == rules


def test_every_folder_of_the_schema_is_read(loaded: Load):
    """A kind of record that is added to the schema is loaded without more code."""
    for folder, (form, _) in FOLDERS.items():
        assert hasattr(Loaded(), folder)
        _, report = loaded({f"{folder}/odd.yml": "odd: one\n"})
        assert report.count("error") > 0, f"a {form} in {folder} is not looked at"
