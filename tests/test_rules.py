r"""Each rule says what is wrong, at its place and nowhere else; and is silent once it is mended.

A case is a file `cases/<rule>/<name>.yml`:

    files   what is laid over the shared project, by path; null leaves a file out
    bytes   the same with escapes such as `\xff`; {text, times} repeats a text
    as_of   the day that the record speaks of, if it matters
    expect  all complaints, as `path:line:column severity[rule]`
    says    stretches of the rendered complaints, where the wording matters
    good    what is laid over all that, so that nothing is left to complain of
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from annals.blocks import BLOCKS
from annals.diagnostics import Diagnostic, Report, render_text
from annals.project import Project, read_project
from annals.rules import RULES
from annals.rules import check as check_rules
from hypothesis import given, settings
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases"
PATHS = sorted(CASES.glob("*/*.yml"))
AS_OF = "as_of: 2024-06-30"

Check = Callable[[Path], tuple[Project, list[Diagnostic]]]


def _read(path: Path) -> dict[str, Any]:
    # Scalars stay text, so that a day is as it is written.
    case: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - reads text only
    unknown = case.keys() - {"files", "bytes", "as_of", "expect", "says", "good"}
    assert not unknown, f"{path.name} has keys that nothing reads: {unknown}"
    return case


def _content(case: dict[str, Any], below: Mapping[str, Any]) -> dict[str, str | bytes | None]:
    """The files of a case, laid over those below it."""
    files: dict[str, Any] = {**below, **case.get("files", {})}
    for name, text in case.get("bytes", {}).items():
        if isinstance(text, dict):
            files[name] = text["text"].encode() * int(text["times"])
        else:
            files[name] = text.encode("latin-1").decode("unicode_escape").encode("latin-1")
    if "as_of" in case:
        files["mkdocs.yml"] = files["mkdocs.yml"].replace(AS_OF, f"as_of: {case['as_of']}")
    return {name: None if text == "null" else text for name, text in files.items()}


def _shown(diagnostics: list[Diagnostic]) -> list[str]:
    return [
        f"{found.span.file}:{found.span.line}:{found.span.column} {found.severity}[{found.rule}]"
        for found in diagnostics
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, shared_files: dict[str, str], bridges: Callable[..., Path], check: Check):
    """A case yields exactly the complaints it expects, and none once it is mended."""
    case = _read(path)
    files = _content(case, shared_files)
    project, found = check(bridges(files))
    rendered = render_text(found, project.lines_of).replace("\N{NO-BREAK SPACE}", " ")
    assert sorted(_shown(found)) == sorted(case["expect"]), rendered
    for words in case.get("says", []):
        assert words in rendered
    if "good" in case:
        good = _content({"files": case["good"]}, files)
        project, found = check(bridges(good, root=project.root.with_name("good")))
        assert not found, render_text(found, project.lines_of)


def test_shared_project_is_sound(bridges: Callable[..., Path], check: Check):
    """What the cases are laid over draws no complaint, not even a warning."""
    project, found = check(bridges())
    assert not found, render_text(found, project.lines_of)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_and_a_good_twin(rule: Any):
    """No rule without a case that yields it alone and, mended, is silent."""
    cases = [_read(path) for path in PATHS if path.parent.name == rule.id]
    complaint = f" {rule.severity}[{rule.id}]"
    assert any(
        "good" in case
        and case["expect"]
        and all(line.endswith(complaint) for line in case["expect"])
        for case in cases
    ), f"tests/cases/{rule.id}/ holds no case that yields {rule.id} alone and has a good twin"


def test_every_folder_of_cases_is_that_of_a_rule():
    """A rule that is renamed takes its cases with it."""
    assert {path.parent.name for path in PATHS} <= {rule.id for rule in RULES}


SNIPPETS = [
    "",
    "[",
    "- ",
    "a: b",
    "412",
    "none",
    "{value}`north-bridge/length`",
    "north-bridge",
    "~",
]


@settings(max_examples=150)
@given(data=st.data())
def test_no_mistake_ends_with_a_traceback(
    shared_files: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
):
    """Whatever is deleted, doubled, moved or mistyped in a sound project, it is complained of, or does no harm."""
    name = data.draw(st.sampled_from(sorted(set(shared_files) - {"mkdocs.yml"})))
    lines = shared_files[name].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    start = data.draw(st.integers(0, len(line)))
    stop = data.draw(st.integers(start, len(line)))
    snippet = data.draw(st.sampled_from(SNIPPETS))
    lines[number : number + 1] = data.draw(
        st.sampled_from(
            [[], [line, line], [f" {line}"], [line[1:]], [line[:start] + snippet + line[stop:]]]
        )
    )
    root = tmp_path_factory.mktemp("mistaken")
    for path, text in {**shared_files, name: "\n".join(lines) + "\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    report = Report()
    project = read_project(root, report, blocks=BLOCKS)
    check_rules(project, report)
    assert {found.rule for found in report.found} <= {rule.id for rule in RULES}
    assert render_text(report.sorted(), project.lines_of).count("[") >= len(report.found)
