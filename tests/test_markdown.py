"""What the Markdown extension promises: references become values, citations and links, and nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from annals.blocks.spec import BlockSpec, number, word, words
from annals.diagnostics import Report
from annals.markdown.extension import AnnalsExtension
from annals.markdown.fragment import marked_up, plain_paragraphs, render_fragment
from annals.markdown.placing import placed, relative
from annals.markdown.tokens import START, STOP, citation, href, without_tokens
from annals.project import read_project
from annals.references import find
from annals.site import Context, Site
from annals.stubs import escaped
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

SCRIPT = Path(__file__).parent.parent / "hooks" / "annals" / "assets" / "js" / "previews.js"

# Laid over the small sound project: sources that agree, that differ, and that are ruled on.
MORE = {
    "data/entities/more.yml": """
- {id: south-bridge, kind: product, name: South Bridge, summary: The younger of the two.}
- {id: ferry-office, kind: organisation, name: Ferry Office, summary: It ran the boats before.}
""",
    "data/facts/gazette.yml": """
source:
  title: Gazette & <Notices>
  type: article-newspaper
  publisher: ferry-office
  issued: 2001-02
  url: https://example.org/gazette?a=1&b=2
  accessed: 2024-05-03
  tier: press
  read: part
claims:
  - {subject: north-bridge, property: opened, value: 1990-05-04, place: front page}
  - {subject: south-bridge, property: length, value: 300, place: column 2}
  - {subject: south-bridge, property: opened, value: 2001-02-01, place: column 1}
""",
    "data/facts/rumour.yml": """
source:
  title: A rumour
  type: personal_communication
  unpublished: it was told to us
  tier: press
  read: not-opened
claims:
  - {subject: south-bridge, property: length, value: 310}
  - {subject: south-bridge, property: opened, value: 2002-02-01}
""",
    "data/facts/survey-south.yml": """
source:
  title: Survey of the south
  type: report
  publisher: bridge-office
  issued: 2024
  url: doi:10.1000/south
  archive: https://archive.example/south
  accessed: 2024-05-04
  tier: measurement
  read: full
tables:
  - place: table "South"
    evaluator: bridge-office
    columns: [south-bridge]
    rows:
      - {property: strength, conditions: {load: empty}, values: [90.1]}
""",
    "data/rulings/rulings.yml": """
- id: south-opening
  finding: south-bridge/opened
  prefer: {source: gazette}
  because: The rumour is a rumour.
  seen: [2001-02-01, 2002-02-01]
  decided: 2024-06-01
