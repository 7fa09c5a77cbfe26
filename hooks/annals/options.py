"""The options of a block, as they are written in a page, and as the block reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import Any, Protocol

import yaml

from annals.answers import Refusal
from annals.diagnostics import did_you_mean
from annals.record import Record

ARGUMENT = "argument"
_UNREADABLE = " "
Reading = Mapping[str, Callable[[Any], Any]]


class Spec(Protocol):
    """What is asked of a block here: its name, how each option is read, and what is wrong with what they name."""

    @property
    def name(self) -> str:
        """The word behind the slashes."""
        ...

    @property
    def options(self) -> Reading:
        """For each option, the function that reads it, or raises ValueError with a sentence."""
        ...

    @property
    def around(self) -> str:
        """The classes of a block that stands around a text; '' if it holds none."""
        ...

    @property
    def refuse(self) -> Callable[[Record, Mapping[str, Any]], list[Refusal]]:
        """What the record has against the options: ids and references that mean nothing."""
        ...


def written_options(lines: str, argument: str = "") -> dict[str, Any]:
    """Options as text, or lists of texts, with what stands behind the bar; under a name that none has, why they cannot be read."""
    found: Any = None
    try:
        found = yaml.load(dedent(lines), yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        told = getattr(error, "problem", None) or error
        found = {_UNREADABLE: " ".join(str(told).split())}
    if found and not isinstance(found, dict):
        found = {_UNREADABLE: "lines such as 'name: value' are expected"}
    options = {str(name): value for name, value in (found or {}).items()}
    return {**options, ARGUMENT: argument} if argument else options


def read_options(spec: Spec, written: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
    """The options of a block as it reads them, and what is wrong with them."""
    read: dict[str, Any] = {}
    refusals: list[Refusal] = []
    for name, found in written.items():
        if name == _UNREADABLE:
            refusals.append(_bad(f"the options of '{spec.name}' cannot be read", str(found)))
        elif name not in spec.options:
            refusals.append(_unknown(spec, name))
        else:
            try:
                read[name] = spec.options[name](found)
            except ValueError as complaint:
                refusals.append(_bad(f"'{name}' of the block '{spec.name}': {complaint}"))
    return read, refusals


def _bad(message: str, *notes: str) -> Refusal:
    return Refusal("bad-option", message, notes)


def _unknown(spec: Spec, name: str) -> Refusal:
    if name == ARGUMENT:
        return _bad(f"the block '{spec.name}' takes nothing after '|'")
    near = did_you_mean(name, spec.options)
    known = ", ".join(option for option in spec.options if option != ARGUMENT) or "none"
    note = f"did you mean '{near}'?" if near else f"its options are: {known}"
    return _bad(f"the block '{spec.name}' has no option '{name}'", note)
