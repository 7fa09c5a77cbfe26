"""The timeline and the front page, on a small project: lanes, eras, crowds, words beside drawings, years past a hundred events."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from annals.blocks import BLOCKS
from annals.blocks.overview import overview
from annals.diagnostics import Report
from annals.markdown.extension import AnnalsExtension
from annals.output import OutputFile
from annals.pages import pages
from annals.project import read_project
from annals.site import Context, Site
from annals.years import Window, by_year, parts, window_of, year_window
from markdown import Markdown

Sited: TypeAlias = Callable[..., Site]
HOSTILE = """<script>alert(1)</script> " onload="x" &amp; ]]>"""

CONFIG = """
extra:
  annals:
    as_of: 2024-06-30
    kinds: {works: Works, law: Law and money}
    eras: {Ferries: 1989, Bridges: north-bridge-opens}
"""
EVENT = """
- id: {id}
  title: {title}
  when: {when}
  kind: {kind}
  importance: {importance}
  about: [{about}]
  text: It happened [@handbook, page 9]. And {{value}}`north-bridge/length` [@survey].
"""


def event(key: str, when: str = "1990-05-04", **more: Any) -> str:
    """One event's YAML."""
    told = {"title": f"The {key}", "kind": "works", "importance": 1, "about": "north-bridge"}
    return EVENT.format(id=key, when=f"'{when}'", **{**told, **more})


@pytest.fixture
def sited(bridges: Callable[..., Path], tmp_path: Path) -> Sited:
    """The bridges' site with some events; the opening of the North Bridge in 1990 is among them."""
    places = (tmp_path / f"bridges-{number}" for number in count())

    def build(*events: str, config: str = CONFIG, files: dict[str, str] | None = None) -> Site:
        more = {"mkdocs.yml": config, "data/events/more.yml": "".join(events), **(files or {})}
        if not events:
            del more["data/events/more.yml"]
        report = Report()
        project = read_project(bridges(more, root=next(places)), report, blocks=BLOCKS)
        assert report.sorted() == []
        return Site(project.record, BLOCKS, "https://git.example/edit/main/")

    return build


def made(site: Site, text: str, url: str = "timeline/") -> str:
    """A page's HTML."""
    context = Context(url=url)
    html = Markdown(extensions=["attr_list", "toc", AnnalsExtension(site, context)]).convert(text)
    assert context.problems == []
    return html


def refused(site: Site, text: str) -> list[str]:
    """What a page is refused for."""
    context = Context(url="")
    Markdown(extensions=["attr_list", AnnalsExtension(site, context)]).convert(text)
    return [problem.message for problem in context.problems]


def drawn(site: Site, **options: Any) -> dict[str, Any]:
    """The overview of a whole record."""
    return overview(site, site.record.timeline, window_of(site.record), **options)


def marks(view: dict[str, Any], form: str) -> list[dict[str, Any]]:
    """All marks of a drawing."""
    return [mark for lane in view[form]["lanes"] for mark in lane["marks"]]


# --- the overview --------------------------------------------------------------------------------


def test_lanes_are_the_kinds_that_have_events_in_their_order(sited: Sited):
    """In both drawings."""
    site = sited(event("ruling", "1991", kind="law"), event("repair", "1992"))
    view = drawn(site)
    assert [lane["name"] for lane in view["narrow"]["lanes"]] == ["Works", "Law and money"]
    assert [lane["name"] for lane in view["wide"]["lanes"]] == [["Works"], ["Law and money"]]
    assert [lane["name"] for lane in drawn(sited())["narrow"]["lanes"]] == ["Works"]


def test_each_mark_leads_to_its_event_and_says_what_the_drawing_does(sited: Sited):
    """With what is not known of the day, in words."""
    site = sited(event("repair", "1992-03"))
    view = drawn(site)
    for form in ("wide", "narrow"):
        (mark,) = [mark for mark in marks(view, form) if "repair" in mark["url"]]
        assert mark["url"] == "timeline/#repair"
        assert mark["words"] == "The repair, March 1992, day unknown"
        assert mark["shapes"][0]["form"] == "stretch"
    told = [one for lane in view["lanes"] for one in lane["events"]]
    assert [one["when"] for one in told] == ["4\u00a0May 1990", "March 1992, day unknown"]