""",
}
EMPTY = "north-bridge/strength?load=empty"
SOUTH = "south-bridge/strength"


def hello(_site: Site, options: Mapping[str, Any], _context: Context) -> Markup:
    """What the block of these tests makes: its options, a citation, an address."""
    return Markup('<section id="hello"><p>{}</p>{}<a href="{}">there</a></section>').format(
        sorted(options.items()),
        citation("survey", "table 9"),
        href("entities/north-bridge/#length"),
    )


HELLO = BlockSpec(
    "hello", "Says.", hello, {"argument": word, "many": number, "sure": word, "who": words}
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, shared_files: Mapping[str, str]) -> Site:
    """The small sound project with more sources, and one block."""
    root = tmp_path_factory.mktemp("markdown")
    for name, text in {**shared_files, **MORE}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = Report()
    project = read_project(root, report)
    assert report.sorted() == []
    return Site(project.record, {"hello": HELLO})


Convert: TypeAlias = Callable[..., "Page"]


class Page:
    """A converted text and all that was gathered on the way."""

    def __init__(
        self, site: Site, text: str, url: str = "", extensions: tuple[Any, ...] = ()
    ) -> None:
        self.context = Context(url=url)
        self.md = Markdown(extensions=[*extensions, AnnalsExtension(site, self.context)])
        self.html = self.md.convert(text)
        self.body, _, self.references = self.html.partition('<section class="references"')
        self.rules = [problem.rule for problem in self.context.problems]


@pytest.fixture
def page(site: Site) -> Callable[..., Page]:
    """Converts a text as a page of the site."""

    def convert(text: str, url: str = "", extensions: tuple[Any, ...] = ()) -> Page:
        return Page(site, text, url, extensions)

    return convert


def text_of(html: str) -> str:
    """The words of some HTML."""
    return " ".join(re.sub(r"<[^<>]*>", "", html).split())


def figures(html: str) -> list[list[str]]:
    """The figures of each mark."""
    marks = re.findall(r'<sup class="cites">(.*?)</sup>', html)
    return [re.findall(r">(\d+)</a>", mark) for mark in marks]


# Citations


def test_citations_are_numbered_by_first_mention(page: Convert):
    """A reader meets 1 before 2, and a source keeps its number."""
    made = page("One [@survey] two [@handbook, page 3].\n\nThree [@survey, table 2] [@gazette].")
    assert figures(made.body) == [["1"], ["2"], ["1", "3"]]
    assert made.context.cited == ["survey", "handbook", "gazette"]
    assert made.context.problems == []


@pytest.mark.parametrize(
    "run",
    [
        "[@survey; @handbook]",
        "[@survey][@handbook]",
        "[@survey] [@handbook]",
        "[@survey]\n[@handbook]",
        "[@survey; @handbook] [@survey]",
    ],
)
def test_a_run_of_citations_is_one_mark(page: Convert, run: str):
    """Neighbours share one superior figure group, in which each source stands once."""
    assert figures(page(f"Said {run}.").body) == [["1", "2"]]


def test_words_between_citations_part_the_marks(page: Convert):
    """What one source says is not ascribed to the next one."""
    assert figures(page("This [@survey] and [@handbook].").body) == [["1"], ["2"]]


def test_a_mark_follows_its_word_without_a_gap(page: Convert):
    """White space before a citation is a matter of the source text."""
    assert "Said<sup" in page("Said [@survey].").html


def test_a_mark_says_the_place_and_leads_to_the_list(page: Convert):
    """Pointer, touch and screen reader get the place; without a script the link leads to the entry."""
    made = page('Said [@handbook, section "A & B"].')
    assert (
        '<a class="cite" href="#ref-1" id="cite-1" aria-label="source 1: section &quot;A &amp; B&quot;"'
        ' data-place="section &quot;A &amp; B&quot;">1</a>'
    ) in made.html


def test_the_places_of_one_source_in_a_run_are_all_named(page: Convert):
    """Nothing that was written in a citation is lost when marks are joined."""
    assert 'data-place="page 3; page 4"' in page("[@handbook, page 3] [@handbook, page 4]").html


def test_the_list_says_what_a_source_is_and_how_much_was_read(page: Convert):
    """Title, publisher, date, reading, addresses: what a reader judges a source by."""
    made = page("[@gazette] a [@survey-south] b [@rumour]", url="timeline/2024/")
    entries = made.references.split("<li ")[1:]
    assert [text_of("<li " + entry) for entry in entries] == [
        "Gazette &amp; &lt;Notices&gt;, Ferry Office, February 2001. Read in part. Original. ↑",
        "Survey of the south, Bridge Office, 2024. Read in full. Original. Archived copy. ↑",
        "A rumour, undated. Not opened: seen cited only. No address: it was told to us. ↑",
    ]
    assert 'href="../../sources/gazette/"' in entries[0]
    assert 'href="https://example.org/gazette?a=1&amp;b=2" rel="noopener external"' in entries[0]
    assert 'href="https://doi.org/10.1000/south"' in entries[1]
    assert 'href="https://archive.example/south"' in entries[1]


def test_the_list_leads_back_to_each_place_named(page: Convert):
    """From an entry a reader returns to the sentence that needed it."""
    made = page("[@handbook, page 3] a [@handbook] b [@handbook, page 4] c [@handbook, page 3]")
    back = re.findall(r'<a href="#(cite-\d)"[^>]*>([^<]*)</a>', made.references)
    assert back == [("cite-1", "page 3"), ("cite-3", "page 4"), ("cite-1", "↑")]


def test_the_heading_of_the_list_gives_way_to_the_authors(page: Convert):
    """Two elements of one page never have one id."""
    made = page("# References\n\nSaid [@survey].", extensions=("toc",))
    assert made.html.count('id="references"') == 1
    assert 'aria-labelledby="references-of-this-page"' in made.html


def test_a_page_that_cites_nothing_has_no_list(page: Convert):
    """An empty list of references would be a promise."""
    assert "<section" not in page("Nothing is said.").html


def test_a_source_that_there_is_not_is_refused_in_its_place(page: Convert):
    """The others of the same citation are kept."""
    made = page("Said [@survey; @servey].")
    assert made.rules == ["unknown-source"]
    assert made.context.problems[0].notes == ("did you mean 'survey'?",)
    assert figures(made.body) == [["1"]]
    assert '<span class="refused">no source has the id &#39;servey&#39;</span>' in made.html


# Addresses


@pytest.mark.parametrize(
    ("url", "base", "written"),
    [
        ("entities/x/#y", "", "entities/x/#y"),
        ("entities/x/#y", "timeline/2024/", "../../entities/x/#y"),
        ("entities/x/", "entities/y/", "../x/"),
        ("entities/x/", "entities/", "x/"),
        ("entities/x/#y", "entities/x/", "#y"),
        ("entities/x/", "entities/x/", "./"),
        ("", "entities/x/", "../../"),
        ("", "", "./"),
        ("#y", "entities/x/", "../../#y"),
        ("entities/", "entities/x/", "../"),
        ("entities/x/", "about.html", "entities/x/"),
        ("https://example.org/", "entities/x/", "https://example.org/"),
        ("javascript:alert(1)", "", "./javascript:alert(1)"),
        ("//example.org/", "", "example.org/"),
        ("\\\\example.org/", "", "example.org/"),
    ],
)
def test_addresses_are_written_as_from_the_page(url: str, base: str, written: str):
    """A site works below any folder, and no address leaves it by accident."""
    assert relative(url, base) == written


# Values


@pytest.mark.parametrize(
    ("reference", "classes", "words"),
    [
        ("north-bridge/length", "val one", "412 m"),
        ("north-bridge/opened", "val", "4 May 1990"),
        ("south-bridge/opened", "val parted", "1 February 2001 (sources differ)"),
        ("south-bridge/length", "val parted", "300 to 310 m (not yet decided)"),
    ],
)
def test_a_value_shows_how_well_it_is_backed(
    page: Convert, reference: str, classes: str, words: str
):
    """The bracket's form is told by classes, and where sources differ by a word too."""
    made = page(f"It is {{value}}`{reference}`.", url="a/")
    shown = re.search(r'<span class="([^"]*)"><a href="([^"]*)">.*?</span>(?=<sup)', made.html)
    assert shown
    assert shown[1] == classes
    assert shown[2].startswith("../entities/")
    assert text_of(shown[0]) == words


