"""The command line says what is wrong, what is printed and why, and what waits for a maintainer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from annals import cli
from annals.cli import main
from click.testing import CliRunner, Result

Build: TypeAlias = Callable[..., Path]

HEAD = "source: {title: A visit, type: webpage, url: https://example.org/visit, tier: weak, read: full}\nplace: line 1\n"
DIFFERS = HEAD + "claims:\n  - {subject: north-bridge, property: length, value: 800}\n"
BAD = HEAD + "claims:\n  - {subject: nort-bridge, property: length, value: 412}\n"
SILENT = HEAD


def run(*arguments: str | Path) -> Result:
    """What a command prints, and how it ends; a traceback fails the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# --- check ---------------------------------------------------------------------------------------


def test_a_sound_project_ends_with_0_and_a_summary(bridges: Build):
    """What there is, counted; one is one."""
    result = run("check", bridges({"data/facts/visit.yml": DIFFERS}))
    assert result.exit_code == 0
    assert result.stdout == (
        "0 errors, 0 warnings; 3 sources, 5 claims, 4 findings, 1 contradiction (1 open), 1 event\n"
        "data/events: 2 numbers, 1 from the record, 0 excused, 1 loose\n"
        "data/entities: 1 number, 0 from the record, 0 excused, 1 loose\n"
        "data/properties: 2 numbers, 0 from the record, 0 excused, 2 loose\n"
    )


def test_loose_numbers_of_the_data_are_listed_when_asked_for(bridges: Build):
    """They are no mistake, but may become one."""
    result = run("check", "--loose", bridges())
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "data/events/events.yml:8:5: The first\ndata/entities/entities.yml:4:25: two\n"
        "data/properties/properties.yml:3:24: its "
    )


def test_numbers_beside_a_citation_are_counted_apart_in_notes(bridges: Build):
    """In explanations of tests and notes on sources; in texts of events and entities they are loose all the same."""
    noted = "A strength was measured 7 times [@survey, table 1]."
    files = {
        "data/properties/more.yml": f"- {{id: wear, name: Wear, summary: '{noted}', type: text}}\n",
        "data/entities/more.yml": f"- {{id: weir, kind: product, name: Weir, summary: '{noted}'}}\n",
    }
    printed = run("check", bridges(files)).stdout
    assert "data/entities: 2 numbers, 0 from the record, 0 excused, 2 loose\n" in printed
    assert (
        "data/properties: 3 numbers, 0 from the record, 0 excused, 1 only cited, 2 loose\n"
        in printed
    )


def test_protecting_keeps_the_words_that_are_checked(bridges: Build):
    """Once published with a check, they cannot lose it unnoticed."""
    root = bridges()
    assert run("protect", root).exit_code == 0
    listed = (root / "data/checked.txt").read_text("utf-8").splitlines()
    assert listed[1:] == [
        "data/events\tcrosses at noon over […]",
        "docs/index.md\tThe North Bridge keeps […] of its strength and",
        "docs/index.md\t[more of it when empty]",
    ]
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8").replace('{check="', "(").replace('80"}', ")"), "utf-8")
    assert "error[no-longer-checked]" in run("check", root).stdout


def test_a_number_that_is_typed_over_is_named_at_its_line(bridges: Build):
    """Once protected, a sentence of a page or of the data cannot lose its number's source unnoticed."""
    root = bridges()
    run("protect", "--sentences", root)
    assert not (root / "data/published.txt").exists()
    assert run("check", root).exit_code == 0
    page = root / "docs/index.md"
    bound = "{value}`north-bridge/strength?load=full`"
    page.write_text(page.read_text("utf-8").replace(bound, "84.6 %"), "utf-8")
    result = run("check", root)
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "docs/index.md:3:2: error[no-longer-checked] 'The North Bridge]"
    )
    run("protect", "--sentences", root)
    assert run("check", root).exit_code == 0


def test_errors_end_with_1_and_are_shown_in_their_place(bridges: Build):
    """Paths are those below the project, wherever it lies."""
    result = run("check", bridges({"data/facts/visit.yml": BAD}))
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "data/facts/visit.yml:4:15: error[unknown-entity] no entity or event has the id 'nort-bridge'\n"
        "  |\n"
        "4 |   - {subject: nort-bridge, property: length, value: 412}\n"
        "  |               ^^^^^^^^^^^\n"
        "  = did you mean 'north-bridge'? (data/entities/entities.yml:1)\n"
        "1 error, 0 warnings; "
    )


def test_warnings_alone_end_with_0(bridges: Build):
    """They stop a strict build, and nobody else."""
    result = run("check", bridges({"data/facts/visit.yml": SILENT}))
    assert result.exit_code == 0
    assert "warning[orphan-source]" in result.stdout
    assert "0 errors, 1 warning; " in result.stdout


