"""When a comparison's effects come: closures by period, and figures of the years that differ."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from sim.analysis.comparison import Difference, Member
from sim.analysis.comparison_periods import over_the_window
from sim.analysis.evidence import Key as FigureKey
from sim.analysis.flows import FOUNDED_AS
from sim.analysis.money_compared import COST, Gain
from sim.analysis.policy_periods import (
    AFTER,
    Key,
    Paired,
    Window,
    by_period,
    closures_of,
    end_of,
    ending,
    paired,
    window_of,
    years_of,
)
from sim.analysis.reading_units import digits_of
from sim.analysis.shakeout import SINCE
from sim.results.groups import LABELS
from sim.scenario.language import Language
from sim.scenario.months import month_name
from sim.studies.report.amounts import with_sign
from sim.studies.report.answer_texts import ANSWER_TEXTS
from sim.studies.report.blocks import Table, TableRow
from sim.studies.report.effects_words import Dates
from sim.studies.study import Study


class Times:
    """One scenario of a comparison against another, by period.

    Parameters
    ----------
    studies, members : (first, other)
    gains : sequence of Gain
        Of the other against the first.
    names : (first, other)
        What the scenarios are called in tables.
    precision : float
        Of the comparison.
    """

    def __init__(
        self,
        studies: tuple[Study, Study],
        members: tuple[Member, Member],
        gains: Sequence[Gain],
        names: tuple[str, str],
        precision: float,
        language: Language,
    ) -> None:
        self.studies, self.members, self.draws = studies, members, members[0].draws
        self.gains = {gain.outcome: gain for gain in gains}
        self.names, self.precision, self.language = names, precision, language

    def say(self, key: str, **values: object) -> str:
        """Return a text of the first screen or of a table behind it."""
        return ANSWER_TEXTS[key].text(self.language).format(**values)

    @cached_property
    def window(self) -> Window | None:
        """Months in which the scenarios differ."""
        one, two = (study.scenario for study in self.studies)
        return window_of(one, two)

    @cached_property
    def rows(self) -> Mapping[FigureKey, Difference]:
        """Yearly closures and yearly cost of the years that differ; none without such years."""
        if self.window is None:
            return {}
        tables = (self.studies[0].tables, self.studies[1].tables)
        found = over_the_window(self.members, tables, self.window, self.precision)
        return {row.key: row for row in found}

    @property
    def months(self) -> int:
        """Length of the runs."""
        return min(member.curves[COST].shape[1] for member in self.members)

    @property
    def dates(self) -> Dates:
        """Which years sentences speak of."""
        start = SINCE if self.window is None else self.window.start
        years, end = years_of(start, self.months - 1), end_of(self.months - 1)
        return Dates(years.text(self.language), end.text(self.language))

    @property
    def years_of_cost(self) -> str:
        """Years over which cost is averaged."""
        assert self.window is not None
        return years_of(self.window.start, self.window.end).text(self.language)

    def whole_horizon(self) -> str:
        """Say why closures are of all years since 2018; empty where the scenarios have dates."""
        return "" if self.window else self.say("whole_horizon", years=self.dates.years)

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
        # Of three numbers that add up, the largest says how many digits count.
        digits = digits_of(max(abs(each.mean) for each in (during, later, whole)))
        verdict = self.say(
            ending(during, later, whole),
            whole=_with_error(whole),
            avoided=with_sign(during.mean, digits).lstrip("+-"),
            back=with_sign(later.mean, digits).lstrip("+-"),
            kept=with_sign(whole.mean, digits).lstrip("+-"),
        )
        parts = {key: _with_error(each) for key, each in found.items()}
        key = "closures" if "rest" in found else "closures_to_the_end"
        return self.say(key, months=self._after, verdict=verdict, **self.within, **parts)

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
                name = self.say(key, months=self._after, **self.within)
                levels = (f"{each.first:,.1f}", f"{each.other:,.1f}")
                rows.append(TableRow([name, *levels, f"{each.mean:+.1f}", in_brackets(each, 1)]))
        heads = [self.say("period"), *self.names, self.say("difference"), self.say("interval")]
        caption = self.say("closures_table", first=self.names[0], other=self.names[1])
        return Table(caption, heads, rows, note=self.say("closures_note"))

    def _later(self) -> Paired:
        """Closures after the scenarios differ, to the end of the run."""
        assert self.window is not None
        begin = self.window.end + 1
        one, two = (closures_of(study.tables)[:, begin:].sum(axis=1) for study in self.studies)
        return paired(one, two, self.draws)

    @property
    def _after(self) -> int:
        assert self.window is not None
        return min(AFTER, self.months - self.window.end - 1)

    @property
    def within(self) -> dict[str, str]:
        """First and last month in which the scenarios differ."""
        assert self.window is not None
        return {"start": month_name(self.window.start), "end": month_name(self.window.end)}


def _with_error(each: Paired) -> str:
    half = each.high - each.mean
    if not np.isfinite(half):
        return with_sign(each.mean, digits_of(each.mean))
    digits = digits_of(each.mean, half)
    return f"{with_sign(each.mean, digits)} ± {with_sign(half, digits).lstrip('+')}"


def in_brackets(each: Paired, digits: int) -> str:
    """90 % interval of a mean; a dash where it is not known."""
    if not np.isfinite(each.low):
        return "–"
    return f"[{each.low:+,.{digits}f}, {each.high:+,.{digits}f}]"