def test_a_value_cites_its_printed_claim_with_the_place(page: Convert):
    """The figure and its voucher cannot come apart."""
    made = page("It is {value}`north-bridge/length`.")
    assert made.context.cited == ["handbook"]
    assert 'data-place="page 3"' in made.html


def test_an_open_value_cites_every_side(page: Convert):
    """While nothing is decided, no side is left out."""
    assert page("It is {value}`south-bridge/length`.").context.cited == ["gazette", "rumour"]


def test_a_values_citation_joins_the_one_behind_it(page: Convert):
    """Role and citation are one run for the reader."""
    assert figures(page("{value}`north-bridge/length` [@survey]").body) == [["1", "2"]]


def test_computed_numbers_lead_to_a_finding(page: Convert):
    """A difference leads to the second finding, of which more is said; a rank to what is ranked."""
    made = page(
        f"{{diff}}`{EMPTY} to {SOUTH}` {{ratio}}`south-bridge/length to north-bridge/length`"
        f" {{rank}}`{SOUTH} in strength`"
    )
    assert made.rules == ["open-finding"]
    shown = re.findall(
        r'<span class="val computed"><a href="([^"]*)">([^<]*)</a></span>', made.html
    )
    assert shown == [
        ("entities/south-bridge/#strength.by-bridge-office.load-empty", "3.7\u00a0points"),
        ("entities/south-bridge/#strength.by-bridge-office.load-empty", "1st of 2"),
    ]


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        ("{value}`north-bridge/strength`", "ambiguous-reference"),
        ("{value}`north-bridge/height`", "unknown-reference"),
        ("{value}`<b>`", "unknown-reference"),
        ("{diff}`north-bridge/length`", "unknown-reference"),
        ("{valeu}`north-bridge/length`", "unknown-role"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_its_place(page: Convert, role: str, rule: str):
    """Nothing is raised and nothing wrong is printed: the page says what is the matter."""
    made = page(f"It is {role} long.")
    assert made.rules == [rule]
    assert re.search(r'It is <span class="refused">[^<]+</span> long\.', made.html)


def test_in_a_link_a_value_has_no_link_of_its_own(page: Convert):
    """Links do not nest; the citation stands behind the link."""
    made = page("[See {value}`north-bridge/length` there](https://example.org/).")
    assert (
        '<a href="https://example.org/" rel="noopener">See <span class="val one">412\u00a0m</span>'
        ' there</a><sup class="cites">'
    ) in made.html


def test_where_no_html_can_be_a_value_is_plain_text(page: Convert):
    """The description of a picture and the title of a link are text."""
    made = page(
        '![{value}`north-bridge/length`](a.png) [a](b "{value}`north-bridge/length` & more")'
    )
    assert 'alt="412\u00a0m"' in made.html
    assert re.search(r'title="412\u00a0m &amp; more"', made.html)
    assert made.context.cited == []


# Checks


def test_checked_words_are_shown_as_checked(page: Convert):
    """What the data support is marked as such; the words may hold markup and roles."""
    made = page(f'It is [*stronger* than {{value}}`{EMPTY}`]{{check="{SOUTH} > {EMPTY}"}} there.')
    assert made.context.problems == []
    assert '<span class="checked"><em>stronger</em> than <span class="val one">' in made.html


def test_checked_words_and_computed_numbers_lead_to_their_sources(page: Convert):
    """Behind them stand the citations of all that is compared, each source once."""
    made = page(f'It is [stronger]{{check="{SOUTH} > {EMPTY}"}}, by {{diff}}`{EMPTY} to {SOUTH}`.')
    assert made.context.problems == []
    assert made.html.count('<sup class="cites">') == 2
    assert len(made.context.cited) >= 1
    assert re.search(r"stronger</span><sup", made.html)


def test_words_that_the_data_do_not_support_are_refused(page: Convert):
    """A wrong sentence never looks like a checked one."""
    made = page(f"It is [weaker]{{check='{SOUTH} < {EMPTY}'}}.")
    assert made.rules == ["check-failed"]
    assert '<span class="refused">weaker</span>' in made.html


@pytest.mark.parametrize(
    "text",
    [
        'A *word*{check="a/x > b/x"} here',
        'A paragraph\n{check="a/x > b/x"}',
        '# A heading {#here check="a/x > b/x"}',
        'A [link](https://example.org/){check="a/x > b/x"}',
        'A word {check="a/x > b/x"} here',
    ],
)
def test_a_misplaced_check_is_an_error_and_never_an_attribute(page: Convert, text: str):
    """attr_list would take it for an attribute, and the sentence would look checked to its author."""
    made = page(text, extensions=("attr_list", "toc"))
    assert made.rules == ["check-misplaced"]
    assert not re.search(r"<[^<>]*check", made.html)


class LeavesCheck(Extension, Treeprocessor):
    """An extension that puts a check on the first element, as another writer of attributes might."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the step on the tree."""
        md.treeprocessors.register(self, "leaves_check", 7)

    def run(self, root: Any) -> None:
        """Put it there."""
        root[0].set("check", "a/x > b/x")


def test_a_check_that_another_extension_leaves_is_an_error_too(page: Convert):
    """Whatever wrote it, it belongs to no words."""
    made = page("A check of nothing.", extensions=(LeavesCheck(),))
    assert made.rules == ["check-misplaced"]
    assert made.html == "<p>A check of nothing.</p>"


# Links by id


def test_words_lead_to_what_their_id_names(page: Convert):
    """A page may move without a change in any text."""
    made = page("[The *older* one][north-bridge] and [Length][length].", url="timeline/2024/")
    assert made.html == (
        '<p><a href="../../entities/north-bridge/" rel="noopener">The <em>older</em> one</a> and '
        '<a href="../../properties/#length" rel="noopener">Length</a>.</p>'
    )


def test_a_pages_own_definition_comes_first(page: Convert):
    """Plain Markdown stays plain Markdown."""
    made = page("[Words][north-bridge].\n\n[north-bridge]: https://example.org/")
    assert 'href="https://example.org/"' in made.html


def test_what_nothing_names_stays_as_it_is_written(page: Convert):
    """The check complains of it; the page does not guess. A picture by reference is no link."""
    made = page(
        "[Words][west-bridge] ![Words][north-bridge] [{value}`north-bridge/length`][west-bridge]"
    )
    assert "[Words][west-bridge] ![Words][north-bridge] [<span" in made.html


def test_engines_see_no_link_before_the_tree_is_done(page: Convert):
    """MkDocs asks each link in the tree which file it leads to, and an id is no file."""
    seen = []

    class Asks(LeavesCheck):
        def run(self, root: Any) -> None:
            seen.extend(element.get("href") for element in root.iter("a"))

    page("[Words][north-bridge] [a](b.md)", extensions=(Asks(),))
    assert seen == ["b.md"]


# Blocks


def test_a_block_stands_for_what_it_renders(page: Convert):
    """Its options arrive as written (YAML would make False of `no`), its citations and addresses are resolved."""
    made = page(
        "Before.\n\n/// hello | there\n    many: 3\n    sure: no\n    who: [a, b]\n///\n\nAfter [@handbook].",
        url="timeline/2024/",
    )
    assert made.context.problems == []
    assert made.html.startswith(
        '<p>Before.</p>\n<section id="hello"><p>[(&#39;argument&#39;, &#39;there&#39;), '
        "(&#39;many&#39;, 3), (&#39;sure&#39;, &#39;no&#39;), (&#39;who&#39;, [&#39;a&#39;, &#39;b&#39;])]</p>"
        '<sup class="cites">'
    )
    assert (
        '<a href="../../entities/north-bridge/#length">there</a></section>\n<p>After' in made.html
    )
    assert figures(made.body) == [["1"], ["2"]]
    assert {"hello", "ref-1", "ref-2", "cite-1", "cite-2"} == made.context.anchors


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("/// hello\n    mani: 3\n///", "the block 'hello' has no option 'mani'"),
        (
            "/// hello\n    many: x\n///",
            "'many' of the block 'hello': a whole number is expected, not 'x'",
        ),
        ("/// hello\n    - many\n///", "the options of 'hello' cannot be read"),
        ("/// hello\n    many: [\n///", "the options of 'hello' cannot be read"),
        ("/// hello | <b>\n///", "'argument' of the block 'hello': a word is expected, not '<b>'"),
        ("/// helo\n///", "there is no block 'helo'"),
        ("/// hello\nmany: 3\n///", "the block 'hello' holds text, or is not ended"),
        ("/// hello\n\n# More\n\nwords", "the block 'hello' holds text, or is not ended"),
    ],
)
def test_a_block_written_wrongly_is_refused(page: Convert, block: str, message: str):
    """Plain text in the place of a block, without a word, would be found by readers only."""
    made = page(f"Before.\n\n{block}")
    assert [problem.message for problem in made.context.problems] == [message]
    assert "<b>" not in made.html


