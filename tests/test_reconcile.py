"""Claims become findings: identity, sides, contradictions, what is vaguer, what is printed.

The numbers of the sections are those of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Any, TypeAlias

import pytest
from annals.comparing import comparable, unlike
from annals.explain import explain
from annals.findings import Finding
from annals.intervals import Interval
from annals.record import Record

RecordOf: TypeAlias = Callable[..., Record]
World: TypeAlias = Mapping[str, list[Any]]


def _one(record: Record) -> Finding:
    (finding,) = record.findings.values()
    return finding


def _sides(finding: Finding) -> list[list[str]]:
    return [sorted(finding.claims[index].text for index in side.claims) for side in finding.sides]


def _said(record_of: RecordOf, subject_and_property: str, *values: str) -> Finding:
    """What several sources, one for each value, say of one thing."""
    return _one(
        record_of(
            {f"source-{n}": [f"{subject_and_property} = {v}"] for n, v in enumerate(values, 1)}
        )
    )


# --- 1. Identity ---------------------------------------------------------------------------------


def test_a_finding_is_named_by_subject_property_and_sorted_conditions(record_of: RecordOf):
    """The canonical id has the keys in order and leaves out what is not stated."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?load=full&by=city-lab = 86.4",
                "north-bridge/crossings?as_of=2024-03 = 58M",
                "north-bridge/length = 412",
            ]
        }
    )
    assert list(record.findings) == [
        "north-bridge/crossings?as_of=2024-03",
        "north-bridge/length",
        "north-bridge/strength?by=city-lab&load=full",
    ]


def test_unstated_is_a_value_of_its_own(record_of: RecordOf):
    """A claim that does not state the load belongs to another finding than one that does."""
    record = record_of(
        {
            "survey": ["north-bridge/strength?by=city-lab&load=full = 86.4"],
            "gazette-page": ["north-bridge/strength?by=city-lab = 71"],
        }
    )
    assert len(record.findings) == 2
    assert not record.contradictions


def test_the_evaluator_is_part_of_identity_for_what_is_measured_only(record_of: RecordOf):
    """Who measured a length does not make it another length."""
    record = record_of(
        {
            "survey": [
                ("north-bridge/length = 412", {"evaluator": "city-lab"}),
                ("north-bridge/strength = 86.4", {"evaluator": "city-lab"}),
            ]
        }
    )
    assert list(record.findings) == ["north-bridge/length", "north-bridge/strength?by=city-lab"]


def test_a_propertys_only_evaluator_needs_not_be_said(record_of: RecordOf):
    """Where one office alone measures something, it is the tester of every claim."""
    assert list(record_of({"survey": ["north-bridge/noise = 61"]}).findings) == [
        "north-bridge/noise?by=city-lab"
    ]


def test_two_dates_of_what_changes_are_a_series(record_of: RecordOf):
    """350M and 1.2B crossings at two dates are two findings, and no contradiction."""
    record = record_of(
        {
            "survey": ["north-bridge/crossings?as_of=2023 = 350M"],
            "gazette-page": ["north-bridge/crossings?as_of=2024 = 1.2B"],
        }
    )
    assert len(record.findings) == 2
    assert not record.contradictions


def test_only_what_is_stated_is_held_against_each_other(record_of: RecordOf):
    """A promise, an opinion and a search in vain are claims, and belong to no finding."""
    kinds = ("promise", "prediction", "opinion", "demonstration", "cause", "not-found")
    record = record_of(
        {
            "survey": ["north-bridge/length = 412"],
            **{f"says-{k}": [("north-bridge/length = 500", {"kind": k})] for k in kinds},
        }
    )
    assert [claim.text for claim in _one(record).claims] == ["412"]
    assert len(record.statements_about["north-bridge"]) == len(kinds)


def test_an_event_can_be_what_a_date_is_claimed_of(record_of: RecordOf):
    """Sources that date an event make a finding on it, and may contradict each other."""
    finding = _said(record_of, "north-bridge-opens/opened", "1990-05-04", "1990-05")
    assert (finding.id, finding.kind) == ("north-bridge-opens/opened", None)


