"""The blocks of properties: all that can be claimed, by topic; and findings in any page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.blocks.same import finding_rows
from annals.blocks.spec import (
    BlockSpec,
    Options,
    all_of,
    means_findings,
    names_one_of,
    references,
    rendered,
    word,
)
from annals.reader_words import definition_order, ordered
from annals.site import Context, Site


def findings(site: Site, options: Options, context: Context) -> Markup:
    """Findings named one by one, or all of a subject, a property or both, with their claims."""
    record = site.record
    chosen = []
    for reference in options.get("only", ()):
        chosen += record.select(reference)
    if not options.get("only"):
        chosen = [
            finding
            for finding in record.findings.values()
            if options.get("subject") in (None, finding.subject)
            and options.get("property") in (None, finding.property)
            and finding.derived is None
        ]
    rows = finding_rows(site, ordered(record, chosen))
    context.anchors.update(view["anchor"] for row in rows for view in row["views"])
    return rendered("findings.html.j2", rows=rows)


def properties(site: Site, _options: Options, context: Context) -> Markup:
    """All properties by topic: what can be claimed here, and what each means."""
    record = site.record
    order = definition_order(record)
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in sorted(record.properties.values(), key=lambda each: order[each.id]):
        topic = record.topic_of.get(each.id)
        row = {
            "id": each.id,
            "name": each.name,
            "text": site.text(each.summary),
            "unit": each.unit,
            "url": f"benchmarks/{each.id}/" if each.kind == "measured" else None,
            "count": len(record.findings_on.get(each.id, ())),
        }
        groups.setdefault(topic.id if topic else "", []).append(row)
    names = {topic.id: topic.name for topic in record.topics}
    last = "Further" if len(groups) > 1 else "All properties"
    views = [
        {"id": f"topic-{key}" if key else "further", "name": names.get(key, last), "rows": rows}
        for key, rows in groups.items()
    ]
    context.anchors.update(row["id"] for rows in groups.values() for row in rows)
    context.anchors.update(str(view["id"]) for view in views)
    return rendered("properties.html.j2", groups=views)


BLOCKS = (
    BlockSpec(
        "findings",
        "findings with their claims",
        findings,
        {"subject": word, "property": word, "only": references},
        all_of(
            means_findings,
            names_one_of("entities", "subject"),
            names_one_of("properties", "property"),
        ),
    ),
    BlockSpec("properties", "all that can be claimed, by topic, with its meaning", properties),
)
