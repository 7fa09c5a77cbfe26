"""A ruling decides a contradiction, with what it looked at; where it cannot, the finding stays open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from annals.answers import verdict
from annals.deciding import chosen_by, ruling_for, unseen
from annals.explain import explain, stubs
from annals.findings import Finding
from annals.parties import Parties
from annals.record import Record
from annals.scene import Scene
from annals.schema import Ruling
from hypothesis import given, settings
from hypothesis import strategies as st

RecordOf: TypeAlias = Callable[..., Record]
LENGTH = "north-bridge/length"
THREE = {
    "survey": [f"{LENGTH} = 412"],
    "ledger": [f"{LENGTH} = 415"],
    "almanac": [f"{LENGTH} = 415.2"],
}


def _scene(record: Record) -> Scene:
    rulings = [held.record for held in record.loaded.rulings]
    return Scene(record.properties, Parties(record.entities, record.sources), rulings)


def _ruled(
    record_of: RecordOf, said: Mapping[str, Any], ruling: Mapping[str, Any], **more: Any
) -> Finding:
    """The finding on the length, after a ruling on it."""
    return record_of(said, rulings=[{"finding": LENGTH, **ruling}], **more).findings[LENGTH]


def _text(finding: Finding) -> str | None:
    return finding.printed.text if finding.printed else None


def _unseen(record: Record) -> list[str]:
    """What the only ruling has not seen, of all findings that it decides."""
    scene = _scene(record)
    (ruling,) = scene.rulings
    decided = [finding for finding in record.contradictions if finding.ruling == ruling.id]
    return [claim.text for finding in decided for claim in unseen(ruling, finding, scene)]


# --- what a ruling can decide --------------------------------------------------------------------


def test_without_a_ruling_a_contradiction_is_open(record_of: RecordOf):
    """It is no error and nobody's choice; it waits for a maintainer."""
    record = record_of(THREE)
    finding = record.findings[LENGTH]
    assert (finding.contradicted, finding.ruling, finding.printed) == ("open", None, None)
    assert [each for each in record.contradictions if each.ruling is None] == [finding]


def test_a_ruling_prefers_the_claim_of_a_source(record_of: RecordOf):
    """What it names is printed, whatever its tier; the other side stays among the claims."""
    about = {"survey": {"tier": "weak"}, "ledger": {"tier": "primary"}}
    finding = _ruled(record_of, THREE, {"prefer": {"source": "survey"}}, about=about)
    assert (finding.contradicted, _text(finding), finding.ruling) == ("ruled", "412", "ruling-0")
    assert [claim.text for claim in finding.claims] == ["415.2", "415", "412"]
    assert [finding.agrees(index) for index in range(3)] == [False, False, True]


def test_a_ruling_names_the_value_of_a_source_that_gives_several(record_of: RecordOf):
    """The value is that of the text, as it was printed."""
    said = {"survey": [f"{LENGTH} = 412", f"{LENGTH} = 415"]}
    for value in ("412", "415"):
        finding = _ruled(record_of, said, {"prefer": {"source": "survey", "value": value}})
        assert _text(finding) == value


@pytest.mark.parametrize(
    "prefer",
    [
        {"source": "gazette-page"},
        {"source": "ledger", "value": "412"},
        {"source": "ledger", "value": "415.0"},
        {"source": "two-minds"},
    ],
)
def test_what_a_ruling_cannot_find_it_does_not_decide(record_of: RecordOf, prefer: dict[str, str]):
    """A source that claims nothing, a value that it does not give, or one of two that it gives: open."""
    said = {**THREE, "two-minds": [f"{LENGTH} = 412", f"{LENGTH} = 418"]}
    finding = _ruled(record_of, said, {"prefer": prefer})
    assert (finding.contradicted, finding.printed) == ("open", None)
    assert finding.ruling == "ruling-0"


def test_of_several_agreeing_claims_of_a_source_the_narrowest_is_printed(record_of: RecordOf):
    """A source that prints one number twice, once with more digits, is preferred with these."""
    said = {**THREE, "survey": [f"{LENGTH} = 412", f"{LENGTH} = 412.3"]}
    assert _text(_ruled(record_of, said, {"prefer": {"source": "survey"}})) == "412.3"


