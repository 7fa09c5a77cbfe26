"""The explainers as readers get them: their layers, their length, their figures, and a source in one step from every claim."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

NAMES = (
    "thought-compression",
    "contemplating-mode",
    "reading-a-benchmark-table",
    "evaluation-awareness",
    "open-and-closed",
    "money-and-people",
    "seeing",
    "health-and-shopping",
)
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names of its class attribute."""
        return self.attributes.get("class", "").split()

    def all(self, wanted: Callable[[Node], bool]) -> Iterator[Node]:
        """The elements in it that are wanted, in document order; nothing is looked for inside of one that is."""
        for child in self.children:
            if isinstance(child, Node):
                if wanted(child):
                    yield child
                else:
                    yield from child.all(wanted)

    def text(self, left_out: Callable[[Node], bool] = lambda _: False) -> str:
        """Its words, without those of what is left out."""
        return "".join(
            child if isinstance(child, str) else "" if left_out(child) else child.text(left_out)
            for child in self.children
        )


class Tree(HTMLParser):
    """Reads a page into nodes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a paragraph ends the one before."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that holds nothing."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Words."""
        self.open[-1].children.append(data)


def article(site: Path, name: str) -> Node:
    """What a page holds, without its frame."""
    root = Tree((site / "explained" / name / "index.html").read_text("utf-8")).root
    (found,) = root.all(lambda node: node.tag == "article")
    return found


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, site: Path) -> Node:
    """Each explainer in turn."""
    return article(site, request.param)


def sections(page: Node) -> dict[str, list[Node]]:
    """The elements below each heading of the second level, by its id."""
    found: dict[str, list[Node]] = {}
    name = ""
    for child in page.children:
        if isinstance(child, Node):
            heading = (
                child if child.tag == "h2" else next(child.all(lambda node: node.tag == "h2"), None)
            )
            if heading is not None:
                name = heading.attributes.get("id", "")
            found.setdefault(name, []).append(child)
    return found


def is_aside(node: Node) -> bool:
    """What is no running text: drawings, marks of citations, what leads around."""
    return (
        node.tag in ("figure", "svg", "script", "nav", "style")
        or "cites" in node.classes
        or "fig-row" in node.classes
        or "headerlink" in node.classes
    )


