"""YAML text → plain data whose every key and value knows its line and column.

Scalars stay as written (`NO`, `71.20`, `2024-02-30` are text); reading them is the schema's business. What could surprise a
reader or hurt the process is refused: duplicate keys, aliases, merge keys, tags, keys that are no text, deep nesting, large files,
bytes that are not UTF-8, control characters, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from annals.diagnostics import Diagnostic, Span
from annals.yaml_places import places
from annals.yaml_syntax import syntax_error

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 64
Path = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"]

# Control characters, line breaks that editors and YAML count differently, and marks that have no width or reorder text on screen.
# U+200C and U+200D stay: some scripts and emoji are written with them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
# Complaints after which a file's data would be others than its author meant.
_FATAL = {"too-deep", "alias"}
# Where an anchor, an alias or a tag may begin; a hit only means that the slow look below is taken.
# The sign comes first in the pattern, which then looks at nothing else.
_SUSPECT = re.compile(r"[&*!](?<![^\s\[{,:-][&*!])\S")
_DEEP_LINE = re.compile(r"^[ ?:\t-]{80}", re.MULTILINE)


@dataclass(slots=True)
class Document:
    """One file's text and plain data; positions are looked up in its node tree when somebody asks."""

    file: str
    text: str
    data: Data | None
    _root: yaml.Node | None = None
    _lines: list[str] | None = field(default=None, repr=False)
    _kept: dict[Path, int] = field(default_factory=dict, repr=False)

    @property
    def lines(self) -> list[str]:
        """The lines as an editor counts them."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def forget_nodes(self) -> None:
        """Let go of the node tree; it is made anew from the text when a place is asked for.

        A tree takes some twenty times its text's memory, and most files are never complained of.
        """
        self._root = None

    def span(self, path: Path, *, key: bool = False) -> Span:
        """The stretch of the value at `path`, or of its key; of the nearest parent where it does not exist."""
        node, key_node = self._find(path)
        shown = key_node if key and key_node is not None else node
        if shown is None:
            return Span(self.file, 1, 1, 1, 1)
        return self.node_span(shown)

    def line(self, path: Path) -> int:
        """The line of the value at `path`, from 1."""
        kept = self._kept.get(path)
        return self._start(path) if kept is None else kept

    def keep_lines(self, paths: Iterable[Path]) -> None:
        """Note the lines of these places, which are wanted when the nodes are gone."""
        self._kept = {path: self._start(path) for path in paths}

    def _start(self, path: Path) -> int:
        node, _ = self._find(path)
        return 1 if node is None else node.start_mark.line + 1

    def offset_span(self, path: Path, start: int, stop: int) -> Span:
        """The stretch of the characters [start, stop) of the text at `path`, whatever style it is written in."""
        node, _ = self._find(path)
        if not isinstance(node, yaml.ScalarNode):
            return self.span(path)
        found = places(self.text, node)
        if start >= len(found):
            return self.node_span(node)
        first, last = found[start], found[max(start, min(stop, len(found)) - 1)]
        line, column = self._position(first)
        end_line, end_column = self._position(last + 1)
        return Span(self.file, line, column, end_line, end_column)

    def _position(self, index: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, index)
        start = self.text.rfind("\n", 0, index) + 1
        return line + 1, index - start + 1

    def _find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        if self._root is None and self.data is not None:
            self._root = _compose(self.text)
        node, key_node = self._root, None
        for step in path:
            below: yaml.Node | None = None
            if isinstance(node, yaml.MappingNode):
                for candidate, value in node.value:
                    # Of a key that stands twice, the first one is read.
                    if candidate.value == step:
                        key_node, below = candidate, value
                        break
            elif (
                isinstance(node, yaml.SequenceNode)
                and isinstance(step, int)
                and step < len(node.value)
            ):
                key_node, below = None, node.value[step]
            if below is None:
                break
            node = below
        return node, key_node

    def node_span(self, node: yaml.Node) -> Span:
        """The stretch of one node."""
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 1, start.column + 1
        if isinstance(node, yaml.ScalarNode) and start.line == end.line:
            return Span(self.file, line, column, line, max(end.column + 1, column + 1))
        # A mapping or a long text is underlined on its first line only.
        stop = (
            len(self.lines[start.line].rstrip()) + 1 if start.line < len(self.lines) else column + 1
        )
        return Span(self.file, line, column, line, max(stop, column + 1))


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
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _refused(
            file,
            raw.decode("utf-8", "replace"),
            line,
            column,
            "not-utf-8",
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line, column = _line_column(text, control.start())
        return _refused(
            file,
            text,
            line,
            column,
            "control-character",
            f"there is an invisible character here (U+{ord(control.group()):04X})",
            "delete it and type the text anew",
        )
    if _SUSPECT.search(text) or text.count("[") + text.count("{") > 1000 or _DEEP_LINE.search(text):
        refused = _look_closely(file, text)
        if refused:
            return Document(file, text, None), refused
    try:
        root = _compose(text)
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
    found: list[Diagnostic] = []
    document = Document(file, text, None, root)
    data = _plain(document, root, 1, found)
    if not any(diagnostic.rule in _FATAL for diagnostic in found):
        document.data = data
    return document, found


class _Composer(yaml.CSafeLoader):
    """libyaml's nodes without YAML's guess at what a scalar is: nobody asks for it, and it takes longer than all the rest."""

    def resolve(self, *_: object) -> None:
        """No tag."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to tidy up."""


