"""The blocks of events: the timeline and its parts, the newest events, one event, the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.blocks.events import event_line, event_row
from annals.blocks.overview import overview
from annals.blocks.same import finding_rows
from annals.blocks.spec import BlockSpec, Options, names_one_of, number, rendered, word
from annals.dates import MONTHS
from annals.site import Context, Site
from annals.years import (
    LINES_ON_ONE_PAGE,
    ROWS_ON_ONE_PAGE,
    Dated,
    Window,
    by_year,
    window_of,
    year_of,
    year_window,
)

NEWEST = 50
"""How many of more than LINES_ON_ONE_PAGE events stand on the page that leads to their years."""


def timeline(site: Site, options: Options, context: Context) -> Markup:
    """Events in order under their years, with filters; a line each where they are too many for one page."""
    record = site.record
    part, year = options.get("part"), options.get("year")
    about, kind = options.get("about"), options.get("kind")
    every: Dated = site.parts.get(part, ()) if part else record.timeline
    chosen = [
        (event, moment)
        for event, moment in every
        if (year is None or year_of(moment) == year)
        and (about is None or about in event.about)
        and (kind is None or event.kind == kind)
    ]
    narrowed = part is not None or year is not None
    split = year is not None and site.divided and str(year) not in site.parts
    full = (narrowed and not split) or len(chosen) <= ROWS_ON_ONE_PAGE
    shown = chosen if full or len(chosen) <= LINES_ON_ONE_PAGE else chosen[-NEWEST:]
    if split:
        shown = []
    view = event_row if full else event_line
    groups = {
        each: [view(site, event, year=each) for event, _ in members]
        for each, members in by_year(shown).items()
    }
    if full:
        context.anchors.update(event.id for event, _ in shown)
    return rendered(
        "timeline.html.j2",
        overview=_overview(site, chosen, options, full=full) if chosen and not about else None,
        groups=groups,
        full=full,
        many=len(shown) > ROWS_ON_ONE_PAGE,
        total=len(chosen),
        shown=len(shown),
        years=_years(site, chosen, groups, part or year),
        months=_months(site, year) if split and year is not None else [],
        filters=_filters(site, shown) if len(shown) == len(chosen) else None,
        kinds=_kinds(site, record.timeline, kind),
    )


def _overview(site: Site, events: Dated, options: Options, *, full: bool) -> dict[str, Any] | None:
    """The drawing above the list; none above a part of a year, whose months would be cut off."""
    if options.get("part") and len(options["part"]) > len("2025"):
        return None
    year = options.get("year") or options.get("part")
    window = year_window(site.record, int(year)) if year else window_of(site.record)
    return overview(site, events, window, here=full)


def _years(
    site: Site, chosen: Dated, groups: dict[int, Any], narrowed: object
) -> list[dict[str, Any]]:
    """The years to jump to: on this page, or on pages of their own."""
    if narrowed is not None:
        return []
    apart = site.divided and len(chosen) == len(site.record.timeline)
    return [
        {
            "year": year,
            "count": len(members),
            "url": f"timeline/{year}/" if apart else f"#year_{year}",
            "here": year in groups,
        }
        for year, members in by_year(chosen).items()
    ]


def _months(site: Site, year: int) -> list[dict[str, Any]]:
    """The pages of a year that is too full for one."""
    found = []
    for name, events in site.parts.items():
        if name.startswith(f"{year}-"):
            month, _, part = name.removeprefix(f"{year}-").partition("-")
            words = MONTHS[int(month) - 1] + (f", part {part}" if part else "")
            found.append({"words": words, "count": len(events), "url": f"timeline/{name}/"})
    return found


def _filters(site: Site, events: Dated) -> dict[str, Any] | None:
    """What can be asked of these events, each with how many answer to it."""
    if len(events) < 2:
        return None
    record = site.record
    about = Counter(key for event, _ in events for key in dict.fromkeys(event.about))
    weights = Counter(event.importance for event, _ in events)
    return {
        "kinds": _kinds(site, events),
        "about": sorted(
            ({"id": key, "name": record.name(key), "count": count} for key, count in about.items()),
            key=lambda each: (str(each["name"]).lower(), each["id"]),
        ),
        "important": weights["2"] + weights["3"],
        "turning": weights["3"],
    }


def _kinds(site: Site, events: Dated, current: str | None = None) -> list[dict[str, Any]]:
    """The lanes that have events, with the page of each."""
    counted = Counter(event.kind for event, _ in events)
    return [
        {
            "id": kind,
            "name": name,
            "count": counted[kind],
            "url": f"timeline/kind/{kind}/",
            "current": kind == current,
        }
        for kind, name in site.record.settings.kinds.items()
        if counted[kind]
    ]


def latest(site: Site, options: Options, _context: Context) -> Markup:
    """The newest events."""
    importance = str(options.get("importance", 1))
    events = [
        event for event, _ in reversed(site.record.timeline) if event.importance >= importance
    ]
    return rendered(
        "latest.html.j2",
        events=[event_row(site, event, brief=True) for event in events[: options.get("count", 5)]],
    )


def drawing(site: Site, options: Options, _context: Context) -> Markup:
    """The overview of the whole record, or of one year."""
    year = options.get("year")
    window = window_of(site.record) if year is None else year_window(site.record, year)
    view = overview(site, site.record.timeline, window)
    return rendered("overview.html.j2", **view, twin=True, skip=None)


def _picture(site: Site, key: str, window: Window) -> tuple[Markup, bool]:
    """An event among those of its year, and whether that is all of them: of a crowded year, only the turning points."""
    near = [(event, moment) for event, moment in site.record.timeline if window.meets(moment)]
    chosen = [
        (event, moment) for event, moment in near if event.importance == "3" or event.id == key
    ]
    complete = len(near) <= ROWS_ON_ONE_PAGE
    view = overview(site, near if complete else chosen, window, focus=key)
    return rendered("overview.html.j2", **view, twin=True, skip=None), complete


def event(site: Site, options: Options, context: Context) -> Markup:
    """One event with its sources, its picture, and what is claimed of its date."""
    record = site.record
    key = options["argument"]
    found = record.events[key]
    findings = finding_rows(
        site, [each for each in record.findings_of.get(key, ()) if each.subject == key]
    )
    context.anchors.update(view["anchor"] for row in findings for view in row["views"])
    year = year_of(record.moment(found))
    picture, complete = _picture(site, key, year_window(record, year))
    return rendered(
        "event.html.j2",
        event=event_row(site, found),
        text=site.text(found.text),
        kind=record.settings.kinds.get(found.kind, found.kind),
        about=_named(site, found.about),
        year=year,
        picture=picture,
        complete=complete,
        findings=findings,
    )


def _named(site: Site, keys: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"name": site.record.name(key), "url": url}
        for key in dict.fromkeys(keys)
        if (url := site.url(key))
    ]


def part_name(found: Any) -> str:
    """An option that names a part of the timeline: '2025', '2025-03', '2025-03-2'."""
    if not str(found).replace("-", "").isdigit():
        msg = f"a part of the timeline is expected, such as 2025 or 2025-03, not '{found}'"
        raise ValueError(msg)
    return str(found)


BLOCKS = (
    BlockSpec(
        "timeline",
        "events in order under their years, with filters",
        timeline,
        {"year": number, "part": part_name, "about": word, "kind": word},
        names_one_of("entities", "about"),
    ),
    BlockSpec(
        "latest",
        "the newest events",
        latest,
        {"count": number, "importance": number},
    ),
    BlockSpec("overview", "the record, or one year of it, drawn", drawing, {"year": number}),
    BlockSpec(
        "event", "one event, named after the bar", event, {"argument": word}, names_one_of("events")
    ),
)
