"""The rules of reading: what `yaml_source`, `load` and `claims` refuse before there is a record."""

from __future__ import annotations

from annals.rules.rule import Rule

_SENTENCES = {
    "file-too-large": "a file has at most 2 MiB",
    "not-utf-8": "a file is UTF-8",
    "control-character": "a file holds no invisible control characters, and none that reorder text",
    "too-deep": "nothing is nested deeper than 64 levels",
    "alias": "anchors, aliases and merge keys are not read: every value stands where it is used",
    "tag": "YAML tags are not read: the schema says what a value is",
    "yaml-syntax": "a file is one YAML document, and front matter is YAML",
    "key-not-text": "a key is a word",
    "duplicate-key": "a key stands once in a mapping, and a column once in a table",
    "empty-file": "a file holds at least one record",
    "misplaced-file": "a file of data ends in .yml and lives in one of the known folders",
    "not-a-list": "a file of events, entities, properties, topics, conditions, rulings, lookalikes or redirects is a list",
    "unknown-key": "a record has only the keys that the field reference names",
    "missing-key": "a record has all the keys that it must have",
    "bad-choice": "a word from a closed list is one of that list",
    "wrong-shape": "text, lists and mappings stand where each is expected",
    "wrong-length": "a list or a text is neither too short nor too long",
    "bad-id": "an id is made of lower-case letters, digits and single hyphens",
    "empty-text": "a text says something",
    "not-one-line": "a title, a name or a value is one line",
    "bad-date": "a date is EDTF: 2024, 2024-07, 2024-07-23, with ~ or ? where it is not certain",
    "unsafe-url": "an address begins with https://, http:// or doi:",
    "bad-number": "a limit is a plain number",
    "bad-reference": "a reference is subject/property or subject/property?key=value",
    "ragged-row": "a row of a table has one value for each of its columns",
    "said-twice": "what a file, a table, a row or a column says is not contradicted further down",
    "bad-value": "a value can be read as its property's type",
    "missing-as-of": "a value that changes over time says when it was true",
    "no-as-of": "the day that the record speaks of is known, from git or from a setting",
}

RULES = tuple(Rule(key, sentence, "file") for key, sentence in _SENTENCES.items())
