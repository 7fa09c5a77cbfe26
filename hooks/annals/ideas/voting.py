"""A vote of several agents: how often the majority is right, when each is right with the same chance and their mistakes go together.

The number of right answers follows a beta-binomial distribution: each agent is right with chance a, any two with correlation ρ
(α = a·(1−ρ)/ρ, β = (1−a)·(1−ρ)/ρ). For ρ = 0 it is the binomial distribution of Condorcet's jury; for ρ = 1 all agents are one.
A tie counts half. J. G. Skellam, "A probability distribution derived from the binomial distribution", 1948.
"""

from __future__ import annotations

AGENTS = (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21)


def majority(agents: int, accuracy: float, correlation: float) -> float:
    """The chance, 0 to 1, that more than half of the agents are right.

    `accuracy` lies strictly between 0 and 1, `correlation` between 0 and 1.
    """
    if correlation >= 1:
        return accuracy
    weights = _weights(agents, accuracy, correlation)
    won = sum(weight for right, weight in enumerate(weights) if 2 * right > agents)
    tied = weights[agents // 2] if agents % 2 == 0 else 0.0
    return won + tied / 2


def _weights(agents: int, accuracy: float, correlation: float) -> list[float]:
    """The chances of 0, 1, … right answers.

    Scaled by ρ/(1−ρ), the parameters of the beta distribution become a and 1−a and each step of the recurrence adds the scale, so
    that ρ = 0 needs no case of its own.
    """
    step = correlation / (1 - correlation)
    wrong = 1 - accuracy
    weight = 1.0
    for index in range(agents):
        weight *= (wrong + index * step) / (1 + index * step)
    weights = [weight]
    for right in range(agents):
        weight *= (agents - right) / (right + 1)
        weight *= (accuracy + right * step) / (wrong + (agents - right - 1) * step)
        weights.append(weight)
    return weights
