"""Columns of results: each source's own, where every report measures anew; and what a column shows of a value set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annals.columns import Column, columns
from annals.diagnostics import Diagnostic
from annals.project import Project
from annals.record import Record
from annals.standing import standing, text_of

FILES = {
    "data/properties/grip.yml": """\
- id: grip
  name: Grip
  summary: How well a road holds a wheel.
  type: quantity
  unit: '%'
  scale: '%'
  kind: measured
  direction: higher
  one_source: yes
""",
    "data/entities/more.yml": """\
- {id: south-bridge, kind: product, name: South Bridge, summary: The younger one.}
- {id: ferry, kind: product, name: Ferry, summary: It swims.}
""",
    "data/facts/hearsay.yml": """\
source: {title: Hearsay, type: webpage, url: https://example.org/hearsay, tier: weak, read: full}
claims:
  - {subject: ferry, property: grip, value: 50, place: line 1}
""",
    "data/rulings/all.yml": """\
- id: tested-again
  finding: north-bridge/grip?by=bridge-office
  rerun: yes
  because: It was tested again [@second-report].
  seen: ['70', '80']
  decided: 2024-06-01
""",
}
ROWS = {
    "first-report": ("2020", "[north-bridge, south-bridge]", "[70, 75]"),
    "second-report": ("2022", "[north-bridge, ferry]", "[80, 60]"),
    "copy": ("2023", "[north-bridge]", "[80]"),
}


@pytest.fixture
def record(
    bridges: Callable[..., Path], check: Callable[[Path], tuple[Project, list[Diagnostic]]]
) -> Record:
    """Two reports that each measured anew, and a copy of a part of the second."""
    files: dict[str, Any] = dict(FILES)
    for source, (issued, subjects, values) in ROWS.items():
        files[f"data/facts/{source}.yml"] = f"""\
source: {{title: {source}, type: report, issued: {issued}, url: https://example.org/{source}, tier: press, read: full}}
tables:
  - place: table 1
    evaluator: bridge-office
    columns: {subjects}
    rows:
      - {{property: grip, values: {values}}}
"""
    project, found = check(bridges(files))
    assert not found
    return project.record


def _shown(record: Record) -> dict[str, list[tuple[str, str, bool, bool]]]:
    definition = record.properties["grip"]
    found, _ = columns(record.findings_on["grip"], definition)
    return {
        column.source: [
            (
                result.finding.subject,
                text_of(record, result, definition),
                result.best,
                bool(result.finding.kind),
            )
            for result in standing(record, like, definition, column)
        ]
        for column, like in found.items()
    }


def test_each_report_has_a_column_of_its_own_with_its_own_values(record: Record):
    """70 stands beside 75, as in its table, though 80 is what we print; and 75 is the best there."""
    assert _shown(record) == {
        "first-report": [
            ("south-bridge", "75\u00a0%", True, False),
            ("north-bridge", "70\u00a0%", False, True),
        ],
        "second-report": [
            ("north-bridge", "80\u00a0%", True, True),
            ("ferry", "60\u00a0%", False, False),
        ],
    }


def test_one_sources_column_can_be_asked_for(record: Record):
    """Also that of a copy, which is left out where a larger column shows the same."""
    definition = record.properties["grip"]
    mine = record.by_subject_property["north-bridge", "grip"]
    assert list(columns(mine, definition, of="copy")[0]) == [
        Column((("by", "bridge-office"),), "copy")
    ]


def test_a_result_without_a_tester_stands_in_no_column(record: Record):
    """Nobody knows in whose series it belongs, though the property asks for nothing but one source."""
    definition = record.properties["grip"]
    _, loose = columns(record.findings_on["grip"], definition)
    assert [finding.id for finding in loose] == ["ferry/grip"]
