"""Tables of results: what shares a row, what stands apart, why a cell is empty; and the same as files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from annals.blocks import BLOCKS
from annals.blocks.cells import bar, elsewhere, mostly_one_voice, on_one_source
from annals.blocks.opened import opened
from annals.blocks.results import BLOCKS as TABLE_BLOCKS
from annals.blocks.results import group_title, row_remarks, several_others
from annals.diagnostics import Report
from annals.exports.opened import opened_files
from annals.exports.shapes import schemas
from annals.exports.tables import FIELDS, as_csv, tables, written_tables
from annals.matrix import Matrix, matrix
from annals.picks import conditions, pick, picks
from annals.project import read_project
from annals.record import Record
from annals.site import Context, Site, anchor
from annals.standing import text_of

ROOT = Path(__file__).parent.parent
RecordOf = Callable[..., Record]


def shown(record: Record, table: Matrix) -> list[list[str]]:
    """Each row as words: the test, then what its cells show; `*` marks the best."""
    places = [place for group in table.groups for place in group.places]
    return [
        [
            " ".join((row.definition.id, *row.test)),
            *(
                text_of(record, cell.result, row.definition, unit=False) + "*" * cell.result.best
                if cell.result
                else cell.reason
                for cell in (row.cells[place] for place in places)
            ),
        ]
        for row in table.rows
    ]


def columns_of(table: Matrix) -> list[tuple[str, str, str]]:
    """Interest, evaluators and subject of each column."""
    return [
        (group.interest, " ".join(evaluators), place.subject.text)
        for group in table.groups
        for place, evaluators in group.places.items()
    ]


def test_columns_are_apart_by_who_measured_and_whose_interest_it_is(record_of: RecordOf):
    """The maker's own results first, then those of parties with a stake, then of others; the best is one of its column's own."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?by=bridge-office&load=full = 86",
                "south-bridge/strength?by=bridge-office&load=full = 81",
                "north-bridge/strength?by=gauge-works&load=full = 90",
                "north-bridge/strength?by=city-lab&load=full = 70",
                "south-bridge/strength?by=city-lab&load=full = 75",
            ]
        }
    )
    table = matrix(record, {"subjects": picks("north-bridge south-bridge")})
    assert columns_of(table) == [
        ("own", "bridge-office", "north-bridge"),
        ("own", "bridge-office", "south-bridge"),
        ("interested", "gauge-works", "north-bridge"),
        ("independent", "city-lab", "north-bridge"),
        ("independent", "city-lab", "south-bridge"),
    ]
    assert [row[1:] for row in shown(record, table)] == [["86*", "81", "90", "70", "75*"]]


def test_two_independent_testers_never_share_a_row(record_of: RecordOf):
    """Each has a row of its own, and says whose it is; makers that measured their own may stand side by side, each named."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?by=city-lab&load=full = 70",
                "south-bridge/strength?by=city-lab&load=full = 75",
                "west-bridge/strength?by=herald&load=full = 72",
            ]
        }
    )
    table = matrix(record, {"subjects": picks("north-bridge south-bridge west-bridge")})
    assert [row[1:] for row in shown(record, table)] == [["70", "75*", ""], ["", "", "72"]]
    assert [row.evaluators("independent") for row in table.rows] == [("city-lab",), ("herald",)]
    assert several_others(table)
    assert row_remarks(record, table.rows[1], many=True) == ["others: Herald"]
    assert row_remarks(record, table.rows[0], many=False) == []
    assert row_remarks(record, table.rows[1], many=False) == ["measured by Herald"]


def test_nothing_is_best_while_a_rival_is_undecided(record_of: RecordOf):
    """One of the values in question would surpass it; were none to, it would be the best for certain."""
    for other, best in (("90", ""), ("60", "*")):
        record = record_of(
            {
                "alpha": [
                    "north-bridge/strength?by=city-lab&load=full = 70",
                    "south-bridge/strength?by=city-lab&load=full = 40",
                ],
                "omega": [f"south-bridge/strength?by=city-lab&load=full = {other}"],
            }
        )
        table = matrix(record, {"subjects": picks("north-bridge south-bridge")})
        assert [row[1:] for row in shown(record, table)] == [[f"70{best}", f"40 to {other}"]]


def test_unlike_conditions_never_share_a_row(record_of: RecordOf):
    """Empty and full are two rows; a result that does not say which stands in neither, and the gap says why."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?by=city-lab&load=full = 70",
                "south-bridge/strength?by=city-lab&load=empty = 90",
                "west-bridge/strength?by=city-lab = 80",
                "west-bridge/strength?by=city-lab&load=empty = 85",
            ]
        }
    )
    table = matrix(record, {"subjects": picks("north-bridge south-bridge west-bridge")})
    rows = {row.test: row for row in table.rows}
    assert len(rows) == 2
    cells = {
        test: [
            (cell.result.finding.id if cell.result else cell.reason)
            for cell in (row.cells[place] for place in table.groups[0].places)
        ]
        for test, row in rows.items()
    }
    assert sorted(map(tuple, cells.values())) == [
        ("", "south-bridge/strength?by=city-lab&load=empty", "west-bridge/strength?by=city-lab&load=empty"),
        ("north-bridge/strength?by=city-lab&load=full", "", "load not stated"),
    ]  # fmt: skip


