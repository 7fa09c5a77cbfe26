"""Sentences that rest on the record: known again by their words, and found where they have lost what they rested on."""

from __future__ import annotations

import pytest
from annals.protection import fallen, protected, sentences
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        (
            "North Bridge has {value}`a/b` of its length left.",
            "North Bridge has […] of its length left",
        ),
        ("In {when}`x as month` the bridge was opened.", "In […] the bridge was opened"),
        ("One\n\nIt is {diff}`a/b to c/d` longer.", "It is […] longer"),
        ("so [ahead of\nall others]{check='a/b > c/d'} there", "[ahead of all others]"),
        ("it stands [behind]{check='a/b > c/d'} them", "it stands [behind] them"),
        (
            "A [long bridge][north-bridge] of {value}`a/b` [@s, page 12], says it.",
            "A long bridge of […] says it",
        ),
        (
            "/// figure\n    only: a/b\n    note: It has {value}`a/b` of it.\n///\n",
            "It has […] of it",
        ),
    ],
)
def test_a_sentence_is_noted_by_its_words(text: str, noted: str):
    """What is bound stands in brackets; citations and addresses are no words."""
    assert list(sentences(text)) == [noted]


@pytest.mark.parametrize(
    "text",
    [
        "{value}`a/b`",
        "It is {value}`a/b`.",
        "| {value}`a/b` |",
        "Nothing.",
        "[x]{excused='so we say'}",
    ],
)
def test_what_has_too_few_words_around_it_is_not_noted(text: str):
    """It could stand anywhere."""
    assert list(sentences(text)) == []


def test_words_around_a_number_end_at_the_next_and_at_the_paragraph():
    """Another number may change without this one."""
    text = "Far away.\n\nIt grew from {value}`a/b` in spring to {value}`c/d` now.\n\nMore."
    assert list(sentences(text)) == ["It grew from […] in spring to", "in spring to […] now"]


@pytest.mark.parametrize(
    ("noted", "text", "found"),
    [
        ("It has […] of it", "So it is. It has 84.6 % of it.", "It has 84.6 % of it"),
        ("It has […] of it", "It\nhas\n84.6 % of it.", "It\nhas\n84.6 % of it"),
        (
            "It has […] of it",
            "It has [84.6 %]{excused='we know it'} of it.",
            "It has [84.6 %]{excused='we know it'} of it",
        ),
        ("[ahead of all]", "It is ahead\nof all.", "ahead\nof all"),
        ("stands [behind] them", "It stands behind (them).", "stands behind (them"),
        ("It has […]", "It has twelve.", "It has twelve"),
        ("It has […] of it", "It has {value}`c/d` of it.", None),
        ("It has […] of it", "It holds 84.6 % of it.", None),
        ("It has […] of it", "It has 84.6 %.\n\nMuch of it", "It has 84.6 %.\n\nMuch of it"),
        ("[ahead of all]", "It is [ahead of all]{check='a/b > c/d'}.", None),
        ("[ahead of all]", "It is ahead of allies.", None),
        ("no brackets", "no brackets", None),
    ],
)
def test_it_is_found_where_it_rests_on_nothing(noted: str, text: str, found: str | None):
    """Typed, or excused; bound to something else, or in other words, it is left alone."""
    place = fallen(noted, text)
    assert (None if place is None else text[slice(*place)]) == found


def test_words_that_stand_elsewhere_unbound_are_not_protected():
    """Nobody could tell which of the two was meant."""
    texts = ["It has {value}`a/b` of it.", "It has 7 of it.", "That has {value}`a/b` of it."]
    assert protected(texts) == ["That has […] of it"]


WORDS = st.lists(st.sampled_from(["bridge", "arch", "is", "of", "7", "the"]), max_size=5).map(
    " ".join
)


@given(WORDS, WORDS, st.sampled_from(["12", "84.6 %", "in May 2024"]))
def test_whoever_types_over_a_protected_number_is_told(before: str, after: str, typed: str):
    """Whatever stands around it, if that is enough to know it again."""
    text = f"{before} {{value}}`a/b` {after}."
    for sentence in protected([text]):
        assert fallen(sentence, text) is None
        assert fallen(sentence, f"{before} {typed} {after}.") is not None
