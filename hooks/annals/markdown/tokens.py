"""What generated HTML holds where a page decides: which number a citation has, and how an address is written from here.

A block or a fragment is made without knowing the page that it will stand in. It holds tokens, and the last pass over each page
puts citations and relative addresses in their places. What stands in a token is read as data and escaped again, never put out
as it is.
"""

from __future__ import annotations

import re
import secrets
from html import escape, unescape

from markupsafe import Markup

# Drawn anew by each process and gone from what it writes: no author of a page or of the data can write a token.
_KEY = secrets.token_hex(8)
START, STOP = f"\x02{_KEY}", "\x03"
TEXT = Markup(f"{START}t:{STOP}")  # noqa: S704 - nothing in it is HTML
"""Where the text of a block stands that is around one."""
CITATION = re.compile(f"{START}c:(?P<source>[^\x02\x03<>|]*)\\|(?P<place>[^\x02\x03<>]*){STOP}")
ADDRESS = re.compile(f'{START}u:(?P<url>[^\x02\x03<>"]*){STOP}')
_CITED = re.compile(rf"\s*{CITATION.pattern}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def citation(source_id: str, place: str | None = "") -> Markup:
    """The token of one citation: for text, never for an attribute.

    Neighbours separated by white space alone become one mark.
    """
    # Thousands are made in a build, and Markup.format takes several times as long.
    return Markup(f"{START}c:{_data(source_id)}|{_data(place or '')}{STOP}")  # noqa: S704


def href(url: str) -> Markup:
    """The token of a site-relative address ('entities/x/#y'), for a `href` or `src` in double quotes.

    The empty address is the site's front page. An https or http address stays as it is.
    """
    return Markup(f"{START}u:{_data(url)}{STOP}")  # noqa: S704


def _data(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def without_tokens(html: str) -> Markup:
    """HTML without its citations and without any other token or half of one: for a feed, or where no page is."""
    bare = ADDRESS.sub(lambda found: found["url"], CITATION.sub("", html))
    # Nothing else was changed, so it stays as safe as it was.
    return Markup(without_marks(bare))  # noqa: S704


def inline(html: Markup) -> Markup:
    """A text of the data without its paragraphs, for the middle of a line."""
    # The rest stays as it was cleaned; a text's own '<' is escaped.
    return Markup(re.sub(r"(?:</?p>|[ \n])+", " ", html).strip(" "))  # noqa: S704


def as_words(html: str) -> str:
    """HTML as words alone, without its citations: for a title of a drawing, which holds no elements."""
    return without_tokens(html).striptags() if isinstance(html, Markup) else html


def without_marks(html: str) -> str:
    """HTML without what tokens begin and end with, and without the two characters by themselves."""
    return html.replace(START, "").replace("\x02", "").replace("\x03", "")


def without_citations(html: str) -> Markup:
    """HTML without its citations and the white space before them: for where the sources stand beside it."""
    # Nothing else was changed, so it stays as safe as it was.
    return Markup(_CITED.sub("", html))  # noqa: S704


def citations_in(html: str) -> list[tuple[str, str]]:
    """The sources that HTML cites and the places in them, in its order."""
    return [(found["source"], unescape(found["place"])) for found in CITATION.finditer(html)]