def test_what_is_too_close_to_be_drawn_apart_is_counted(sited: Sited):
    """On a phone two events of one week; on a wide screen each has its row, and the fourth is counted."""
    site = sited(*(event(f"day-{day}", f"1992-03-0{day}") for day in range(1, 5)))
    view = drawn(site)
    assert [mark["count"] for mark in marks(view, "narrow")] == [None, 4]
    assert [mark["count"] for mark in marks(view, "wide")].count(None) == 3
    (crowd,) = [mark for mark in marks(view, "narrow") if mark["count"]]
    assert crowd["words"].startswith("4 events: The day-1, 1\u00a0March 1992; The day-2")
    assert crowd["url"] == "timeline/#day-1"


def test_a_crowd_names_no_more_than_one_can_hear(sited: Sited):
    """And says how many it leaves out."""
    site = sited(*(event(f"day-{day}", f"1992-03-0{day}") for day in range(1, 8)))
    (crowd,) = [mark for mark in marks(drawn(site), "narrow") if mark["count"]]
    assert crowd["words"].endswith("; and 3 more")


def test_only_turning_points_are_named(sited: Sited):
    """By their label; and on an event's own picture, that one is the only coloured mark."""
    site = sited(
        event("fall", "1992", importance=3) + "  label: Fall\n", event("repair", "1993-02-01")
    )
    view = drawn(site)
    assert [label["text"] for label in view["narrow"]["labels"]] == ["Fall"]
    assert [label["text"] for lane in view["wide"]["lanes"] for label in lane["labels"]] == ["Fall"]
    focused = drawn(site, focus="repair")
    assert [mark["tone"] for mark in marks(focused, "wide")] == ["", "", "a"]
    assert {label["text"] for label in focused["narrow"]["labels"]} == {"Fall", "The repair"}


def test_eras_begin_with_a_date_or_an_event_and_last_until_the_next(sited: Sited):
    """The last one lasts until the day of the record, or the end of what is drawn."""
    site = sited(event("ferry", "1989-06-01"), event("repair", "1993-02-01"))
    view = drawn(site)
    assert [era["name"] for era in view["eras"]] == ["Ferries", "Bridges"]
    first, second = view["wide"]["eras"]
    days = (date(1993, 3, 1) - date(1989, 1, 1)).days
    began = (date(1990, 5, 4) - date(1989, 1, 1)).days
    assert first["from"] == "0%"
    assert float(second["from"].rstrip("%")) == pytest.approx(100 * began / days, abs=0.001)
    in_1989 = overview(site, site.record.timeline, year_window(site.record, 1989))
    assert [era["name"] for era in in_1989["eras"]] == ["Ferries"]


def test_dates_on_which_sources_differ_are_drawn_with_what_is_said(sited: Sited):
    """Each of the other dates, tied to the mark."""
    facts = """
source: {title: Gazette, type: article, unpublished: lost, tier: press, read: full}
claims:
  - {subject: fall, property: opened, value: 1992-03-05, place: page 1}
  - {subject: fall, property: opened, value: 1992-07, place: page 2}
"""
    site = sited(event("fall", "1992-03-05"), files={"data/facts/gazette.yml": facts})
    (mark,) = [mark for mark in marks(drawn(site), "wide") if "fall" in mark["url"]]
    assert mark["words"] == "The fall, 5\u00a0March 1992; sources differ on the date"
    assert [side["form"] for side in mark["sides"]] == ["stretch"]
    assert mark["tie"] is not None
    html = made(site, "/// timeline\n///")
    row = html[html.index('id="fall"') :]
    assert "Sources differ</a> on the date; nothing is decided between July 1992." in row
    assert '<p class="status differ">Sources differ on the date</p>' in row
    assert '<span class="rul y12"' in row


@pytest.mark.parametrize(
    ("when", "first", "stop", "as_of"),
    [
        ("2024-03-01", date(1990, 1, 1), date(2024, 7, 1), date(2024, 6, 30)),
        ("2022-03", date(1990, 1, 1), date(2022, 4, 1), None),
        ("/1985-02-01", date(1985, 1, 1), date(1990, 6, 1), None),
    ],
)
def test_all_time_is_that_of_the_events(
    sited: Sited, when: str, first: date, stop: date, as_of: date | None
):
    """Up to the day of the record where that is near; a century without events would be an empty drawing."""
    assert window_of(sited(event("last", when)).record) == Window(first, stop, as_of)