def test_a_block_in_code_is_code(page: Convert):
    """How to write a block can be shown."""
    made = page("```\n/// hello\n///\n```", extensions=("fenced_code",))
    assert made.html == "<pre><code>/// hello\n///\n</code></pre>"
    assert made.context.seen == []


@pytest.mark.parametrize("order", [1, -1])
def test_blocks_of_other_extensions_keep_working(site: Site, order: int):
    """Ours and theirs share one manager, whichever came first, and theirs get YAML's types."""
    ours = AnnalsExtension(site, Context())
    extensions = ["pymdownx.blocks.details", ours][::order]
    html = Markdown(extensions=extensions).convert(
        "/// details | More\n    open: true\n\nHidden *words*.\n\n//// hello\n////\n///"
    )
    assert '<details open="open">' in html
    assert "<em>words</em>" in html
    assert '<section id="hello">' in html
    assert ours.context.problems == []


def test_a_block_may_stand_in_a_list(page: Convert):
    """Wherever a paragraph can be, a block can."""
    assert '<section id="hello">' in page("- one\n\n    /// hello\n    ///\n\n- two").html


# Code, escapes, headings


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`` {value}`a/b` ``", "<code>{value}`a/b`</code>"),
        ("`[@survey]`", "<code>[@survey]</code>"),
        ("`` ` ``", "<code>`</code>"),
        ("`a <b> & c`", "<code>a &lt;b&gt; &amp; c</code>"),
        (r"\{value}`a/b`", "{value}<code>a/b</code>"),
        (r"\[@survey]", "[@survey]"),
        (r"\`[@survey\`", "`[@survey`"),
        ("{value} `a/b`", "{value} <code>a/b</code>"),
        ("<!-- [@survey] -->x", "x"),
    ],
)
def test_code_and_escapes_are_respected(page: Convert, text: str, html: str):
    """The rules of Markdown for code hold; a role is an optional word before one backtick."""
    made = page(text)
    assert made.html == f"<p>{html}</p>"
    assert made.context.seen == []


