"""What is written from the code is not stale, and nothing that the code has is left unsaid."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from annals.blocks import BLOCKS
from annals.diagnostics import Report
from annals.project import read_project
from annals.reference import folder_schema, written
from annals.rules import RULES, check
from annals.schema import FOLDERS
from annals.settings import read_config

ROOT = Path(__file__).parent.parent
EXTRA = read_config(ROOT, Report())["extra"]["annals"]


@pytest.mark.parametrize("name", sorted(written()))
def test_written_files_are_those_of_the_code(name: str):
    """`make schema` writes them; this says when somebody has to."""
    assert (ROOT / name).read_text("utf-8") == written()[name], (
        f"{name} is stale: run 'make schema'"
    )


def test_every_rule_field_and_block_is_in_the_reference():
    """A contributor finds each of them."""
    rules, fields = written()["docs/contribute/rules.md"], written()["docs/contribute/fields.md"]
    assert [rule.id for rule in RULES if f"`{rule.id}`" not in rules] == []
    assert [name for name in BLOCKS if f"`{name}`" not in rules] == []
    assert [
        (folder, name)
        for folder, (_, model) in FOLDERS.items()
        for name in model.model_fields
        if f"`{name}`" not in fields
    ] == []


def test_the_readme_names_the_commands_and_targets_that_exist():
    """Every `make` target and every `annals` command in the README is there."""
    readme, makefile, cli = (
        (ROOT / name).read_text("utf-8")
        for name in ("README.md", "Makefile", "hooks/annals/cli.py")
    )
    for target in set(re.findall(r"(?:`|^)make ([a-z]+)", readme, re.MULTILINE)):
        assert f"\n{target}:" in makefile, target
    for command in set(re.findall(r"annals ([a-z]+)", readme)):
        assert f"def {command}(" in cli, command


def test_the_examples_of_the_readme_are_sound(tmp_path: Path):
    """Somebody who copies them meets no complaint."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    examples = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(examples) == 2
    (tmp_path / "data/events/example.yml").write_text(examples[0], "utf-8")
    (tmp_path / "data/facts/example-review.yml").write_text(examples[1], "utf-8")
    report = Report()
    project = read_project(tmp_path, report, {**EXTRA, "as_of": "2100-01-01"}, BLOCKS)
    check(project, report)
    assert report.sorted() == []


class Editor(yaml.CSafeLoader):
    """Reads YAML as an editor's language server does: numbers and truths are none of our text, dates are text."""


Editor.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_an_editor_finds_nothing_wrong_with_sound_files(folder: str):
    """Every file of the record is valid against the schema that its first line may name."""
    schema = folder_schema(folder)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((ROOT / "data" / folder).glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Editor)  # noqa: S506 - a SafeLoader
        assert [
            f"{path.name}: {error.json_path}: {error.message}"
            for error in validator.iter_errors(data)
        ] == []


def test_an_editor_underlines_an_unknown_key():
    """The schema is closed, as the check is."""
    errors = jsonschema.Draft202012Validator(folder_schema("events")).iter_errors([{"titel": "x"}])
    assert any("titel" in error.message for error in errors)
