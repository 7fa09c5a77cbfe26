"""A synthetic project of any size, about railways and their trials: the same for the same size and seed.

N events, one file a year; N/2 sources, each a fact file with a few claims, of which some contradict others; N/10 + 10 entities;
results of trials as tables. `annals check` has nothing to say of it.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path
from random import Random

import records
import words

HOOKS = Path(__file__).resolve().parent.parent / "hooks" / "main.py"
# How many engines and how many trials the tables of results have, by the number of events.
MATRIX = {1_000: (30, 10), 10_000: (100, 16)}
CONFIG = """\
site_name: A record of railways
site_description: A synthetic project, to be measured.
site_url: http://localhost:8000/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path, content.action.edit]
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc:
      permalink: true
nav:
  - Start: index.md
  - Timeline: timeline.md
  - Engines and people: entities.md
  - Trials: benchmarks.md
  - Where sources differ:
      - differs.md
      - lookalikes.md
  - The record:
      - sources.md
      - properties.md
      - data.md
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
extra:
  generator: false
"""
# Its pages have a search of their own, as those of the site do.
ANNALS = f"""\
  annals:
    as_of: 2026-01-31
    kinds: {{engines: Engines, lines: Lines, people: People, money: Money}}
hooks: [{HOOKS}]
plugins: []
"""


def write_project(events: int, folder: Path, seed: int = 1) -> None:
    """Write a project of this size into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    rng = Random(f"{events}:{seed}")  # noqa: S311 - it draws the same every time, and is no secret
    subjects, trials = MATRIX.get(events, (max(4, min(100, events // 30)), 8))
    every = list(records.entities(rng, events // 10 + 10, subjects))
    by_kind = {
        kind: [one for one in every if kind in (one.kind, "")] for kind in ("", *words.ENDINGS)
    }
    world = records.World(by_kind, [words.source_id(rng, number) for number in range(events // 2)])
    for number, key in enumerate(world.sources):
        text = records.source(rng, number, world)
        if number < len(records.STATIONS):
            tried = every[: subjects : 1 + 2 * number]
            text += records.tables(rng, number, tried, words.TRIALS[:trials])
        _write(folder / "data" / "facts" / f"{key}.yml", text)
    disputed = [thing for thing in world.things.values() if thing.contradicted]
    _list(folder, "rulings/rulings", (records.ruling(thing) for thing in disputed[::2]))
    _list(folder, "entities/entities", (records.entity(rng, one, world) for one in every))
    _list(folder, "properties/trials", (records.trial(rng, name) for name in words.TRIALS[:trials]))
    _list(folder, "properties/plain", (records.plain(one) for one in words.PLAIN))
    _write(folder / "data" / "conditions" / "conditions.yml", words.CONDITIONS)
    years: dict[int, list[str]] = {}
    span = records.LAST_YEAR - records.FIRST_YEAR + 1
    for number in range(events):
        # Later years have more.
        year = records.FIRST_YEAR + int(span * rng.random() ** 0.6)
        years.setdefault(year, []).append(records.event(rng, number, year, world))
    for year, written in years.items():
        _list(folder, f"events/{year}", written)
    _write(folder / "docs" / "index.md", words.FRONT_PAGE)
    _write(folder / "mkdocs.yml", CONFIG + ANNALS)


def _list(folder: Path, name: str, written: Iterable[str]) -> None:
    members = "\n".join(records.member(record) for record in written)
    if members:
        _write(folder / "data" / f"{name}.yml", members)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """Write one project, as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=int, metavar="N")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_project(given.events, given.folder, given.seed)


if __name__ == "__main__":
    main()
