"""What the report of a comparison says and shows, in one language."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import HORIZON, chosen
from sim.analysis.evidence import Key
from sim.analysis.figures.comparison_drawing import Pictured
from sim.analysis.figures.page_bars import Range, strip
from sim.analysis.intervals import FEWEST
from sim.analysis.money_compared import gains
from sim.analysis.scenario_names import BASELINE, THE_REFERENCE, names_of
from sim.model.categories import MODELS
from sim.scenario.language import COMMA, NAMED, PERCENT, Bilingual, Language, phrase_in
from sim.studies.report.amounts import Amounts
from sim.studies.report.answer_texts import ANSWER_TEXTS
from sim.studies.report.blocks import Answer, Card, Legend
from sim.studies.report.clear_words import (
    on_clear_rows,
)
from sim.studies.report.comparison_costs import Costs
from sim.studies.report.comparison_texts import COMPARISON_REPORT_TEXTS
from sim.studies.report.comparison_times import Times
from sim.studies.report.effects_words import (
    CLOSURES,
    COST,
    EFFECTS,
    Effect,
    on_effect,
    on_the_rest,
    told,
)

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


_BETWEEN = phrase_in("between names", ", ")
ANSWERED = (Key(HORIZON, "public_cost_per_year", "all"),)  # the whole cost, in other words


class ComparisonContent:
    """A comparison in the words of one language.

    Parameters
    ----------
    comparison : Comparison
    pictured : Pictured
        What its figures are drawn from.
    """

    def __init__(self, comparison: "Comparison", language: Language, pictured: Pictured) -> None:
        self.comparison, self.language, self.pictured = comparison, language, pictured
        self.names = names_of(comparison.members, language)
        self.pairs = comparison.members[0].replicates
        draws = comparison.members[0].draws
        self.draws = len(set(draws[draws >= 0])) or 1
        self.by_key = {(row.scenario, row.key): row for row in comparison.rows}
        self.times = {
            label: self.between(0, place) for place, (label, _) in enumerate(self.others, start=1)
        }
        self.costs = {label: Costs(times) for label, times in self.times.items()}

    def say(self, key: str, **values: object) -> str:
        """Return a text of the report of a comparison."""
        texts = COMPARISON_REPORT_TEXTS
        explained = texts["explained"].text(self.language)
        return texts[key].text(self.language).format(explained=explained, **values)

    def text(self, both: Bilingual) -> str:
        """A text in the language of the report."""
        return both.text(self.language)

    def first(self) -> str:
        """What the first scenario is called in sentences."""
        if self.comparison.studies[0].scenario.name == BASELINE:
            return self.text(ANSWER_TEXTS["the_baseline"])
        if len(self.names) > 2:
            return self.text(THE_REFERENCE)
        return ANSWER_TEXTS["quoted"].text(self.language).format(title=self.names[0])

    @property
    def others(self) -> Iterator[tuple[str, str]]:
        """Label and title of each scenario but the first."""
        return zip(self.comparison.labels[1:], self.names[1:], strict=True)

    def share(self, number: str) -> str:
        """A share as the language writes it."""
        return PERCENT.text(self.language).format(number=number)

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    @property
    def comma(self) -> str:
        """What stands between a label and its unit."""
        return COMMA.text(self.language)

    @property
    def title(self) -> str:
        """Names of the scenarios, a title in quotes."""
        *most, last = self.names[1:]
        if not most:
            other = ANSWER_TEXTS["quoted"].text(self.language).format(title=last)
            return self.say("title", first=self.first(), others=other)
        others = self.say("and").join([self.text(_BETWEEN).join(most), last])
        return self.say("title", first=self.first(), others=others)

    def answers(self) -> list[Answer]:
        """What is said of each scenario but the first, and a card for each effect."""
        return [
            Answer(self.about(name), self.sentences(label), self._cards(label, number))
            for number, (label, name) in enumerate(self.others)
        ]

    def about(self, name: str) -> str:
        """Which scenario an answer is about; empty where there is one only."""
        if len(self.comparison.labels) == 2:
            return ""
        return self.say("about", first=self.first(), other=name)

    def between(self, first: int, other: int) -> Times:
        """Two scenarios, by their places, and when their differences come."""
        compared = self.comparison
        members = (compared.members[first], compared.members[other])
        found = compared.gains if first == 0 else gains(members)
        return Times(
            (compared.studies[first], compared.studies[other]),
            members,
            [gain for gain in found if gain.scenario == members[1].label],
            (self.names[first], self.names[other]),
            compared.precision,
            self.language,
        )

    def sentences(self, label: str) -> list[str]:
        """Sentences on the effects of a scenario, on when they come and on what they cost."""
        times, costs, effects = self.times[label], self.costs[label], list(self.effects(label))
        found = []
        for effect, row in effects:
            said = [on_effect(effect, row, times.dates, self.language)] if told(row) else []
            if effect is CLOSURES:
                said.append(times.whole_horizon())
            if effect is COST:
                said.append(costs.cost_sentence())
            found.append(self.gap.join(each for each in said if each))
            if effect is CLOSURES:
                found.append(times.closures_sentence())
        found += on_the_rest(effects, times.dates, self.language)
        found += costs.each_sentences()
        found.append(on_clear_rows(self._beside(label), self.language))
        return [each for each in found if each]

    def _beside(self, label: str) -> list[Difference]:
        """Rows that no sentence is about yet."""
        said_of = {*ANSWERED, *(effect.key for effect in EFFECTS)}
        narrowed = {row.indicator for row in self.times[label].rows.values()}
        return [
            row
            for row in self.rows_of(label)
            if row.key not in said_of
            and (row.indicator not in narrowed or row is self.times[label].rows.get(row.key))
        ]

    def _cards(self, label: str, number: int) -> list[Card]:
        return [
            self._card(row, f"card-{number}-{effect.key.indicator}")
            for effect, row in self.effects(label)
            if row.pairs
        ]

    def effects(self, label: str) -> Iterator[tuple[Effect, Difference]]:
        """Figures that the answer speaks of, over the years that differ where there are such."""
        for effect in EFFECTS:
            whole = self.by_key.get((label, effect.key))
            row = self.times[label].rows.get(effect.key, whole)
            if row is not None:
                yield effect, row

    def _card(self, row: Difference, name: str) -> Card:
        label = self.text(Bilingual(row.label_en, row.label_zh))
        said = Amounts(row, self.language)
        low, high = row.replicates_low_90, row.replicates_high_90
        others = self.names[self.comparison.labels.index(row.scenario)]
        levels = zip((self.names[0], others), (row.level_against, row.level), strict=True)
        shown = Range(
            _scaled(row.median_difference, said),
            (_scaled(row.replicates_low_50, said), _scaled(row.replicates_high_50, said)),
            (_scaled(low, said), _scaled(high, said)),
        )
        known = row.pairs >= FEWEST and low is not None
        ends = {"low": said.difference(low), "high": said.difference(high)}
        return Card(
            label=label,
            number=said.mean,
            unit=said.unit,
            range=self.say("card_range", **ends) if known else self.say("card_few"),
            detail="\n".join(
                NAMED.text(self.language).format(
                    name=title, text=f"{said.level(level)} {said.unit_of_level}"
                )
                for title, level in levels
            ),
            svg=strip(shown, name, label, self.pictured.fonts),
        )

    def rows_of(self, label: str) -> list[Difference]:
        """Rows of a scenario that are shown, of each figure all business models.

        Yearly closures since 2018 stand below those of the years that differ; yearly cost is of
        these years alone.
        """
        found: list[Difference] = []
        for row in self.comparison.rows:
            if row.scenario != label or not row.pairs or not self._is_shown(row.key):
                continue
            narrowed = self.times[label].rows.get(row.key)
            if narrowed is not None:
                found.append(narrowed)
            if narrowed is None or row.section != HORIZON:
                found.append(row)
        return found

    def _is_shown(self, key: Key) -> bool:
        indicators = self.comparison.indicators
        return chosen(key, indicators) or (key.indicator in indicators and key.group in MODELS)

    def legend(self) -> list[Legend]:
        """Lines of the scenarios."""
        found = []
        for label, name in zip(self.comparison.labels, self.names, strict=True):
            look = self.pictured.look(label)
            lengths = () if look.dashes == "solid" else look.dashes[1]
            dashes = " ".join(f"{2 * length:g}" for length in lengths)
            found.append(Legend(name, look.colour, dashes))
        return found


def _scaled(value: float | None, said: Amounts) -> float:
    return math.nan if value is None else value * said.factor