def test_two_reports_of_one_evaluator_are_two_rows_where_each_measures_anew(record_of: RecordOf):
    """What one report gives is set side by side; the further row says whose it is."""
    record = record_of(
        {
            "alpha": [
                "north-bridge/grip?by=city-lab&load=full = 40",
                "south-bridge/grip?by=city-lab&load=full = 50",
            ],
            "omega": [
                "south-bridge/grip?by=city-lab&load=full = 50",
                "west-bridge/grip?by=city-lab&load=full = 60",
            ],
        }
    )
    subjects = picks("north-bridge south-bridge west-bridge")
    table = matrix(record, {"subjects": subjects})
    assert [row[1:] for row in shown(record, table)] == [["40", "50*", ""], ["", "50", "60*"]]
    assert [row.sources for row in table.rows] == [{}, {"city-lab": "in “omega”"}]
    alone = matrix(record, {"subjects": subjects, "source": "omega"})
    assert [row[1:] for row in shown(record, alone)] == [["50", "60*"]]


def test_a_report_s_own_table_shows_what_it_gives(record_of: RecordOf):
    """Also where a ruling prints another value."""
    key = "north-bridge/grip?by=city-lab&load=full"
    record = record_of(
        {
            "alpha": [f"{key} = 40", "south-bridge/grip?by=city-lab&load=full = 50"],
            "omega": [f"{key} = 45"],
        },
        rulings=[{"finding": key, "prefer": {"source": "omega"}, "seen": ["40", "45"]}],
    )
    table = matrix(record, {"source": "alpha", "subjects": picks("north-bridge south-bridge")})
    assert [row[1:] for row in shown(record, table)] == [["40", "50*"]]


def test_several_results_at_one_place_are_counted_and_none_is_chosen(record_of: RecordOf):
    """A column that names the condition takes its own; `without` leaves out what a table is not about."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?by=city-lab&load=full&lane=1 = 70",
                "north-bridge/strength?by=city-lab&load=full&lane=2 = 90",
                "south-bridge/strength?by=city-lab&load=full = 80",
            ]
        }
    )
    table = matrix(record, {"subjects": picks("north-bridge south-bridge")})
    assert [row[1:] for row in shown(record, table)] == [["2 results", "80"]]
    apart = matrix(record, {"subjects": picks("north-bridge north-bridge?lane=2 south-bridge")})
    assert [row[1:] for row in shown(record, apart)] == [["70", "90*", "80"]]
    left = {"subjects": picks("north-bridge south-bridge"), "without": conditions("lane=2")}
    assert [row[1:] for row in shown(record, matrix(record, left))] == [["70", "80*"]]


def test_an_empty_cell_says_why(record_of: RecordOf):
    """Not reported, and looked for in vain, are two things; and so is nothing."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?by=city-lab&load=full = 70",
                "south-bridge/strength?by=city-lab&load=full = not-reported",
                ("west-bridge/strength?by=city-lab&load=empty = 10", {}),
                {
                    "subject": "west-bridge",
                    "property": "strength",
                    "kind": "not-found",
                    "searched": "2024-05-01",
                    "place": "page 2",
                    "evaluator": "city-lab",
                },
            ]
        }
    )
    subjects = picks("north-bridge south-bridge west-bridge")
    table = matrix(record, {"subjects": subjects, "properties": picks("strength?load=full")})
    assert [row[1:] for row in shown(record, table)] == [["70", "not reported"]]
    table = matrix(record, {"subjects": subjects})
    assert sorted(row[1:] for row in shown(record, table)) == [
        ["", "", "10"],
        ["70", "not reported", "looked for, not found"],
    ]


