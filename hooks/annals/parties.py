"""Who belongs to whom, whose voice a claim is, and whose interest: computed from developer, part_of and owned_by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annals.claims import Claim
from annals.findings import Interest
from annals.schema import Entity, Source


@dataclass(frozen=True)
class Parties:
    """The entities and sources of a record, asked for relations between them."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]

    def above(self, party: str) -> frozenset[str]:
        """A party and all that it is part of or (wholly or in part) owned by."""
        known = self._above.get(party)
        if known is None:
            known = self._above[party] = self._all_above(party)
        return known

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {}

    def _all_above(self, party: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [party]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found.add(current)
            entity = self.entities.get(current)
            if entity is not None:
                waiting += [entity.part_of] if entity.part_of else []
                waiting += [ownership.owner for ownership in entity.owned_by]
        return frozenset(found)

    def within(self, party: str) -> set[str]:
        """A party and all that it is part of: what acts as one, which owning a share is not."""
        found: set[str] = set()
        current: str | None = party
        while current is not None and current not in found:
            found.add(current)
            entity = self.entities.get(current)
            current = entity.part_of if entity else None
        return found

    def related(self, one: str, other: str) -> bool:
        """Whether two parties share an owner or a whole, so that the one does not confirm the other."""
        return bool(self.above(one) & self.above(other))

    def developer(self, subject: str) -> str | None:
        """Who made a subject, by the nearest of itself, the model it is a variant of, its family and its whole; an organisation stands for itself."""
        seen: set[str] = set()
        current: str | None = subject
        while current is not None and current not in seen:
            seen.add(current)
            entity = self.entities.get(current)
            if entity is None:
                return None
            if entity.kind == "organisation":
                return current
            if entity.developer:
                return entity.developer
            current = entity.variant_of or entity.family or entity.part_of
        return None

    def interest(self, evaluator: str | None, subjects: Iterable[str]) -> Interest:
        """Whose result it is: the maker's own, an interested party's (tied to the maker, or a maker of rivals), or an independent one's.

        Unstated where nobody says who measured, or who made what was measured.
        """
        makers = {maker for subject in subjects if (maker := self.developer(subject))}
        if evaluator is None or not makers:
            return "unstated"
        if any(
            evaluator in self.within(maker) or maker in self.within(evaluator) for maker in makers
        ):
            return "own"
        if any(self.related(evaluator, maker) for maker in makers):
            return "interested"
        # One that competes with the subject's maker has a stake in the result too.
        return "interested" if evaluator in self._makers_of_models else "independent"

    @cached_property
    def _makers_of_models(self) -> frozenset[str | None]:
        return frozenset(
            entity.developer
            for entity in self.entities.values()
            if entity.kind in ("model", "checkpoint", "family")
        )

    def origin(self, claim: Claim, siblings: Iterable[Claim]) -> tuple[str, str | None]:
        """The source (or party) whose voice a claim is, through every `via`, and its publisher; none if it leads in a circle."""
        if claim.via is None:
            return claim.source, self.sources[claim.source].publisher
        beginnings, reached = self._beginnings(claim.via, list(siblings))
        if not beginnings:
            return min(reached), None
        # One of several, always the same, so that retelling never makes two voices of one.
        voice = min(beginnings)
        return voice, self.sources[voice].publisher if voice in self.sources else voice

    def _beginnings(self, via: str, siblings: Sequence[Claim]) -> tuple[set[str], set[str]]:
        """Where chains of retelling begin, with whoever says it at first hand or is not on record; and all on the way."""
        first_hand = {sibling.source for sibling in siblings if sibling.via is None}
        passed_on: dict[str, set[str]] = {}
        for sibling in siblings:
            if sibling.via is not None and sibling.source not in first_hand:
                passed_on.setdefault(sibling.source, set()).add(sibling.via)
            publisher = self.sources[sibling.source].publisher
            if publisher is not None and publisher not in self.sources:
                # Who has it from a publisher has it from what that publisher says here.
                passed_on.setdefault(publisher, set()).add(sibling.source)
        reached: set[str] = set()
        waiting = [via]
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                waiting += passed_on.get(current, ())
        return {one for one in reached if one not in passed_on}, reached
