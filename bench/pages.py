"""Lighthouse on pages of the built site, as a phone on a slow network sees them; `make bench` runs it.

Every number is a median of several runs. What does not depend on a machine's speed (weight, requests, accessibility) is tested, too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "browser"))

import chromium  # noqa: E402 - it stands in a folder beside this one
import serving  # noqa: E402

LIGHTHOUSE = HERE / "node_modules/lighthouse/cli/index.js"
PAGES = (
    "",
    "timeline/",
    "timeline/kind/models/",
    "entities/muse-spark/",
    "benchmarks/hle/",
    "benchmarks/",
    "differs/hle/",
    "sources/meta-launch-post/",
    "explained/contemplating-mode/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
TARGETS = "target 98 / 100 / 100 / 100, LCP 1,800 ms, TBT 100 ms, CLS 0.01, 150 kB"


def main() -> None:
    """Measure each page and print a line of medians for it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="+", default=PAGES, metavar="ADDRESS")
    given = parser.parse_args()
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"Lighthouse, mobile, {given.rounds} rounds, medians; {TARGETS}; {load}")
    print(
        f"{'page':32} {'scores':>17} {'LCP ms':>7} {'TBT ms':>7} {'CLS':>6} {'kB':>5} {'requests':>8}"
    )
    with serving.served(given.site) as origin:
        for page in given.pages:
            runs = [_run(origin + page) for _ in range(given.rounds)]
            print(_line(page or "front", runs), flush=True)


def _run(url: str) -> dict[str, Any]:
    """One run, as Lighthouse reports it."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
    with TemporaryDirectory(prefix="annals-pages-") as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(f'"{flag}"' if " " in flag else flag for flag in chromium.FLAGS)
        command = [
            *(node, str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={report}"),
            *(f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting"),
            f"--chrome-flags=--headless=new {flags} --user-data-dir={folder}/profile",
        ]
        environment = {**os.environ, "CHROME_PATH": chromium.found() or ""}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=180
        )
        if not report.is_file():
            sys.exit(f"Lighthouse gave no result for {url}:\n{done.stderr[-2000:]}")
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def _line(name: str, runs: list[dict[str, Any]]) -> str:
    def middle(read: Any) -> float:
        return statistics.median(read(run) for run in runs)

    scores = [
        f"{middle(lambda run, at=category: run['categories'][at]['score'] or 0) * 100:.0f}"
        for category in CATEGORIES
    ]
    lcp, tbt, cls = (
        middle(lambda run, at=time: run["audits"][at]["numericValue"]) for time in TIMES
    )
    size = middle(lambda run: sum(each.get("transferSize", 0) for each in _requests(run)))
    count = middle(lambda run: len(_requests(run)))
    return (
        f"{name:32} {' / '.join(scores):>17} {lcp:7,.0f} {tbt:7,.0f} {cls:6.3f} "
        f"{size / 1000:5.0f} {count:8.0f}"
    )


def _requests(run: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run["audits"]["network-requests"]["details"]["items"]
    return found


if __name__ == "__main__":
    main()