# --- 2. Intervals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "values", "sides"),
    [
        ("length", ["86.4", "86"], 1),
        ("length", ["86.4", "86.5"], 2),
        ("length", ["52", "51.5"], 1),
        ("length", ["52", "52.6"], 2),
        ("length", ["over 86", "86"], 1),
        ("length", ["over 86.4", "under 86.4"], 2),
        ("length", ["at least 86", "up to 86"], 1),
        ("length", ["~80", "88"], 1),
        ("length", ["~80", "89"], 2),
        ("length", ["120..157", "157"], 1),
        ("length", ["0.67 ± 0.03", "0.69"], 2),
        ("opened", ["2025-06-30", "2025-07"], 2),
        ("opened", ["2025-07-31", "2025-07"], 1),
        ("opened", ["2025", "2025-07", "2025-07-03"], 1),
        ("opened", ["[2024,2026]", "2025"], 2),
        ("opened", ["[2024,2026]", "2026-05"], 1),
        ("building", ["1988/1990", "1989"], 1),
        ("size-rank", ["top 5", "4th"], 1),
        ("size-rank", ["top 3", "4th"], 2),
        ("memory", ["8K", "8192"], 1),
        ("memory", ["8.00K", "8000"], 2),
        ("material", ["stone", "stone"], 1),
        ("material", ["stone", "steel"], 2),
        ("architect", ["ada", "ben"], 2),
        ("length", ["none", "0"], 2),
        ("length", ["not-reported", "0", "unstated"], 1),
        ("motto", ["Cross at will", "Pay first"], 0),
    ],
)
def test_claims_agree_when_they_share_a_point(
    record_of: RecordOf, about: str, values: list[str], sides: int
):
    """A printed value stands for the interval of its rounding; words agree when they are equal; text is not compared."""
    finding = _said(record_of, f"north-bridge/{about}", *values)
    assert len(finding.sides) == sides
    assert (finding.kind is None) == (sides < 2)


def test_sides_are_maximal_and_a_claim_can_be_on_several(record_of: RecordOf):
    """'About 80' agrees with 75 and with 85, which do not agree with each other."""
    finding = _said(record_of, "north-bridge/length", "~80", "75", "85", "85.0")
    assert _sides(finding) == [["75", "~80"], ["85", "85.0", "~80"]]


def test_a_side_is_where_all_its_claims_can_be_true(record_of: RecordOf):
    """Its stretch is what the claims have in common, and not what one of them says."""
    finding = _said(record_of, "north-bridge/length", "over 86", "86.4", "under 90")
    assert [side.interval for side in finding.sides] == [
        Interval(Decimal("86.35"), Decimal("86.45"), high_open=True)
    ]


def test_members_of_a_set_of_dates_are_on_different_sides(record_of: RecordOf):
    """A source that says 2024 or 2026 agrees with either year, and the two with each other."""
    finding = _said(record_of, "north-bridge/opened", "[2024,2026]", "2024-03", "2026", "2025")
    assert _sides(finding) == [["2024-03", "[2024,2026]"], ["2025"], ["2026", "[2024,2026]"]]


def test_agreeing_in_two_places_is_one_side(record_of: RecordOf):
    """Two sources that leave the same two years open make one side, not two."""
    finding = _said(record_of, "north-bridge/opened", "[2024,2026]", "[2024-05,2026-05]")
    assert (len(finding.sides), finding.kind) == (1, None)


# --- 3. Contradiction and spread -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "values", "kind"),
    [
        ("length", ["412", "415"], "value"),
        ("arches", ["4", "5"], "value"),
        ("size-rank", ["4", "5"], "value"),
        ("opened", ["1990", "1991"], "date"),
        ("building", ["1988/1990", "1991"], "date"),
        ("material", ["stone", "steel"], "choice"),
        ("architect", ["ada", "ben"], "choice"),
        ("length", ["none", "412"], "value"),
    ],
)
def test_a_contradiction_is_of_its_propertys_kind(
    record_of: RecordOf, about: str, values: list[str], kind: str
):
    """Values, dates and choices contradict each other in their own ways."""
    assert _said(record_of, f"north-bridge/{about}", *values).kind == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"survey": ["412", "415"]}, "within-source"),
        ({"survey": ["412", "415"], "ledger": ["412"]}, "within-source"),
        ({"survey": ["412", "415"], "ledger": ["412"], "almanac": ["415"]}, "value"),
        ({"survey": ["412", "415"], "ledger": ["418"]}, "value"),
        ({"survey": ["412", "415"], "ledger": ["415", "412"]}, "within-source"),
        ({"survey": ["412", "415"], "ledger": ["418", "420"]}, "value"),
        ({"survey": ["over 5", "under 10"], "ledger": ["20"]}, "value"),
        ({"survey": ["412", "412.0", "not-reported"], "ledger": ["418"]}, "value"),
    ],
)
def test_a_source_that_contradicts_itself_is_told_apart(
    record_of: RecordOf, said: dict[str, list[str]], kind: str
):
    """It is 'within one source' only if all others can stand with it on one side."""
    finding = _one(
        record_of(
            {source: [f"north-bridge/length = {v}" for v in each] for source, each in said.items()}
        )
    )
    assert finding.kind == kind


