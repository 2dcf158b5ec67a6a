"""Sentences about effects: the intervals of paired differences choose the sentence."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import HORIZON
from sim.analysis.evidence import Key
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.scenario.language import COMMA, SEMICOLON, Bilingual, Language, phrase, phrase_in
from sim.studies.report.amounts import Amounts


class Effect(NamedTuple):
    """A figure that the answer speaks of."""

    key: Key
    noun: Bilingual
    more: Bilingual
    less: Bilingual


EFFECTS = (
    Effect(
        Key("outcomes", "closure_rate", "all"),
        phrase("the rate at which makerspaces close from 2018 on"),
        phrase("makerspaces close more often from 2018 on"),
        phrase("makerspaces close less often from 2018 on"),
    ),
    Effect(
        Key("horizon", "spaces", "all"),
        phrase("the number of makerspaces open at the end of the run"),
        phrase("more makerspaces are open at the end of the run"),
        phrase("fewer makerspaces are open at the end of the run"),
    ),
    Effect(
        Key("horizon", "funded_cumulative", "all"),
        phrase("the number of startups ever funded"),
        phrase("more startups are funded"),
        phrase("fewer startups are funded"),
    ),
    Effect(
        Key("horizon", "public_cost_cumulative", "all"),
        phrase("public cost over the whole run"),
        phrase("public cost over the whole run is higher"),
        phrase("public cost over the whole run is lower"),
    ),
)
SURE = phrase(
    "Compared with {first}, {statement}, on average by {size} {unit} (± {half}, error of the mean "
    "at 90 %); 90 % of pairs of runs lie between {low} and {high}."
)
MOSTLY = phrase(
    "Compared with {first}, {statement} in {share} % of pairs of runs; the mean difference is "
    "{mean} {unit} (± {half}, error of the mean at 90 %). But 90 % of pairs lie between {low} and "
    "{high}: a single run may go the other way."
)
ON_AVERAGE = phrase(
    "Compared with {first}, {statement} on average only, by {size} {unit} (± {half}, error of the "
    "mean at 90 %). In single pairs of runs it cannot be told: 90 % of them lie between {low} and "
    "{high}, and {share} % go this way."
)
UNTOLD = phrase("Compared with {first}, no difference can be told in {nouns}.")
UNTOLD_EACH = phrase(
    "{noun} (on average {mean} {unit}, error of the mean ± {half} at 90 %; 90 % of pairs of runs "
    "lie between {low} and {high})"
)
SAME = phrase(
    "Nothing changes in {nouns}: all {pairs} pairs of runs have the same as under {first}."
)
NONE = phrase("Nothing is said of {nouns}: there are {pairs} pairs of runs, and a range needs ten.")
TOGETHER = (UNTOLD, SAME, NONE)  # said of all such effects in one sentence
_BETWEEN = phrase_in("between names", ", ")

CLEAR = phrase("Clearly different too (mean difference and 90 % range of pairs of runs): {rows}.")
MOST_CLEAR = 3


def told(row: Difference) -> bool:
    """Whether the answer has a sentence on an effect alone: a direction can be told."""
    return _pattern(row)[0] not in TOGETHER


def on_effect(effect: Effect, row: Difference, first: str, language: Language) -> str:
    """Say what a scenario changes in a figure.

    Parameters
    ----------
    first : str
        What the first scenario is called in sentences.
    """
    if not told(row):
        return on_the_rest([(effect, row)], first, language)[0]
    pattern, rises = _pattern(row)
    above, unchanged = (row.chance_more or 0.0) / 100, (row.chance_unchanged or 0.0) / 100
    share = above if rises else 1 - above - unchanged
    return pattern.text(language).format(
        first=first,
        statement=(effect.more if rises else effect.less).text(language),
        size=Amounts(row, language).difference(row.mean_difference).lstrip("+-"),
        share=percent(share),
        **_numbers(row, language),
    )


def on_the_rest(
    effects: Iterable[tuple[Effect, Difference]], first: str, language: Language
) -> list[str]:
    """Say of which figures no direction can be told, one sentence for each reason."""
    found: dict[Bilingual, list[tuple[str, Difference]]] = {}
    for effect, row in effects:
        pattern, noun = _pattern(row)[0], effect.noun.text(language)
        if pattern == UNTOLD:
            noun = UNTOLD_EACH.text(language).format(noun=noun, **_numbers(row, language))
        if pattern in TOGETHER:
            found.setdefault(pattern, []).append((noun, row))
    sentences = []
    for pattern, rows in found.items():
        between = SEMICOLON if pattern == UNTOLD else _BETWEEN
        nouns = between.text(language).join(noun for noun, _ in rows)
        said = {"first": first, "nouns": nouns, "pairs": rows[0][1].pairs}
        sentences.append(pattern.text(language).format(**said))
    return sentences


def on_clear_rows(rows: Iterable[Difference], language: Language) -> str:
    """Name the figures whose 90 % range of pairs leaves out zero, the strongest; perhaps none."""
    clear = sorted((row for row in rows if _pattern(row)[0] == SURE), key=_strength, reverse=True)
    said = []
    for row in clear[:MOST_CLEAR]:
        amounts = Amounts(row, language)
        label = Bilingual(row.label_en, row.label_zh).text(language)
        group = Bilingual(row.group_en, row.group_zh).text(language)
        name = label if row.section == HORIZON else f"{label}{COMMA.text(language)}{group}"
        mean = amounts.difference(row.mean_difference)
        said.append(f"{name} {mean} {amounts.unit} {amounts.range}")
    if not said:
        return ""
    return CLEAR.text(language).format(rows=SEMICOLON.text(language).join(said))


def _strength(row: Difference) -> float:
    low, high = row.replicates_low_90 or 0.0, row.replicates_high_90 or 0.0
    return abs(row.mean_difference or 0.0) / (high - low) if high > low else math.inf


def _numbers(row: Difference, language: Language) -> dict[str, str]:
    said = Amounts(row, language)
    return {
        "mean": said.difference(row.mean_difference),
        "unit": said.unit,
        "half": said.half(row.half_width),
        "low": said.difference(row.replicates_low_90),
        "high": said.difference(row.replicates_high_90),
    }


def _pattern(row: Difference) -> tuple[Bilingual, bool]:
    """Choose the sentence, and whether the difference is above zero."""
    if row.pairs and row.chance_unchanged == 100:
        return SAME, True
    low, high = row.replicates_low_90, row.replicates_high_90
    lower, upper = row.replicates_low_50, row.replicates_high_50
    ends = (row.monte_carlo_low_90, row.monte_carlo_high_90)
    if row.pairs < FEWEST or None in (low, high, lower, upper, *ends):
        return NONE, True
    assert low is not None
    assert high is not None
    assert lower is not None
    assert upper is not None
    known = bool(ends[0] is not None and ends[1] is not None and (ends[0] > 0 or ends[1] < 0))
    if low > 0 or high < 0:
        return SURE, low > 0
    if lower > 0 or upper < 0:
        return (MOSTLY if known else UNTOLD), lower > 0
    return (ON_AVERAGE if known else UNTOLD), (row.mean_difference or 0.0) > 0
