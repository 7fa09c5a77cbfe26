"""What nobody can tell while something could not be read: the mistake itself is reported, what follows from it is not."""

from __future__ import annotations

import re

from annals.answers import Refusal
from annals.record import Record
from annals.selectors import REFERENCE

_REFERENCE = re.compile(REFERENCE)
_QUOTED = re.compile(r"'([a-z0-9-]+)'")


def undecided(record: Record, refusal: Refusal, argument: str) -> bool:
    """Whether a reference means nothing perhaps only because a claim that it means could not be read."""
    if not record.loaded.unread:
        return False
    if refusal.rule in ("unknown-entity", "unknown-property", "unknown-source"):
        return any(key in record.loaded.unread for key in _QUOTED.findall(refusal.message))
    if refusal.rule != "unknown-reference":
        return False
    known = {*record.entities, *record.events, *record.properties, *record.loaded.unread}
    heads = [found.partition("?")[0].split("/") for found in _REFERENCE.findall(argument)]
    return bool(heads) and all(part in known for head in heads for part in head)
