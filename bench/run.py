"""Measure the check and the build, each against its yardstick, on synthetic projects; `make bench` runs it.

Every number is a median of rounds that take turns, every ratio is one of runs side by side: the speed of a machine drifts, so
that only ratios of one run are worth quoting.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import build
import check
import measure
import table

HERE = Path(__file__).resolve().parent
PARTS = {"check": (check.check, check.SCHEMA), "build": (build.build, build.PLAIN)}


def main() -> None:
    """Generate, measure, print."""
    given = _arguments()
    with TemporaryDirectory(prefix="annals-bench-") as folder:
        top = given.keep or Path(folder)
        rows: list[table.Row] = []
        grown: dict[str, list[float]] = {}
        for events in given.sizes:
            project = top / f"{events}" / "project"
            _run("generate.py", str(events), str(project), "--seed", str(given.seed), top=top)
            for part in given.parts:
                measured, against = PARTS[part]
                print(f"{part}, N = {events:,} …", file=sys.stderr)
                runs, notes = measured(project, given.rounds, top / "compiled")
                rows += table.rows(part, events, runs, notes, against)
                grown.setdefault(part, []).append(measure.middle(next(iter(runs.values())), "cpu"))
                if given.profile:
                    print(f"\nphases of one {part}, N = {events:,}")
                    print(_run("phases.py", part, str(project), top=top))
        print(
            f"seed {given.seed}, {given.rounds} rounds, in turn; medians; x: ratio to the yardstick"
        )
        print(table.rendered(rows))
        for part, times in grown.items():
            for (size, one), (larger, other) in zip(
                zip(given.sizes, times, strict=True),
                list(zip(given.sizes, times, strict=True))[1:],
                strict=False,
            ):
                print(
                    f"{part}: {larger / size:g} times the data in {other / one:.1f} times the CPU time"
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


def _run(script: str, *arguments: str, top: Path) -> str:
    return measure.run([sys.executable, str(HERE / script), *arguments], top / "compiled").printed


if __name__ == "__main__":
    try:
        main()
    except measure.FailedRunError as failed:
        sys.exit(str(failed))
