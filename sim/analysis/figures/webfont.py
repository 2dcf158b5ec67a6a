"""The Chinese characters of a page as a font inside it, for machines that have none."""

import base64
import io
import logging
from typing import Any, BinaryIO

from matplotlib import font_manager

from sim.analysis.figures.fonts import chinese_family

FIRST_CHINESE = 0x2E80
# Bits of a font's own licence field: who sets one of the first wants no copy inside a document,
# who sets the last wants no part of it there.
RESTRICTED, NO_PART = 0x000E, 0x0100
UNUSED_TABLES = ("GSUB", "GPOS", "BASE", "vhea", "vmtx", "VORG", "DSIG")


def webfont(text: str) -> str:
    """Return a font with the Chinese characters of a text, as base64 of a WOFF file.

    Returns
    -------
    str
        Empty if no Chinese font is found, or none that may stand in a document.
    """
    family = chinese_family()
    characters = {ord(c) for c in text if ord(c) >= FIRST_CHINESE}
    if family is None or not characters:
        return ""
    path = font_manager.findfont(font_manager.FontProperties(family=[family]))
    with open(path, "rb") as file:
        font = _face(file, path)
        if font["OS/2"].fsType & (RESTRICTED | NO_PART):
            return ""
        return base64.b64encode(_part(font, characters)).decode()


def _face(file: BinaryIO, path: str) -> Any:
    """Open a font; of a collection, the face for the mainland's shapes."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.ttCollection import TTCollection

    if not path.lower().endswith((".ttc", ".otc")):
        return TTFont(file, lazy=True)
    faces = TTCollection(file, lazy=True).fonts
    named = [face["name"].getDebugName(1) or "" for face in faces]
    wanted = (place for place, name in enumerate(named) if name.endswith(" SC"))
    return faces[next(wanted, 0)]


def _part(font: Any, characters: set[int]) -> bytes:
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.layout_features, options.name_IDs, options.hinting = [], [], False
    options.drop_tables += UNUSED_TABLES
    log = logging.getLogger("fontTools")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
    finally:
        log.setLevel(level)
    font.flavor = "woff"
    content = io.BytesIO()
    font.recalcTimestamp = False  # the same page gives the same bytes
    font.save(content)
    return content.getvalue()
