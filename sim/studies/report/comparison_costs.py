"""What a scenario costs against another: by year, by lever, and for one more of an outcome."""

import numpy as np

from sim.analysis.comparison_indicators import HORIZON
from sim.analysis.comparison_periods import YEARLY_COST
from sim.analysis.evidence import Key
from sim.analysis.money import ALL_YEARS, OUTCOMES, by_year
from sim.analysis.money_compared import COST, Gain
from sim.analysis.money_each import each_of
from sim.analysis.observed import Values
from sim.analysis.policy_periods import paired
from sim.analysis.reading_units import (
    KCNY_PER_MILLION,
    decimals,
    digits_of,
    money_unit,
    unit_of_totals,
)
from sim.analysis.totals import TOTALS
from sim.model.conditions import FIRST_YEAR
from sim.model.quantities import COST_LEVERS
from sim.scenario.declared import LEVERS
from sim.scenario.language import PERCENT, SEMICOLON, Bilingual
from sim.studies.report.amounts import Amounts, with_sign
from sim.studies.report.blocks import Table, TableRow
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.comparison_times import Times, in_brackets
from sim.studies.report.effects_words import capitalised

EACH = ("spaces", "funded_cumulative")  # what the first screen gives the cost of
LITTLE = 0.1  # a year this close to the average, as a share of it, says nothing
TINY = 0.01  # of the largest change on a lever: hardly a change
FRACTION = 0.1  # of the unit of totals: below it the smaller unit
KCNY_PER_YUAN = 1e-3


