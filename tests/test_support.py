"""How many voices stand behind a finding, and whose: copies of one origin are one voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from annals.census import census
from annals.findings import Finding
from annals.parties import Parties
from annals.reader_words import support_words
from annals.record import Record
from annals.support import agreeing
from hypothesis import given
from hypothesis import strategies as st

RecordOf: TypeAlias = Callable[..., Record]
LENGTH = "north-bridge/length"
FULL = "north-bridge/strength?by=bridge-office&load=full"
PUBLISHERS = {
    "handbook": "bridge-office",
    "brochure": "bridge-office",
    "lab-report": "bridge-lab",
    "gauge-report": "gauge-works",
    "survey": "city-lab",
    "gazette-page": "gazette",
    "herald-page": "herald",
}
ABOUT = {source: {"publisher": publisher} for source, publisher in PUBLISHERS.items()}


def _length(record_of: RecordOf, *sources: str, **via: str) -> Finding:
    """The length, of which all these sources say the same; each keyword passes it on from another."""
    said: dict[str, list[Any]] = {source: [f"{LENGTH} = 412"] for source in sources}
    for source, origin in via.items():
        said[source.replace("_", "-")] = [(f"{LENGTH} = 412", {"via": origin})]
    return record_of(said, about=ABOUT).findings[LENGTH]


@pytest.mark.parametrize(
    ("sources", "via", "words"),
    [
        (["handbook"], {"herald_page": "handbook"}, "Bridge Office says; repeated by 1"),
        (["handbook", "brochure"], {}, "Bridge Office says, in 2 documents"),
        (
            [],
            {"gazette_page": "bridge-office", "herald_page": "bridge-office"},
            "Passed on from Bridge Office by 2",
        ),
        # Two of one house, and one whose publisher nobody names.
        (["handbook", "lab-report"], {}, "In 2 sources, not known to be independent"),
        (["handbook", "visit"], {}, "In 2 sources, not known to be independent"),
        (["handbook", "survey"], {}, "Several publishers say so"),
        (["visit"], {}, "One source only"),
    ],
)
def test_support_in_reader_words(
    record_of: RecordOf, sources: list[str], via: dict[str, str], words: str
):
    """Nobody is said to repeat whom he does not name, and none of several origins is called the one."""
    said: dict[str, list[Any]] = {source: [f"{LENGTH} = 412"] for source in sources}
    for source, origin in via.items():
        said[source.replace("_", "-")] = [(f"{LENGTH} = 412", {"via": origin})]
    record = record_of(said, about=ABOUT)
    assert support_words(record, record.findings[LENGTH]) == words


def test_one_source_against_another_is_not_the_only_one(record_of: RecordOf):
    """Where sources differ, support is told of what is printed."""
    record = record_of(
        {"handbook": [f"{LENGTH} = 412"], "survey": [f"{LENGTH} = 400"]}, about=ABOUT
    )
    assert support_words(record, record.findings[LENGTH]) == "One source says this"


# --- support of what is not measured -------------------------------------------------------------


def test_one_source_is_one_source(record_of: RecordOf):
    """However often it says so."""
    record = record_of({"handbook": [f"{LENGTH} = 412", f"{LENGTH} = 412"]}, about=ABOUT)
    assert record.findings[LENGTH].support == "single-source"


def test_two_publishers_corroborate_each_other(record_of: RecordOf):
    """Two that have nothing to do with each other say the same."""
    assert _length(record_of, "handbook", "survey").support == "corroborated"


@pytest.mark.parametrize("other", ["brochure", "lab-report", "gauge-report"])
def test_who_belongs_together_is_one_voice(record_of: RecordOf, other: str):
    """The same publisher, a part of it, and one that it owns a share of repeat it."""
    assert _length(record_of, "handbook", other).support == "repeated"


def test_sisters_are_one_voice(record_of: RecordOf):
    """A part of a company and a firm that it owns a share of have the same owner."""
    assert _length(record_of, "lab-report", "gauge-report").support == "repeated"


@pytest.mark.parametrize("origin", ["handbook", "bridge-office"])
def test_retelling_repeats(record_of: RecordOf, origin: str):
    """A newspaper that names its source, or whose number it is, is that source's voice."""
    assert _length(record_of, "handbook", gazette_page=origin).support == "repeated"


def test_copies_of_one_origin_are_one_voice_however_many(record_of: RecordOf):
    """One says so, and two newspapers and a laboratory repeat it."""
    copies = {"gazette_page": "handbook", "herald_page": "handbook", "survey": "handbook"}
    assert _length(record_of, "handbook", **copies).support == "repeated"


def test_a_chain_of_retelling_leads_to_its_beginning(record_of: RecordOf):
    """The Herald has it from the Gazette, which has it from the handbook."""
    chain = {"herald_page": "gazette-page", "gazette_page": "handbook"}
    assert _length(record_of, "handbook", **chain).support == "repeated"


