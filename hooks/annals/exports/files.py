"""Record → all files for tools and for readers' own programs."""

from __future__ import annotations

from annals.exports.api import api
from annals.exports.bibliography import bibliography
from annals.exports.calendar import calendar
from annals.exports.feed import feed
from annals.exports.findings_table import findings_table
from annals.exports.llms import llms
from annals.exports.search import search
from annals.output import OutputFile
from annals.site import Site


def exports(site: Site) -> list[OutputFile]:
    """JSON with its schemas, a table, the bibliography, the feed, the calendar, and what robots ask for."""
    return [
        *api(site),
        *findings_table(site),
        *bibliography(site),
        *feed(site),
        *calendar(site),
        *search(site),
        *(llms(site) if site.record.settings.twins else ()),
        _robots(site),
    ]


def _robots(site: Site) -> OutputFile:
    at = site.publication.at("sitemap.xml")
    return OutputFile("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {at}\n")