class Acting(HTMLParser):
    """What would act in a reader's browser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts and handlers of events."""
        self.found += [tag] * (tag == "script")
        self.found += [name for name, _ in attrs if name.startswith("on")]


# --- rows ----------------------------------------------------------------------------------------


def test_every_event_is_a_row_with_all_that_one_asks_of_it(sited: Sited):
    """When, what, who says so and where, how many, a permanent link, the line that it comes from."""
    site = sited(event("repair", "1992-03-05", importance=2))
    html = made(site, "/// timeline\n///")
    row = html[html.index('<li class="row ev i2" id="repair"') :]
    row = row[: row.index("</li>\n</ol>")]
    assert (
        '<time datetime="1992-03-05">5\u00a0March</time> <span class="lbl">Thursday</span>' in row
    )
    assert "<h3>The repair</h3>" in row
    assert '<p class="status">2 sources, one publisher</p>' in row
    assert '<a href="../sources/handbook/">Bridge Office: Handbook of bridges</a>, page 9' in row
    assert '<a href="#repair">Link to this event</a>' in row
    assert (
        '<a href="https://git.example/edit/main/data/events/more.yml#L2">Correct this event</a>'
        in row
    )
    assert "<sup" not in row
    assert "It happened. And " in row


def test_a_new_title_changes_no_link(sited: Sited):
    """The id is the address."""
    one, other = (
        made(sited(event("repair", "1992", title=title)), "/// timeline\n///")
        for title in ("A repair", "Another title")
    )
    assert 'href="#repair"' in one
    assert 'href="#repair"' in other


def test_a_turning_point_has_a_page_with_a_picture(sited: Sited):
    """Its year with its neighbours, in two forms and in words."""
    site = sited(event("fall", "1990-07-01", importance=3))
    made_pages = {page.uri: page for page in pages(site)}
    html = made(site, body(made_pages["events/fall.md"]), "events/fall/")
    assert 'class="px ov-w"' in html
    assert 'class="px ov-n"' in html
    assert "The same in words" in html
    assert "<title>The North Bridge opens, 4\u00a0May 1990</title>" in html
    assert '<a href="../../timeline/#fall">On the timeline</a>' in html


def body(page: OutputFile) -> str:
    """A page's Markdown without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", page.content, flags=re.DOTALL)


def test_a_title_is_text_wherever_it_is_drawn(sited: Sited):
    """In rows, in marks, in labels, in the list of who it is about."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    config = CONFIG.replace("Works", quoted).replace("Ferries", quoted)
    site = sited(
        event("fall", "1992-03", importance=3, title=quoted),
        event("other", "1992-04", title=quoted),
        config=config,
    )
    text = "/// timeline\n///\n\n/// latest\n///\n\n/// axis\n    of: [fall, other]\n///"
    html = made(site, text)
    assert Acting(html).found == []
    assert html.count("&lt;script&gt;") > 6


def test_filters_count_what_they_would_leave(sited: Sited):
    """Beside each choice; and without a script there are links to pages instead."""
    site = sited(event("ruling", "1991", kind="law", importance=3), event("repair", "1992"))
    html = made(site, "/// timeline\n///")
    form = html[html.index("<form") : html.index("</form>")]
    assert form.startswith('<form class="filters" id="timeline_filters" hidden>')
    assert re.findall(r'value="([^"]*)"[^>]*>([^<]*) <span class="n">(\d+)', form) == [
        ("works", "Works", "2"),
        ("law", "Law and money", "1"),
        ("", "Every event", "3"),
        ("2", "Important", "2"),
        ("3", "Turning points", "1"),
    ]
    assert '<option value="north-bridge">North Bridge (3)</option>' in form
    links = html[
        html.index('<nav class="by"') : html.index("</nav>", html.index('<nav class="by"'))
    ]
    assert re.findall(r'href="([^"]+)"', links) == ["kind/works/", "kind/law/", "../entities/"]
    uris = {page.uri for page in pages(site)}
    assert {"timeline/kind/works.md", "timeline/kind/law.md"} <= uris


# --- many events ---------------------------------------------------------------------------------


def many(number: int, year: int = 1991) -> list[str]:
    """As many events as asked for, all over a year."""
    days = [date.fromordinal(date(year, 1, 1).toordinal() + index % 365) for index in range(number)]
    return [event(f"event-{year}-{index}", each.isoformat()) for index, each in enumerate(days)]