def test_annotations_stand_alone_on_the_output(bridges: Build):
    """GitHub reads each line as a command; the summary goes to whoever reads the log."""
    root = bridges({"data/facts/visit.yml": BAD})
    result = run("check", "--format", "github", root)
    assert result.exit_code == 1
    assert result.stdout == (
        "::error file=data/facts/visit.yml,line=4,endLine=4,col=15,endColumn=26,title=unknown-entity"
        "::no entity or event has the id 'nort-bridge'"
        "%0Adid you mean 'north-bridge'? (data/entities/entities.yml:1)\n"
    )
    assert result.stderr.startswith("1 error, 0 warnings; ")


def test_the_project_is_where_one_stands(bridges: Build, monkeypatch: pytest.MonkeyPatch):
    """Unless another folder is named."""
    monkeypatch.chdir(bridges())
    assert run("check").exit_code == 0


@pytest.mark.parametrize("command", ["check", "rulings", "protect", "show"])
def test_a_folder_that_is_no_project_is_refused(tmp_path: Path, command: str):
    """With a sentence."""
    result = run(command, *(["a/b"] if command == "show" else []), tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path} is no project: it has no mkdocs.yml\n"


# --- show ----------------------------------------------------------------------------------------


def test_a_finding_is_explained_claim_by_claim(bridges: Build):
    """File and line, interval, side, place; what is printed, and why."""
    result = run("show", "north-bridge/length", bridges({"data/facts/visit.yml": DIFFERS}))
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0] == "north-bridge/length"
    assert "412 [411.5, 412.5) side 1 handbook, page 3 data/facts/handbook.yml:11" in lines
    assert "800 [799.5, 800.5) side 2 visit, line 1 data/facts/visit.yml:4" in lines
    assert "printed: 412 to 800 m (sources differ and no ruling has decided)" in lines


def test_all_findings_that_a_reference_can_mean_are_explained(bridges: Build):
    """Whoever looks for one sees which there are."""
    result = run("show", "north-bridge/strength", bridges())
    heads = re.findall(r"^north-bridge/.*$", result.stdout, re.MULTILINE)
    assert heads == [
        "north-bridge/strength?by=bridge-office&load=empty",
        "north-bridge/strength?by=bridge-office&load=full",
    ]


def test_a_comparison_is_explained_with_what_it_gives(bridges: Build):
    """It is named by its calculation."""
    derived = "north-bridge/strength?load=empty - north-bridge/strength?load=full"
    root = bridges(
        {"data/facts/visit.yml": HEAD + f"claims: [{{derived: '{derived}', value: 15.2}}]\n"}
    )
    result = run("show", derived, root)
    assert result.exit_code == 0
    assert "computed: 15.1 to 15.3" in result.stdout


def test_what_is_no_finding_is_refused_with_a_hint(bridges: Build):
    """As in a page."""
    result = run("show", "north-bridge/lenght", bridges())
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: 'north-bridge/lenght' is no finding\n"
        "  = no property has the id 'lenght'; did you mean 'length'?\n"
    )


@pytest.mark.parametrize(
    ("key", "findings"),
    [
        ("north-bridge", "north-bridge/length, north-bridge/opened, north-bridge/strength"),
        ("length", "north-bridge/length"),
    ],
)
def test_for_an_id_alone_all_its_findings_are_named(bridges: Build, key: str, findings: str):
    """Whoever knows a name only, sees what can be asked."""
    result = run("show", key, bridges())
    assert result.exit_code == 1
    assert result.stderr == f"Error: '{key}' alone is no finding\n  = ask for one of: {findings}\n"


def test_an_id_that_is_misspelt_is_guessed(bridges: Build):
    """With the form that a reference has."""
    result = run("show", "north-brigde", bridges())
    assert result.exit_code == 1
    assert "subject/property" in result.stderr
    assert "did you mean 'north-bridge'?" in result.stderr


# --- rulings -------------------------------------------------------------------------------------


def test_where_nothing_waits_that_is_said(bridges: Build):
    """Beside the ids that are not protected."""
    result = run("rulings", bridges())
    assert result.exit_code == 0
    assert result.stdout.startswith("# no contradiction waits for a ruling\n")
    assert "8 ids are not protected yet" in result.stdout
    assert "# 3 sentences not protected yet: run 'annals protect --sentences'\n" in result.stdout


