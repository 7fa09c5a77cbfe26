"""What `annals check` is measured against: PyYAML's fast loader and the published JSON Schemas, and nothing else.

    schema_check.py PROJECT [SCHEMAS]

It reads the same files and holds each against its schema. What no schema can say (whether an id exists, whether sources
agree, what a text refers to) it does not check.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).resolve().parent.parent / "schema"


class Loader(yaml.CSafeLoader):
    """The fast loader without dates, which JSON does not have: they stay text, as the schemas expect."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def main() -> None:
    """Print what the schemas refuse, and how much it is."""
    data = Path(sys.argv[1]) / "data"
    schemas = Path(sys.argv[2]) if len(sys.argv) > 2 else SCHEMAS
    files = refused = 0
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        schema = json.loads((schemas / f"{folder.name}.json").read_text("utf-8"))
        validator = Draft202012Validator(schema)
        for path in sorted(folder.glob("*.yml")):
            files += 1
            with path.open("rb") as stream:
                found = yaml.load(stream, Loader)  # noqa: S506 - a SafeLoader
            for error in validator.iter_errors(found):
                refused += 1
                print(f"{path}: {error.json_path}: {error.message}")
    print(f"{files} files, {refused} errors")


if __name__ == "__main__":
    main()
