"""YAML text becomes plain data that knows its places; what could surprise or hurt is refused."""

from __future__ import annotations

import re

import pytest
import yaml
from annals import yaml_source
from annals.diagnostics import Diagnostic
from annals.yaml_document import Document, Path
from annals.yaml_source import MAX_BYTES, MAX_DEPTH
from hypothesis import example, given, settings
from hypothesis import strategies as st

FILE = "data/events/a.yml"


def read(text: str | bytes) -> tuple[Document, list[Diagnostic]]:
    """The document in a text, and what is wrong with it."""
    return yaml_source.read(FILE, text.encode() if isinstance(text, str) else text)


def sound(text: str | bytes) -> Document:
    """The document in a text with which nothing is wrong."""
    document, refused = read(text)
    assert not refused
    return document


def stretch(document: Document, path: Path, *, key: bool = False) -> str:
    """What stands in the file where a span points."""
    span = document.span(path, key=key)
    assert span.line == span.end_line
    return document.lines[span.line - 1][span.column - 1 : span.end_column - 1]


# --- scalars and places --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["NO", "71.20", "2024-02-30", "1e3", "12:30", "0x10", "0777", "~", "null", "1,015"]
)
def test_scalars_stay_as_they_are_written(written: str):
    """Nothing is guessed: a value is what somebody typed, until its property's type reads it."""
    assert sound(f"value: {written}\n").data == {"value": written}


def test_empty_values_are_empty_text():
    """A key without a value is not None, of which the schema would have to know."""
    assert sound("a:\nb: ''\n").data == {"a": "", "b": ""}