def test_a_bar_shows_what_differs_and_what_is_printed_elsewhere(record_of: RecordOf):
    """A contradicting value is a tick of its own kind; one whose conditions are unknown another; an open finding has no bar."""
    key = "north-bridge/strength?by=city-lab&load=full"
    record = record_of(
        {
            "alpha": [f"{key} = 40"],
            "omega": [f"{key} = 55"],
            "survey": ["north-bridge/strength = 70"],
        }
    )
    finding = record.findings[key]
    definition = record.properties["strength"].model_copy(update={"range": ["0", "100"]})
    result = next(
        cell.result for row in matrix(record, {}).rows for cell in row.cells.values() if cell.result
    )
    assert finding.open
    drawn = bar(record, result, definition)
    assert drawn == {
        "steps": "",
        "differing": ["40%", "55%"],
        "elsewhere": ["70%"],
        "gap": ("40%", "55%"),
    }
    assert elsewhere(record, finding) == {70}
    assert text_of(record, result, definition, unit=False) == "40 to 55"
    assert bar(record, result, record.properties["strength"]) is None


def test_a_report_s_own_value_shows_what_is_printed_instead(record_of: RecordOf):
    """In its own column the value that a ruling prints is what differs."""
    key = "north-bridge/grip?by=city-lab&load=full"
    record = record_of(
        {"alpha": [f"{key} = 40"], "omega": [f"{key} = 45"]},
        rulings=[{"finding": key, "prefer": {"source": "omega"}, "seen": ["40", "45"]}],
    )
    definition = record.properties["grip"].model_copy(update={"range": ["0", "100"]})
    drawn = {}
    for source in ("alpha", "omega"):
        cells = matrix(record, {"source": source}).rows[0].cells.values()
        result = next(cell.result for cell in cells if cell.result)
        drawn[source] = bar(record, result, definition)
    assert [(each["steps"], each["differing"]) for each in drawn.values() if each] == [
        ("t4 o0 d0", ["45%"]),
        ("t4 o5 d0", ["40%"]),
    ]


def test_one_voice_is_said_where_it_is_the_exception(record_of: RecordOf):
    """Where one voice stands behind most values, copies included, the word on each would say nothing; how many are on one source is counted."""
    record = record_of(
        {
            "alpha": [
                "north-bridge/strength?by=city-lab&load=full = 40",
                "south-bridge/strength?by=city-lab&load=full = 50",
                "west-bridge/length = 7",
            ],
            "gazette-page": ["west-bridge/length = 7", "old-bridge/length = 8"],
            "herald-page": ["old-bridge/length = 8"],
            "omega": ["north-bridge/strength?by=city-lab&load=full = 40"],
        },
        about={
            "alpha": {"publisher": "city-lab"},
            "gazette-page": {"publisher": "gazette"},
            "herald-page": {"publisher": "herald"},
        },
    )
    tested = [finding for finding in record.findings.values() if finding.property == "strength"]
    told = [finding for finding in record.findings.values() if finding.property == "length"]
    assert mostly_one_voice(tested)
    assert on_one_source(tested) == "1 of 2 values here rests on one source alone."
    assert on_one_source(tested[1:]) == "Each value here rests on one source alone."
    assert not mostly_one_voice(told)
    assert on_one_source(told) == ""


