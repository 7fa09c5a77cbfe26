"""YAML text → plain data whose every key and value knows its line and column.

Scalars stay as written (`NO`, `71.20`, `2024-02-30` are text); reading them is the schema's business. What could surprise a
reader or hurt the process is refused: duplicate keys, aliases, merge keys, tags, keys that are no text, deep nesting, large files,
bytes that are not UTF-8, control characters, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from annals.diagnostics import Diagnostic, Span
from annals.text_files import CONTROL, decode, hidden
from annals.yaml_document import Data, Document, compose
from annals.yaml_remarks import cut_short
from annals.yaml_syntax import syntax_error

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 64

# Complaints after which a file's data would be others than its author meant.
_FATAL = {"alias", "control-character", "too-deep"}
# Where an anchor, an alias or a tag may begin; a hit only means that the slow look below is taken.
# The sign comes first in the pattern, which then looks at nothing else.
_SUSPECT = re.compile(r"[&*!](?<![^\s\[{,:-][&*!])\S")
_TOO_DEEP = ("too-deep", f"this is nested deeper than {MAX_DEPTH} levels", "flatten it")
_DEEP_LINE = re.compile(r"\n[ ?:\t-]{80}")


def read(file: str, raw: bytes) -> tuple[Document, list[Diagnostic]]:
    """The document in these bytes and what is wrong with it; its data are None if nothing could be read."""
    if len(raw) > MAX_BYTES:
        return _refused(
            file,
            "",
            1,
            1,
            "file-too-large",
            f"the file has {len(raw):,} bytes, more than {MAX_BYTES:,}",
            "split it: any number of files may stand in a folder",
        )
    text, wrong = decode(file, raw)
    if wrong:
        return Document(file, text, None), [wrong]
    unseen = hidden(file, text)
    if unseen:
        return Document(file, text, None), [unseen]
    deep = text.count("[") + text.count("{") > 1000 or _DEEP_LINE.search(f"\n{text}")
    if deep or _SUSPECT.search(text):
        refused = _look_closely(file, text)
        if refused:
            return Document(file, text, None), refused
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        return Document(file, text, None), [syntax_error(file, text, error)]
    if root is None:
        return _refused(
            file,
            text,
            1,
            1,
            "empty-file",
            "the file holds nothing",
            "add a record, or delete the file",
        )
    cut = cut_short(file, text, root)
    if cut:
        return Document(file, text, None), cut
    found: list[Diagnostic] = []
    document = Document(file, text, None, root)
    data = _plain(document, root, 1, found)
    if not any(diagnostic.rule in _FATAL for diagnostic in found):
        document.data = data
    return document, found


def _refused(
    file: str, text: str, line: int, column: int, rule: str, message: str, *notes: str
) -> tuple[Document, list[Diagnostic]]:
    span = Span(file, line, column, line, column + 1)
    return Document(file, text, None), [Diagnostic(span, rule, message, "error", notes)]


def _look_closely(file: str, text: str) -> list[Diagnostic]:
    """Anchors, aliases, tags and deep nesting, from the event stream.

    libyaml composes nodes by recursion and crashes the process at some 30,000 levels; its event stream does not.
    """
    found: list[Diagnostic] = []
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return [*found, _at(file, event, *_TOO_DEEP)]
            found += [_at(file, event, *refused) for refused in _refusals(event)]
    except yaml.MarkedYAMLError as error:
        found.append(syntax_error(file, text, error))
    return found


def _refusals(event: yaml.Event) -> Iterator[tuple[str, str, str]]:
    """What is refused of an event: the rule, what is wrong, and how to mend it."""
    if isinstance(event, yaml.AliasEvent):
        note = "write the value out, or between quotes if it is text"
        yield "alias", f"'*{event.anchor}' is an alias, which is not read here", note
    elif isinstance(event, yaml.NodeEvent) and event.anchor:
        note = "delete it, or put the text between quotes"
        yield "alias", f"'&{event.anchor}' is an anchor, which is not read here", note
    if tag := getattr(event, "tag", None):
        sign = tag.replace("tag:yaml.org,2002:", "!!")
        note = "delete it, or put the text between quotes"
        yield "tag", f"'{sign}' is a tag, which is not read here", note


def _at(file: str, event: yaml.Event, rule: str, message: str, note: str) -> Diagnostic:
    mark = event.start_mark
    assert mark is not None  # noqa: S101 - libyaml gives every event its mark
    return Diagnostic(
        Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2),
        rule,
        message,
        "error",
        (note,),
    )


_SCALAR = yaml.ScalarNode


def _plain(document: Document, node: yaml.Node, depth: int, found: list[Diagnostic]) -> Data:
    """A node's plain data; complaints about its keys go to `found`, and reading goes on."""
    if node.__class__ is _SCALAR:
        text: str = node.value
        if node.style == '"':
            _escaped_control(document, node, found)
        return text
    if depth > MAX_DEPTH:
        found.append(_on(document, node, *_TOO_DEEP))
        return ""
    if node.__class__ is yaml.SequenceNode:
        return [_plain(document, below, depth + 1, found) for below in node.value]
    members: dict[str, Data] = {}
    first: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.__class__ is not _SCALAR:
            message = "a key is a word here, not a list or a mapping"
            found.append(_on(document, key, "key-not-text", message))
            continue
        name: str = key.value
        if key.style == '"':
            _escaped_control(document, key, found)
        if name == "<<" and not key.style:
            message = "'<<' merges another mapping, which is not read here"
            found.append(_on(document, key, "alias", message, "write the keys out"))
            continue
        if name in members:
            message = f"the key '{name}' stands here a second time"
            note = f"the first is on line {first[name].start_mark.line + 1}; keep one"
            found.append(_on(document, key, "duplicate-key", message, note))
            continue
        # Nearly all values are plain words, for which a call takes longer than they do.
        word = value.__class__ is _SCALAR and value.style != '"'
        members[name] = value.value if word else _plain(document, value, depth + 1, found)
        first[name] = key
    return members


def _escaped_control(document: Document, node: yaml.Node, found: list[Diagnostic]) -> None:
    """What the text of the file may not hold, an escape must not bring in."""
    control = CONTROL.search(node.value)
    if control:
        message = f"an escape stands for an invisible character here (U+{ord(control[0]):04X})"
        found.append(_on(document, node, "control-character", message, "delete it"))


def _on(document: Document, node: yaml.Node, rule: str, message: str, *notes: str) -> Diagnostic:
    return Diagnostic(document.node_span(node), rule, message, "error", notes)
