"""The words that the synthetic project is made of."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Plain:
    """A property that is not measured; `about` is the kind of entity that it is claimed of."""

    id: str
    type: str
    unit: str
    about: str
    summary: str
    over_time: bool = False


NAMES = (
    "Alder", "Birch", "Curlew", "Dunlin", "Elm", "Falcon", "Gannet", "Heron", "Ibis", "Jackdaw", "Kestrel", "Larch",
    "Merlin", "Nuthatch", "Osprey", "Plover", "Quail", "Rowan", "Sorrel", "Tern",
)  # fmt: skip
ENDINGS = {"product": "", "organisation": "Works ", "person": "Smith ", "concept": "Method "}
PAPERS = ("gazette", "journal", "ledger", "report", "review", "yearbook")
GAUGES = ("standard", "metre", "narrow", "broad")
TRIALS = (
    "Hill climb", "Wet rail", "Cold start", "Fuel test", "Long haul", "Brake test", "Tight curve", "Night run",
    "Heavy load", "Restart", "Smooth ride", "Low noise", "Steady speed", "Clean smoke", "Short stop", "Boiler test",
)  # fmt: skip
PLAIN = (
    Plain("length", "quantity", "m", "product", "The length over the buffers, as built."),
    Plain(
        "mass",
        "quantity",
        "t",
        "product",
        "The mass in working order, with water and fuel on board.",
    ),
    Plain("top-speed", "quantity", "km/h", "product", "The highest speed for which it was passed."),
    Plain("built", "count", "", "product", "How many were built, conversions left out."),
    Plain(
        "first-run",
        "date",
        "",
        "product",
        "The day on which the first of them ran under its own power.",
    ),
    Plain(
        "gauge", "choice", "", "product", "The distance between the rails for which it was made."
    ),
    Plain("founded", "date", "", "organisation", "When the firm was entered in a register."),
    Plain(
        "staff",
        "count",
        "",
        "organisation",
        "How many people worked there, those on leave among them.",
        over_time=True,
    ),
    Plain("born", "date", "", "person", "The year of birth, as registers give it."),
)
CONDITIONS = """\
- id: load
  name: Load
  type: choice
  choices: {full: full load, half: half load}
  summary: >-
    How much of the load for which an engine is rated it drew during the trial.
"""
FRONT_PAGE = """\
# A record of railways

Engines, works and people, and what sources say of them. Everything here is made up, so that it can be measured.

/// latest
    count: 20
///
"""
VERBS = (
    "adopted",
    "bought",
    "built",
    "closed",
    "demonstrated",
    "extended",
    "leased",
    "opened",
    "rebuilt",
    "tested",
    "withdrew",
)
THINGS = (
    "a branch line along the river", "a new form of axle box", "a set of cast wheels", "a signal box with new levers",
    "a steeper timetable for goods", "the coal stage at the junction", "the new electric shunter",
    "the long viaduct over the marsh", "the second workshop by the harbour", "a turntable for long engines",
)  # fmt: skip
_WHO = (
    "The board", "A committee of engineers", "The works", "A local newspaper", "The regional office", "A group of drivers",
    "The inspector", "The owners", "A visiting professor", "The town council",
)  # fmt: skip
_DID = (
    "agreed to",
    "asked for",
    "described",
    "inspected",
    "paid for",
    "praised",
    "postponed",
    "rejected",
    "reported on",
    "welcomed",
)
_HOW = (
    "after a trial of {} days", "at a cost that nobody has confirmed", "before the line was a year old", "during the hard winter",
    "in a letter of {} pages", "in front of {} guests", "on the advice of the test plant", "with the help of {} workmen",
)  # fmt: skip
_REMARKS = (
    "Two later accounts give other figures, and neither names its source.",
    "The drawings of this stage are lost, but {} photographs remain.",
    "It ran for {} years without a serious fault.",
    "Much of the material was used again in the next order.",
    "The ledger has {} entries on it, most of them in pencil.",
    "A shorter version appeared in the yearbook of the same season.",
    "Drivers remembered it for its quiet running and its cold cab.",
    "No more than {} of the parts had to be replaced.",
    "The register was copied by hand, and some dates may be those of the copy.",
    "Its makers wrote that the gain came from better coal rather than from the engine.",
)


def sentence(rng: Random) -> str:
    """One sentence on what somebody did."""
    how = rng.choice(_HOW).format(rng.randint(2, 60))
    return f"{rng.choice(_WHO)} {rng.choice(_DID)} {rng.choice(THINGS)} {how}."


def remark(rng: Random) -> str:
    """One more sentence."""
    return rng.choice(_REMARKS).format(rng.randint(2, 40))


def title(rng: Random) -> str:
    """The title of a source."""
    return f"{rng.choice(_WHO)} on {rng.choice(THINGS)}, part {rng.randint(1, 40)}"


def slug(name: str) -> str:
    """A name as an id."""
    return name.lower().replace(" ", "-")


def source_id(rng: Random, number: int) -> str:
    """The id of a source."""
    return f"{rng.choice(NAMES).lower()}-{rng.choice(PAPERS)}-{number:05}"
