"""The generator's own style sheet and script: each one file of the site, put together from one source for each part."""

from __future__ import annotations

from pathlib import Path

from annals.pages import OutputFile

FOLDER = Path(__file__).parent / "assets"
STYLES = ("assets/annals.css",)
SCRIPTS = ("assets/annals.js",)

# In the order of the cascade: what all share first, then the parts of pages, then narrow screens and paper.
_SHEETS = (
    "tokens",
    "base",
    "marks",
    "ledger",
    "drawings",
    "timeline",
    "steps",
    "tables",
    "figures",
    "differs",
    "record",
    "prose",
    "ideas",
    "front",
    "search",
    "citing",
    "narrow",
    "paper",
)


def assets() -> list[OutputFile]:
    """The style sheet and the script: a request each, however many parts they have."""
    sheets = "".join((FOLDER / "css" / f"{name}.css").read_text("utf-8") for name in _SHEETS)
    scripts = "".join(path.read_text("utf-8") for path in sorted((FOLDER / "js").glob("*.js")))
    # A figure that can be moved brings its own script to the pages that it stands on.
    figures = [
        OutputFile(f"assets/figures/{path.name}", path.read_text("utf-8"))
        for path in sorted((FOLDER / "figures").glob("*.js"))
    ]
    return [OutputFile(STYLES[0], sheets), OutputFile(SCRIPTS[0], scripts), *figures]
