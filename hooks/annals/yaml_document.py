"""A YAML file as plain data in which every key and value has its place, found when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from annals.diagnostics import Span
from annals.yaml_places import places

Path = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"]


@dataclass(slots=True)
class Document:
    """One file's text and plain data; positions are looked up in its node tree when somebody asks."""

    file: str
    text: str
    data: Data | None
    _root: yaml.Node | None = None
    _composed: bool = False
    _lines: list[str] | None = field(default=None, repr=False)
    _kept: dict[Path, int] = field(default_factory=dict, repr=False)

    @property
    def lines(self) -> list[str]:
        """The lines as an editor counts them."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def forget(self) -> None:
        """Let go of the data, once records are made of them, and of the node tree.

        A tree takes some twenty times its text's memory, and most files are never complained of: it is made anew from the text when
        a place is asked for.
        """
        self._composed = self.data is not None
        self.data = self._root = None

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
        if self._root is None and self._composed:
            self._root = compose(self.text)
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


class _Composer(yaml.CSafeLoader):
    """libyaml's nodes without YAML's guess at what a scalar is: nobody asks for it, and it takes longer than all the rest."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> None:
        """No tag."""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to tidy up."""


def compose(text: str) -> yaml.Node | None:
    """The text's tree of nodes, by libyaml; None where there is none. Raises what the parser raises."""
    loader = _Composer(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()
