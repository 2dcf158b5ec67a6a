"""What else changes clearly: figures named with their business models, of each figure all or none.

Spaces change type. A figure by business model says which type it goes by: that at founding, that
of each month, or that of the last month.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import HORIZON, MODELS_AT_END
from sim.analysis.evidence import Key
from sim.analysis.totals import TOTALS
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.scenario.language import COMMA, SEMICOLON, Bilingual, Language, phrase, phrase_in
from sim.studies.report.amounts import Amounts
from sim.studies.report.effects_words import is_clear, told

Kind = Literal["founding", "time", "end", ""]
AT_THE_TIME = ("closure_rate", "closure_share_over_exposure")
BY_TYPE: dict[Kind, Bilingual] = {
    "founding": phrase("{name} (type at founding)"),
    "time": phrase("{name} (type at the time)"),
    "end": phrase("{name} (type at the end; spaces change type)"),
    "": phrase_in("without a type", "{name}"),
}
CLEAR = phrase(
    "Also different, at most three figures, each with a range that leaves out zero; the rest is in "
    "section 1 (mean; in brackets most runs): {rows}."
)
_OF_MODELS = phrase("{name}: {models}, {unit}")
_CLEAR = phrase_in("without a remark", "{model} {amount}")
_MOSTLY = phrase("{model} {amount} (single runs differ)")
_UNCLEAR = phrase("{model} no clear change")
_BETWEEN = phrase_in("between names", ", ")
MOST_CLEAR = 3


def kind_of(key: Key) -> Kind:
    """Which type of a space a figure goes by; empty where it has none.

    >>> closures = Key("gap", "closure_rate", "")
    >>> kind_of(Key("outcomes", "funded_24", "specialised")), kind_of(closures)
    ('founding', 'time')
    """
    if key.section == HORIZON:
        return "end" if key.indicator in MODELS_AT_END else ""
    if key.section == "outcomes" and key.group not in MODELS:
        return ""
    return "time" if key.indicator in AT_THE_TIME else "founding"


def model_of(key: Key) -> str:
    """Business model that a figure is of; empty where it is of none.

    >>> model_of(Key("horizon", "spaces_rent_dependent", "all"))
    'rent_dependent'
    """
    if key.section == HORIZON:
        return MODELS[MODELS_AT_END.index(key.indicator)] if key.indicator in MODELS_AT_END else ""
    return key.group if key.section == "outcomes" and key.group in MODELS else ""


def name_of_model(model: str, language: Language) -> str:
    """What a business model is called within a line."""
    return LABELS[model].zh if language == "zh" else LABELS[model].en.lower()


def name_of_figure(row: Difference, language: Language) -> str:
    """Label of a figure without its business model."""
    if model_of(row.key) and row.section == HORIZON:
        return TOTALS["spaces"].about.label.text(language)
    return Bilingual(row.label_en, row.label_zh).text(language)


def on_clear_rows(rows: Iterable[Difference], language: Language) -> str:
    """Name the figures of which a row leaves out zero; perhaps none.

    What kinds of spaces there are at the end comes first, then the strongest.
    """
    figures: dict[tuple[str, str], list[Difference]] = {}
    for row in rows:
        of_models = bool(model_of(row.key))
        name = name_of_figure(row, "en") if of_models else f"{row.label_en} {row.group_en}"
        figures.setdefault((row.section, name), []).append(row)
    clear = [members for members in figures.values() if any(is_clear(row) for row in members)]
    clear.sort(key=_weight, reverse=True)
    said = [_figure(members, language) for members in clear[:MOST_CLEAR]]
    if not said:
        return ""
    return CLEAR.text(language).format(rows=SEMICOLON.text(language).join(said))


def _figure(members: Sequence[Difference], language: Language) -> str:
    first = members[0]
    name = name_of_figure(first, language)
    if not model_of(first.key):
        if first.section == "gap":
            name += COMMA.text(language) + Bilingual(first.group_en, first.group_zh).text(language)
        name = BY_TYPE[kind_of(first.key)].text(language).format(name=name)
        amounts = Amounts(first, language)
        return f"{name} {amounts.with_unit(_amount(amounts), language)}"
    name = BY_TYPE[kind_of(first.key)].text(language).format(name=name)
    models = []
    for row in sorted(members, key=lambda row: MODELS.index(model_of(row.key))):
        model, amount = name_of_model(model_of(row.key), language), _amount(Amounts(row, language))
        pattern = (_CLEAR if is_clear(row) else _MOSTLY) if told(row) else _UNCLEAR
        models.append(pattern.text(language).format(model=model, amount=amount))
    listed = _BETWEEN.text(language).join(models)
    unit = Amounts(first, language).unit
    return _OF_MODELS.text(language).format(name=name, models=listed, unit=unit)


def _amount(amounts: Amounts) -> str:
    return f"{amounts.difference(amounts.row.mean_difference)} {amounts.range}"


def _weight(members: Sequence[Difference]) -> tuple[bool, float]:
    return kind_of(members[0].key) == "end", max(map(_strength, members))


def _strength(row: Difference) -> float:
    if not is_clear(row):
        return 0.0
    low, high = row.replicates_low_90 or 0.0, row.replicates_high_90 or 0.0
    return abs(row.mean_difference or 0.0) / (high - low) if high > low else math.inf