@pytest.mark.parametrize(
    "text", ["`a` ``b`` `` c`d ``", "``` x ``y`` ```", r"\\`a`", "a ` b", "*`a`* _`b`_"]
)
def test_code_is_what_markdown_alone_makes_of_it(page: Convert, text: str):
    """The pattern that was replaced is not missed."""
    assert page(text).html == Markdown().convert(text)


def test_a_heading_in_the_table_of_contents_is_plain_text(page: Convert):
    """Marks never show, and neither do the numbers of citations."""
    made = page(
        f'# Of {{value}}`north-bridge/length` [@survey] & [so]{{check="{SOUTH} > {EMPTY}"}} {{#of}}\n\n## Two *words*',
        extensions=("attr_list", "toc"),
    )
    assert [(token["id"], token["name"]) for token in made.md.toc_tokens] == [
        ("of", "Of 412 m &amp; so")
    ]
    assert made.md.toc_tokens[0]["children"][0]["html"] == "Two <em>words</em>"
    assert "<sup" not in made.md.toc
    assert '<h1 id="of">Of <span class="val one">' in made.html


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_an_escaped_text_is_shown_unchanged(text: str):
    """Titles of the data stand in generated pages; no character of them is lost or read as markup."""
    md = Markdown(extensions=[AnnalsExtension(Site(record=None))])  # type: ignore[arg-type] - nothing is looked up
    html = md.convert(f"# .{escaped(text)}.")
    assert unescape(text_of(html)) == " ".join(f".{text}.".split())


