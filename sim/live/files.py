"""The files of the page: a table of names found at the start, each with its bytes.

No path of a request reaches the file system: what is not in the table is not there.
"""

import gzip
import hashlib
from importlib.resources import files
from typing import NamedTuple

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
}
INDEX, PHONE = "index.html", "phone.html"
_WORTH_PACKING = 2000  # bytes


class File(NamedTuple):
    """A file as it is sent."""

    kind: str
    content: bytes
    packed: bytes | None  # with gzip, where that is worth it
    tag: str  # names the content, so that a browser need not ask for it twice


def page_files() -> dict[str, File]:
    """Read all files of the page, by name."""
    return {
        each.name: _file(each.name, each.read_bytes())
        for each in (files("sim.live") / "page").iterdir()
        if _ending(each.name) in KINDS
    }


def _ending(name: str) -> str:
    return name[name.rfind(".") :] if "." in name else ""


def _file(name: str, content: bytes) -> File:
    packed = None
    if len(content) > _WORTH_PACKING and _ending(name) not in (".png", ".ico"):
        packed = gzip.compress(content, 5, mtime=0)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return File(KINDS[_ending(name)], content, packed, tag)