def test_past_a_hundred_events_each_year_has_a_page(sited: Sited):
    """The timeline has a line each, leading to the full row; the permanent link is that of the year."""
    site = sited(*many(60), *many(60, 1992))
    assert site.divided
    assert list(site.parts) == ["1990", "1991", "1992"]
    assert site.event_url("event-1991-3") == "timeline/1991/#event-1991-3"
    uris = [page.uri for page in pages(site)]
    assert [uri for uri in uris if re.match(r"timeline/\d", uri)] == [
        "timeline/1990.md",
        "timeline/1991.md",
        "timeline/1992.md",
    ]
    whole = made(site, "/// timeline\n///")
    assert whole.count('<li class="row ev line"') == 121
    assert '<a href="1991/#event-1991-3">The event-1991-3</a>' in whole
    assert 'id="event-1991-3"' not in whole
    year = made(site, "/// timeline\n    part: 1991\n///", "timeline/1991/")
    assert year.count('<li class="row ev i1" id="event-') == 60


def test_a_hundred_events_share_one_page(sited: Sited):
    """In full, as few do."""
    site = sited(*many(99))
    assert not site.divided
    assert made(site, "/// timeline\n///").count('<li class="row ev i') == 100


def test_events_with_much_to_show_share_a_page_with_fewer(sited: Sited):
    """Twenty sources each take the room of two events."""
    cited = (
        "  cites: [" + ", ".join(f"{{source: survey, place: p. {n}}}" for n in range(20)) + "]\n"
    )
    assert sited(*(each + cited for each in many(60))).divided


def test_a_year_that_is_too_full_is_divided_into_quarters_and_those_into_months(sited: Sited):
    """The pages of the year and of a full quarter stay: links to events that stood there lead on."""
    site = sited(*many(401))
    assert list(site.parts)[:6] == ["1990", "1991", "1991-q1", "1991-01", "1991-02", "1991-03"]
    assert list(site.parts)[6:] == ["1991-q2", "1991-q3", "1991-q4"]
    assert site.parts["1991"].within == ("1991-q1", "1991-q2", "1991-q3", "1991-q4")
    in_full = [part for part in site.parts.values() if not part.within]
    assert sum(len(part.events) for part in in_full) == 402
    year = made(site, "/// timeline\n    part: 1991\n///", "timeline/1991/")
    assert '<a href="../1991-q2/">April to June</a> (91)' in year
    assert year.count('<li class="row ev line"') == 401
    assert '<a href="../1991-01/#event-1991-3">' in year
    quarter = made(site, "/// timeline\n    part: 1991-q1\n///", "timeline/1991-q1/")
    assert '<a href="../1991-02/">February</a>' in quarter
    assert "These filters choose among the events of January to March 1991." in quarter
    titles = [page.content for page in pages(site) if page.uri == "timeline/1991-q1.md"]
    assert "# January to March 1991\n" in titles[0]


def test_a_month_that_is_too_full_is_divided_by_number(sited: Sited):
    """No event is lost, and each has one place."""
    site = sited(*(event(f"event-{index}", "1991-03-04") for index in range(7)))
    found = parts(site.record.timeline, rows=3)
    assert list(found) == ["1990", "1991", "1991-q1", "1991-03", "1991-03-2", "1991-03-3"]
    assert found["1991-q1"].within == ("1991-03", "1991-03-2", "1991-03-3")
    assert found["1991-03-2"].words == "March 1991, part 2"
    listed = [each.id for part in found.values() if not part.within for each, _ in part.events]
    assert listed == [each.id for each, _ in site.record.timeline]


AROUND = 120
"""The elements around the content of a page."""


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([(1920 + index, 13) for index in range(76)], id="a thousand in many years"),
        pytest.param([(1991, 950)], id="a thousand in one year"),
        pytest.param([(1991, 1200), (1992, 900)], id="more than lines"),
    ],
)
def test_no_page_of_the_timeline_outgrows_a_phone(sited: Sited, told: list[tuple[int, int]]):
    """4,000 elements and 60 kB, however many events there are; each stands in full on one page, to which its year leads."""
    site = sited(*(each for year, number in told for each in many(number, year)))
    written = {page.uri: page for page in pages(site) if page.uri.startswith("timeline")}
    in_full: list[str] = []
    for uri, page in written.items():
        _, _, text = str(page.content).partition("\n---\n")
        url = uri.removesuffix(".md") + "/"
        html = made(site, text, url)
        assert len(re.findall(r"<[a-z]", html)) + AROUND <= 4_000, uri
        assert len(gzip.compress(html.encode())) <= 58_000, uri
        if "/kind/" not in uri:
            in_full += re.findall(r'<li class="row ev i\d" id="([^"]+)"', html)
    assert sorted(in_full) == sorted(site.record.events)
    assert all(f"timeline/{year}.md" in written for year, _ in told)


