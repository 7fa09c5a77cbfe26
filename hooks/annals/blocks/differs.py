"""The blocks of disagreement: where sources differ, what is unplaced, and what only looks like a disagreement."""

from __future__ import annotations

from markupsafe import Markup

from annals.answers import Refusal, one
from annals.blocks.spec import BlockSpec, Options, all_of, names_one_of, rendered, word
from annals.blocks.views import finding_view, placement_view, sides
from annals.reader_words import ordered
from annals.site import Context, Site


def differs(site: Site, options: Options, context: Context) -> Markup:
    """Each contradiction: who says what, where, which value we print, and why; open ones first."""
    record = site.record
    chosen = [
        finding
        for finding in ordered(record, record.contradictions)
        if options.get("property") in (None, finding.property)
        and options.get("subject") in (None, *finding.subjects)
    ]
    # What is not decided first; then what most sources speak of.
    chosen.sort(
        key=lambda finding: (not finding.open, -len({claim.source for claim in finding.claims}))
    )
    views = [
        {**finding_view(site, finding), "sides": sides(site, finding), "here": here(finding.id)}
        for finding in chosen
    ]
    context.anchors.update(view["here"] for view in views)
    return rendered("differs.html.j2", findings=views, open=sum(finding.open for finding in chosen))


def here(key: str) -> str:
    """A contradiction's id on the page of all of them."""
    return "differs-" + "".join(character if character.isalnum() else "-" for character in key)


def unplaced(site: Site, _options: Options, _context: Context) -> Markup:
    """Statements that do not say enough to tell what they are about, and meet none of what they could be about."""
    views = [
        {
            **placement_view(site, placement),
            "subject": site.record.name(finding.subject),
            "property": site.record.name(finding.property),
        }
        for finding in ordered(site.record, site.record.findings.values())
        for placement in finding.placements
        if placement.state == "unplaced"
    ]
    return rendered("unplaced.html.j2", placements=views)


def lookalikes(site: Site, _options: Options, context: Context) -> Markup:
    """Groups of findings that look like a disagreement and are none."""
    groups = []
    for held in sorted(site.record.loaded.lookalikes, key=lambda held: held.record.id):
        group = held.record
        found = [one(site.record, reference) for reference in group.findings]
        views = [
            finding_view(site, finding) for finding in found if not isinstance(finding, Refusal)
        ]
        groups.append(
            {
                "id": group.id,
                "title": group.title,
                "text": site.text(group.text),
                "findings": views,
                "file": held.file,
                "line": held.line,
                "edit": site.edit_url(held.file, held.line),
            }
        )
        context.anchors.add(group.id)
    return rendered("lookalikes.html.j2", groups=groups)


BLOCKS = (
    BlockSpec(
        "differs",
        "each contradiction with its sides and its ruling",
        differs,
        {"property": word, "subject": word},
        all_of(names_one_of("entities", "subject"), names_one_of("properties", "property")),
    ),
    BlockSpec("unplaced", "statements whose test conditions are unknown", unplaced),
    BlockSpec("lookalikes", "what looks like a disagreement and is none", lookalikes),
)
