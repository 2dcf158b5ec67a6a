"""What the scenarios of a comparison are called in figures, reports and on the terminal."""

from collections.abc import Sequence

from sim.analysis.comparison import Member
from sim.scenario.language import Language, phrase

BASELINE, BASELINE_NAME = "baseline", phrase("Baseline")


def names_of(members: Sequence[Member], language: Language) -> list[str]:
    """Titles of scenarios in a language, or their labels where titles are the same.

    The baseline, whose title is long and which every comparison names often, is called so.
    """
    titles = [
        (BASELINE_NAME if member.label == BASELINE else member.title).text(language)
        for member in members
    ]
    apart = len(set(titles)) == len(titles)
    return titles if apart else [member.label for member in members]