def test_copies_alone_are_one_voice(record_of: RecordOf):
    """Even if nobody has transcribed what they copy."""
    copies = {"gazette_page": "handbook", "herald_page": "handbook"}
    assert _length(record_of, **copies).support == "repeated"


def test_two_that_have_it_from_each_other_are_one_voice(record_of: RecordOf):
    """A circle has no beginning, and so no second voice."""
    circle = {"gazette_page": "herald-page", "herald_page": "gazette-page"}
    assert _length(record_of, **circle).support == "repeated"


def test_who_has_it_from_a_publisher_has_it_from_its_pages(record_of: RecordOf):
    """The Herald names the Gazette, whose own page names the handbook: one voice."""
    chain = {"herald_page": "gazette", "gazette_page": "handbook"}
    assert _length(record_of, "handbook", **chain).support == "repeated"


def test_a_circle_is_no_second_voice(record_of: RecordOf):
    """Two newspapers that have it from each other do not confirm what the builder says."""
    circle = {"gazette_page": "herald-page", "herald_page": "gazette-page"}
    assert _length(record_of, "handbook", **circle).support == "repeated"


def test_a_chain_ends_with_who_says_it_at_first_hand(record_of: RecordOf):
    """Even if the same source passes it on from somebody else beside that."""
    said = {
        "handbook": [f"{LENGTH} = 412"],
        "survey": [f"{LENGTH} = 412", (f"{LENGTH} = 412", {"via": "handbook"})],
        "gazette-page": [(f"{LENGTH} = 412", {"via": "survey"})],
    }
    record = record_of(said, about=ABOUT)
    claims = record.findings[LENGTH].claims
    (retold,) = record.claims_by_source["gazette-page"]
    parties = Parties(record.entities, record.sources)
    assert parties.origin(retold, claims) == ("survey", "city-lab")


def test_what_a_source_says_itself_is_its_own_voice(record_of: RecordOf):
    """Who copies one that says it at first hand and passes it on too, copies the first hand."""
    said = {
        "survey": [f"{LENGTH} = 412", (f"{LENGTH} = 412", {"via": "gazette-page"})],
        "gazette-page": [(f"{LENGTH} = 412", {"via": "survey"})],
    }
    assert record_of(said, about=ABOUT).findings[LENGTH].support == "repeated"


def test_a_source_without_a_publisher_is_no_second_voice(record_of: RecordOf):
    """It may be the same one as the first."""
    assert _length(record_of, "handbook", "leaflet").support == "repeated"


def test_a_month_does_not_vouch_for_a_day(record_of: RecordOf):
    """Whoever gives the month agrees with the day, and is no second voice for it."""
    opened = "north-bridge/opened"
    for other, support in (("1990-05-04", "corroborated"), ("1990-05", "repeated")):
        said = {"handbook": [f"{opened} = 1990-05-04"], "survey": [f"{opened} = {other}"]}
        assert record_of(said, about=ABOUT).findings[opened].support == support


def test_text_is_never_corroborated(record_of: RecordOf):
    """Two texts are not compared, so nobody knows whether they say the same."""
    motto = "north-bridge/motto"
    said = {"handbook": [f"{motto} = Over we go"], "survey": [f"{motto} = Come across"]}
    assert record_of(said, about=ABOUT).findings[motto].support == "repeated"


@pytest.mark.parametrize("word", ["not-reported", "unstated", "not-applicable"])
def test_who_says_nothing_supports_nothing(record_of: RecordOf, word: str):
    """'Not reported' is no second voice for a number."""
    said = {"handbook": [f"{LENGTH} = 412"], "survey": [f"{LENGTH} = {word}"]}
    finding = record_of(said, about=ABOUT).findings[LENGTH]
    assert finding.support == "single-source"
    assert [claim.text for claim in agreeing(finding)] == ["412"]


def test_the_side_that_is_not_printed_supports_nothing(record_of: RecordOf):
    """After a ruling only those count who say what is printed."""
    said = {
        "handbook": [f"{LENGTH} = 412"],
        "survey": [f"{LENGTH} = 415"],
        "herald-page": [f"{LENGTH} = 415"],
    }
    for source, support in (("handbook", "single-source"), ("survey", "corroborated")):
        ruling = {"finding": LENGTH, "prefer": {"source": source}}
        finding = record_of(said, about=ABOUT, rulings=[ruling]).findings[LENGTH]
        assert finding.support == support


