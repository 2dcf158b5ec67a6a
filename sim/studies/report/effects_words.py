"""Sentences about effects: the intervals of paired differences choose the sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from sim.analysis.comparison import Difference
from sim.analysis.evidence import Key
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.scenario.language import SEMICOLON, Bilingual, Language, phrase, phrase_in
from sim.studies.report.amounts import Amounts


class Effect(NamedTuple):
    """A figure that the answer speaks of."""

    key: Key
    noun: Bilingual
    more: Bilingual
    less: Bilingual


class Dates(NamedTuple):
    """Which years sentences speak of, in one language."""

    years: str  # in which closures are counted
    end: str  # of the run, as after "by the end of"


SPACES = Effect(
    Key("horizon", "spaces", "all"),
    phrase("spaces alive at the end of {end}"),
    phrase("about {size} more spaces are alive at the end of {end}"),
    phrase("about {size} fewer spaces are alive at the end of {end}"),
)
FUNDED = Effect(
    Key("horizon", "funded_cumulative", "all"),
    phrase("startups funded in all"),
    phrase("about {size} more startups are funded in all"),
    phrase("about {size} fewer startups are funded in all"),
)
CLOSURES = Effect(
    Key("outcomes", "closure_rate", "all"),
    phrase("yearly closures, {years}"),
    phrase(
        "yearly closures in {years} rise from {one} % to {two} % of makerspaces, by about "
        "{size} percentage points"
    ),
    phrase(
        "yearly closures in {years} fall from {one} % to {two} % of makerspaces, by about "
        "{size} percentage points"
    ),
)
COST = Effect(
    Key("horizon", "public_cost_cumulative", "all"),
    phrase("public cost in all"),
    phrase("public cost rises by about {size} {unit} in all"),
    phrase("public cost falls by about {size} {unit} in all"),
)
EFFECTS = (SPACES, FUNDED, CLOSURES, COST)  # in the order of the answer
SURE = phrase("{statement} (error of the mean ± {half}; most runs {range}).")
MOSTLY = phrase(
    "{statement} (error of the mean ± {half}; most runs {range}). {share} % of runs go this way; a "
    "single one may go the other way."
)
ON_AVERAGE = phrase(
    "on average {statement} (error of the mean ± {half}; most runs {range}). Single runs go either "
    "way, {share} % of them this way."
)
UNTOLD = phrase("No clear change: {nouns}.")
UNTOLD_EACH = phrase("{noun} (mean {mean}, error of the mean ± {half}; most runs {range})")
IN_SHORT = phrase("{statement} on average, though single runs differ")
UNTOLD_IN_SHORT = phrase("no clear change in {noun}")
SAME = phrase("No change at all in any of {pairs} pairs of runs: {nouns}.")
NONE = phrase("Nothing is said of {nouns}: there are {pairs} pairs of runs, and a range needs ten.")
TOGETHER = (UNTOLD, SAME, NONE)  # said of all such effects in one sentence
_BETWEEN = phrase_in("between names", ", ")


def told(row: Difference) -> bool:
    """Whether the answer has a sentence on an effect alone: a direction can be told."""
    return _pattern(row)[0] not in TOGETHER


def on_effect(effect: Effect, row: Difference, dates: Dates, language: Language) -> str:
    """Say what a scenario changes in a figure."""
    if not told(row):
        return on_the_rest([(effect, row)], dates, language)[0]
    pattern, rises = _pattern(row)
    above, unchanged = (row.chance_more or 0.0) / 100, (row.chance_unchanged or 0.0) / 100
    said = pattern.text(language).format(
        statement=_statement(effect, row, dates, language),
        share=percent(above if rises else 1 - above - unchanged),
        **_numbers(Amounts(row, language), language),
    )
    return capitalised(said)


def in_short(effect: Effect, row: Difference, dates: Dates, language: Language) -> str:
    """Say the same as a part of a sentence, without intervals."""
    if not told(row):
        noun = effect.noun.text(language).format(**dates._asdict())
        return UNTOLD_IN_SHORT.text(language).format(noun=noun)
    statement = _statement(effect, row, dates, language)
    return statement if is_clear(row) else IN_SHORT.text(language).format(statement=statement)


def on_the_rest(
    effects: Iterable[tuple[Effect, Difference]], dates: Dates, language: Language
) -> list[str]:
    """Say of which figures no direction can be told, one sentence for each reason."""
    found: dict[Bilingual, list[tuple[str, Difference]]] = {}
    for effect, row in effects:
        pattern, noun = _pattern(row)[0], effect.noun.text(language).format(**dates._asdict())
        if pattern == UNTOLD:
            numbers = _numbers(Amounts(row, language), language)
            noun = UNTOLD_EACH.text(language).format(noun=noun, **numbers)
        if pattern in TOGETHER:
            found.setdefault(pattern, []).append((noun, row))
    sentences = []
    for pattern, rows in found.items():
        between = SEMICOLON if pattern == UNTOLD else _BETWEEN
        nouns = between.text(language).join(noun for noun, _ in rows)
        said = {"nouns": nouns, "pairs": rows[0][1].pairs}
        sentences.append(capitalised(pattern.text(language).format(**said)))
    return sentences


def capitalised(sentence: str) -> str:
    """Begin a sentence with a capital; elsewhere none changes.

    >>> capitalised("on average 2018–2030"), capitalised("2018 年")
    ('On average 2018–2030', '2018 年')
    """
    return sentence[:1].upper() + sentence[1:]


def is_clear(row: Difference) -> bool:
    """Whether the 90 % range of pairs leaves out zero."""
    return _pattern(row)[0] == SURE


def _statement(effect: Effect, row: Difference, dates: Dates, language: Language) -> str:
    amounts, rises = Amounts(row, language), _pattern(row)[1]
    return (
        (effect.more if rises else effect.less)
        .text(language)
        .format(
            size=amounts.size,
            unit=amounts.unit,
            one=amounts.level(row.level_against),
            two=amounts.level(row.level),
            **dates._asdict(),
        )
    )


def _numbers(amounts: Amounts, language: Language) -> dict[str, str]:
    return {
        "mean": amounts.with_unit(amounts.difference(amounts.row.mean_difference), language),
        "half": amounts.half(amounts.row.half_width),
        "range": amounts.most_runs(language),
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