def test_a_rerun_prints_the_newest(record_of: RecordOf):
    """The same tester measured again: the latest issue counts, whatever its tier; the older are history."""
    about = {
        "survey": {"issued": "2022", "tier": "primary"},
        "almanac": {"issued": "2023-05"},
        "ledger": {"issued": "2024-01", "tier": "weak"},
    }
    finding = _ruled(record_of, THREE, {"rerun": "yes"}, about=about)
    assert (finding.contradicted, _text(finding)) == ("ruled", "415")
    assert len(finding.claims) == 3


def test_a_rerun_of_two_issued_on_one_day_decides_nothing(record_of: RecordOf):
    """Which of the two is the newer is not known, and not decided by the alphabet."""
    about = {"survey": {"issued": "2024"}, "ledger": {"issued": "2024"}}
    assert _ruled(record_of, THREE, {"rerun": "yes"}, about=about).open


def test_a_rerun_without_any_date_decides_nothing(record_of: RecordOf):
    """An unknown date is no old one."""
    assert _ruled(record_of, THREE, {"rerun": "yes"}).open


def test_a_ruling_can_hold_a_finding_open(record_of: RecordOf):
    """It is open on purpose, and no longer waits for anybody."""
    record = record_of(THREE, rulings=[{"finding": LENGTH, "open": "yes"}])
    finding = record.findings[LENGTH]
    assert (finding.contradicted, finding.ruling, finding.printed) == ("open", "ruling-0", None)
    assert [each for each in record.contradictions if each.ruling is None] == []
    told = explain(record, LENGTH)
    assert told is not None
    assert "held open by the ruling 'ruling-0'" in told


def test_a_computed_ruling_is_for_comparisons_only(record_of: RecordOf):
    """There is nothing to compute of a length."""
    assert _ruled(record_of, THREE, {"computed": "yes"}).open


def test_a_ruling_on_what_agrees_changes_nothing(record_of: RecordOf):
    """It is needless, which is a rule's to say; what is printed is chosen as without it."""
    said = {"survey": [f"{LENGTH} = 412"], "ledger": [f"{LENGTH} = 412.3"]}
    finding = _ruled(record_of, said, {"prefer": {"source": "survey"}})
    assert (finding.contradicted, finding.ruling, _text(finding)) == ("no", None, "412.3")


def test_a_ruling_can_name_several_findings(record_of: RecordOf):
    """One reason, several contradictions."""
    said = {
        "survey": ["north-bridge/length = 412", "south-bridge/length = 500"],
        "ledger": ["north-bridge/length = 415", "south-bridge/length = 505"],
    }
    rulings = [{"findings": [LENGTH, "south-bridge/length"], "prefer": {"source": "ledger"}}]
    record = record_of(said, rulings=rulings)
    assert [_text(finding) for finding in record.findings.values()] == ["415", "505"]


def test_a_ruled_finding_explains_itself(record_of: RecordOf):
    """The value that was chosen, and by which ruling."""
    record = record_of(THREE, rulings=[{"finding": LENGTH, "prefer": {"source": "survey"}}])
    told = explain(record, LENGTH)
    assert told is not None
    assert (
        "printed: 412 m   (chosen by the ruling 'ruling-0')".replace(" m", "\N{NO-BREAK SPACE}m")
        in told
    )


# --- patterns ------------------------------------------------------------------------------------

PATTERN = {"pattern": {"between": ["survey", "ledger"]}, "prefer": {"source": "survey"}}
PAIR = {
    "survey": ["north-bridge/length = 412", "north-bridge/weight = 90", "north-bridge/arches = 4"],
    "ledger": ["north-bridge/length = 415", "north-bridge/weight = 95", "north-bridge/arches = 4"],
}


