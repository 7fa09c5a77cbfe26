"""Two subjects side by side: only what was measured alike, and for the rest the reason why not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annals.blocks import BLOCKS
from annals.blocks.compare import all_tests, pairs, refuse, side_by_side
from annals.comparing import comparable
from annals.diagnostics import Report
from annals.exports.compared import compare_file
from annals.project import read_project
from annals.record import Record
from annals.site import Context, Site

ROOT = Path(__file__).parent.parent
RecordOf = Callable[..., Record]
NORTH, SOUTH = "north-bridge", "south-bridge"


def seen(record: Record) -> dict[str, Any]:
    """The view of the two bridges, as words."""
    view = side_by_side(all_tests(Site(record, BLOCKS)), NORTH, SOUTH)
    return {
        "alike": [
            (
                row["test"]["name"],
                *(" ".join(each["text"] for each in side) for side in row["sides"]),
                row["better"],
            )
            for group in view["alike"]
            for row in group["rows"]
        ],
        "apart": [(row["test"]["name"], row["why"]) for row in view["apart"]],
        "alone": view["alone"],
    }


def test_only_what_was_measured_alike_is_set_side_by_side(record_of: RecordOf):
    """The better of two is said where no rounding can change it; fewer may be better."""
    record = record_of(
        {
            "survey": [
                f"{NORTH}/strength?by=city-lab&load=full = 70",
                f"{SOUTH}/strength?by=city-lab&load=full = 75",
                f"{NORTH}/strength?by=city-lab&load=empty = 80.4",
                f"{SOUTH}/strength?by=city-lab&load=empty = 80",
                f"{NORTH}/wear?by=city-lab = 3",
                f"{SOUTH}/wear?by=city-lab = 2",
                f"{NORTH}/grip?by=city-lab = 2",
            ]
        }
    )
    found = seen(record)
    assert sorted(found["alike"]) == [
        ("Strength left", "70", "75", 1),
        ("Strength left", "80.4", "80", -1),
        ("Wear", "3", "2", 1),
    ]
    assert found["apart"] == []
    assert found["alone"] == [[], []]


@pytest.mark.parametrize(
    ("north", "south", "why"),
    [
        ("strength?by=city-lab&load=full", "strength?by=city-lab&load=empty", "measured under different conditions"),
        ("strength?by=city-lab&load=full", "strength?by=herald&load=full", "measured by different testers"),
        ("strength?by=city-lab&load=full", "strength?by=city-lab", "it is not said how both were measured"),
        ("strength", "strength", "it is not said how both were measured"),
    ],
)  # fmt: skip
def test_what_is_not_comparable_says_why(record_of: RecordOf, north: str, south: str, why: str):
    """One reason, the first that holds."""
    record = record_of({"survey": [f"{NORTH}/{north} = 70", f"{SOUTH}/{south} = 75"]})
    assert seen(record) == {"alike": [], "apart": [("Strength left", why)], "alone": [[], []]}


def test_two_reports_are_not_comparable_where_each_measures_anew(record_of: RecordOf):
    """No one report gives both."""
    record = record_of(
        {
            "alpha": [f"{NORTH}/grip?by=city-lab&load=full = 70"],
            "omega": [f"{SOUTH}/grip?by=city-lab&load=full = 75"],
        }
    )
    assert seen(record)["apart"] == [("Grip", "no one report gives both")]


@pytest.mark.parametrize(
    ("evaluator", "made", "interested"),
    [("bridge-office", [0], False), ("river-company", [1], False), ("city-lab", [], False)],
)
def test_a_tester_that_made_one_of_the_two_is_named_as_its_maker(
    record_of: RecordOf, evaluator: str, made: list[int], *, interested: bool
):
    """Its results for the other one are an interested party's; an independent tester has no stake."""
    claims = [f"{key}/wear?by={evaluator} = 3" for key in (NORTH, SOUTH)]
    view = side_by_side(all_tests(Site(record_of({"survey": claims}), BLOCKS)), NORTH, SOUTH)
    assert [(group["made"], group["interested"]) for group in view["alike"]] == [(made, interested)]


def test_a_tester_with_another_stake_in_both_is_an_interested_party(record_of: RecordOf):
    """Owned in part by their maker, say."""
    keys = (NORTH, "north-bridge-light")
    claims = [f"{key}/wear?by=gauge-works = 3" for key in keys]
    view = side_by_side(all_tests(Site(record_of({"survey": claims}), BLOCKS)), *keys)
    assert [(group["made"], group["interested"]) for group in view["alike"]] == [([], True)]


def test_a_test_of_one_alone_is_named(record_of: RecordOf):
    """It is neither comparable nor not."""
    record = record_of(
        {
            "survey": [
                f"{NORTH}/strength?by=city-lab&load=full = 70",
                "west-bridge/strength?by=city-lab&load=full = 75",
            ]
        }
    )
    assert seen(record) == {"alike": [], "apart": [], "alone": [["Strength left"], []]}


@pytest.fixture(scope="module")
def site() -> Site:
    """The real site."""
    extra = {"as_of": "2026-11-27", "kinds": {}, "data": "data"}
    return Site(read_project(ROOT, Report(), extra, BLOCKS).record, BLOCKS)


def test_what_stands_side_by_side_is_comparable_by_the_record(site: Site):
    """The columns hold no pair that the rule of the record would refuse."""
    record = site.record
    by_url = {site.finding_url(finding): finding for finding in record.findings.values()}
    checked = 0
    for test in all_tests(site):
        for column in test["columns"]:
            found = [by_url[result["url"]] for result in column["results"]]
            for number, one in enumerate(found):
                for other in found[number + 1 :]:
                    if one.subject != other.subject and not (one.kind or other.kind):
                        assert comparable(one, other, record.properties[one.property])
                        checked += 1
    assert checked > 1000


def test_the_file_holds_all_that_the_script_reads(site: Site):
    """Subjects by maker, and each test with its columns."""
    whole = json.loads(str(compare_file(site).content))
    known = {each["id"] for each in whole["subjects"]}
    assert len(known) == len(whole["subjects"]) > 50
    for test in whole["tests"]:
        for results in (*(column["results"] for column in test["columns"]), test["loose"]):
            assert {result["subject"] for result in results} <= known


def test_pairs_are_folded_for_whoever_has_no_script(site: Site):
    """Each says how much of it is comparable."""
    options = {"pairs": pairs("muse-spark/gpt-5-4 llama-2-70b/llama-1-65b")}
    assert refuse(site.record, options) == []
    html = BLOCKS["compare"].render(site, options, Context())
    assert html.count("<details") == 2
    assert "measured alike" in html
    assert "Not comparable" in html
    assert "style=" not in html


@pytest.mark.parametrize("text", ["a", "a/a", "a/b/c", "a/", ""])
def test_a_pair_is_two_ids(text: str):
    """Anything else is refused; and so is an id that nothing has."""
    with pytest.raises(ValueError, match="a list of pairs"):
        pairs(text)


def test_an_unknown_subject_is_refused(site: Site):
    """With the nearest one that is known."""
    refusals = refuse(site.record, {"pairs": [("muse-spark", "gpt-5-5-4")]})
    assert [refusal.rule for refusal in refusals] == ["unknown-entity"]
    assert refusals[0].notes


def test_words_of_the_file_are_set_as_on_pages(site: Site):
    """The script puts them beside what the build has set: one kind of apostrophe."""
    content = str(compare_file(site).content)
    assert "Humanity’s Last Exam" in content
    assert "Humanity's Last Exam" not in content
