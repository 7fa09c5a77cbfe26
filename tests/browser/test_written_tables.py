"""Tables that are written in Markdown, on small screens: words stay whole, units with their numbers, and nothing lies over a citation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
Open: TypeAlias = Callable[..., Page]
PAGES = [
    "explained/thought-compression/",
    "explained/contemplating-mode/",
    "explained/reading-a-benchmark-table/",
    "explained/evaluation-awareness/",
    "explained/money-and-people/",
    "explained/seeing/",
    "explained/health-and-shopping/",
    "method/",
]

# Every word of a cell with the boxes that it is drawn in: more than one, if a line breaks within it.
WORDS = r"""table => [...table.querySelectorAll('th, td')].map(cell => {
  const words = [], values = [...cell.querySelectorAll('.val > a')];
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) for (const match of walk.currentNode.textContent.matchAll(/[^\s\u00a0]+/g)) {
    range.setStart(walk.currentNode, match.index);
    range.setEnd(walk.currentNode, match.index + match[0].length);
    const boxes = [...range.getClientRects()].filter(box => box.width > 1);
    words.push({ text: match[0], value: values.indexOf(walk.currentNode.parentElement.closest('.val > a')),
      boxes: boxes.map(box => [box.left, box.top, box.right, box.bottom]) });
  }
  return words;
})"""
Box: TypeAlias = tuple[float, float, float, float]


def over(one: Box, other: Box) -> bool:
    """Whether two words are drawn over each other, by more than their boxes touch."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1.5 and down > 0.45 * min(one[3] - one[1], other[3] - other[1])


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_words_stay_whole_and_apart(open_page: Open, address: str, width: int):
    """A line may break at a hyphen; a value is on one line with its unit."""
    page = open_page(address, width=width)
    tables = page.locator(".ledger > table").all()
    assert tables
    for table in tables:
        for cell in table.evaluate(WORDS):
            for word in cell:
                lines = {round(box[1]) for box in word["boxes"]}
                assert len(lines) <= 1 or "-" in word["text"], word["text"]
            boxes = [(word["text"], tuple(box)) for word in cell for box in word["boxes"]]
            for index, (text, box) in enumerate(boxes):
                assert [other for other, beside in boxes[index + 1 :] if over(box, beside)] == [], (
                    text
                )
            tops = {
                (word["value"], round(word["boxes"][0][1]))
                for word in cell
                if word["boxes"] and word["value"] >= 0
            }
            assert len(tops) == len({value for value, _ in tops}), cell
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", PAGES)
def test_a_value_and_its_source_leave_each_other_room(open_page: Open, address: str):
    """Where they stand one below the other too, each has 24 by 24 pixels that the other does not cover."""
    page = open_page(address)
    page.evaluate(AXE.read_text("utf-8"))
    for width in (320, 360, 390, 412, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        small = page.evaluate(
            """() => axe.run(".ledger table", {runOnly: ["target-size"]}).then(({violations}) =>
              violations.flatMap(({nodes}) => nodes.map(({target}) => target.join(" "))))"""
        )
        assert small == [], width
