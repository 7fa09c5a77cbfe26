"""A charge for thinking: how long it pays to think about a problem when every thousand tokens cost something.

The chance of a right answer after t thousand tokens is p·(1 − e^(−t/τ)): it grows fast at first, and never beyond p. What is
maximised is that chance minus λ·t. Setting the derivative to zero gives the best length t* = τ·ln(p / (λ·τ)); where λ ≥ p/τ the
first token already costs more than it brings, and t* = 0. All numbers are invented: no source publishes such a curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem: `ceiling` is the chance that unlimited thinking reaches, `pace` the thousands of tokens that it takes to get about two thirds of the way."""

    name: str
    ceiling: float
    pace: float

    def chance(self, tokens: float) -> float:
        """The chance of a right answer, 0 to 1, after so many thousand tokens."""
        return self.ceiling * (1 - exp(-tokens / self.pace))

    def best(self, charge: float) -> float:
        """The length, in thousand tokens, at which the chance minus the charge is greatest; `charge` is per thousand tokens and positive."""
        if charge >= self.ceiling / self.pace:
            return 0.0
        return self.pace * log(self.ceiling / (charge * self.pace))


PROBLEMS = (
    Problem("easy", 0.98, 0.6),
    Problem("middling", 0.9, 2.5),
    Problem("hard", 0.6, 8.0),
)
LONGEST = 14.0  # thousand tokens that the drawing spans
# The least, the most and the first charge, and those that the drawing keeps beside the first: in thousandths, tenths of a
# percentage point, per thousand tokens. Each is twice the one before, so that a drawing that stands still tells what rising does.
CHARGES = (15, 120, 30)
KEPT = (15, 60, 120)
