"""The records of the synthetic project as YAML: entities, properties, sources with their claims, rulings, events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from textwrap import indent, wrap

import words

FIRST_YEAR, LAST_YEAR = 1950, 2025
STATIONS = ("northern-test-plant", "coastal-test-plant")
# One thing in six is disputed: its sources divide between two values.
DISPUTED = 6


@dataclass(frozen=True, slots=True)
class Entity:
    """What claims and events are about."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What is claimed of one subject: the values between which sources divide, and who gave which."""

    subject: str
    key: str
    values: tuple[str, ...]
    as_of: str | None = None
    given: list[tuple[str, str]] = field(default_factory=list)

    @property
    def reference(self) -> str:
        """The finding's id, as prose and rulings write it."""
        return f"{self.subject}/{self.key}" + (f"?as_of={self.as_of}" if self.as_of else "")

    @property
    def contradicted(self) -> bool:
        """Whether two values have been given."""
        return len({value for _, value in self.given}) > 1


@dataclass(frozen=True, slots=True)
class World:
    """What texts and claims may name; `things` grows while claims are made."""

    entities: Mapping[str, Sequence[Entity]]
    """By kind; those under '' are all."""
    sources: Sequence[str]
    things: dict[tuple[str, str, str | None], Thing] = field(default_factory=dict)
    by_subject: dict[str, list[Thing]] = field(default_factory=dict)

    def thing(self, rng: Random, subject: str, key: str, as_of: str | None) -> Thing:
        """What is claimed of a subject under a property, drawn when it is first asked for."""
        found = self.things.get((subject, key, as_of))
        if found is None:
            values: tuple[str, ...] = (_value(rng, key), _value(rng, key))
            if rng.randrange(DISPUTED):
                # A bound never contradicts as a number does, so only what is not disputed has one.
                bound = rng.choice(("", "over ", "about ")) if key == "top-speed" else ""
                values = (f"{bound}{values[0]}",)
            found = self.things[subject, key, as_of] = Thing(subject, key, values, as_of)
            self.by_subject.setdefault(subject, []).append(found)
        return found

    def text(self, rng: Random, about: Entity, least: int, most: int) -> str:
        """Some sentences; about a third of all texts cite a source or link an entity, some print a value."""
        sentences = [words.sentence(rng)]
        sentences += [words.remark(rng) for _ in range(rng.randint(least, most) - 1)]
        drawn = rng.random()
        if drawn < 0.2:
            cited = f"[@{rng.choice(self.sources)}, page {rng.randint(1, 90)}]"
            sentences[0] = f"{sentences[0][:-1]} {cited}."
        elif drawn < 0.34:
            other = rng.choice(self.entities[""])
            sentences[-1] = f"Compare [{other.name}][{other.id}] of the same years."
        if about.id in self.by_subject and rng.random() < 0.2:
            one = rng.choice(self.by_subject[about.id])
            name = one.key.replace("-", " ")
            sentences[-1] = f"Its {name} is given as {{value}}`{one.reference}`."
        return " ".join(sentences)


def prose(key: str, text: str) -> str:
    """A field as a folded block, as a person would write it."""
    lines = wrap(text, 88, break_long_words=False, break_on_hyphens=False)
    return f"{key}: >-\n" + "".join(f"  {line}\n" for line in lines)


def member(record: str, depth: int = 0) -> str:
    """A record as a member of a list."""
    return " " * depth + "- " + indent(record, " " * (depth + 2))[depth + 2 :]


def entities(rng: Random, count: int, subjects: int) -> Iterator[Entity]:
    """The engines that are tried come first, then the test plants, then all sorts."""
    kinds = ("organisation", "organisation", "person", "product", "product", "concept")
    for number in range(count):
        station = number - subjects
        if 0 <= station < len(STATIONS):
            name = STATIONS[station].replace("-", " ").capitalize()
            yield Entity(STATIONS[station], name, "organisation")
            continue
        kind = "product" if number < subjects else rng.choice(kinds)
        name = f"{words.NAMES[number % len(words.NAMES)]} {words.ENDINGS[kind]}{number + 1}"
        yield Entity(words.slug(name), name, kind)


def entity(rng: Random, one: Entity, world: World) -> str:
    """An entity's record."""
    maker = rng.choice(world.entities["organisation"]).id
    return (
        f"id: {one.id}\nkind: {one.kind}\nname: {one.name}\n"
        + (f"also: [{one.name.upper()}]\n" if rng.random() < 0.3 else "")
        + (f"developer: {maker}\n" if one.kind == "product" else "")
        + prose("summary", world.text(rng, one, 2, 3))
    )


def trial(rng: Random, name: str) -> str:
    """A measured property."""
    return (
        f"id: {words.slug(name)}\nname: {name}\ntype: quantity\nunit: '%'\ndirection: higher\n"
        "range: [0, 100]\nscale: '%'\nkind: measured\ncompare_on: [by, load]\n"
        + prose("summary", f"{words.sentence(rng)} {words.remark(rng)}")
    )


def plain(one: words.Plain) -> str:
    """A property that is not measured."""
    return (
        f"id: {one.id}\nname: {one.id.replace('-', ' ').capitalize()}\ntype: {one.type}\n"
        + (f"unit: {one.unit}\n" if one.unit else "")
        + ("over_time: yes\n" if one.over_time else "")
        + (f"choices: [{', '.join(words.GAUGES)}]\n" if one.type == "choice" else "")
        + prose("summary", one.summary)
    )


