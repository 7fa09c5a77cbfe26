"""Fact files become claims: what is said at any level holds below it, and decides which finding a claim belongs to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from annals.claims import Claim, finding_id
from annals.diagnostics import Report
from annals.fact_files import collect
from annals.load import load
from hypothesis import given
from hypothesis import strategies as st

Read: TypeAlias = Callable[..., tuple[list[Claim], Report]]

PROPERTIES = """\
- {id: strength, name: Strength, summary: What is left., type: quantity, kind: measured}
- {id: noise, name: Noise, summary: How loud., type: quantity, kind: measured, evaluator: ear-office}
- {id: length, name: Length, summary: How long., type: quantity}
- {id: crossings, name: Crossings, summary: How many a day., type: count, over_time: yes}
"""
HEAD = "source: {title: A visit, type: webpage, tier: weak, read: full}\n"


def read_files(folder: Path, files: dict[str, str]) -> tuple[list[Claim], Report]:
    """The claims of some fact files, by stem, and what is wrong with them."""
    for name, text in {"properties/all": PROPERTIES, **files}.items():
        path = folder / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = Report()
    return collect(load(folder, report), report), report


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The claims of one source, 'visit'."""
    return lambda text: read_files(tmp_path, {"facts/visit": HEAD + text})


def keys(claims: list[Claim]) -> dict[str, str]:
    """What is claimed, by the id of the finding."""
    return {claim.key: claim.text for claim in claims}


# --- levels --------------------------------------------------------------------------------------

LEVELS = """\
place: page 1
subject: north-bridge
conditions: {season: winter}
tables:
  - evaluator: bridge-office
    conditions: {wind: calm}
    columns:
      - {property: strength, conditions: {load: empty}, named: Strength left}
    rows:
      - conditions: {carts: 2}
        via: handbook
        values:
          - {value: 80, conditions: {lane: left}, note: Read twice., as_of: 2024, superseded_by: survey}
"""


def test_what_is_said_at_any_level_holds_below_it(read: Read):
    """File, table, row, column and cell each say a part."""
    (claim,), report = read(LEVELS)
    assert not report.found
    assert claim.key == (
        "north-bridge/strength?by=bridge-office&carts=2&lane=left&load=empty&season=winter&wind=calm"
    )
    assert (claim.source, claim.place, claim.evaluator) == ("visit", "page 1", "bridge-office")
    assert (claim.via, claim.named) == ("handbook", "Strength left")
    assert claim.superseded_by == "survey"
    assert (claim.note, claim.as_of, claim.text) == ("Read twice.", "2024", "80")


def test_a_claim_knows_where_each_of_its_parts_was_said(read: Read):
    """So that a complaint about a part points there and not at the cell."""
    (claim,), _ = read(LEVELS)
    table = ("tables", 0)
    cell = (*table, "rows", 0, "values", 0)
    assert claim.path == cell
    assert claim.line == 14
    assert claim.at["subject"] == ("subject",)
    assert claim.at["property"] == (*table, "columns", 0, "property")
    assert claim.at["via"] == (*table, "rows", 0, "via")
    assert claim.at["value"] == (*cell, "value")
    assert claim.at["?load"] == (*table, "columns", 0, "conditions", "load")
    assert claim.at["?season"] == ("conditions", "season")


def test_the_same_said_again_is_no_contradiction(read: Read):
    """Saying it twice is allowed, as long as it is the same."""
    _, report = read(
        "place: page 1\nsubject: a\nclaims:\n  - {subject: a, place: page 1, property: length, value: 3}\n"
    )
    assert not report.found


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("subject: a", "subject: b"),
        ("property: length", "property: strength"),
        ("place: page 1", "place: page 2"),
        ("evaluator: a", "evaluator: b"),
        ("as_of: 2023", "as_of: 2024"),
        ("via: a", "via: b"),
        ("metric: a", "metric: b"),
        ("metric: a", "conditions: {metric: b}"),
        ("conditions: {load: full}", "conditions: {load: empty}"),
    ],
)
def test_the_same_key_said_twice_differently_is_an_error(read: Read, above: str, below: str):
    """Whoever reads the claim alone must not be misled by what stands above it."""
    named = {"subject": "a", "property": "length"}
    rest = ", ".join(f"{key}: {value}" for key, value in named.items() if key not in below)
    _, report = read(f"{above}\nclaims:\n  - {{{rest}, value: 3, {below}}}\n")
    (found,) = report.sorted()
    assert (found.rule, found.span.line) == ("said-twice", 4)
    assert "see line 2" in found.notes[0]


