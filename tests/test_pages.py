"""Pages of the small second project, word for word: `pytest --update` writes them anew, and the diff shows what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from annals.blocks import BLOCKS
from annals.diagnostics import Report
from annals.markdown.extension import AnnalsExtension
from annals.output import OutputFile
from annals.pages import pages
from annals.project import read_project
from annals.site import Context, Site
from annals.stubs import block, escaped, stub
from markdown import Markdown

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
EXTRA = {"data": "record", "as_of": "1912-12-01", "kinds": {"building": "Building"}}


def second_site() -> Site:
    """The second project's site, with a place where its files can be edited."""
    report = Report()
    project = read_project(ROOT / "tests/second", report, EXTRA, BLOCKS)
    assert report.sorted() == []
    return Site(project.record, BLOCKS, "https://git.example/edit/main/")


def rendered(site: Site, page: OutputFile) -> str:
    """A page's HTML, as any engine built on Python-Markdown makes it."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page.content, flags=re.DOTALL)
    context = Context(url=page.uri.removesuffix(".md") + "/")
    html = Markdown(extensions=["attr_list", "tables", AnnalsExtension(site, context)]).convert(
        body
    )
    assert context.problems == []
    return html + "\n"


SITE = second_site()
PAGES = {page.uri: page for page in pages(SITE)}


@pytest.mark.parametrize("uri", sorted(PAGES))
def test_a_page_is_as_it_was(uri: str, request: pytest.FixtureRequest):
    """Every generated page of the second project."""
    golden = GOLDEN / uri.replace(".md", ".html").replace("/", "--")
    html = rendered(SITE, PAGES[uri])
    if request.config.getoption("--update"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(html, "utf-8")
    assert html == golden.read_text("utf-8"), (
        f"{uri} has changed: if it should, run pytest --update"
    )


def test_no_golden_page_is_left_over():
    """A page that is no longer made leaves none behind."""
    expected = {uri.replace(".md", ".html").replace("/", "--") for uri in PAGES}
    assert {path.name for path in GOLDEN.iterdir()} == expected


def test_a_test_says_how_many_results_it_has():
    """Beside its name, as what it is; it is no page of the menu's first entry."""
    front = [
        line
        for page in PAGES.values()
        if page.uri.startswith("benchmarks/")
        for line in page.content.splitlines()
        if line.startswith(("kicker", "under"))
    ]
    assert front == [
        'kicker: "Test"',
        'under: "3\N{NO-BREAK SPACE}results of 2\N{NO-BREAK SPACE}subjects, by 1\N{NO-BREAK SPACE}tester"',
    ]


def test_pages_grow_with_entities_and_sources_and_not_with_events():
    """Only essential events have a page of their own."""
    record = SITE.record
    own = [uri for uri in PAGES if uri.startswith("events/")]
    assert own == [
        f"events/{key}.md" for key, event in record.events.items() if event.importance == "3"
    ]
    assert len([uri for uri in PAGES if uri.startswith("sources/")]) == len(record.sources)
    assert len([uri for uri in PAGES if uri.startswith("entities/")]) == len(record.entities)


def test_a_title_cannot_break_out_of_its_stub():
    """Neither out of the front matter nor out of the heading."""
    title = '---\nfoo: "bar" `x` <script>alert(1)</script> [x](javascript:1) # {#id}'
    text = stub(title, block("entity", "x"))
    front = re.match(r"\A---\n(.*?)\n---\n", text, flags=re.DOTALL)
    assert front
    assert front[1].count("\n") == 1
    html = Markdown(extensions=["attr_list"]).convert(text[front.end() :])
    assert "<script" not in html
    assert "href" not in html
    assert "<code" not in html


@pytest.mark.parametrize(
    "text",
    [
        "a_b_c",
        "1 * 2 * 3",
        "x [y] (z)",
        "`code`",
        "a < b & c",
        "#1 {#x}",
        "50~60^2",
        "2 + 2 = 4",
        "!x",
        "back\\slash",
    ],
)
def test_an_escaped_text_shows_unchanged(text: str):
    """Whatever Markdown makes of its characters elsewhere."""
    html = Markdown(extensions=["attr_list", "tables"]).convert(escaped(text))
    shown = (
        html.removeprefix("<p>")
        .removesuffix("</p>")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )
    assert shown == text