# What an engine's other extensions make


class Tags(HTMLParser):
    """The tags with their classes, and the words, of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its classes."""
        # Every parser puts a table's rows into a body, if the author did not.
        if tag == "tbody":
            return
        self.found.append((tag, sorted((dict(attrs).get("class") or "").split())))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that has no end."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        if tag != "tbody":
            self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Note words; white space between them is nobody's."""
        self.found += data.split()


@pytest.mark.parametrize(
    "text",
    [
        "```python\nx = 1 < 2  # & more\n```",
        '```python title="a.py" linenums="1" hl_lines="1"\ndef f():\n    return "<b>"\n```',
        "    indented & <code>",
        '!!! note "A *title*"\n    Words.\n\n??? tip\n    Hidden.\n\n???+ tip "Open"\n    Shown.',
        "| a | b |\n|---|---|\n| `x` | *y* |\n",
        "## A heading\n\nText.\n\n### Another",
        "Term\n:   Definition",
        "Note[^1].\n\n[^1]: Words.",
        "*[HTML]: Markup\n\nHTML is.",
        "1. a\n2. b\n    - c\n\n> quoted\n\n* * *\n\nline  \nbreak",
        "[words](a.md#b){.button #here} ![picture](a.png){loading=lazy width=3}",
        "H~2~O x^2^ ==marked== ^^new^^ ~~old~~ ++ctrl+c++",
        '<div class="grid" markdown>\n\n*inside*\n\n</div>\n\n<kbd>K</kbd> <abbr title="x">y</abbr>',
    ],
)
def test_what_other_extensions_make_survives(page: Convert, text: str):
    """Cleaning takes nothing away that Material and Python-Markdown's own extensions make."""
    extensions = (
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.details",
        "pymdownx.tilde",
        "pymdownx.caret",
        "pymdownx.mark",
        "pymdownx.keys",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "abbr",
        "md_in_html",
        "tables",
    )
    made = Markdown(
        extensions=[*extensions, "toc"], extension_configs={"toc": {"permalink": True}}
    ).convert(text)
    ours = page(text, extensions=(*extensions, TocExtension(permalink=True)))
    assert Tags(ours.html).found == Tags(made).found


