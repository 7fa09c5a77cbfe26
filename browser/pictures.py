"""Pictures of the main pages, at two widths and in two schemes, into pictures/: for review, and for the README; `make pictures` runs it."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import chromium
import serving
from playwright.sync_api import sync_playwright

PAGES = (
    "",
    "timeline/",
    "events/muse-spark-launched/",
    "benchmarks/",
    "benchmarks/hle/",
    "compare/",
    "differs/",
    "differs/hle/",
    "entities/muse-spark/",
    "explained/contemplating-mode/",
    "sources/meta-launch-post/",
    "about/",
)
TALLEST = 3000


def main() -> None:
    """Take a picture of each page as it is first seen and below, down to a limit."""
    site, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(exist_ok=True)
    path = chromium.found() or sys.exit("no Chromium: run browser/chromium.py")
    with serving.served(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for page, width, scheme in product(PAGES, (1280, 390), ("light", "dark")):
            size = {"width": width, "height": 900}
            tab = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            tab.goto(origin + page, wait_until="networkidle")
            height = tab.evaluate("document.documentElement.scrollHeight")
            tab.set_viewport_size({"width": width, "height": min(height, TALLEST)})
            name = page.strip("/").replace("/", "-") or "front"
            tab.screenshot(path=out / f"{name}-{width}-{scheme}.png")
            tab.close()
        browser.close()
    print(f"{len(PAGES) * 4} pictures in {out}/")


if __name__ == "__main__":
    main()
