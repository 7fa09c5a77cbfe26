"""Pages as Markdown, for readers that are programs: complete, with addresses that lead somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from annals.exports.twins import twin

ADDRESS = "https://record.example/annals/"
PAGES = (
    "",
    "about/",
    "benchmarks/",
    "benchmarks/hle/",
    "differs/",
    "entities/muse-spark/",
    "events/llama-4-released/",
    "explained/contemplating-mode/",
    "sources/meta-launch-post/",
    "timeline/",
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<p>One <b>two</b>, <a href='../x/#y'>three</a>.</p>",
            "One **two**, [three](https://a.example/x/#y).",
        ),
        ("<p>A</p><p>B<br>C</p>", "A\n\nB C"),
        (
            "<ul><li>A</li><li><p>B</p><ol><li>C</li><li>D</li></ol></li></ul>",
            "- A\n- B\n  1. C\n  2. D",
        ),
        ("<dl><dt>A</dt><dd>B</dd><dt>C</dt><dd>D</dd></dl>", "- A: B \n- C: D"),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td><p>3</p></td></tr></tbody></table>",
            "| A | B | \n| --- | --- |\n| 1\\|2 | 3 |",
        ),
        ("<pre><code>a\n  b &lt;c&gt;</code></pre>", "```\na\n  b <c>\n```"),
        ("<p>&lt;script&gt;</p>", "\\<script>"),
        ("<p>A <svg role='img' aria-label='B'><text>C</text></svg> D</p>", "A (Drawing: B) D"),
        ("<p>A</p><nav><p>B</p></nav><button>C</button>", "A"),
        ("<p><a href='#b'>Below</a></p>", "[Below](https://a.example/b/#b)"),
        ("<p>A<sup class='cites'><a class='cite' href='#ref-1'>1</a></sup></p>", "A[1]"),
    ],
)
def test_each_kind_of_element(html: str, markdown: str):
    """What stands for what."""
    found = twin(f"<h1>T</h1>{html}", "https://a.example/b/", "Head")
    assert found.rstrip() == f"# T\n\nHead\n\n{markdown}".rstrip()


def test_every_page_has_a_twin(site: Path):
    """Beside it, linked from it, and with its title on top."""
    for page in site.rglob("index.html"):
        text = page.read_text("utf-8")
        assert '<link rel="alternate" type="text/markdown" href="index.md">' in text, page
        markdown = page.with_suffix(".md").read_text("utf-8")
        assert markdown.startswith("# "), page
        assert ADDRESS in markdown.split("\n")[2], page


class Words(HTMLParser):
    """The words of a page's article, without what works by hand or leads around it."""

    without = ("svg", "nav", "form", "button", "select", "script", "template")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether what follows counts."""
        classes = set((dict(attrs).get("class") or "").split())
        if tag not in ("br", "hr", "img", "input", "col", "wbr"):
            self.open.append(
                tag in self.without
                or bool(classes & {"acts", "headerlink", "back", "edit", "slider"})
            )

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - html.parser's signature
        """What an element left out ends with it."""
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note words."""
        if not any(self.open):
            self.found += re.findall(r"\w+", data)


@pytest.mark.parametrize("address", PAGES)
def test_a_twin_says_all_that_its_page_says(site: Path, address: str):
    """Every word of the article, in its order."""
    html = (site / address / "index.html").read_text("utf-8")
    # What the theme puts beside the title is none of the page's content.
    html = re.sub(r'<div class="src aside">.*?</div>', "", html)
    words = Words(html[html.index("<h1") : html.rindex("</article>")]).found
    markdown = (site / address / "index.md").read_text("utf-8")
    said = iter(re.findall(r"\w+", re.sub(r"\]\([^)\s]*\)|\\", "] ", markdown)))
    missing = [word for word in words if word not in said]
    assert missing == []


def test_addresses_in_twins_and_in_llms_txt_lead_somewhere(site: Path):
    """They are whole, for a text travels further than a page."""
    lost = set()
    for file in (*(site / address / "index.md" for address in PAGES), site / "llms.txt"):
        for url in re.findall(r"\]\(([^)\s]+)\)", file.read_text("utf-8")):
            path, _, place = url.partition("#")
            if not path.startswith(ADDRESS):
                assert path.startswith(("https://", "http://", "mailto:")), url
                continue
            target = site / unquote(path.removeprefix(ADDRESS))
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                place and f'id="{unquote(place)}"' not in target.read_text("utf-8")
            ):
                lost.add(url)
    assert lost == set()