def words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+(?:[.,'’-]\w+)*", text))


def is_link(node: Node) -> bool:
    """An element that leads on."""
    return node.tag == "a" and "href" in node.attributes


def test_it_has_its_layers_in_order(page: Node):
    """The answer; the explanation; what nobody knows; what has changed; whom it cites."""
    names = [name for name in sections(page) if name]
    assert names[0] == "answer"
    assert names[-3:] == ["unknown", "updates", "references"]
    assert len(names) >= 6
    assert "evidence" in names


def test_the_answer_is_three_sentences(page: Node):
    """What follows them, where something does, says what was measured and what is unknown."""
    first = next(
        each
        for element in sections(page)["answer"]
        for each in (element, *element.all(lambda node: node.tag == "p"))
        if each.tag == "p"
    )
    sentences = re.findall(r"[.!?](?=\s|\Z)", first.text(is_aside).strip())
    assert len(sentences) == 3


def test_it_is_as_long_as_a_reader_was_told(page: Node):
    """900 to 2,000 words, without its figures, its references and its history."""
    length = sum(
        words(element.text(is_aside))
        for name, elements in sections(page).items()
        if name not in ("updates", "references")
        for element in elements
    )
    assert 900 <= length <= 2000


def test_what_is_unknown_is_a_list(page: Node):
    """Each of several things by itself."""
    (listed,) = [element for element in sections(page)["unknown"] if element.tag == "ul"]
    assert len(list(listed.all(lambda node: node.tag == "li"))) >= 5


def test_every_citation_leads_to_a_source_with_an_address(page: Node):
    """One step to the entry, which names the title, how much of it was read, and where it is; and leads back."""
    entries = {
        entry.attributes["id"]: entry
        for element in sections(page)["references"]
        for entry in element.all(lambda node: node.attributes.get("id", "").startswith("ref-"))
    }
    cites = list(page.all(lambda node: "cite" in node.classes))
    assert len(cites) >= 20
    assert {cite.attributes["href"] for cite in cites} == {f"#{name}" for name in entries}
    for entry in entries.values():
        classes = [
            name for each in entry.all(lambda node: bool(node.classes)) for name in each.classes
        ]
        assert {"title", "issued", "read", "back"} <= set(classes)
        assert {"outward", "nowhere"} & set(classes)
    placed = [cite for cite in cites if cite.attributes.get("data-place")]
    assert len(placed) >= len(cites) * 0.8


def test_every_value_comparison_and_difference_leads_to_its_source(page: Node):
    """A value is a link and cites; words that are checked, and numbers that are computed, are followed by a citation."""
    bound = 0
    for parent in (page, *descendants(page)):
        for index, child in enumerate(parent.children):
            if not isinstance(child, Node):
                continue
            if child.tag == "span" and ("val" in child.classes or "checked" in child.classes):
                bound += 1
                after = [
                    each
                    for each in parent.children[index + 1 : index + 2]
                    if isinstance(each, Node)
                ]
                assert after, child.text()
                assert "cites" in after[0].classes, child.text()
            if child.tag == "span" and "val" in child.classes:
                assert any(child.all(is_link)), child.text()
            assert "refused" not in child.classes
    assert bound >= 5


def descendants(node: Node) -> Iterator[Node]:
    """Every element in an element."""
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from descendants(child)


def test_it_leads_into_the_timeline_and_into_tables(page: Node):
    """To events, and to results, growth or differences."""
    addresses = [each.attributes["href"] for each in page.all(is_link)]
    assert any("/events/" in each or "/timeline/" in each for each in addresses)
    assert any(f"/{name}/" in each for each in addresses for name in ("benchmarks", "growth"))
    assert any("/entities/" in each for each in addresses)


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_cited_says_its_coverage_and_has_neighbours(name: str, site: Path):
    """Below the text: how many of its numbers are bound, the page before and after it, and how to cite it."""
    html = (site / "explained" / name / "index.html").read_text("utf-8")
    assert '<details class="citing" id="cite">' in html
    assert "rest on nothing" not in html
    assert re.search(r'<p class="numbers lbl">\d+ numbers and comparisons stand in', html)
    assert 'rel="prev"' in html
    assert 'rel="next"' in html


def test_a_path_leads_through_all_of_them_with_their_lengths(site: Path):
    """In the order in which they are read; the glossary is on it too."""
    path = article(site, ".")
    steps = list(path.all(lambda node: node.tag == "h3"))
    addresses = [
        link.attributes["href"].strip("./") for step in steps for link in step.all(is_link)
    ]
    assert addresses == [*NAMES, "glossary"]
    assert len(re.findall(r"\d+ minutes?", path.text())) >= len(steps)


FIGURES = {
    "thought-compression": {"charge.js", "bill.js"},
    "contemplating-mode": {"strips.js", "vote.js"},
    "reading-a-benchmark-table": {"switches.js", "rating.js"},
    "evaluation-awareness": {"noticing.js", "switches.js"},
    "seeing": {"switches.js"},
}


@pytest.mark.parametrize("name", NAMES)
def test_it_has_its_figures(name: str, site: Path):
    """Two at least where the idea needs them; each drawn without a script, numbered, and with words; the scripts of those that move."""
    page = article(site, name)
    figures = list(page.all(lambda node: "fig-row" in node.classes))
    assert len(figures) >= (2 if name in NAMES[:3] else 1)
    for number, figure in enumerate(figures, 1):
        assert figure.attributes["id"] == f"figure-{number}"
        assert any(each.tag in ("svg", "table") for each in descendants(figure))
        (caption,) = figure.all(lambda node: node.tag == "figcaption")
        assert words(caption.text()) >= 6
    scripts = {
        f"{each.attributes['data-script']}.js"
        for each in page.all(lambda node: "data-script" in node.attributes)
    }
    assert scripts == FIGURES.get(name, set())


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("thought-compression", "charge"),
        ("contemplating-mode", "strips"),
        ("contemplating-mode", "vote"),
        ("evaluation-awareness", "noticing"),
    ],
)
def test_a_model_of_an_idea_says_that_it_is_one_and_how_it_is_computed(
    name: str, tag: str, site: Path
):
    """Its date column calls it a model, its caption has the formula; no number in it is passed off as a finding."""
    page = article(site, name)
    figure = next(
        each
        for each in page.all(lambda node: "fig-row" in node.classes)
        if any(child.tag == f"{tag}-figure" for child in descendants(each))
    )
    words_of = " ".join(figure.text().split())
    assert "a model of the idea" in words_of
    assert re.search(r"[=×−+]|distribution|times|plus", words_of[words_of.index("a model") :])


def test_scripts_of_figures_are_small(site: Path):
    """Under 6 kB each as they travel, without a framework."""
    scripts = sorted((site / "assets" / "figures").glob("*.js"))
    assert {path.name for path in scripts} == set().union(*FIGURES.values())
    for path in scripts:
        packed = gzip.compress(path.read_bytes(), mtime=0)
        assert len(packed) < 6000, path.name
        assert "import " not in path.read_text("utf-8")


def test_terms_lead_to_a_glossary_that_is_a_plain_page(site: Path):
    """Each page links several terms; each of them has a heading there and some words below it, without a script."""
    glossary = article(site, "glossary")
    children = [child for child in glossary.children if isinstance(child, Node)]
    explained = {
        child.attributes["id"]: words(following.text())
        for child, following in pairwise(children)
        if child.tag == "h2" and "id" in child.attributes
    }
    for name in NAMES:
        terms = {
            each.attributes["href"].partition("#")[2]
            for each in article(site, name).all(is_link)
            if "glossary/#" in each.attributes["href"]
        }
        assert len(terms) >= 2, name
        assert all(explained.get(term, 0) >= 5 for term in terms), (name, terms - set(explained))
