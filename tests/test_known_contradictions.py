"""Every disagreement that the research found has the outcome that a careful reader expects of it.

The cases and their expectations were written by reading the sources, not by running the code; they
stand in `known_contradictions.yml`, which says what each kind of outcome means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from annals import yaml_source
from annals.building import read_record
from annals.diagnostics import Report, render_text
from annals.findings import Finding
from annals.record import Record
from annals.settings import Settings

FILE = Path(__file__).with_name("known_contradictions.yml")
ITEMS = [f"llama {number}" for number in range(1, 18)] + [f"muse {n}" for n in range(1, 16)]
DEFINED = ("conditions", "properties", "entities", "events", "sources")
OPEN_END = ".."

Case: TypeAlias = dict[str, Any]


def _read_cases() -> list[Case]:
    """The cases, each with the shared definitions below its own; all scalars are text, as in data."""
    document, refused = yaml_source.read(FILE.name, FILE.read_bytes())
    assert not refused, render_text(refused, lambda _: document.lines)
    shared: dict[str, Any] = document.data["shared"]
    for case in document.data["cases"]:
        own = case.get("definitions", {})
        assert own.keys() <= set(DEFINED), f"{case['title']}: {own.keys() - set(DEFINED)}"
        case["definitions"] = {kind: shared.get(kind, {}) | own.get(kind, {}) for kind in DEFINED}
    return document.data["cases"]


CASES = _read_cases()


# --- a case as a folder of data ------------------------------------------------------------------


def _write(case: Case, folder: Path) -> None:
    """Write a case's definitions and claims as the files of a small project."""
    defined = case["definitions"]
    _dump(folder / "conditions" / "all.yml", _listed(defined["conditions"], _condition))
    _dump(folder / "properties" / "all.yml", _listed(defined["properties"], dict))
    _dump(folder / "entities" / "all.yml", _listed(defined["entities"], _entity))
    _dump(
        folder / "events" / "all.yml",
        [
            {"id": key, "title": key, "kind": "other", "text": "An event.", **fields}
            for key, fields in defined["events"].items()
        ],
    )
    for source in dict.fromkeys(claim["source"] for claim in case["claims"]):
        said = [claim for claim in case["claims"] if claim["source"] == source]
        claims = [{key: value for key, value in claim.items() if key != "source"} for claim in said]
        found = defined["sources"][source]
        about = {"tier": found} if isinstance(found, str) else found
        head = {"title": source, "type": "webpage", "read": "full", **about}
        _dump(folder / "facts" / f"{source}.yml", {"source": head, "claims": claims})


def _listed(defined: dict[str, Any], fields: Callable[[Any], Case]) -> list[Case]:
    summary = "Stands here for a test."
    return [
        {"id": key, "name": key, "summary": summary, **fields(found)}
        for key, found in defined.items()
    ]


def _condition(found: str | list[str]) -> Case:
    return {"type": found} if isinstance(found, str) else {"type": "choice", "choices": found}


def _entity(found: str | Case) -> Case:
    return {"kind": found} if isinstance(found, str) else found


def _dump(path: Path, data: object) -> None:
    if not data:
        return  # a file holds at least one record
    path.parent.mkdir(exist_ok=True)
    # Data files have no anchors; safe_dump makes them only of what is one object twice.
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


# --- what is expected, held against the record ---------------------------------------------------


def _finding(record: Record, key: str) -> Finding:
    known = "\n  ".join(f"{found.id}: {_texts(found)}" for found in record.findings.values())
    assert key in record.findings, f"there is no finding {key}; there are\n  {known}"
    return record.findings[key]


def _texts(finding: Finding) -> list[str]:
    return [claim.text for claim in finding.claims]


def _sides(finding: Finding) -> list[list[str]]:
    """The sides that somebody takes, as the values printed; what is computed is nobody's."""
    taken = [side for side in finding.sides if not side.computed]
    return sorted(sorted(finding.claims[index].text for index in side.claims) for side in taken)


def _contradiction(record: Record, expected: Any) -> None:
    finding = _finding(record, expected["finding"])
    assert finding.kind == expected["kind"], (
        f"{finding.id} is a contradiction of kind {finding.kind}, not {expected['kind']}: "
        f"{_texts(finding)} take the sides {_sides(finding)}, computed {finding.computed}"
    )
    wanted = sorted(sorted(side) for side in expected["sides"])
    assert _sides(finding) == wanted, f"{finding.id}: the sides are {_sides(finding)}"
    assert finding.contradicted == "open", f"{finding.id} is decided, though nobody ruled"
    if finding.kind == "arithmetic":
        _gives(finding, expected["gives"])


def _gives(finding: Finding, expected: list[list[str]]) -> None:
    """The operands give these intervals, to as many digits as are expected."""
    found = list(finding.computed)
    for ends in expected:
        match = [one for one in found if _same(one.low, ends[0]) and _same(one.high, ends[1])]
        assert match, f"{finding.id}: {ends} is not among the intervals computed, {found}"
        found.remove(match[0])
    assert not found, f"{finding.id}: {found} are computed too"


def _same(end: Decimal | int | None, expected: str) -> bool:
    if end is None or expected == OPEN_END:
        return end is None and expected == OPEN_END
    return round(Decimal(end), len(expected.partition(".")[2])) == Decimal(expected)


def _spread(record: Record, expected: Any) -> None:
    for key in expected:
        others = tuple(sorted(set(expected) - {key}))
        found = _finding(record, key)
        assert tuple(sorted(found.spread)) == others, f"{key}: the spread is {found.spread}"


