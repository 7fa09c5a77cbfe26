"""The page of an entity: its findings in the order of topics, its series, its family tree, and what is said of it in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from annals.blocks import BLOCKS
from annals.blocks.entities import topic_views
from annals.blocks.family import roots, tree
from annals.blocks.same import alike, finding_rows
from annals.blocks.series import series
from annals.blocks.statements import statement_rows
from annals.diagnostics import Report
from annals.load import Held
from annals.project import read_project
from annals.reader_words import ordered
from annals.record import Record
from annals.schema import Entity, Topic
from annals.site import Context, Site

RecordOf: TypeAlias = Callable[..., Record]
ROOT = Path(__file__).parent.parent


def with_topics(record: Record, **topics: list[str]) -> Record:
    """The record with these topics, in this order."""
    held = [
        Held(Topic(id=key, name=key.title(), properties=members), "data/topics/all.yml", (at,), 1)
        for at, (key, members) in enumerate(topics.items())
    ]
    return replace(record, loaded=replace(record.loaded, topics=held))


def test_findings_stand_in_the_order_of_topics(record_of: RecordOf):
    """Not in that of the alphabet, nor of the files; what belongs to no topic comes last, and comparisons after it."""
    record = with_topics(
        record_of(
            {
                "survey": [
                    "north-bridge/arches = 7",
                    "north-bridge/cost = 90",
                    "north-bridge/length = 412",
                    "north-bridge/opened = 1990",
                    "south-bridge/length = 400",
                    {
                        "derived": "north-bridge/length - south-bridge/length",
                        "value": "12",
                        "place": "page 2",
                    },
                ]
            }
        ),
        release=["opened"],
        size=["length", "arches"],
    )
    findings = ordered(record, record.findings_of["north-bridge"])
    assert [finding.property if not finding.derived else "-" for finding in findings] == [
        "opened",
        "length",
        "arches",
        "cost",
        "-",
    ]
    views = topic_views(Site(record, BLOCKS), findings[:4])
    assert [(view["id"], view["name"], view["count"]) for view in views] == [
        ("topic-release", "Release", 1),
        ("topic-size", "Size", 2),
        ("findings", "Further", 1),
    ]


def crossings(*values: tuple[str, str]) -> dict[str, list[str]]:
    """A source that counts crossings, one value a date."""
    return {"gate": [f"north-bridge/crossings?as_of={when} = {value}" for when, value in values]}


def test_a_series_runs_from_the_first_date_to_the_last(record_of: RecordOf):
    """Each point higher where the value is greater, whatever the order in which it was read."""
    record = record_of(crossings(("2024", "900"), ("2022", "100"), ("2023", "500")))
    (drawn,) = series(record, list(record.findings.values()))
    assert [point["text"] for point in drawn["points"]] == ["100", "500", "900"]
    heights = [point["y"] for point in drawn["points"]]
    assert heights == sorted(heights, reverse=True)
    assert [point["when"] for point in drawn["points"]] == [
        "as of 2022",
        "as of 2023",
        "as of 2024",
    ]


def test_labels_of_a_series_have_room_on_a_phone(record_of: RecordOf):
    """The newest value is told rather than one that it would run into, a value twice in a row once, and none over an end."""
    days = [("2024-01-01", "1 000 000"), ("2024-06-01", "1 000 000"), ("2024-11-20", "2 000 000")]
    days = [(day, value.replace(" ", "")) for day, value in days]
    record = record_of(crossings(*days, ("2024-12-30", "3000000")))
    (drawn,) = series(record, list(record.findings.values()))
    told = [point["label"] for point in drawn["points"]]
    assert told[1:3] == ["", ""]
    assert all((told[0], told[3]))
    assert [drawn["points"][at]["anchor"] for at in (0, 3)] == ["start", "end"]


def together(record: Record, subject: str = "north-bridge") -> list[list[str]]:
    """The conditions of the findings on a subject, by the rows that they stand in."""
    return [
        ["&".join("=".join(pair) for pair in finding.conditions) for finding in row]
        for row in alike(record, ordered(record, record.findings_of[subject]))
    ]


def test_one_answer_under_several_conditions_is_one_row(record_of: RecordOf):
    """Each stays a finding with its own place; another value has a row of its own, and so has what sources differ on."""
    record = record_of(
        {
            "survey": [
                "north-bridge/strength?lane=1 = 55",
                "north-bridge/strength?lane=2 = 40",
                "north-bridge/strength?lane=3 = 55",
                "north-bridge/strength?lane=4 = 40",
            ],
            "gate": ["north-bridge/strength?lane=4 = 12"],
        }
    )
    assert together(record) == [["lane=1", "lane=3"], ["lane=2"], ["lane=4"]]
    rows = finding_rows(Site(record, BLOCKS), ordered(record, record.findings_of["north-bridge"]))
    assert [bool(row["same"]) for row in rows] == [True, False, False]
    assert rows[0]["same"]["of"] == ["lane: 1", "3"]
    assert [view["anchor"] for view in rows[0]["views"]] == ["strength.lane-1", "strength.lane-3"]


def test_what_was_true_at_several_dates_is_one_row_until_it_changed(record_of: RecordOf):
    """A value that came back has a second row, so that no row says what was not true all the while."""
    record = record_of(crossings(("2020", "5"), ("2021-03", "5"), ("2022", "7"), ("2023", "5")))
    assert together(record) == [["as_of=2020", "as_of=2021-03"], ["as_of=2022"], ["as_of=2023"]]
    rows = finding_rows(Site(record, BLOCKS), ordered(record, record.findings_of["north-bridge"]))
    assert rows[0]["same"]["dates"] == "on 2 dates, 2020 to March 2021"
    assert rows[0]["same"]["support"] == "One source for each"


def test_what_says_less_stands_behind_what_says_more(record_of: RecordOf):
    """In one row, where both print the same; the fuller one leads to it and does not tell it again."""
    record = record_of(
        {"survey": ["north-bridge/strength?lane=1 = 55"], "gate": ["north-bridge/strength = 55"]}
    )
    (row,) = finding_rows(Site(record, BLOCKS), ordered(record, record.findings_of["north-bridge"]))
    assert row["same"]["of"] == ["lane: 1", "nothing more stated"]
    assert row["same"]["between"] == "; "
    assert [view["backed_near"] for view in row["views"]] == [True, False]


def test_what_is_too_vague_is_told_once_with_all_who_say_it(record_of: RecordOf):
    """Several sources that say the same of what could be any of several share a line."""
    claims = ["north-bridge/strength?lane=1 = 55", "north-bridge/strength?lane=3 = 55.2"]
    record = record_of(
        {
            "survey": claims,
            "gate": ["north-bridge/strength = 50..60"],
            "herald": ["north-bridge/strength = 50..60"],
        }
    )
    (vague,) = [
        view
        for row in finding_rows(Site(record, BLOCKS), record.findings_of["north-bridge"])
        for view in row["views"]
        if not view["conditions"]
    ]
    (line,) = vague["unplaced"]
    assert [claim["source"] for claim in line["claims"]] == ["gate", "herald"]
    assert line["state"] == "any-of"
    assert len(line["findings"]) == 2


def test_two_values_are_no_series(record_of: RecordOf):
    """And neither are values of one date."""
    record = record_of(crossings(("2022", "100"), ("2023", "500")))
    assert series(record, list(record.findings.values())) == []


def family(record: Record, **members: Mapping[str, Any]) -> Record:
    """The record with models beside what it has."""
    made = {
        key: Entity.model_validate({"id": key, "name": key, "summary": "Made up.", **about})
        for key, about in members.items()
    }
    held = [
        *record.loaded.entities,
        *(Held(each, "data/entities/more.yml", (at,), 1) for at, each in enumerate(made.values())),
    ]
    return replace(
        record,
        entities=dict(sorted({**record.entities, **made}.items())),
        loaded=replace(record.loaded, entities=held),
    )


def names(nodes: list[dict[str, Any]]) -> list[Any]:
    """The tree as nested lists of ids."""
    return [[node["id"], *([names(node["below"])] if node["below"] else [])] for node in nodes]


def test_a_tree_holds_families_their_models_and_variants_in_the_order_of_time(record_of: RecordOf):
    """Whoever has no date comes after those that have one."""
    said = {"survey": ["two/opened = 2001-05-01", "one/opened = 2003-07-01"]}
    world = record_of({"survey": []})
    record = family(
        world,
        kin={"kind": "family"},
        one={"kind": "model", "family": "kin"},
        two={"kind": "model", "family": "kin"},
        late={"kind": "model", "family": "kin", "predecessor": "one"},
        twin={"kind": "checkpoint", "family": "kin", "variant_of": "two"},
    )
    found = record_of(said)
    record = with_topics(
        replace(record, by_subject_property=found.by_subject_property), release=["opened"]
    )
    site = Site(record, BLOCKS)
    assert roots(record) == ["kin"]
    view = tree(site, ["kin"])
    assert view is not None
    assert names(view["nodes"]) == [["kin", [["two", [["twin"]]], ["one"], ["late"]]]]
    kin = view["nodes"][0]
    assert kin["bracket"]["start"] < kin["bracket"]["end"]
    assert [node["when"] for node in kin["below"]] == [
        "1\N{NO-BREAK SPACE}May 2001",
        "1\N{NO-BREAK SPACE}July 2003",
        "",
    ]
    assert kin["below"][2]["after"] == "one"
    folded = tree(site, ["kin"], variants=False)
    assert folded is not None
    assert folded["nodes"][0]["below"][0]["folded"] == ["twin"]


def test_a_circle_of_members_ends(record_of: RecordOf):
    """A rule complains of it; no page is built for ever meanwhile."""
    record = family(
        record_of({"survey": []}),
        one={"kind": "model", "variant_of": "two"},
        two={"kind": "model", "variant_of": "one"},
        kin={"kind": "family"},
    )
    assert roots(record) == []
    assert tree(Site(record, BLOCKS), ["one"]) is None


def test_one_sentence_under_several_conditions_is_one_statement(record_of: RecordOf):
    """With all of them; another sentence is another statement."""
    said = {"kind": "promise", "place": "page 1"}
    record = record_of(
        {
            "survey": [
                {**said, "subject": "north-bridge", "property": "material", "value": "steel"},
                {
                    **said,
                    "subject": "north-bridge",
                    "property": "material",
                    "value": "steel",
                    "conditions": {"load": "full"},
                },
                {**said, "subject": "north-bridge", "property": "motto", "value": "Over"},
            ]
        }
    )
    rows = statement_rows(Site(record, BLOCKS), record.claims)
    assert [(row["what"], row["text"], len(row["conditions"])) for row in rows] == [
        ("Material", "steel", 1),
        ("Motto", "Over", 0),
    ]


def test_every_finding_of_the_record_has_its_address():
    """On its subject's page there is exactly one element with its anchor, folded or not."""
    report = Report()
    project = read_project(ROOT, report, blocks=BLOCKS)
    site = Site(project.record, BLOCKS)
    for key in ("muse-spark", "llama", "meta"):
        context = Context(url=f"entities/{key}/")
        html = BLOCKS["entity"].render(site, {"argument": key}, context)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for finding in project.record.findings_of[key]:
            if finding.subject == key:
                anchor = site.finding_url(finding).partition("#")[2]
                assert anchor in ids
                assert anchor in context.anchors
