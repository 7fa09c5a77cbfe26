"""The blocks of explainers: a path with its lengths, and what has changed or been decided."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from annals.blocks import BLOCKS
from annals.blocks.explainers import minutes, paths
from annals.diagnostics import Report
from annals.history import Change, history
from annals.markdown.extension import AnnalsExtension
from annals.printed_before import noted
from annals.project import read_project
from annals.site import Context, Site
from annals.written_pages import Page, front_matter
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


def committed(root: Path, *days: str) -> None:
    """Commit what has changed below a folder, on a day."""
    git = ("git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org")
    for day in days:
        when = f"{day}T12:00:00Z"
        environment = {"GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(root)}
        for command in (
            ("init", "-q"),
            ("add", "."),
            ("commit", "-q", "-m", "x", f"--date={when}"),
        ):
            subprocess.run((*git, *command), check=True, env=environment)


def shown(root: Path) -> str:
    """The block of the page told.md, with plain spaces."""
    html, context = rendered(root, "told/", "/// updates\n///")
    assert context.problems == []
    return html.replace("\N{NO-BREAK SPACE}", " ")


def test_updates_are_rulings_and_days_of_the_text(bridges: Build):
    """What was decided on the findings of the page, and how many lines were changed on which day; the newest first."""
    root = bridges(RULED)
    committed(root, "2023-05-06")
    page = root / "docs/told.md"
    page.write_text(page.read_text("utf-8") + "And <more>.\nAnd yet more.\n", "utf-8")
    committed(root, "2023-07-08")
    assert history(root, "docs")["docs/told.md"] == [
        Change("2023-07-08", 2, 0),
        Change("2023-05-06", 1, 0),
    ]
    html = shown(root)
    days = ["1 March 2024", "8 July 2023", "6 May 2023"]
    assert [html.index(day) for day in days] == sorted(html.index(day) for day in days)
    assert "the text was changed: 2 lines written, 0 taken out." in html
    assert "first version of the text." in html
    assert "printed as 412" in html
    assert html.count("<li>") == 3
    assert "from the first publication on" in html


def test_a_value_that_changed_since_it_was_published_is_told(bridges: Build):
    """With what was printed before; the log that is kept at each publication says when."""
    log = "north-bridge/length\t2023-02-01\t400 m\nnorth-bridge/length\t2023-09-01\t405 m\n"
    html = shown(bridges({**RULED, "data/printed.txt": log}))
    assert "1 September 2023</time>: " in html
    assert "is printed as <b>405 m</b>; before, it was 400 m." in html
    assert re.search(r"is printed as <b>412 m</b>; before, it was 405 m", html)
    assert html.count("before, it was") == 2
    assert "compared with those that were printed at each publication" in html


def test_values_are_noted_once_and_again_when_they_change(bridges: Build):
    """Each publication adds a line for what is new on pages, or printed otherwise."""
    root = bridges(RULED)
    project = read_project(root, Report(), blocks=BLOCKS)
    first = noted(project.record, project.pages)
    assert ("north-bridge/length", "2024-06-30", "412 m") in first
    (root / "data/printed.txt").write_text("\n".join("\t".join(line) for line in first), "utf-8")
    project = read_project(root, Report(), blocks=BLOCKS)
    assert noted(project.record, project.pages) == first
    changed = "\n".join("\t".join(line) for line in first).replace("412 m", "410 m")
    (root / "data/printed.txt").write_text(changed, "utf-8")
    project = read_project(root, Report(), blocks=BLOCKS)
    again = noted(project.record, project.pages)
    assert len(again) == len(first) + 1
    assert again[-1] == ("north-bridge/length", "2024-06-30", "412 m")


def test_corrections_are_written_by_hand(bridges: Build):
    """In the front matter, as plain words."""
    front = "---\ncorrections:\n  - {date: 2024-05-01, text: It said <b>500</b> m.}\n---\n"
    html = shown(bridges({**RULED, "docs/told.md": front + RULED["docs/told.md"]}))
    assert "1 May 2024</time>: <b>correction</b>. It said &lt;b&gt;500&lt;/b&gt; m." in html


def test_without_a_history_that_is_said(bridges: Build, tmp_path: Path):
    """An unknown page, a folder that git knows nothing of, a copy without its earliest commits."""
    html, _ = rendered(bridges(), "nowhere/", "/// updates\n///")
    assert "Of earlier versions of this text nothing is known here" in html
    assert history(tmp_path / "missing", "docs") == {}
    root = bridges(RULED, root=tmp_path / "whole")
    committed(root, "2023-05-06")
    (root / "docs/told.md").write_text("Other words.\n", "utf-8")
    committed(root, "2023-07-08")
    copy = tmp_path / "shallow"
    clone = ("git", "clone", "-q", "--depth", "1", f"file://{root}", str(copy))
    subprocess.run(clone, check=True, capture_output=True)
    assert history(root, "docs")
    assert history(copy, "docs") == {}


def test_all_versions_are_a_link_where_the_host_keeps_them(bridges: Build):
    """On a host whose addresses we know."""
    project = read_project(bridges(), Report(), blocks=BLOCKS)
    site = Site(project.record, BLOCKS, edit_base="https://git.example/o/n/edit/main/")
    assert site.versions_url("docs/a.md") == "https://git.example/o/n/commits/main/docs/a.md"
    assert Site(project.record, BLOCKS).versions_url("docs/a.md") is None
    other = Site(project.record, BLOCKS, edit_base="https://git.example/o/n/src/")
    assert other.versions_url("docs/a.md") is None