@pytest.mark.parametrize(
    ("of", "results", "title"),
    [
        ("south-bridge", ["west-bridge bridge-office"], "Its maker’s own results"),
        (
            "south-bridge",
            ["west-bridge bridge-office", "north-bridge bridge-office"],
            "Each maker’s own results",
        ),
        (
            "south-bridge",
            ["west-bridge bridge-office", "south-bridge bridge-office"],
            "Interested party",
        ),
        ("north-bridge", ["north-bridge gauge-works"], "Interested party"),
        (
            "north-bridge",
            ["north-bridge gauge-works", "north-bridge river-company"],
            "Interested parties",
        ),
    ],
)
def test_parties_with_a_stake_are_called_what_they_are(
    record_of: RecordOf, of: str, results: list[str], title: str
):
    """Makers that measured their own, all of them; else interested parties."""
    claims = [
        f"{subject}/grip?by={evaluator}&load=full = 40"
        for subject, evaluator in map(str.split, results)
    ]
    record = record_of({"survey": claims})
    table = matrix(record, {"of": of})
    groups = [group for group in table.groups if group.interest == "interested"]
    assert [group_title(record, group) for group in groups] == [title]


@pytest.mark.parametrize("text", ["a b", "a?b", "a?only", "A", "a/b", "a?x=y&x=z", ""])
def test_a_pick_is_an_id_with_conditions(text: str):
    """Anything else is refused."""
    assert pick("a?x=y").conditions == (("x", "y"),)
    with pytest.raises(ValueError, match="is no id"):
        pick(text)


@pytest.mark.parametrize("text", ["a", "a=", "=b", "a=b=c", ""])
def test_conditions_are_pairs(text: str):
    """Anything else is refused."""
    assert conditions("a=b c=d") == [("a", "b"), ("c", "d")]
    with pytest.raises(ValueError, match="a list of conditions"):
        conditions(text)


# --- files -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> Site:
    """The real site."""
    return Site(real().record, BLOCKS)


def real() -> Any:
    """The real project."""
    return read_project(
        ROOT, Report(), {"as_of": "2026-11-27", "kinds": {}, "data": "data"}, BLOCKS
    )


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    """The files of all tables, by address."""
    return {file.uri: file.content for file in tables(site, written_tables(real()))}


def test_each_table_is_a_file_as_its_schema_says(files: dict[str, str]):
    """The schema is closed; CSV and JSON hold the same, in the same order."""
    schema = schemas()["tables"]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name, content in files.items():
        if not name.endswith(".json"):
            continue
        whole = json.loads(content)
        validator.validate(whole)
        assert whole["count"] == len(whole["items"])
        rows = list(csv.DictReader(io.StringIO(files[name.replace(".json", ".csv")])))
        assert [row["finding"] for row in rows] == [
            each["finding"] or "" for each in whole["items"]
        ]
        assert tuple(rows[0] if rows else FIELDS) == FIELDS


def test_every_value_comes_with_its_citations(files: dict[str, str]):
    """A source with an address, or one that says why it has none; and who measured, which decides the group."""
    items = json.loads(files["api/v1/tables/launch.json"])["items"]
    assert len(items) > 80
    for item in items:
        if item["value"] is None:
            assert item["remark"]
            continue
        assert item["claims"]
        assert all(claim["title"] in item["sources"] for claim in item["claims"])
        assert (item["evaluator"] == "meta") == (item["group"] == "Meta’s own results")


def test_the_page_and_the_file_hold_the_same_values(site: Site, files: dict[str, str]):
    """Each value of the file is on the page, and leads to the same finding."""
    spec = next(spec for spec in TABLE_BLOCKS if spec.name == "results")
    for options in written_tables(real()):
        html = spec.render(site, options, Context())
        items = json.loads(files[f"api/v1/tables/{options['argument']}.json"])["items"]
        values = [item for item in items if item["value"] is not None]
        assert html.count('<a class="v ') == len(values)
        assert all(f">{item['value']}<" in html for item in values)


