"""The blocks of events: the timeline and its years, the latest events, one event."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, names_one_of, number, rendered, word
from annals.blocks.views import event_line, event_view, finding_view
from annals.dates import Moment
from annals.schema import Event
from annals.site import EVENTS_ON_ONE_PAGE, Context, Site, year_of

Dated = Sequence[tuple[Event, Moment]]


def timeline(site: Site, options: Options, context: Context) -> Markup:
    """Events newest first under their years; past a threshold the newest ones and links to the years."""
    year, about, kind = options.get("year"), options.get("about"), options.get("kind")
    every = site.record.timeline if year is None else site.years.get(year, ())
    chosen = [
        (event, moment)
        for event, moment in every
        if (about is None or about in event.about) and (kind is None or event.kind == kind)
    ]
    divided = site.by_years and year is None and about is None
    shown = chosen[-EVENTS_ON_ONE_PAGE:] if divided else chosen
    groups: dict[int, list[dict[str, object]]] = {}
    for event, moment in reversed(shown):
        groups.setdefault(year_of(moment), []).append(event_view(site, event))
    context.anchors.update(event.id for event, _ in shown)
    return rendered(
        "timeline.html.j2",
        groups=groups,
        years=[(each, f"timeline/{each}/") for each in reversed(site.years)] if divided else [],
        total=len(chosen),
        shown=len(shown),
        single=year is not None,
        jumps=not divided and year is None and len(groups) > 1,
    )


def latest(site: Site, options: Options, _context: Context) -> Markup:
    """The newest events, one line each."""
    importance = str(options.get("importance", 1))
    events = [
        event for event, _ in reversed(site.record.timeline) if event.importance >= importance
    ]
    return rendered(
        "latest.html.j2",
        events=[event_line(site, event) for event in events[: options.get("count", 5)]],
    )


def event(site: Site, options: Options, context: Context) -> Markup:
    """One event with its sources, and what is claimed of its date."""
    key = options["argument"]
    found = site.record.events[key]
    view = event_view(site, found)
    findings = [
        finding_view(site, finding)
        for finding in site.record.findings_of.get(key, ())
        if finding.subject == key
    ]
    context.anchors.update(finding["anchor"] for finding in findings)
    pairs = site.record.timeline
    place = site.record.place_in_time[key]
    before = event_line(site, pairs[place - 1][0]) if place else None
    after = event_line(site, pairs[place + 1][0]) if place + 1 < len(pairs) else None
    return rendered(
        "event.html.j2",
        event=view,
        findings=findings,
        before=before,
        after=after,
        timeline=f"{site.timeline_url(view['moment'])}#{key}",
    )


BLOCKS = (
    BlockSpec(
        "timeline",
        "events under their years, newest first",
        timeline,
        {"year": number, "about": word, "kind": word},
        names_one_of("entities", "about"),
    ),
    BlockSpec(
        "latest",
        "the newest events, one line each",
        latest,
        {"count": number, "importance": number},
    ),
    BlockSpec(
        "event", "one event, named after the bar", event, {"argument": word}, names_one_of("events")
    ),
)
