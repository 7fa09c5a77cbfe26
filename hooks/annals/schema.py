"""The one definition of every record in `data/`: checks, JSON Schemas and the field reference come from it.

Scalars arrive as the text that was written; nothing is guessed. A field's type (`fields.py`) says how it is read.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from annals.fields import (
    ConditionValue,
    Id,
    Ids,
    Label,
    Line,
    Number,
    Selector,
    Text,
    Title,
    Url,
    When,
    WhenOrFinding,
    Wording,
    Yes,
)


class _Model(BaseModel):
    # The adapters of `load` build what they need; building each model by itself as well takes longer than a small check.
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=False, defer_build=True
    )


class Levels(_Model):
    """What can be said of a file, a table, a row, a column, a cell or a claim, and flows down from each to the next."""

    subject: Id | None = Field(
        None,
        description="The entity (or, for a date, the event) that this is about. An exact checkpoint where the source names one.",
    )
    property: Id | None = Field(
        None, description="What is claimed of the subject: an id from `data/properties/`."
    )
    conditions: dict[Id, ConditionValue] | None = Field(
        None,
        description="The test conditions as the source states them: ids from `data/conditions/`. What it does not state stays out.",
    )
    evaluator: Id | None = Field(None, description="The organisation that ran the measurement.")
    as_of: When | None = Field(
        None,
        description="What the value was true of, for properties that change over time. EDTF date.",
    )
    metric: Id | None = Field(
        None,
        description="Which of several metrics of one benchmark this is; becomes the condition `metric`.",
    )
    via: Id | None = Field(
        None,
        description="The source, or the organisation, from which this source passes the number on.",
    )
    superseded_by: Id | None = Field(
        None,
        description="The source in which the publisher put another value in the place of this one. The claim is history then: shown struck through, on no side, in need of no ruling.",
    )
    note: Text | None = Field(None, description="What a reviewer should know about this reading.")
    place: Line | None = Field(
        None, description="Where in the source it stands: section, paragraph, table, row."
    )


class Claim(Levels):
    """One statement of one source."""

    value: Line | None = Field(
        None,
        description="What the source says, as printed. `none`, `unstated`, `not-reported` and `not-applicable` are words of their own.",
    )
    named: Line | None = Field(
        None, description="The name that the source prints, where it is looser than the subject."
    )
    printed: Wording | None = Field(
        None, description="Its wording, up to eight words, where the value is our reading of it."
    )
    kind: Literal[
        "stated", "promise", "prediction", "opinion", "demonstration", "cause", "not-found"
    ] = Field(
        "stated",
        description="What sort of statement it is. Only `stated` values are held against each other.",
    )
    due: When | None = Field(None, description="For a promise or a prediction: by when.")
    outcome: Text | None = Field(
        None, description="For a promise or a prediction: what came of it, with citations."
    )
    came: Literal["kept", "partly", "late", "broken"] | None = Field(
        None,
        description="For a promise or a prediction with an `outcome`: what it comes to, in a word.",
    )
    searched: When | None = Field(
        None, description="For `not-found`: the day on which somebody looked."
    )
    derived: Line | None = Field(
        None,
        description="For a comparison that the source makes itself: the calculation, in references (`a/hle - b/hle`). Takes the place of subject and property.",
    )


class Cell(Levels):
    """A cell of a table that says more than its value."""

    value: Line = Field(description="What is printed in the cell.")
    named: Line | None = Field(None, description="As in a claim.")
    printed: Wording | None = Field(None, description="As in a claim.")
    derived: Line | None = Field(None, description="As in a claim.")


class Column(Levels):
    """A column of a table: its subject (or its property, in a table whose rows are led by subject)."""

    named: Line | None = Field(
        None, description="The column's heading in the source, where it is looser than the subject."
    )


class Row(Levels):
    """A row of a table."""

    named: Line | None = Field(
        None, description="The row's heading in the source, where it is looser than the subject."
    )
    values: list[Line | Cell] | dict[Id, Line | Cell] = Field(
        description="One value a column, in order; or a mapping from column to value for a sparse row."
    )


class Table(Levels):
    """A table transcribed as a table, so that both can be held side by side."""

    columns: list[Id | Column] = Field(description="What the columns are about.")
    rows: list[Row] = Field(description="The rows, in the order of the source.")


class Source(_Model):
    """One document: who published it, when, where, and how much of it was read."""

    title: Title = Field(description="The title as printed, or what the document is, in our words.")
    type: Literal[
        "article",
        "article-journal",
        "article-newspaper",
        "book",
        "dataset",
        "legal_case",
        "legislation",
        "motion_picture",
        "pamphlet",
        "paper-conference",
        "personal_communication",
        "post",
        "post-weblog",
        "report",
        "software",
        "speech",
        "standard",
        "webpage",
    ] = Field(description="What kind of document, as CSL names it.")
    publisher: Id | None = Field(
        None, description="The organisation (or person) that published it."
    )
    authors: list[Line] = Field(default_factory=list, description="Authors as printed.")
    issued: When | None = Field(
        None, description="When it was published. EDTF date, no more exact than known."
    )
    url: Url | None = Field(None, description="Its address: https, http or doi.")
    archive: Url | None = Field(None, description="The address of an archived copy.")
    unpublished: Line | None = Field(None, description="The reason why there is no address.")
    accessed: When | None = Field(None, description="When it was read.")
    tier: Literal["primary", "measurement", "press", "secondary", "weak"] = Field(
        description="What weight it has: the maker's own, a measurer's own, edited press, retelling, or weak."
    )
    read: Literal["full", "part", "not-opened"] = Field(
        description="How much of it was read by us."
    )
    caution: Text | None = Field(
        None, description="What a reader must know before relying on it; shown on top of its page."
    )
    note: Text | None = Field(None, description="What was read of it, and how.")


class FactFile(Levels):
    """One source and everything it claims. The file's stem is the source's id."""

    source: Source = Field(description="The document.")
    claims: list[Claim] = Field(default_factory=list, description="Single statements.")
    tables: list[Table] = Field(default_factory=list, description="Its tables, as tables.")


class Citation(_Model):
    """A source, and the place in it."""

    source: Id = Field(description="The source's id.")
    place: Line | None = Field(None, description="Where in it.")


def _citation(found: Any) -> Any:
    return {"source": found} if isinstance(found, str) else found


Citations = list[
    Annotated[Citation, BeforeValidator(_citation, json_schema_input_type=Id | Citation)]
]


class Event(_Model):
    """Something that happened."""

    id: Id = Field(description="Its id: part of its address, never reused.")
    title: Title = Field(description="What happened, in one line.")
    when: WhenOrFinding = Field(
        description="An EDTF date, no more exact than the sources allow; or a reference to a date finding."
    )
    kind: Id = Field(
        description="The lane of the timeline it belongs to: one of the project's `kinds`."
    )
    importance: Literal["1", "2", "3"] = Field(
        "1", description="3 is essential and has a page of its own."
    )
    about: Annotated[Ids, Field(min_length=1)] = Field(description="The entities it is about.")
    label: Label | None = Field(
        None,
        description="Its name in drawings, up to 24 characters; without one, its title is cut short there.",
    )
    text: Text = Field(
        description="Two to five sentences of our own, with references and citations."
    )
    cites: Citations = Field(
        default_factory=list, description="The sources that say so, with the place."
    )


class Ownership(_Model):
    """Who owns a part of an organisation."""

    owner: Id = Field(description="The owner's id.")
    share: Line | None = Field(None, description="The share, as printed.")
    since: When | None = Field(None, description="Since when.")
    until: When | None = Field(None, description="Until when.")


class Entity(_Model):
    """What claims and events are about."""

    id: Id = Field(description="Its id: part of its address, never reused.")
    kind: Literal[
        "model", "checkpoint", "family", "organisation", "person", "product", "concept"
    ] = Field(description="What it is. A family as subject means: variant unstated.")
    name: Title = Field(description="Its name, as its maker writes it.")
    also: list[Line] = Field(
        default_factory=list, description="Other names under which sources print it."
    )
    summary: Text = Field(description="Two or three sentences of our own, with citations.")
    developer: Id | None = Field(None, description="Who made it.")
    part_of: Id | None = Field(
        None, description="The organisation, family or product that it is part of."
    )
    owned_by: list[Ownership] = Field(default_factory=list, description="Who owns a part of it.")
    family: Id | None = Field(None, description="The family of a model.")
    predecessor: Id | None = Field(None, description="The model before it.")
    variant_of: Id | None = Field(None, description="The model of which this is a variant.")


def _words(found: Any) -> Any:
    """A list of choices is a mapping in which each choice is its own wording."""
    if isinstance(found, list):
        return {str(member): str(member) for member in found}
    return found


Choices = Annotated[
    dict[Id, Line], BeforeValidator(_words, json_schema_input_type=list[Id] | dict[Id, Line])
]


class Property(_Model):
    """What can be claimed of a subject."""

    id: Id = Field(description="Its id.")
    name: Title = Field(description="What a reader calls it.")
    summary: Text = Field(
        description="What it says, or what it measures, for a reader without a background."
    )
    caveats: Text | None = Field(
        None,
        description="What is known against relying on it: saturation, contamination, disputes. Cited; absent where nothing is known.",
    )
    type: Literal["quantity", "count", "rank", "date", "period", "choice", "entity", "text"] = (
        Field(description="How values are read and compared. Text is never compared.")
    )
    unit: Line | None = Field(None, description="The unit, for readers: tokens, t CO2e, US$, %.")
    unit_one: Line | None = Field(
        None, description="What the unit is called where there is one of it: token."
    )
    direction: Literal["higher", "lower", "none"] = Field(
        "none", description="Which way is better."
    )
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Lowest and highest possible value."
    )
    scale: Line | None = Field(
        None,
        description="`%` for values printed as 86.4 rather than 0.864; `k: 1024` where k means 1,024.",
    )
    kind: Literal["measured", "plain"] = Field(
        "plain",
        description="`measured`: the result of a test, whose evaluator is part of a claim's identity. It has a page of its own.",
    )
    over_time: Yes = Field(
        False, description="Yes: the value changes, so that every claim says `as_of`."
    )
    compare_on: list[Id] | None = Field(
        None,
        description="The conditions (and `by`, the evaluator) that two results must state and share to be comparable; what changes over time must share its date too. Unset: all that either states.",
    )
    one_source: Yes = Field(
        False,
        description="Yes: testers set this up anew for each report, so that two results are comparable only if one source gives both, by one evaluator. What a source passes on counts as given by the source that it comes from.",
    )
    evaluator: Id | None = Field(
        None,
        description="The only organisation that measures this; needs not be repeated in claims.",
    )
    choices: Choices | None = Field(
        None, description="For `choice`: the closed list, with a reader's words for each."
    )


class Topic(_Model):
    """Properties that a reader looks for together, in the order of pages."""

    id: Id = Field(description="Its id, for links to its part of a page.")
    name: Title = Field(description="The heading of its part of a page.")
    properties: Annotated[Ids, Field(min_length=1)] = Field(
        description="Its properties, in the order in which a reader expects them. A property belongs to one topic; those of none come last."
    )


class Condition(_Model):
    """A key under which test conditions are stated."""

    id: Id = Field(description="Its id.")
    name: Title = Field(description="What a reader calls it.")
    summary: Text = Field(description="What it means, for a reader without a background.")
    type: Literal["choice", "count", "entity", "slug"] = Field(
        "choice",
        description="How its values are written: from a closed list, as a whole number, as an entity's id, or as any id-like word.",
    )
    choices: Choices | None = Field(
        None, description="For `choice`: the closed list, with a reader's words for each."
    )
    words: Line | None = Field(
        None, description="How a reader sees it, with `{}` for the value: `{}-shot`."
    )


class Prefer(_Model):
    """The claim that a ruling prints."""

    source: Id = Field(description="The source whose claim is printed.")
    value: Line | None = Field(None, description="Its value, where the source gives several.")


class Pattern(_Model):
    """Contradictions between two or more sources, on one property or on all."""

    between: Annotated[list[Id], Field(min_length=1)] = Field(
        description="All sources whose claims contradict each other."
    )
    property: Ids | None = Field(None, description="Only on these properties.")


class Ruling(_Model):
    """Our decision on a contradiction, with its reason."""

    id: Id = Field(description="Its id.")
    finding: Line | None = Field(None, description="The finding's exact id.")
    findings: list[Line] | None = Field(None, description="Several findings, by exact id.")
    pattern: Pattern | None = Field(None, description="A family of contradictions between sources.")
    prefer: Prefer | None = Field(None, description="Print this claim.")
    rerun: Yes = Field(
        False,
        description="Yes: the same evaluator measured again; the newest is printed, the older are history.",
    )
    computed: Yes = Field(
        False, description="Yes, for an arithmetic contradiction: print what the operands give."
    )
    open: Yes = Field(False, description="Yes: held open on purpose; the span is printed.")
    because: Text = Field(description="The reason, for readers.")
    cites: Citations = Field(default_factory=list, description="What decides it.")
    seen: list[Line] = Field(
        description="The printed values that were looked at. A value that meets none of them makes the ruling stale."
    )
    decided: When = Field(description="When it was decided.")


class Lookalike(_Model):
    """Findings that look like a disagreement and are none."""

    id: Id = Field(description="Its id.")
    title: Title = Field(description="The question, as a reader would ask it.")
    text: Text = Field(description="Why both can be right.")
    findings: Annotated[list[Selector], Field(min_length=2)] = Field(
        description="The findings, which the build checks to be different ones."
    )


class Redirect(_Model):
    """An id that was published and is no longer used."""

    id: Id = Field(description="The id that was.")
    to: Ids = Field(
        default_factory=list,
        description="Where it went: one id, or several after a split; none if withdrawn.",
    )
    kind: Literal["moved", "split", "merged", "withdrawn"] = Field(
        description="What happened to it."
    )
    decided: When = Field(description="When.")
    because: Text = Field(description="Why, for readers.")


# folder of data/ → (what one file holds, the record's model)
FOLDERS: dict[str, tuple[str, type[BaseModel]]] = {
    "events": ("list", Event),
    "facts": ("file", FactFile),
    "entities": ("list", Entity),
    "properties": ("list", Property),
    "topics": ("list", Topic),
    "conditions": ("list", Condition),
    "rulings": ("list", Ruling),
    "lookalikes": ("list", Lookalike),
    "redirects": ("list", Redirect),
}

# The fields that are prose: Markdown with references, rendered by the extension and read by the check.
PROSE_FIELDS: dict[type[BaseModel], tuple[str, ...]] = {
    Event: ("text",),
    Entity: ("summary",),
    Property: ("summary", "caveats"),
    Condition: ("summary",),
    Ruling: ("because",),
    Lookalike: ("text",),
    Redirect: ("because",),
    Source: ("caution", "note"),
    FactFile: ("note",),
    Table: ("note",),
    Column: ("note",),
    Row: ("note",),
    Cell: ("note",),
    Claim: ("note", "outcome"),
}
# Where records with prose stand inside others.
NESTED_FIELDS: dict[type[BaseModel], tuple[str, ...]] = {
    FactFile: ("source", "claims", "tables"),
    Table: ("columns", "rows"),
    Row: ("values",),
}
