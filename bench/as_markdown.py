"""A built site as a plain project: each page's content as ready-made Markdown, for the same theme without hooks.

    as_markdown.py PROJECT SITE OUT

The plain project has the same pages with the same words, and every link of it leads somewhere: it builds in strict mode without
a warning. Headings, lists, tables, links and anchors stay what they are, and the files beside the pages are copied. What
Markdown has no short form for is made simpler, so that the plain project has rather less to do: blocks inside a list item or a
cell stand on its line, definitions and controls are lists and lines, of a drawing only its words remain, marks of citations have
no ids, and labels for screen readers are gone.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import generate
from article import Node, article

sys.path.insert(0, str(generate.HOOKS.parent))

from annals.assets import SCRIPTS, STYLES
from annals.diagnostics import Report
from annals.pages import pages
from annals.project import read_project
from annals.site import Site

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
# What Markdown would take for its own; a line that begins like a list is not made by anything here.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
NOT_IN_NAV = """\
not_in_nav: |
  /entities/
  /sources/
  /benchmarks/
  /differs/
  /events/
  /timeline/
  /search.md
plugins: [search]
"""


def write_plain(project: Path, built: Path, out: Path) -> None:
    """Write the plain project of a site that was built from a project."""
    shutil.rmtree(out, ignore_errors=True)
    docs = out / "docs"
    site = Site(read_project(project, Report()).record)
    front = {page.uri: page.content.partition("\n---\n")[0] + "\n---\n" for page in pages(site)}
    for page in sorted(built.rglob("index.html")):
        url = page.parent.relative_to(built).as_posix().removeprefix(".")
        uri = _uri(url)
        text = "\n\n".join(_blocks(article(page.read_text("utf-8")), url, []))
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / uri).write_text(f"{front.get(uri, '')}\n{text}\n", "utf-8")
    for name in sorted(_beside(built)):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / name, docs / name)
    extra = f"extra_css: {list(STYLES)}\nextra_javascript: {list(SCRIPTS)}\n"
    (out / "mkdocs.yml").write_text(generate.CONFIG + NOT_IN_NAV + extra, "utf-8")


def _beside(built: Path) -> Iterator[str]:
    """The files that are no pages: calendars, feeds, tables, JSON, our style and script; none of the engine's own."""
    yield from (*STYLES, *SCRIPTS)
    for path in built.rglob("*"):
        name = path.relative_to(built).as_posix()
        engines = name.startswith(("assets/", "search/", "sitemap.")) or path.suffix == ".html"
        if path.is_file() and not engines:
            yield name


def _uri(url: str) -> str:
    """The file of an address: Markdown if it is a page's."""
    if posixpath.splitext(url)[1] in _FILES:
        return url.strip("/")
    return f"{url.strip('/')}.md" if url.strip("/") else "index.md"


def _blocks(node: Node, url: str, waiting: list[str]) -> Iterator[str]:
    """The blocks of an element's content; `waiting` are the ids of those that it begins, which its first block takes over."""
    line: list[str] = []
    for child in node.children:
        if isinstance(child, str) or not _is_block(child):
            line.append(_inline(child, url))
            continue
        if words := "".join(line).strip():
            yield _anchored(words, waiting)
        line.clear()
        yield from _block(child, url, waiting)
    if words := "".join(line).strip():
        yield _anchored(words, waiting)


def _is_block(node: Node) -> bool:
    return node.tag in _BLOCKS or any(_is_block(child) for child in node.every())


def _anchored(text: str, waiting: list[str]) -> str:
    """A text behind the anchors that wait for one."""
    anchors = "".join(f'<a id="{key}"></a>' for key in waiting)
    waiting.clear()
    return anchors + text


def _block(node: Node, url: str, waiting: list[str]) -> Iterator[str]:
    if node.given.get("id"):
        waiting.append(node.given["id"])
    if node.tag in _HEADINGS:
        own = f" {{ #{waiting.pop()} }}" if waiting else ""
        yield f"{_HEADINGS[node.tag]} {_anchored(_line(node, url), waiting)}{own}"
    elif node.tag in ("p", "summary"):
        if words := _line(node, url):
            yield _anchored(words, waiting)
    elif node.tag in ("ul", "ol") and node.given.get("class") != "events":
        yield "\n".join(_list(node, url, "", waiting))
    elif node.tag == "dl":
        yield "\n".join(_definitions(node, url, waiting))
    elif node.tag == "table":
        yield from _table(node, url, waiting)
    else:
        yield from _blocks(node, url, waiting)


