"""Every reference in a text is found at its exact place, and nothing that is code or escaped is taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from annals.references import ROLES, Reference, find, pair, ranking, squeeze
from hypothesis import given
from hypothesis import strategies as st


def found(text: str) -> list[tuple[str, str]]:
    """The references of a text: kind and argument."""
    return [(reference.kind, reference.argument) for reference in find(text)]


def written(text: str, reference: Reference) -> str:
    """What stands in the text where a reference says that its argument stands."""
    return text[reference.start : reference.stop]


# --- kinds ---------------------------------------------------------------------------------------


def test_a_citation_names_a_source_and_may_name_a_place():
    """One mark may hold several, each with a place of its own."""
    text = "So [@a-1, page 3] and [@b; @c, table 2,\n  row 1]."
    references = find(text)
    assert [(one.argument, one.place) for one in references] == [
        ("a-1", "page 3"),
        ("b", ""),
        ("c", "table 2, row 1"),
    ]
    assert {one.kind for one in references} == {"citation"}
    assert [written(text, one) for one in references] == ["a-1", "b", "c"]


@pytest.mark.parametrize(
    "text", ["[@]", "[@A]", "[@a b]", "[see @a]", "@a", "a@b.org", "[@a-]", "[@a, [b]]"]
)
def test_what_only_looks_like_a_citation_is_none(text: str):
    """An address, a handle, or a note in brackets."""
    assert found(text) == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_stands_before_its_argument(role: str):
    """The argument may be wrapped, and is read on one line; its place is that in the text."""
    text = f"It is {{{role}}}`a/b?c=d\n  to e/f` more."
    (reference,) = find(text)
    assert (reference.kind, reference.argument) == (role, "a/b?c=d to e/f")
    assert written(text, reference) == "a/b?c=d\n  to e/f"


def test_a_role_that_does_not_exist_is_found_with_its_name():
    """The check says which there are."""
    (reference,) = find("{vaule}`a/b`")
    assert (reference.kind, reference.words, reference.argument) == ("unknown-role", "vaule", "a/b")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_check_belongs_to_the_words_before_it(quote: str):
    """Its words may be wrapped, and so may the check."""
    text = f"[leads\nby far]{{check={quote}a/b >\n c/d{quote}}}"
    (reference,) = find(text)
    assert (reference.kind, reference.argument) == ("check", "a/b > c/d")
    assert reference.words == "leads\nby far"
    assert written(text, reference) == "a/b >\n c/d"


@pytest.mark.parametrize(
    "text",
    [
        'words {check="a/b > 1"}',
        '[words] {check="a/b > 1"}',
        '[words]{ check="a/b > 1"}',
        '[words]{.big check="a/b > 1"}',
        "[words]{check=a}",
        "# Title {#id check='a/b > 1'}",
    ],
)
def test_a_check_that_stands_elsewhere_is_misplaced(text: str):
    """It must not be lost in silence, nor become an attribute of the page."""
    assert [kind for kind, _ in found(text)] == ["misplaced"]


def test_a_link_names_a_record_by_its_id():
    """In lower case; any other target is Markdown's own business."""
    text = "[Bridges][bridge-4], [x][Some Page], [y](z.md), [z] and ![a picture](a.png)"
    (reference,) = find(text)
    assert (reference.kind, reference.argument, reference.words) == ("link", "bridge-4", "Bridges")
    assert written(text, reference) == "bridge-4"


def test_a_block_stands_on_a_line_of_its_own():
    """Its name, and what is behind the bar; the line that closes it is none."""
    text = "Text /// no\n/// timeline | 2024\n    year: 2024\n///\n\n//// results\n////\n"
    references = find(text)
    assert [(one.kind, one.argument, one.place) for one in references] == [
        ("block", "timeline", "2024"),
        ("block", "results", ""),
    ]
    assert [written(text, one) for one in references] == ["timeline", "results"]


# --- nesting -------------------------------------------------------------------------------------


def test_the_words_of_checks_and_links_may_hold_roles():
    """Both are found, each at its place."""
    text = '[{value}`a/b` leads]{check="a/b > 1"} and [{diff}`a/b to c/d`][e]'
    references = find(text)
    assert [(one.kind, written(text, one)) for one in references] == [
        ("value", "a/b"),
        ("check", "a/b > 1"),
        ("diff", "a/b to c/d"),
        ("link", "e"),
    ]


def test_references_stand_anywhere_in_a_page():
    """In headings, lists, quotations and tables."""
    text = "# {value}`a/b` {#id}\n\n- [@c]\n\n> | {value}`d/e` |\n"
    assert found(text) == [("value", "a/b"), ("citation", "c"), ("value", "d/e")]


