"""Results of ensembles for use from Python."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.findings import Finding
from sim.analysis.intervals import band
from sim.model.categories import MODELS
from sim.results.folder import RunFolder
from sim.results.reduce import TABLES
from sim.scenario.language import Language, preferred_language
from sim.studies.publish import drawing_of, publish
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.analysis.figures.draw import Figure


class Results:
    """What the runs of one or several scenarios gave.

    Attributes
    ----------
    studies : tuple of Study
        One a scenario.
    folders : tuple of Path
        Run folders, where they were saved.
    """

    def __init__(self, studies: Sequence[Study], folders: Sequence[Path] = ()) -> None:
        self.studies, self.folders = tuple(studies), tuple(folders)

    @cached_property
    def series(self) -> pd.DataFrame:
        """Indicators by scenario, draw, seed, month and group; docs/outputs.md defines them."""
        return self._stacked("series")

    @cached_property
    def spaces(self) -> pd.DataFrame:
        """One row a space."""
        return self._stacked("spaces")

    @cached_property
    def life_tables(self) -> pd.DataFrame:
        """Exact counts of months at risk and of ends."""
        return self._stacked("life_tables")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Flows of money by month, kCNY."""
        return self._stacked("ledger")

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Every figure with its 90 % range and Monte Carlo error."""
        frames = [pd.DataFrame(study.findings, columns=Finding._fields) for study in self.studies]
        return self._labelled(frames)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Every figure of every replicate: what findings summarise, and what pairs."""
        return self._labelled([_long(study) for study in self.studies])

    def survival(self) -> pd.DataFrame:
        """Kaplan-Meier curves by model at founding.

        Returns
        -------
        DataFrame
            Columns scenario, model, month (since founding), median, low_90, high_90 (shares).
        """
        return self._labelled([_survival(study) for study in self.studies])

    def plot(
        self, name: str, scenario: str | None = None, lang: Language | None = None
    ) -> "Figure":
        """Draw a figure: survival, funding, shakeout or check_2017."""
        from sim.analysis.figures import draw

        names = [study.scenario.name for study in self.studies]
        study = self.studies[names.index(scenario) if scenario else 0]
        return draw(name, drawing_of(study, lang or preferred_language()))

    def save(self, out: str | Path = "outputs", lang: Language | None = None) -> list[Path]:
        """Write a run folder for each scenario, if it is not there; returns their paths."""
        language = lang or preferred_language()
        folders = [study.folder(Path(out)) for study in self.studies]
        for study, folder in zip(self.studies, folders, strict=True):
            with folder.reserved(lambda: None):
                if not folder.complete:
                    _write_parts(study, folder)
                    command = f"makersim run {(folder.path / 'scenario.yaml').as_posix()}"
                    publish(study, folder, language, command)
        self.folders = tuple(folder.path for folder in folders)
        return list(self.folders)

    def _stacked(self, name: str) -> pd.DataFrame:
        frames = [study.tables.frame(name) for study in self.studies]
        if len(frames) == 1:
            return frames[0]
        both = pd.concat(frames, ignore_index=True)
        for column in frames[0].select_dtypes("category"):
            both[column] = both[column].astype("category")  # of both scenarios' names
        return both

    def _labelled(self, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
        for study, frame in zip(self.studies, frames, strict=True):
            frame.insert(0, "scenario", study.scenario.name)
        return pd.concat(frames, ignore_index=True)

    def __repr__(self) -> str:
        runs = (f"{s.scenario.name}: {len(s.plan.replicates)} replicates" for s in self.studies)
        return f"Results({'; '.join(runs)})"


def _write_parts(study: Study, folder: RunFolder) -> None:
    there = folder.finished_parts()
    for replicate, part in zip(study.plan.replicates, study.tables, strict=True):
        if replicate.number not in there:
            folder.write_part(replicate.number, {name: part.table(name) for name in TABLES})


def _long(study: Study) -> pd.DataFrame:
    """Figures of every replicate, one row each."""
    keys = pd.DataFrame(study.plan.replicates)[["draw", "seed"]]
    frames = [
        keys.assign(section=key.section, indicator=key.indicator, group=key.group, value=values)
        for key, values in study.evidence.values.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _survival(study: Study) -> pd.DataFrame:
    frames = []
    for model in MODELS:
        middle, low, high = band(study.evidence.curves[f"survival:{model}"])
        columns = {"month": range(middle.size), "median": middle, "low_90": low, "high_90": high}
        frames.append(pd.DataFrame({"model": model, **columns}))
    return pd.concat(frames, ignore_index=True)
