"""What has happened to the pages: their commits, where there is a history of the project."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """One commit to a page: its day, and how many lines it wrote and took out."""

    day: str
    added: int
    removed: int


def history(root: Path, folder: str) -> dict[str, list[Change]]:
    """The changes of each file below a folder of the project, newest first; nothing where git knows nothing of it.

    Nothing either in a copy without its earliest commits: what is oldest there is not what was first.
    """
    place = (root / folder).resolve()
    if git(place, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    # The day after a NUL for each commit, then a line for each of its files: lines written, lines taken out, path below the folder.
    form = (
        "--no-merges",
        "--no-renames",
        "--relative",
        "--numstat",
        "--date=short",
        "--format=%x00%cd",
    )
    found: dict[str, list[Change]] = {}
    for commit in git(place, "log", *form, "--", ".").split("\0")[1:]:
        day, *files = commit.splitlines()
        for line in filter(None, files):
            added, removed, file = line.split("\t", 2)
            # Of what is no text, git counts no lines.
            if added.isdigit() and removed.isdigit():
                found.setdefault(f"{folder}/{file}", []).append(
                    Change(day, int(added), int(removed))
                )
    return found


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder; nothing where it knows nothing of it, or is not there."""
    try:
        done = subprocess.run(
            ("git", "-C", str(folder), *arguments),
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
