"""What the schema refuses, in our words: pydantic's errors → complaints at their places, one for each mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from annals.diagnostics import Report, did_you_mean
from annals.yaml_document import Document, Path

# What each of pydantic's errors of shape expected. Where a field takes one of several shapes, it reports one for each.
_SHAPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "bool_type": "yes or no",
}
_SHAPE_NOTES = {
    "text": "write it without brackets, or between quotes if it begins with '[' or '{'",
    "a list": "write '[a, b]', or a line '- …' for each member",
}


def complain(
    document: Document,
    details: Iterable[ErrorDetails],
    report: Report,
    model: type[BaseModel],
) -> None:
    """Report pydantic's errors on one file, each mistake once and at its place."""
    placed = [(_data_path(document.data, detail["loc"]), detail) for detail in details]
    # A key that is none has no value that could be wrong too.
    wrong_keys = {path for path, detail in placed if detail["loc"][-1] == "[key]"}
    placed = [
        (path, detail)
        for path, detail in placed
        if path not in wrong_keys or detail["loc"][-1] == "[key]"
    ]
    meant: set[Path] = set()
    for path, detail in placed:
        if detail["type"] == "extra_forbidden":
            near = _unknown_key(document, path, detail, report, model)
            if near is not None:
                meant.add((*path[:-1], near))
    for path, detail in placed:
        kind = detail["type"]
        # A key that is misspelt is not also missing.
        if kind == "missing" and (*path, str(detail["loc"][-1])) not in meant:
            _missing_key(document, path, detail, report)
        elif kind not in _SHAPES and kind not in ("missing", "extra_forbidden"):
            _wrong_content(document, path, detail, report)
    for path, shapes in _wrong_shapes(placed):
        report.add(
            document.span(path),
            "wrong-shape",
            f"{' or '.join(shapes)} is expected here, not {_shape_of(_at(document.data, path))}",
            *[_SHAPE_NOTES[shape] for shape in shapes[:1] if shape in _SHAPE_NOTES],
        )


def _wrong_shapes(
    placed: list[tuple[Path, ErrorDetails]],
) -> Iterator[tuple[Path, list[str]]]:
    """The places where no shape fits, with the shapes that would."""
    expected: dict[Path, list[str]] = {}
    for path, detail in placed:
        if detail["type"] in _SHAPES:
            shapes = expected.setdefault(path, [])
            if _SHAPES[detail["type"]] not in shapes:
                shapes.append(_SHAPES[detail["type"]])
    for path, shapes in expected.items():
        # Where another shape fits, and something in it is wrong, that is the mistake.
        inside = any(
            other[: len(path)] == path and (other != path or detail["type"] not in _SHAPES)
            for other, detail in placed
        )
        if not inside:
            yield path, shapes


def _unknown_key(
    document: Document, path: Path, detail: ErrorDetails, report: Report, model: type[BaseModel]
) -> str | None:
    """The key that was meant, if any is near; the unknown one is reported."""
    name = str(detail["loc"][-1])
    known = _fields_at(model, detail["loc"][:-1])
    near = did_you_mean(name, known)
    note = f"did you mean '{near}'?" if near else f"the keys are: {', '.join(known)}"
    if not near and not detail["input"]:
        note = "text with a comma stands between quotes where it stands in braces"
    report.add(document.span(path, key=True), "unknown-key", f"there is no key '{name}' here", note)
    return near


def _missing_key(document: Document, path: Path, detail: ErrorDetails, report: Report) -> None:
    name = str(detail["loc"][-1])
    report.add(
        document.span(path, key=bool(path) and isinstance(path[-1], str)),
        "missing-key",
        f"the key '{name}' is missing",
        f"add '{name}: …'",
    )


def _wrong_content(document: Document, path: Path, detail: ErrorDetails, report: Report) -> None:
    kind, found, context = detail["type"], detail["input"], detail.get("ctx") or {}
    if kind == "literal_error":
        options = [
            option.strip("' ")
            for option in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        near = did_you_mean(str(found), options)
        report.add(
            document.span(path),
            "bad-choice",
            f"'{found}' is none of: {', '.join(options)}",
            *((f"did you mean '{near}'?",) if near else ()),
        )
    elif kind in ("too_short", "too_long"):
        count = context["actual_length"]
        bound = (
            f"at least {context['min_length']} are"
            if kind == "too_short"
            else f"at most {context['max_length']} are"
        )
        report.add(
            document.span(path),
            "wrong-length",
            f"the list has {count} member{'' if count == 1 else 's'}, {bound} expected",
        )
    elif kind == "string_too_short":
        report.add(document.span(path), "empty-text", "this is empty: a word is expected")
    elif kind == "string_too_long":
        report.add(
            document.span(path),
            "wrong-length",
            f"the text has {len(str(found))} characters, at most {context['max_length']} are expected",
        )
    else:
        report.add(document.span(path, key=detail["loc"][-1] == "[key]"), kind, detail["msg"])


def _shape_of(data: Any) -> str:
    if isinstance(data, str):
        return "text" if data else "nothing"
    return "a list" if isinstance(data, list) else "a mapping"


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _data_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """The part of pydantic's location that is a path in the data: it also names the members of unions."""
    path: list[str | int] = []
    for step in loc:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            path.append(step)
            data = data[step]  # type: ignore[index]
    return tuple(path)


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where pydantic's location points: found by the models' names in it, else by field."""
    current: type[BaseModel] = model
    for step in loc:
        named = _below(current, str(step)) if isinstance(step, str) else None
        current = named or current
    return list(current.model_fields)


def _below(model: type[BaseModel], step: str) -> type[BaseModel] | None:
    definition = model.model_fields.get(step)
    candidates = _models_in(definition.annotation) if definition else []
    for name_holder in model.model_fields.values():
        for found in _models_in(name_holder.annotation):
            if found.__name__ == step:
                return found
    return candidates[0] if len(candidates) == 1 else None


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found = []
    for argument in getattr(annotation, "__args__", ()):
        found += _models_in(argument)
    return found