def _list(node: Node, url: str, indent: str, waiting: list[str]) -> Iterator[str]:
    mark = "1." if node.tag == "ol" else "-"
    for item in node.below("li"):
        if item.given.get("id"):
            waiting.append(item.given["id"])
        yield f"{indent}{mark} {_anchored(_line(_without_lists(item), url), waiting)}"
        for below in _lists(item):
            yield from _list(below, url, indent + "    ", waiting)


def _lists(node: Node) -> Iterator[Node]:
    """The lists in an element, those in them left out."""
    for child in node.every():
        if child.tag in ("ul", "ol"):
            yield child
        else:
            yield from _lists(child)


def _without_lists(node: Node) -> Node:
    kept = [
        child if isinstance(child, str) else _without_lists(child)
        for child in node.children
        if isinstance(child, str) or child.tag not in ("ul", "ol")
    ]
    return Node(node.tag, node.given, kept)


def _definitions(node: Node, url: str, waiting: list[str]) -> Iterator[str]:
    said = ""
    for child in node.every():
        if child.given.get("id"):
            waiting.append(child.given["id"])
        if child.tag == "dt":
            said = _line(child, url)
        else:
            yield f"- {_anchored(f'**{said}**: {_line(child, url)}', waiting)}"


def _table(node: Node, url: str, waiting: list[str]) -> Iterator[str]:
    for caption in node.find("caption"):
        yield _anchored(_line(caption, url), waiting)
    head, *body = (
        [_cell(cell, url, waiting) for cell in row.every() if cell.tag in ("th", "td")]
        for row in node.find("tr")
    )
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body)]
    yield "\n".join(lines)


def _cell(node: Node, url: str, waiting: list[str]) -> str:
    if node.given.get("id"):
        waiting.append(node.given["id"])
    return _anchored(_line(node, url), waiting)


def _line(node: Node, url: str) -> str:
    """An element's content on one line."""
    inside = "".join(_inline(child, url) for child in node.children)
    return " ".join(inside.split())


def _inline(node: Node | str, url: str) -> str:
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\1", node)
    if node.given.get("class") == "headerlink":
        return ""
    inside = "".join(_inline(child, url) for child in node.children)
    if node.tag == "a" and node.given.get("href"):
        address = _address(node.given["href"], url)
        return f"[{inside.strip()}]({address})" if address else inside
    if node.tag in ("strong", "em", "b", "i"):
        mark = "**" if node.tag in ("strong", "b") else "*"
        return f"{mark}{inside.strip()}{mark}" if inside.strip() else ""
    # What stands apart keeps its distance on one line.
    return f" {inside} " if node.tag in _APART else inside


def _address(href: str, url: str) -> str:
    """An address as one writes it in Markdown: the file of the page, relative to this one; '' for a way back to a mark."""
    if urlsplit(href).scheme:
        return href
    here = f"/{url}/" if url else "/"
    _, _, path, query, anchor = urlsplit(urljoin(here, href))
    if anchor.startswith("cite-"):
        return ""
    place = (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
    if path == here and anchor:
        return place
    folder = posixpath.dirname(_uri(url)) or "."
    return posixpath.relpath(_uri(path), folder) + place


_BLOCKS = {
    *_HEADINGS,
    *("p", "ul", "ol", "dl", "table", "div", "section", "article", "nav", "figure", "blockquote"),
    *("details", "summary", "form", "fieldset"),
}
_APART = {*_BLOCKS, *("li", "dt", "dd", "td", "th", "span", "text", "label", "option", "legend")}
_FILES = {".ics", ".atom", ".csv", ".json", ".bib", ".txt"}

if __name__ == "__main__":
    write_plain(*map(Path, sys.argv[1:4]))
