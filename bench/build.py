"""`mkdocs build` with hooks against the same theme on the same pages as ready-made Markdown.

Both sites have the same pages, the same words in them and the same files beside them, or the run fails; the words of the pages are
counted, what stands around them is not. Each side does some work that the other is spared:

- with hooks: reading and checking the data, drawings as SVG (of which the other has the words), calendars, feeds, tables and JSON
  (which the other copies), and an index for a search of its own;
- ready-made Markdown: reading Markdown, looking for the target of every link, and the index of the theme's search.

Twins in Markdown and pictures for passing on are off, as they are unless a project asks for them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from measure import FailedRunError, Runs, in_turn, run

HERE = Path(__file__).resolve().parent
HOOKS = "with hooks"
PLAIN = "ready-made Markdown"
TARGET, AIM, MEMORY, GROWTH = 0.85, 0.60, 400, 8


def build(project: Path, rounds: int, compiled: Path) -> tuple[Runs, dict[str, str]]:
    """The runs of both on one project, and how many pages and words each has made."""
    python = sys.executable
    plain, sites = project.with_name("plain"), {}
    commands = {}
    for name, root in ((HOOKS, project), (PLAIN, plain)):
        sites[name] = project.with_name(f"site-of-{root.name}")
        config = str(root / "mkdocs.yml")
        mkdocs = [python, "-m", "mkdocs", "build", "--strict"]
        commands[name] = [*mkdocs, "--config-file", config, "--site-dir", str(sites[name])]
    # The first site is what the Markdown of the second is made from; both fill the caches.
    run(commands[HOOKS], compiled)
    run(
        [python, str(HERE / "as_markdown.py"), str(project), str(sites[HOOKS]), str(plain)],
        compiled,
    )
    run(commands[PLAIN], compiled)
    counted = {
        name: run([python, str(HERE / "article.py"), str(site)], compiled).printed.strip()
        for name, site in sites.items()
    }
    if len(set(counted.values())) > 1:
        raise FailedRunError(f"the two sites do not say the same: {counted}")
    targets = f"; target {TARGET}, aim {AIM}, {MEMORY} MiB"
    return in_turn(commands, rounds, compiled), {
        HOOKS: counted[HOOKS] + targets,
        PLAIN: counted[PLAIN],
    }
