"""Quotation marks on pages: one kind, whatever the data are written with."""

from __future__ import annotations

import re

import pytest
from annals.markdown.quotes import curled, quoted
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>It says \"so\" and 'so'.</p>", "<p>It says “so” and ‘so’.</p>"),
        ("<p>The town's bridges' arches</p>", "<p>The town’s bridges’ arches</p>"),
        ("<p>&#34;A&#34; &quot;B&quot; the town&#39;s</p>", "<p>“A” “B” the town’s</p>"),
        ("<p>section \"The 'Old' One\", page 3</p>", "<p>section “The ‘Old’ One”, page 3</p>"),
        # Marks around what has a tag of its own.
        ('<p>"<a href="x">Arch</a>" is one word</p>', '<p>“<a href="x">Arch</a>” is one word</p>'),
        ("<p><b>Meta</b>'s word</p>", "<p><b>Meta</b>’s word</p>"),
        ('<span>yes</span><span>"no"</span>', "<span>yes</span><span>“no”</span>"),
        ('<td>word</td><td>"no"</td>', "<td>word</td><td>“no”</td>"),
        # What is no text for readers.
        ("""<a title="it's > 5">it's</a>""", """<a title="it's > 5">it’s</a>"""),
        ("<p><code>a['b']</code>'s value</p>", "<p><code>a['b']</code>’s value</p>"),
        ("<pre>\"x\" <b>'y'</b></pre>", "<pre>\"x\" <b>'y'</b></pre>"),
        ("<!-- it's -->", "<!-- it's -->"),
    ],
)
def test_marks_are_curled(html: str, expected: str):
    """Opening before a word, closing or an apostrophe after one; never in tags, nor where characters count."""
    assert curled(html) == expected


def test_a_quotation_in_a_quotation_has_single_marks():
    """As the printed words of a source stand between double ones."""
    assert quoted('a $27 billion "brain"') == "a $27 billion 'brain'"
    assert (
        quoted("a “brain”")
        == "a \N{LEFT SINGLE QUOTATION MARK}brain\N{RIGHT SINGLE QUOTATION MARK}"
    )


@given(st.text(alphabet="ab \"'<>/&;=cde“”", max_size=40))
def test_nothing_but_marks_is_changed(text: str):
    """Whatever a page holds: the same characters in the same order, but for the marks."""

    def bare(html: str) -> str:
        return re.sub(
            "[\"'“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]", "'", html
        )

    assert bare(curled(text)) == bare(text)