def test_the_alignment_of_a_table_is_a_class(page: Convert):
    """A style attribute would need a policy that lets styles in."""
    html = page("| a | b | c |\n|:-:|--:|---|\n| 1 | 2 | 3 |", extensions=("tables",)).html
    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert "<td>3</td>" in html
    assert "style" not in html


# One extension object, many conversions


def test_one_extension_serves_page_after_page(site: Site):
    """An engine makes a new Markdown for each page and gives it the same extension."""
    extension = AnnalsExtension(site)
    cited = []
    for name in ("survey", "handbook"):
        extension.context = Context(url="a/")
        cited.append(
            (Markdown(extensions=[extension]).convert(f"[@{name}]"), extension.context.cited)
        )
    assert [sources for _, sources in cited] == [["survey"], ["handbook"]]
    assert all('id="ref-1"' in html and 'id="ref-2"' not in html for html, _ in cited)


def test_one_markdown_may_be_used_again(site: Site):
    """Nothing of one text is left in the next, with or without a reset between."""
    extension = AnnalsExtension(site)
    md = Markdown(extensions=["toc", extension])
    text = "# Title [@survey] {value}`north-bridge/length`\n\n/// hello\n///"
    first = md.convert(text)
    extension.context = Context()
    assert md.reset().convert(text) == first
    extension.context = Context()
    assert md.convert(text) == first


CORPUS = [
    "[@survey, table 1; @handbook] and `[@survey]` and ``x ` {value}`a/b` ``",
    f"{{value}}`north-bridge/length` {{diff}}`{EMPTY} to\n{SOUTH}` {{rank}}`{SOUTH} in strength` {{x}}`y`",
    f'[a {{value}}`{SOUTH}` b]{{check="{SOUTH} > {EMPTY}"}} word{{check="x"}} [a `c` d][north-bridge]',
    "[l][nothing] ![p][north-bridge] [m][own] [own]{check='a/b > c/d'}\n\n[own]: https://example.org/",
    r"\[@survey] \{value}`a/b` \\{value}`north-bridge/length` `` ` `` ` [@survey] `",
    "# Head {value}`north-bridge/length` {#h}\n\n- item [@survey]\n- > quote [@handbook]\n\n| a |\n|---|\n| [@survey] |",
    "/// hello | a\n    many: 3\n///\n\n/// nothing\n///\n\nText.",
    "```\n[@survey]\n/// hello\n///\n```\n\n<!-- [@survey] -->\n\n*[@survey]* **{value}`north-bridge/length`**",
    '!!! note "A title [@survey]"\n    Body [@handbook].\n\nA[^1].\n\n[^1]: Foot [@gazette].',
    "[@survey]{.x} {value}`north-bridge/length`{.y} [[@survey]](a) [see [@survey]](b)",
]


@pytest.mark.parametrize("text", CORPUS)
def test_the_extension_sees_what_the_check_finds(page: Convert, text: str):
    """One pattern, two readers: whatever reaches a page was checked, and the other way round."""
    made = page(text, extensions=("attr_list", "tables", "fenced_code", "admonition", "footnotes"))
    assert Counter(made.context.seen) == Counter(
        (found.kind, found.argument) for found in find(text)
    )


# Texts of the data

