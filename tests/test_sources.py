"""The page of a source: its tables as it prints them, what is said against it, and what stands on it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, get_args

from annals.blocks import BLOCKS
from annals.blocks.transcribed import transcribed
from annals.project import Project
from annals.reader_words import BY_TIER, DOCUMENTS, TIERS
from annals.record import Record
from annals.schema import Source
from annals.site import Context, Site
from annals.withdrawal import withdrawal

RecordOf: TypeAlias = Callable[..., Record]
Build: TypeAlias = Callable[..., Path]
Check: TypeAlias = Callable[[Path], tuple[Project, list[Any]]]


def test_what_only_one_source_says_would_lose_its_support(record_of: RecordOf):
    """What another says too would not; what it is wrong about never stood on it."""
    record = record_of(
        {
            "survey": [
                "north-bridge/length = 412",
                "north-bridge/weight = 90",
                "south-bridge/length = 400",
            ],
            "visit": ["north-bridge/weight = 90", "south-bridge/length = 500"],
        },
        rulings=[
            {
                "finding": "south-bridge/length",
                "prefer": {"source": "visit"},
                "seen": ["400", "500"],
            }
        ],
    )
    lost = withdrawal(record, "survey")
    assert [finding.id for finding in lost.alone] == ["north-bridge/length"]
    assert lost.carried == ()
    assert [finding.id for finding in withdrawal(record, "visit").alone] == ["south-bridge/length"]


def test_what_others_only_pass_on_would_lose_its_origin(record_of: RecordOf):
    """However many do; and the copies, withdrawn, take nothing with them."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412"],
            "gazette": [("north-bridge/length = 412", {"via": "survey"})],
            "blog": [("north-bridge/length = 412", {"via": "gazette"})],
        }
    )
    lost = withdrawal(record, "survey")
    assert (lost.alone, [finding.id for finding in lost.carried]) == ((), ["north-bridge/length"])
    assert withdrawal(record, "gazette").alone == withdrawal(record, "gazette").carried == ()


def test_a_vaguer_statement_that_means_it_supports_it(record_of: RecordOf):
    """So that it would not stand alone."""
    record = record_of(
        {
            "survey": ["north-bridge/strength?by=city-lab&load=full = 86.4"],
            "gazette": ["north-bridge/strength?by=city-lab = 86.4"],
        }
    )
    key = "north-bridge/strength?by=city-lab&load=full"
    assert key not in [finding.id for finding in withdrawal(record, "survey").alone]


def test_an_event_that_cites_nothing_else_is_named(bridges: Build, check: Check):
    """It would be left without a source."""
    events = """\
- {id: first, title: Opened, when: 1990-05-04, kind: works, about: north-bridge, text: So., cites: [handbook]}
- {id: second, title: Painted, when: 1991, kind: works, about: north-bridge, text: So., cites: [handbook, survey]}
- {id: third, title: Closed, when: 1992, kind: works, about: north-bridge, text: "So [@handbook]."}
"""
    project, found = check(bridges({"data/events/events.yml": events}))
    assert not found
    assert [event.id for event in withdrawal(project.record, "handbook").events] == [
        "first",
        "third",
    ]
    assert withdrawal(project.record, "survey").events == ()


TABLE = """\
source:
  title: A visit
  type: webpage
  url: https://example.org/visit
  tier: weak
  read: not-opened
place: page 1
tables:
  - place: table 2
    evaluator: bridge-office
    columns: [north-bridge, {subject: bridge-office, conditions: {load: full}}]
    rows:
      - {property: strength, conditions: {load: empty}, values: {north-bridge: 86.4}}
      - {property: length, values: [412, not-reported]}
"""


def page(project: Project, key: str) -> str:
    """A source's page."""
    return BLOCKS["source"].render(Site(project.record, BLOCKS), {"argument": key}, Context())


def test_a_table_is_shown_as_a_table(bridges: Build, check: Check):
    """A heading for each column and row, an empty cell where the source has none, what was not reported said so."""
    project, _ = check(bridges({"data/facts/visit.yml": TABLE}))
    (table,) = transcribed(Site(project.record, BLOCKS), "visit")
    assert table["place"] == "table 2"
    assert [column["head"] for column in table["columns"]] == ["North Bridge", "Bridge Office"]
    assert table["columns"][1]["more"] == ["load: full"]
    assert [(row["head"], row["more"]) for row in table["rows"]] == [
        ("Strength left", ["load: empty"]),
        ("Length", []),
    ]
    cells = [
        [
            cell and (cell["text"].replace("\N{NO-BREAK SPACE}", " "), cell["absent"])
            for cell in row["cells"]
        ]
        for row in table["rows"]
    ]
    assert cells == [[("86.4 %", False), None], [("412 m", False), ("not reported", True)]]


def test_every_claim_has_its_address_on_its_sources_page(bridges: Build, check: Check):
    """Single claims and cells alike."""
    project, _ = check(bridges({"data/facts/visit.yml": TABLE}))
    html = page(project, "visit")
    assert html.count(' id="claim-') == len(project.record.claims_by_source["visit"])
    assert ' id="claim-tables-0-rows-0-values-north-bridge"' in html


def test_a_document_that_was_not_opened_is_said_to_be_none_that_we_read(
    bridges: Build, check: Check
):
    """Plainly, on its own page and in the list."""
    project, _ = check(bridges({"data/facts/visit.yml": TABLE}))
    assert "We did not open it: it is on record because others cite it" in page(project, "visit")
    assert "We did not open" not in page(project, "survey")
    listed = BLOCKS["sources"].render(Site(project.record, BLOCKS), {}, Context())
    assert "<b>Not opened</b>" in listed
    assert "1 of them we did not open" in listed


def test_a_source_says_first_what_it_is_and_what_stands_on_it(record_of: RecordOf):
    """What kind of document, how much of it was read, how much it claims, and how much of that it says alone."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412", "north-bridge/weight = 90"],
            "visit": ["north-bridge/length = 400"],
        },
        about={"survey": {"type": "report", "tier": "measurement", "read": "part"}},
    )
    html = BLOCKS["source"].render(Site(record, BLOCKS), {"argument": "survey"}, Context())
    assert html.startswith(
        "<p>A report by those who measured. We read a part of it. 2 claims of it are on record;"
        " others contradict 1; 1 finding rests on it alone.</p>"
    )


def test_every_kind_and_weight_of_document_has_its_words():
    """So that no page of a source has to say a word of the schema's."""
    fields = Source.model_fields
    assert set(DOCUMENTS) == set(get_args(fields["type"].annotation))
    assert set(BY_TIER) == set(TIERS) == set(get_args(fields["tier"].annotation))


def test_what_others_say_against_a_source_is_on_its_page(record_of: RecordOf):
    """With who says it, and what we print; not what agrees."""
    record = record_of(
        {
            "survey": ["north-bridge/length = 412", "north-bridge/weight = 90"],
            "visit": ["north-bridge/length = 500", "north-bridge/weight = 90"],
        }
    )
    held: Mapping[str, Any] = record.held
    assert "survey" in held
    html = BLOCKS["source"].render(Site(record, BLOCKS), {"argument": "survey"}, Context())
    against = html.partition('id="against"')[2].partition('id="claims"')[0]
    assert "<b>500\N{NO-BREAK SPACE}m</b>" in against
    assert "Weight" not in against
    assert "1 of 2 claims" in against
