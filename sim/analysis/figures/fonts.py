"""Fonts that can show Chinese: an installed one, else the one of the ``fonts`` extra, else none."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from sim.scenario.language import Language, phrase

# By preference; the first ones have the shapes of characters used on the mainland.
FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "STHeiti",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
)
FILES = (  # how their files' names begin
    *("notosanssc", "notosanscjk", "sourcehansans", "msyh", "simhei", "pingfang", "hiragino"),
    *("stheiti", "wqy-", "droidsansfallback"),
)
LATIN = "DejaVu Sans"  # comes with matplotlib
MUST_SHOW = "专业化众创空间存续获投洗牌"
MISSING = phrase(
    "No Chinese font was found, so the figures are labelled in English. Install one, for example "
    'Noto Sans CJK, or run: pip install "makersim[fonts]"'
)


class Fonts(NamedTuple):
    """Families of a figure, and the language that they can show."""

    language: Language
    families: tuple[str, ...]

    def shown(self, text: str) -> str:
        """Return a text with a question mark for each character that no font has.

        >>> Fonts("en", (LATIN,)).shown("µ" + chr(0xF0000))
        'µ?'
        """
        known = [_characters(family) for family in self.families]
        return "".join(
            c if c.isspace() or any(ord(c) in each for each in known) else "?" for c in text
        )


def fonts_for(language: Language) -> Fonts:
    """Choose the fonts of figures; for want of a Chinese one the language is English."""
    chinese = chinese_family()
    if language == "zh" and chinese:
        return Fonts("zh", (chinese, LATIN))
    return Fonts("en", (LATIN, chinese) if chinese else (LATIN,))


def page_fonts(language: Language) -> Fonts:
    """Fonts to lay out figures with; a page shows its own, so that Chinese needs none here."""
    found = fonts_for(language)
    return found if found.language == language else Fonts(language, (LATIN,))


def files_of(fonts: Fonts) -> list[str]:
    """Files that this process found for the families of a figure."""
    entries = font_manager.fontManager.ttflist
    return sorted({entry.fname for entry in entries if entry.name in fonts.families})


def add_missing(files: Iterable[str]) -> None:
    """Make known the files that another process found and this one did not."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for file in files:
        if file not in known:
            _add(file)


@lru_cache(maxsize=1)
def chinese_family() -> str | None:
    """Return a family that shows Chinese, made known to matplotlib; None if there is none."""
    for search in (lambda: None, _add_system_fonts, _add_font_of_extra):
        search()
        known = {entry.name for entry in font_manager.fontManager.ttflist}
        for family in FAMILIES:
            if family in known and set(map(ord, MUST_SHOW)) <= _characters(family):
                return family
    return None


def _add_system_fonts() -> None:
    """Add fonts that were installed after matplotlib made its list."""
    for path in sorted(font_manager.findSystemFonts()):
        if Path(path).name.lower().startswith(FILES):
            _add(path)


def _add_font_of_extra() -> None:
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return
    _add(str(sans_path()))


def _add(path: str) -> None:
    try:
        font_manager.fontManager.addfont(path)
    except (OSError, RuntimeError, ValueError):
        return  # a broken file is as good as none


@lru_cache(maxsize=16)
def _characters(family: str) -> frozenset[int]:
    """Code points that a family has."""
    properties = font_manager.FontProperties(family=[family])
    path = font_manager.findfont(properties, fallback_to_default=False)
    return frozenset(FT2Font(path).get_charmap())
