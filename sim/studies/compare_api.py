"""``sim.compare``: scenarios against the first of them, on the same draws and seeds."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.comparison import PRECISION, Difference, Member, differences, member_of
from sim.analysis.comparison_indicators import MAIN
from sim.analysis.money import YearCost
from sim.analysis.money_compared import Gain, gains
from sim.calibration.draws import Source
from sim.results.folder import RunFolder
from sim.results.manifest import sources_hash
from sim.scenario import Scenario
from sim.scenario.language import Language, preferred_language
from sim.scenario.problems import nearest
from sim.studies.arguments import check_arguments, scenarios_of
from sim.studies.compare_members import Refusal, check_alike, indicators_from
from sim.studies.compare_rows import PairRows, rows_by_pair
from sim.studies.study import Study, named_apart

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.figures.comparison_drawing import Pictured
    from sim.analysis.figures.draw import Figure
    from sim.studies.results import Results

FOLDER = "compare"  # in the folder of all outputs


class Comparison:
    """Scenarios against the first of them, replicate by replicate.

    Parameters
    ----------
    studies : sequence of Study
        With their tables; the first is what the others are compared with.
    indicators : sequence of str
        Those that are shown and held to the precision.
    precision : float
        Half-width of the 90 % Monte Carlo interval of a mean difference, over the level.

    Raises
    ------
    Refusal
        A ValueError, if they cannot be compared.
    """

    def __init__(
        self,
        studies: Sequence[Study],
        indicators: Sequence[str] = MAIN,
        precision: float = PRECISION,
    ) -> None:
        check_arguments(precision=precision)
        self.studies, self.precision = tuple(studies), precision
        self.indicators = indicators_from(indicators)
        self.labels = labels_of([study.scenario for study in studies])
        check_alike(self.studies, self.labels)

    @cached_property
    def members(self) -> list[Member]:
        """Figures and curves of every scenario."""
        return [
            member_of(label, study.scenario.title, study.content.run_id, study.evidence)
            for label, study in zip(self.labels, self.studies, strict=True)
        ]

    @cached_property
    def rows(self) -> list[Difference]:
        """Every figure of every scenario but the first, against the first."""
        return differences(self.members, self.precision)

    @cached_property
    def pair_rows(self) -> list[PairRows]:
        """All rows by pair of scenarios: those with the first, then others among themselves."""
        return list(rows_by_pair(self))

    @property
    def all_rows(self) -> list[Difference]:
        """Rows of ``differences.csv``: of each pair those of the months that differ come first."""
        return [row for pair in self.pair_rows for row in (*pair.dated, *pair.sums, *pair.whole)]

    @cached_property
    def costs(self) -> dict[str, list[YearCost]]:
        """Public cost of every scenario by policy and year, by label."""
        return {
            label: [row._replace(scenario=label) for row in study.costs]
            for label, study in zip(self.labels, self.studies, strict=True)
        }

    @cached_property
    def gains(self) -> list[Gain]:
        """Public cost and outcomes of every scenario but the first, against the first."""
        return gains(self.members)

    @property
    def differences(self) -> "pd.DataFrame":
        """One row a pair of scenarios and figure, as ``comparison_columns.COLUMNS`` says."""
        import pandas as pd  # a quarter of a second that the command does not need

        return pd.DataFrame(self.all_rows, columns=Difference._fields)

    @cached_property
    def id(self) -> str:
        """Twelve hexadecimal digits: the same runs, compared alike, give the same."""
        content = {
            "members": [
                [label, study.content.run_id]
                for label, study in zip(self.labels, self.studies, strict=True)
            ],
            "analysis": sources_hash(("results", "analysis")),
            "indicators": self.indicators,
            "precision": self.precision,
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def plot(self, name: str = "differences", lang: Language | None = None) -> "Figure":
        """Draw a figure: one of ``FIGURES`` of sim.analysis.figures.comparison_figure."""
        from sim.analysis.figures.comparison_figure import FIGURES, draw

        if name not in FIGURES:
            close, names = nearest(name, list(FIGURES)), ", ".join(FIGURES)
            raise Refusal("no_name", name=name, nearest=close, names=names)
        return draw(name, self.pictured(lang or preferred_language()))

    def pictured(self, language: Language) -> "Pictured":
        """Return what figures are drawn from."""
        from sim.analysis.figures.comparison_drawing import Pictured
        from sim.analysis.figures.fonts import fonts_for

        return Pictured(
            self.members,
            self.rows,
            self.costs,
            self.gains,
            self.indicators,
            fonts_for(language),
            self.id,
        )

    def folder(self, out: str | Path = "outputs") -> RunFolder:
        """Return its folder, there or not."""
        return RunFolder(Path(out), FOLDER, self.id)

    def save(self, out: str | Path = "outputs", lang: Language | None = None) -> Path:
        """Write the comparison folder, if it is not there; returns its path."""
        from sim.studies.compare_folder import write

        write(self, Path(out), lang or preferred_language(), "sim.compare")
        return self.folder(out).path

    def __repr__(self) -> str:
        first, *others = self.labels
        pairs = len(self.studies[0].plan.replicates)
        return f"Comparison({', '.join(others)} against {first}: {pairs} pairs)"


def compare(
    scenarios: "Results | Sequence[Scenario | str | Path]",
    *,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
    workers: int | None = None,
    indicators: Sequence[str] = MAIN,
    precision: float = PRECISION,
    tick: Callable[[], None] = lambda: None,
) -> Comparison:
    """Compare scenarios with the first of them, with the same draws and seeds in all.

    Parameters
    ----------
    scenarios : Results, or sequence of Scenario, str or Path
        What ``ensemble`` gave, or scenarios that are run in memory.
    replicates, seed, parameters, workers, tick
        As in ``ensemble``; nothing to do with results that are there.
    indicators : sequence of str
        What is shown and held to the precision.
    precision : float
        For ``replicates_needed``: half of the 90 % Monte Carlo interval over the level.

    Raises
    ------
    ValueError
        If they cannot be compared.
    """
    from sim.studies.api import ensemble
    from sim.studies.results import Results

    check_arguments(precision=precision)  # before anything is run
    if isinstance(scenarios, Results):
        return Comparison(scenarios.studies, indicators, precision)
    loaded = scenarios_of(scenarios)
    if len(loaded) < 2:
        raise Refusal("only_one")
    ran = ensemble(
        loaded,
        replicates=replicates,
        seed=seed,
        parameters=parameters,
        workers=workers,
        tick=tick,
    )
    return Comparison(ran.studies, indicators, precision)


def labels_of(scenarios: Sequence[Scenario]) -> list[str]:
    """Names of scenarios; those that come again get a number."""
    return [each.name for each in named_apart(scenarios)]
