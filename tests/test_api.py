"""The JSON that tools read: valid against the schemas that are published with it, sorted, and stable."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from annals.blocks import BLOCKS
from annals.diagnostics import Report
from annals.exports.api import api
from annals.project import read_project
from annals.site import Site

ROOT = Path(__file__).parent.parent
LISTS = ("events", "findings", "sources", "entities", "properties", "contradictions")


@pytest.fixture(scope="module", params=["real", "second"])
def files(request: pytest.FixtureRequest) -> dict[str, object]:
    """The API of a project, by address."""
    root = ROOT if request.param == "real" else ROOT / "tests/second"
    extra = {
        "as_of": "2026-11-21",
        "kinds": {},
        "data": "data" if request.param == "real" else "record",
    }
    project = read_project(root, Report(), extra)
    assert project.record.as_of == date(2026, 11, 21)
    return {file.uri: json.loads(file.content) for file in api(Site(project.record, BLOCKS))}


@pytest.mark.parametrize("name", [*LISTS, "census"])
def test_each_file_is_what_its_schema_says(files: dict[str, object], name: str):
    """The schema is published beside the file, and closed: a field that it does not name is a mistake."""
    schema = files[f"api/v1/schemas/{name}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(files[f"api/v1/{name}.json"])


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_counted_and_sorted_by_id(files: dict[str, dict[str, object]], name: str):
    """So that two builds can be compared line by line."""
    found = files[f"api/v1/{name}.json"]
    ids = [item["id"] for item in found["items"]]
    assert found["count"] == len(ids)
    assert ids == sorted(set(ids))


def test_a_finding_says_all_that_is_known_of_it(files: dict[str, dict[str, object]]):
    """Its keys are those of the design, in this order."""
    item = files["api/v1/findings.json"]["items"][0]
    assert [key for key in item if key != "derived"] == [
        "id", "subject", "property", "conditions", "support", "contradicted", "spread", "backed_by", "value", "interest", "claims", "ruling", "url",
    ]  # fmt: skip
    assert set(item["value"]) == {"text", "low", "high", "unit"}
    assert set(item["claims"][0]) == {
        "source",
        "place",
        "text",
        "agrees",
        "side",
        "via",
        "file",
        "line",
    }


def test_contradictions_are_those_of_the_findings(files: dict[str, dict[str, object]]):
    """One item for each contradicted finding, with the same state."""
    states = {
        item["id"]: item["contradicted"]
        for item in files["api/v1/findings.json"]["items"]
        if item["contradicted"] != "no"
    }
    assert {
        item["id"]: item["contradicted"] for item in files["api/v1/contradictions.json"]["items"]
    } == states
