"""Where reports lie in a folder, and whether one that is there is of today."""

import hashlib
from functools import lru_cache
from pathlib import Path

from sim.results.manifest import sources_hash
from sim.scenario.language import LANGUAGES, Language

TEMPLATES = Path(__file__).parents[1] / "templates" / "report"
STAMP = 'name="makersim-report" content="'  # then the language and a hash
HEAD = 1000  # characters in which the stamp stands


def report_path(folder: Path, language: Language) -> Path:
    """Return the place of the report in a language: the first has the plain name.

    A report in the other language lies beside it, so that asking for one never takes the other
    away.
    """
    plain = folder / "report.html"
    return plain if language_of(plain) in (None, language) else folder / f"report-{language}.html"


def languages_wanted(folder: Path, asked: Language | None) -> list[Language]:
    """Languages whose report is to be written: the one asked for, and any that is out of date."""
    found: list[Language] = []
    for language in LANGUAGES:
        path = report_path(folder, language)
        there = language_of(path) == language
        if (there or language == asked) and not is_current(path, language):
            found.append(language)
    return found


@lru_cache(maxsize=2)
def stamp(language: Language) -> str:
    """Language and hash of what turns tables into a report."""
    digest = hashlib.sha256(sources_hash(("results", "analysis", "studies")).encode())
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.read_bytes())
    return f"{language} {digest.hexdigest()[:12]}"


def is_current(path: Path, language: Language) -> bool:
    """Whether a file is a report in a language, made by the sources of today."""
    return f'{STAMP}{stamp(language)}"' in _head(path)


def language_of(path: Path) -> Language | None:
    """Language of a report; None if a file is none, or is not there."""
    said = _head(path).partition(STAMP)[2][:2]
    return next((language for language in LANGUAGES if language == said), None)


def _head(path: Path) -> str:
    if not path.is_file():
        return ""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read(HEAD)
