"""The block at the foot of explainers: corrections, values that have changed, what was decided, and when the text was changed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, rendered
from annals.date_words import human
from annals.dates import parse_moment
from annals.findings import Finding
from annals.printed import printed_text
from annals.printed_before import reprinted, rests_on
from annals.reader_words import conditions, property_name
from annals.site import Context, Site
from annals.written_pages import Page, front_matter

SHOWN = 12
# What stands first of what happened on one day.
_ORDER = ("correction", "value", "ruling", "text", "first")


def updates(site: Site, _options: Options, context: Context) -> Markup:
    """What has happened to the page and to what it rests on, newest first."""
    page = site.page_at(context.url)
    found = (
        []
        if page is None
        else [*_corrections(page), *_values(site, page), *_rulings(site, page), *_texts(site, page)]
    )
    found.sort(key=lambda one: _ORDER.index(one["kind"]))
    found.sort(key=lambda one: one["day"], reverse=True)
    for entry in found:
        moment = parse_moment(entry["day"])
        entry["said"] = moment if isinstance(moment, str) else human(moment)
    known = page is not None and page.file in site.changes
    return rendered(
        "updates.html.j2",
        found=found[:SHOWN],
        more=len(found) - SHOWN,
        known=known,
        noted=bool(site.record.settings.printed),
        versions=site.versions_url(page.file) if page is not None and known else None,
    )


def _corrections(page: Page) -> list[dict[str, Any]]:
    """What somebody wrote down as a correction, in the front matter."""
    written: Any = front_matter(page).get("corrections") or []
    return [{"kind": "correction", "day": one["date"], "text": one["text"]} for one in written]


def _values(site: Site, page: Page) -> list[dict[str, Any]]:
    return [
        {
            "kind": "value",
            "day": each.day,
            "before": each.before,
            "after": each.after,
            **_named(site, each.finding),
        }
        for each in reprinted(site.record, page)
    ]


def _rulings(site: Site, page: Page) -> list[dict[str, Any]]:
    return [
        {
            "kind": "ruling",
            "day": site.record.held[finding.ruling].record.decided,
            "text": printed_text(site.record, finding),
            **_named(site, finding),
        }
        for finding in rests_on(site.record, page)
        if finding.ruling
    ]


def _named(site: Site, finding: Finding) -> dict[str, Any]:
    return {
        "subject": site.record.name(finding.subject),
        "property": property_name(site.record, finding),
        "conditions": conditions(site.record, finding),
        "url": site.finding_url(finding),
    }


def _texts(site: Site, page: Page) -> list[dict[str, Any]]:
    """The days on which the page's text was changed; the earliest is that of its first version."""
    days = groupby(site.changes.get(page.file, ()), key=lambda change: change.day)
    found = [
        {
            "kind": "text",
            "day": day,
            "added": sum(one.added for one in several),
            "removed": sum(one.removed for one in several),
        }
        for day, several in ((day, list(group)) for day, group in days)
    ]
    if found:
        found[-1]["kind"] = "first"
    return found


BLOCKS = (
    BlockSpec(
        "updates",
        "corrections, values that have changed, decisions, and when the text of the page was changed",
        updates,
    ),
)
