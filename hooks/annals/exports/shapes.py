"""The JSON Schemas of the API: what a tool may rely on. `api.py` is tested against them."""

from __future__ import annotations

from typing import Any

from annals.schema import Entity, Property, Source

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER_OR_NULL = {"type": ["number", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_LINE = {"type": "integer", "minimum": 1}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_CITES = _array(_object({"source": _TEXT, "place": _TEXT_OR_NULL}))
_RULING = {
    "oneOf": [
        {"type": "null"},
        _object(
            {
                "id": _TEXT,
                "because": _TEXT,
                "cites": _CITES,
                "seen": _array(_TEXT),
                "decided": _TEXT,
                "file": _TEXT,
                "line": _LINE,
            }
        ),
    ]
}
_CLAIM = _object(
    {
        "source": _TEXT,
        "place": _TEXT_OR_NULL,
        "text": _TEXT,
        "agrees": {
            "type": "boolean",
            "description": "Whether it agrees with what is printed; while nothing is decided, nothing does.",
        },
        "side": {
            **_COUNT,
            "description": "The number of its first side; 0 for what is not compared.",
        },
        "via": _TEXT_OR_NULL,
        "file": _TEXT,
        "line": _LINE,
    }
)
_PLACE = {
    "source": _TEXT,
    "place": _TEXT_OR_NULL,
    "text": _TEXT,
    "file": _TEXT,
    "line": _LINE,
}
_ITEMS: dict[str, dict[str, Any]] = {
    "findings": _object(
        {
            "id": {
                **_TEXT,
                "description": "subject/property?key=value&…; for a source's own comparison, its calculation.",
            },
            "subject": _TEXT,
            "property": _TEXT,
            "conditions": {"type": "object", "additionalProperties": _TEXT},
            "support": {"enum": ["single-source", "repeated", "corroborated"]},
            "contradicted": {"enum": ["no", "open", "ruled"]},
            "spread": {
                **_array(_TEXT),
                "description": "Findings of other evaluators on the same test whose results do not meet this one.",
            },
            "backed_by": _array(_object(_PLACE)),
            "value": _object(
                {
                    "text": _TEXT,
                    "low": _NUMBER_OR_NULL,
                    "high": _NUMBER_OR_NULL,
                    "unit": _TEXT_OR_NULL,
                }
            ),
            "interest": {"enum": ["own", "interested", "independent", "unstated"]},
            "claims": {**_array(_CLAIM), "minItems": 1},
            "ruling": _RULING,
            "url": _TEXT,
            "superseded": {
                **_array(_object({**_PLACE, "superseded_by": _TEXT})),
                "description": "What was said once and replaced by who said it; there only if there is any.",
            },
            "derived": {
                **_TEXT,
                "description": "The calculation, where the finding is a source's own comparison.",
            },
        },
        optional=("superseded", "derived"),
    ),
    "contradictions": _object(
        {
            "id": _TEXT,
            "kind": {"enum": ["value", "date", "choice", "arithmetic", "within-source"]},
            "contradicted": {"enum": ["open", "ruled"]},
            "sides": {
                **_array(
                    _object(
                        {
                            "texts": _array(_TEXT),
                            "computed": {"type": "boolean"},
                            "sources": _array(_TEXT),
                        }
                    )
                ),
                "minItems": 2,
            },
            "ruling": _RULING,
            "url": _TEXT,
        }
    ),
    "events": _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "when": {**_TEXT, "description": "EDTF, as exact as known."},
            "earliest": _TEXT_OR_NULL,
            "latest": _TEXT_OR_NULL,
            "kind": _TEXT,
            "importance": {"enum": [1, 2, 3]},
            "about": _array(_TEXT),
            "text": _TEXT,
            "cites": _CITES,
            "file": _TEXT,
            "line": _LINE,
            "url": _TEXT,
        }
    ),
}


