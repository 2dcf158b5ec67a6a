"""What the scenarios of a comparison are called in figures, reports and on the terminal."""

from collections.abc import Sequence
from itertools import count

from sim.analysis.comparison import Member
from sim.scenario.language import NAMED, Language, phrase, phrase_in

BASELINE, BASELINE_NAME = "baseline", phrase("Baseline")
REFERENCE = phrase("Reference scenario")
THE_REFERENCE = phrase("the reference scenario")
OPTION, OPTION_BY_NUMBER = phrase("Option {number}"), phrase_in("number", "Option {number}")
_NUMBERS = phrase_in("numbers of options", "1 2 3 4 5 6 7 8 9 10")


def names_of(members: Sequence[Member], language: Language) -> list[str]:
    """Short names of scenarios: options with a number where several are held against one.

    Two scenarios have their titles, or their labels where titles are the same. The baseline,
    whose title is long and which every comparison names often, is called so.
    """
    first, *others = members
    if len(others) < 2:
        return titles_of(members, language)
    name = BASELINE_NAME if first.label == BASELINE else REFERENCE
    names, numbers = [name.text(language)], count(1)
    for member in others:
        is_baseline = member.label == BASELINE
        names += [
            BASELINE_NAME.text(language) if is_baseline else option_name(next(numbers), language)
        ]
    return names


def titles_of(members: Sequence[Member], language: Language) -> list[str]:
    """Titles of scenarios in a language, or their labels where titles are the same."""
    titles = [
        (BASELINE_NAME if member.label == BASELINE else member.title).text(language)
        for member in members
    ]
    apart = len(set(titles)) == len(titles)
    return titles if apart else [member.label for member in members]


def defined_names(members: Sequence[Member], language: Language) -> list[str]:
    """Short names with the titles that they stand for, where they are not the same."""
    both = zip(names_of(members, language), titles_of(members, language), strict=True)
    return [
        name if name == title else NAMED.text(language).format(name=name, text=title)
        for name, title in both
    ]


def option_name(number: int, language: Language) -> str:
    """Name of a scenario that is held against the first one.

    >>> option_name(2, "en"), option_name(2, "zh"), option_name(11, "zh")
    ('Option 2', '方案二', '方案 11')
    """
    words = _NUMBERS.text(language).split()
    if number <= len(words):
        return OPTION.text(language).format(number=words[number - 1])
    return OPTION_BY_NUMBER.text(language).format(number=number)
