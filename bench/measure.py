"""Whole processes, run in turn and measured: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took (seconds, seconds, MiB), and what it printed."""

    wall: float
    cpu: float
    peak: float
    printed: str


class FailedRunError(Exception):
    """A process that did not end well: its command and what it printed last."""


Commands = Mapping[str, Sequence[str]]
Runs = dict[str, list[Run]]


def run(command: Sequence[str], compiled: Path) -> Run:
    """Run one process to its end; Python keeps what it has compiled in a folder of its own.

    Peak memory counts from the moment of the fork, so that the process that measures must stay small itself.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    printed = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedRunError(f"{' '.join(command)} failed:\n{printed[-3000:]}")
    # Linux counts the peak in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, printed)


def in_turn(commands: Commands, rounds: int, compiled: Path) -> Runs:
    """Each command once a round (A B A B …), so that a machine whose speed drifts slows all of them alike."""
    runs: Runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, compiled))
    return runs


def middle(runs: Sequence[Run], measure: str) -> float:
    """The median of one measure."""
    return float(median(getattr(one, measure) for one in runs))


def ratio(ours: Sequence[Run], theirs: Sequence[Run], measure: str) -> float:
    """The median of the rounds' ratios: each run against the one beside it."""
    pairs = zip(ours, theirs, strict=True)
    return float(median(getattr(one, measure) / getattr(other, measure) for one, other in pairs))