def test_results_of_two_testers_that_do_not_meet_are_a_spread(record_of: RecordOf):
    """The same test by two testers is two findings; neither is contradicted."""
    record = record_of(
        {
            "survey": ["north-bridge/strength?by=city-lab&load=full = 86.4"],
            "handbook": ["north-bridge/strength?by=bridge-office&load=full = 91"],
        }
    )
    one, other = record.findings.values()
    assert (one.spread, other.spread) == ((other.id,), (one.id,))
    assert not record.contradictions
    assert one.corroborated_by == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strength?by=city-lab&load=full", "strength?by=bridge-office&load=empty"),
        ("strength?by=city-lab&load=full", "strength?by=bridge-office"),
        ("strength?by=city-lab&load=full", "strength?load=full"),
        ("strength?by=city-lab&load=full&lane=1", "strength?by=bridge-office&load=full&lane=2"),
        ("wear?by=city-lab&lane=1", "wear?by=bridge-office"),
    ],
)
def test_what_was_not_tested_alike_is_no_spread(record_of: RecordOf, one: str, other: str):
    """Other conditions, or conditions that one of the two does not state, are another test."""
    record = record_of(
        {"survey": [f"north-bridge/{one} = 86"], "handbook": [f"north-bridge/{other} = 91"]}
    )
    assert all(not finding.spread for finding in record.findings.values())


def test_an_open_finding_spreads_only_if_no_side_meets(record_of: RecordOf):
    """Two testers differ as far as is known; one side that agrees with the other tester leaves it open."""
    record = record_of(
        {
            "survey": ["north-bridge/strength?by=city-lab&load=full = 86"],
            "herald-page": ["north-bridge/strength?by=city-lab&load=full = 91"],
            "handbook": ["north-bridge/strength?by=bridge-office&load=full = 91"],
            "report": ["north-bridge/strength?by=river-company&load=full = 99"],
        }
    )
    found = {dict(f.conditions)["by"]: f for f in record.findings.values()}
    assert found["city-lab"].spread == (found["river-company"].id,)
    assert found["bridge-office"].spread == (found["river-company"].id,)
    assert set(found["river-company"].spread) == {found["city-lab"].id, found["bridge-office"].id}


# --- 4. Vaguer findings --------------------------------------------------------------------------

FULL = "north-bridge/strength?by=city-lab&load=full"
EMPTY = "north-bridge/strength?by=city-lab&load=empty"
VAGUE = "north-bridge/strength?by=city-lab"