def source(rng: Random, number: int, world: World) -> str:
    """A fact file: a source, and the few things that it claims."""
    key, year = world.sources[number], rng.randint(FIRST_YEAR, LAST_YEAR)
    head = (
        f"title: {words.title(rng)}\ntype: {rng.choice(('report', 'article', 'book', 'webpage'))}\n"
        f"publisher: {rng.choice(world.entities['organisation']).id}\nissued: {_day(rng, year)}\n"
        f"url: https://example.org/{year}/{key}\naccessed: 2026-01-{rng.randint(1, 28):02}\n"
        f"tier: {rng.choice(('primary', 'measurement', 'press', 'secondary'))}\n"
        f"read: {rng.choice(('full', 'part'))}\n"
    )
    if rng.random() < 0.5:
        head += prose("note", f"{words.remark(rng)} {words.remark(rng)}")
    chosen = rng.sample(words.PLAIN, rng.randint(2, 5))
    claims = (_claim(rng, number, one, world) for one in chosen)
    return f"source:\n{indent(head, '  ')}claims:\n" + "".join(member(claim, 2) for claim in claims)


def _claim(rng: Random, number: int, asked: words.Plain, world: World) -> str:
    about = rng.choice(world.entities[asked.about])
    as_of = str(rng.randint(1990, LAST_YEAR)) if asked.over_time else None
    thing = world.thing(rng, about.id, asked.id, as_of)
    value = rng.choice(thing.values)
    thing.given.append((world.sources[number], value))
    return (
        f"subject: {about.id}\nproperty: {asked.id}\nvalue: {value}\nplace: page {rng.randint(1, 240)}\n"
        + (f"as_of: {as_of}\n" if as_of else "")
        + (
            f"via: {world.sources[rng.randrange(number)]}\n"
            if number and rng.random() < 0.1
            else ""
        )
        + (f"named: {about.name} class\n" if rng.random() < 0.1 else "")
        + (prose("note", words.remark(rng)) if rng.random() < 0.05 else "")
    )


def _value(rng: Random, key: str) -> str:
    match key:
        case "length" | "mass":
            return f"{rng.uniform(9, 140):.1f}"
        case "top-speed":
            return str(rng.randint(40, 300))
        case "built" | "staff":
            return f"{rng.randint(1, 9000):,}"
        case "gauge":
            return rng.choice(words.GAUGES)
        case "first-run":
            return _day(rng, rng.randint(FIRST_YEAR, LAST_YEAR))
        case _:
            return str(rng.randint(1830, 1990))


def tables(rng: Random, station: int, subjects: Sequence[Entity], trials: Sequence[str]) -> str:
    """What a test plant measured, ten engines to a table; about a third of the cells is empty."""
    text = "tables:\n"
    for start in range(0, len(subjects), 10):
        columns = subjects[start : start + 10]
        text += (
            f"  - place: table {start // 10 + 1}\n    evaluator: {STATIONS[station]}\n"
            f"    conditions: {{load: {rng.choice(('full', 'half'))}}}\n"
            f"    columns: [{', '.join(one.id for one in columns)}]\n    rows:\n"
        )
        for name in trials:
            drawn = (f"{rng.uniform(12, 97):.1f}" for _ in columns)
            cells = (cell if rng.random() < 0.7 else "not-reported" for cell in drawn)
            text += f"      - {{property: {words.slug(name)}, values: [{', '.join(cells)}]}}\n"
    return text


def ruling(thing: Thing) -> str:
    """A decision for what the first source says."""
    key, value = thing.given[0]
    seen = ", ".join(f'"{each}"' for each in dict.fromkeys(each for _, each in thing.given))
    year = f"-{thing.as_of}" if thing.as_of else ""
    return (
        f'id: on-{thing.subject}-{thing.key}{year}\nfinding: "{thing.reference}"\n'
        f'prefer: {{source: {key}, value: "{value}"}}\nseen: [{seen}]\n'
        + prose("because", f"The makers' own ledger agrees with it [@{key}].")
        + f"cites:\n  - {{source: {key}, place: page 1}}\ndecided: 2026-01-20\n"
    )


def event(rng: Random, number: int, year: int, world: World) -> str:
    """An event's record."""
    about = rng.sample(world.entities[""], rng.randint(1, 3))
    verb = rng.choice(words.VERBS)
    cited = rng.sample(world.sources, rng.randint(1, 3))
    return (
        f"id: {about[0].id}-{verb}-{number:05}\n"
        f"title: {about[0].name} {verb} {rng.choice(words.THINGS)}\nwhen: {_when(rng, year)}\n"
        f"kind: {rng.choice(('engines', 'lines', 'people', 'money'))}\n"
        f"importance: {rng.choices((1, 2, 3), (89, 10, 1))[0]}\n"
        f"about: [{', '.join(one.id for one in about)}]\n"
        + prose("text", world.text(rng, about[0], 2, 4))
        + "cites:\n"
        + "".join(f"  - {{source: {key}, place: page {rng.randint(1, 90)}}}\n" for key in cited)
    )


def _day(rng: Random, year: int) -> str:
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _when(rng: Random, year: int) -> str:
    known = (_day(rng, year), f"{year}-{rng.randint(1, 12):02}", str(year))
    return rng.choices(known, (70, 20, 10))[0]
