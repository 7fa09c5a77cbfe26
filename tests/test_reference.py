"""What is written from the code is not stale, and nothing that the code has is left unsaid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from annals.blocks import BLOCKS
from annals.reference import written
from annals.rules import RULES
from annals.schema import FOLDERS

ROOT = Path(__file__).parent.parent


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