def test_a_pattern_decides_every_contradiction_between_its_sources(record_of: RecordOf):
    """And leaves alone what they agree on."""
    record = record_of(PAIR, rulings=[PATTERN])
    assert {key: finding.contradicted for key, finding in record.findings.items()} == {
        "north-bridge/arches": "no",
        "north-bridge/length": "ruled",
        "north-bridge/weight": "ruled",
    }
    assert record.findings["north-bridge/arches"].ruling is None


def test_a_pattern_can_be_for_some_properties(record_of: RecordOf):
    """On the others nothing is decided."""
    pattern = {**PATTERN, "pattern": {"between": ["survey", "ledger"], "property": "weight"}}
    record = record_of(PAIR, rulings=[pattern])
    assert record.findings["north-bridge/weight"].contradicted == "ruled"
    assert record.findings[LENGTH].contradicted == "open"


@pytest.mark.parametrize(
    ("third", "state"),
    [
        ("412", "ruled"),
        ("415.2", "ruled"),
        ("418", "open"),
        ("not-reported", "ruled"),
        ("none", "open"),
    ],
)
def test_a_third_source_may_take_a_side_of_a_pattern(record_of: RecordOf, third: str, state: str):
    """One that repeats either changes nothing; one that says something else is no part of the quarrel decided."""
    record = record_of({**PAIR, "almanac": [f"{LENGTH} = {third}"]}, rulings=[PATTERN])
    assert record.findings[LENGTH].contradicted == state


def test_a_pattern_needs_all_its_sources(record_of: RecordOf):
    """A contradiction of one of them with somebody else is another matter."""
    said = {"survey": PAIR["survey"], "almanac": PAIR["ledger"]}
    assert record_of(said, rulings=[PATTERN]).findings[LENGTH].open


def test_a_source_at_odds_with_itself_is_not_at_odds_with_another(record_of: RecordOf):
    """A pattern of two does not decide where one of them is silent."""
    said = {"survey": [f"{LENGTH} = 412", f"{LENGTH} = 415"], "almanac": [f"{LENGTH} = 412"]}
    assert record_of(said, rulings=[PATTERN]).findings[LENGTH].open


def test_a_pattern_of_one_source_decides_where_it_contradicts_itself(record_of: RecordOf):
    """The value is named, for the source gives several."""
    said = {"survey": [f"{LENGTH} = 412", f"{LENGTH} = 415"]}
    ruling = {"pattern": {"between": ["survey"]}, "prefer": {"source": "survey", "value": "415"}}
    assert _text(record_of(said, rulings=[ruling]).findings[LENGTH]) == "415"


def test_a_ruling_that_names_a_finding_comes_before_a_pattern(record_of: RecordOf):
    """The exact one was made for this finding."""
    named = {"finding": LENGTH, "prefer": {"source": "ledger"}}
    record = record_of(PAIR, rulings=[PATTERN, named])
    assert _text(record.findings[LENGTH]) == "415"
    assert record.findings["north-bridge/weight"].ruling == "ruling-0"


# --- stale ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "left"),
    [
        (["412", "415"], []),
        (["412"], ["415.2", "415"]),
        (["412", "415.2"], []),
        (["412", "over 414"], []),
        (["around the bend"], ["415.2", "415", "412"]),
        ([], ["415.2", "415", "412"]),
    ],
)
def test_a_ruling_has_seen_what_meets_a_value_that_it_looked_at(
    record_of: RecordOf, seen: list[str], left: list[str]
):
    """A value that meets none of them makes it stale; more digits of one that was seen do not."""
    ruling = {"finding": LENGTH, "prefer": {"source": "survey"}, "seen": seen}
    assert _unseen(record_of(THREE, rulings=[ruling])) == left


def test_a_new_value_makes_a_ruling_stale(record_of: RecordOf):
    """It still decides, until somebody has looked again; what says nothing needs no look."""
    ruling = {"finding": LENGTH, "prefer": {"source": "survey"}, "seen": ["412", "415"]}
    more = {"herald-page": [f"{LENGTH} = 418"], "gazette-page": [f"{LENGTH} = not-reported"]}
    record = record_of({**THREE, **more}, rulings=[ruling])
    assert _unseen(record) == ["418"]
    assert _text(record.findings[LENGTH]) == "412"


