"""What generated HTML holds where a page decides: which number a citation has, and how an address is written from here.

A block or a fragment is made without knowing the page that it will stand in. It holds tokens, and the last pass over each page
puts citations and relative addresses in their places. U+0002 and U+0003 are taken out of every text that people write, so that
nobody can write a token; and what stands in one is read as data and escaped again, never put out as it is.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

START, STOP = "\x02", "\x03"
CITATION = re.compile("\x02c:(?P<source>[a-z0-9-]+)\\|(?P<place>[^\x02\x03<>]*)\x03")
ADDRESS = re.compile('\x02u:(?P<url>[^\x02\x03<>"]*)\x03')
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def citation(source_id: str, place: str | None = "") -> Markup:
    """The token of one citation: for text, never for an attribute. Neighbours separated by white space alone become one mark."""
    return Markup("\x02c:{}|{}\x03").format(source_id, without_control(place or ""))


def href(url: str) -> Markup:
    """The token of a site-relative address ('entities/x/#y'), for a `href` or `src` in double quotes.

    The empty address is the site's front page; '#x' alone is a place on the page that the token ends up in.
    """
    return Markup("\x02u:{}\x03").format(without_control(url))


def without_control(text: str) -> str:
    """A text without control characters, so that it can neither hold a token nor end one."""
    return _CONTROL.sub("", text)


def without_tokens(html: str) -> Markup:
    """HTML without its citations and without any other token or half of one: for a feed, or where no page is."""
    # The HTML is not changed otherwise, so it stays as safe as it was.
    bare = ADDRESS.sub(lambda found: str(escape(found["url"])), CITATION.sub("", html))
    return Markup(bare.replace(START, "").replace(STOP, ""))  # noqa: S704
