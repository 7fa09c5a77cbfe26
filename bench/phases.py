"""Where the time goes inside one process: the phases of a check or of a build.

    phases.py check|build PROJECT

Phases that are part of another one stand below it.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

START = time.perf_counter()
HOOKS = Path(__file__).resolve().parent.parent / "hooks"
sys.path.insert(0, str(HOOKS))

_taken: dict[str, float] = defaultdict(float)


def counted(function: Callable[..., Any], phase: str) -> Callable[..., Any]:
    """A function whose calls count for a phase."""

    @wraps(function)
    def called(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            _taken[phase] += time.perf_counter() - start

    return called


def timed(owner: Any, name: str, phase: str) -> None:
    """Let the calls of what an owner has under a name count for a phase."""
    setattr(owner, name, counted(getattr(owner, name), phase))


def check(project: Path) -> None:
    """Load, collect, reconcile, and every rule."""
    from annals import building, cli, rules

    _taken["import"] = time.perf_counter() - START
    timed(building, "load", "load: YAML and schema")
    timed(building, "collect", "collect: levels, values")
    timed(building, "reconcile", "reconcile")
    timed(building, "reconcile_comparisons", "reconcile comparisons")
    rules.RULES = tuple(
        replace(rule, check=counted(rule.check, f"  {rule.id}")) if rule.check else rule
        for rule in rules.RULES
    )
    timed(rules, "check", "rules")
    with suppress(SystemExit):
        cli.main(["check", str(project)])


def build(project: Path) -> None:
    """The events of a build, and the engine's own steps."""
    import jinja2
    import markdown
    from material.plugins.search.plugin import SearchPlugin
    from mkdocs.commands import build as steps
    from mkdocs.config import load_config
    from mkdocs.plugins import PluginCollection

    logging.disable(logging.WARNING)
    timed(PluginCollection, "on_config", "on_config: load, reconcile, check")
    timed(PluginCollection, "on_files", "on_files: stubs, JSON")
    timed(markdown.Markdown, "__init__", "Markdown: set-up")
    timed(markdown.Markdown, "convert", "Markdown: conversion, our blocks in it")
    timed(jinja2.Template, "render", "templates: the theme's and ours")
    timed(SearchPlugin, "on_page_context", "search")
    timed(steps.utils, "write_file", "writing")
    _taken["import"] = time.perf_counter() - START
    with TemporaryDirectory() as site:
        steps.build(load_config(str(project / "mkdocs.yml"), site_dir=site))


def main() -> None:
    """Print the phases of one process, the longest first."""
    {"check": check, "build": build}[sys.argv[1]](Path(sys.argv[2]))
    _taken["all"] = time.perf_counter() - START
    for phase, seconds in sorted(_taken.items(), key=lambda taken: -taken[1]):
        if seconds >= 0.005:
            print(f"{seconds:8.2f} s  {phase}")


if __name__ == "__main__":
    main()
