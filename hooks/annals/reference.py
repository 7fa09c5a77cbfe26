"""The JSON Schemas and the pages of reference: written from the schema and the rules, so that they cannot differ from them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from annals.blocks import BLOCKS
from annals.rules import RULES
from annals.schema import (
    FOLDERS,
    Cell,
    Citation,
    Column,
    Levels,
    Ownership,
    Pattern,
    Prefer,
    Row,
    Source,
    Table,
)

# Editors read a bare 66.7, 2024 or yes as a number or a truth; we read the text as it is written.
SCALAR = ["string", "number", "boolean"]
FOLDER_TITLES = {
    "events": "An event",
    "facts": "A fact file",
    "entities": "An entity",
    "properties": "A property",
    "topics": "A topic",
    "conditions": "A condition",
    "rulings": "A ruling",
    "lookalikes": "A group that looks like a disagreement and is none",
    "redirects": "A redirect",
}
INNER: dict[str, tuple[str, type[BaseModel]]] = {
    "source": ("The source of a fact file", Source),
    "levels": ("What can be said at every level", Levels),
    "table": ("A table", Table),
    "column": ("A column of a table, if it is more than an id", Column),
    "row": ("A row of a table", Row),
    "cell": ("A cell of a table, if it is more than its value", Cell),
    "citation": ("A citation", Citation),
    "ownership": ("An ownership", Ownership),
    "prefer": ("What a ruling prefers", Prefer),
    "pattern": ("A ruling's pattern", Pattern),
}


def written() -> dict[str, str]:
    """Every file that is written from the code, by its path below the project."""
    files = {f"schema/{folder}.json": _json(folder_schema(folder)) for folder in FOLDERS}
    files["docs/contribute/fields.md"] = fields_page()
    files["docs/contribute/rules.md"] = rules_page()
    return files


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def folder_schema(folder: str) -> dict[str, Any]:
    """The JSON Schema of one file in a folder of data, for editors."""
    form, model = FOLDERS[folder]
    adapter: TypeAdapter[Any] = TypeAdapter(list[model] if form == "list" else model)  # type: ignore[valid-type]
    schema = adapter.json_schema(mode="validation")
    loosened = _loosened(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FOLDER_TITLES[folder],
        **{key: value for key, value in loosened.items() if key != "title"},
    }


def _loosened(schema: Any, *, named: bool = False) -> Any:
    """A schema without pydantic's titles, whose texts may be anything that an editor makes of a bare scalar.

    `named`: the keys are those of records, so that a field called `title` is none of pydantic's.
    """
    if isinstance(schema, list):
        return [_loosened(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: _loosened(value, named=key in ("properties", "$defs"))
        for key, value in schema.items()
        if named or key not in ("title", "default")
    }
    if named or made.get("type") != "string":
        return made
    if "enum" in made:
        numbers = [int(word) for word in made["enum"] if word.isdigit()]
        return {**made, "type": SCALAR, "enum": [*made["enum"], *numbers]}
    return {**made, "type": SCALAR}


def fields_page() -> str:
    """The field reference, in Markdown."""
    parts = [
        "---\ntitle: Field reference\n---\n",
        "# Field reference\n",
        "<!-- Written by `make schema` from hooks/annals/schema.py. Do not edit. -->\n",
        "Every record of `data/`, field by field. Unknown fields are errors. Each scalar is read as it is written: `NO`, `71.20` and `2024-02-30` are text until the field's type reads them.\n",
    ]
    for folder, (form, model) in FOLDERS.items():
        shape = "a list of these" if form == "list" else "one of these; its name is the source's id"
        parts.append(
            _section(
                FOLDER_TITLES[folder],
                folder,
                f"`data/{folder}/*.yml`; each file is {shape}. {_first(model)}",
                model,
                own=model.__name__ != "Event",
            )
        )
    parts.append("## Records inside others {#inside}\n")
    parts += [
        _section(title, key, _first(model), model, depth=3) for key, (title, model) in INNER.items()
    ]
    parts.append(
        _section(
            "A claim",
            "claim",
            "What stands in a fact file's `claims`. The fields of every level (above) may stand here too.",
            _claim(),
            depth=3,
        )
    )
    return "\n".join(parts)


def _claim() -> type[BaseModel]:
    from annals.schema import Claim

    return Claim


def _first(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]


def _section(
    title: str, key: str, lead: str, model: type[BaseModel], *, depth: int = 2, own: bool = True
) -> str:
    inherited = (
        set(Levels.model_fields) if model is not Levels and issubclass(model, Levels) else set()
    )
    rows = [
        _row(name, field) for name, field in model.model_fields.items() if name not in inherited
    ]
    more = (
        "\n\nBeside these, [what can be said at every level](#levels)." if inherited and own else ""
    )
    head = f"{'#' * depth} {title} {{#{key}}}\n\n{lead}{more}\n"
    return (
        head
        + "\n| Field | Must | What is written | What it says |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _row(name: str, field: FieldInfo) -> str:
    needed = "yes" if field.is_required() else ""
    return f"| `{name}` | {needed} | {_type_words(field)} | {(field.description or '').replace('|', chr(92) + '|')} |"


def _type_words(field: FieldInfo) -> str:
    schema = TypeAdapter(field.rebuild_annotation()).json_schema(mode="validation")
    return _shape(schema, schema.get("$defs", {}))


def _shape(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"[{schema['$ref'].rpartition('/')[2].lower()}](#{schema['$ref'].rpartition('/')[2].lower()})"
    if "anyOf" in schema:
        shapes = [
            _shape(each, definitions) for each in schema["anyOf"] if each.get("type") != "null"
        ]
        return " or ".join(dict.fromkeys(shapes))
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"a list of {_shape(schema.get('items', {}), definitions)}"
    if schema.get("type") == "object":
        return f"a mapping to {_shape(schema.get('additionalProperties', {}) or {}, definitions)}"
    if "pattern" in schema:
        return "id"
    return {"boolean": "yes or no"}.get(str(schema.get("type")), "text")


def rules_page() -> str:
    """The list of rules and blocks, in Markdown."""
    lines = [
        "---\ntitle: Rules and blocks\n---\n",
        "# Rules and blocks\n",
        "<!-- Written by `make schema` from the code. Do not edit. -->\n",
        "Every complaint of the check names one of these rules. An error stops the build; a warning stops a strict build, such as that of this site.\n",
    ]
    scopes = {
        "file": "While a file is read",
        "record": "On the whole record",
        "prose": "On references in pages and texts",
    }
    for scope, title in scopes.items():
        lines.append(
            f"## {title} {{#{scope}}}\n\n| Rule | What it asks for | Severity |\n|---|---|---|"
        )
        lines += [
            f"| `{rule.id}` | {rule.sentence[0].upper()}{rule.sentence[1:]}. | {rule.severity} |"
            for rule in RULES
            if rule.scope == scope
        ]
        lines.append("")
    lines.append(
        "## Blocks {#blocks}\n\nEverything generated can stand in any page as one of these.\n\n```text\n/// timeline\n    year: 2024\n///\n```\n"
    )
    lines.append("| Block | What it shows | Options |\n|---|---|---|")
    lines += [
        f"| `{spec.name}` | {spec.sentence[0].upper()}{spec.sentence[1:]}. | {', '.join(f'`{name}`' for name in spec.options) or 'none'} |"
        for spec in BLOCKS.values()
    ]
    return "\n".join(lines) + "\n"
