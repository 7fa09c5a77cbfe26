"""The blocks of disagreement: where sources differ, what is unplaced, and what only looks like a disagreement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from annals.blocks.contradictions import contradiction_line, contradiction_view
from annals.blocks.spec import BlockSpec, Options, all_of, names_one_of, rendered, word
from annals.blocks.views import placement_view
from annals.findings import Finding
from annals.reader_words import conditions, ordered
from annals.record import Record
from annals.site import Context, Site


def differs(site: Site, options: Options, context: Context) -> Markup:
    """All contradictions in an index by subject; those of one property or one subject with their drawings."""
    record = site.record
    wanted = options.get("property"), options.get("subject")
    if wanted == (None, None):
        return _index(site, context)
    chosen = [
        finding
        for finding in record.contradictions
        if wanted[0] in (None, finding.property) and wanted[1] in (None, *finding.subjects)
    ]
    views = [contradiction_view(site, finding) for finding in _first(record, chosen)]
    context.anchors.update(view["here"] for view in views)
    return rendered("differs.html.j2", findings=views)


def _first(record: Record, chosen: Iterable[Finding]) -> list[Finding]:
    """What is not decided first, then in a reader's order."""
    return sorted(ordered(record, chosen), key=lambda finding: not finding.open)


def _index(site: Site, context: Context) -> Markup:
    record = site.record
    groups: dict[str, list[Finding]] = {}
    for finding in ordered(record, record.contradictions):
        groups.setdefault("" if finding.open else record.root(finding.subject), []).append(finding)
    order = {"": -1, **{held.record.id: index for index, held in enumerate(record.loaded.entities)}}
    views: list[dict[str, Any]] = [
        {
            "id": f"about-{key}" if key else "open",
            "name": record.name(key) if key else "Not yet decided",
            "rows": [contradiction_line(site, finding) for finding in groups[key]],
        }
        for key in sorted(groups, key=lambda key: (order.get(key, len(order)), key))
    ]
    for view in views:
        context.anchors.update((view["id"], *(row["here"] for row in view["rows"])))
    return rendered(
        "contradictions.html.j2",
        groups=views,
        total=len(record.contradictions),
        open=sum(finding.open for finding in record.contradictions),
    )


def unplaced(site: Site, _options: Options, _context: Context) -> Markup:
    """Statements that do not say enough to tell what they are about, and meet none of what they could be about."""
    views = [
        {
            **placement_view(site, placement),
            "subject": site.record.name(finding.subject),
            "property": site.record.name(finding.property),
            "conditions": conditions(site.record, finding),
        }
        for finding in ordered(site.record, site.record.findings.values())
        for placement in finding.placements
        if placement.state == "unplaced"
    ]
    return rendered("unplaced.html.j2", placements=views)


BLOCKS = (
    BlockSpec(
        "differs",
        "all contradictions, by subject; those of a property or a subject with their sides drawn, and the rulings",
        differs,
        {"property": word, "subject": word},
        all_of(names_one_of("entities", "subject"), names_one_of("properties", "property")),
    ),
    BlockSpec("unplaced", "statements whose test conditions are unknown", unplaced),
)
