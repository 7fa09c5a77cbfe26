"""The generator's own style sheet and script: each one file of the site, put together from one source for each part."""

from __future__ import annotations

import re
from pathlib import Path

from annals.output import OutputFile

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


_NO_MATTER = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s+""", re.DOTALL)
_AROUND = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|;? ?([{};,]) ?""")


def assets(sheet: Path | None = None, script: Path | None = None) -> list[OutputFile]:
    """The style sheet and the script: a request each, however many parts they have. `sheet` and `script` are a theme's own, which come first."""
    parts = [FOLDER / "css" / f"{name}.css" for name in _SHEETS]
    sheets = smaller(_joined(sheet, *parts))
    shared = FOLDER / "js" / "make.js"
    own = _joined(shared, *sorted(set((FOLDER / "js").glob("*.js")) - {shared}))
    # Between brackets, what the parts share is no name of the whole page.
    scripts = f"{_joined(script)}\n{{\n{own}}}\n"
    # The script of a figure that can be moved is asked for by the pages that it stands on (js/figures.js).
    figures = [
        OutputFile(f"assets/figures/{path.name}", path.read_text("utf-8"))
        for path in sorted((FOLDER / "figures").glob("*.js"))
    ]
    return [OutputFile(STYLES[0], sheets), OutputFile(SCRIPTS[0], scripts), *figures]


def _joined(*parts: Path | None) -> str:
    return "\n".join(path.read_text("utf-8") for path in parts if path)


def smaller(sheet: str) -> str:
    """A style sheet without remarks and without the white space that only people need: nothing is drawn before it has come."""
    plain = _NO_MATTER.sub(lambda found: found[1] or " ", sheet)
    return _AROUND.sub(_closed, plain).strip()


def _closed(found: re.Match[str]) -> str:
    # The last semicolon of a block says nothing.
    return found[1] or (found[0].replace(" ", "") if found[2] != "}" else "}")
