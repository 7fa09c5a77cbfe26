"""The part of any check that is reading YAML.

    yaml_floor.py PROJECT load|nodes

`load` makes Python's values with PyYAML's fast loader, as most programs do; `nodes` makes libyaml's tree of nodes, which knows
lines and columns, without asking what type a scalar is, and without collecting garbage meanwhile.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import yaml


class Nodes(yaml.CSafeLoader):
    """libyaml's nodes and nothing else."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> None:
        """No tag."""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to tidy up."""


def main() -> None:
    """Read all files one way."""
    nodes = sys.argv[2] == "nodes"
    if nodes:
        gc.disable()
    files = sorted((Path(sys.argv[1]) / "data").rglob("*.yml"))
    for path in files:
        with path.open("rb") as stream:
            if nodes:
                yaml.compose(stream, Nodes)
            else:
                yaml.load(stream, yaml.CSafeLoader)
    print(f"{len(files)} files")


if __name__ == "__main__":
    main()