def test_the_options_of_a_block_belong_to_it():
    """They are read as options; those that are sentences for readers may hold references."""
    text = "/// figure\n    only: [a/b]\n    of: [@f]\n    caption: [@g]\n///\n[@h]\n"
    assert found(text) == [("block", "figure"), ("citation", "g"), ("citation", "h")]
    start = text.index("g]")
    assert [one.start for one in find(text)][1] == start
    assert find(text)[0].words == "    only: [a/b]\n    of: [@f]\n    caption: [@g]"


def test_what_is_not_ended_ends_with_its_paragraph():
    """One backtick or bracket too many does not swallow the page."""
    text = "It's `five long\n\n[@a] is [wide\n\nand][b] {value}`c\n\n[@d]`"
    assert found(text) == [("citation", "a"), ("citation", "d")]


# --- what is stepped over ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "`[@a]`",
        "``[@a] ` [b][c]``",
        "`` {value}`a/b` ``",
        "```\n[@a]\n```",
        "```text\n{value}`a/b`\n\n# [@a]\n```",
        "~~~\n[@a]\n```\n[b][c]\n~~~",
        "````\n```\n[@a]\n```\n````",
        "- list\n\n    ```\n    [@a]\n    ```",
        "  ~~~\n  [@a]\n  ~~~",
        "<!-- [@a] {value}`a/b` \n [b][c] -->",
    ],
)
def test_code_and_remarks_hold_no_references(code: str):
    """A page that explains how to write them does not make them."""
    assert found(f"Before [@before].\n\n{code}\n\nAfter [@after].\n") == [
        ("citation", "before"),
        ("citation", "after"),
    ]


@pytest.mark.parametrize(
    "text",
    [r"\[@a]", r"\{value}\`a/b\`", r"\[words][a]", r"\[words]\{check='a/b > 1'}", r"\`[@a\]`"],
)
def test_escaped_signs_make_no_reference(text: str):
    """A backslash means the sign itself."""
    assert found(text) == []


def test_an_escaped_backslash_escapes_nothing():
    """What follows it is a reference."""
    assert found(r"\\[@a]") == [("citation", "a")]


def test_a_backtick_alone_hides_nothing():
    """Code that is never closed is text."""
    assert found("It's 5` long [@a], and 3`` [@b].") == [("citation", "a"), ("citation", "b")]


# --- places --------------------------------------------------------------------------------------


def test_front_matter_is_stepped_over_and_moves_nothing():
    """Places are those in the file; a line in the middle of a page opens no front matter."""
    text = "---\ntitle: '[@no]'\n---\n\n[@yes]\n\n---\n[@too]\n---\n"
    references = find(text)
    assert [(one.argument, written(text, one)) for one in references] == [
        ("yes", "yes"),
        ("too", "too"),
    ]


@pytest.mark.parametrize("text", ["--- \n[@no]\n---  \n[@yes]", "---\n---\n[@yes]"])
def test_front_matter_may_be_empty_or_end_in_spaces(text: str):
    """As the engine reads it."""
    assert found(text) == [("citation", "yes")]


def test_a_text_inside_of_another_has_its_offset_added():
    """And has no front matter, for it is no page."""
    (reference,) = find("---\n[@a]\n---\n", offset=100)
    assert (reference.start, reference.stop) == (106, 107)


PARTS = [
    *"[]{}`'\"\\@;,/ \n-a",
    "[@a]",
    "[@a, b; @c]",
    "{value}`a/b`",
    "{diff}`a/b to c/d`",
    '[a]{check="a/b > 1"}',
    "[a][b]",
    "```\n",
    "/// a\n",
    "<!--",
    "-->",
    "---\n",
]


@given(text=st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
def test_whatever_is_found_stands_where_it_is_said_to_stand(text: str):
    """In any text: in order, without overlap, and with the argument at its place."""
    references = find(text)
    for one in references:
        assert squeeze(written(text, one)) == one.argument
    inner = [one for one in references if one.kind != "check"]
    assert [one.start for one in inner] == sorted(one.start for one in inner)
    assert all(one.stop <= other.start for one, other in pairwise(inner))


# --- arguments -----------------------------------------------------------------------------------


def test_a_pair_is_two_references():
    """`a to b`, as differences and ratios read it."""
    assert pair("a/b?c=d to e/f") == ("a/b?c=d", "e/f")
    assert pair("a/b to e/f to g/h") is None
    assert pair("a/b, e/f") is None
    assert pair("a to b") is None


def test_a_ranking_is_a_reference_and_a_property():
    """`a in property`."""
    assert ranking("a/b?c=d in b") == ("a/b?c=d", "b")
    assert ranking("a/b in b/c") is None
    assert ranking("a/b") is None
