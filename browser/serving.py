"""A built site on a port of this machine, below a path of its own, as hosts of project pages serve it."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".atom": "application/atom+xml",
    ".bib": "text/plain",
    ".ics": "text/calendar",
    ".md": "text/markdown",
    ".woff2": "font/woff2",
}
_PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", *TYPES} - {".woff2"}


@contextmanager
def served(site: Path, base: str = "/") -> Iterator[str]:
    """The address of a site's front page, for as long as it is served."""
    server = _Server(("127.0.0.1", 0), _handler(site, base))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def _handler(site: Path, base: str) -> type[BaseHTTPRequestHandler]:
    root = site.resolve()

    @cache
    def content(path: Path) -> tuple[str, bytes, bytes | None]:
        plain = path.read_bytes()
        suffix = path.suffix
        kind = TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = gzip.compress(plain, mtime=0) if suffix in _PACKED else None
        return kind + ("; charset=utf-8" if packed else ""), plain, packed

    def target(path: str) -> Path | None:
        inside = (root / path.removeprefix(base).lstrip("/")).resolve()
        if not path.startswith(base) or not inside.is_relative_to(root):
            return None
        return inside / "index.html" if inside.is_dir() else inside

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """A file, the folder's page, or the page for what is missing."""
            asked = unquote(urlsplit(self.path).path)
            path = target(asked)
            if (
                path is not None
                and path.name == "index.html"
                and not asked.endswith(("/", ".html"))
            ):
                self.send_response(301)
                self.send_header("Location", f"{asked}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            there = path is not None and path.is_file()
            kind, plain, packed = content(path if path and there else root / "404.html")
            self.send_response(200 if there else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "max-age=600")
            if packed is not None and "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                plain = packed
            self.send_header("Content-Length", str(len(plain)))
            self.end_headers()
            self.wfile.write(plain)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - likewise
            """Say nothing."""

    return Handler
