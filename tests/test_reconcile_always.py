"""What holds of findings whatever sources say: no order of files, and nothing that another source adds, changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from annals.findings import Finding
from annals.intervals import Number
from annals.record import Record
from annals.values import Value
from hypothesis import given
from hypothesis import strategies as st

RecordOf: TypeAlias = Callable[..., Record]
World: TypeAlias = Mapping[str, list[Any]]


NUMBERS = ("86.4", "86", "86.45", "87.2", "91", "over 86", "under 90", "80..90", "~86", "0", "none")
DATES = ("2024", "2024-07", "2024-07-23", "2025", "[2024,2026]", "2024-07/..", "2024-07~", "none")
QUERIES = ("", "?lane=1", "?lane=2", "?load=full", "?lane=1&load=full")
TESTS = ("", "?by=city-lab", "?by=bridge-lab&load=full", "?by=city-lab&load=full", "?load=full")


def _claims(identities: Iterable[str], values: Iterable[str]) -> st.SearchStrategy[str]:
    return st.builds(
        "{} = {}".format, st.sampled_from(list(identities)), st.sampled_from(list(values))
    )


CLAIMS = st.one_of(
    _claims((f"north-bridge/length{query}" for query in QUERIES), (*NUMBERS, "not-reported")),
    _claims((f"north-bridge/strength{query}" for query in TESTS), NUMBERS),
    _claims((f"north-bridge/opened{query}" for query in QUERIES[:3]), DATES),
    _claims(["north-bridge/material"], ["stone", "steel", "not-reported"]),
)
SOURCES = st.sampled_from(["alpha", "beta", "gamma", "delta"])
WORLDS = st.dictionaries(SOURCES, st.lists(CLAIMS, min_size=1, max_size=5), min_size=1)
TIERS = st.fixed_dictionaries(
    {
        source: st.fixed_dictionaries(
            {
                "tier": st.sampled_from(["primary", "press", "weak"]),
                "publisher": st.sampled_from(["bridge-office", "gazette", "city-lab"]),
                "issued": st.sampled_from(["2023", "2024-01"]),
            }
        )
        for source in ("alpha", "beta", "gamma", "delta", "omega")
    }
)


def _outcome(record: Record) -> dict[str, Any]:
    """All that reconciling decided, without where in a file it stands."""

    def name(claim: Any) -> Any:
        return claim and (claim.source, claim.text, claim.conditions)

    return {
        finding.id: (
            finding.kind,
            finding.contradicted,
            name(finding.printed),
            sorted(map(name, finding.claims)),
            [
                (sorted(name(finding.claims[i]) for i in s.claims), s.interval)
                for s in finding.sides
            ],
            sorted((name(p.claim), p.state, p.findings) for p in finding.placements),
            sorted(map(name, finding.backed_by)),
            sorted(finding.spread),
            sorted(finding.corroborated_by),
            finding.support,
            finding.interest,
            finding.leading,
        )
        for finding in record.findings.values()
    }


@given(WORLDS, TIERS, st.randoms(use_true_random=False))
def test_the_order_of_files_and_claims_never_matters(
    record_of: RecordOf, world: World, about: Any, shuffled: Any
):
    """The same statements, in whatever order they are written down, come to the same."""
    files = list(world.items())
    shuffled.shuffle(files)
    mixed = {source: shuffled.sample(claims, len(claims)) for source, claims in files}
    assert _outcome(record_of(mixed, about=about)) == _outcome(record_of(world, about=about))


@given(WORLDS, TIERS, st.lists(CLAIMS, min_size=1, max_size=4))
def test_a_new_source_moves_no_claim_and_removes_no_contradiction(
    record_of: RecordOf, world: World, about: Any, more: list[str]
):
    """Whatever somebody adds, old claims stay where they are, and what was contradicted stays so."""
    before = record_of(world, about=about)
    after = record_of({**world, "omega": more}, about=about)
    for claim in before.claims:
        assert claim in after.findings[claim.key].claims
    for finding in before.contradictions:
        assert after.findings[finding.id].kind is not None
        assert after.findings[finding.id].open


@given(WORLDS)
def test_sides_are_the_maximal_sets_of_claims_that_share_a_point(record_of: RecordOf, world: World):
    """Held against trying every point of the axis."""
    for finding in record_of(world).findings.values():
        found = [set(side.claims) for side in finding.sides]
        assert sorted(map(sorted, found)) == sorted(map(sorted, _cliques(finding)))


def _cliques(finding: Finding) -> list[set[int]]:
    values = {i: c.value for i, c in enumerate(finding.claims) if c.value and c.value.comparable}
    ends = sorted(
        {
            end
            for value in values.values()
            for piece in value.pieces
            for end in (piece.low, piece.high)
            if end is not None
        }
    )
    points: list[Number] = [
        *ends,
        *((low + high) / 2 for low, high in pairwise(ends)),
        *([ends[0] - 1, ends[-1] + 1] if ends else []),
    ]
    words = sorted({value.token for value in values.values() if value.token is not None})
    together = [
        {index for index, value in values.items() if _covers(value, point)}
        for point in (*points, *words)
    ]
    maximal = [each for each in together if each and not any(each < other for other in together)]
    return [set(each) for each in {frozenset(each) for each in maximal}]


def _covers(value: Value, point: Number | str) -> bool:
    if isinstance(point, str):
        return value.token == point
    return any(piece.contains(point) for piece in value.pieces)


@given(WORLDS, TIERS)
def test_what_is_printed_is_claimed(record_of: RecordOf, world: World, about: Any):
    """The printed value is one of the claims, and agrees with all where nothing is contradicted."""
    for finding in record_of(world, about=about).findings.values():
        if finding.open:
            assert finding.printed is None
            continue
        assert finding.printed in finding.claims
        assert all(finding.agrees(index) for index in range(len(finding.claims)))


@given(WORLDS)
def test_the_span_of_an_open_finding_covers_every_side(record_of: RecordOf, world: World):
    """It reaches from the first side to the last, and no further."""
    for finding in record_of(world).contradictions:
        span = finding.span
        if any(side.token is not None for side in finding.sides):
            assert span is None
            continue
        stretches = [side.interval for side in finding.sides if side.interval]
        assert span is not None
        assert all(stretch.within(span) for stretch in stretches)
        assert {(span.low, span.high)} <= {
            (low.low, high.high) for low in stretches for high in stretches
        }


@given(WORLDS)
def test_agreement_is_mutual(record_of: RecordOf, world: World):
    """Two testers that meet, or do not, say so of each other."""
    record = record_of(world)
    for finding in record.findings.values():
        for other in finding.spread:
            assert finding.id in record.findings[other].spread
        for other in finding.corroborated_by:
            assert finding.id in record.findings[other].corroborated_by
        assert not set(finding.spread) & set(finding.corroborated_by)


@given(WORLDS)
def test_a_vaguer_claim_has_one_place_at_most(record_of: RecordOf, world: World):
    """It backs one finding that states more, could be any of several, or is unplaced among some."""
    record = record_of(world)
    for finding in record.findings.values():
        assert len({id(place.claim) for place in finding.placements}) == len(finding.placements)
        for place in finding.placements:
            others = [record.findings[key] for key in place.findings]
            assert all(set(finding.conditions) < set(other.conditions) for other in others)
            met = [other for other in others if other.admits(place.claim.value)]  # type: ignore[arg-type]
            assert met == ([] if place.state == "unplaced" else others)
            assert len(others) > 1 or place.state != "any-of"
            backed = [other for other in others if place.claim in other.backed_by]
            assert backed == (others if place.state == "backs" else [])
