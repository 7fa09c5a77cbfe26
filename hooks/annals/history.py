"""What has happened to the pages: their commits, where there is a history of the project."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """One commit to a page: its day, and what it says of itself."""

    day: str
    words: str


def history(root: Path, folder: str) -> dict[str, list[Change]]:
    """The changes of each file below a folder of the project, newest first; nothing where git knows nothing of it."""
    # A line of day and subject after a NUL for each commit, then its files, below the folder.
    form = ("--no-merges", "--relative", "--name-only", "--date=short", "--format=%x00%cd%x09%s")
    found: dict[str, list[Change]] = {}
    for commit in git((root / folder).resolve(), "log", *form, "--", ".").split("\0")[1:]:
        head, *files = commit.splitlines()
        day, _, words = head.partition("\t")
        for file in filter(None, files):
            found.setdefault(f"{folder}/{file}", []).append(Change(day, words))
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