def _compose(text: str) -> yaml.Node | None:
    loader = _Composer(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _refused(
    file: str, text: str, line: int, column: int, rule: str, message: str, *notes: str
) -> tuple[Document, list[Diagnostic]]:
    span = Span(file, line, column, line, column + 1)
    return Document(file, text, None), [Diagnostic(span, rule, message, "error", notes)]


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _look_closely(file: str, text: str) -> list[Diagnostic]:
    """Anchors, aliases, tags and deep nesting, from the event stream.

    libyaml composes nodes by recursion and crashes the process at some 30,000 levels; its event stream does not.
    """
    found: list[Diagnostic] = []
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    found.append(
                        _at(
                            file,
                            event,
                            "too-deep",
                            f"this is nested deeper than {MAX_DEPTH} levels",
                            "flatten it",
                        )
                    )
                    return found
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                depth -= 1
            if isinstance(event, yaml.AliasEvent):
                found.append(
                    _at(
                        file,
                        event,
                        "alias",
                        f"'*{event.anchor}' is an alias, which is not read here",
                        "write the value out, or between quotes if it is text",
                    )
                )
            elif isinstance(event, yaml.NodeEvent) and event.anchor:
                found.append(
                    _at(
                        file,
                        event,
                        "alias",
                        f"'&{event.anchor}' is an anchor, which is not read here",
                        "delete it, or put the text between quotes",
                    )
                )
            tag = getattr(event, "tag", None)
            if tag:
                found.append(
                    _at(
                        file,
                        event,
                        "tag",
                        f"'{tag.replace('tag:yaml.org,2002:', '!!')}' is a tag, which is not read here",
                        "delete it, or put the text between quotes",
                    )
                )
    except yaml.MarkedYAMLError as error:
        found.append(syntax_error(file, text, error))
    return found


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


def _plain(document: Document, node: yaml.Node, depth: int, found: list[Diagnostic]) -> Data:
    """A node's plain data; complaints about its keys go to `found`, and reading goes on."""
    if node.__class__ is yaml.ScalarNode:
        text: str = node.value
        return text
    if depth > MAX_DEPTH:
        found.append(
            Diagnostic(
                document.node_span(node),
                "too-deep",
                f"this is nested deeper than {MAX_DEPTH} levels",
                "error",
                ("flatten it",),
            )
        )
        return ""
    if node.__class__ is yaml.SequenceNode:
        return [_plain(document, below, depth + 1, found) for below in node.value]
    members: dict[str, Data] = {}
    first: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.__class__ is not yaml.ScalarNode:
            found.append(
                Diagnostic(
                    document.node_span(key),
                    "key-not-text",
                    "a key is a word here, not a list or a mapping",
                    "error",
                    (),
                )
            )
            continue
        name: str = key.value
        if name == "<<" and not key.style:
            found.append(
                Diagnostic(
                    document.node_span(key),
                    "alias",
                    "'<<' merges another mapping, which is not read here",
                    "error",
                    ("write the keys out",),
                )
            )
            continue
        if name in members:
            line = first[name].start_mark.line + 1
            found.append(
                Diagnostic(
                    document.node_span(key),
                    "duplicate-key",
                    f"the key '{name}' stands here a second time",
                    "error",
                    (f"the first is on line {line}; keep one",),
                )
            )
            continue
        members[name] = _plain(document, value, depth + 1, found)
        first[name] = key
    return members
