"""The blocks of entities: one with all that is claimed of it, in the order that a reader expects; and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.blocks.events import event_line
from annals.blocks.family import KINDS as TREE_KINDS
from annals.blocks.family import roots, tree
from annals.blocks.same import finding_rows
from annals.blocks.series import series
from annals.blocks.spec import BlockSpec, Options, names_one_of, rendered, word, words
from annals.blocks.statements import statement_groups
from annals.blocks.views import finding_view, source_view
from annals.exports.calendar import has_place
from annals.findings import Finding
from annals.reader_words import ordered
from annals.record import Record
from annals.schema import Entity
from annals.site import Context, Site

KIND_NAMES = {
    "family": "Families",
    "model": "Models",
    "checkpoint": "Checkpoints",
    "product": "Products",
    "organisation": "Organisations",
    "person": "People",
    "concept": "Ideas",
}


def entity(site: Site, options: Options, context: Context) -> Markup:
    """One entity: what it is, what sources say of it by topic, what was promised or thought of it, its events and its documents."""
    record = site.record
    key = options["argument"]
    found = record.entities[key]
    findings = ordered(record, record.findings_of.get(key, ()))
    own = [finding for finding in findings if finding.subject == key and not finding.derived]
    compared = [finding for finding in findings if finding.subject != key or finding.derived]
    topics = topic_views(site, own)
    views = [view for topic in topics for row in topic["rows"] for view in row["views"]]
    comparisons = [finding_view(site, finding) for finding in compared]
    statements = statement_groups(site, record.statements_about.get(key, ()))
    context.anchors.update(view["anchor"] for view in views)
    context.anchors.update(topic["id"] for topic in topics)
    context.anchors.update(
        view["anchor"]
        for view, finding in zip(comparisons, compared, strict=True)
        if finding.subject == key
    )
    events = record.events_about.get(key, ())
    held = record.held[key]
    drawn = tree(site, [key], here=key) if found.kind in TREE_KINDS else None
    return rendered(
        "entity.html.j2",
        entity=found,
        key=key,
        text=site.text(found.summary),
        relations=relations(site, found),
        tree=drawn,
        members=members(site, found, TREE_KINDS if drawn else ()),
        events=[event_line(site, event) for event in events],
        follow={
            "folder": f"entities/{key}/",
            "feed": bool(events)
            or any(finding.kind and finding.subject == key for finding in findings),
            "calendar": any(has_place(record.moment(event)) for event in events),
        },
        topics=topics,
        count=len(own),
        compared=[
            {**view, "at_home": finding.subject == key}
            for view, finding in zip(comparisons, compared, strict=True)
        ],
        statements=statements,
        documents=_documents(site, key),
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


def topic_views(site: Site, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings, in order, under their topics, each with its series; those of no topic under `Further`."""
    record = site.record
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        topic = record.topic_of.get(finding.property)
        groups.setdefault(topic.id if topic else "", []).append(finding)
    names = {topic.id: topic.name for topic in record.topics}
    return [
        {
            "id": f"topic-{key}" if key else "findings",
            "name": names[key] if key else "Further" if len(groups) > 1 else "What sources say",
            "series": series(record, members),
            "count": len(members),
            "rows": finding_rows(site, members),
        }
        for key, members in groups.items()
    ]


def relations(site: Site, found: Entity) -> list[dict[str, Any]]:
    """What an entity is to others, in reader words."""
    record = site.record
    named = (
        ("Made by", found.developer),
        ("Part of", found.part_of),
        ("Family", found.family),
        ("After", found.predecessor),
        ("Variant of", found.variant_of),
    )
    shown = [
        {"word": label, "name": record.name(key), "url": site.url(key), "share": None}
        for label, key in named
        if key
    ]
    return shown + [
        {
            "word": "Owned by",
            "name": record.name(each.owner),
            "url": site.url(each.owner),
            "share": each.share,
        }
        for each in found.owned_by
    ]


def members(site: Site, found: Entity, drawn: Sequence[str]) -> list[dict[str, Any]]:
    """What belongs to an entity but for the kinds that are drawn: the parts of an organisation, the modes of a model."""
    record = site.record
    return [
        {"name": record.name(member), "url": site.url(member)}
        for member in record.members.get(found.id, ())
        if record.entities[member].kind not in drawn
    ]


def _documents(site: Site, key: str) -> list[dict[str, Any]]:
    """The sources that an entity published, newest first; undated ones last."""
    found = [source_view(site, source) for source in site.record.published_by.get(key, ())]
    dated = [view for view in found if view["issued"]]
    return sorted(dated, key=lambda view: (view["issued"].sort_key, view["id"]), reverse=True) + [
        view for view in found if not view["issued"]
    ]


def entities(site: Site, options: Options, context: Context) -> Markup:
    """All entities by kind, the families as trees; whoever only publishes is listed apart."""
    record = site.record
    wanted = options.get("kind") or list(KIND_NAMES)
    trees = _trees(site) if "family" in wanted or "checkpoint" in wanted else []
    drawn = {key for view in trees for key in view["ids"]}
    groups = []
    for kind in wanted:
        members = [
            each for each in record.entities.values() if each.kind == kind and each.id not in drawn
        ]
        rows = [_row(record, each) for each in members]
        rows.sort(key=lambda row: (row["name"].lower(), row["id"]))
        if rows:
            groups.append(
                {
                    "id": f"kind-{kind}",
                    "name": KIND_NAMES[kind],
                    "rows": [row for row in rows if not row["only_cited"]],
                    "cited": [row for row in rows if row["only_cited"]],
                }
            )
    context.anchors.update(str(group["id"]) for group in groups)
    context.anchors.update(view["anchor"] for view in trees)
    return rendered("entities.html.j2", groups=groups, trees=trees)


def _trees(site: Site) -> list[dict[str, Any]]:
    """The trees of all families, with the ids that they show."""
    views = []
    for key in roots(site.record):
        view = tree(site, [key], variants=False)
        if view is not None:
            ids = set(_ids(view["nodes"]))
            views.append(
                {
                    **view,
                    "ids": ids,
                    "anchor": f"family-{key}",
                    "name": site.record.name(key),
                    "count": len(ids) - 1,
                }
            )
    return views


def _ids(nodes: list[dict[str, Any]]) -> list[str]:
    return [key for node in nodes for key in (node["id"], *node["folded"], *_ids(node["below"]))]


def _row(record: Record, each: Entity) -> dict[str, Any]:
    findings = len(record.findings_of.get(each.id, ()))
    events = len(record.events_about.get(each.id, ()))
    said = len(record.statements_about.get(each.id, ()))
    return {
        "id": each.id,
        "name": each.name,
        "url": f"entities/{each.id}/",
        "findings": findings,
        "events": events,
        "only_cited": not (findings or events or said) and each.kind == "organisation",
    }


BLOCKS = (
    BlockSpec(
        "entity",
        "one entity with all that is claimed of it, named after the bar",
        entity,
        {"argument": word},
        names_one_of("entities"),
    ),
    BlockSpec(
        "entities", "all entities, by kind, the families as trees", entities, {"kind": words}
    ),
)
