"""Measure the check and the build on synthetic projects, each against a yardstick; `make bench` runs it.

Every number is a median over rounds in which the processes take turns, and every ratio is one of runs side by side: a machine's
speed drifts, so that only ratios of one run are worth quoting.
"""

from __future__ import annotations

import argparse
import os
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import build
import check
import measure
import table

MANY = 5_000
"""A process on so many events runs for minutes: one round has to do, its own start being paid for by then."""
HERE = Path(__file__).resolve().parent
# What measures a part, the process that is ours, and the yardstick.
PARTS = {
    "check": (check.check, check.ANNALS, check.SCHEMA),
    "build": (build.build, build.HOOKS, build.PLAIN),
}


def main() -> None:
    """Generate, measure, print."""
    given = _arguments()
    rows: list[table.Row] = []
    times: dict[str, dict[int, float]] = {part: {} for part in given.parts}
    with TemporaryDirectory(prefix="annals-bench-") as folder:
        top = given.keep or Path(folder)
        for events in given.sizes:
            project = top / f"{events}" / "project"
            _run(top, "generate.py", str(events), str(project), "--seed", str(given.seed))
            for part in given.parts:
                print(f"{part}, N = {events:,} …", file=sys.stderr)
                measured, ours, yardstick = PARTS[part]
                rounds = given.rounds if events < MANY else 1
                runs, notes = measured(project, rounds, top / "compiled")
                rows += table.rows(part, events, runs, notes, yardstick)
                times[part][events] = measure.middle(runs[ours], "cpu")
                if given.profile:
                    print(f"\nphases of one {part}, N = {events:,}")
                    print(_run(top, "phases.py", part, str(project)))
    print(
        f"seed {given.seed}, {given.rounds} rounds, one past {MANY:,} events, in turn; medians; x: ratio to the yardstick; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(table.rendered(rows))
    for part, found in times.items():
        for (small, one), (large, other) in pairwise(found.items()):
            target = f" (target {build.GROWTH})" if part == "build" else ""
            print(
                f"{part}: {large / small:g} times the data, {other / one:.1f} times the CPU time{target}"
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="the phases of one process as well")
    parser.add_argument("--quick", action="store_true", help="one round at N = 200: does it work?")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave all that is made here")
    given = parser.parse_args()
    if given.quick:
        given.sizes, given.rounds = [200], 1
    return given


def _run(top: Path, script: str, *arguments: str) -> str:
    return measure.run([sys.executable, str(HERE / script), *arguments], top / "compiled").printed


if __name__ == "__main__":
    try:
        main()
    except measure.FailedRunError as failed:
        sys.exit(str(failed))
