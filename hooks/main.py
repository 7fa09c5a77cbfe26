"""MkDocs' events → calls of the library. The only importer of mkdocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from annals import rules
from annals.assets import SCRIPTS, STYLES, assets
from annals.blocks import BLOCKS
from annals.diagnostics import Diagnostic, Report, render_text
from annals.exports.cards import SERIF, card_of, cards
from annals.exports.citing import forms, page_work
from annals.exports.compared import compare_file
from annals.exports.files import exports
from annals.exports.heads import Head, described, json_ld, policy_hash
from annals.exports.opened import opened_files
from annals.exports.tables import tables, written_tables
from annals.exports.twins import twin_of, twin_url
from annals.history import history
from annals.markdown.extension import AnnalsExtension
from annals.markdown.quotes import curled
from annals.numbers import Numbers
from annals.output import OutputFile
from annals.pages import pages
from annals.project import read_project
from annals.publication import publication
from annals.rules.loose_numbers import coverage
from annals.site import Context, Site
from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

# --strict counts only what is logged below "mkdocs".
log = logging.getLogger("mkdocs.hooks.annals")


class Build:
    """What one build hands from event to event; made anew for each, since `mkdocs serve` keeps this module."""

    site: Site
    extension: AnnalsExtension
    # What is generated, with the page that it belongs below, if any.
    made: dict[str, str | None]
    tables: list[dict[str, Any]]
    numbers: dict[str, Numbers]
    twins: list[OutputFile]
    previewed: bool = False


_build = Build()


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Note whether the site is only previewed: then the engine puts a script of its own into pages."""
    _build.previewed = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the project; stop at errors, after showing all of them."""
    root = Path(config.config_file_path).parent
    report = Report()
    project = read_project(root, report, _extra(config), BLOCKS)
    rules.check(project, report)
    for diagnostic in report.sorted():
        _show(diagnostic, project.lines_of)
    errors = report.count("error")
    if errors:
        msg = f"{errors} error{'' if errors == 1 else 's'} in the data or the pages, see above"
        raise PluginError(msg)
    written = {page.file.removeprefix(f"{project.docs}/"): page for page in project.pages}
    changes = history(root, project.docs)
    said = project.record.settings.publisher
    of_itself = publication(
        config.site_name, config.site_url or "", config.site_description or "", said
    )
    _build.site = Site(project.record, BLOCKS, _edit_base(config), written, changes, of_itself)
    _build.numbers = {
        name.removeprefix(f"{project.docs}/"): numbers
        for name, numbers in coverage(project).items()
    }
    _build.tables = written_tables(project)
    _build.extension = AnnalsExtension(site=_build.site, context=Context())
    config.markdown_extensions.append(_build.extension)  # type: ignore[arg-type]
    config.extra_css += STYLES
    config.extra_javascript += SCRIPTS
    return config


def _extra(config: MkDocsConfig) -> dict[str, Any]:
    extra: dict[str, Any] = dict(config.extra or {})
    return dict(extra.get("annals") or {})


def _show(diagnostic: Diagnostic, lines_of: Any) -> None:
    level = logging.ERROR if diagnostic.severity == "error" else logging.WARNING
    log.log(level, render_text([diagnostic], lines_of))


def _edit_base(config: MkDocsConfig) -> str:
    """The address below which the project's files can be edited, from that of its pages."""
    edit = urljoin(f"{config.repo_url}/" if config.repo_url else "", config.edit_uri or "")
    return urljoin(edit, "../") if edit.startswith(("https://", "http://")) else ""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add all that is generated; a page of docs/ at the same address stays."""
    _build.made = {}
    _build.twins = []
    for made in (
        *pages(_build.site),
        *exports(_build.site),
        *tables(_build.site, _build.tables),
        *opened_files(_build.site),
        compare_file(_build.site),
        *assets(*(_theme_file(config, f"assets/{name}") for name in ("look.css", "scheme.js"))),
        *_cards(config),
    ):
        if files.get_file_from_path(made.uri) is not None:
            continue
        level = InclusionLevel.NOT_IN_NAV if made.parent else InclusionLevel.UNDEFINED
        # Bytes, because one typographic sign doubles what a text takes, and the engine keeps all to the end.
        content = made.content.encode() if isinstance(made.content, str) else made.content
        file = File.generated(config, made.uri, content=content, inclusion=level)
        if made.edit is not None and _build.site.edit_base:
            file.edit_uri = _build.site.edit_url(*made.edit)
        files.append(file)
        _build.made[made.uri] = made.parent
    return files


def _cards(config: MkDocsConfig) -> list[OutputFile]:
    """Pictures of pages, in the theme's fonts if it brings them; nobody passes on a preview."""
    font = _theme_file(config, f"assets/fonts/{SERIF}")
    return [] if font is None or _build.previewed else cards(_build.site, font.parent)


