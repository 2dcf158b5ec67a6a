"""Writing a report out as one HTML file that asks for nothing from outside."""

import re
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sim.results.manifest import versions
from sim.studies.report.blocks import Page
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.place import stamp

_GLUED = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_PER_CENT = re.compile(r"(?<=\d) %")
_UNBROKEN = re.compile(r"\[[^\]]{1,40}\]|\b\d{4}-\d\d\b|[-+]?[\d.,]+ ± [\d.,]+")


def rendered_page(page: Page) -> str:
    """Write a report as HTML."""
    from sim.analysis.figures.webfont import webfont

    def say(key: str, **values: object) -> str:
        return COMMON_TEXTS[key].text(page.language).format(**values)

    template = _environment().get_template("report/page.html.j2")
    values = {
        "page": page,
        "say": say,
        "stamp": stamp(page.language),
        "version": _version(),
    }
    text = template.render(**values, webfont="")
    if page.language == "en":
        return text
    # The font holds the characters of the page and no others.
    return template.render(**values, webfont=webfont(text))


def today() -> str:
    """Date of a report, the only thing in it that another day changes."""
    return datetime.now(UTC).date().isoformat()


def css_text(text: str) -> str:
    r"""A text inside quotes of a style sheet, with nothing that could end them.

    >>> css_text("</style>")
    '\\3c \\2f style\\3e '
    """
    return "".join(c if c.isalnum() or c in " ,.-" else f"\\{ord(c):x} " for c in text)


def spaced(text: str) -> str:
    """A text with a blank between Chinese and a number beside it, and no break before "%".

    >>> spaced("\u51712018\u5e74") == "\u5171 2018 \u5e74"
    True
    """
    return _PER_CENT.sub("\u00a0%", _GLUED.sub(" ", text))


def unbroken(text: str) -> Markup:
    """A text whose ranges, errors and months are not torn apart at the end of a line.

    >>> unbroken("<b> [1, 2]")
    Markup('&lt;b&gt; <span class="unbroken">[1, 2]</span>')
    """
    whole = r'<span class="unbroken">\g<0></span>'
    return Markup(_UNBROKEN.sub(whole, str(escape(text))))


def _version() -> str:
    found = versions()["makersim"]
    return found if found[:1].isdigit() else ""


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sim.studies"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"css_text": css_text, "spaced": spaced, "unbroken": unbroken}
    return environment
