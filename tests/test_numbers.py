"""What counts as a number or a comparison in prose, and what does not."""

from __future__ import annotations

import re

import pytest
from annals.numbers import Numbers, in_data, numbers, total
from hypothesis import given
from hypothesis import strategies as st

NAMED = re.compile(r"(?<!\w)(?:Bridge 7|Two Towers)(?!\w)")


def loose(text: str) -> list[str]:
    """What of a text rests on nothing, as it is written."""
    return [text[start:stop] for start, stop in numbers(text, NAMED).loose]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It grew by 54 % to 1,200.5 m.", ["54 %", "1,200.5"]),
        ("$14 for 3× the 2nd, ~80", ["$14", "3×", "2nd", "~80"]),
        ("Twice as long, half as wide, a third of it.", ["Twice", "half", "third"]),
        ("more than twice; tenfold; a dozen", ["twice", "tenfold", "dozen"]),
        ("the first bridge, its first arch, the only one", ["the first", "its first", "the only"]),
        ("It leads, trails and is far behind.", ["leads", "trails", "is far behind"]),
        ("the largest and their strongest", ["the largest", "their strongest"]),
        ("double the load, doubled, tripling", ["double", "doubled", "tripling"]),
        ("the third-largest, second-best, seventeenth", ["third", "second-best", "seventeenth"]),
        ("a five-year plan, 49-percent stake, half-hour", ["five-year", "49-percent", "half-hour"]),
        ("thirteen, twenty-three, hundredfold", ["thirteen", "three", "hundredfold"]),
        (
            "one in a hundred, one million, one per cent",
            ["one in a hundred", "one million", "one per cent"],
        ),
        (
            "Part III, XIV and \u2167; \u00bd of \u0663 and \uff15",
            ["III", "XIV", "\u2167", "\u00bd", "\u0663", "\uff15"],
        ),
        ("most of them; it came first, ranked second", ["most", "came first", "ranked second"]),
        (
            "longer than others, its oldest, the top score",
            ["longer than", "its oldest", "the top score"],
        ),
        (
            "It trailed, exceeds, surpassed, was overtaken",
            ["trailed", "exceeds", "surpassed", "overtaken"],
        ),
        ("North Bridge's best, in front, ahead of it", ["Bridge's best", "in front", "ahead of"]),
        ("three rivals were ahead, still below it", ["three", "were ahead", "still below"]),
        (
            "on a par with it, tied with it, the sole one",
            ["on a par with", "tied with", "the sole"],
        ),
        ("zero of them", ["zero"]),
    ],
)
def test_numbers_words_and_comparisons_are_found(text: str, found: list[str]):
    """Digits, number words, multiples, firsts and superlatives."""
    assert loose(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Bridge 7 is one of the Two Towers.",
        "At first it leads to a third party.",
        "`code 5` and ```\n7\n``` aside",
        "1. An item\n2. Another",
        "See [there](https://example.org/12) and https://example.org/34.",
        "## A heading {#part-2}",
        "A model v2, a two-way street, the id x-3.",
        "A third-party test; I, V and CD; AI and DIV; at most, mostly; set to zero; a moment, a second.",
        "What stands behind it; it comes after; a page above; more than an idea.",
        "[Bridge 7][bridge-7] {value}`a/b?c=3` [@s, page 9]",
        "---\ntitle: 5 things\n---\nWords.",
        "<!-- 12 -->",
    ],
)
def test_names_addresses_and_references_hold_no_number(text: str):
    """What is not said about the world in numbers is left alone."""
    assert loose(text) == []


def test_a_links_label_is_read_like_other_words():
    """Only names are spared in it."""
    assert loose("[the 3 arches][bridge-7]") == ["3"]


def test_the_words_of_a_block_are_read_and_its_other_options_are_not():
    """Title, caption and note are sentences for readers; of what is named there nothing is loose."""
    text = (
        "/// figure\n    only: a/b?c=3 d/e?top=12\n    title: It leads by 4.\n"
        '    caption: Its 5 arches, [the largest]{check="a/b > 1"}\n        and 6 more {value}`a/b?c=7`\n'
        "    of: the largest 9\n    note: 8 of them.\n///\n\nThe 10 after it."
    )
    assert loose(text) == ["leads", "4", "5", "6", "8", "10"]
    assert numbers(text, NAMED).bound == 2


def test_bound_and_excused_numbers_are_counted():
    """Values, what is computed, dates and checks rest on the record; what is excused says why."""
    text = (
        "{value}`a/b` {diff}`a/b to c/d` {ratio}`a/b to c/d` {rank}`a/b in c` {when}`e` "
        '[more]{check="a/b > 1"} [three]{excused="our own division"} and 4'
    )
    found = numbers(text, NAMED)
    assert (found.bound, found.excused, len(found.loose), found.all) == (6, 1, 1, 8)


def test_in_notes_a_number_beside_a_citation_is_cited_and_not_loose():
    """The citation of its own sentence, not that of the next."""
    text = "It has 7 arches [@survey, page 1]. The 8th fell (v. 2.0 says). In 1990, it rose\n[@survey]; 9 stand."
    found = in_data(text, NAMED)
    assert [text[start:stop] for start, stop in found.loose] == ["8th", "2.0"]
    assert (found.cited, found.all) == (3, 5)


def test_texts_are_counted_together():
    """For a folder of the data."""
    both = total([Numbers(1, 2, 5, [(0, 1)]), Numbers(3, 0, 1, [])])
    assert (both.bound, both.excused, both.cited, len(both.loose)) == (4, 2, 6, 1)


@given(st.text(alphabet="ab 1.,[]{}()`@/\n#%"))
def test_any_text_can_be_read(text: str):
    """Every place lies in the text, in order."""
    places = numbers(text, NAMED).loose
    assert all(0 <= start < stop <= len(text) for start, stop in places)
    assert places == sorted(places)
