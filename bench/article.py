"""What stands in a built page: its article as a small tree, and its words.

article.py SITE
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_WORD = re.compile(r"\w+")
_START, _STOP = '<article class="md-content__inner', "</article>"
_EMPTY = {"br", "hr", "img", "input", "meta", "link", "wbr", "rect"}


@dataclass(slots=True)
class Node:
    """An element: its tag, its attributes, and what is in it."""

    tag: str
    given: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def every(self) -> Iterator[Node]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Node))

    def below(self, tag: str) -> Iterator[Node]:
        """Those of one tag directly in it."""
        return (child for child in self.every() if child.tag == tag)

    def find(self, tag: str) -> Iterator[Node]:
        """Those of one tag anywhere in it."""
        for child in self.every():
            if child.tag == tag:
                yield child
            yield from child.find(tag)

    def words(self) -> int:
        """How many words are in it, signs of permanent links left out."""
        if self.given.get("class") == "headerlink":
            return 0
        return sum(
            len(_WORD.findall(child)) if isinstance(child, str) else child.words()
            for child in self.children
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("article", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def article(page: str) -> Node:
    """The article of a page's HTML."""
    start = page.index(">", page.index(_START)) + 1
    reader = _Reader()
    reader.feed(page[start : page.rindex(_STOP)])
    reader.close()
    return reader.root


def main() -> None:
    """Count the pages and the words of a built site, so that two can be held against each other."""
    pages = list(Path(sys.argv[1]).rglob("index.html"))
    count = sum(article(page.read_text("utf-8")).words() for page in pages)
    print(f"{len(pages):,} pages, {count:,} words")


if __name__ == "__main__":
    main()
