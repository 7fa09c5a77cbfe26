"""Pictures of the main pages, at two widths and in two schemes, into pictures/: for review, and for the README; `make pictures` runs it."""

from __future__ import annotations

import sys
from io import BytesIO
from itertools import product
from pathlib import Path

import chromium
import serving
from PIL import Image
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
# In the README: what begins at an element of a page, as much as a screen shows. `.github/pictures/` holds copies of these.
SHOWN = (
    ("front", "", "header"),
    ("table", "benchmarks/", "table caption"),
    ("differs", "differs/hle/", "h2:has-text('Muse Spark')"),
)


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
        for name, page, first in SHOWN:
            size = {"width": 1280, "height": 800}
            tab = browser.new_page(viewport=size, reduced_motion="reduce")
            tab.goto(origin + page, wait_until="networkidle")
            tab.locator(first).first.evaluate(
                "first => scrollTo(0, first.getBoundingClientRect().top - 10)"
            )
            picture = Image.open(BytesIO(tab.screenshot())).convert("RGB")
            # It has few colours, and is a third as large when it says so.
            few = picture.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            few.save(out / f"readme-{name}.png", optimize=True)
            tab.close()
        browser.close()
    print(f"{len(PAGES) * 4 + len(SHOWN)} pictures in {out}/")


if __name__ == "__main__":
    main()
