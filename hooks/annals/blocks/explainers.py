"""The blocks of explainers: the path through them with its lengths, in their order."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.spec import BlockSpec, Options, rendered
from annals.diagnostics import did_you_mean
from annals.references import bare, body
from annals.site import Context, Site
from annals.written_pages import Page, front_matter

WORDS_A_MINUTE = 220


def reading(site: Site, options: Options, context: Context) -> Markup:
    """The pages of a path in their order, each with its title, what it tells, and how long it takes."""
    steps: list[dict[str, Any]] = []
    for name in options["pages"]:
        page = site.pages.get(f"{name}.md")
        if page is None:
            context.problems.append(_no_page(site, name))
            continue
        front = front_matter(page)
        steps.append(
            {
                "title": front.get("title", name),
                "text": front.get("description", ""),
                "url": f"{name.removesuffix('index')}{'' if name.endswith('index') else '/'}",
                "minutes": minutes(page),
            }
        )
    return rendered(
        "reading.html.j2", steps=steps, total=sum(int(step["minutes"]) for step in steps)
    )


def _no_page(site: Site, name: str) -> Refusal:
    near = did_you_mean(f"{name}.md", site.pages)
    note = f"did you mean '{near}'?" if near else "name a page below docs/, without its suffix"
    return Refusal("bad-option", f"there is no page '{name}.md' to read", (note,))


def minutes(page: Page) -> int:
    """How many minutes a page takes to read, rounded up: its words, at so many a minute."""
    text = bare(page.text[body(page.text) :])
    return -(-len(re.findall(r"\w+(?:['’-]\w+)*", text)) // WORDS_A_MINUTE)


def paths(found: Any) -> list[str]:
    """An option that is a list of pages, without their suffix."""
    members = found.split() if isinstance(found, str) else found
    if not isinstance(members, list) or not all(isinstance(name, str) for name in members):
        msg = "a list of pages is expected, such as 'explained/one explained/two'"
        raise ValueError(msg)
    return [name.removesuffix(".md") for name in members]


BLOCKS = (
    BlockSpec(
        "reading",
        "a path through pages, with how long each takes",
        reading,
        {"pages": paths},
    ),
)
