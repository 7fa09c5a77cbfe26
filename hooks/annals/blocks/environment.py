"""The environment in which templates are rendered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annals.date_words import human, iso, precision_note
from annals.markdown.quotes import quoted
from annals.markdown.tokens import TEXT, as_words, citation, href, inline


class _Environment(Environment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a view holds under a name.

        Views are mappings: asked for an attribute first, as Jinja does, each would answer with an exception.
        """
        if obj.__class__ is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _capital(text: str) -> str:
    """A text with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def _runs(views: Iterable[dict[str, Any]], *keys: str) -> list[tuple[tuple[Any, ...], list[Any]]]:
    """Neighbours that are alike in some of what they hold: what they share, and the run of them."""
    alike = itemgetter(*keys)
    return [(key, list(run)) for key, run in groupby(views, alike)]


@cache
def environment() -> Environment:
    """The environment of all templates: everything is escaped, and a name that is not given is an error."""
    made = _Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(href=href, human_date=human, iso_date=iso, precision=precision_note)
    made.filters.update(
        capital=_capital, inline=inline, words=as_words, groupby_run=_runs, quoted=quoted
    )
    made.globals.update(cite=citation, text=TEXT)
    return made
