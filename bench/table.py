"""The one table of a run: a row for each process that was measured, ratios against the one that it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measure import Runs, middle, ratio

HEAD = ("part", "N", "process", "wall s", "CPU s", "MiB", "wall x", "CPU x", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One process: medians, and what it takes of what it is held against."""

    cells: tuple[str, ...]


def rows(part: str, events: int, runs: Runs, notes: dict[str, str], against: str) -> Iterable[Row]:
    """A row for each process of a part; the ratios are to the runs of the one named by `against`."""
    for name, each in runs.items():
        ratios = [f"{ratio(each, runs[against], measure):.2f}" for measure in ("wall", "cpu")]
        measured = (
            f"{middle(each, 'wall'):.2f}",
            f"{middle(each, 'cpu'):.2f}",
            f"{middle(each, 'peak'):.0f}",
        )
        yield Row((part, f"{events:,}", name, *measured, *ratios, notes.get(name, "")))


def rendered(found: Sequence[Row]) -> str:
    """The table as text."""
    lines = [HEAD, *(row.cells for row in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    words, numbers = (0, 2, 8), range(9)
    return "  ".join(
        cells[column].ljust(widths[column])
        if column in words
        else cells[column].rjust(widths[column])
        for column in numbers
    ).rstrip()