PIECES = st.sampled_from(
    [
        *(
            " ",
            "\n",
            "\n\n",
            "words",
            "Word.",
            "1.",
            "- ",
            "+",
            "!",
            "#",
            ":",
            "(",
            ")",
            "é",
            "\u00a0",
        ),
        *("&", "<b>", "*", "_x_", "x_y", "`c`", "\\", "  ", " \n", "https://example.org"),
        *("[@survey]", "[@survey, page 2]", "[@gazette; @survey, t\nx]", "[@nope]"),
        *(
            "{value}`north-bridge/length`",
            "{value}`south-bridge/opened`",
            "{value}`no/x`",
            "{x}`y`",
        ),
        *(f'[so it is]{{check="{SOUTH} > {EMPTY}"}}', f"[not\nso]{{check='{SOUTH} < {EMPTY}'}}"),
        *(
            "[North][north-bridge]",
            "[North][nope]",
            "[*North*][north-bridge]",
            "[N\n\nx][north-bridge]",
        ),
    ]
)


@settings(max_examples=400)
@given(pieces=st.lists(PIECES, max_size=8))
def test_the_short_way_makes_what_the_long_way_makes(site: Site, pieces: list[str]):
    """Most texts need no engine; nobody can tell which were made without it."""
    text = "".join(pieces)
    short = plain_paragraphs(site, text)
    assert short is None or short == marked_up(site, text)


@settings(max_examples=400)
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_text_without_markup_takes_either_way(site: Site, text: str):
    """Whatever characters people use."""
    short = plain_paragraphs(site, text)
    assert short is None or short == marked_up(site, text)


def test_a_plain_text_with_references_takes_the_short_way(site: Site):
    """The short way is taken where it matters: by texts with citations and values."""
    text = (
        "It opens [@handbook, page 4] over {value}`north-bridge/length`.\n\n[North][north-bridge]."
    )
    assert plain_paragraphs(site, text) is not None


def test_a_text_of_the_data_is_running_text(site: Site):
    """Emphasis, lists and code are; headings, tables, pictures, blocks and HTML are a page's business."""
    made = render_fragment(
        site,
        "# No\n\n| a |\n|---|\n\n![p](q.png) <b>x</b>\n\n/// hello\n///\n\n- *a*\n- `b`\n\n    not code",
    )
    assert set(re.findall(r"<(\w+)", made)) == {"p", "ul", "li", "em", "code"}
    assert "<p># No</p>" in made
    assert "/// hello" in made
    assert "&lt;b&gt;x&lt;/b&gt;" in made


def test_a_text_of_the_data_is_numbered_where_it_stands(site: Site):
    """A fragment holds tokens; the page that it stands in numbers them among its own."""
    fragment = render_fragment(site, "Two [@handbook] and [North][north-bridge].")
    assert START in fragment
    context = Context(url="a/b/")
    html = placed(f"<p>One{citation('survey')}</p>{fragment}", site, context)
    assert figures(html) == [["1"], ["2"]]
    assert 'href="../../entities/north-bridge/"' in html
    assert START not in html
    assert STOP not in html


# Tokens


def test_a_token_cannot_be_written_by_what_it_holds():
    """A place or an address with control characters ends no token and begins none."""
    for made in (
        citation(f"a{STOP}b", f"x{STOP}{START}u:evil{STOP}"),
        href(f"a{STOP}{START}c:a|{STOP}"),
    ):
        assert made.count(START) == made.count(STOP) == 1


def test_html_without_tokens_keeps_its_words_and_addresses():
    """A feed takes a fragment as it is, without marks that lead nowhere."""
    html = Markup('<p>A{} <a href="{}">b</a>{}</p>').format(
        citation("x", "<1>"), href("e/&"), START
    )
    assert without_tokens(html) == '<p>A <a href="e/&amp;">b</a></p>'


# The script


def test_the_script_is_small_and_asks_nothing_of_anybody():
    """Previews cost a reader less than one photograph's corner, and no request."""
    script = SCRIPT.read_text(encoding="utf-8")
    assert len(script.encode()) < 3000
    for foreign in ("http", "import", "fetch", "innerHTML", "eval", "insertAdjacent", "XMLHttp"):
        assert foreign not in script
    assert set(re.findall(r"\.style\.(\w+)", script)) == {"position", "left", "top"}
