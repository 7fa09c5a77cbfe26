"""The environment in which templates are rendered."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annals.dates import human, iso, precision_note
from annals.markdown.tokens import citation, href


class _Environment(Environment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a view holds under a name.

        Views are mappings: asked for an attribute first, as Jinja does, each would answer with an exception.
        """
        if obj.__class__ is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


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
    made.globals.update(cite=citation)
    return made
