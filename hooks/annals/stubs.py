"""The Markdown of a generated page: front matter, a title, and blocks as one writes them by hand."""

from __future__ import annotations

import json

from annals.reader_words import unbroken

# The characters before which Markdown, with tables, reads a backslash; the two of HTML are written as entities.
_BACKSLASHED = "\\`*_{}[]>()#+!|"
_ENTITIES = {"&": "&amp;", "<": "&lt;"}


def stub(
    title: str,
    *body: str,
    description: str = "",
    search: bool = True,
    heading: str = "",
    tab: str = "",
    **more: str,
) -> str:
    """A page's Markdown. Front matter is JSON, which is YAML too, so that no title can break out of it.

    `heading` stands on the page where its title is only its name, `tab` in the browser where that could be another page's; more
    front matter (`kicker`, `under`, `aside`) is for the theme.
    """
    meta: dict[str, object] = {"title": title, "hide": ["navigation", "toc"], **more}
    if description:
        meta["description"] = description
    if tab:
        meta["tab"] = tab
    if not search:
        meta["search"] = {"exclude": True}
    front = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()
    )
    shown = escaped(unbroken(" ".join((heading or title).split())))
    return f"---\n{front}\n---\n\n# {shown}\n\n" + "\n\n".join(body) + "\n"


def block(name: str, argument: str = "", **options: object) -> str:
    """A block as one writes it in a page."""
    head = f"/// {name}" + (f" | {argument}" if argument else "")
    lines = [f"    {key}: {value}" for key, value in options.items()]
    return "\n".join((head, *lines, "///"))


def escaped(text: str) -> str:
    """A plain text as Markdown that shows it unchanged."""
    shown = (f"\\{each}" if each in _BACKSLASHED else _ENTITIES.get(each, each) for each in text)
    return "".join(shown)
