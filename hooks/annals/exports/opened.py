"""What values of tables open, for the script that opens them: one file for each subject, and in it HTML for each finding."""

from __future__ import annotations

import json
import re

from annals.blocks.opened import opened
from annals.markdown.placing import placed
from annals.markdown.quotes import curled
from annals.markdown.tokens import CITATION
from annals.output import OutputFile
from annals.site import Context, Site, anchor

FOLDER = "opened"
_CITED = re.compile(rf"\s*(?:{CITATION.pattern})")
"""A citation with the blank that sets it apart from the word before it."""


def opened_files(site: Site) -> list[OutputFile]:
    """A file for each subject that has results: from a finding's place on its page to what it opens.

    Citations are left out, for there is no list of references here; addresses are as seen from the file.
    """
    record = site.record
    found: dict[str, dict[str, str]] = {}
    for finding in record.findings.values():
        definition = record.properties.get(finding.property)
        if finding.derived is None and definition and definition.kind == "measured":
            html = _CITED.sub("", opened(site, finding))
            html = placed(html, site, Context(url=f"{FOLDER}/"))
            found.setdefault(finding.subject, {})[anchor(finding)] = curled(html)
    return [
        OutputFile(f"{FOLDER}/{subject}.json", json.dumps(parts, ensure_ascii=False) + "\n")
        for subject, parts in sorted(found.items())
    ]
