"""The blocks of entities and properties: one of each with all that is claimed, lists of them, findings in any page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.blocks.spec import (
    BlockSpec,
    Options,
    all_of,
    means_findings,
    names_one_of,
    references,
    rendered,
    word,
    words,
)
from annals.blocks.views import claim_view, event_line, finding_view
from annals.reader_words import ordered
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
    """One entity: what it is, its events, its findings, what was promised, predicted or shown of it, and what is part of it."""
    record = site.record
    key = options["argument"]
    found = record.entities[key]
    findings = ordered(record, record.findings_of.get(key, ()))
    own = [finding_view(site, finding) for finding in findings if finding.subject == key]
    compared = [finding_view(site, finding) for finding in findings if finding.subject != key]
    statements = [claim_view(site, claim) for claim in record.statements_about.get(key, ())]
    context.anchors.update(view["anchor"] for view in own)
    held = record.held[key]
    return rendered(
        "entity.html.j2",
        entity=found,
        text=site.text(found.summary),
        relations=relations(site, found),
        members=[
            {"name": record.name(member), "url": site.url(member)}
            for member in record.members.get(key, ())
        ],
        events=[event_line(site, event) for event in record.events_about.get(key, ())],
        findings=own,
        compared=compared,
        statements=statements,
        place={"file": held.file, "line": held.line, "edit": site.edit_url(held.file, held.line)},
    )


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


def entities(site: Site, options: Options, context: Context) -> Markup:
    """All entities, by kind."""
    record = site.record
    wanted = options.get("kind") or list(KIND_NAMES)
    groups = []
    for kind in wanted:
        members = [each for each in record.entities.values() if each.kind == kind]
        if members:
            rows: list[dict[str, Any]] = [
                {
                    "name": each.name,
                    "url": f"entities/{each.id}/",
                    "count": len(record.findings_of.get(each.id, ())),
                }
                for each in sorted(members, key=lambda each: (each.name.lower(), each.id))
            ]
            groups.append((kind, KIND_NAMES[kind], rows))
            context.anchors.add(f"kind-{kind}")
    return rendered("entities.html.j2", groups=groups)


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
    views = [finding_view(site, finding) for finding in ordered(record, chosen)]
    context.anchors.update(view["anchor"] for view in views)
    return rendered("findings.html.j2", findings=views)


def properties(site: Site, _options: Options, context: Context) -> Markup:
    """All properties: what can be claimed here, and what each means."""
    record = site.record
    rows: list[dict[str, Any]] = [
        {
            "id": each.id,
            "name": each.name,
            "text": site.text(each.summary),
            "unit": each.unit,
            "url": f"benchmarks/{each.id}/" if each.kind == "measured" else None,
            "count": len(record.findings_on.get(each.id, ())),
        }
        for each in sorted(
            record.properties.values(),
            key=lambda each: (each.kind == "measured", each.name.lower(), each.id),
        )
    ]
    context.anchors.update(row["id"] for row in rows)
    return rendered("properties.html.j2", rows=rows)


BLOCKS = (
    BlockSpec(
        "entity",
        "one entity with all that is claimed of it, named after the bar",
        entity,
        {"argument": word},
        names_one_of("entities"),
    ),
    BlockSpec("entities", "all entities, by kind", entities, {"kind": words}),
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
    BlockSpec("properties", "all that can be claimed, with its meaning", properties),
)
