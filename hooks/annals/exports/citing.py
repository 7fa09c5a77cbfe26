"""How others cite what stands here: in words, as BibTeX, as CSL-JSON; for a page, a finding, an event, a source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from annals.date_words import human
from annals.dates import MONTHS, Moment, parse_moment
from annals.site import Site

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # An escaped brace would still count as one.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "%&#$_"},
}


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited, in the fields of CSL. `issued` is EDTF; `kind` a type of CSL; whatever is not known is ''."""

    id: str
    kind: str
    title: str
    issued: str = ""
    url: str = ""
    container: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    accessed: str = ""
    version: str = ""
    note: str = ""
    archive: str = ""
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


def page_work(site: Site, url: str, title: str) -> Work:
    """A page of the site as others cite it: as of the day of its data."""
    of, day = site.publication, site.record.as_of.isoformat()
    return Work(
        id=f"{url.rstrip('/').replace('/', '-') or 'start'}-{day}",
        kind="webpage",
        title=title,
        issued=day,
        url=of.at(url),
        container=of.name,
        publisher=of.publisher,
        version=day,
    )


def in_words(work: Work) -> str:
    """A citation as one sets it in a list: title, where, by whom, of which day, at which address."""
    place = ", ".join(part for part in (work.container, work.publisher) if part)
    when = f"Record of {_said(work.version)}" if work.version else _said(work.issued)
    parts = (f"“{work.title}”", place, when, work.url)
    return ". ".join(part for part in parts if part) + ("" if work.url else ".")


def csl(work: Work) -> dict[str, Any]:
    """An item of CSL-JSON."""
    item = {
        "id": work.id,
        "type": work.kind,
        "title": work.title,
        "author": [{"literal": author} for author in work.authors],
        "container-title": work.container,
        "publisher": work.publisher,
        "issued": csl_date(work.issued),
        "accessed": csl_date(work.accessed),
        "version": work.version,
        "URL": "" if work.url.startswith("doi:") else work.url,
        "DOI": work.url.removeprefix("doi:") if work.url.startswith("doi:") else "",
        "archive_location": work.archive,
        "note": work.note,
        **work.more,
    }
    return {key: value for key, value in item.items() if value}


def csl_json(work: Work) -> str:
    """One item as the file that a reference manager reads."""
    return json.dumps([csl(work)], ensure_ascii=False)


def csl_date(text: str) -> dict[str, Any]:
    """A date as CSL has it: as exact as it is known, or in words where CSL has no form for it."""
    moment = parse_moment(text) if text else ""
    if not isinstance(moment, Moment):
        return {}
    ends = moment.ends if moment.precision == "interval" else (moment,)
    parts = [_parts(end) for end in ends]
    if not all(parts):
        return {"literal": human(moment)}
    return {"date-parts": parts, **({"circa": True} if moment.approximate else {})}


def _parts(moment: Moment | None) -> list[int]:
    if moment is None or moment.first is None:
        return []
    length = {"year": 1, "month": 2, "day": 3}.get(moment.precision, 0)
    return [moment.first.year, moment.first.month, moment.first.day][:length]


_ENTRY = {"report": "techreport", "article-journal": "article", "paper-conference": "inproceedings"}
_WITHIN = {"techreport": "institution", "article": "journal", "inproceedings": "booktitle"}


def bibtex(work: Work) -> str:
    """An entry of BibTeX, with the fields that old styles know and those of biblatex."""
    entry = _ENTRY.get(work.kind, "misc")
    moment = parse_moment(work.issued) if work.issued else ""
    first = moment.first if isinstance(moment, Moment) and moment.precision in _EXACT else None
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        _WITHIN.get(entry, "howpublished"): _tex(work.container),
        "organization" if entry == "misc" else "publisher": _tex(work.publisher),
        "year": str(first.year) if first else "",
        "month": _month(moment, first),
        "version": work.version,
        "note": _tex(work.note),
        "url": _plain_url(work.url),
        "urldate": work.accessed if re.fullmatch(r"\d{4}-\d\d-\d\d", work.accessed) else "",
    }
    # A month is a word that each style knows.
    lines = [
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@{entry}{{{_key(work.id)},\n" + ",\n".join(lines) + "\n}\n"


_EXACT = ("day", "month", "year")


def _month(moment: Any, first: date | None) -> str:
    known = first is not None and moment.precision != "year"
    return MONTHS[first.month - 1][:3].lower() if known and first else ""


def _tex(text: str) -> str:
    """A plain text as LaTeX that shows it unchanged."""
    return "".join(_SPECIAL.get(character, character) for character in text)


def _plain_url(url: str) -> str:
    """An address for a field of BibTeX, in which braces must match."""
    resolved = f"https://doi.org/{url[4:]}" if url.startswith("doi:") else url
    return resolved.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _key(text: str) -> str:
    """A key that every tool takes: letters, digits, hyphens, dots and colons."""
    return re.sub(r"[^\w.:\ue000\ue001-]+", "-", text, flags=re.ASCII).strip("-")


def _said(text: str) -> str:
    moment = parse_moment(text) if text else ""
    return moment if isinstance(moment, str) else human(moment)


# What stands in for the title, the address and the key while a citation is made; none of the forms changes them.
_TITLE, _URL, _ID = "\ue000title\ue001", "\ue000url\ue001", "\ue000id\ue001"


def forms(work: Work) -> dict[str, Markup]:
    """A work cited in all forms, as HTML in which its title, address and key can be exchanged for those of a part of it."""
    found = {}
    for name, blank in _blank(replace(work, title=_TITLE, url=_URL, id=_ID)).items():
        html, escaped = blank, _ESCAPED[name]
        parts = (
            (_TITLE, "title", escaped(work.title)),
            (_URL, "url", escaped(work.url) if name == "csl" else _plain_url(work.url)),
            (_ID, "id", _key(work.id)),
        )
        for mark, part, text in parts:
            html = html.replace(mark, f'<span data-part="{part}">{escape(text)}</span>')
        found[name] = Markup(html)  # noqa: S704 - escaped, but for the spans
    return found


@cache
def _blank(work: Work) -> dict[str, str]:
    """All forms of a work without title, address and key, escaped; pages differ in nothing else."""
    written = (
        ("words", in_words(work)),
        ("bibtex", bibtex(work).rstrip("\n")),
        ("csl", csl_json(work)),
    )
    return {name: str(escape(form)) for name, form in written}


_ESCAPED: Mapping[str, Callable[[str], str]] = {
    "words": str,
    "bibtex": _tex,
    "csl": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
}
