"""When a comparison's effects come: closures by period, public cost by year, cost of one more."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.comparison import Member
from sim.analysis.flows import FOUNDED_AS
from sim.analysis.money import ALL_YEARS, OUTCOMES, by_year
from sim.analysis.money_compared import COST, Gain
from sim.analysis.money_each import Each, each_of
from sim.analysis.observed import Values
from sim.analysis.policy_periods import (
    AFTER,
    Key,
    Paired,
    Window,
    by_period,
    closures_of,
    ending,
    paired,
    window_of,
)
from sim.analysis.reading_units import KCNY_PER_MILLION, money, money_unit
from sim.model.conditions import FIRST_YEAR
from sim.model.quantities import COST_LEVERS
from sim.results.groups import LABELS
from sim.scenario.language import PERCENT, Language
from sim.scenario.months import month_name
from sim.studies.report.answer_texts import ANSWER_TEXTS
from sim.studies.report.blocks import Table, TableRow
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison

EACH = ("spaces", "funded_cumulative")  # what the first screen gives the cost of


class Times:
    """One scenario of a comparison against the first, by period and by year.

    Parameters
    ----------
    label : str
        Of the scenario.
    names : (first, other)
        What the scenarios are called in tables.
    short : str
        What the first is called in sentences.
    """

    def __init__(
        self,
        comparison: "Comparison",
        label: str,
        names: tuple[str, str],
        short: str,
        language: Language,
    ) -> None:
        place = comparison.labels.index(label)
        self.studies: tuple[Study, Study] = comparison.studies[0], comparison.studies[place]
        self.members: tuple[Member, Member] = comparison.members[0], comparison.members[place]
        self.draws = self.members[0].draws
        self.gains = {gain.outcome: gain for gain in comparison.gains if gain.scenario == label}
        self.names, self.short, self.language = names, short, language

    def say(self, key: str, **values: object) -> str:
        """Return a text of the first screen or of a table behind it."""
        return ANSWER_TEXTS[key].text(self.language).format(**values)

    @cached_property
    def window(self) -> Window | None:
        """Months in which the scenarios differ."""
        one, two = (study.scenario for study in self.studies)
        return window_of(one, two)

    @cached_property
    def closures(self) -> dict[Key, Paired]:
        """Closures by period; none where the scenarios differ to the end."""
        return self.closures_by("all")

    def closures_by(self, group: str) -> dict[Key, Paired]:
        """Closures of a group of makerspaces by period."""
        window = self.window
        one, two = (closures_of(study.tables, group) for study in self.studies)
        if window is None or window.end + 1 >= one.shape[1]:
            return {}
        return by_period(one, two, self.draws, window)

    def closures_sentence(self) -> str:
        """Say whether closures are put off or prevented; empty where there is no end."""
        found = self.closures
        if not found or not np.isfinite(found["whole"].low):
            return ""
        whole, during = found["whole"], found["during"]
        later = self._later()
        verdict = self.say(
            ending(during, later, whole),
            whole=_with_error(whole),
            avoided=f"{abs(during.mean):.1f}",
            back=f"{abs(later.mean):.1f}",
            kept=f"{abs(whole.mean):.1f}",
        )
        parts = {key: _with_error(each) for key, each in found.items()}
        key = "closures" if "rest" in found else "closures_to_the_end"
        return self.say(
            key, first=self.short, months=self._after, verdict=verdict, **self._dates, **parts
        )

    def closures_table(self) -> Table | None:
        """Closures by period in both scenarios, together and by model at founding."""
        if not self.closures:
            return None
        rows: list[TableRow] = []
        for group in ("all", *FOUNDED_AS):
            label = LABELS[group.rpartition(":")[2]]
            heading = label.zh if self.language == "zh" else label.en
            heading = heading if group == "all" else self.say("by_founding", label=heading)
            rows.append(TableRow([heading], is_heading=True))
            for key, each in self.closures_by(group).items():
                name = self.say(key, months=self._after, **self._dates)
                levels = (f"{each.first:,.1f}", f"{each.other:,.1f}")
                rows.append(TableRow([name, *levels, f"{each.mean:+.1f}", _interval(each, 1)]))
        heads = [self.say("period"), *self.names, self.say("difference"), self.say("interval")]
        caption = self.say("closures_table", first=self.names[0], other=self.names[1])
        return Table(caption, heads, rows, note=self.say("closures_note"))

    def cost_sentence(self) -> str:
        """Say when the difference of public cost falls."""
        monthly = self._monthly(1) - self._monthly(0)
        whole = float(monthly.sum(axis=1).mean())
        if not monthly.any() or not whole:
            return ""
        yearly = by_year(monthly).mean(axis=0)
        highest = int(np.abs(yearly).argmax())
        said: dict[str, object] = {
            "year": FIRST_YEAR + highest,
            "highest": self._money(float(yearly[highest])),
        }
        if self.window is None or self.window.end + 1 >= monthly.shape[1]:
            return self.say("cost_highest", **said)
        inside = float(monthly[:, self.window.start : self.window.end + 1].sum(axis=1).mean())
        share = inside / whole
        said |= {"inside": self._money(inside), **self._dates}
        if not 0 <= share <= 1:
            return self.say("cost_inside", **said)
        number = PERCENT.text(self.language).format(number=f"{100 * share:.0f}")
        return self.say("cost_when", share=number, **said)

    def each_sentences(self) -> list[str]:
        """Say what one more surviving space and one more funded startup cost."""
        found = [
            (self.gains[name], each_of(self.gains[name])) for name in EACH if name in self.gains
        ]
        said = [self._each(gain, each) for gain, each in found if each]
        untold = [OUTCOMES[gain.outcome].text(self.language) for gain, each in found if not each]
        if untold:
            said.append(self.say("each_untold", outcome=self.say("or_one_more").join(untold)))
        return said

    def yearly_table(self) -> Table | None:
        """Public cost of both scenarios by year, and its difference."""
        one, two = (by_year(self._monthly(place)) for place in (0, 1))
        if not (two - one).any():
            return None
        unit = money_unit([float(v) for v in (*one.mean(axis=0), *two.mean(axis=0))], self.language)
        years = [str(FIRST_YEAR + place) for place in range(one.shape[1])]
        found = [paired(one[:, at], two[:, at], self.draws) for at in range(one.shape[1])]
        digits = 1 if max(one.mean(axis=0).max(), two.mean(axis=0).max()) >= 100 * unit.kcny else 2
        found.append(paired(one.sum(axis=1), two.sum(axis=1), self.draws))
        rows = []
        for year, each in zip((*years, ALL_YEARS), found, strict=True):
            scaled = Paired(*(number / unit.kcny for number in each))
            name = COMMON_TEXTS["whole_run"].text(self.language) if year == ALL_YEARS else year
            levels = (f"{scaled.first:,.{digits}f}", f"{scaled.other:,.{digits}f}")
            change = ["0", ""]
            if scaled.mean or scaled.high:
                change = [f"{scaled.mean:+,.{digits}f}", _interval(scaled, digits)]
            rows.append(TableRow([name, *levels, *change]))
        year = COMMON_TEXTS["year_label"].text(self.language)
        heads = [year, *self.names, self.say("difference"), self.say("interval")]
        said = {"unit": unit.name, "first": self.names[0], "other": self.names[1]}
        return Table(self.say("yearly_table", **said), heads, rows, note=self.say("yearly_note"))

    def direct_sentence(self) -> str:
        """Say how much of the difference the policies that differ pay themselves."""
        one, two = (study.scenario for study in self.studies)
        months = min(one.months, two.months)
        differ = [
            lever
            for lever in COST_LEVERS
            if (one.schedule[:months][lever] != two.schedule[:months][lever]).any()
        ]
        whole = float((self._monthly(1) - self._monthly(0)).sum(axis=1).mean())
        if not differ or not whole:
            return ""
        name = "public_cost:{}".format
        first, other = (member.curves for member in self.members)
        changes = [float((other[name(at)] - first[name(at)]).sum(axis=1).mean()) for at in differ]
        direct = sum(changes)
        amounts = {"whole": whole, "direct": direct, "rest": whole - direct}
        return self.say("direct", **{key: self._money(kcny) for key, kcny in amounts.items()})

    def _each(self, gain: Gain, found: Each) -> str:
        outcome = OUTCOMES[gain.outcome].text(self.language)
        mean, low, high = (money(kcny, self.language) for kcny in found)
        key = "each" if gain.verdict == "buys" else "each_saved"
        return self.say(key, outcome=outcome, mean=mean, low=low, high=high)

    def _later(self) -> Paired:
        """Closures after the scenarios differ, to the end of the run."""
        assert self.window is not None
        begin = self.window.end + 1
        one, two = (closures_of(study.tables)[:, begin:].sum(axis=1) for study in self.studies)
        return paired(one, two, self.draws)

    def _monthly(self, place: int) -> Values:
        """Public cost, kCNY, shape (replicates, months)."""
        curve = self.members[place].curves[COST] * KCNY_PER_MILLION
        return np.diff(curve, axis=1, prepend=0.0)

    def _money(self, kcny: float) -> str:
        text = money(kcny, self.language)
        return f"+{text}" if kcny > 0 else text

    @property
    def _after(self) -> int:
        assert self.window is not None
        months = min(study.scenario.months for study in self.studies)
        return min(AFTER, months - self.window.end - 1)

    @property
    def _dates(self) -> dict[str, str]:
        assert self.window is not None
        return {"start": month_name(self.window.start), "end": month_name(self.window.end)}


def _with_error(each: Paired) -> str:
    if not np.isfinite(each.high):
        return f"{each.mean:+.1f}"
    return f"{each.mean:+.1f} ± {each.high - each.mean:.1f}"


def _interval(each: Paired, digits: int) -> str:
    if not np.isfinite(each.low):
        return "–"
    return f"[{each.low:+,.{digits}f}, {each.high:+,.{digits}f}]"
