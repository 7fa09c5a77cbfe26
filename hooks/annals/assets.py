"""The generator's own style sheet and script, as files of the site."""

from __future__ import annotations

from pathlib import Path

from annals.pages import OutputFile

FOLDER = Path(__file__).parent / "assets"
STYLES = ("assets/annals.css",)
SCRIPTS = ("assets/annals.js",)


def assets() -> list[OutputFile]:
    """The style sheet and the script."""
    return [
        OutputFile(uri, (FOLDER / Path(uri).name).read_text("utf-8")) for uri in (*STYLES, *SCRIPTS)
    ]
