"""A figure of dots: tests on one scale, in each the results of several subjects, measured alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from annals.answers import Refusal
from annals.blocks.cells import percent
from annals.blocks.pictures import measured_by
from annals.blocks.results import subject_name, unit_words
from annals.blocks.scale import Scale, linear
from annals.blocks.spec import Options, names_one_of
from annals.columns import Column, columns, given_by, left_out, source_words, test_words
from annals.findings import Finding
from annals.picks import Pick, picked
from annals.reader_words import value_classes
from annals.record import Record
from annals.schema import Property
from annals.site import Site
from annals.standing import Result, standing, text_of

_APART = 14
"""In per cent of the scale: how far apart two numbers must stand to be read above their points."""


def dots(site: Site, options: Options) -> dict[str, Any]:
    """A row for each test, or for each report of one, with its results on the scale that all share."""
    record = site.record
    found = _columns(record, options)
    definition = record.properties[options["properties"][0].key]
    scale = _scale(definition)
    about = options.get("of", "")
    tests = [(column.test, each.id) for each, column, _ in found]
    return {
        "ticks": [{"at": percent(scale.at(tick)), "text": f"{tick.normalize():f}"} for tick in scale.ticks],
        "unit": "%" if definition.scale == "%" else "",
        "rows": [
            _row(
                site, options, each, column, results, scale, about,
                named=tests.count((column.test, each.id)) > 1,
            )
            for each, column, results in found
        ],
        "status": measured_by(record, [result.finding for _, _, results in found for result in results]),
    }  # fmt: skip


def _columns(record: Record, options: Options) -> list[tuple[Property, Column, list[Result]]]:
    """The columns of each test in which at least two of the subjects have a result."""
    by, source, subjects = options.get("by"), options.get("source"), options["subjects"]
    without = options.get("without") or ()
    found = []
    for pick in options["properties"]:
        definition = record.properties[pick.key]
        chosen = [
            finding
            for finding in record.findings_on.get(pick.key, ())
            if picked(finding, finding.subject, subjects)
            and (by is None or dict(finding.conditions).get("by") in by)
            and (source is None or source in given_by(finding))
            and not left_out(record, finding, without)
        ]
        members_of = columns(chosen, definition, of=source)[0]
        # Reports of one test stand in the order in which they came out.
        for column in sorted(members_of, key=lambda each: (_issued(record, each), each)):
            members = members_of[column]
            if not pick.meets(column.conditions):
                continue
            results = _one_each(standing(record, members, definition, column), subjects)
            if len(results) > 1:
                found.append((definition, column, results))
    return found


def _issued(record: Record, column: Column) -> str:
    source = record.sources.get(column.source)
    return source.issued or "" if source else ""


def _one_each(results: Sequence[Result], subjects: Sequence[Pick]) -> list[Result]:
    """The results of subjects that have one: of several, none is chosen."""
    at: dict[Pick | None, list[Result]] = {}
    for result in results:
        at.setdefault(picked(result.finding, result.finding.subject, subjects), []).append(result)
    return [
        result
        for result in results
        if result.number is not None
        and len(at[picked(result.finding, result.finding.subject, subjects)]) == 1
    ]


def _row(
    site: Site,
    options: Options,
    definition: Property,
    column: Column,
    results: Sequence[Result],
    scale: Scale,
    about: str,
    *,
    named: bool,
) -> dict[str, Any]:
    record = site.record
    members = []
    for result in results:
        finding: Finding = result.finding
        pick = picked(finding, finding.subject, options["subjects"]) or Pick(finding.subject)
        members.append(
            {
                "name": subject_name(record, pick),
                "text": text_of(record, result, definition, unit=False),
                "classes": value_classes(finding),
                "url": site.finding_url(finding),
                "x": percent(scale.at(result.number or Decimal(0))),
                "me": finding.subject == about,
            }
        )
    places = [scale.at(result.number or Decimal(0)) for result in results]
    words = [*test_words(record, column), unit_words(definition.unit)]
    name, url = definition.name, site.url(definition.id)
    if len(options["properties"]) == 1 and column.source in record.sources:
        # Of one test, a line is a report.
        name, url = record.name(column.source), site.url(column.source)
    elif named and (source := source_words(record, column)):
        words.append(source)
    return {
        "name": name,
        "url": url,
        "words": words,
        "members": members,
        # Where none stands out, the ends say what they are.
        "ends": [] if any(member["me"] for member in members) else _ends(members, places),
        "low": percent(min(places)),
        "high": percent(max(places)),
    }


def _ends(members: Sequence[dict[str, Any]], places: Sequence[Decimal]) -> list[dict[str, Any]]:
    """The first and the last of a row; one alone where their values would run into each other."""
    apart = abs(places[0] - places[-1]) >= _APART
    return [members[0], members[-1]] if apart else [members[0]]


def _scale(definition: Property) -> Scale:
    low, high = (Decimal(end) for end in definition.range or ("0", "100"))
    return linear([low, high])


def refuse_dots(record: Record, options: Options) -> list[Refusal]:
    """Refuses tests that do not share a scale with ends, and a picture in which nothing can be compared."""
    named = [
        *names_one_of("entities", "by")(record, options),
        *names_one_of("sources", "source")(record, options),
    ]
    scales = {
        (definition.unit, *(definition.range or ("",)))
        for pick in options["properties"]
        if (definition := record.properties[pick.key])
    }
    if len(scales) > 1 or any("" in scale for scale in scales):
        note = "the tests of one picture have one unit, and a range that is the same for all"
        return [*named, Refusal("bad-option", "these tests do not share a scale", (note,))]
    if not named and not _columns(record, options):
        note = "at least two of the subjects must have a result under like conditions"
        return [Refusal("bad-option", "there is nothing to compare in this figure", (note,))]
    return named
