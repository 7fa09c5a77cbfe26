"""A folder of data → its Record: loaded, collected, reconciled."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annals.derived import reconcile_comparisons
from annals.diagnostics import Report
from annals.fact_files import collect
from annals.findings import Finding
from annals.load import Held, Loaded, load
from annals.parties import Parties
from annals.reconcile import reconcile
from annals.record import Record
from annals.scene import Scene
from annals.settings import Settings


def read_record(
    folder: Path, settings: Settings, report: Report, *, shown_as: str = "data"
) -> Record:
    """The Record in a data folder; what is wrong with single files goes to `report`, the rules say the rest."""
    with _kept_for_good():
        return build(load(folder, report, shown_as=shown_as), settings, report)


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """No looking for garbage meanwhile, and none later among what is made meanwhile.

    PyYAML makes so many small objects that the collector's passes cost more than the parsing itself; and the record stays for as
    long as anybody asks, so that going through it again and again finds nothing.
    """
    if gc.get_freeze_count():
        # What an earlier build of one process has kept may be garbage by now.
        gc.unfreeze()
        gc.collect()
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()


def build(loaded: Loaded, settings: Settings, report: Report) -> Record:
    """The Record of what was loaded."""
    claims = collect(loaded, report)
    properties = _by_id(loaded.properties)
    entities = _by_id(loaded.entities)
    sources = {key: loaded.facts[key].record.source for key in sorted(loaded.facts)}
    rulings = sorted((held.record for held in loaded.rulings), key=lambda ruling: ruling.id)
    scene = Scene(properties, Parties(entities, sources), rulings)
    findings = reconcile(claims, scene)
    index: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        index.setdefault((finding.subject, finding.property), []).append(finding)
    findings += reconcile_comparisons(claims, index, scene)
    held: dict[str, Held[Any]] = {item.record.id: item for item in loaded.listed()}
    held.update(loaded.facts)
    return Record(
        settings=settings,
        loaded=loaded,
        claims=tuple(claims),
        findings={
            finding.id: finding for finding in sorted(findings, key=lambda finding: finding.id)
        },
        by_subject_property=index,
        events=_by_id(loaded.events),
        entities=entities,
        sources=sources,
        properties=properties,
        conditions=_by_id(loaded.conditions),
        held=held,
    )


def _by_id(held: Iterable[Held[Any]]) -> dict[str, Any]:
    return {
        item.record.id: item.record
        for item in sorted(held, key=lambda item: (item.record.id, item.file, item.path))
    }
