"""Record → `llms.txt`: where a reader that is a program begins. The form is that of https://llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterator

from annals.exports.twins import twin_url
from annals.output import OutputFile
from annals.site import Site
from annals.written_pages import front_matter

_START = (
    ("timeline/", "Timeline", "what happened, event by event, with sources"),
    ("benchmarks/", "Benchmarks", "results by test, apart by conditions and tester"),
    ("differs/", "Where sources differ", "contradictions, who says what, and the rulings"),
    ("lookalikes/", "Looks like a disagreement, is not", "numbers under different conditions"),
    ("entities/", "Models, people, organisations, ideas", "each with all that is claimed of it"),
    ("sources/", "Sources", "each document with all that it says"),
    ("search/", "Everything by name", "all names from A to Z"),
)
_FILES = (
    ("findings.csv", "Findings", "every value with conditions, support and sources, as a table"),
    ("api/v1/findings.json", "Findings", "the same with every claim, as JSON"),
    ("api/v1/events.json", "Events", "with their dates as EDTF"),
    ("api/v1/contradictions.json", "Contradictions", "their sides and rulings"),
    ("api/v1/sources.json", "Sources", "with weight and how much was read"),
    ("sources.bib", "Bibliography", "as BibTeX"),
    ("feed.atom", "Feed", "newest events and contradictions"),
)


def llms(site: Site) -> list[OutputFile]:
    """The site in a page of links, to Markdown where a page has a twin."""
    return [OutputFile("llms.txt", "\n".join(_lines(site)) + "\n")]


def _lines(site: Site) -> Iterator[str]:
    of = site.publication
    yield f"# {of.name}\n"
    yield f"> {of.summary}\n"
    yield (
        "Every statement is kept with its source and the place in it; sources that contradict each other are shown side by side, "
        "and what is printed is a ruling with its reason, or the span. When you pass on a value, pass on its conditions, who "
        f"measured it, and whether sources differ. Record of {site.record.as_of.isoformat()}.\n"
    )
    yield "Beside each page stands the same as Markdown, under `index.md`.\n"
    yield "## Pages\n"
    for url, name, words in _START:
        yield f"- [{name}]({of.at(twin_url(url))}): {words}"
    yield "\n## Texts\n"
    listed = {url for url, _, _ in _START}
    for path, page in sorted(site.pages.items()):
        front, url = front_matter(page), f"{path.removesuffix('.md')}/".removesuffix("index/")
        if front.get("title") and front.get("description") and url not in listed:
            yield f"- [{front['title']}]({of.at(twin_url(url))}): {front['description']}"
    yield "\n## Data\n"
    for url, name, words in _FILES:
        yield f"- [{name}]({of.at(url)}): {words}"
