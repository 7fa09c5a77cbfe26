"""The blocks of the front page: a question with its answer, what brackets mean, how well the record is supported."""

from __future__ import annotations

from markupsafe import Markup

from annals.answers import Refusal, one
from annals.blocks.events import source_count, source_views
from annals.blocks.spec import (
    BlockSpec,
    Options,
    all_of,
    line,
    names_one_of,
    rendered,
    words,
)
from annals.blocks.views import linked
from annals.census import census
from annals.findings import Finding
from annals.reader_words import support_words, value_classes
from annals.record import Record
from annals.site import Context, Site
from annals.support import agreeing

SHOWN = 3
"""How many of a finding's sources stand beside the answer; its page has all."""


def question(site: Site, options: Options, _context: Context) -> Markup:
    """The row around an answer: at its left the figure, or the words, that say it in short; at its right who says so."""
    record = site.record
    finding = record.select(options["figure"])[0] if "figure" in options else None
    named = [(source, "") for source in options.get("sources", ())]
    if finding is not None and not named:
        claims = agreeing(finding) or list(finding.claims)
        named = [(claim.source, claim.place or "") for claim in claims]
        named = list({source: (source, place) for source, place in reversed(named)}.values())
        named = named[::-1][:SHOWN]
    return rendered(
        "question.html.j2",
        figure=linked(site, finding) if finding else None,
        words=options.get("words"),
        under=options.get("under"),
        differs=finding is not None and finding.kind is not None,
        status=_status(record, finding, [source for source, _ in named]),
        sources=source_views(site, named),
    )


def _status(record: Record, finding: Finding | None, sources: list[str]) -> str:
    if finding is None:
        return source_count(record, sources)
    if finding.kind:
        return "Sources differ" + (", not yet decided" if finding.open else "")
    return support_words(record, finding)


def refuse_question(record: Record, options: Options) -> list[Refusal]:
    """Refuses a row with two figures or none, and one whose sources nobody named."""
    if ("figure" in options) == ("words" in options):
        return [Refusal("bad-option", "the block 'question' needs either 'figure' or 'words'")]
    if "words" in options and "sources" not in options:
        return [Refusal("bad-option", "the block 'question' needs 'sources' beside 'words'")]
    answer = one(record, options["figure"]) if "figure" in options else None
    return [answer] if isinstance(answer, Refusal) else []


_FORMS = {"closed": "val", "half": "val one", "parted": "val parted"}


def brackets(site: Site, options: Options, _context: Context) -> Markup:
    """What the three brackets mean, each shown at a number of the record that has it."""
    examples = {form: site.record.select(options[form])[0] for form in _FORMS}
    return rendered(
        "brackets.html.j2",
        **{form: linked(site, finding) for form, finding in examples.items()},
    )


def refuse_brackets(record: Record, options: Options) -> list[Refusal]:
    """Refuses an example that is missing, or does not have the form that it is to show."""
    refusals = []
    for form, classes in _FORMS.items():
        if form not in options:
            refusals.append(Refusal("bad-option", f"the block 'brackets' needs '{form}'"))
            continue
        answer = one(record, options[form])
        if isinstance(answer, Refusal):
            refusals.append(answer)
        elif value_classes(answer) != classes:
            refusals.append(
                Refusal(
                    "bad-option",
                    f"'{answer.id}' is no example of a {form} bracket any more",
                    (f"its support is '{answer.support}', contradicted: {answer.contradicted}",),
                )
            )
    return refusals


def support(site: Site, _options: Options, _context: Context) -> Markup:
    """How many findings rest on a document that we read, counted."""
    counts = census(site.record)
    return rendered(
        "support.html.j2",
        read=counts["findings_on_a_document_read"],
        findings=counts["findings"],
        support=counts["findings_by_support"],
        documents=counts["sources_by_read"],
        sources=counts["sources"],
    )


BLOCKS = (
    BlockSpec(
        "question",
        "around an answer: the figure that says it in short, and who says so",
        question,
        {"figure": line, "words": line, "under": line, "sources": words},
        all_of(refuse_question, names_one_of("sources", "sources")),
        around="row question",
    ),
    BlockSpec(
        "brackets",
        "what the three brackets mean, each at a number that has it",
        brackets,
        dict.fromkeys(_FORMS, line),
        refuse_brackets,
    ),
    BlockSpec("support", "how many findings rest on a document that was read", support),
)