def test_a_file_says_under_which_conditions_each_result_was_got(files: dict[str, str]):
    """Those of its row, and what a row leaves aside, such as a mode."""
    items = json.loads(files["api/v1/tables/launch.json"])["items"]
    told = {item["finding"]: item["conditions"] for item in items if item["value"]}
    assert told["muse-spark/hle?by=meta&mode=thinking&tools=none"] == "no tools, Thinking mode"
    assert told["grok-4-2/hle?by=meta&effort=reasoning&tools=none"] == "no tools, effort: reasoning"


def test_an_empty_place_is_said_to_who_listens(site: Site):
    """A dash is a picture of nothing, with a name; the caption says it to all others."""
    spec = next(spec for spec in TABLE_BLOCKS if spec.name == "results")
    options = next(each for each in written_tables(real()) if each["argument"] == "launch")
    html = str(spec.render(site, options, Context()))
    dashes = html.count('<span class="why" role="img" aria-label="no result found">–</span>')
    assert dashes > 10
    assert html.count(">–<") == dashes
    assert "A dash, or on a phone a model that is not listed: no result found." in html


def test_no_cell_is_calculated_by_a_spreadsheet():
    """What begins like a formula is text; numbers stay numbers."""
    item = dict.fromkeys(FIELDS, "=1+1") | {"low": -3.5, "high": None, "best": True}
    row = next(csv.DictReader(io.StringIO(as_csv([item]))))
    assert row["name"] == "'=1+1"
    assert (row["low"], row["high"], row["best"]) == ("-3.5", "", "yes")


# --- what a value opens ------------------------------------------------------------------------


def test_a_value_opens_every_claim_and_the_ruling(record_of: RecordOf):
    """All claims stand on one axis, copies in one row; what is printed elsewhere without its conditions comes last."""
    key = "north-bridge/strength?by=city-lab&load=full"
    record = record_of(
        {
            "alpha": [f"{key} = 40"],
            "omega": [f"{key} = 55"],
            "herald-page": [(f"{key} = 40", {"via": "alpha"})],
            "survey": ["north-bridge/strength = 70"],
        },
        rulings=[{"finding": key, "prefer": {"source": "alpha"}, "seen": ["40", "55"]}],
    )
    html = opened(Site(record, BLOCKS), record.findings[key])
    assert [html.count(f"sources/{source}/") for source in ("alpha", "omega", "herald-page")] == [
        1,
        1,
        1,
    ]
    assert "2 sources, one origin" in html
    assert "Printed elsewhere without saying who measured, or how" in html
    assert html.index("sources/survey/") > html.index("sources/omega/")
    assert "Sources differ" in html
    assert "Ruling" in html


def test_there_is_a_part_for_every_value_of_every_table(site: Site):
    """Under the place on its subject's page to which the value leads; with no token left over."""
    parts = {file.uri: json.loads(file.content) for file in opened_files(site)}
    for finding in site.record.findings.values():
        if finding.derived is None and site.record.properties[finding.property].kind == "measured":
            html = parts[f"opened/{finding.subject}.json"][anchor(finding)]
            assert "\x02" not in html
            assert "<script" not in html
            assert f'href="../{site.finding_url(finding)}"' in html


def test_a_citation_left_out_leaves_no_gap(site: Site):
    """What is opened has no list of references: neither a mark nor the blank before it stays."""
    parts = [
        re.sub(r"<[^>]*>", "", html)
        for file in opened_files(site)
        for html in json.loads(file.content).values()
    ]
    assert len(parts) > 500
    assert [found[0] for part in parts for found in re.finditer(r".{20} [;,.](?= )", part)] == []


def test_what_is_opened_is_set_as_pages_are(site: Site):
    """With quotation marks of one kind, in texts alone and not in attributes."""
    parts = {file.uri: json.loads(file.content) for file in opened_files(site)}
    html = parts["opened/claude-opus-4-6.json"]["healthbench-hard.by-meta"]
    assert 'class="' in html
    assert "table “The Overall Scorecard”" in html
