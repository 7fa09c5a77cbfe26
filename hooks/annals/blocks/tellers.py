"""Who says a thing, and where: the sources of each voice, as templates name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annals.claims import Claim
from annals.record import Record
from annals.site import Site
from annals.voices import Voice, voices


def tellers(site: Site, claims: Sequence[Claim]) -> list[tuple[Voice, dict[str, Any]]]:
    """The voices behind the claims of one finding, each with its sources (`who`) and how it was passed on (`origin`)."""
    record = site.record
    several = _published_twice(record, claims)
    return [
        (
            voice,
            {
                "who": [_who(site, voice, source, several) for source in voice.sources],
                "origin": _origin(record, voice),
            },
        )
        for voice in voices(record, claims)
    ]


def by_source(who: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What several voices say, by the source that says it, each named once; in the order in which they first speak."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in who:
        found.setdefault(one["source"], []).append(one)
    return list(found.values())


def _published_twice(record: Record, claims: Sequence[Claim]) -> frozenset[str | None]:
    """The publishers of several of the sources, whose name alone would not tell which."""
    publishers = [
        record.sources[source].publisher for source in dict.fromkeys(each.source for each in claims)
    ]
    return frozenset(each for each in publishers if publishers.count(each) > 1)


def _who(site: Site, voice: Voice, key: str, several: frozenset[str | None]) -> dict[str, Any]:
    """One source of a voice: the publisher by name, the title where that is not enough, and what else a reader should know."""
    record = site.record
    source = record.sources[key]
    mine = [claim for claim in voice.claims if claim.source == key]
    first = mine[0]
    return {
        "source": key,
        "name": record.name(source.publisher) if source.publisher else source.title,
        "title": source.title if source.publisher in several and source.publisher else "",
        "url": site.source_url(key, first),
        "place": "; ".join(dict.fromkeys(claim.place for claim in mine if claim.place)),
        "printed": first.printed,
        "named": first.named,
        # Of a folded row the origin is told once.
        "via": record.name(first.via) if first.via and len(voice.sources) == 1 else None,
        "unread": source.read == "not-opened",
        "note": site.text(first.note),
    }


def _origin(record: Record, voice: Voice) -> str | None:
    """`… says; repeated by 6`; nothing where one source speaks."""
    if len(voice.sources) < 2:
        return None
    name = record.name(voice.publisher or voice.origin)
    if voice.origin in voice.sources:
        return f"{name} says; repeated by {voice.copies}"
    return f"Passed on from {name} by {voice.copies}"