def test_seen_words_and_dates_are_read_by_their_property(record_of: RecordOf):
    """A month that was seen covers its days; a word covers itself."""
    said = {
        "survey": ["north-bridge/opened = 1990-05-04", "north-bridge/material = stone"],
        "ledger": ["north-bridge/opened = 1991", "north-bridge/material = steel"],
    }
    ruling = {
        "findings": ["north-bridge/opened", "north-bridge/material"],
        "prefer": {"source": "survey"},
        "seen": ["1990-05", "1991", "stone"],
    }
    assert _unseen(record_of(said, rulings=[ruling])) == ["steel"]


# --- stubs ---------------------------------------------------------------------------------------


def test_each_contradiction_that_waits_has_a_stub(record_of: RecordOf):
    """It names the finding, its values and who says them; what is ruled on has none."""
    said = {
        "survey": [f"{LENGTH} = 412", "north-bridge/material = stone"],
        "ledger": [f"{LENGTH} = 415", "north-bridge/material = steel"],
    }
    waiting = stubs(record_of(said))
    assert waiting.startswith("# 2 contradictions wait for a ruling")
    assert 'finding: "north-bridge/length"' in waiting
    assert 'seen: ["415", "412"]' in waiting
    assert "412: survey, page 1 (data/facts/survey.yml:3)" in waiting
    held_open = [{"finding": LENGTH, "open": "yes"}]
    assert LENGTH not in stubs(record_of(said, rulings=held_open))


# --- what always holds ---------------------------------------------------------------------------

VALUES = st.sampled_from(["9", "14", "14.2", "20", "over 8", "10..16", "~15", "none"])
CHECKS = st.sampled_from(
    [
        f"{left} {operator} {right}"
        for left in (LENGTH, f"{LENGTH} * 2", f"{LENGTH} + south-bridge/length")
        for operator in (">", ">=", "<", "!=", "=")
        for right in ("8", "13.9", "21", "south-bridge/length")
    ]
)
SAID = st.dictionaries(
    st.sampled_from(["alpha", "beta", "gamma"]),
    st.lists(VALUES, min_size=1, max_size=2),
    min_size=1,
)


@settings(max_examples=400)
@given(SAID, st.sampled_from(["9", "14", "20", "~15"]), CHECKS)
def test_a_check_that_holds_keeps_holding_whatever_is_ruled(
    record_of: RecordOf, said: dict[str, list[str]], other: str, check: str
):
    """Nobody's sentence breaks because a maintainer decides a finding on which it holds on every side."""
    world = {source: [f"{LENGTH} = {value}" for value in values] for source, values in said.items()}
    world["omega"] = [f"south-bridge/length = {other}"]
    before = record_of(world)
    if before.findings[LENGTH].open and verdict(before, check) is None:
        for claim in before.findings[LENGTH].claims:
            prefer = {"source": claim.source, "value": claim.text}
            after = record_of(world, rulings=[{"finding": LENGTH, "prefer": prefer}])
            assert verdict(after, check) is None, prefer


@given(SAID)
def test_a_ruling_prints_a_claim_of_the_source_that_it_prefers(
    record_of: RecordOf, said: dict[str, list[str]]
):
    """Or nothing, if that source does not say one thing."""
    world = {source: [f"{LENGTH} = {value}" for value in values] for source, values in said.items()}
    for source in said:
        record = record_of(world, rulings=[{"finding": LENGTH, "prefer": {"source": source}}])
        finding = record.findings[LENGTH]
        if finding.contradicted == "ruled":
            assert finding.printed in finding.claims
            assert finding.printed is not None
            assert finding.printed.source == source


def test_what_decides_can_be_asked_of_a_scene(record_of: RecordOf):
    """The rules ask the same functions that reconciled."""
    record = record_of(THREE, rulings=[{"finding": LENGTH, "prefer": {"source": "survey"}}])
    scene, finding = _scene(record), record.findings[LENGTH]
    ruling = ruling_for(finding, scene)
    assert isinstance(ruling, Ruling)
    assert chosen_by(ruling, finding, scene) is finding.printed
