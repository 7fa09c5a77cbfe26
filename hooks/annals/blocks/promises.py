"""The block of what was announced: promises and predictions, by what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from annals.blocks.spec import BlockSpec, Options, rendered
from annals.blocks.statements import statement_view, together, told_once
from annals.claims import Claim
from annals.dates import Moment, parse_moment
from annals.record import Record
from annals.site import Context, Site

# In the order of the page: how it ends, by a word in the data; else by whether anything is told, and whether it is due yet.
ENDINGS = {
    "kept": "Kept",
    "partly": "Kept in part",
    "late": "Kept, but late",
    "broken": "Not kept",
    "told": "Not settled",
    "overdue": "Due, and no outcome on record",
    "open": "Still open, with a date",
    "undated": "Still open, without a date",
}


def ending(record: Record, claim: Claim) -> str:
    """What came of a promise or a prediction: the word in the data, else what can be told from its outcome and its date."""
    if claim.came is not None:
        return claim.came
    due = parse_moment(claim.due) if claim.due else None
    last = due.last if isinstance(due, Moment) else None
    if last is not None and last >= record.as_of:
        return "open"
    if claim.outcome is not None:
        return "told"
    return "undated" if last is None else "overdue"


def promises(site: Site, _options: Options, context: Context) -> Markup:
    """Promises and predictions, each with who made it and what came of it."""
    record = site.record
    announced = [claim for claim in record.claims if claim.kind in ("promise", "prediction")]
    groups: dict[str, list[Claim]] = {key: [] for key in ENDINGS}
    for claim in announced:
        groups[ending(record, claim)].append(claim)
    views = [
        {"id": key, "name": ENDINGS[key], "rows": _rows(site, members)}
        for key, members in groups.items()
        if members
    ]
    context.anchors.update(str(view["id"]) for view in views)
    return rendered(
        "promises.html.j2", groups=views, total=sum(len(view["rows"]) for view in views)
    )


def _rows(site: Site, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """What is announced of one subject and property with one outcome, told once, with all who announced it; by date."""
    found: dict[tuple[str, str, str | None], list[list[Claim]]] = {}
    for same in together(claims):
        first = same[0]
        found.setdefault((first.subject, first.property, first.outcome), []).append(same)
    rows = sorted(found.values(), key=lambda sayings: _when(site.record, sayings[0][0]))
    return [_announced(site, sayings) for sayings in rows]


def _announced(site: Site, sayings: Sequence[Sequence[Claim]]) -> dict[str, Any]:
    """One row: what is said, each wording once, and all who say it."""
    views = [statement_view(site, same) for same in sayings]
    worded = {(view["what"], view["text"], *view["conditions"]): view for view in reversed(views)}
    return {
        **told_once(views),
        "kind": sayings[0][0].kind,
        "sayings": list(reversed(worded.values())),
    }


def _when(record: Record, claim: Claim) -> tuple[object, ...]:
    """When it is due; of what has no date, when it was said."""
    for text in (claim.due, record.sources[claim.source].issued):
        moment = parse_moment(text) if text else None
        if isinstance(moment, Moment):
            return (0, moment.sort_key, claim.subject, claim.property, claim.order)
    return (1, (), claim.subject, claim.property, claim.order)


BLOCKS = (BlockSpec("promises", "promises and predictions, and what came of them", promises),)
