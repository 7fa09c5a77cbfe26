"""Record → `api/v1/*.json`, in the shapes that `api/v1/schemas/` publish."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from annals import intervals
from annals.census import census
from annals.claims import Claim
from annals.exports.shapes import schemas
from annals.findings import Finding
from annals.intervals import Interval
from annals.output import OutputFile
from annals.printed import calculated_text, printed_text, shown_as
from annals.record import Record
from annals.schema import Citation
from annals.site import Site

SCHEMA_VERSION = "1.0"


def api(site: Site) -> list[OutputFile]:
    """All JSON files: six lists, the census, and a JSON Schema for each."""
    record = site.record
    lists = {
        "events": [_event(site, key) for key in sorted(record.events)],
        "findings": [_finding(site, finding) for finding in record.findings.values()],
        "sources": [_source(site, key) for key in sorted(record.sources)],
        "entities": [_entity(site, key) for key in sorted(record.entities)],
        "properties": [_property(site, key) for key in sorted(record.properties)],
        "contradictions": [_contradiction(site, finding) for finding in record.contradictions],
    }
    files = [
        OutputFile(f"api/v1/{name}.json", _list(record, items)) for name, items in lists.items()
    ]
    counted = {
        "schema_version": SCHEMA_VERSION,
        "as_of": record.as_of.isoformat(),
        **census(record),
    }
    files.append(OutputFile("api/v1/census.json", _json(counted)))
    files += [
        OutputFile(f"api/v1/schemas/{name}.schema.json", _json(schema))
        for name, schema in schemas().items()
    ]
    return files


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _list(record: Record, items: list[dict[str, Any]]) -> str:
    """A list as JSON, one item a line: what has changed shows, and it is written several times faster than indented."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "as_of": record.as_of.isoformat(),
        "count": len(items),
    }
    encode = json.JSONEncoder(ensure_ascii=False).encode
    members = ",\n".join(map(encode, items))
    return f'{encode(head)[:-1]}, "items": [\n{members}\n]}}\n'


def _finding(site: Site, finding: Finding) -> dict[str, Any]:
    item = {
        "id": finding.id,
        "subject": finding.subject,
        "property": finding.property,
        "conditions": dict(finding.conditions),
        "support": finding.support,
        "contradicted": finding.contradicted,
        "spread": list(finding.spread),
        "backed_by": [_place_of(claim) for claim in finding.backed_by],
        "value": value_of(site.record, finding),
        "interest": finding.interest,
        "claims": [_claim(finding, index, claim) for index, claim in enumerate(finding.claims)],
        "ruling": _ruling(site.record, finding),
        "url": site.finding_url(finding),
    }
    if finding.superseded:
        item["superseded"] = [
            {**_place_of(claim), "superseded_by": claim.superseded_by}
            for claim in finding.superseded
        ]
    if finding.derived is not None:
        item["derived"] = finding.derived
    return item


def value_of(record: Record, finding: Finding) -> dict[str, Any]:
    """The value of a finding as tools read it: its text, the ends of its interval, its unit."""
    definition = shown_as(record, finding)
    value = finding.printed.value if finding.printed else None
    interval = value.interval if value else finding.span
    if value is None and finding.computed and not finding.open:
        interval = intervals.span(finding.computed)
    dates = definition is not None and definition.type in ("date", "period")
    return {
        "text": value.text if value else _open_text(record, finding),
        "low": None if dates else _end(interval, "low"),
        "high": None if dates else _end(interval, "high"),
        "unit": _unit(
            definition.unit if definition else None, definition.scale if definition else None
        ),
    }


def _open_text(record: Record, finding: Finding) -> str:
    """What stands for a finding without a chosen claim: the outermost printed values, without their unit."""
    sides = [side for side in finding.sides if side.claims]
    if finding.derived is not None or not sides:
        return printed_text(record, finding)
    texts = [finding.claims[side.claims[0]].text for side in sides]
    if all(side.interval is not None for side in sides):
        return " to ".join(dict.fromkeys((texts[0], texts[-1])))
    return " or ".join(dict.fromkeys(texts))


def _end(interval: Interval | None, name: str) -> float | None:
    end = getattr(interval, name) if interval is not None else None
    return None if end is None else float(Decimal(end))


def _unit(unit: str | None, scale: str | None) -> str | None:
    return "percent" if scale == "%" or unit == "%" else unit


def _place_of(claim: Claim) -> dict[str, Any]:
    return {
        "source": claim.source,
        "place": claim.place,
        "text": claim.text,
        "file": claim.file,
        "line": claim.line,
    }


def _claim(finding: Finding, index: int, claim: Claim) -> dict[str, Any]:
    return {
        "source": claim.source,
        "place": claim.place,
        "text": claim.text,
        "agrees": finding.agrees(index),
        "side": finding.side_of(index),
        "via": claim.via,
        "file": claim.file,
        "line": claim.line,
    }


def _ruling(record: Record, finding: Finding) -> dict[str, Any] | None:
    if finding.ruling is None:
        return None
    held = record.held[finding.ruling]
    ruling = held.record
    return {
        "id": ruling.id,
        "because": " ".join(ruling.because.split()),
        "cites": _cites(ruling.cites),
        "seen": list(ruling.seen),
        "decided": ruling.decided,
        "file": held.file,
        "line": held.line,
    }


def _contradiction(site: Site, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "contradicted": finding.contradicted,
        "sides": [
            {
                "texts": [calculated_text(site.record, finding, side.interval)]
                if side.computed and side.interval
                else list(dict.fromkeys(finding.claims[index].text for index in side.claims)),
                "computed": side.computed,
                "sources": sorted({finding.claims[index].source for index in side.claims}),
            }
            for side in finding.sides
        ],
        "ruling": _ruling(site.record, finding),
        "url": site.finding_url(finding),
    }


def _event(site: Site, key: str) -> dict[str, Any]:
    event = site.record.events[key]
    held = site.record.held[key]
    moment = site.record.moment(event)
    return {
        "id": key,
        "title": event.title,
        "when": moment.text,
        "earliest": moment.first.isoformat() if moment.first else None,
        "latest": moment.last.isoformat() if moment.last else None,
        "kind": event.kind,
        "importance": int(event.importance),
        "about": list(dict.fromkeys(event.about)),
        "text": " ".join(event.text.split()),
        "cites": _cites(event.cites),
        "file": held.file,
        "line": held.line,
        "url": site.event_url(key),
    }


def _cites(cites: Iterable[Citation]) -> list[dict[str, Any]]:
    return [{"source": citation.source, "place": citation.place} for citation in cites]


def _source(site: Site, key: str) -> dict[str, Any]:
    source = site.record.sources[key]
    return {
        "id": key,
        **source.model_dump(exclude={"caution", "note"}),
        "claims": len(site.record.claims_by_source.get(key, ())),
        "file": site.record.held[key].file,
        "page": site.source_url(key),
    }


def _entity(site: Site, key: str) -> dict[str, Any]:
    entity = site.record.entities[key]
    held = site.record.held[key]
    data = entity.model_dump()
    data["summary"] = " ".join(entity.summary.split())
    return {**data, "file": held.file, "line": held.line, "url": f"entities/{key}/"}


def _property(site: Site, key: str) -> dict[str, Any]:
    definition = site.record.properties[key]
    held = site.record.held[key]
    data = definition.model_dump()
    data["summary"] = " ".join(definition.summary.split())
    data["caveats"] = " ".join(definition.caveats.split()) if definition.caveats else None
    return {
        **data,
        "findings": len(site.record.findings_on.get(key, ())),
        "file": held.file,
        "line": held.line,
        "url": site.url(key),
    }
