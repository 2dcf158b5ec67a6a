"""``sim.attribute``: a gap, or a policy's effect, split over mechanisms."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.attribution import Played, Share, shares
from sim.analysis.attribution_outcomes import ATTRIBUTED, DEFAULT, Mode
from sim.calibration.draws import Source
from sim.experiments.plan import Plan
from sim.results.folder import RunFolder
from sim.results.manifest import sources_hash
from sim.scenario import Scenario, load_scenario
from sim.scenario.language import Language, preferred_language
from sim.scenario.problems import nearest
from sim.studies.attribute_checks import AttributeRefusal, check, outcomes_from, plan_for
from sim.studies.attribute_runs import (
    CoalitionRuns,
    names_on,
    played,
    run_missing,
    switches_on,
)
from sim.studies.attribute_words import Setting, sentence

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.figures.attribution_figure import Waterfall
    from sim.analysis.figures.draw import Figure

FOLDER = "attribute"  # in the folder of all outputs


class Attribution:
    """A gap or an effect split over mechanisms; its runs are made by ``run``.

    Parameters
    ----------
    scenario : Scenario
    against : Scenario, optional
        What the scenario's effect is measured from; without it the gap between specialised and
        rent-dependent spaces is split.
    plan : Plan
        Draws and seeds, the same in all coalitions and both scenarios.
    outcomes : sequence of str
        Of ``ATTRIBUTED``; by default the main ones.
    switches : bool
        Whether each switch is also switched off alone.
    out : str or Path
        Folder of all outputs; runs are kept there.

    Raises
    ------
    AttributeRefusal
        A ValueError, if nothing can be attributed.
    """

    def __init__(
        self,
        scenario: Scenario,
        against: Scenario | None,
        plan: Plan,
        outcomes: Sequence[str] = (),
        switches: bool = True,
        out: str | Path = "outputs",
    ) -> None:
        self.scenario, self.against, self.plan = scenario, against, plan
        self.mode: Mode = "effect" if against else "gap"
        self.out, self.switches = Path(out), switches
        self.scenarios = [scenario, against] if against else [scenario]
        self.outcomes = outcomes_from(outcomes or DEFAULT[self.mode], self.mode)
        check(self.scenarios, plan, self.mode, self.outcomes)
        singles = names_on(self.setting.on) if switches else ()
        self.games = [CoalitionRuns(each, plan, self.out, singles) for each in self.scenarios]

    @property
    def setting(self) -> Setting:
        """What sentences are about."""
        return Setting(self.mode, switches_on(self.scenarios))

    @property
    def runs(self) -> tuple[int, int]:
        """Runs that are kept, and all of them."""
        every = sum(len(game.switched) for game in self.games) * len(self.plan.replicates)
        return every if self.folder.complete else sum(game.kept for game in self.games), every

    def run(
        self,
        tick: Callable[[int], None] = lambda runs: None,
        workers: int | None = None,
        dask: str | None = None,
    ) -> None:
        """Run what is not there yet; what is under way at Ctrl-C is kept."""
        if dask and find_spec("distributed") is None:
            raise AttributeRefusal("no_dask")
        if not self.folder.complete:
            run_missing(self.games, tick, workers, dask)
        for name in self.outcomes:
            if not self.played[name].whole.any():
                raise AttributeRefusal("undefined", outcome=name)

    @cached_property
    def played(self) -> Mapping[str, Played]:
        """Worth of all coalitions, by outcome."""
        from sim.studies.attribute_folder import played_in

        if self.folder.complete:
            return played_in(self)
        return {name: played(self.games, each) for name, each in ATTRIBUTED[self.mode].items()}

    @cached_property
    def shares(self) -> list[Share]:
        """All parts of all outcomes that were asked for."""
        return [each for name in self.outcomes for each in shares(name, self.played[name])]

    def sentences(self, lang: Language | None = None) -> list[str]:
        """One plain sentence for each part, in the order of ``shares``."""
        language = lang or preferred_language()
        return [sentence(each, self.setting, language) for each in self.shares]

    @property
    def parts(self) -> "pd.DataFrame":
        """One row a part, with its sentences; ``attribution_columns.COLUMNS`` explains them."""
        import pandas as pd  # a quarter of a second that reports do not need

        from sim.studies.attribute_folder import cells

        header, rows = cells(self)
        return pd.DataFrame(rows, columns=header)

    @cached_property
    def coalitions(self) -> Mapping[str, np.ndarray]:
        """Worth of every coalition in every replicate, columns of one length."""
        from sim.studies.attribute_folder import coalition_columns

        return coalition_columns(self)

    @cached_property
    def id(self) -> str:
        """Twelve hexadecimal digits: the same runs, attributed alike, give the same."""
        content: dict[str, Any] = {
            "designs": [[game.scenario.name, game.design] for game in self.games],
            "draws": [dict(draw) for draw in self.plan.draws],
            "replicates": [[each.draw, each.seed] for each in self.plan.replicates],
            "outcomes": self.outcomes,
            "switches": self.switches,
            "analysis": sources_hash(("results", "analysis")),
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def waterfall(self, outcome: str, lang: Language | None = None) -> "Waterfall":
        """Return what the figure of an outcome is drawn from."""
        from sim.analysis.figures.attribution_figure import Waterfall
        from sim.analysis.figures.fonts import fonts_for

        if outcome not in self.outcomes:
            close, names = nearest(outcome, self.outcomes), ", ".join(self.outcomes)
            raise AttributeRefusal("no_name", name=outcome, nearest=close, names=names)
        fonts = fonts_for(lang or preferred_language())
        chosen = [each for each in self.shares if each.outcome == outcome]
        titles = [each.title.text(fonts.language) for each in self.scenarios]
        return Waterfall(self.mode, chosen, titles, fonts, self.id)

    def plot(self, outcome: str = "survival", lang: Language | None = None) -> "Figure":
        """Draw the waterfall of an outcome: all off, the six groups, the whole."""
        from sim.analysis.figures.attribution_figure import draw

        return draw(self.waterfall(outcome, lang))

    @property
    def folder(self) -> RunFolder:
        """Its folder, there or not."""
        return RunFolder(self.out, FOLDER, self.id)

    def save(self, lang: Language | None = None) -> Path:
        """Write the attribution folder, if it is not there; returns its path."""
        from sim.studies.attribute_folder import write

        write(self, lang or preferred_language(), "sim.attribute")
        return self.folder.path

    def __repr__(self) -> str:
        names = " against ".join(each.name for each in self.scenarios)
        return f"Attribution({names}: {len(self.plan.replicates)} replicates)"


def attribute(
    scenario: Scenario | str | Path,
    against: Scenario | str | Path | None = None,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
    outcomes: Sequence[str] = (),
    switches: bool = True,
    workers: int | None = None,
    dask: str | None = None,
    out: str | Path = "outputs",
    tick: Callable[[int], None] = lambda runs: None,
) -> Attribution:
    """Split a gap, or a policy's effect, over the six groups of mechanisms.

    Parameters
    ----------
    scenario : Scenario, str or Path
    against : Scenario, str or Path, optional
        With it, the effect of the scenario against this one is split; without it, the gap
        between specialised and rent-dependent spaces.
    replicates : int, optional
        Each is run in 64 coalitions; by default 20 for a gap and 12 for an effect.
    seed, parameters, workers
        As in ``ensemble``.
    outcomes : sequence of str
        By default survival, funding and shakeout.
    switches : bool
        Whether each switch is also switched off alone.
    dask : str, optional
        Address of a Dask scheduler, or "local".
    out : str or Path
        Where runs are kept: a stopped attribution goes on where it was.
    tick : callable
        Takes the number of runs that have just been kept.

    Raises
    ------
    ValueError
        If nothing can be attributed.
    """
    one = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    other = load_scenario(against) if isinstance(against, (str, Path)) else against
    found = Attribution(
        one, other, plan_for(one, other, replicates, seed, parameters), outcomes, switches, out
    )
    found.run(tick, workers, dask)
    return found
