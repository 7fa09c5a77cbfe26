"""Finds a Chromium, or installs one; run as a script it prints where it is.

Looked for in this order: the variable CHROMIUM, the names below on the PATH, what Playwright has downloaded before. Then one is
installed: Debian's package where we are root, else Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Nothing of its own goes out: no updates, no variations, no sign-in; whatever a page asks of other hosts fails at once.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_HELP = "There is no Chromium here. Install one (on Debian: apt-get install chromium), or name it: make CHROMIUM=/path/to/it"


def found() -> str | None:
    """The path of a Chromium that is already here."""
    if named := os.environ.get("CHROMIUM"):
        return named
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _downloaded()


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Bring a Chromium along, in the first way that works."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "-qq", "update")
        _try("apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium")
    if found() is None:
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def _try(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> None:
    """Print where a Chromium is, or say what to install."""
    if found() is None:
        print("setting up a Chromium for the tests", file=sys.stderr)
        install()
    path = found()
    print(path) if path else sys.exit(_HELP)


if __name__ == "__main__":
    main()