def test_an_event_of_which_only_the_end_is_known_stands_there(sited: Sited):
    """'By 1993' is told in 1993, not before everything else."""
    site = sited(event("repair", "/1993-02-01"), event("fall", "1992"))
    order = [each.id for each, _ in site.record.timeline]
    assert order == ["north-bridge-opens", "fall", "repair"]
    assert list(by_year(site.record.timeline)) == [1990, 1992, 1993]


# --- the front page ------------------------------------------------------------------------------


QUESTION = """
//// question
    {options}

### How long is it? {{#how-long}}

It is long [@handbook].

/// axis
    of: [north-bridge/length]
///

////
"""


def test_a_question_is_a_row_around_its_answer(sited: Sited):
    """The figure is a finding's, with its bracket and its sources; the answer is Markdown like any other."""
    html = made(sited(), QUESTION.format(options="figure: north-bridge/length"), "")
    assert re.sub(r"\s+", " ", html).startswith(
        '<div class="row question"> <p class="date"><span class="key">'
        '<a class="val one" href="entities/north-bridge/#length">412 m</a></span></p> '
        '<div class="body"> <h3 id="how-long">How long is it?</h3>'
    )
    assert '<sup class="cites">' in html
    assert 'aria-label="412\u00a0m, 1 source"' in html
    assert '<p class="status">One source only</p>' in html


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("under: x", "the block 'question' needs either 'figure' or 'words'"),
        ("words: Yes", "the block 'question' needs 'sources' beside 'words'"),
        ("words: Yes\n    sources: [handbok]", "no source has the id 'handbok'"),
        ("figure: north-bridge/lenth", "'north-bridge/lenth' is no finding"),
    ],
)
def test_a_question_without_a_basis_is_refused(sited: Sited, options: str, message: str):
    """Words say who says so, and a figure is on record."""
    assert refused(sited(), QUESTION.format(options=options)) == [message]


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ("[]", "'of' of the block 'axis': a list of references"),
        ("[north-bridge/length, north-bridge-opens]", "no event has the id 'north-bridge/length'"),
        ("[north-bridge-open]", "no event has the id 'north-bridge-open'"),
        (
            "[north-bridge/strength?load=full, north-bridge/strength?load=empty]",
            "were not measured alike",
        ),
        ("[north-bridge/length, north-bridge/opened]", "one axis has findings of one property"),
    ],
)
def test_an_axis_of_what_cannot_stand_on_one_is_refused(sited: Sited, of: str, message: str):
    """Unlike things side by side would be a comparison that nobody made."""
    found = refused(sited(), f"/// axis\n    of: {of}\n///")
    assert message in found[0]


def test_an_axis_of_events_has_dots_where_days_are_known(sited: Sited):
    """And the same in words."""
    site = sited(event("repair", "1990-07", importance=3) + "  label: Repair\n")
    html = made(site, "/// axis\n    of: [north-bridge-opens, repair]\n///")
    assert 'aria-label="The North Bridge opens, 4\u00a0May 1990; The repair, July 1990"' in html
    assert html.count("<circle") == 1
    assert ">Repair</text>" in html


def test_brackets_are_explained_at_numbers_that_have_them(sited: Sited):
    """An example that is none any more is refused, whatever changed in the data."""
    text = "/// brackets\n    closed: north-bridge/length\n    half: north-bridge/length\n///"
    found = refused(sited(), text)
    assert found == [
        "'north-bridge/length' is no example of a closed bracket any more",
        "the block 'brackets' needs 'parted'",
    ]


def test_support_is_counted(sited: Sited):
    """Never typed."""
    facts = """
source: {title: Rumour, type: article, unpublished: told, tier: weak, read: not-opened}
claims:
  - {subject: bridge-office, property: opened, value: 1950, place: told}
"""
    assert "Every one of the 4 findings in the record rests" in made(sited(), "/// support\n///")
    html = made(sited(files={"data/facts/rumour.yml": facts}), "/// support\n///")
    assert "4 of the 5 findings in the record rest on at least one document" in html