def test_notes_and_names_add_up(read: Read):
    """A remark on the table and one on the cell are both worth reading."""
    (claim,), report = read(
        "place: 1\nnote: All by hand.\ntables:\n  - note: In May.\n    columns: [{subject: a, named: A}]\n"
        "    rows:\n      - {property: length, values: [{value: 3, named: big A}]}\n"
    )
    assert not report.found
    assert claim.note == "All by hand. In May."
    assert claim.named == "A, big A"


# --- tables --------------------------------------------------------------------------------------


def test_rows_may_be_led_by_property_or_by_subject(read: Read):
    """A table is transcribed the way round in which the source prints it."""
    by_property, _ = read(
        "tables:\n  - columns: [a, b]\n    rows:\n"
        "      - {property: length, values: [1, 2]}\n      - {property: strength, values: [3, 4]}\n"
    )
    by_subject, report = read(
        "tables:\n  - columns: [length, strength]\n    rows:\n"
        "      - {subject: a, values: [1, 3]}\n      - {subject: b, values: [2, 4]}\n"
    )
    assert not report.found
    assert keys(by_property) == keys(by_subject)
    assert keys(by_subject) == {
        "a/length": "1",
        "b/length": "2",
        "a/strength": "3",
        "b/strength": "4",
    }


def test_a_sparse_row_maps_columns_to_values(read: Read):
    """What the source leaves empty needs not be written."""
    claims, report = read(
        "tables:\n  - columns: [a, b, {subject: c, conditions: {load: full}}]\n    rows:\n"
        "      - {property: length, values: {c: 3, a: {value: 1, note: Faint.}}}\n"
    )
    assert not report.found
    assert keys(claims) == {"a/length": "1", "c/length?load=full": "3"}
    assert {claim.text: claim.note for claim in claims} == {"1": "Faint.", "3": None}


def test_two_columns_of_one_subject_differ_by_their_conditions(read: Read):
    """A column may say more than its subject."""
    claims, report = read(
        "tables:\n  - property: strength\n    columns:\n"
        "      - {subject: a, conditions: {load: full}}\n      - {subject: a, conditions: {load: empty}}\n"
        "    rows: [{values: [1, 2]}]\n"
    )
    assert not report.found
    assert keys(claims) == {"a/strength?load=full": "1", "a/strength?load=empty": "2"}


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ("[1,015, 12]", "is it one number, 1,015?"),
        ("[$1,015, 12]", "is it one number, $1,015?"),
        ("[3, ~12,500]", "is it one number, ~12,500?"),
        ("[1,015M, 12]", "is it one number, 1,015M?"),
        ("[1, 15, 12]", "is a column missing"),
        ("[1015, 2015, 12]", "is a column missing"),
        ("[1]", "1 missing: write 'not-reported'"),
    ],
)
def test_a_ragged_row_names_its_likely_cause(read: Read, values: str, note: str):
    """A number with a comma falls into two, and then all that follow stand in the wrong column."""
    claims, report = read(
        f"tables:\n  - columns: [a, b]\n    rows: [{{property: length, values: {values}}}]\n"
    )
    (found,) = report.sorted()
    assert (found.rule, claims) == ("ragged-row", [])
    assert note in found.notes[0]


def test_a_mistake_in_one_cell_leaves_the_others(read: Read):
    """Nothing sound is thrown away."""
    claims, report = read(
        "tables:\n  - columns: [a, b]\n    rows:\n"
        "      - {property: length, values: [long, 2]}\n      - {property: length, values: [3]}\n"
    )
    assert keys(claims) == {"b/length": "2"}
    assert [found.rule for found in report.sorted()] == ["bad-value", "ragged-row"]


# --- identity ------------------------------------------------------------------------------------


def test_an_id_is_canonical():
    """Keys are sorted, and what is unstated is left out."""
    assert finding_id("a", "b", (("z", "1"), ("c", "2"))) == "a/b?c=2&z=1"
    assert finding_id("a", "b", ()) == "a/b"


