"""The family tree: what belongs to a family, what came after what, and when, as a nested list with one axis of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annals.axis import time_axis
from annals.blocks.axes import axis_view, bracket_view
from annals.date_words import human as human_date
from annals.dates import Moment
from annals.findings import Finding
from annals.intervals import Interval, span
from annals.record import Record
from annals.schema import Entity
from annals.site import Site

# A member and one variant of it are told in a line.
_FEWEST = 3
KINDS = ("family", "model", "checkpoint")


def tree(
    site: Site, roots: list[str], *, here: str = "", variants: bool = True
) -> dict[str, Any] | None:
    """What descends from some entities; nothing where it is but one.

    `here` is the entity on whose page it stands. Without `variants`, they are only counted.
    """
    record = site.record
    nodes = [_node(site, key, here, frozenset()) for key in roots]
    if not variants:
        for node in list(_every(nodes)):
            _fold_variants(record, node)
    if len(list(_every(nodes))) < _FEWEST:
        return None
    stretches = [node["dates"] for node in _every(nodes) if node["dates"] is not None]
    axis = time_axis(stretches) if stretches else None
    for node in _every(nodes):
        if axis is not None and node["dates"] is not None:
            tone = "a" if record.topic_date(node["id"]) else ""
            node["bracket"] = bracket_view(axis.bracket(node["dates"]), node["when"], tone=tone)
    return {"nodes": nodes, "axis": axis_view(axis) if axis else None}


def roots(record: Record) -> list[str]:
    """The families that are part of no other, and models and checkpoints of which there are variants, oldest first."""
    found = [
        entity.id
        for entity in record.entities.values()
        if entity.kind in KINDS and not _above(record, entity) and _members(record, entity.id)
    ]
    return sorted(found, key=lambda key: (_dates_of_all(record, key), key))


def _above(record: Record, entity: Entity) -> str | None:
    """What an entity stands under in a tree: the model it is a variant of, its family, or the family that its own is part of."""
    above = entity.variant_of or entity.family
    if above is None and entity.kind == "family":
        above = entity.part_of
    known = record.entities.get(above) if above else None
    return known.id if known is not None and known.kind in KINDS else None


def _members(record: Record, key: str) -> list[str]:
    return [
        member
        for member in record.members.get(key, ())
        if record.entities[member].kind in KINDS and _above(record, record.entities[member]) == key
    ]


def _below(record: Record, key: str) -> list[str]:
    """What stands directly below an entity, oldest first."""
    return sorted(_members(record, key), key=lambda member: (_dates_of_all(record, member), member))


def _dates_of_all(record: Record, key: str, seen: frozenset[str] = frozenset()) -> tuple[int, int]:
    """The first day of an entity or of what is below it; undated ones last, in the order of the data."""
    days = [stretch.low for stretch in [_dates(record, key)] if stretch is not None]
    if not days and key not in seen:
        below = [_dates_of_all(record, each, seen | {key}) for each in _members(record, key)]
        days = [day for day, _ in below]
    return (int(min((day for day in days if day is not None), default=10**7)), _place(record, key))


def _place(record: Record, key: str) -> int:
    return record.entity_order[key]


def _dates(record: Record, key: str) -> Interval | None:
    finding = record.topic_date(key)
    return None if finding is None else _stretch(finding)


def _stretch(finding: Finding) -> Interval | None:
    value = finding.printed.value if finding.printed else None
    return value.interval if value is not None else finding.span


def _node(site: Site, key: str, here: str, seen: frozenset[str]) -> dict[str, Any]:
    record = site.record
    entity = record.entities[key]
    below = [
        _node(site, each, here, seen | {key}) for each in _below(record, key) if each not in seen
    ]
    own = _dates(record, key)
    within = [node["dates"] for node in below if node["dates"] is not None]
    finding = record.topic_date(key)
    return {
        "id": key,
        "name": entity.name,
        "url": None if key == here else f"entities/{key}/",
        "after": record.name(entity.predecessor) if entity.predecessor else None,
        "dates": own or (span(within) if within else None),
        "when": _when(finding) if finding else "",
        "differs": bool(finding and finding.kind),
        "bracket": None,
        "below": below,
        "folded": [],
    }


def _fold_variants(record: Record, node: dict[str, Any]) -> None:
    own = [each for each in node["below"] if record.entities[each["id"]].variant_of is None]
    node["folded"] = [
        each["id"] for each in _every([each for each in node["below"] if each not in own])
    ]
    node["below"] = own


def _when(finding: Finding) -> str:
    read = finding.printed.value.read if finding.printed and finding.printed.value else None
    return human_date(read, short=True) if isinstance(read, Moment) else "dates differ"


def _every(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _every(node["below"])
