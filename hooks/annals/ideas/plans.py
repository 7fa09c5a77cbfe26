"""One agent that takes many steps, against several that take a few each at the same time: what runs on the clock, and what is paid.

Steps of different agents run side by side, so that the clock shows the steps of one agent and those of combining the answers; the
bill holds every step of every agent. All steps are taken to be equally long and equally dear.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """So many agents, each taking so many steps, and so many steps after them to combine what they found."""

    agents: int
    steps: int
    combining: int

    @property
    def clock(self) -> int:
        """How many steps pass until there is an answer."""
        return self.steps + self.combining

    @property
    def bill(self) -> int:
        """How many steps are paid for."""
        return self.agents * self.steps + self.combining


ALONE = Plan(agents=1, steps=16, combining=0)
TOGETHER = Plan(agents=4, steps=4, combining=1)
MOST = Plan(agents=8, steps=16, combining=4)
