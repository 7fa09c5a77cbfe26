"""The blocks of explainers: a path with its lengths, and what has changed or been decided."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from annals.blocks import BLOCKS
from annals.blocks.explainers import front_matter, minutes, paths
from annals.diagnostics import Report
from annals.history import Change, history
from annals.markdown.extension import AnnalsExtension
from annals.project import read_project
from annals.site import Context, Site
from annals.written_pages import Page
from markdown import Markdown

Build = Callable[..., Path]


def rendered(root: Path, url: str, text: str) -> tuple[str, Context]:
    """A page's text as HTML, at an address of the project in a folder."""
    project = read_project(root, Report(), blocks=BLOCKS)
    pages = {page.file.removeprefix("docs/"): page for page in project.pages}
    site = Site(project.record, BLOCKS, pages=pages, changes=history(root, "docs"))
    context = Context(url=url)
    return Markdown(extensions=[AnnalsExtension(site, context)]).convert(text), context


def test_a_path_names_its_pages_with_their_lengths(bridges: Build):
    """In the order in which they are named, with title and description from the front matter, and all minutes added up."""
    files = {
        "docs/told/one.md": "---\ntitle: <One>\ndescription: What it tells.\n---\n\n"
        + "word " * 221,
        "docs/told/two.md": "# Two\n\nwords",
    }
    html, context = rendered(
        bridges(files), "told/", "/// reading\n    pages: told/one told/two\n///"
    )
    assert context.problems == []
    assert html.index("&lt;One&gt;") < html.index("told/two")
    assert "2 minutes</span>" in html
    assert "1 minute</span>" in html
    assert "All of them: 3 minutes." in html
    assert 'href="one/"' in html


def test_a_page_that_is_not_there_is_refused(bridges: Build):
    """With the nearest name."""
    _, context = rendered(bridges(), "told/", "/// reading\n    pages: indx\n///")
    (problem,) = context.problems
    assert problem.rule == "bad-option"
    assert problem.notes == ("did you mean 'index.md'?",)
    with pytest.raises(ValueError, match="a list of pages"):
        paths({"a": "b"})


@pytest.mark.parametrize(("words", "expected"), [(0, 0), (1, 1), (220, 1), (221, 2)])
def test_minutes_are_rounded_up(words: int, expected: int):
    """References and front matter take no time; the words of a link do."""
    page = Page(
        "docs/a.md",
        "---\ntitle: Three more words\n---\n" + "well-read " * words + "[@handbook, page 4]",
    )
    assert minutes(page) == expected
    assert minutes(Page("docs/a.md", "[North Bridge][north-bridge]")) == 1
    assert front_matter(page) == {"title": "Three more words"}


RULED = {
    "data/facts/visit.yml": """
source: {title: A visit, type: post, publisher: bridge-office, issued: 2024-01, unpublished: spoken, tier: weak, read: full}
claims:
  - {subject: north-bridge, property: length, value: 500, place: page 1}
""",
    "data/rulings/all.yml": """
- id: length-of-north-bridge
  finding: north-bridge/length
  prefer: {source: handbook, value: '412'}
  because: The handbook was measured.
  seen: ['412', '500']
  decided: 2024-03-01
""",
    "docs/told.md": "It is {value}`north-bridge/length` and {value}`north-bridge/opened`.\n",
}


def test_updates_are_rulings_and_commits(bridges: Build):
    """What was decided on the findings of the page, and how the page was changed; the newest first."""
    root = bridges(RULED)
    git = ("git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("commit", "-q", "-m", "Say <how> long it is", "--date=2023-05-06T12:00:00Z"),
    ):
        environment = {
            "GIT_COMMITTER_DATE": "2023-05-06T12:00:00Z",
            "PATH": "/usr/bin:/bin",
            "HOME": str(root),
        }
        subprocess.run((*git, *command), check=True, env=environment)
    assert history(root, "docs")["docs/told.md"] == [Change("2023-05-06", "Say <how> long it is")]
    html, _ = rendered(root, "told/", "/// updates\n///")
    html = html.replace("\N{NO-BREAK SPACE}", " ")
    assert html.index("1 March 2024") < html.index("6 May 2023")
    assert "the page was changed (<q>Say &lt;how&gt; long it is</q>)." in html
    assert "printed as 412" in html
    assert html.count("<li>") == 2


def test_without_a_history_there_is_none_to_show(bridges: Build, tmp_path: Path):
    """An unknown page, or a folder that git knows nothing of."""
    html, _ = rendered(bridges(), "nowhere/", "/// updates\n///")
    assert "None on record." in html
    assert history(tmp_path / "missing", "docs") == {}