def _placed(record: Record, key: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = record.findings[key].placements
    return [(place.claim.text, place.state, place.findings) for place in found]


def test_a_vaguer_claim_backs_the_one_finding_that_it_meets(record_of: RecordOf):
    """It is shown at both: where it stands, and where it belongs."""
    record = record_of(
        {
            "survey": [f"{FULL} = 86.4", f"{EMPTY} = 91"],
            "gazette-page": [f"{VAGUE} = 86"],
        }
    )
    assert _placed(record, VAGUE) == [("86", "backs", (FULL,))]
    assert [claim.text for claim in record.findings[FULL].backed_by] == ["86"]
    assert record.findings[EMPTY].backed_by == ()


def test_a_vaguer_claim_that_meets_several_supports_none(record_of: RecordOf):
    """It could be any of these."""
    record = record_of(
        {
            "survey": [f"{FULL} = 86.4", f"{EMPTY} = 86.1"],
            "gazette-page": [f"{VAGUE} = 86"],
        }
    )
    assert _placed(record, VAGUE) == [("86", "any-of", (EMPTY, FULL))]
    assert all(not finding.backed_by for finding in record.findings.values())


def test_a_vaguer_claim_that_meets_none_is_unplaced(record_of: RecordOf):
    """It is listed with all that it could be about."""
    record = record_of(
        {"survey": [f"{FULL} = 86.4", f"{EMPTY} = 91"], "gazette-page": [f"{VAGUE} = 70"]}
    )
    assert _placed(record, VAGUE) == [("70", "unplaced", (EMPTY, FULL))]
    assert not record.contradictions


def test_each_claim_of_a_vaguer_finding_has_its_own_place(record_of: RecordOf):
    """One may back, another be unplaced; what says nothing has no place."""
    record = record_of(
        {
            "survey": [f"{FULL} = 86.4", f"{EMPTY} = 91"],
            "gazette-page": [f"{VAGUE} = 86"],
            "herald-page": [f"{VAGUE} = 70", f"{VAGUE} = not-reported", f"{VAGUE} = none"],
        }
    )
    assert _placed(record, VAGUE) == [
        ("86", "backs", (FULL,)),
        ("70", "unplaced", (EMPTY, FULL)),
    ]


def test_of_ever_more_specific_findings_the_last_is_meant(record_of: RecordOf):
    """A chain is one possibility, not several: each vaguer claim backs its end."""
    chain = [VAGUE.partition("?")[0], VAGUE, FULL, f"{FULL}&lane=1"]
    record = record_of(
        {f"source-{number}": [f"{key} = 86"] for number, key in enumerate(chain)}
        | {"survey": [f"{chain[-1].replace('lane', 'kerb')} = 91"]}
    )
    last = "north-bridge/strength?by=city-lab&lane=1&load=full"
    for key in chain[:-1]:
        assert _placed(record, key) == [("86", "backs", (last,))]
    assert len(record.findings[last].backed_by) == 3


def test_a_chain_is_followed_as_far_as_it_agrees(record_of: RecordOf):
    """Where the most specific finding says something else, the one before it is backed."""
    record = record_of(
        {
            "survey": [f"{FULL}&lane=1 = 91"],
            "ledger": [f"{FULL} = 86.4"],
            "gazette-page": [f"{VAGUE} = 86"],
        }
    )
    assert _placed(record, VAGUE) == [("86", "backs", (FULL,))]
    (place,) = _placed(record, FULL)
    assert place[:2] == ("86.4", "unplaced")


def test_a_claim_that_states_something_else_is_not_vaguer(record_of: RecordOf):
    """Vaguer is to state less, and the same in all that is stated."""
    record = record_of({"survey": [f"{FULL} = 86.4"], "gazette-page": [f"{EMPTY} = 86"]})
    assert all(not finding.placements for finding in record.findings.values())


@pytest.mark.parametrize("exact", ["almanac", "zeta"])
def test_a_vaguer_claim_must_agree_with_all_that_agree(record_of: RecordOf, exact: str):
    """Two sources that agree on 86.4 do not agree with 85.8, though one of them printed 86."""
    record = record_of(
        {
            "survey": [f"{FULL} = 86"],
            exact: [f"{FULL} = 86.4"],
            "gazette-page": [f"{VAGUE} = 85.8"],
        },
        about={"survey": {"tier": "primary"}},
    )
    assert record.findings[FULL].printed is not None
    assert record.findings[FULL].printed.text == "86"
    assert _placed(record, VAGUE) == [("85.8", "unplaced", (FULL,))]


def test_a_vaguer_claim_may_back_any_side_of_what_is_open(record_of: RecordOf):
    """As long as nothing is decided, a claim on either side meets the finding."""
    record = record_of(
        {
            "survey": [f"{FULL} = 86.4"],
            "ledger": [f"{FULL} = 91"],
            "gazette-page": [f"{VAGUE} = 91.2", f"{VAGUE} = 86"],
            "herald-page": [f"{VAGUE} = 95"],
        }
    )
    assert [state for _, state, _ in _placed(record, VAGUE)] == ["backs", "backs", "unplaced"]


# --- 5. Comparable -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "keys"),
    [
        ("strength?by=city-lab&load=full", "strength?by=city-lab&load=full&lane=1", []),
        ("strength?by=city-lab&load=full", "strength?by=city-lab&load=empty", ["load"]),
        ("strength?by=city-lab&load=full", "strength?by=city-lab", ["load"]),
        ("strength?by=city-lab", "strength?by=city-lab", ["load"]),
        ("strength?by=city-lab&load=full", "strength?by=bridge-office&load=full", ["by"]),
        ("strength?load=full", "strength?load=full", ["by"]),
        ("wear?by=city-lab&lane=1", "wear?by=city-lab&lane=1", []),
        ("wear?by=city-lab&lane=1", "wear?by=city-lab", ["lane"]),
        ("wear", "wear", []),
        ("noise?load=full", "noise?load=empty", []),
    ],
)
def test_results_are_comparable_on_what_their_property_says(
    record_of: RecordOf, one: str, other: str, keys: list[str]
):
    """All of `compare_on` is stated and equal; without it, all that either states."""
    record = record_of({"survey": [f"north-bridge/{one} = 86", f"south-bridge/{other} = 91"]})
    left, right = record.findings.values()
    definition = record.properties[left.property]
    assert comparable(left, right, definition) is (not keys)
    assert comparable(right, left, definition) is (not keys)
    assert unlike(left, right, definition) == keys


