"""Number signs that cut text short: to YAML, a remark begins there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from annals.diagnostics import Diagnostic, Span

# A number sign behind a blank, and right before text: '#1' is more often meant as text than as a remark.
# The sign comes first in the pattern, which then looks at nothing else.
_REMARK = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def cut_short(file: str, text: str, root: yaml.Node) -> list[Diagnostic]:
    """A complaint of each remark that begins where text was most likely meant to go on."""
    signs = [found.start() for found in _REMARK.finditer(text) if _is_behind(text, found.start())]
    if not signs:
        return []
    stretches = list(_stretches(root))
    found = []
    for sign in signs:
        start = text.rfind("\n", 0, sign) + 1
        before = text[start:sign]
        if " #" in before or before.lstrip().startswith("#"):
            continue
        if any(first <= sign < last for first, last in stretches):
            continue
        line, column = text.count("\n", 0, sign) + 1, sign - start + 1
        found.append(
            Diagnostic(
                Span(file, line, column, line, column + 1),
                "yaml-syntax",
                "what stands behind this '#' is read as a remark, not as text",
                "error",
                ("put the text between quotes; a remark has a blank behind its '#'",),
            )
        )
    return found


def _is_behind(text: str, sign: int) -> bool:
    """Whether anything but blanks and another sign stands before a sign on its line."""
    before = text[text.rfind("\n", 0, sign) + 1 : sign].rstrip(" \t")
    return bool(before) and before[-1] != "#" and not before[-1].isspace()


def _stretches(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where in the text the scalars below a node stand."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.index, node.end_mark.index
        return
    for below in node.value:
        for one in below if isinstance(below, tuple) else (below,):
            yield from _stretches(one)
