"""The real site, built for real: strictly, on two engines and two themes, twice."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

ROOT = Path(__file__).parent.parent
BuildSite: TypeAlias = Callable[..., str]


class Reader(HTMLParser):
    """What a page links to, loads, and calls itself; and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self._silent = 0
        self._article = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses and ids."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        for name in ("src", "srcset", "data"):
            if given.get(name) and tag != "a":
                self.loads.append(given[name] or "")
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "edit"):
            self.loads.append(given.get("href") or "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """Scripts and styles hold no words."""
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Note words."""
        if not self._silent:
            self.words += data.split()


@cache
def read(page: Path) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(page.read_text("utf-8"))
    return reader


def pages(site: Path) -> list[Path]:
    """All pages of a site but the one for what is missing, whose addresses are absolute."""
    return [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]


def test_every_link_and_fragment_leads_somewhere(site: Path):
    """MkDocs does not look at the links of generated HTML; this does."""
    broken = []
    for page in pages(site):
        base = "/" + page.relative_to(site).as_posix().removesuffix("index.html")
        for link in read(page).links:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target, fragment = urldefrag(urljoin(base, link))
            path = site / unquote(target).lstrip("/")
            path = path / "index.html" if target.endswith("/") or path.is_dir() else path
            if not path.is_file() or (
                fragment
                and unquote(fragment) not in read(path).ids
                and path.suffix == ".html"
                and fragment != "__top"
            ):
                broken.append(f"{base}: {link}")
    assert broken == []


def test_ids_are_unique_on_each_page(site: Path):
    """A permalink leads to one place."""
    doubled = {}
    for page in pages(site):
        ids = read(page).ids
        twice = {each for each in ids if ids.count(each) > 1}
        if twice:
            doubled[page.relative_to(site).as_posix()] = sorted(twice)[:5]
    assert doubled == {}


def test_pages_ask_nothing_of_any_other_host(site: Path):
    """Nothing is loaded from elsewhere, by pages or by style sheets."""
    foreign = [
        (page.name, address)
        for page in site.rglob("*.html")
        for address in read(page).loads
        if re.match(r"(?:https?:)?//", address) and "localhost" not in address
    ]
    assert foreign == []
    styled = [
        (sheet.name, found)
        for sheet in (site / "assets").rglob("*.css")
        for found in re.findall(
            r"(?:url\(|@import\s+)[\"']?(?:https?:)?//[^)\"']+", sheet.read_text("utf-8")
        )
    ]
    assert styled == []


def test_generated_pages_lead_to_the_line_they_come_from(site: Path):
    """The pencil of a page that no file holds opens the YAML, at its line."""
    page = (site / "entities/muse-spark/index.html").read_text("utf-8")
    found = re.search(
        r'href="(https://git\.example/owner/name/edit/main/data/entities/[a-z-]+\.yml#L(\d+))"',
        page,
    )
    assert found
    file = ROOT / html.unescape(found[1]).split("/main/")[1].split("#")[0]
    assert file.read_text("utf-8").split("\n")[int(found[2]) - 1].strip() in (
        "- id: muse-spark",
        "id: muse-spark",
    )


def test_hidden_pages_have_a_place(site: Path):
    """A page that is not in the navigation tree still has a parent and neighbours."""
    page = (site / "entities/muse-spark/index.html").read_text("utf-8")
    assert re.search(r'rel="prev"', page)
    assert re.search(r'rel="next"', page)


def test_a_second_build_is_byte_identical(site: Path, build: BuildSite, tmp_path: Path):
    """One commit always builds one site."""
    build("mkdocs", tmp_path / "again")
    first = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    second = {
        path.relative_to(tmp_path / "again"): path
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert first.keys() == second.keys()
    assert [
        str(name) for name in first if first[name].read_bytes() != second[name].read_bytes()
    ] == []


def test_properdocs_builds_the_same_pages(site: Path, build: BuildSite, tmp_path: Path):
    """The way out of an engine that is no longer kept: the same project, unchanged, on its successor."""
    build("properdocs", tmp_path / "site")
    for page in pages(site):
        other = tmp_path / "site" / page.relative_to(site)
        assert article(other) == article(page), page


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_another_theme_shows_all_content(theme: str, site: Path, build: BuildSite, tmp_path: Path):
    """Without our own document everything is there, if plainer."""
    project = tmp_path / "project"
    project.mkdir()
    for name in ("data", "docs", "hooks", "theme"):
        (project / name).symlink_to(ROOT / name)
    config = re.sub(
        r"theme:\n(?:[ ]+.*\n)+",
        f"theme:\n  name: {theme}\n  font: false\n"
        if theme == "material"
        else "theme:\n  name: mkdocs\n",
        (ROOT / "mkdocs.yml").read_text("utf-8"),
    )
    assert f"name: {theme}\n" in config
    assert "custom_dir" not in config
    (project / "mkdocs.yml").write_text(config, "utf-8")
    build("mkdocs", tmp_path / "site", config=project / "mkdocs.yml")
    for page in pages(site):
        plain = " ".join(read(tmp_path / "site" / page.relative_to(site)).words)
        assert article(page) in plain, page


def article(page: Path) -> str:
    """The words of a page's content, without what the theme puts around it."""
    beside_title = r'<div class="src aside">.*?</div>|<nav class="src layers-of".*?</nav>'
    text = re.sub(beside_title, "", page.read_text("utf-8"), flags=re.DOTALL)
    start = text.index("<h1")
    stop = text.find("<aside", start)
    ends = [
        at
        for at in (stop, text.find("</article>", start), text.find('<nav class="md-footer', start))
        if at > 0
    ]
    reader = Reader()
    reader.feed(text[start : min(ends, default=len(text))])
    return " ".join(reader.words)
