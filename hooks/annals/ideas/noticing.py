"""A test that is noticed: how much of what goes wrong in use it still shows.

In use a share of the answers is bad. In a test the model notices a share r of the tasks to be a test, and of those it would have
got wrong it now gets a share c right. If noticing has nothing to do with which tasks go wrong, the test shows 1 − r × c of what
goes wrong in use. Either share alone changes nothing: to notice is not to behave differently. All of it is assumed; no source
publishes a curve.
"""

from __future__ import annotations


def shown(noticed: float, changed: float) -> float:
    """Which share of the true rate a test shows, if it is noticed with the one share and behaviour changes with the other (0 to 1 each)."""
    return 1 - noticed * changed
