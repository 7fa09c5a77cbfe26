"""What a site says of itself: its name and address, who runs it, how to reach them, under which licence its data stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PUBLISHER = ("name", "contact", "licence")


@dataclass(frozen=True, slots=True)
class Publication:
    """A site as others cite it. `address` is where it is served and ends with a slash; whatever is not known is ''."""

    name: str = ""
    address: str = ""
    summary: str = ""
    publisher: str = ""
    contact: str = ""
    licence: str = ""

    def at(self, url: str) -> str:
        """The full address of something on the site, given as it is seen from the front page."""
        return f"{self.address}{url}"

    @property
    def host(self) -> str:
        """The name of the host, for ids that are to be unique in the world."""
        return urlsplit(self.address).hostname or "localhost"


def publication(name: str, address: str, summary: str, said: Mapping[str, str]) -> Publication:
    """A site by its engine's settings and by what the project says of who publishes it; a name in square brackets is yet to be filled in."""
    slashed = address if not address or address.endswith("/") else f"{address}/"
    licence, name_of_publisher = said.get("licence", ""), said.get("name", "")
    return Publication(
        name=name,
        address=slashed,
        summary=summary,
        publisher="" if name_of_publisher.startswith("[") else name_of_publisher,
        contact=said.get("contact", ""),
        licence=licence if licence.startswith(("https://", "http://")) else "",
    )
