"""What of HTML may reach a page. Authors' pages and texts of the data pass here alike; what the generator makes is put in after."""

from __future__ import annotations

import re

import nh3

from annals.markdown.tokens import without_marks

SCHEMES = frozenset({"http", "https", "doi"})
# What Python-Markdown, its tables, code, notes, details and permalinks make, and the plain elements of running text.
TAGS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div", "hr", "br"),
        *("ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption", "img"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("a", "strong", "em", "code", "span", "sup", "sub", "del", "ins", "abbr", "kbd", "mark"),
    )
)
ATTRIBUTES = {
    "*": frozenset({"class", "id"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    # Numbers of lines in code: a style sheet shows them from here, so that they are not copied with the code.
    "span": frozenset({"data-linenos"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
# A text of the data is running text: what is a page's business has no place in it.
FRAGMENT_TAGS = frozenset(
    (
        *("p", "blockquote", "ul", "ol", "li", "br"),
        *("a", "strong", "em", "code", "span", "sup", "sub"),
    )
)
FRAGMENT_ATTRIBUTES = {
    "a": frozenset({"href", "title"}),
    "ol": frozenset({"start"}),
    "span": frozenset({"class"}),
}
_REL = "noopener"
_PAGE = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=_REL, strip_comments=True
)
_FRAGMENT = nh3.Cleaner(
    tags=FRAGMENT_TAGS,
    attributes=FRAGMENT_ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=_REL,
    strip_comments=True,
)
# Tags that need a second look: pictures, and ids and classes that only the generator may give. Cleaned HTML has every
# other '<' and '>' escaped and every attribute in double quotes, so that tags can be told by a pattern.
_OURS = r"val|computed|checked|refused|cites|cite|references"
_SECOND_LOOK = re.compile(
    rf'<img\b[^<>]*>|<[a-z0-9]+ [^<>]*\b(?:id="(?:ref|cite)-[0-9]|class="[^"]*\b(?:{_OURS})\b)[^<>]*>'
)
_OUR_ID = re.compile(r' id="(?:ref|cite)-[0-9]+"')
_CLASS = re.compile(r' class="([^"]*)"')
_OUR_CLASS = re.compile(rf"(?:{_OURS})\Z")
# A picture lies on this site: no scheme, no other host, and none of the characters that browsers pass over.
_SRC = re.compile(r' src="(?![/\\]{2})(?![^"/?#]*:)[^"\\\s\x00-\x1f]+"')


def clean_page(html: str) -> str:
    """A page's HTML without anything that is not on the list, and without tokens or halves of them."""
    return _SECOND_LOOK.sub(_second_look, without_marks(_PAGE.clean(html)))


def clean_fragment(html: str) -> str:
    """The HTML of a text of the data, without anything that is not on the narrower list."""
    return _SECOND_LOOK.sub(_second_look, without_marks(_FRAGMENT.clean(html)))


def _second_look(found: re.Match[str]) -> str:
    tag = found[0]
    if tag.startswith("<img") and not _SRC.search(tag):
        return ""
    return _CLASS.sub(_their_classes, _OUR_ID.sub("", tag))


def _their_classes(found: re.Match[str]) -> str:
    return f' class="{" ".join(name for name in found[1].split() if not _OUR_CLASS.match(name))}"'
