"""`annals check` against a check by schema alone, and against the reading of YAML that no check goes without."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import FailedRunError, Runs, in_turn

HERE = Path(__file__).resolve().parent
ANNALS = "annals check"
SCHEMA = "PyYAML + jsonschema"
LOADER = "PyYAML alone"
NODES = "libyaml's nodes alone"
TARGET, AIM = 0.60, 0.40


def check(project: Path, rounds: int, compiled: Path) -> tuple[Runs, dict[str, str]]:
    """The runs of each process on one project, and what there is to say of them."""
    python, root = sys.executable, str(project)
    commands = {
        ANNALS: [str(Path(python).with_name("annals")), "check", root],
        SCHEMA: [python, str(HERE / "schema_check.py"), root],
        LOADER: [python, str(HERE / "yaml_floor.py"), root, "load"],
        NODES: [python, str(HERE / "yaml_floor.py"), root, "nodes"],
    }
    # The first round compiles and fills the caches of the file system.
    first = in_turn(commands, 1, compiled)
    said = {name: runs[0].printed.strip().splitlines()[-1] for name, runs in first.items()}
    found = first[ANNALS][0].printed
    if "\n0 errors, 0 warnings" not in f"\n{found}":
        raise FailedRunError(f"the synthetic project is not sound:\n{found[-2000:]}")
    notes = {ANNALS: f"target {TARGET}, aim {AIM}", SCHEMA: "the same files against schema/*.json"}
    if not said[SCHEMA].endswith(" 0 errors"):
        notes[SCHEMA] = f"NOT COMPARABLE: the schemas refuse what is sound ({said[SCHEMA]})"
    return in_turn(commands, rounds, compiled), notes