def _different(record: Record, expected: Any) -> None:
    for key, printed in expected.items():
        finding = _finding(record, key)
        assert finding.kind is None, f"{key} is contradicted: {_sides(finding)}"
        assert printed in _texts(finding), f"{key}: its claims are {_texts(finding)}"
        near = set(finding.spread) & set(expected)
        assert not near, f"{key} is held against {near} as the same test"


def _series(record: Record, expected: Any) -> None:
    _different(record, expected)
    findings = [_finding(record, key) for key in expected]
    assert len({(found.subject, found.property) for found in findings}) == 1, "two properties"
    dates = [dict(found.conditions).get("as_of", "") for found in findings]
    assert dates == sorted(set(dates)), f"the dates are no series: {dates}"


def _agree(record: Record, expected: Any) -> None:
    finding = _finding(record, expected["finding"])
    assert finding.kind is None, f"{finding.id} is contradicted: {_sides(finding)}"
    assert sorted(_texts(finding)) == sorted(expected["claims"]), f"{finding.id}: {_texts(finding)}"
    assert len(finding.sides) == 1, f"{finding.id} has {len(finding.sides)} sides"
    for key in ("support", "interest"):
        found = getattr(finding, key)
        assert found == expected.get(key, found), f"{finding.id}: its {key} is {found}"


def _arithmetic(record: Record, expected: Any) -> None:
    finding = _finding(record, expected["finding"])
    assert finding.kind is None, f"{finding.id} does not add up: {finding.computed}"
    assert sorted(_texts(finding)) == sorted(expected["claims"]), f"{finding.id}: {_texts(finding)}"
    _gives(finding, expected["gives"])


def _placement(state: str) -> Callable[[Record, Any], None]:
    def check(record: Record, expected: Any) -> None:
        found = _finding(record, expected["of"])
        same = [place for place in found.placements if place.claim.text == expected["claim"]]
        told = [(place.state, place.findings) for place in same]
        assert same, f"{found.id}: its {expected['claim']} has no place, of {_texts(found)}"
        assert {place.state for place in same} == {state}, f"{expected['claim']}: {told}"
        for key in ("finding", "findings", "could_be"):
            if key in expected:
                wanted = [expected[key]] if key == "finding" else sorted(expected[key])
                assert all(list(place.findings) == wanted for place in same), told

    return check


def _inexpressible(_: Record, why: Any) -> None:
    assert why.endswith("."), f"the reason is no sentence: {why}"


CHECKS: dict[str, Callable[[Record, Any], None]] = {
    "contradiction": _contradiction,
    "spread": _spread,
    "series": _series,
    "different-conditions": _different,
    "agree": _agree,
    "backs": _placement("backs"),
    "any-of": _placement("any-of"),
    "unplaced": _placement("unplaced"),
    "arithmetic": _arithmetic,
    "cannot-be-expressed": _inexpressible,
}


def _outcomes(case: Case) -> Iterator[tuple[str, Any]]:
    for outcome in case["expect"]:
        yield from outcome.items()


def _nothing_else(case: Case, record: Record) -> None:
    """No contradiction, spread or placement arises that the case does not expect."""
    outcomes = list(_outcomes(case))
    contradicted = {told["finding"] for kind, told in outcomes if kind == "contradiction"}
    found = {finding.id: _sides(finding) for finding in record.contradictions}
    assert found.keys() == contradicted, f"more is contradicted: {found}"
    spread = {key for kind, told in outcomes if kind == "spread" for key in told}
    spreading = {finding.id for finding in record.findings.values() if finding.spread}
    assert spreading == spread, f"more is spread: {spreading - spread}"
    wanted = {
        (kind, told["claim"], told["of"])
        for kind, told in outcomes
        if kind in ("backs", "any-of", "unplaced")
    }
    placed = {
        (place.state, place.claim.text, finding.id)
        for finding in record.findings.values()
        for place in finding.placements
    }
    assert placed == wanted, f"more is placed: {placed - wanted}"


@pytest.mark.parametrize("case", CASES, ids=[f"{case['item']}: {case['title']}" for case in CASES])
def test_the_outcome_is_the_one_expected_by_reading(case: Case, tmp_path: Path):
    """Each known disagreement comes out as expected, and nothing else arises beside it."""
    _write(case, tmp_path)
    report = Report()
    record = read_record(tmp_path, Settings(as_of=date(2026, 11, 21)), report)
    lines = {name: document.lines for name, document in record.loaded.documents.items()}
    assert not report.found, render_text(report.sorted(), lambda name: lines.get(name, []))
    assert len(record.claims) == len(case["claims"]), "a claim was left out"
    for kind, expected in _outcomes(case):
        CHECKS[kind](record, expected)
    _nothing_else(case, record)


def test_every_item_of_both_lists_has_a_case():
    """The seventeen known contradictions on Llama and the fifteen on Muse are all there."""
    assert sorted({case["item"] for case in CASES}) == sorted(ITEMS)
    assert all(case["expect"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['item']}: {case['title']}" for case in CASES])
def test_every_name_in_a_case_is_defined(case: Case):
    """A misspelt subject, property, condition or source cannot make a disagreement vanish."""
    defined = case["definitions"]
    for claim in case["claims"]:
        assert claim["source"] in defined["sources"]
        assert claim.get("property") in {None, *defined["properties"]}
        assert claim.get("subject") in {None, *defined["entities"], *defined["events"]}
        assert claim.get("evaluator") in {None, *defined["entities"]}
        assert claim.get("conditions", {}).keys() <= defined["conditions"].keys()
        for key, value in claim.get("conditions", {}).items():
            listed = defined["conditions"][key]
            assert isinstance(listed, str) or value in listed
