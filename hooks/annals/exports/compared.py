"""What any two subjects are compared by, for the script that sets them side by side: all tests with their results."""

from __future__ import annotations

import json
from typing import Any

from annals.blocks.compare import FILE, all_tests
from annals.markdown.quotes import curled_text
from annals.output import OutputFile
from annals.site import Site

_WORDS = frozenset({"name", "maker", "unit", "words", "tester", "source", "text", "word", "more"})
"""What of the file is words for readers."""


def compare_file(site: Site) -> OutputFile:
    """The tests and the subjects as JSON, addresses as seen from the site's front page."""
    record = site.record
    found = all_tests(site)
    keys = {
        each["subject"]
        for test in found
        for results in (*(column["results"] for column in test["columns"]), test["loose"])
        for each in results
    }
    subjects = []
    for key in keys:
        maker = record.parties.developer(key)
        subjects.append(
            {
                "id": key,
                "name": record.name(key),
                "maker": record.name(maker) if maker else "",
                "url": site.subject_url(key),
            }
        )
    subjects.sort(key=lambda each: (each["maker"] == "", each["maker"], each["name"], each["id"]))
    whole = _as_on_pages({"subjects": subjects, "tests": found})
    return OutputFile(FILE, f"{json.dumps(whole, ensure_ascii=False)}\n")


def _as_on_pages(part: Any) -> Any:
    """The same with quotation marks and apostrophes as pages have them, for the script puts the words into one."""
    if isinstance(part, dict):
        return {
            key: curled_text(value)
            if key in _WORDS and isinstance(value, str)
            else _as_on_pages(value)
            for key, value in part.items()
        }
    return [_as_on_pages(each) for each in part] if isinstance(part, list) else part
