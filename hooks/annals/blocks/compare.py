"""The block that sets two subjects side by side: what was measured alike, what was not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.answers import Refusal
from annals.blocks.cells import cell_view
from annals.blocks.results import unit_words
from annals.blocks.spec import BlockSpec, Options, rendered
from annals.columns import columns, source_words, test_words
from annals.diagnostics import did_you_mean
from annals.reader_words import conditions
from annals.record import Record
from annals.schema import Property
from annals.site import Context, Site
from annals.standing import Result, middle, standing

FILE = "compare.json"
"""What the script needs to set any two subjects side by side."""


def all_tests(site: Site) -> list[dict[str, Any]]:
    """Every test that has results of two subjects: its columns, in each what is comparable, and what stands in none."""
    record = site.record
    found = []
    for key, definition in sorted(
        record.properties.items(), key=lambda pair: (pair[1].name.lower(), pair[0])
    ):
        # What was not reported, or does not apply, is no result.
        findings = [each for each in record.findings_on.get(key, ()) if middle(each) is not None]
        if definition.kind != "measured" or len({each.subject for each in findings}) < 2:
            continue
        by_column, loose = columns(findings, definition)
        found.append(
            {
                "name": definition.name,
                "url": f"benchmarks/{key}/",
                "unit": unit_words(definition.unit),
                "direction": definition.direction,
                "columns": [
                    {
                        "words": ", ".join(test_words(record, column)),
                        "tester": record.name(column.evaluator) if column.evaluator else "",
                        "source": source_words(record, column),
                        "results": [
                            _result(
                                site, definition, result, [name for name, _ in column.conditions]
                            )
                            for result in standing(record, members, definition, column)
                        ],
                    }
                    for column, members in by_column.items()
                ],
                "loose": [
                    _result(site, definition, Result(finding, finding.claims, None), [])
                    for finding in loose
                ],
            }
        )
    return found


def _result(
    site: Site, definition: Property, result: Result, said: Sequence[str]
) -> dict[str, Any]:
    finding = result.finding
    view = cell_view(site, result, definition, name_single=False)
    reading = result.reading
    return {
        "subject": finding.subject,
        "text": view["text"],
        "number": view["number"],
        "url": view["url"],
        "classes": view["classes"],
        "word": view["word"],
        "bar": view["bar"]["steps"] if view["bar"] else "",
        "low": None if reading is None or reading.low is None else float(reading.low),
        "high": None if reading is None or reading.high is None else float(reading.high),
        "more": ", ".join(conditions(site.record, finding, but=said)),
        "interest": finding.interest,
    }


def side_by_side(tests: Sequence[dict[str, Any]], left: str, right: str) -> dict[str, Any]:
    """What two subjects have in common: results measured alike, tests on which they cannot be compared, tests of one alone.

    `assets/js/compare.js` does the same for any two subjects; a test in the browser holds both against each other.
    """
    alike: list[dict[str, Any]] = []
    apart: list[dict[str, Any]] = []
    alone: dict[str, list[str]] = {left: [], right: []}
    for test in tests:
        results = {
            key: [
                {**each, "column": column}
                for column in [*test["columns"], None]
                for each in (column["results"] if column else test["loose"])
                if each["subject"] == key
            ]
            for key in (left, right)
        }
        if not (results[left] and results[right]):
            for key in (left, right):
                if results[key]:
                    alone[key].append(test["name"])
            continue
        shared = []
        for column in test["columns"]:
            sides = [
                [each for each in column["results"] if each["subject"] == key]
                for key in (left, right)
            ]
            if all(sides):
                better = _better(test["direction"], *sides)
                shared.append({"test": test, "column": column, "sides": sides, "better": better})
        alike += shared
        if not shared:
            sides = [results[left], results[right]]
            apart.append({"test": test, "sides": sides, "why": _why(sides)})
    return {"alike": _by_report(alike), "apart": apart, "alone": list(alone.values())}


def _by_report(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows under the tester and the report that they are from, the largest first."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["column"]["tester"], row["column"]["source"]), []).append(row)
    return [
        {"tester": tester, "source": source, "rows": members, **_stake(members)}
        for (tester, source), members in sorted(groups.items(), key=lambda pair: -len(pair[1]))
    ]


def _stake(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Which of the two a tester made, 0, 1 or both; and whether it has another stake in all of its results."""
    interests = [
        {each["interest"] for row in rows for each in row["sides"][side]} for side in (0, 1)
    ]
    made = [side for side, found in enumerate(interests) if "own" in found]
    return {"made": made, "interested": not made and set.union(*interests) == {"interested"}}


def _better(direction: str, left: Sequence[dict[str, Any]], right: Sequence[dict[str, Any]]) -> int:
    """Which side is better for certain, 0 or 1; -1 where that cannot be told."""
    if direction == "none" or len(left) != 1 or len(right) != 1:
        return -1
    ends = [(each["low"], each["high"]) for each in (left[0], right[0])]
    if any(end is None for pair in ends for end in pair):
        return -1
    # A rounded number reaches up to its end and not to it.
    if ends[0][0] >= ends[1][1]:
        return 0 if direction == "higher" else 1
    if ends[1][0] >= ends[0][1]:
        return 1 if direction == "higher" else 0
    return -1


def _why(sides: Sequence[Sequence[dict[str, Any]]]) -> str:
    """Why no result of one is comparable with one of the other."""
    known = [[each["column"] for each in side if each["column"]] for side in sides]
    if not all(known):
        return "it is not said how both were measured"
    if not _meet(known, "tester"):
        return "measured by different testers"
    if not _meet(known, "words"):
        return "measured under different conditions"
    return "no one report gives both"


def _meet(known: Sequence[Sequence[dict[str, Any]]], key: str) -> bool:
    left, right = ({column[key] for column in side} for side in known)
    return bool(left & right)


def compare(site: Site, options: Options, _context: Context) -> Markup:
    """Pairs of subjects, each folded; where a script runs, any two can be picked."""
    record = site.record
    found = all_tests(site)
    pairs = []
    for left, right in options.get("pairs", ()):
        view = side_by_side(found, left, right)
        pairs.append(
            {
                **view,
                "count": sum(len(group["rows"]) for group in view["alike"]),
                "id": f"{left}.{right}",
                "subjects": [
                    {"id": key, "name": record.name(key), "url": site.subject_url(key)}
                    for key in (left, right)
                ],
            }
        )
    return rendered("compare.html.j2", pairs=pairs, file=FILE)


def pairs(found: Any) -> list[tuple[str, str]]:
    """An option that is a list of pairs of ids (`one/other`)."""
    members = found.split() if isinstance(found, str) else found
    read = [tuple(str(member).split("/")) for member in members or ()]
    if not read or any(len(pair) != 2 or not all(pair) or pair[0] == pair[1] for pair in read):
        msg = f"a list of pairs (one/other) is expected, not '{found}'"
        raise ValueError(msg)
    return [(one, other) for one, other in read]


def refuse(record: Record, options: Options) -> list[Refusal]:
    """Refuses ids that no entity has."""
    refusals = []
    for key in dict.fromkeys(key for pair in options.get("pairs", ()) for key in pair):
        if key not in record.entities:
            near = did_you_mean(key, record.entities)
            note = (f"did you mean '{near}'?",) if near else ()
            refusals.append(Refusal("unknown-entity", f"no entity has the id '{key}'", note))
    return refusals


BLOCKS = (
    BlockSpec(
        "compare",
        "two subjects side by side: what was measured alike, and what was not; any two where a script runs, `pairs` where none does",
        compare,
        {"pairs": pairs},
        refuse,
    ),
)
