"""What claims are reconciled against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annals.parties import Parties
from annals.schema import Property, Ruling, Source

TIERS = ("primary", "measurement", "press", "secondary", "weak")


@dataclass(frozen=True, slots=True)
class Scene:
    """What claims are reconciled against: definitions, parties, rulings."""

    properties: Mapping[str, Property]
    parties: Parties
    rulings: Sequence[Ruling]

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.parties.sources
