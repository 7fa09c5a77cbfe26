"""The command line: check the data, explain a finding, list what waits for a ruling, write the schemas."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annals.diagnostics import Report, render_github, render_text

if TYPE_CHECKING:
    from annals.project import Project


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Sources claim, the build reconciles."""
    # A command keeps what it makes until it ends, so that there is no garbage to look for.
    gc.disable()
    context.call_on_close(gc.enable)
    # pydantic would look through every installed package for plugins, and let them into the reading of the data.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _project(root: Path, report: Report) -> Project:
    from annals.blocks import BLOCKS  # the templates are only needed for their names
    from annals.project import read_project
    from annals.settings import CONFIG

    if not (root / CONFIG).is_file():
        raise click.ClickException(f"{root} is no project: it has no {CONFIG}")
    return read_project(root, report, blocks=BLOCKS)


_ROOT = click.argument(
    "root", metavar="[PROJECT]", default=".", type=click.Path(path_type=Path, file_okay=False)
)


@main.command()
@_ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="For a terminal, or as annotations of a pull request.",
)
@click.option(
    "--loose", is_flag=True, help="List the numbers in texts of the data that rest on nothing."
)
def check(root: Path, form: str, *, loose: bool) -> None:
    """Check the data, and the pages' references.

    Exits with 1 if there is an error; warnings alone do not stop anybody.
    """
    from annals import rules
    from annals.rules import loose_numbers

    report = Report()
    project = _project(root, report)
    rules.check(project, report)
    diagnostics = report.sorted()
    if diagnostics:
        click.echo(
            render_github(diagnostics)
            if form == "github"
            else render_text(diagnostics, project.lines_of)
        )
    if loose:
        for span, text in loose_numbers.loose_in_data(project):
            click.echo(f"{span.file}:{span.line}:{span.column}: {text}")
    errors, warnings = report.count("error"), report.count("warning")
    record = project.record
    undecided = sum(finding.open for finding in record.contradictions)
    click.echo(
        f"{_count(errors, 'error')}, {_count(warnings, 'warning')}; {_count(len(record.sources), 'source')}, "
        f"{_count(len(record.claims), 'claim')}, {_count(len(record.findings), 'finding')}, "
        f"{_count(len(record.contradictions), 'contradiction')} ({undecided} open), {_count(len(record.events), 'event')}",
        err=form == "github",
    )
    if form == "text":
        for name, found in loose_numbers.coverage(project).items():
            click.echo(
                f"{name}: {_count(found.all, 'number')}, {found.bound} from the record, {found.excused} excused,"
                f"{f' {found.cited} only cited,' if found.cited else ''} {len(found.loose)} loose"
            )
    sys.exit(1 if errors else 0)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


@main.command()
@click.argument("reference")
@click.argument(
    "root", metavar="[PROJECT]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
def show(reference: str, root: Path) -> None:
    """Explain what is printed for REFERENCE.

    Each claim with file and line, interval and side; support, and how the printed value was chosen.
    """
    from annals.explain import explain, unexplained

    report = Report()
    record = _project(root, report).record
    told = explain(record, reference)
    if told is None:
        raise click.ClickException("\n  = ".join(unexplained(record, reference)))
    click.echo(told)


@main.command()
@_ROOT
def rulings(root: Path) -> None:
    """List what waits for a maintainer.

    Contradictions without a ruling, each with a ruling to fill in and paste into data/rulings; and what to protect.
    """
    from annals.explain import stubs

    report = Report()
    project = _project(root, report)
    click.echo(stubs(project.record))
    fresh = len(set(_noted(project)) - set(project.record.settings.checked))
    if fresh:
        click.echo(
            f"# {_count(fresh, 'sentence')} not protected yet: run 'annals protect --sentences'"
        )


@main.command()
@_ROOT
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 if what is there is stale."
)
def schema(root: Path, only_check: bool) -> None:
    """Write the schemas and references again.

    The JSON Schemas below PROJECT/schema, the references of fields and rules below PROJECT/docs/contribute.
    """
    from annals.reference import written

    files = written()
    stale = [name for name, text in files.items() if not _same(root / name, text)]
    for name in stale:
        if only_check:
            click.echo(f"{name} is stale: run 'make schema'")
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(files[name], "utf-8")
            click.echo(f"wrote {name}")
    sys.exit(1 if only_check and stale else 0)


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


@main.command()
@_ROOT
@click.option(
    "--sentences", "only_sentences", is_flag=True, help="Sentences alone: before there are readers."
)
def protect(root: Path, *, only_sentences: bool) -> None:
    """Protect every id, and every sentence that rests on the record.

    Adds ids to published.txt in the data folder, so that none can vanish unnoticed, and to printed.txt what pages print, so that
    readers can be told what has changed. Writes checked.txt anew: the sentences that
    rest on the record, so that none loses that unnoticed. For maintainers.
    """
    from annals.printed_before import noted as printed
    from annals.settings import CHECKED, PRINTED, PUBLISHED

    report = Report()
    project = _project(root, report)
    record = project.record
    if report.count("error"):
        raise click.ClickException("the data have errors: 'annals check' lists them")
    if not only_sentences:
        living = {*record.entities, *record.events, *record.properties, *record.sources}
        ids = sorted(living | record.settings.published)
        head = "Ids that have been published: none of them may vanish without a redirect."
        _note(project.data / PUBLISHED, head, ids)
        click.echo(f"{len(ids)} ids, {len(living - record.settings.published)} of them new")
        log = printed(record, project.pages)
        head = "How findings were printed on pages: finding, tab, the day on which it was noted, tab, what was printed."
        _note(project.data / PRINTED, head, ["\t".join(line) for line in log])
        fresh = len(log) - len(record.settings.printed)
        click.echo(f"{_count(len(log), 'printed value')}, {fresh} of them new")
    noted = _noted(project)
    head = "Sentences that rest on the record: page or folder, tab, words. None may lose what it rests on."
    _note(project.data / CHECKED, head, ["\t".join(pair) for pair in noted])
    fresh = len(set(noted) - set(record.settings.checked))
    click.echo(f"{_count(len(noted), 'sentence')}, {fresh} of them new")


def _noted(project: Project) -> list[tuple[str, str]]:
    """The sentences that can be protected, each with the page or folder where it stands."""
    from annals.protection import protected

    return sorted(
        (name, sentence)
        for name, texts in project.texts().items()
        for sentence in protected(text for _, text in texts)
    )


def _note(path: Path, head: str, lines: list[str]) -> None:
    text = "\n".join((f"# {head} Written by 'annals protect'.", *lines))
    path.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
