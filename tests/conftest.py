"""What the tests share: the small sound project about bridges, and one way to check a project."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from annals import rules, yaml_source
from annals.blocks import BLOCKS
from annals.building import build as build_record
from annals.diagnostics import Diagnostic, Report
from annals.load import Held, Loaded
from annals.project import Project, read_project
from annals.record import Record
from annals.schema import FOLDERS, FactFile, Ruling
from annals.settings import Settings
from annals.yaml_document import Document
from hypothesis import settings

Files: TypeAlias = Mapping[str, str | bytes | None]
Build: TypeAlias = Callable[..., Path]
BuildSite: TypeAlias = Callable[..., str]

ROOT = Path(__file__).parent.parent
# How the real site is built for the tests: as of a day, below a path of its own, with pencils.
BUILT = {
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "4102444800",  # 2100-01-01: later than anything that the data will say
    "SITE_URL": "https://record.example/annals/",
    "EDIT_URI": "https://git.example/owner/name/edit/main/docs/",
}
SHARED = Path(__file__).parent / "cases" / "shared.yml"
WORLD = Path(__file__).with_name("reconciling.yml")

# Each run draws the same examples, so that a red run can be repeated anywhere.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes the golden pages anew."""
    parser.addoption("--update", action="store_true", help="write the golden pages anew")


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out what the shell, or a hook of git that runs the tests, has set."""
    for name in ("SOURCE_DATE_EPOCH", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _without_collecting() -> Iterator[None]:
    """Reading a project goes through all that was kept before: with all that the tests keep, this takes longer than a small project itself.

    What it does for a build, test_project.py says.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annals.building._kept_for_good", nullcontext)
        yield


@pytest.fixture(scope="session")
def build() -> BuildSite:
    """Builds a project with an engine and returns what that printed."""

    def run(engine: str, out: Path, *, config: Path = ROOT / "mkdocs.yml") -> str:
        # Never with -q, which keeps warnings from --strict as well.
        arguments = [sys.executable, "-m", engine, "build", "--strict"]
        arguments += ["-d", str(out), "-f", str(config)]
        environment = {**os.environ, **BUILT}
        done = subprocess.run(
            arguments, capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture(scope="session")
def site(build: BuildSite, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, as `make site` builds it: once for all tests, by the worker that needs it first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    out = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            printed = build("mkdocs", shared / "building")
            assert "WARNING" not in printed
            (shared / "building").rename(out)
    return out


@pytest.fixture(scope="session")
def shared_files() -> dict[str, str]:
    """The files of the small sound project, by path."""
    with SHARED.open(encoding="utf-8") as stream:
        files: dict[str, str] = yaml.safe_load(stream)["files"]
    return files


@pytest.fixture
def bridges(tmp_path: Path, shared_files: Mapping[str, str]) -> Build:
    """Writes the small sound project with some files replaced, added, or (None) left out."""

    def build(files: Files | None = None, *, root: Path = tmp_path / "bridges") -> Path:
        write(root, {**shared_files, **(files or {})})
        return root

    return build


@pytest.fixture
def check() -> Callable[[Path], tuple[Project, list[Diagnostic]]]:
    """Reads and checks a project as the command line does: the project, and its sorted complaints."""

    def run(root: Path) -> tuple[Project, list[Diagnostic]]:
        report = Report()
        project = read_project(root, report, blocks=BLOCKS)
        rules.check(project, report)
        return project, report.sorted()

    return run


def write(root: Path, files: Files) -> None:
    """Put files below a folder."""
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


# --- what sources say, as a Record --------------------------------------------------------------

Said: TypeAlias = str | tuple[str, Mapping[str, Any]] | Mapping[str, Any]
RecordOf: TypeAlias = Callable[..., Record]


@pytest.fixture(scope="session")
def record_of() -> RecordOf:
    """Reconciles what sources say of the bridges of reconciling.yml.

    Claims are by source: `north-bridge/strength?by=city-lab&load=full = 86.4`, beside it a mapping
    of what else is said of it; or, for a comparison, that mapping alone. `about` says more of a
    source than that it is press, and `rulings` are as in data.
    """
    return _record_of


def _record_of(
    said: Mapping[str, Sequence[Said]],
    *,
    about: Mapping[str, Mapping[str, str]] | None = None,
    rulings: Iterable[Mapping[str, Any]] = (),
) -> Record:
    loaded = Loaded(**{kind: list(held) for kind, held in _world().items()})
    for source, claims in said.items():
        head = {"title": source, "type": "article", "tier": "press", "read": "full"}
        stated = [json.dumps(_claim(claim)) for claim in claims]
        document, held = _fact_file(
            f"data/facts/{source}.yml",
            json.dumps({**head, **(about or {}).get(source, {})}),
            ",\n".join(stated),
        )
        loaded.documents[held.file] = document
        loaded.facts[source] = held
    for index, ruling in enumerate(rulings):
        whole = {"id": f"ruling-{index}", "because": "So.", "decided": "2024", "seen": [], **ruling}
        loaded.rulings.append(
            Held(Ruling.model_validate(whole), "data/rulings/all.yml", (index,), 1)
        )
    report = Report()
    record = build_record(loaded, Settings(as_of=date(2024, 6, 30)), report)
    assert not report.found, report.sorted()
    return record


@lru_cache(maxsize=1024)
def _fact_file(file: str, source: str, claims: str) -> tuple[Document, Held[FactFile]]:
    """A file with one claim a line, from the third on."""
    text = f'{{"source": {source}, "claims": [\n\n{claims}\n]}}\n'
    document, refused = yaml_source.read(file, text.encode())
    assert not refused
    return document, Held(FactFile.model_validate(document.data), file, (), 1)


@cache
def _world() -> dict[str, list[Held[Any]]]:
    document, refused = yaml_source.read(WORLD.name, WORLD.read_bytes())
    assert not refused
    return {
        kind: [
            Held(FOLDERS[kind][1].model_validate(one), WORLD.name, (kind, index), 1)
            for index, one in enumerate(listed)
        ]
        for kind, listed in document.data.items()
    }


def _claim(said: Said) -> dict[str, Any]:
    if isinstance(said, Mapping):
        return dict(said)
    text, more = (said, {}) if isinstance(said, str) else said
    identity, _, value = text.partition(" = ")
    named, _, query = identity.partition("?")
    subject, _, prop = named.partition("/")
    stated = dict(part.split("=") for part in query.split("&") if part)
    levels = {
        level: stated.pop(key)
        for key, level in (("by", "evaluator"), ("as_of", "as_of"), ("metric", "metric"))
        if key in stated
    }
    return {
        "subject": subject,
        "property": prop,
        "value": value,
        "place": "page 1",
        **levels,
        **({"conditions": stated} if stated else {}),
        **more,
    }
