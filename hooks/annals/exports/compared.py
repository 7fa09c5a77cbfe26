"""What any two subjects are compared by, for the script that sets them side by side: all tests with their results."""

from __future__ import annotations

import json

from annals.blocks.compare import FILE, all_tests
from annals.output import OutputFile
from annals.site import Site


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
    content = json.dumps({"subjects": subjects, "tests": found}, ensure_ascii=False)
    return OutputFile(FILE, f"{content}\n")