class Costs:
    """Words and tables on what one scenario costs against another."""

    def __init__(self, times: Times) -> None:
        self.times, self.language = times, times.language
        self.unit = unit_of_totals(self.language)

    def cost_sentence(self) -> str:
        """Say what the difference of public cost is a year, and when it is largest."""
        monthly, window = self._monthly(1) - self._monthly(0), self.times.window
        whole = float(monthly.sum(axis=1).mean())
        if not monthly.any() or not whole:
            return ""
        yearly = by_year(monthly).mean(axis=0)
        highest = int(np.abs(yearly).argmax())
        extreme = float(yearly[highest])
        most: dict[str, object] = {"year": FIRST_YEAR + highest, "highest": self._change(extreme)}
        if window is None:
            return self._say("cost_highest", **most)
        mean, said = self._a_year()
        tells = abs(extreme - mean) > LITTLE * abs(mean)
        said |= {
            "years": self.times.years_of_cost,
            "largest": self._say("largest", **most) if tells else "",
        }
        if window.end + 1 >= monthly.shape[1]:
            return self._say("cost_a_year", **said)
        inside = float(monthly[:, window.start : window.end + 1].sum(axis=1).mean())
        if not 0 <= inside / whole <= 1:
            return self._say("cost_inside", inside=self._change(inside), **said)
        said["inside"] = self._money(abs(inside))
        share = PERCENT.text(self.language).format(number=f"{100 * inside / whole:.0f}")
        return self._say("cost_when", share=share, **said)

    def each_sentences(self) -> list[str]:
        """Say what money goes with: surviving spaces and funded startups."""
        gains = self.times.gains
        return [self._each(gains[name]) for name in EACH if name in gains]

    def yearly_table(self) -> Table | None:
        """Public cost of both scenarios by year, and its difference."""
        one, two = (by_year(self._monthly(place)) / self.unit.kcny for place in (0, 1))
        if not (two - one).any():
            return None
        draws, names = self.times.draws, self.times.names
        years = [str(FIRST_YEAR + place) for place in range(one.shape[1])]
        found = [paired(one[:, at], two[:, at], draws) for at in range(one.shape[1])]
        digits = 1 if max(one.mean(axis=0).max(), two.mean(axis=0).max()) >= 100 else 2
        found.append(paired(one.sum(axis=1), two.sum(axis=1), draws))
        rows = []
        for year, each in zip((*years, ALL_YEARS), found, strict=True):
            name = COMMON_TEXTS["whole_run"].text(self.language) if year == ALL_YEARS else year
            levels = (f"{each.first:,.{digits}f}", f"{each.other:,.{digits}f}")
            change = ["0", ""]
            if each.mean or each.high:
                change = [f"{each.mean:+,.{digits}f}", in_brackets(each, digits)]
            rows.append(TableRow([name, *levels, *change]))
        year = COMMON_TEXTS["year_label"].text(self.language)
        heads = [year, *names, self._say("difference"), self._say("interval")]
        said = {"unit": self.unit.name, "first": names[0], "other": names[1]}
        return Table(self._say("yearly_table", **said), heads, rows, note=self._say("yearly_note"))

    def lever_sentence(self) -> str:
        """Say on which levers the difference of public cost falls, those set alike together."""
        one, two = (study.scenario for study in self.times.studies)
        months = min(one.months, two.months)
        differ = [
            lever
            for lever in COST_LEVERS
            if (one.schedule[:months][lever] != two.schedule[:months][lever]).any()
        ]
        first, other = (member.curves for member in self.times.members)
        changes = {
            lever: float((other[name] - first[name]).sum(axis=1).mean())
            for lever, name in ((lever, f"public_cost:{lever}") for lever in COST_LEVERS)
        }
        if not differ or not any(changes.values()):
            return ""
        parts = [
            self._say("of_lever", lever=self._name(lever), change=self._change(changes[lever]))
            for lever in differ
        ]
        listed = SEMICOLON.text(self.language).join(parts)
        rest = sum(changes[lever] for lever in COST_LEVERS if lever not in differ)
        tiny = abs(rest) < TINY * max(abs(changes[lever]) for lever in differ)
        key = "rest_tiny" if tiny else "rest_some"
        key = key if abs(rest) >= KCNY_PER_YUAN else "rest_none"
        return self._say("by_lever", parts=listed, rest=self._say(key, change=self._change(rest)))

    def _each(self, gain: Gain) -> str:
        """What money goes with in one outcome, after the verdict of its intervals."""
        found, label = each_of(gain), TOTALS[gain.outcome].about.label.text(self.language)
        names = {
            "outcome": OUTCOMES[gain.outcome].text(self.language),
            "outcomes": label.lower() if self.language == "en" else label,
        }
        if found:
            unit = money_unit([found.mean], self.language)
            amounts = [each / unit.kcny for each in found]
            digits = decimals(amounts[0])
            mean, low, high = (f"{each:,.{digits}f}" for each in amounts)
            said = {"mean": mean, "low": low, "high": high, "unit": unit.name}
            return self._say(f"each_{gain.verdict}", **said, **names)
        cost = _size(
            gain.cost_difference,
            gain.cost_high_90,
            KCNY_PER_MILLION / self.unit.kcny,
        )
        change = _size(gain.outcome_difference, gain.outcome_high_90, counted=True)
        said = {
            "cost": cost[0].lstrip("+-"),
            "cost_signed": cost[0],
            "cost_half": cost[1],
            "change": change[0].lstrip("+-"),
            "change_signed": change[0],
            "change_half": change[1],
            "unit": self.unit.name,
        }
        return capitalised(self._say(f"each_{gain.verdict}", **said, **names))

    def _a_year(self) -> tuple[float, dict[str, object]]:
        """Mean difference of a year, kCNY, and how that is said."""
        row = self.times.rows[Key(HORIZON, YEARLY_COST, "all")]
        amounts, half = Amounts(row, self.language), row.half_width
        error = "" if half is None else self._say("error_of_mean", half=amounts.half(half))
        mean = (row.mean_difference or 0.0) * KCNY_PER_MILLION
        change = self.way(mean, f"{amounts.size} {self.unit.name}")
        return mean, {"change": change, "error": error}

    def _monthly(self, place: int) -> Values:
        """Public cost, kCNY, shape (replicates, months)."""
        curve = self.times.members[place].curves[COST] * KCNY_PER_MILLION
        return np.diff(curve, axis=1, prepend=0.0)

    def _change(self, kcny: float) -> str:
        """More or less public money; what is none to the yuan is no change."""
        return self.way(kcny, self._money(abs(kcny)))

    def way(self, kcny: float, amount: str) -> str:
        """An amount of public money as more or less than the other scenario's."""
        if abs(kcny) < KCNY_PER_YUAN:
            return self._say("as_much")
        return self._say("more" if kcny > 0 else "less", amount=amount)

    def _money(self, kcny: float) -> str:
        """A sum in the unit of totals; in a smaller one where that would be a small fraction."""
        small = kcny < FRACTION * self.unit.kcny
        unit = money_unit([kcny], self.language) if small else self.unit
        value = kcny / unit.kcny
        return f"{value:,.{digits_of(value)}f} {unit.name}"

    def _name(self, lever: str) -> str:
        label = LEVERS[lever].label
        return lever if label is None else Bilingual(label.en, label.zh).text(self.language)

    def _say(self, key: str, **values: object) -> str:
        return self.times.say(key, **values)


def _size(
    mean: float, high: float | None, factor: float = 1.0, counted: bool = False
) -> tuple[str, str]:
    """A mean with its sign, and half of its interval; of what is counted no tenths above one."""
    half = None if high is None else (high - mean) * factor
    digits = digits_of(mean * factor, half)
    if counted and max(abs(mean), half or 0.0) >= 1:
        digits = 0
    said = "–" if half is None else with_sign(half, digits).lstrip("+")
    return with_sign(mean * factor, digits), said
