"""What other programs read: the table of findings, the bibliography, the feed, the calendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import feedparser
import icalendar
import pytest
from annals.blocks import BLOCKS
from annals.diagnostics import Report
from annals.exports.citing import Work, bibtex, csl, in_words
from annals.exports.files import exports
from annals.exports.plain import opening
from annals.project import Project, read_project
from annals.publication import publication
from annals.site import Site

ROOT = Path(__file__).parent.parent
OURS = publication(
    "A record", "https://record.example/annals", "What is known.", {"name": "Somebody"}
)


@pytest.fixture(scope="module")
def project() -> Project:
    """The real project."""
    return read_project(ROOT, Report(), blocks=BLOCKS)


@pytest.fixture(scope="module")
def files(project: Project) -> Mapping[str, str]:
    """What is made of it, by address."""
    return {
        file.uri: file.content for file in exports(Site(project.record, BLOCKS, publication=OURS))
    }


def test_the_table_has_every_finding(project: Project, files: Mapping[str, str]):
    """One line for each, with the address at which it stands."""
    rows = list(csv.DictReader(io.StringIO(files["findings.csv"])))
    assert [row["id"] for row in rows] == list(project.record.findings)
    row = next(row for row in rows if row["id"].startswith("llama-3-1-405b/parameters"))
    assert row["subject_name"] == "Llama 3.1 405B"
    assert row["url"].startswith(
        "https://record.example/annals/entities/llama-3-1-405b/#parameters"
    )


def test_no_cell_is_a_formula(files: Mapping[str, str]):
    """A spreadsheet calculates nothing that somebody wrote into the data."""
    for row in csv.reader(io.StringIO(files["findings.csv"])):
        for cell in row:
            assert not cell.startswith(("=", "@", "+", "\t", "\r")), cell
            assert not cell.startswith("-") or float(cell) < 0


def test_the_bibliography_has_every_source(project: Project, files: Mapping[str, str]):
    """In both forms, under the ids of the record."""
    items = {item["id"]: item for item in json.loads(files["sources.csl.json"])}
    assert list(items) == list(project.record.sources)
    assert items["meta-launch-post"]["issued"] == {"date-parts": [[2026, 4, 8]]}
    for key in project.record.sources:
        assert f"{{{key}," in files["sources.bib"]
    assert files["sources.bib"].count("{") == files["sources.bib"].count("}")


def test_a_date_stays_as_exact_as_it_is():
    """A month has no day, and what CSL has no form for is said in words."""
    issued = {
        text: csl(Work("x", "report", "X", issued=text)).get("issued")
        for text in ("2024", "2024-07", "2024-07~", "2024/2025-03", "2024-21", "")
    }
    assert issued == {
        "2024": {"date-parts": [[2024]]},
        "2024-07": {"date-parts": [[2024, 7]]},
        "2024-07~": {"date-parts": [[2024, 7]], "circa": True},
        "2024/2025-03": {"date-parts": [[2024], [2025, 3]]},
        "2024-21": {"literal": "spring 2024"},
        "": None,
    }


def test_bibtex_keeps_what_has_a_meaning_in_latex():
    """Titles come from elsewhere: none breaks the file or the document."""
    entry = bibtex(Work("a b", "report", "50 % of {x} & \\more_", issued="2024-07", publisher="P"))
    assert entry == (
        "@techreport{a-b,\n"
        "  title = {{50 \\% of \\textbraceleft{}x\\textbraceright{} \\& \\textbackslash{}more\\_}},\n"
        "  publisher = {P},\n"
        "  year = {2024},\n"
        "  month = jul\n"
        "}\n"
    )


def test_a_citation_in_words():
    """A page of the record is cited with the day of the data."""
    work = Work(
        "x", "webpage", "X", url="https://x.example/", container="A record", version="2026-11-23"
    )
    assert in_words(work) == "“X”. A record. Record of 23\u00a0November 2026. https://x.example/"


def test_a_publisher_who_is_yet_to_be_named_is_none():
    """What stands in square brackets is for whoever publishes the site, and not for citations."""
    assert publication("S", "", "", {"name": "[the publisher's name]"}).publisher == ""
    assert publication("S", "", "", {"name": "A House"}).publisher == "A House"


def test_the_feed_is_read(project: Project, files: Mapping[str, str]):
    """Events and contradictions, newest first, under ids that are unique."""
    feed = feedparser.parse(files["feed.atom"])
    assert not feed.bozo
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 80
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert max(updated)[:10] <= project.record.as_of.isoformat()
    assert {"event", "contradiction"} <= {tag.term for entry in feed.entries for tag in entry.tags}
    assert all(entry.link.startswith(OURS.address) for entry in feed.entries)


def test_the_calendar_is_read(project: Project, files: Mapping[str, str]):
    """All events but those whose month is not known, each from its first day to its last."""
    raw = files["events.ics"].encode()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    events = {
        str(event["UID"]): event for event in icalendar.Calendar.from_ical(raw).walk("VEVENT")
    }
    event = events["llama-1-announced@record.example"]
    assert event["DTSTART"].dt == date(2023, 2, 24)
    assert event["DTEND"].dt == date(2023, 2, 25)
    assert str(event["SUMMARY"]) == project.record.events["llama-1-announced"].title
    known = [
        event.id
        for event, moment in project.record.timeline
        if moment.first and moment.last and (moment.last - moment.first).days < 31
    ]
    assert sorted(events) == sorted(f"{key}@record.example" for key in known)


def test_an_entity_has_a_feed_and_a_calendar_of_its_own(project: Project, files: Mapping[str, str]):
    """With what is about it, under the ids of the whole; and only if there is something."""
    feed = feedparser.parse(files["entities/scale-ai/feed.atom"])
    assert feed.feed.title == f"Scale AI: {OURS.name}"
    assert feed.feed.link == f"{OURS.address}entities/scale-ai/"
    assert f"{OURS.address}feed.atom#scale-ai-deal" in {entry.id for entry in feed.entries}
    calendar = icalendar.Calendar.from_ical(files["entities/scale-ai/events.ics"])
    about = {event.id for event in project.record.events_about["scale-ai"]}
    assert {str(event["UID"]).partition("@")[0] for event in calendar.walk("VEVENT")} == about
    assert "entities/notebookcheck/feed.atom" not in files
    uncertain = icalendar.Calendar.from_ical(files["events.ics"]).walk("VEVENT")
    (asked,) = (event for event in uncertain if str(event["UID"]).startswith("muse-safety-report@"))
    assert str(asked["SUMMARY"]).endswith("(perhaps 14 May 2026)")


def test_an_opening_ends_where_a_sentence_does():
    """Descriptions are cut at sentences, else between words."""
    words = "A short one. And a second sentence that is a good deal longer than the first. A third."
    assert opening(words, 90) == (
        "A short one. And a second sentence that is a good deal longer than the first."
    )
    assert opening("word " * 40, 30) == "word word word word word …"
    assert opening("Choice. " + "word " * 40, 30) == "Choice. word word word word …"
