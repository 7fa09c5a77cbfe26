"""Another project elsewhere, on another subject, with the same hooks: and what happens there when a value changes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second project, copied to where it can be changed."""
    copied = tmp_path / "project"
    shutil.copytree(ROOT / "tests/second", copied)
    config = copied / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("../../hooks/main.py", str(ROOT / "hooks/main.py")),
        "utf-8",
    )
    return copied


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build strictly into the project's own site folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(project / "mkdocs.yml"),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def words(page: Path) -> str:
    """A page's words, its tags taken out."""
    return " ".join(
        re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))
        .replace("\u00a0", " ")
        .replace("&nbsp;", " ")
        .split()
    )


def test_the_same_hooks_make_another_site(project: Path):
    """Its sources disagree, and its pages say so in the same words."""
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "Sources differ" in words(project / "site/entities/old-bridge/index.html")
    assert "120 to 126 m" in words(project / "site/differs/index.html")
    found = json.loads((project / "site/api/v1/contradictions.json").read_text("utf-8"))
    assert [(item["id"], item["kind"], item["contradicted"]) for item in found["items"]] == [
        ("new-bridge/length - old-bridge/length", "arithmetic", "open"),
        ("old-bridge/length", "value", "open"),
    ]


def test_a_changed_value_changes_every_sentence_that_prints_it(project: Path):
    """One edit in the data: the page, the event's text and the JSON all follow."""
    facts = project / "record/facts/town-register.yml"
    facts.write_text(facts.read_text("utf-8").replace("value: 150", "value: 151"), "utf-8")
    assert build(project).returncode == 0
    assert "151 m" in words(project / "site/index.html")
    assert "150" not in words(project / "site/index.html")
    assert "151 m" in words(project / "site/events/new-bridge-opened/index.html")
    findings = json.loads((project / "site/api/v1/findings.json").read_text("utf-8"))["items"]
    assert (
        next(item["value"]["text"] for item in findings if item["id"] == "new-bridge/length")
        == "151"
    )


def test_a_sentence_that_is_no_longer_true_stops_the_build_and_is_named(project: Path):
    """The page says 'the stronger of the two': when the survey no longer does, nothing is built."""
    survey = project / "record/facts/survey.yml"
    survey.write_text(survey.read_text("utf-8").replace("[40, 55]", "[60, 55]"), "utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "docs/index.md:5:" in done.stderr
    assert (
        "error[check-failed] 'new-bridge/load?by=surveyors > old-bridge/load?by=surveyors' is not true any more"
        in done.stderr
    )
    assert not (project / "site").exists()


def test_a_mistake_in_the_data_leaves_nothing_half_built(project: Path):
    """All mistakes are listed, and the site of before stays as it was."""
    assert build(project).returncode == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    events = project / "record/events/all.yml"
    events.write_text(
        events.read_text("utf-8").replace("about: [new-bridge, town]", "about: [new-brige, twon]"),
        "utf-8",
    )
    done = build(project)
    assert done.returncode == 1
    assert "error[unknown-entity] no entity has the id 'new-brige'" in done.stderr
    assert "error[unknown-entity] no entity has the id 'twon'" in done.stderr
    assert {
        path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()
    } == before


HOSTILE = (
    """</title><script>alert(1)</script>" onmouseover="alert(2)" x='<img src=x onerror=alert(3)>"""
)


class Acting(HTMLParser):
    """What would act in a reader's browser, and the text of the title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.title = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a handler of events."""
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Note the title, and a script that is not the theme's."""
        if self.lasttag == "title":
            self.title += data
        if self.cdata_elem == "script" and "alert(" in data:
            self.found.append("script")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_name_is_text_wherever_a_theme_prints_it(project: Path, theme: str):
    """In the title, the description, the header and the links to neighbours: themes put them there as they are."""
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("name: material", f"name: {theme}"), "utf-8"
    )
    entities = next((project / "record/entities").glob("*.yml"))
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    entities.write_text(
        entities.read_text("utf-8").replace("name: Old Bridge", f"name: {quoted}"), "utf-8"
    )
    (project / "docs/more.md").write_text(
        f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n# More\n", "utf-8"
    )
    (project / "docs/heading.md").write_text(
        f"# `{HOSTILE}` &lt;script>alert(4)&lt;/script>\n", "utf-8"
    )
    build(project)
    pages = {page: Acting(page.read_text("utf-8")) for page in (project / "site").rglob("*.html")}
    assert {page: read.found for page, read in pages.items() if read.found} == {}
    for name in ("entities/old-bridge", "more", "heading"):
        assert HOSTILE[:30] in pages[project / f"site/{name}/index.html"].title