_TABLE_ITEM = _object(
    {
        "row": {**_COUNT, "description": "The row of the table that it stands in, from 0."},
        "column": {
            **_TEXT,
            "description": "Whose interest, and what was measured: 'interest subject'.",
        },
        "benchmark": _TEXT,
        "name": _TEXT,
        "conditions": _TEXT,
        "report": {
            **_TEXT,
            "description": "In whose report, where one test was reported twice.",
        },
        "group": _TEXT_OR_NULL,
        "evaluator": _TEXT_OR_NULL,
        "tester": _TEXT_OR_NULL,
        "subject": _TEXT,
        "model": _TEXT,
        "unit": _TEXT,
        "value": _TEXT_OR_NULL,
        "low": _NUMBER_OR_NULL,
        "high": _NUMBER_OR_NULL,
        "best": {
            "type": ["boolean", "null"],
            "description": "Whether no comparable result of the table surpasses it.",
        },
        "contradicted": {"enum": ["no", "open", "ruled", None]},
        "support": _TEXT_OR_NULL,
        "interest": {"enum": ["own", "interested", "independent", "unstated", None]},
        "remark": {**_TEXT_OR_NULL, "description": "Why there is no value."},
        "finding": _TEXT_OR_NULL,
        "page": _TEXT_OR_NULL,
        "sources": {**_TEXT, "description": "Every claim as a citation, in one line."},
        "claims": _array(
            _object(
                {
                    "text": _TEXT,
                    "agrees": {"type": "boolean"},
                    "source": _TEXT,
                    "title": _TEXT,
                    "publisher": _TEXT_OR_NULL,
                    "issued": _TEXT_OR_NULL,
                    "url": _TEXT_OR_NULL,
                    "place": _TEXT_OR_NULL,
                    "via": _TEXT_OR_NULL,
                }
            )
        ),
    }
)


def _from_model(model: Any, extra: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The shape of a record as it is exported: its own fields, all of them there, and a few computed ones."""
    schema = model.model_json_schema(mode="serialization")
    fields = {name: shape for name, shape in schema["properties"].items() if name not in without}
    return {
        **_object({**fields, **extra}),
        **({"$defs": schema["$defs"]} if "$defs" in schema else {}),
    }


def schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema for each file of the API, by the file's name."""
    items = {
        **_ITEMS,
        "sources": _from_model(
            Source,
            {"id": _TEXT, "claims": _COUNT, "file": _TEXT, "page": _TEXT},
            ("caution", "note"),
        ),
        "entities": _from_model(Entity, {"file": _TEXT, "line": _LINE, "url": _TEXT}),
        "properties": _from_model(
            Property, {"findings": _COUNT, "file": _TEXT, "line": _LINE, "url": _TEXT_OR_NULL}
        ),
    }
    found: dict[str, dict[str, Any]] = {}
    for name, item in sorted(items.items()):
        definitions = item.pop("$defs", None)
        found[name] = {
            "$schema": _DIALECT,
            "title": f"api/v1/{name}.json",
            **_object(
                {"schema_version": _TEXT, "as_of": _TEXT, "count": _COUNT, "items": _array(item)}
            ),
        }
        if definitions:
            found[name]["$defs"] = definitions
    found["tables"] = {
        "$schema": _DIALECT,
        "title": "api/v1/tables/*.json and api/v1/benchmarks/*.json",
        **_object(
            {
                "schema_version": _TEXT,
                "as_of": _TEXT,
                "title": _TEXT,
                "fields": {**_array(_TEXT), "description": "The columns of the CSV beside it."},
                "count": _COUNT,
                "items": _array(_TABLE_ITEM),
            }
        ),
    }
    counted = {"type": "object", "additionalProperties": _COUNT}
    counts = (
        "sources",
        "claims",
        "findings",
        "events",
        "entities",
        "contradictions",
        "open",
        "spreads",
        "unplaced",
        "findings_on_a_document_read",
        "numbers",
        "numbers_on_a_document_read",
        "numbers_on_one_voice",
    )
    found["census"] = {
        "$schema": _DIALECT,
        "title": "api/v1/census.json",
        **_object(
            {
                "schema_version": _TEXT,
                "as_of": _TEXT,
                **dict.fromkeys(counts, _COUNT),
                **dict.fromkeys(
                    ("sources_by_tier", "sources_by_read", "findings_by_support"), counted
                ),
            }
        ),
    }
    return found