@pytest.mark.parametrize(
    ("claims", "contradicted"),
    [
        ("{subject: north-bridge, property: length, value: 800}", "held open by the ruling"),
        ("{subject: north-bridge, property: opened, value: 1991}", "held open by the ruling"),
        (
            "{derived: 'north-bridge/strength?load=empty - north-bridge/strength?load=full', value: 20}",
            "chosen by the ruling",
        ),
    ],
)
def test_a_stub_that_is_pasted_with_a_reason_is_a_ruling(
    bridges: Build, claims: str, contradicted: str
):
    """It applies, and the check passes; without a reason it does not."""
    root = bridges({"data/facts/visit.yml": HEAD + f"claims:\n  - {claims}\n"})
    stubs = run("rulings", root).stdout
    (stub,) = yaml.safe_load(stubs)
    pasted = root / "data" / "rulings" / "rulings.yml"
    pasted.parent.mkdir()
    pasted.write_text(stubs, "utf-8")
    unexplained = run("check", root)
    assert unexplained.exit_code == 1
    assert unexplained.stdout.count("error[") == 1
    assert "error[bad-ruling]" in unexplained.stdout
    pasted.write_text(stubs.replace("…\n  cites", "Both were counted by hand.\n  cites"), "utf-8")
    explained = run("check", root)
    assert explained.exit_code == 0, explained.stdout
    assert f"{contradicted} '{stub['id']}'" in run("show", stub["finding"], root).stdout
    assert "# no contradiction waits for a ruling" in run("rulings", root).stdout


# --- protect -------------------------------------------------------------------------------------


def test_protected_ids_cannot_vanish(bridges: Build):
    """Those of entities, events, properties and sources; what was noted before stays."""
    root = bridges()
    assert (
        run("protect", root).stdout
        == "8 ids, 8 of them new\n2 printed values, 2 of them new\n3 sentences, 3 of them new\n"
    )
    noted = (root / "data" / "published.txt").read_text("utf-8").splitlines()
    assert noted[1:] == sorted(
        ["north-bridge", "bridge-office", "strength", "length", "opened", "handbook", "survey", "north-bridge-opens"]
    )  # fmt: skip
    (root / "data" / "events" / "events.yml").unlink()
    assert "removed-id-without-redirect" in run("check", root).stdout
    assert (
        run("protect", root).stdout
        == "8 ids, 0 of them new\n2 printed values, 0 of them new\n2 sentences, 0 of them new\n"
    )
    assert "north-bridge-opens" in (root / "data" / "published.txt").read_text("utf-8")


def test_ids_are_noted_in_the_data_folder_of_the_project(
    bridges: Build, shared_files: dict[str, str]
):
    """Wherever that is."""
    moved = {
        name: text for name, text in shared_files.items() if name.startswith(("data/", "docs/"))
    }
    root = bridges(
        {
            **dict.fromkeys(shared_files),
            **{f"content/{name}": text for name, text in moved.items()},
            "mkdocs.yml": shared_files["mkdocs.yml"].replace(
                "annals:", "annals:\n    data: content/data"
            ),
        }
    )
    run("protect", root)
    assert (root / "content" / "data" / "published.txt").is_file()


def test_data_with_errors_protect_nothing(bridges: Build):
    """An id that is a mistake would have to be kept for good."""
    root = bridges({"data/entities/more.yml": "- id: Weir\n"})
    result = run("protect", root)
    assert result.exit_code == 1
    assert result.stderr == "Error: the data have errors: 'annals check' lists them\n"
    assert not (root / "data" / "published.txt").exists()


# --- schema --------------------------------------------------------------------------------------


def test_schemas_are_written_and_known_to_be_stale(tmp_path: Path):
    """What the check of them calls stale is what is then written."""
    stale = run("schema", "--check", tmp_path)
    assert stale.exit_code == 1
    assert "schema/facts.json is stale: run 'make schema'" in stale.stdout
    assert not (tmp_path / "schema").exists()
    assert run("schema", tmp_path).exit_code == 0
    fresh = run("schema", "--check", tmp_path)
    assert (fresh.exit_code, fresh.stdout) == (0, "")


# --- help ----------------------------------------------------------------------------------------


def test_help_says_what_each_command_does():
    """In a sentence that fits its line."""
    for option in ("-h", "--help"):
        result = run(option)
        assert result.exit_code == 0
        assert "..." not in result.stdout.partition("Commands:")[2]
        for name in main.commands:
            assert re.search(rf"^  {name} +\S", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_explains_itself(name: str):
    """Its arguments are named, and so is every option."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "[PROJECT]" in result.stdout
    options = [
        option for option in main.commands[name].params if option.param_type_name == "option"
    ]
    assert all(getattr(option, "help", None) for option in options)


def test_the_module_is_a_command_too(bridges: Build):
    """For whoever has no script at hand."""
    done = subprocess.run(
        (sys.executable, "-m", "annals.cli", "check", str(bridges())),
        cwd=Path(cli.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 errors, ")