@pytest.mark.parametrize(
    ("claim", "key"),
    [
        ("property: length, evaluator: bridge-office", "a/length"),
        ("property: strength, evaluator: bridge-office", "a/strength?by=bridge-office"),
        ("property: strength", "a/strength"),
        ("property: noise", "a/noise?by=ear-office"),
        ("property: length, as_of: 2024-05", "a/length"),
        ("property: crossings, as_of: 2024-05", "a/crossings?as_of=2024-05"),
        ("property: strength, metric: worst", "a/strength?metric=worst"),
    ],
)
def test_a_claim_alone_decides_its_finding(read: Read, claim: str, key: str):
    """The evaluator counts for what is measured, the date for what changes over time."""
    (found,), _ = read(f"claims: [{{subject: a, value: 3, {claim}}}]\n")
    assert found.key == key


def test_a_comparison_is_known_by_its_calculation(read: Read):
    """However it is wrapped; it has no subject and no property of its own."""
    (found,), report = read(
        "place: page 1\nclaims:\n  - derived: >-\n      a/length\n      - b/length\n    value: 3\n"
    )
    assert not report.found
    assert (found.key, found.subject, found.property) == ("a/length - b/length", "", "")


def test_what_was_looked_for_in_vain_has_no_value(read: Read):
    """Not finding something is a statement too."""
    (found,), report = read(
        "claims: [{subject: a, property: length, kind: not-found, searched: 2024-05}]\n"
    )
    assert not report.found
    assert (found.value, found.text, found.searched) == (None, "", "2024-05")


def test_only_what_is_stated_over_time_needs_a_date(read: Read):
    """A promise may leave open when it was true; a value may not."""
    _, report = read(
        "claims:\n  - {subject: a, property: crossings, value: 3}\n"
        "  - {subject: a, property: crossings, value: 3, kind: promise}\n"
    )
    assert [(found.rule, found.span.line) for found in report.sorted()] == [("missing-as-of", 3)]


def test_claims_of_an_unknown_property_are_kept_without_a_value(read: Read):
    """The rule on unknown properties says what is wrong, and nothing else does."""
    (found,), report = read("claims: [{subject: a, property: width, value: wide}]\n")
    assert not report.found
    assert (found.property, found.value, found.text) == ("width", None, "wide")


# --- order ---------------------------------------------------------------------------------------

CLAIMS = [
    {"subject": "a", "property": "length", "value": "1"},
    {"subject": "b", "property": "length", "value": "2"},
    {"subject": "a", "property": "strength", "evaluator": "c", "value": "3"},
    {"subject": "a", "property": "crossings", "as_of": "2024", "value": "4"},
]
NAMES = ["alpha", "beta", "gamma"]


@given(
    order=st.permutations(CLAIMS),
    folders=st.lists(st.sampled_from(["", "x/", "y/"]), min_size=3, max_size=3),
)
def test_the_order_of_files_and_claims_never_matters(
    tmp_path_factory: pytest.TempPathFactory, order: list[dict[str, str]], folders: list[str]
):
    """The same sources say the same, however somebody sorted or moved them."""
    files = {
        f"facts/{folder}{name}": HEAD + yaml.safe_dump({"claims": order})
        for name, folder in zip(NAMES, folders, strict=True)
    }
    claims, report = read_files(tmp_path_factory.mktemp("data"), files)
    assert not report.found
    assert [claim.source for claim in claims] == sorted(NAMES * len(CLAIMS))
    assert {(claim.source, claim.key, claim.text) for claim in claims} == {
        (name, key, text)
        for name in NAMES
        for key, text in (
            ("a/length", "1"),
            ("b/length", "2"),
            ("a/strength?by=c", "3"),
            ("a/crossings?as_of=2024", "4"),
        )
    }


def test_claims_of_one_source_come_in_the_order_of_its_lines(read: Read):
    """A reader who follows the source meets them as they stand there, the tenth after the ninth."""
    text = "".join(f"  - {{subject: a, property: length, value: {n}}}\n" for n in range(12))
    claims, _ = read(f"claims:\n{text}")
    assert [claim.text for claim in claims] == [str(number) for number in range(12)]
    claims, _ = read(
        "tables:\n  - columns: [a, b, c, d, e, f, g, h, i, j, k, l]\n"
        "    rows: [{property: length, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}]\n"
    )
    assert [claim.text for claim in claims] == [str(number) for number in range(12)]