def _grip(record_of: RecordOf, said: Mapping[str, Any], **more: Any) -> dict[str, Finding]:
    """Findings on grip by subject; every claim is one of the city lab's, under a full load."""
    claims = {
        source: [
            (f"{subject}/grip?by=city-lab&load=full = {value}", {"via": via} if via else {})
            for subject, value, via in rows
        ]
        for source, rows in said.items()
    }
    return {each.subject: each for each in record_of(claims, **more).findings.values()}


def test_results_of_two_reports_are_not_comparable_where_each_measures_anew(record_of: RecordOf):
    """What one report gives may be compared; two that have only a third in common may not."""
    said = {
        "survey": [("north-bridge", 40, ""), ("south-bridge", 50, "")],
        "gazette-page": [("south-bridge", 50, ""), ("west-bridge", 60, "")],
    }
    found = _grip(record_of, said)
    definition = record_of({}).properties["grip"]
    assert comparable(found["north-bridge"], found["south-bridge"], definition)
    assert comparable(found["south-bridge"], found["west-bridge"], definition)
    assert not comparable(found["north-bridge"], found["west-bridge"], definition)
    assert unlike(found["north-bridge"], found["west-bridge"], definition) == []


def test_copies_of_one_report_are_that_report(record_of: RecordOf):
    """Two pages that pass on one chart do not make two of it."""
    said = {
        "alpha": [("north-bridge", 40, "survey")],
        "omega": [("south-bridge", 50, "survey")],
        "survey": [],
    }
    found = _grip(record_of, said)
    definition = record_of({}).properties["grip"]
    assert comparable(found["north-bridge"], found["south-bridge"], definition)


def test_a_value_that_a_ruling_set_aside_joins_no_report(record_of: RecordOf):
    """Once the newer run is printed, it does not stand among the results of the older report."""
    said = {
        "alpha": [("north-bridge", 40, ""), ("south-bridge", 50, "")],
        "omega": [("north-bridge", 45, ""), ("west-bridge", 60, "")],
    }
    rulings = [
        {
            "finding": "north-bridge/grip?by=city-lab&load=full",
            "prefer": {"source": "omega"},
            "seen": ["40", "45"],
        }
    ]
    found = _grip(record_of, said, rulings=rulings)
    definition = record_of({}).properties["grip"]
    assert found["north-bridge"].contradicted == "ruled"
    assert comparable(found["north-bridge"], found["west-bridge"], definition)
    assert not comparable(found["north-bridge"], found["south-bridge"], definition)


def test_what_changes_is_compared_at_one_date_only(record_of: RecordOf):
    """A rating of May is not set against one of June, whatever else is shared."""
    definition = record_of({}).properties["crossings"].model_copy(update={"compare_on": []})
    record = record_of(
        {
            "survey": [
                "north-bridge/crossings?as_of=2023 = 350M",
                "south-bridge/crossings?as_of=2024 = 1.2B",
            ]
        }
    )
    left, right = record.findings.values()
    assert unlike(left, right, definition) == ["as_of"]