NESTED = """\
- id: weir
  tags: [old, "made of wood"]
  more:
    deep: {one: 1, two: 'it''s'}
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((0, "id"), "weir", "id"),
        ((0, "tags"), '[old, "made of wood"]', "tags"),
        ((0, "tags", 1), '"made of wood"', '"made of wood"'),
        ((0, "more", "deep", "two"), "'it''s'", "two"),
        ((0, "more"), "deep: {one: 1, two: 'it''s'}", "more"),
    ],
)
def test_every_value_and_key_knows_its_place(path: Path, value: str, key: str):
    """A span is the stretch of a value as written; of what takes several lines, the first one."""
    document = sound(NESTED)
    assert stretch(document, path) == value
    assert stretch(document, path, key=True) == key


def test_what_is_missing_is_shown_at_what_should_hold_it():
    """A complaint about a missing key points at its record."""
    document = sound(NESTED)
    assert stretch(document, (0, "more", "deep", "three")) == "{one: 1, two: 'it''s'}"
    assert stretch(document, (5, "id")) == "- id: weir"


def test_of_a_key_that_stands_twice_the_first_is_read_and_shown():
    """Data and places do not fall apart over a duplicate."""
    document, refused = read("a: one\na: two\n")
    assert [found.rule for found in refused] == ["duplicate-key"]
    assert document.data == {"a": "one"}
    assert stretch(document, ("a",)) == "one"


def test_places_outlive_the_nodes():
    """Nodes are let go of to save memory, and made anew when a place is asked for."""
    document = sound(NESTED)
    before = document.span((0, "more", "deep", "one"))
    document.forget()
    assert document.span((0, "more", "deep", "one")) == before


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_marks_of_other_systems_move_nothing(prefix: bytes, newline: bytes):
    """A file saved elsewhere has the same data at the same places."""
    document = sound(prefix + NESTED.encode().replace(b"\n", newline))
    assert document.data == sound(NESTED).data
    assert document.span((0, "tags", 1)) == sound(NESTED).span((0, "tags", 1))


# --- places inside of scalars --------------------------------------------------------------------


def inside(text: str, path: Path, words: str) -> str:
    """What stands in the file where the span of some words of a value points."""
    document = sound(text)
    value: object = document.data
    for step in path:
        value = value[step]  # type: ignore[index]
    assert isinstance(value, str)
    start = value.index(words)
    span = document.offset_span(path, start, start + len(words))
    lines = document.lines[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "a: It is [@here] now\n",
        "a: It is\n  on the next line\n  [@here] now\n",
        "a: 'It''s [@here] and isn''t there'\n",
        "a: 'It''s\n  [@here]\n\n  and there'\n",
        'a: "It is [@here] now"\n',
        'a: "\\"It\\" \\x41\\u00e9\\U0001F600\\t\\\\ is [@here]"\n',
        'a: "a\\nnext [@here]"\n',
        'a: "one \\\n    long line [@here]"\n',
        'a: "one\n\n    folded \\\n  [@here]"\n',
        "a: |\n  It is\n    indented [@here]\n  more\n",
        "a: |2-\n    It is [@here]\n",
        "a: >-\n  It is\n  folded [@here]\n\n  twice\n",
        "a: >+ # with a remark\n\n  It is\n     [@here]\n  folded\n\n",
        "a: é😀 [@here]\n",
    ],
)
def test_a_place_inside_of_a_text_is_that_in_the_file(text: str):
    """Whatever style a text is written in, its words are found where they were typed."""
    assert inside(text, ("a",), "[@here]") == "[@here]"


def test_words_that_are_folded_are_shown_over_both_lines():
    """A reference that is wrapped begins on one line and ends on the next."""
    assert inside("a: >-\n  one [@here,\n  page 3] two\n", ("a",), "[@here, page 3]") == (
        "[@here,\n  page 3]"
    )


def test_a_place_without_length_is_one_character():
    """An empty argument is underlined all the same."""
    span = sound("a: abc\n").offset_span(("a",), 1, 1)
    assert (span.column, span.end_column) == (5, 6)


def test_a_place_beyond_the_text_is_the_whole_of_it():
    """Nothing breaks where a place does not fit."""
    document = sound("a: abc\nb: [c]\n")
    assert document.offset_span(("a",), 9, 12) == document.span(("a",))
    assert document.offset_span(("b",), 0, 1) == document.span(("b",))


TEXTS = st.text(st.sampled_from("ab [@]'\"\\\n\té😀:,#-"), min_size=1, max_size=60)


@given(text=TEXTS, style=st.sampled_from([None, "'", '"', "|", ">"]), narrow=st.booleans())
@example(text="a\n\n b\n", style=">", narrow=True)
@example(text="\t a'b", style='"', narrow=True)
def test_every_character_is_found_where_it_is_written(
    text: str, style: str | None, *, narrow: bool
):
    """In any style that a writer of YAML may choose, and wrapped anywhere."""
    written = yaml.safe_dump(
        {"a": text}, default_style=style, width=20 if narrow else 1000, allow_unicode=narrow
    )
    document = sound(written)
    assert isinstance(document.data, dict)
    assert document.data["a"] == text
    key = next(iter(document.data))
    last = (0, 0)
    for index, character in enumerate(text):
        span = document.offset_span((key,), index, index + 1)
        assert (span.line, span.column) >= last
        last = (span.line, span.column)
        if not character.isspace():
            found = document.lines[span.line - 1][span.column - 1]
            assert found in (character, "\\")


# --- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "{" * 40_000,
        "- " * 100_000,
        "? " * 100_000,
        "- " * 50 + "[" * 40_000,
        "a: [" + "{b: [" * 20_000,
        "".join(f"{'  ' * depth}- a:\n" for depth in range(1000)),
        "".join(f"{' ' * depth}a:\n" for depth in range(1500)),
        "[" * 900 + "]" * 900,
    ],
    ids=range(9),
)
def test_what_is_nested_without_end_is_refused_and_hurts_nobody(text: str):
    """A parser that works by recursion would end the process; the complaint comes instead."""
    document, refused = read(text)
    assert document.data is None
    assert [found.rule for found in refused] == ["too-deep"]


def test_what_is_nested_as_deep_as_may_be_is_read():
    """The limit itself is within it."""
    assert sound("[" * MAX_DEPTH + "]" * MAX_DEPTH).data is not None
    _, refused = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert [found.rule for found in refused] == ["too-deep"]


def test_many_small_lists_are_not_deep():
    """A look at brackets alone does not refuse a long file."""
    assert sound("".join(f"- [a{number}]\n" for number in range(3000))).data is not None


def test_a_file_may_be_as_large_as_the_limit():
    """The limit itself is within it."""
    line = b"# " + b"x" * 61 + b"\n"
    exactly = b"a: b\n".ljust(64, b"\n") + line * (MAX_BYTES // 64 - 1)
    assert len(exactly) == MAX_BYTES
    assert sound(exactly).data == {"a": "b"}
    assert [found.rule for found in read(exactly + b"\n")[1]] == ["file-too-large"]


@pytest.mark.parametrize("text", ["R&D", "3 * 4", "a!b", "a&b *c", "x: &", "50 % of *"])
def test_signs_inside_of_text_are_text(text: str):
    """Only where YAML takes them for an anchor, an alias or a tag are they refused."""
    assert sound(f"value: >-\n  {text}\n").data == {"value": text}


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"a: \xff", 1, 4),
        (b"a: b\nc: \xc3(", 2, 4),
        ("é: ".encode() + b"\xe9", 1, 4),
        (b"\xef\xbb\xbfa: \xff", 1, 4),
    ],
)
def test_bytes_that_are_not_utf_8_are_shown_at_their_place(raw: bytes, line: int, column: int):
    """Columns count characters, not bytes."""
    _, refused = read(raw)
    assert [(found.rule, found.span.line, found.span.column) for found in refused] == [
        ("not-utf-8", line, column)
    ]


def test_all_that_is_refused_in_a_file_is_told_at_once():
    """Duplicates and keys that are lists do not hide each other."""
    _, refused = read("- a: 1\n  a: 2\n- [b]: 3\n- {c: {d: 1, d: 2}}\n")
    assert [found.rule for found in refused] == ["duplicate-key", "key-not-text", "duplicate-key"]


SIGNS = "a[]{},'\"\\|>@`%#?~\t\n \x00é"
WORDS = ["b:", ": ", "- ", "&x ", "*x ", "!t ", "---", "...", "<<", "\n  ", "\n    "]


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=25).map("".join))
def test_no_text_is_too_odd_to_be_complained_of(text: str):
    """Whatever stands in a file: either there are data, or somebody is told where it went wrong."""
    document, refused = read(text)
    assert document.data is not None or refused
    for found in refused:
        assert 1 <= found.span.line <= len(document.lines) + 1
        assert found.span.column >= 1
        assert (found.span.end_line, found.span.end_column) > (found.span.line, found.span.column)
        assert not re.search(r"\.$", found.message)
        assert found.notes


@given(raw=st.binary(max_size=40))
def test_no_bytes_are_too_odd_to_be_complained_of(raw: bytes):
    """A picture that was renamed to .yml ends no build with a traceback."""
    document, refused = read(raw)
    assert document.data is not None or refused
