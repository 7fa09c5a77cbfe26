"""The block of copies: for each finding who said it first, and who passes it on from there, each origin a line of its own."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.ideas import WORDS, figure, refuse
from annals.blocks.spec import BlockSpec, Options, all_of, means_findings, references
from annals.blocks.views import brief
from annals.findings import Finding
from annals.record import Record
from annals.site import Context, Site
from annals.support import agreeing
from annals.voices import Voice, voices

FIRST, LAST = 12, 98  # where beads stand, in per cent of the line


def copies(site: Site, options: Options, context: Context) -> Markup:
    """A line for each origin: a square for it, and a bead for each source that passes the value on."""
    record = site.record
    chosen = [record.select(reference)[0] for reference in options["only"]]
    told = [(finding, voices(record, agreeing(finding))) for finding in chosen]
    most = max(len(voice.sources) for _, found in told for voice in found)
    step = (LAST - FIRST) / max(most - 1, 1)
    return figure(
        context,
        options,
        "copies",
        "",
        status="findings of the record",
        findings=[
            {
                **brief(site, finding),
                "voices": [_line(site, finding, voice, step) for voice in found],
            }
            for finding, found in told
        ],
    )


def _line(site: Site, finding: Finding, voice: Voice, step: float) -> dict[str, Any]:
    """One origin with its beads: by name, and whether it names no origin."""
    record = site.record
    claims = {claim.source: claim for claim in reversed(voice.claims)}
    retelling = [source for source in voice.sources if source != voice.origin]
    own = voice.origin in claims and not record.parties.related(
        voice.publisher or voice.origin, dict(finding.conditions).get("by", "")
    )
    return {
        "origin": record.name(voice.publisher or voice.origin),
        "names_none": own and not retelling,
        "beads": [
            {
                "x": f"{FIRST + index * step:.2f}%",
                "name": _name(record, source, retelling[:index]),
                "url": site.source_url(source, claims[source]),
            }
            for index, source in enumerate(retelling)
        ],
    }


def _name(record: Record, source: str, before: list[str]) -> str:
    """The publisher, or the title where there is none; of a publisher's further pages, that they are."""
    described = record.sources[source]
    if described.publisher is None:
        return described.title
    again = any(record.sources[other].publisher == described.publisher for other in before)
    return f"{record.name(described.publisher)}{' (another page)' if again else ''}"


def refuse_copies(_record: Record, options: Options) -> list[Refusal]:
    """Refuses a drawing of nothing."""
    return [] if options.get("only") else [Refusal("bad-option", "the block 'copies' needs 'only'")]


BLOCKS = (
    BlockSpec(
        "copies",
        "who said a value first, and who passes it on",
        copies,
        {**WORDS, "only": references},
        all_of(refuse, means_findings, refuse_copies),
    ),
)
