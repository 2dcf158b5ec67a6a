"""The Chinese of the program: ``python -m tests.translations`` brings the catalogue up to date.

Babel reads every text out of ``sim/``. What had a translation keeps it; a text that changed keeps
the old one, marked fuzzy until somebody has looked; what is gone is dropped. What is left to do is
named, and is what tests/unit/test_translations.py fails for.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# As in sim/scenario/language.py, which cannot be imported while its catalogue is broken.
SOURCES = Path(__file__).resolve().parents[1] / "sim"
DOMAIN, LOCALE = "makersim", "zh_CN"
CATALOGUE = SOURCES / "locale" / LOCALE / "LC_MESSAGES" / f"{DOMAIN}.po"
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
TEMPLATE = dict.fromkeys(("trim_blocks", "lstrip_blocks", "newstyle_gettext"), "true")
TEMPLATE["silent"] = "false"  # an error in a template is one
IN_CONTEXT = ((1, "c"), 2)
KEYWORDS = {"phrase": None, "phrase_in": IN_CONTEXT, "gettext": None, "pgettext": IN_CONTEXT}
# What declarations of the model say: English beside the quantity, Chinese in the catalogue.
KEYWORDS |= dict.fromkeys(("Meaning", "assumption", "calibrated", "citation", "statistic"))

HAN = "\u4e00-\u9fff"
MARKUP = re.compile(r"\*\*|`[^`]*`|\[/?[a-z]+(?: [a-z]+)*\]|\]\([^)]*\)")
IN_TEMPLATE = re.compile(r"%\(\w+\)s|%(?!%|\()")
FILLED_IN = re.compile(r"\{[^}]*\}|%\(\w+\)s")
CODE = re.compile(r"“[^”]*”|\{[^}]*\}|\[[^\]]*\](?:\([^)]*\))?|`[^`]*`")  # written as it is typed
HALF_WIDTH = re.compile(rf"[{HAN}）”] ?[,;:?!](?!\w)|[{HAN}]\.(?!\w)|[{HAN}] ?\(|\) ?[{HAN}]")
GLUED = re.compile(rf"[{HAN}][0-9A-Za-z]|[0-9A-Za-z%][{HAN}]")


def extracted(folder: Path = SOURCES) -> Catalog:
    """Texts that the sources hold today, without translations."""
    found = Catalog(locale=LOCALE, domain=DOMAIN)
    options = {"**.j2": TEMPLATE}
    for name, line, text, _, context in extract_from_dir(folder, METHODS, options, KEYWORDS):
        found.add(text, locations=[(f"{folder.name}/{name}", line)], context=context)
    return found


def read(path: Path = CATALOGUE) -> Catalog:
    """Translations of a file."""
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, domain=DOMAIN)


def save(path: Path, catalogue: Catalog) -> None:
    """Write translations, by source file, without dates that change of themselves."""
    for message in catalogue:
        if not any(name.endswith(".j2") for name, _ in message.locations):
            message.flags.discard("python-format")  # "90 % range" holds no placeholder
    buffer = BytesIO()
    write_po(
        buffer,
        catalogue,
        width=98,
        sort_by_file=True,
        ignore_obsolete=True,
        include_previous=True,
        include_lineno=False,
    )
    path.write_bytes(buffer.getvalue())


def compiled(catalogue: Catalog) -> bytes:
    """Translations as the program reads them; those marked fuzzy are left out."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update(path: Path, found: Catalog) -> Catalog:
    """Bring a file up to date with the sources and compile it."""
    catalogue = read(path)
    catalogue.update(found, update_creation_date=False)
    save(path, catalogue)
    catalogue = read(path)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def to_do(catalogue: Catalog, found: Catalog) -> Iterator[str]:
    """Say what keeps translations from being whole."""
    have = {(each.context, each.id): each for each in catalogue if each.id}
    wanted = {(each.context, each.id) for each in found if each.id}
    yield from (f"no entry: {said(*key)}" for key in sorted(wanted - set(have), key=str))
    yield from (f"no longer in the sources: {said(*key)}" for key in have if key not in wanted)
    for key, message in have.items():
        yield from (f"{problem}: {said(*key)}" for problem in problems(message))


def problems(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    english, chinese = message.id, message.string
    if not chinese:
        yield "no translation"
        return
    if message.fuzzy:
        yield "fuzzy: the English changed"
    if placeholders(message, english) != placeholders(message, chinese):
        yield "other placeholders"
    if sorted(MARKUP.findall(english)) != sorted(MARKUP.findall(chinese)):
        yield "other markup"
    if re.search("[A-Za-z]", FILLED_IN.sub("", english)) and not re.search(f"[{HAN}]", chinese):
        yield "no Chinese in it"
    prose = CODE.sub("", chinese)
    if found := HALF_WIDTH.search(prose):
        yield f"half-width punctuation at “{found[0]}”"
    if found := GLUED.search(IN_TEMPLATE.sub("", prose)):
        yield f"no blank between Chinese and Latin at “{found[0]}”"


def placeholders(message: Message, text: str) -> list[str]:
    """Names and formats of what is filled in, in any order."""
    if any(name.endswith(".j2") for name, _ in message.locations):
        return sorted(IN_TEMPLATE.findall(text))
    fields = Formatter().parse(text)
    return sorted(f"{name}!{how}:{form}" for _, name, form, how in fields if name is not None)


def said(context: str | None, text: str) -> str:
    """A text in a line, with where it stands."""
    short = text if len(text) <= 70 else f"{text[:67]}..."
    return f"{short!r}" + (f" in {context}" if context else "")


def main(path: Path = CATALOGUE) -> int:
    """Bring the catalogue up to date; return how many things are left to do."""
    found = extracted()
    left = list(to_do(update(path, found), found))
    report: Iterable[str] = left or [f"{len(found)} texts, all translated."]
    print(*report, sep="\n")
    return len(left)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
