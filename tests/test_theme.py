"""The document around every page: what it says to machines, and that nothing in it acts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from annals.exports.heads import policy_hash
from PIL import Image

ROOT = Path(__file__).parent.parent
Build: TypeAlias = Callable[..., Path]
BuildSite: TypeAlias = Callable[..., str]
HOSTILE = "\"'></title></script><script>alert(1)</script><img src=x onerror=alert(1)> & {{ 7 * 7 }}"


class Head(HTMLParser):
    """The elements of a page, its JSON-LD, its inline scripts, and its title."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.linked: list[Any] = []
        self.scripts: list[str] = []
        self.title = ""
        self._within = ""
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        kind = dict(attrs).get("type")
        self._within = kind or tag if tag in ("title", "script") else ""

    def handle_data(self, data: str) -> None:
        """Note what stands in the title and in JSON-LD."""
        if self._within == "title":
            self.title += data
        elif self._within == "application/ld+json":
            self.linked.append(json.loads(data))
        elif self._within == "script":
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - html.parser's signature
        """Nothing is within any more."""
        self._within = ""

    def said(self, name: str) -> str:
        """The content of a meta element, or the address of a link."""
        for _, attributes in self.elements:
            if name in (attributes.get("name"), attributes.get("property"), attributes.get("rel")):
                return attributes.get("content") or attributes.get("href") or ""
        return ""


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Head]:
    """All pages of the real site, by address."""
    pages = sorted(site.rglob("*.html"))
    return {
        page.relative_to(site).as_posix().removesuffix("index.html"): Head(page) for page in pages
    }


def test_the_policy_stands_before_all_that_it_governs(heads: dict[str, Head]):
    """Right behind the character set; it names the one inline script, and no style or handler is there to need more."""
    for address, head in heads.items():
        top = [tag for tag, _ in head.elements[:4]]
        assert top == ["html", "head", "meta", "meta"], address
        assert head.elements[3][1].get("http-equiv") == "Content-Security-Policy", address
        for tag, attributes in head.elements:
            assert tag != "style", address
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (
                address
            )
        policy = head.elements[3][1]["content"] or ""
        assert len(head.scripts) == 1, address
        assert f"'{policy_hash(head.scripts[0])}'" in policy, address


def test_every_page_says_what_it_is(heads: dict[str, Head]):
    """An address, a title and a description of its own; the description as long as search engines show."""
    seen: dict[str, str] = {}
    for address, head in heads.items():
        if address == "404.html":
            continue
        assert head.said("canonical") == f"https://record.example/annals/{address}"
        assert head.said("og:url") == head.said("canonical")
        assert head.said("og:title")
        assert 25 < len(head.said("description")) <= 160, address
        for told in (f"title: {head.title}", f"description: {head.said('description')}"):
            assert told not in seen, (address, seen[told])
            seen[told] = address


def test_json_ld_is_read(heads: dict[str, Head]):
    """Each page once; what happened is never an event to go to, and nobody's claim is rated."""
    kinds: dict[str, set[str]] = {}
    for address, head in heads.items():
        if address == "404.html":
            continue
        (linked,) = head.linked
        assert linked["@context"] == "https://schema.org"
        kinds[address] = set(re.findall(r'"@type": "(\w+)"', json.dumps(linked)))
    everything = set().union(*kinds.values())
    assert not everything & {"Event", "ClaimReview", "Review", "Rating"}
    assert {"WebSite", "Dataset", "DataDownload"} <= kinds[""]
    assert "Person" in kinds["entities/alexandr-wang/"]
    assert "Article" in kinds["events/llama-4-released/"]
    assert {"Claim", "CreativeWork"} <= kinds["differs/hle/"]


def test_every_page_has_a_picture(site: Path, heads: dict[str, Head]):
    """Explainers and essential events their own, all others the site's; of the size that is said."""
    shown = {
        address: head.said("og:image") for address, head in heads.items() if address != "404.html"
    }
    assert shown["events/llama-4-released/"].endswith("/cards/events-llama-4-released.png")
    assert shown["explained/contemplating-mode/"].endswith("/explained-contemplating-mode.png")
    assert shown["entities/muse-spark/"] == shown[""]
    for url in set(shown.values()):
        with Image.open(site / url.removeprefix("https://record.example/annals/")) as image:
            assert image.size == (1200, 630)


def test_no_title_acts(bridges: Build, build: BuildSite, tmp_path: Path):
    """Titles and names come from anybody: in our own document, too, they are text."""
    said = json.dumps(HOSTILE)
    project = bridges(
        {
            "mkdocs.yml": (
                f"site_name: Bridges\ntheme: {{name: null, custom_dir: {ROOT / 'theme'}}}\n"
                f"hooks: [{ROOT / 'hooks/main.py'}]\nplugins: []\n"
                "extra: {annals: {as_of: 2024-06-30, kinds: {works: Works}}}\n"
            ),
            "docs/index.md": f"---\ntitle: {said}\ndescription: {said}\n---\n\n# Start\n",
            "data/entities/hostile.yml": (
                f"- {{id: bridge, kind: product, name: {said}, also: [{said}], summary: {said}}}\n"
            ),
        }
    )
    build("mkdocs", tmp_path / "site", config=project / "mkdocs.yml")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        head = Head(page)
        assert "alert" not in str([tag for tag, _ in head.elements])
        assert len(head.scripts) == 1, page
        assert "alert" not in head.scripts[0], page
        assert not [attributes for _, attributes in head.elements if "onerror" in attributes], page
    shown = HOSTILE.partition(">")[0]
    assert shown in Head(tmp_path / "site/entities/bridge/index.html").title
