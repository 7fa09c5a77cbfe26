"""Pictures of pages for those who pass on a link to them (Open Graph): drawn with the site's own fonts, without a network."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from annals.date_words import human
from annals.output import OutputFile
from annals.reader_words import unbroken
from annals.site import Site
from annals.written_pages import front_matter

FOLDER = "cards"
SIZE = WIDTH, HEIGHT = 1200, 630
SERIF, SANS = "newsreader-latin.woff2", "public-sans-latin.woff2"
# The palette in the light (tokens.css).
_PAPER, _INK, _GREY, _ACCENT = "#fcfbf7", "#1b1a17", "#56524a", "#0d4a5e"
_EDGE = 80
# Weight and, where the font has it, optical size.
_AXES = {SERIF: (500, 48), SANS: (500,)}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a picture: a title, a word above it, a sentence below."""

    name: str
    above: str
    title: str
    below: str = ""


def cards(site: Site, fonts: Path) -> list[OutputFile]:
    """A picture for the site, and one for each page that people pass on: explainers and essential events."""
    return [
        OutputFile(f"{FOLDER}/{card.name}.png", _drawn(card, site.publication.name, fonts))
        for card in _all(site)
    ]


def card_of(url: str, made: Container[str]) -> str | None:
    """Which of the pictures made belongs to the page at an address: its own, else the site's; None if there is neither."""
    own, site = (f"{FOLDER}/{name}.png" for name in (url.rstrip("/").replace("/", "-"), "site"))
    return own if own in made else site if site in made else None


def _all(site: Site) -> Iterator[Card]:
    yield Card("site", "", site.publication.name, site.publication.summary)
    for event, moment in site.record.timeline:
        if event.importance == "3":
            yield Card(f"events-{event.id}", human(moment), unbroken(event.title))
    for name, page in sorted(site.pages.items()):
        folder, _, stem = name.removesuffix(".md").partition("/")
        title = front_matter(page).get("title")
        if folder == "explained" and stem != "index" and title:
            yield Card(f"{folder}-{stem}", "Explained", title)


def _drawn(card: Card, site: str, fonts: Path) -> bytes:
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    small, middle = _font(fonts / SANS, 30), _font(fonts / SANS, 34)
    if card.above:
        draw.text((_EDGE, 62), site, font=small, fill=_GREY)
    draw.rectangle((_EDGE, 120, WIDTH - _EDGE, 126), fill=_INK)
    draw.text((_EDGE, 156), card.above, font=middle, fill=_ACCENT)
    font, lines = _fitted(draw, card.title, fonts / SERIF)
    step = round(font.size * 1.12)
    for number, line in enumerate(lines):
        draw.text((_EDGE - 4, 216 + number * step), line, font=font, fill=_INK)
    foot = 216 + len(lines) * step + 24
    _bracket(draw, foot, draw.textlength(lines[-1], font=font))
    for number, line in enumerate(_lines(draw, card.below, middle)):
        draw.text((_EDGE, foot + 30 + number * 46), line, font=middle, fill=_GREY)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _bracket(draw: ImageDraw.ImageDraw, top: int, length: float) -> None:
    """The site's sign, as wide as what it stands under."""
    left, right = _EDGE, _EDGE + round(length)
    draw.line((left, top - 16, left, top, right, top, right, top - 16), fill=_ACCENT, width=5)


def _fitted(
    draw: ImageDraw.ImageDraw, title: str, path: Path
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which a title fits, and its lines."""
    for size in (104, 88, 76, 66, 58, 50):
        font = _font(path, size)
        lines = _lines(draw, title, font)
        if len(lines) * size * 1.12 <= 330:
            break
    return font, lines


def _lines(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """A text on as few lines as it needs, all about as long."""
    widest = WIDTH - 2 * _EDGE
    lines = _broken(draw, text, font, widest)
    for narrower in range(widest, 0, -20):
        tried = _broken(draw, text, font, narrower)
        if len(tried) > len(lines) or any(
            draw.textlength(each, font=font) > narrower for each in tried
        ):
            break
        lines = tried
    return lines


def _broken(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, widest: int
) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and draw.textlength(longer, font=font) > widest:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes(list(_AXES[path.name]))
    return font