# --- 7. What we print ----------------------------------------------------------------------------


def _printed(
    record_of: RecordOf, said: Mapping[str, str], about: Mapping[str, Mapping[str, str]]
) -> str:
    finding = _one(
        record_of({s: [f"north-bridge/length = {v}"] for s, v in said.items()}, about=about)
    )
    assert finding.printed is not None
    return finding.printed.source


def test_the_best_tier_is_printed_first(record_of: RecordOf):
    """However vague it is, the maker's own document comes before a newspaper's exact number."""
    tiers = ("weak", "secondary", "press", "measurement", "primary")
    for worse, better in combinations(tiers, 2):
        said = {"alpha": "412.3", "omega": "412"}
        about = {"alpha": {"tier": worse}, "omega": {"tier": better, "issued": "1990"}}
        assert _printed(record_of, said, about) == "omega"


def test_of_one_tier_the_narrowest_is_printed(record_of: RecordOf):
    """More digits say more, whatever is newer."""
    said = {"alpha": "412", "omega": "412.3", "zeta": "over 400"}
    about = {"alpha": {"issued": "2024"}, "zeta": {"issued": "2024"}}
    assert _printed(record_of, said, about) == "omega"


@pytest.mark.parametrize(
    ("wide", "narrow"), [("over 5", "over 6"), ("up to 9", "up to 8"), ("over 5", "5..900")]
)
def test_of_two_bounds_the_one_inside_the_other_is_narrower(
    record_of: RecordOf, wide: str, narrow: str
):
    """'Over six' says more than 'over five'."""
    assert _printed(record_of, {"alpha": wide, "omega": narrow}, {}) == "omega"


def test_of_equals_the_latest_is_printed(record_of: RecordOf):
    """A source whose date is unknown comes last."""
    said = {"alpha": "412", "beta": "412.0", "omega": "412.0"}
    about = {"beta": {"issued": "2023-12"}, "omega": {"issued": "2024-01"}}
    assert _printed(record_of, said, about) == "omega"
    assert _printed(record_of, said, {"beta": {"issued": "2023"}}) == "beta"


def test_of_all_equals_the_first_by_id_is_printed(record_of: RecordOf):
    """The order is total, so that no build depends on the order of files."""
    assert _printed(record_of, {"omega": "412", "alpha": "412"}, {}) == "alpha"


def test_where_a_claim_stands_in_its_file_decides_nothing(record_of: RecordOf):
    """Of two claims of one source that are equally exact, the same is printed in either order."""
    claims = [f"{VAGUE} = over 5", f"{VAGUE} = at least 5"]
    printed = [_one(record_of({"survey": order})).printed for order in (claims, claims[::-1])]
    assert [claim and claim.text for claim in printed] == ["at least 5", "at least 5"]


def test_a_value_is_printed_before_what_says_none(record_of: RecordOf):
    """'Not reported' in the best source does not hide what another one reports."""
    best = {"alpha": {"tier": "primary"}}
    assert _printed(record_of, {"alpha": "not-reported", "omega": "412"}, best) == "omega"
    record = record_of(
        {"alpha": ["north-bridge/motto = not-reported"], "omega": ["north-bridge/motto = Pay"]},
        about=best,
    )
    assert _one(record).printed == record.claims_by_source["omega"][0]


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        (["9", "14", "20"], ("8.5", "20.5")),
        (["over 5", "11", "20"], ("10.5", "20.5")),
        (["86.4", "91", "~90"], ("86.35", "91.5")),
    ],
)
def test_an_open_finding_covers_all_its_sides(
    record_of: RecordOf, values: list[str], ends: tuple[str, str]
):
    """Nothing is chosen: the span reaches from the lowest side to the highest."""
    finding = _said(record_of, "north-bridge/length", *values)
    assert (finding.contradicted, finding.printed) == ("open", None)
    assert finding.span is not None
    assert (str(finding.span.low), str(finding.span.high)) == ends


