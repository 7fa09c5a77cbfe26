"""A built site as a plain project: each page's content as ready-made Markdown, for the same theme without hooks.

    as_markdown.py PROJECT SITE OUT

Headings keep their ids, lists, tables and links stay what they are. What plain Markdown has no short form for is left out or
made simpler, so that the plain project has rather less to do: notes inside a list item stand on its line, definitions are
lists, marks of citations have no ids, and labels for screen readers are gone.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

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
  /events/
  /timeline/
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
        text = "\n\n".join(_blocks(article(page.read_text("utf-8")), url))
        (docs / uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / uri).write_text(f"{front.get(uri, '')}\n{text}\n", "utf-8")
    for name in ("api", *STYLES, *SCRIPTS):
        whole = built / name
        copy = shutil.copytree if whole.is_dir() else shutil.copyfile
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        copy(whole, docs / name)
    extra = f"extra_css: {list(STYLES)}\nextra_javascript: {list(SCRIPTS)}\n"
    (out / "mkdocs.yml").write_text(generate.CONFIG + NOT_IN_NAV + extra, "utf-8")


def _uri(url: str) -> str:
    """The Markdown file of a page's address."""
    return f"{url.strip('/')}.md" if url.strip("/") else "index.md"


def _blocks(node: Node, url: str, key: str = "") -> Iterator[str]:
    """The blocks of an element's content; `key` is the id that its first heading takes over."""
    line: list[str] = []
    for child in node.children:
        if isinstance(child, str) or child.tag not in _BLOCKS:
            line.append(_inline(child, url))
            continue
        if words := "".join(line).strip():
            yield words
        line.clear()
        yield from _block(child, url, key)
    if words := "".join(line).strip():
        yield words


def _block(node: Node, url: str, key: str) -> Iterator[str]:
    if node.tag in _HEADINGS:
        anchor = key or node.given.get("id", "")
        yield f"{_HEADINGS[node.tag]} {_line(node, url)}" + (f" {{ #{anchor} }}" if anchor else "")
    elif node.tag == "p":
        yield _line(node, url)
    elif node.tag in ("ul", "ol"):
        if node.given.get("class") == "events":
            for item in node.below("li"):
                yield from _blocks(item, url)
        else:
            yield "\n".join(_list(node, url, ""))
    elif node.tag == "dl":
        yield "\n".join(_definitions(node, url))
    elif node.tag == "table":
        yield from _table(node, url)
    else:
        yield from _blocks(node, url, node.given.get("id", ""))


def _list(node: Node, url: str, indent: str) -> Iterator[str]:
    mark = "1." if node.tag == "ol" else "-"
    for item in node.below("li"):
        lists = [child for child in item.every() if child.tag in ("ul", "ol")]
        yield f"{indent}{mark} {_line(item, url)}"
        anchor = item.given.get("id", "")
        if anchor:
            yield f"{indent}    {{: #{anchor} }}"
        for below in lists:
            yield from _list(below, url, indent + "    ")


def _definitions(node: Node, url: str) -> Iterator[str]:
    said: list[str] = []
    for child in node.every():
        if child.tag == "dt":
            said = [f"- **{_line(child, url)}**:", child.given.get("id", "")]
        elif child.tag == "dd" and said:
            yield f"{said[0]} {_line(child, url)}"
            if said[1]:
                yield f"    {{: #{said[1]} }}"


def _table(node: Node, url: str) -> Iterator[str]:
    rows = [
        [_line(cell, url) for cell in row.every() if cell.tag in ("th", "td")]
        for row in node.find("tr")
    ]
    yield from (_line(caption, url) for caption in node.find("caption"))
    head, *body = rows
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body)]
    yield "\n".join(lines)


def _line(node: Node, url: str) -> str:
    """An element's content on one line, without the lists in it."""
    inside = "".join(_inline(child, url) for child in node.children)
    return " ".join(inside.split())


def _inline(node: Node | str, url: str) -> str:
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\1", node)
    if node.tag in ("ul", "ol") or node.given.get("class") == "headerlink":
        return ""
    inside = "".join(_inline(child, url) for child in node.children)
    if node.tag == "a" and node.given.get("href"):
        address = _address(node.given["href"], url)
        return f"[{inside.strip()}]({address})" if address else inside
    if node.tag in ("strong", "em"):
        mark = "**" if node.tag == "strong" else "*"
        return f"{mark}{inside.strip()}{mark}"
    # Blocks on one line keep the space between them.
    return f" {inside} " if node.tag in _BLOCKS else inside


def _address(href: str, url: str) -> str:
    """An address as one writes it in Markdown: the file of the page, relative to this one; '' for a way back to a mark."""
    if urlsplit(href).scheme:
        return href
    here = f"/{url}/" if url else "/"
    path, anchor = urldefrag(urljoin(here, href))
    if anchor.startswith("cite-"):
        return ""
    place = f"#{anchor}" if anchor else ""
    if path == here and anchor:
        return place
    folder = posixpath.dirname(_uri(url)) or "."
    return posixpath.relpath(_uri(path), folder) + place


_BLOCKS = {
    *_HEADINGS,
    *("p", "ul", "ol", "dl", "table", "div", "section", "article", "nav", "figure", "blockquote"),
}

if __name__ == "__main__":
    write_plain(*map(Path, sys.argv[1:4]))
