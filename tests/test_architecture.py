"""The seams that everything else relies on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HOOKS = Path(__file__).parent.parent / "hooks"
LIBRARY = sorted((HOOKS / "annals").rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    tree = ast.parse(path.read_text("utf-8"))
    names = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    names += [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
    ]
    return {name.partition(".")[0] for name in names}


def test_only_the_adapter_knows_the_engine():
    """Everything else can be carried to another one."""
    assert [
        path.name for path in LIBRARY if imported(path) & {"mkdocs", "material", "properdocs"}
    ] == []
    assert "mkdocs" in imported(HOOKS / "main.py")


def test_the_generator_knows_nothing_of_its_first_subject():
    """Another data/ and docs/ make another site."""
    files = [path for path in HOOKS.rglob("*") if path.suffix in {".py", ".j2", ".css", ".js"}]
    named = re.compile(
        r"\b(?:llama|muse|zuckerberg|scale[- ]ai|superintelligence|openai)\b", re.IGNORECASE
    )
    assert [path.name for path in files if named.search(path.read_text("utf-8"))] == []


def test_nothing_looks_at_the_clock():
    """One commit always builds one site: the day is an argument, read in one place."""
    clocks = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    assert [path.name for path in LIBRARY if clocks.search(path.read_text("utf-8"))] == []