def test_an_open_finding_is_supported_as_its_best_side_is(record_of: RecordOf):
    """Two voices outweigh three sources of one house."""
    said = {
        **{source: [f"{LENGTH} = 412"] for source in ("handbook", "brochure", "lab-report")},
        **{source: [f"{LENGTH} = 415"] for source in ("survey", "herald-page")},
    }
    finding = record_of(said, about=ABOUT).findings[LENGTH]
    assert (finding.contradicted, finding.support) == ("open", "corroborated")
    assert {claim.text for claim in agreeing(finding)} == {"415"}


def test_a_vaguer_claim_supports_what_it_backs(record_of: RecordOf):
    """It counts there, and the vaguer finding is no better for it."""
    said = {"handbook": [f"{LENGTH}?load=full = 412"], "survey": [f"{LENGTH} = 412"]}
    record = record_of(said, about=ABOUT)
    assert record.findings[f"{LENGTH}?load=full"].support == "corroborated"
    assert record.findings[LENGTH].support == "single-source"


def test_a_vaguer_claim_that_could_be_any_supports_none(record_of: RecordOf):
    """What is not placed is nobody's second voice."""
    said = {
        "handbook": [f"{LENGTH}?load=full = 412", f"{LENGTH}?load=empty = 412"],
        "survey": [f"{LENGTH} = 412"],
    }
    record = record_of(said, about=ABOUT)
    assert {finding.support for finding in record.findings.values()} == {"single-source"}


# --- support of what is measured -----------------------------------------------------------------


def _strength(record_of: RecordOf, *claims: Any) -> Finding:
    said = {source: [claim] for source, claim in zip(PUBLISHERS, claims, strict=False)}
    return record_of(said, about=ABOUT).findings[FULL]


def test_retelling_a_measurement_confirms_nothing(record_of: RecordOf):
    """Three unrelated publishers print the office's result: still the office's result."""
    said = {source: [f"{FULL} = 86.4"] for source in ("handbook", "gazette-page", "survey")}
    assert record_of(said, about=ABOUT).findings[FULL].support == "repeated"


@pytest.mark.parametrize(
    ("tester", "value", "support"),
    [
        ("city-lab", "86.41", "corroborated"),
        ("city-lab", "91", "single-source"),
        ("river-company", "86", "corroborated"),
        ("bridge-lab", "86.4", "single-source"),
        ("gauge-works", "86.4", "single-source"),
    ],
)
def test_only_an_unrelated_testers_result_corroborates(
    record_of: RecordOf, tester: str, value: str, support: str
):
    """It must be another tester's, agree, and be of a tester that does not belong to the first."""
    other = FULL.replace("by=bridge-office", f"by={tester}")
    finding = _strength(record_of, f"{FULL} = 86.4", f"{other} = {value}")
    assert finding.support == support


def test_a_result_under_other_conditions_does_not_corroborate(record_of: RecordOf):
    """The same number with an empty bridge is another result."""
    other = "north-bridge/strength?by=city-lab&load=empty"
    assert _strength(record_of, f"{FULL} = 86.4", f"{other} = 86.4").support == "single-source"


def test_a_vaguer_claim_does_not_corroborate_a_measurement(record_of: RecordOf):
    """A newspaper that does not say who measured only repeats."""
    vague = "north-bridge/strength?load=full"
    assert _strength(record_of, f"{FULL} = 86.4", f"{vague} = 86").support == "repeated"


# --- interest ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "tester", "interest"),
    [
        ("north-bridge", "bridge-office", "own"),
        ("north-bridge", "bridge-lab", "own"),
        ("north-bridge", "gauge-works", "interested"),
        ("north-bridge", "river-company", "interested"),
        ("north-bridge", "city-lab", "independent"),
        ("north-bridge", "nobody-knows", "independent"),
        ("north-bridge-light", "bridge-office", "own"),
        ("west-bridge", "bridge-office", "own"),
        ("west-bridge", "gauge-works", "interested"),
        ("south-bridge", "river-company", "own"),
        ("south-bridge", "gauge-works", "independent"),
        ("south-bridge", "bridge-office", "interested"),
        ("old-bridge", "bridge-office", "unstated"),
        ("bridge-office", "bridge-lab", "own"),
    ],
)
def test_the_interest_of_a_tester(record_of: RecordOf, subject: str, tester: str, interest: str):
    """Own: the maker, or a part of it. Interested: tied to the maker by ownership, or a maker of rivals."""
    key = f"{subject}/strength?by={tester}&load=full"
    assert record_of({"page": [f"{key} = 86"]}).findings[key].interest == interest


def test_a_result_whose_tester_is_not_stated_is_of_unknown_interest(record_of: RecordOf):
    """Even where its only source is the maker's."""
    record = record_of({"handbook": ["north-bridge/strength?load=full = 86"]}, about=ABOUT)
    assert record.findings["north-bridge/strength?load=full"].interest == "unstated"


