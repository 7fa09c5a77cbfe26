"""The blocks of explainers: the path through them with its lengths, and what has changed on a page or been decided about it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markupsafe import Markup

from annals.answers import Refusal, one
from annals.blocks.spec import BlockSpec, Options, rendered
from annals.date_words import human
from annals.dates import parse_moment
from annals.diagnostics import did_you_mean
from annals.findings import Finding
from annals.printed import printed_text
from annals.reader_words import conditions
from annals.references import FRONT, bare, body, find
from annals.selectors import REFERENCE
from annals.site import Context, Site
from annals.written_pages import Page

WORDS_A_MINUTE = 220
SHOWN = 12


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


def front_matter(page: Page) -> dict[str, str]:
    """The settings at the head of a page, as text."""
    front = FRONT.match(page.text)
    found = yaml.load(front["matter"], yaml.CBaseLoader) if front else {}  # noqa: S506 - text only
    return found if isinstance(found, dict) else {}


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


def updates(site: Site, _options: Options, context: Context) -> Markup:
    """What was decided on what this page rests on, and how the page itself has changed, newest first."""
    page = site.page_at(context.url)
    found: list[dict[str, Any]] = []
    if page is not None:
        found += [
            {
                "day": site.record.held[finding.ruling].record.decided,
                "subject": site.record.name(finding.subject),
                "property": site.record.name(finding.property)
                if not finding.derived
                else "a comparison",
                "conditions": conditions(site.record, finding),
                "text": printed_text(site.record, finding),
                "url": site.finding_url(finding),
            }
            for finding in rests_on(site, page)
            if finding.ruling
        ]
        found += [
            {"day": change.day, "words": change.words} for change in site.changes.get(page.file, ())
        ]
    found.sort(key=lambda one: (one["day"], "words" not in one), reverse=True)
    for entry in found:
        moment = parse_moment(entry["day"])
        entry["said"] = moment if isinstance(moment, str) else human(moment)
    return rendered("updates.html.j2", found=found[:SHOWN], more=len(found) - SHOWN)


def rests_on(site: Site, page: Page) -> list[Finding]:
    """The findings that a page's references mean, each once."""
    found: dict[str, Finding] = {}
    for reference in find(page.text):
        named = re.findall(REFERENCE, reference.argument) if reference.kind != "citation" else []
        for each in named:
            answer = one(site.record, each)
            if not isinstance(answer, Refusal):
                found.setdefault(answer.id, answer)
    return list(found.values())


BLOCKS = (
    BlockSpec(
        "reading",
        "a path through pages, with how long each takes",
        reading,
        {"pages": paths},
    ),
    BlockSpec("updates", "what has changed on the page, and what was decided about it", updates),
)
