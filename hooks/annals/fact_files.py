"""Fact files → claims: each statement with all that was said of it at any level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annals.claims import Claim, Conditions
from annals.dates import parse_moment
from annals.diagnostics import Report, Span
from annals.load import Held, Loaded, Steps
from annals.schema import Cell, Column, FactFile, Levels, Property, Row, Table
from annals.values import Value, comparison, read_value

LEVEL_KEYS = (
    "subject",
    "property",
    "evaluator",
    "as_of",
    "via",
    "superseded_by",
    "note",
    "place",
    "named",
)
# What a number with a comma falls into where commas separate.
_COMMA = re.compile(r"\D{0,2}[0-9]{1,3},[0-9]{3}(?!\d)[^,]*")
Said = dict[str, tuple[str, Steps]]


def collect(loaded: Loaded, report: Report) -> list[Claim]:
    """All claims of all fact files, in a total order; what cannot be read is reported and left out."""
    properties = {held.record.id: held.record for held in loaded.properties}
    claims: list[Claim] = []
    for source, held in loaded.facts.items():
        reader = _Reader(loaded, report, properties, source, held)
        claims.extend(reader.claims())
    return sorted(claims, key=lambda claim: claim.order)


@dataclass(slots=True)
class _Reader:
    """Reads one fact file; what flows down through its levels is a mapping from key to value and place."""

    loaded: Loaded
    report: Report
    properties: dict[str, Property]
    source: str
    held: Held[FactFile]

    def claims(self) -> Iterator[Claim]:
        facts = self.held.record
        top = self._say({}, facts, ())
        for index, claim in enumerate(facts.claims):
            path: Steps = ("claims", index)
            if path in self.held.unread:
                continue
            yield from self._claim(self._say(top, claim, path), claim.value, path, claim)
        for index, table in enumerate(facts.tables):
            yield from self._table(top, table, ("tables", index))

    def _refuse(self, span: Span, rule: str, message: str, *notes: str) -> None:
        """Report what keeps a claim from being read as its author meant it."""
        self.loaded.unread.add(self.source)
        self.report.add(span, rule, message, *notes)

    def _table(self, top: Said, table: Table, path: Steps) -> Iterator[Claim]:
        above = self._say(top, table, path)
        names = [
            column if isinstance(column, str) else column.subject or column.property or ""
            for column in table.columns
        ]
        self._distinct(table, path)
        for number, row in enumerate(table.rows):
            row_path = (*path, "rows", number)
            said = self._say(above, row, row_path)
            for column, cell, cell_path in self._cells(table, names, row, row_path):
                column_path = (*path, "columns", column)
                whole = self._say_column(said, table.columns[column], column_path)
                if isinstance(cell, str):
                    yield from self._claim(whole, cell, cell_path, None)
                else:
                    yield from self._claim(
                        self._say(whole, cell, cell_path), cell.value, cell_path, cell
                    )

    def _distinct(self, table: Table, path: Steps) -> None:
        """Complain of columns that say the same: which of the two a number belongs to, nobody can tell."""
        first: dict[str, int] = {}
        for index, column in enumerate(table.columns):
            if isinstance(column, str) and first.setdefault(column, index) != index:
                self.report.add(
                    self.loaded.span(self.held.file, (*path, "columns", index)),
                    "duplicate-key",
                    f"the table has a column '{column}' already",
                    f"say what sets them apart, as in '{{subject: {column}, conditions: {{…}}}}', or keep one",
                )

    def _cells(
        self, table: Table, names: list[str], row: Row, path: Steps
    ) -> Iterator[tuple[int, str | Cell, Steps]]:
        if isinstance(row.values, dict):
            for name, cell in row.values.items():
                if names.count(name) == 1:
                    yield names.index(name), cell, (*path, "values", name)
                else:
                    several = name in names
                    self._refuse(
                        self.loaded.span(self.held.file, (*path, "values", name), key=True),
                        "ragged-row",
                        f"the table has {'several columns' if several else 'no column'} '{name}'",
                        "write a list, with 'not-reported' for an empty cell"
                        if several
                        else f"its columns are: {', '.join(names)}",
                    )
            return
        if len(row.values) != len(table.columns):
            self._ragged(table, row, path)
            return
        for index, cell in enumerate(row.values):
            yield index, cell, (*path, "values", index)

    def _ragged(self, table: Table, row: Row, path: Steps) -> None:
        have, want = len(row.values), len(table.columns)
        cells = [cell if isinstance(cell, str) else cell.value for cell in row.values]
        note = f"{want - have} missing: write 'not-reported' for an empty cell, or a mapping from column to value"
        if have > want:
            note = f"{have - want} too many: is a column missing from 'columns'?"
            split = next(
                (pair for pair in pairwise(cells) if _COMMA.fullmatch(",".join(pair))), None
            )
            if have == 2 * want and all(cell.isdigit() for cell in cells):
                note = f"twice as many: are commas meant as decimal points, as in {cells[0]}.{cells[1]}?"
            elif split:
                note = f"{have - want} too many: is it one number, {','.join(split)}? Put it between quotes"
        self._refuse(
            self.loaded.span(self.held.file, (*path, "values")),
            "ragged-row",
            f"this row has {have} values for {want} columns",
            note,
        )

    def _say_column(self, said: Said, column: str | Column, path: Steps) -> Said:
        if isinstance(column, Column):
            return self._say(said, column, path)
        # A bare column is a property where the rows are led by subject, a subject otherwise.
        key = "property" if "subject" in said and "property" not in said else "subject"
        return self._add(dict(said), key, column, path)

    def _say(self, above: Said, level: Levels, path: Steps) -> Said:
        said = dict(above)
        fields = vars(level)
        for key in LEVEL_KEYS:
            value = fields.get(key)
            if value is not None:
                self._add(said, key, value, (*path, key))
        if level.metric is not None:
            self._add(said, "?metric", level.metric, (*path, "metric"))
        if level.conditions:
            for key, value in level.conditions.items():
                self._add(said, f"?{key}", value, (*path, "conditions", key))
        return said

    def _add(self, said: Said, key: str, value: str, path: Steps) -> Said:
        if key in said and said[key][0] != value:
            if key in ("note", "named"):
                joint = " " if key == "note" else ", "
                said[key] = (f"{said[key][0].rstrip()}{joint}{value}", path)
                return said
            first = self.loaded.span(self.held.file, said[key][1])
            self.report.add(
                self.loaded.span(self.held.file, path),
                "said-twice",
                f"'{key.removeprefix('?')}' is '{value}' here, but '{said[key][0]}' was said above",
                f"see line {first.line}; what is said above holds for all below it",
            )
            return said
        said[key] = (value, path)
        return said

    def _claim(self, said: Said, text: str | None, path: Steps, level: Any) -> Iterator[Claim]:
        value_path = path if level is None else (*path, "value")
        kind = getattr(level, "kind", "stated")
        derived = getattr(level, "derived", None)
        at = {key: place for key, (_, place) in said.items()}
        at["value"] = value_path
        if derived is not None:
            at["derived"] = (*path, "derived")
        if not self._whole(said, text, path, kind, derived):
            return
        prop = said.get("property", ("", ()))[0] if derived is None else ""
        definition = self.properties.get(prop)
        value = self._value(text, definition, value_path, derived)
        if value is None and (derived is not None or definition is not None) and text is not None:
            return
        yield Claim(
            source=self.source,
            subject=said.get("subject", ("", ()))[0] if derived is None else "",
            property=prop,
            conditions=self._identity(said, definition, kind, path),
            value=value,
            text=text or "",
            kind=kind,
            place=_get(said, "place"),
            evaluator=_get(said, "evaluator") or (definition.evaluator if definition else None),
            as_of=_get(said, "as_of"),
            via=_get(said, "via"),
            superseded_by=_get(said, "superseded_by"),
            named=_get(said, "named"),
            printed=getattr(level, "printed", None),
            note=_get(said, "note"),
            due=getattr(level, "due", None),
            outcome=getattr(level, "outcome", None),
            came=getattr(level, "came", None),
            searched=getattr(level, "searched", None),
            derived=" ".join(derived.split()) if derived is not None else None,
            file=self.held.file,
            line=self.loaded.documents[self.held.file].line(path),
            path=path,
            at=at,
        )

    def _whole(
        self, said: Said, text: str | None, path: Steps, kind: str, derived: str | None
    ) -> bool:
        missing = (
            []
            if derived is not None
            else [key for key in ("subject", "property") if key not in said]
        )
        if text is None and kind != "not-found":
            missing.append("value")
        # What a cell lacks, its whole row lacks.
        place, what = (path[: path.index("values")], "row") if "values" in path else (path, "claim")
        for key in missing:
            self._refuse(
                self.loaded.span(self.held.file, place),
                "missing-key",
                f"the {what} has no '{key}'",
                f"say '{key}: …' here, or at its row, column, table or file",
            )
        return not missing

    def _value(
        self, text: str | None, definition: Property | None, path: Steps, derived: str | None
    ) -> Value | None:
        if text is None:
            return None
        if derived is not None:
            value = comparison(text)
        elif definition is None:
            return None
        else:
            value = read_value(text, definition)
        if isinstance(value, str):
            self._refuse(
                self.loaded.span(self.held.file, path), "bad-value", value, _expected(definition)
            )
            return None
        return value

    def _identity(
        self, said: Said, definition: Property | None, kind: str, path: Steps
    ) -> Conditions:
        conditions = {key[1:]: value for key, (value, _) in said.items() if key.startswith("?")}
        if definition is not None and definition.kind == "measured":
            by = _get(said, "evaluator") or definition.evaluator
            if by:
                conditions["by"] = by
        if definition is not None and definition.over_time:
            if "as_of" in said:
                moment = parse_moment(said["as_of"][0])
                conditions["as_of"] = moment if isinstance(moment, str) else moment.text
            elif kind == "stated":
                self._refuse(
                    self.loaded.span(self.held.file, path),
                    "missing-as-of",
                    f"'{definition.id}' changes over time, and the claim does not say when it was true",
                    "add 'as_of: …', the date that the value was true of",
                )
        return tuple(sorted(conditions.items()))


def _get(said: Said, key: str) -> str | None:
    return said[key][0] if key in said else None


def _expected(definition: Property | None) -> str:
    if definition is None:
        return "a comparison is a number: 3, 10x or 54 %"
    kind = definition.type
    article, several = ("an", "entities") if kind == "entity" else ("a", f"{kind}s")
    if kind == "quantity":
        several = "quantities"
    return f"'{definition.id}' is {article} {kind}: its values are read as {several}"
