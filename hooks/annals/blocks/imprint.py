"""The block of who answers for the site: as the project's settings say, in one place."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, rendered
from annals.date_words import human
from annals.dates import parse_moment
from annals.site import Context, Site

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def imprint(site: Site, _options: Options, _context: Context) -> Markup:
    """Who publishes the site, where corrections go, of which day the record is, and its licence."""
    of = site.publication
    mail = of.contact if _MAIL.fullmatch(of.contact) else ""
    return rendered(
        "imprint.html.j2",
        of=of,
        mail=mail,
        # An address that is kept free for examples reaches nobody.
        example=mail.endswith(("@example.org", "@example.com", "@example.net")),
        as_of=_said(site.record.as_of),
    )


def _said(day: date) -> str:
    moment = parse_moment(day.isoformat())
    return moment if isinstance(moment, str) else human(moment)


BLOCKS = (BlockSpec("imprint", "who publishes the site, and how to reach them", imprint),)