@pytest.mark.parametrize(
    ("sources", "interest"),
    [
        (["handbook"], "own"),
        (["gauge-report"], "interested"),
        (["gazette-page"], "independent"),
        (["handbook", "gauge-report"], "interested"),
        (["handbook", "gazette-page"], "independent"),
        (["leaflet"], "unstated"),
    ],
)
def test_the_interest_in_a_plain_fact_is_that_of_its_freest_voice(
    record_of: RecordOf, sources: list[str], interest: str
):
    """An independent voice that says the same frees a fact of its maker's interest."""
    assert _length(record_of, *sources).interest == interest


def test_who_retells_the_maker_has_the_makers_interest(record_of: RecordOf):
    """A newspaper that passes on what the maker says is no independent voice."""
    for origin in ("handbook", "bridge-office"):
        said = {
            "handbook": ["north-bridge/weight = 90"],
            "gazette-page": [(f"{LENGTH} = 412", {"via": origin})],
        }
        assert record_of(said, about=ABOUT).findings[LENGTH].interest == "own"


# --- who belongs to whom -------------------------------------------------------------------------


def test_owners_are_followed_in_a_circle_without_end(record_of: RecordOf):
    """Two firms that own each other are one house, and the question is answered."""
    record = record_of({})
    office = record.entities["bridge-office"]
    owned = record.entities["gauge-works"].owned_by
    circle = {
        "one": office.model_copy(update={"id": "one", "part_of": "two"}),
        "two": office.model_copy(update={"id": "two", "part_of": "one", "owned_by": owned}),
    }
    parties = Parties({**record.entities, **circle}, {})
    assert parties.above("one") == {"one", "two", "bridge-office"}
    assert parties.within("one") == {"one", "two"}
    assert parties.related("one", "bridge-lab")
    assert not parties.related("one", "city-lab")


# --- counting ------------------------------------------------------------------------------------


def test_the_census_counts_what_is_there(record_of: RecordOf):
    """Findings by support, contradictions, spreads, and what was not opened: counted, never typed."""
    record = record_of(
        {
            "handbook": [f"{FULL} = 86.4", f"{LENGTH} = 412", "north-bridge/weight = 90"],
            "survey": [FULL.replace("bridge-office", "city-lab") + " = 91", f"{LENGTH} = 412"],
            "gazette-page": ["north-bridge/weight = 95", "north-bridge/strength?load=full = 70"],
        },
        about={**ABOUT, "gazette-page": {"read": "not-opened", "publisher": "gazette"}},
    )
    counted = census(record)
    assert (counted["sources"], counted["claims"], counted["findings"]) == (3, 7, 5)
    assert (counted["contradictions"], counted["open"]) == (1, 1)
    assert (counted["spreads"], counted["unplaced"]) == (2, 1)
    assert counted["findings_on_a_document_read"] == 4
    assert (counted["numbers"], counted["numbers_on_a_document_read"]) == (5, 4)
    assert counted["numbers_on_one_voice"] == 4
    assert counted["sources_by_read"] == {"full": 2, "part": 0, "not-opened": 1}
    assert counted["findings_by_support"] == {
        "corroborated": 1,
        "repeated": 0,
        "single-source": 4,
    }


# --- what always holds ---------------------------------------------------------------------------

VALUES = ("412", "412.3", "415", "over 400", "not-reported")
IDS = (
    LENGTH,
    f"{LENGTH}?load=full",
    f"{LENGTH}?load=full&lane=1",
    FULL,
    "north-bridge/strength?load=full",
)
CLAIMS = st.builds(
    lambda key, value, via: (f"{key} = {value}", {"via": via} if via else {}),
    st.sampled_from(IDS),
    st.sampled_from(VALUES),
    st.sampled_from([None, None, None, "handbook", "gazette-page", "survey"]),
)
WORLDS = st.dictionaries(
    st.sampled_from(sorted(PUBLISHERS)), st.lists(CLAIMS, min_size=1, max_size=3), min_size=1
)


@given(WORLDS, st.data())
def test_support_never_rises_by_retelling(
    record_of: RecordOf, world: Mapping[str, list[Any]], data: Any
):
    """Whoever repeats what a source of a finding says, and names it, never corroborates anything."""
    before = record_of(world, about=ABOUT)
    retold = data.draw(st.sampled_from(list(before.claims)))
    teller = data.draw(st.sampled_from([*sorted(PUBLISHERS), "leaflet"]))
    via = data.draw(st.sampled_from([retold.source, PUBLISHERS[retold.source]]))
    copy = (f"{retold.key} = {retold.text}", {"via": via})
    after = record_of({**world, teller: [*world.get(teller, []), copy]}, about=ABOUT)
    for finding in before.findings.values():
        if finding.support != "corroborated":
            assert after.findings[finding.id].support != "corroborated"
