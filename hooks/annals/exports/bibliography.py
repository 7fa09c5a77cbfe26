"""Record → the bibliography of all sources, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import json

from annals.exports.citing import Work, bibtex, csl
from annals.output import OutputFile
from annals.record import Record
from annals.site import Site


def bibliography(site: Site) -> list[OutputFile]:
    """`sources.bib` and `sources.csl.json`: every source, by id."""
    works = [work_of(site.record, key) for key in site.record.sources]
    items = json.dumps([csl(work) for work in works], ensure_ascii=False, indent=1)
    return [
        OutputFile("sources.bib", "\n".join(bibtex(work) for work in works)),
        OutputFile("sources.csl.json", items + "\n"),
    ]


def work_of(record: Record, key: str) -> Work:
    """A source as a work that is cited."""
    source = record.sources[key]
    return Work(
        id=key,
        kind=source.type,
        title=" ".join(source.title.split()),
        issued=source.issued or "",
        url=source.url or "",
        container=record.name(source.publisher) if source.publisher else "",
        authors=tuple(source.authors),
        accessed=source.accessed or "",
        archive=source.archive or "",
        note=f"No address: {source.unpublished}" if source.unpublished else "",
    )
