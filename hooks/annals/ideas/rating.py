"""Points of a rating from votes: how often the one with more of them is preferred.

Ratings of the Elo kind (A. E. Elo, "The Rating of Chessplayers, Past and Present", 1978) are made so that a difference of d points
stands for a chance of 1 / (1 + 10^(−d/400)) of winning one comparison, ties counting half: 400 points are ten to one, no points
are even.
"""

from __future__ import annotations

TENFOLD = 400.0  # points that stand for ten wins to one
MOST = 200  # points that the drawing spans


def preferred(difference: float) -> float:
    """The chance, 0 to 1, that the one with `difference` more points is preferred."""
    return float(1 / (1 + 10 ** (-difference / TENFOLD)))
