"""The two languages of findings, reports and messages about a user's own file."""

import locale
import os
from typing import Literal, NamedTuple

Language = Literal["en", "zh"]


class Bilingual(NamedTuple):
    """A text in English and Chinese."""

    en: str
    zh: str

    def text(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en


def preferred_language() -> Language:
    """Language of the locale: Chinese where it says so, English elsewhere."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name := os.environ.get(variable):
            return _language_of(name)
    return _language_of(locale.getlocale()[0] or "")


def _language_of(name: str) -> Language:
    # Windows says "Chinese (Simplified)_China", everybody else "zh_CN.UTF-8".
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
