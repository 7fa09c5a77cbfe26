"""The block of what some sources say alone: nobody else on record says it, or anything near it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, names_one_of, rendered, words
from annals.blocks.statements import KINDS, statement_rows
from annals.blocks.tellers import by_source
from annals.blocks.views import finding_view
from annals.findings import Finding
from annals.reader_words import ordered
from annals.record import Record
from annals.site import Context, Site
from annals.unsupported import unsupported

_NUMBERS = ("quantity", "count", "rank", "date", "period")


def alone(site: Site, options: Options, context: Context) -> Markup:
    """What only some sources say: numbers without an origin, numbers passed on, answers; causes; and how much more they state."""
    record = site.record
    sources = options["sources"]
    found = ordered(record, unsupported(record, sources))
    groups = {
        "unfounded": [each for each in found if _is_number(record, each) and not _passed_on(each)],
        "passed-on": [each for each in found if _is_number(record, each) and _passed_on(each)],
        "answers": [each for each in found if not _is_number(record, each)],
    }
    said = [
        claim
        for source in sources
        for claim in record.claims_by_source.get(source, ())
        if claim.kind != "stated"
    ]
    causes = statement_rows(site, [claim for claim in said if claim.kind == "cause"])
    counted = Counter((claim.source, claim.kind) for claim in said)
    context.anchors.update((*groups, "causes", "more"))
    return rendered(
        "unsupported.html.j2",
        groups={key: [_lone(site, each) for each in members] for key, members in groups.items()},
        causes=causes,
        more=[
            {
                "title": record.sources[source].title,
                "url": site.source_url(source),
                "counts": [
                    f"{counted[source, kind]} {KINDS[kind].lower()}"
                    for kind in ("opinion", "prediction", "promise", "demonstration")
                    if counted[source, kind]
                ],
                "worded": _worded(record, source),
            }
            for source in sources
        ],
    )


def _lone(site: Site, finding: Finding) -> dict[str, Any]:
    """A finding with all who say it, by source."""
    view = finding_view(site, finding)
    return {**view, "says": by_source(one for line in view["voices"] for one in line["who"])}


def _is_number(record: Record, finding: Finding) -> bool:
    return record.properties[finding.property].type in _NUMBERS


def _passed_on(finding: Finding) -> bool:
    """Whether everybody who says it names somebody else as its origin."""
    return all(claim.via is not None for claim in finding.claims)


def _worded(record: Record, source: str) -> int:
    """How many statements in words a source makes as facts: nothing of them is compared."""
    return sum(
        claim.kind == "stated" and claim.value is not None and claim.value.type == "text"
        for claim in record.claims_by_source.get(source, ())
    )


def _needs_sources(record: Record, options: Options) -> list[Any]:
    from annals.answers import Refusal

    if not options.get("sources"):
        return [
            Refusal("bad-option", "the block 'unsupported' needs 'sources'", ("list their ids",))
        ]
    return names_one_of("sources", "sources")(record, options)


BLOCKS = (
    BlockSpec(
        "unsupported",
        "what some sources say and nobody else on record says",
        alone,
        {"sources": words},
        _needs_sources,
    ),
)