def test_tier_does_not_decide_what_is_contradicted(record_of: RecordOf):
    """The builder's own handbook does not outweigh an independent survey, nor any other source."""
    record = record_of(
        {"handbook": [f"{FULL} = 99"], "survey": [f"{FULL} = 86.4"]},
        about={
            "handbook": {"tier": "primary", "publisher": "bridge-office"},
            "survey": {"tier": "weak", "publisher": "city-lab"},
        },
    )
    assert record.findings[FULL].open
    assert record.findings[FULL].printed is None


def test_words_have_no_span(record_of: RecordOf):
    """Stone or steel is no stretch of anything."""
    assert _said(record_of, "north-bridge/material", "stone", "steel").span is None
    assert _said(record_of, "north-bridge/length", "none", "412").span is None


# --- 9. Everything is explainable ----------------------------------------------------------------


def test_a_finding_explains_itself(record_of: RecordOf):
    """Each claim with its place, interval and side; support; and how the printed value was chosen."""
    record = record_of(
        {
            "handbook": [f"{FULL} = 91"],
            "survey": [f"{FULL} = 86.4"],
            "gazette-page": [(f"{FULL} = 86", {"via": "survey"}), f"{VAGUE} = 91.1"],
        }
    )
    told = explain(record, "north-bridge/strength?load=full")
    assert told is not None
    lines = {words[0]: line for line in told.splitlines() if (words := line.split())}
    assert "[86.35, 86.45)" in lines["86.4"]
    assert "side 1" in lines["86.4"]
    assert "side 2" in lines["91"]
    assert "handbook, page 1  data/facts/handbook.yml:3" in lines["91"]
    assert "passed on from survey" in told
    assert "86.4 to 91\N{NO-BREAK SPACE}%" in lines["printed:"]
    assert "sources differ and no ruling has decided" in lines["printed:"]
    assert "repeated; interest: independent" in lines["support:"]


def test_an_agreed_value_says_why_it_is_printed(record_of: RecordOf):
    """The source that was chosen, its tier, and what else was looked at."""
    record = record_of({"survey": [f"{FULL} = 86.4"], "gazette-page": [f"{VAGUE} = 86"]})
    told = explain(record, FULL)
    assert told is not None
    assert "survey: best tier (press), then narrowest, latest, id" in told
    assert "backed by: 86, gazette-page, data/facts/gazette-page.yml:3" in told
    vaguer = explain(record, f"{VAGUE}&only")
    assert vaguer is not None
    assert f"86 (gazette-page) backs: {FULL}" in vaguer
    assert explain(record, "south-bridge/strength") is None


# --- what was replaced ---------------------------------------------------------------------------


def test_what_its_publisher_replaced_takes_no_side(record_of: RecordOf):
    """It is history: no contradiction, no support, and it stands beside what is printed."""
    record = record_of(
        {
            "first-page": [("north-bridge/length = 421", {"superseded_by": "second-page"})],
            "second-page": ["north-bridge/length = 412"],
        }
    )
    finding = _one(record)
    assert finding.kind is None
    assert (finding.contradicted, finding.support) == ("no", "single-source")
    assert [claim.text for claim in finding.claims] == ["412"]
    assert [claim.text for claim in finding.superseded] == ["421"]
    told = explain(record, "north-bridge/length")
    assert told is not None
    assert "421  superseded by second-page  first-page, page 1  data/facts/first-page.yml:3" in told


def test_what_its_publisher_replaced_is_placed_nowhere_and_backs_nothing(record_of: RecordOf):
    """A vaguer claim that was replaced supports none of the findings that it would meet."""
    record = record_of(
        {
            "first-page": [(f"{VAGUE} = 86", {"superseded_by": "second-page"})],
            "second-page": [f"{VAGUE} = 91", f"{FULL} = 86.4"],
        }
    )
    assert record.findings[FULL].backed_by == ()
    assert [each.claim.text for each in record.findings[VAGUE].placements] == ["91"]


def test_one_replaced_value_leaves_the_others_to_contradict(record_of: RecordOf):
    """Another source that still says it is a side."""
    record = record_of(
        {
            "first-page": [("north-bridge/length = 421", {"superseded_by": "second-page"})],
            "second-page": ["north-bridge/length = 412"],
            "gazette-page": ["north-bridge/length = 421"],
        }
    )
    assert _sides(_one(record)) == [["412"], ["421"]]
