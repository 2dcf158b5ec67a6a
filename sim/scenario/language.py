"""The two languages of findings, reports and messages about a user's own file.

Texts of the program are written once, in English, with :func:`phrase`; their Chinese stands in
``sim/locale/zh_CN/LC_MESSAGES/makersim.po`` (``make translations``, docs/glossary.md).
"""

import gettext
import locale
import os
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).resolve().parents[1] / "locale"
DOMAIN, LOCALE = "makersim", "zh_CN"


class Bilingual(NamedTuple):
    """A text in English and Chinese: from :func:`phrase`, or as a file or a label gives it."""

    en: str
    zh: str

    def text(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: Any) -> "Bilingual":
        """Return the text with its placeholders filled; a bilingual value by language.

        >>> Bilingual("about {what}", "关于{what}").filled(what=Bilingual("rents", "租金"))
        Bilingual(en='about rents', zh='关于租金')
        """
        return Bilingual(*(self._filled(language, values) for language in LANGUAGES))

    def _filled(self, language: Language, values: dict[str, Any]) -> str:
        said = {k: v.text(language) if isinstance(v, Bilingual) else v for k, v in values.items()}
        return self.text(language).format(**said)


def phrase(english: str) -> Bilingual:
    """Return a text of the program with its Chinese.

    Parameters
    ----------
    english : str
        Written out in the call, for Babel looks there for what is to be translated. A text
        that has no translation yet stays English; a test names it.

    >>> phrase("no problems").zh
    '没有问题'
    """
    return Bilingual(english, translations("zh").gettext(english))


def phrase_in(context: str, english: str) -> Bilingual:
    """Return a text whose Chinese depends on where it stands, such as "axis" or "legend"."""
    return Bilingual(english, translations("zh").pgettext(context, english))


def declared_text(english: str) -> Bilingual:
    """Return what a declaration of the model says, with its Chinese.

    The model knows no languages: Babel finds the English where it is declared, as in ``Meaning``.

    >>> declared_text("Multiplies the market rent.").zh
    '市场租金的倍数。'
    """
    return Bilingual(english, translations("zh").gettext(english))


@cache
def translations(language: Language) -> gettext.NullTranslations:
    """Return the catalogue of a language, read when it is first asked for; English has none."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, FOLDER, [LOCALE])


COMMA = phrase_in("between items", ", ")
SEMICOLON = phrase_in("between items", "; ")
OR = phrase_in("between items", " or ")
NAMED = phrase("{name}: {text}")
PERCENT = phrase("{number} %")


def preferred_language() -> Language:
    """Language of the locale: Chinese where it says so, English elsewhere."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name := os.environ.get(variable):
            return _language_of(name)
    return _language_of(locale.getlocale()[0] or "")


def _language_of(name: str) -> Language:
    # Windows says "Chinese (Simplified)_China", everybody else "zh_CN.UTF-8".
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
