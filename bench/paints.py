"""How soon a slow device shows what was asked for: a table of 60 × 30 sorted, a thousand events filtered; `make bench` runs it.

A synthetic project is built with the site's own theme and opened in a browser that has a quarter of this machine's speed. A time is
that from the press, or from the letter, to the next paint, as the browser itself counts it (Event Timing, in steps of 8 ms). The next
paint after a press on a column's head shows it pressed, and the one after that its rows in order: that one is a line of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice, repeat
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import generate
import measure
import records
import words

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "browser"))

import chromium  # noqa: E402 - it stands in a folder beside this one
import serving  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

SLOWDOWN = 4
TARGET = 100
WIDTHS = {390: 844, 1280: 900}
ROWS, COLUMNS = 60, 30
EVENTS = 1_000
THEMED = generate.CONFIG.replace(
    "  font: false", f"  custom_dir: {HERE.parent / 'theme'}\n  font: false"
).replace("plugins:\n  - search", "plugins: []")
TABLE = "# Trials\n\n/// results | trials\n    source: the-trials\n///\n"
# Every entry that the browser makes of what a reader does; those of one action share a number.
WATCH = """() => {
  window.seen = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (each.interactionId) seen.push([each.interactionId, each.duration]);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
# When rows have been seen in their order, after what was pressed: the frame after the one that finds them told to be.
ORDER = """() => {
  window.order = 0;
  const watch = ({ timeStamp }) => {
    const look = () =>
      document.querySelector(".mx tr[style*=order]")
        ? requestAnimationFrame(() => setTimeout(() => { window.order = performance.now() - timeStamp; }))
        : requestAnimationFrame(look);
    requestAnimationFrame(look);
  };
  for (const type of ["click", "change"]) addEventListener(type, watch, true);
}"""
# Time enough for what is put off, and for the entries themselves.
REST = """async () => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  do await pause(1000); while (document.querySelector(".mx tr[style*=order]"));
}"""
TAKE = """() => Math.max(0, ...seen.splice(0).map(([, duration]) => duration))"""
TAKE_ORDER = """() => order"""

Acts = Iterator[Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Task:
    """What is done on a page, again and again."""

    name: str
    address: str
    acts: Callable[[Page], Acts]
    watch: str = WATCH
    take: str = TAKE


def _sorted(page: Page) -> Acts:
    """Press the heads of columns; where there are none, on a phone, go down the list of them by key, as only keys and pointers count."""
    heads = page.locator("thead .sort")
    if not heads.first.is_visible():
        page.locator(".order select").focus()
        yield from repeat(partial(page.keyboard.press, "ArrowDown"))
    for column in cycle(range(1, 7)):
        yield heads.nth(column).click


def _by(name: str) -> Callable[[Page], Acts]:
    """Press each choice of a filter, and again."""

    def acts(page: Page) -> Acts:
        choices = page.locator(f"[name={name}]")
        for index in cycle((*range(1, choices.count()), 0)):
            yield choices.nth(index).click

    return acts


def _by_words(page: Page) -> Acts:
    """A word letter by letter, and back again."""
    page.locator("[name=words]").focus()
    for key in cycle((*"heron", *["Backspace"] * 5)):
        yield partial(page.keyboard.press, key)


TASKS = (
    Task(f"a table of {ROWS} × {COLUMNS} sorted", "trials/", _sorted),
    Task("… until its rows are seen in order", "trials/", _sorted, ORDER, TAKE_ORDER),
    Task(f"{EVENTS:,} events filtered by kind", "timeline/", _by("kind")),
    Task(f"{EVENTS:,} events filtered by importance", "timeline/", _by("weight")),
    Task(f"{EVENTS:,} events filtered by words", "timeline/", _by_words),
)


def main() -> None:
    """Make the site, do everything again and again, print medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=21)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the site here")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="annals-paints-") as folder:
        path, site = chromium.found(), made(given.keep or Path(folder))
        print(
            f"from a press or a letter to the next paint, CPU slowed down {SLOWDOWN} times, medians of {given.times}; "
            f"target {TARGET} ms; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        print(f"{'what':40} {'wide':>5} {'median ms':>9} {'90 % ms':>8} {'most ms':>8}")
        with serving.served(site) as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
            for task in TASKS:
                for width in WIDTHS:
                    print(_line(task, width, _times(browser, origin, task, width, given.times)))
            browser.close()


def made(folder: Path) -> Path:
    """The synthetic site: its timeline, and one table with a result in nearly every cell."""
    project, site = folder / "project", folder / "site"
    generate.write_project(EVENTS, project)
    rng = Random("a table")  # noqa: S311 - it draws the same every time, and is no secret
    tests = [f"{name} {number}" for number in range(1, 5) for name in words.TRIALS][:ROWS]
    engines = [one.id for one in records.entities(rng, COLUMNS, COLUMNS)]
    (project / "data/facts/the-trials.yml").write_text(_facts(rng, tests, engines), "utf-8")
    defined = "\n".join(records.member(records.trial(rng, name)) for name in tests)
    (project / "data/properties/tests.yml").write_text(defined, "utf-8")
    config = THEMED.replace("  - Trials:", "  - Table: trials.md\n  - Trials:") + generate.ANNALS
    (project / "mkdocs.yml").write_text(config, "utf-8")
    (project / "docs/trials.md").write_text(TABLE, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    command += ["--config-file", str(project / "mkdocs.yml"), "--site-dir", str(site)]
    measure.run(command, folder / "compiled")
    return site


def _facts(rng: Random, tests: list[str], engines: list[str]) -> str:
    """A source with one table: a row for each test, a column for each engine."""
    station = records.STATIONS[0]
    rows = (
        f"      - {{property: {words.slug(test)}, values: [{', '.join(f'{rng.uniform(12, 97):.1f}' for _ in engines)}]}}\n"
        for test in tests
    )
    return (
        f"source:\n  title: All trials of all engines\n  type: report\n  publisher: {station}\n  issued: 2025-03-01\n"
        "  url: https://example.org/2025/the-trials\n  accessed: 2026-01-11\n  tier: measurement\n  read: full\n"
        f"tables:\n  - place: table 1\n    evaluator: {station}\n    conditions: {{load: full}}\n"
        f"    columns: [{', '.join(engines)}]\n    rows:\n{''.join(rows)}"
    )


def _times(browser: Browser, origin: str, task: Task, width: int, times: int) -> list[float]:
    """What each action took in a fresh page, after a first one that is not counted."""
    page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]})
    page.goto(origin + task.address)
    page.locator("table.mx, .result").first.evaluate("(found) => found.scrollIntoView()")
    page.evaluate(task.watch)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.evaluate(REST)
    found = []
    for act in islice(task.acts(page), times + 1):
        act()
        page.evaluate(REST)
        found.append(float(page.evaluate(task.take)))
    page.close()
    return found[1:]


def _line(task: Task, width: int, times: list[float]) -> str:
    ordered = sorted(times)
    high = ordered[int(0.9 * (len(ordered) - 1))]
    return (
        f"{task.name:40} {width:5} {statistics.median(times):9.0f} {high:8.0f} {ordered[-1]:8.0f}"
    )


if __name__ == "__main__":
    main()
