"""The blocks of events: the timeline and its parts, the newest events, one event, the overview."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from annals.blocks.events import event_line, event_row
from annals.blocks.overview import overview
from annals.blocks.same import finding_rows
from annals.blocks.spec import BlockSpec, Options, names_one_of, number, rendered, word
from annals.site import Context, Site
from annals.years import (
    LINES_ON_ONE_PAGE,
    ROWS_ON_ONE_PAGE,
    Dated,
    Window,
    by_year,
    fits,
    window_of,
    year_of,
    year_window,
)

NEWEST = 50
"""How many events stand on a page that has no room for a line for each."""
ELEMENTS, PACKED = 3_880, 55_000
"""What the timeline of a page may take: elements, and bytes as they are sent. What stands around it makes 4,000 and 60,000."""
MARKS = (150, 75, 35, 25)
"""How many marks a drawing may have, tried until the page is small enough."""
_ELEMENT = re.compile(r"<[a-z]")
_PART = re.compile(r"\d{4}(-q[1-4]|-\d\d(-\d+)?)?")


def timeline(site: Site, options: Options, context: Context) -> Markup:
    """Events in order under their years, with filters; a line each where they are too many for one page."""
    record = site.record
    part = site.parts[options["part"]] if options.get("part") in site.parts else None
    year, about, kind = (options.get(name) for name in ("year", "about", "kind"))
    chosen = [
        (event, moment)
        for event, moment in (part.events if part else record.timeline)
        if (year is None or year_of(moment) == year)
        and (about is None or about in event.about)
        and (kind is None or event.kind == kind)
    ]
    full = fits(chosen)
    if full:
        context.anchors.update(event.id for event, _ in chosen)
    html = Markup()
    for shown in (chosen, chosen[-NEWEST:]):
        if not full and len(shown) > LINES_ON_ONE_PAGE:
            continue
        listed = _listed(site, chosen, shown, options, full=full)
        for marks in MARKS if _is_drawn(chosen, options) else MARKS[:1]:
            drawing = _overview(site, chosen, options, marks, full=full)
            html = rendered("timeline.html.j2", drawing=drawing, **listed)
            if _small_enough(html):
                return html
    return html


def _small_enough(html: str) -> bool:
    if len(_ELEMENT.findall(html)) > ELEMENTS:
        return False
    raw = html.encode()
    return len(raw) <= PACKED or len(zlib.compress(raw, 6)) <= PACKED


def _listed(
    site: Site, chosen: Dated, shown: Dated, options: Options, *, full: bool
) -> dict[str, Any]:
    """What the template says of the events, the drawing apart."""
    view = event_row if full else event_line
    kind, part = options.get("kind"), site.parts.get(options.get("part", ""))
    return {
        "groups": {
            year: [view(site, event, year=year) for event, _ in members]
            for year, members in by_year(shown).items()
        },
        "full": full,
        "many": len(shown) > ROWS_ON_ONE_PAGE,
        "total": len(chosen),
        "shown": len(shown),
        "years": _years(site, chosen, shown, options),
        "parts": [site.parts[name] for name in part.within] if part else [],
        "part": part.words if part else "",
        "filters": _filters(site, shown),
        "kinds": _kinds(site, site.record.counted_kinds, kind),
    }


def _is_drawn(events: Dated, options: Options) -> bool:
    """Whether a drawing stands above the list: not for a subject, nor for a part of a year, whose months would be cut off."""
    return bool(events) and not options.get("about") and len(options.get("part", "")) <= len("2025")


def _overview(site: Site, events: Dated, options: Options, marks: int, *, full: bool) -> Markup:
    """The drawing, with no more than so many marks."""
    if not _is_drawn(events, options):
        return Markup()
    year = options.get("year") or (int(options["part"]) if options.get("part") else None)
    window = year_window(site.record, year) if year else window_of(site.record)
    view = {**overview(site, events, window, here=full, most=marks), "told": False}
    return rendered("overview.html.j2", **view, twin=False, skip="timeline_list")


def _years(site: Site, chosen: Dated, shown: Dated, options: Options) -> list[dict[str, Any]]:
    """The years to jump to: on this page, or on pages of their own, where the same is asked of them."""
    if options.get("part") or options.get("year"):
        return []
    kind = options.get("kind")
    whole = len(chosen) == len(site.record.timeline)
    apart = site.divided and (whole or len(shown) < len(chosen))
    asked = f"?kind={kind}" if kind else ""
    return [
        {
            "year": year,
            "count": len(members),
            "url": f"timeline/{year}/{asked}" if apart else f"#year_{year}",
        }
        for year, members in by_year(chosen).items()
    ]


def _filters(site: Site, events: Dated) -> dict[str, Any] | None:
    """What can be asked of these events, each with how many answer to it."""
    if len(events) < 2:
        return None
    record = site.record
    about = Counter(key for event, _ in events for key in dict.fromkeys(event.about))
    weights = Counter(event.importance for event, _ in events)
    return {
        "kinds": _kinds(site, Counter(event.kind for event, _ in events)),
        "about": sorted(
            ({"id": key, "name": record.name(key), "count": count} for key, count in about.items()),
            key=lambda each: (str(each["name"]).lower(), each["id"]),
        ),
        "important": weights["2"] + weights["3"],
        "turning": weights["3"],
    }


def _kinds(
    site: Site, counted: Mapping[str, int], current: str | None = None
) -> list[dict[str, Any]]:
    """The lanes that have events, with how many and the page of each."""
    return [
        {
            "id": kind,
            "name": name,
            "count": counted[kind],
            "url": f"timeline/kind/{kind}/",
            "current": kind == current,
        }
        for kind, name in site.record.settings.kinds.items()
        if counted.get(kind)
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
    """An option that names a part of the timeline: '2025', '2025-q1', '2025-03', '2025-03-2'."""
    if not _PART.fullmatch(str(found)):
        msg = f"a part of the timeline is expected, such as 2025, 2025-q1 or 2025-03, not '{found}'"
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