def _theme_file(config: MkDocsConfig, name: str) -> Path | None:
    paths = (Path(folder) / name for folder in config.theme.dirs)
    return next((path for path in paths if path.is_file()), None)


def on_nav(nav: Navigation, files: Files, config: MkDocsConfig) -> Navigation:  # noqa: ARG001
    """Give each page outside the navigation tree its parent and its neighbours.

    In the tree, a thousand pages would each list the other thousand.
    """
    families: dict[tuple[str, str], list[Page]] = {}
    for uri, parent in _build.made.items():
        file = files.get_file_from_path(uri)
        if parent is None or file is None or file.page is None:
            continue
        # Of one parent, only pages of one kind are each other's neighbours: events, years.
        families.setdefault((parent, uri.rpartition("/")[0]), []).append(file.page)
    for (parent, _), children in families.items():
        file = files.get_file_from_path(parent)
        index = file.page if file else None
        for number, page in enumerate(children):
            page.parent = index  # type: ignore[assignment]
            page.previous_page = children[number - 1] if number else index
            page.next_page = children[number + 1] if number + 1 < len(children) else None
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Tell the theme the day up to which the record goes, how a policy names a script of its own, and how marks are set."""
    env.globals["as_of"] = _build.site.record.as_of
    env.globals["previewed"] = _build.previewed
    env.filters["policy_hash"] = policy_hash
    env.filters["curled"] = curled
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Tell the extension which page comes next: addresses are relative to it."""
    _build.extension.context = Context(url=page.url)
    page.meta = _shown(page.meta)
    page.meta["numbers"] = _build.numbers.get(page.file.src_uri)
    return markdown


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is made of finished pages: beside them, and no page itself."""
    for made in _build.twins:
        path = Path(config.site_dir) / made.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(made.content), "utf-8")


def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    """Tell the theme what the page is to say of itself to machines."""
    head = Head(page.url.removeprefix("./"), _words(page, "title"), _words(page, "description"))
    linked = json_ld(_build.site, head)
    if _build.twins:
        context["twin"] = twin_url(page.url.rpartition("/")[2])
    context["forms"] = forms(page_work(_build.site, head.url, head.title))
    card = card_of(head.url, _build.made)
    context["card"] = card and _build.site.publication.at(card)
    context["feed"] = f"{head.url}feed.atom" in _build.made
    context["linked"] = Markup(linked)  # noqa: S704 - no '<' is in it
    context["linked_hash"] = policy_hash(linked)
    return context


def _words(page: Page, key: str) -> str:
    """Front matter as plain words again, the title of a page that names none being its heading."""
    found = page.meta.get(key) or (page.title if key == "title" else "")
    return Markup(found).striptags()  # noqa: S704 - what remains is plain text


def _shown(found: Any) -> Any:
    """Front matter as HTML that shows it: themes put titles and descriptions into pages as they are."""
    if isinstance(found, dict):
        return {key: _shown(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_shown(value) for value in found]
    return escape(found) if isinstance(found, str) else found


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Tell MkDocs which anchors the generated parts of the page have, say what could not be answered, and set quotation marks."""
    context = _build.extension.context
    page.present_anchor_ids = (page.present_anchor_ids or set()) | context.anchors
    if "&" in (page.title or "") and "title" not in page.meta:
        # Of a title that comes from a heading, a theme takes the tags out, and makes tags of what was escaped.
        page.meta["title"] = Markup(page.title)  # noqa: S704 - the heading's own HTML, without tags
    page.meta.setdefault("description", escape(described(html)))
    if _build.site.record.settings.twins and not _build.previewed:
        _build.twins.append(twin_of(_build.site, page.url.removeprefix("./"), html))
    for problem in context.problems:
        log.error("%s: error[%s] %s", page.file.src_uri, problem.rule, problem.message)
    return curled(html)
