"""``sim.sweep`` and :class:`Sweep`: a plan and its runs, for Python and for further analysis."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.engines import Engine
from sim.experiments.sweep_plan import Job, SweepPlan
from sim.results.run_store import KEY, OK, STATUS
from sim.studies.sweep import Tick, Writer, make_runs, version_here
from sim.studies.sweep_file import read_plan
from sim.studies.sweep_folder import SweepFolder
from sim.studies.sweep_rows import rows_of, summary_of

THREADS = Engine()
ABOUT = ("scenario", "point", "replicate", "seed")


class Count(NamedTuple):
    """How far a sweep is.

    Attributes
    ----------
    runs, done, failed : int
        All of the plan, those that did well, and those that failed.
    todo : int
        Runs still to be made, or made again for series that were not asked for before.
    """

    runs: int
    done: int
    failed: int
    todo: int


class Sweep:
    """A plan and the runs of it that are there: all of them, or as many as there are so far.

    ``runs`` is what most analyses want. For sensitivity indices ``problem``, ``quantiles`` and
    ``values(outcome, scenario)`` are rows of one design in the order that SALib analyses.

    Parameters
    ----------
    plan : SweepPlan
    out : Path
        Where sweeps are kept.
    """

    def __init__(self, plan: SweepPlan, out: Path = Path("outputs")) -> None:
        self.plan = plan
        self.folder = SweepFolder(out, plan, version_here())

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.folder.path

    def read(self) -> "Sweep":
        """Read now what analyses want of the rows: no part of the store is opened twice."""
        _ = self._some
        return self

    def count(self, retry_failed: bool = False) -> Count:
        """Count what is there and what is not."""
        kept, mine = self.folder.kept(), self._jobs_frame[KEY].unique()
        states = [kept.runs.get(key) for key in mine]
        done, failed = (sum(each is said for each in states) for said in (True, False))
        todo = sum(kept.lacks(key, retry_failed) for key in mine)
        return Count(len(mine), done, failed, todo)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Everything kept of every run that is there, a row for each in the order of the plan.

        Returns
        -------
        DataFrame
            Columns key, scenario, point, replicate, seed, a column for each factor and
            parameter drawn, status, reason, seconds, finished, machine, and all outcomes.
        """
        return rows_of(self.folder.runs, self._jobs_frame)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Runs that did well: scenario, point, replicate, seed, factors, outcomes of the plan."""
        factors = [each.name for each in self.plan.factors]
        drawn = [name for name in self.plan.points[0].draw if name not in factors]
        columns = [*ABOUT, *drawn, *factors, *self.plan.outcomes]
        rows = self._some
        if STATUS not in rows:
            return pd.DataFrame(columns=columns)
        return rows.loc[rows[STATUS] == OK, columns].reset_index(drop=True)

    @cached_property
    def failures(self) -> pd.DataFrame:
        """Runs that failed, with their reasons."""
        rows = self._some
        if STATUS not in rows:
            return pd.DataFrame(columns=[*ABOUT, "reason"])
        failed = rows[rows[STATUS] != OK]
        return failed[[*ABOUT, *(each.name for each in self.plan.factors), "reason"]]

    @property
    def pace(self) -> float | None:
        """Core-seconds of a run that did well, on average; None before the first."""
        rows = self._some
        well = rows[rows[STATUS] == OK] if STATUS in rows else rows.iloc[:0]
        return None if well.empty else float(well["seconds"].mean())

    def summary(self, by: Sequence[str] = ("scenario",)) -> pd.DataFrame:
        """How far the plan's outcomes reach over ``runs``: not how likely each value is.

        A row for each outcome and group of runs, as ``summary_of`` says; groups are those of the
        columns ``by``, such as the scenario and a lever of few values.
        """
        return summary_of(self.runs, self.plan.outcomes, by)

    @cached_property
    def series(self) -> pd.DataFrame:
        """Series that the plan keeps: scenario, point, replicate, month, group, indicators."""
        jobs = self._jobs_frame
        rows = self.folder.series.table(frozenset(jobs[KEY])).to_pandas()
        if rows.empty:
            return rows
        rows = rows.drop_duplicates([KEY, "month", "group"], keep="last")
        return jobs.merge(rows.drop(columns=[*ABOUT[:3]]), on=KEY).drop(columns=KEY)

    @property
    def problem(self) -> dict[str, Any]:
        """The factors as SALib names them, in quantiles: all bounds are 0 and 1."""
        names = [each.name for each in self.plan.varied]
        return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}

    @property
    def quantiles(self) -> NDArray[np.float64]:
        """Design in quantiles, shape (points, factors of ``problem``), in the order of SALib."""
        return self.plan.quantiles

    def values(self, outcome: str, scenario: str | None = None) -> NDArray[np.float64]:
        """Values of an outcome at every point of the design.

        Parameters
        ----------
        scenario : str, optional
            By default the first of the plan.

        Returns
        -------
        ndarray, shape (points, replicates)
            In the order of ``quantiles``; NaN where a run failed or is not there.
        """
        name = scenario or next(iter(self.plan.scenarios))
        found = np.full((len(self.plan.points), self.plan.replicates), np.nan)
        if outcome not in self.frame:
            return found
        values = dict(zip(self.frame[KEY], self.frame[outcome], strict=True))
        place = {point.number: order for order, point in enumerate(self.plan.points)}
        for job in self._jobs():
            if job.scenario == name:
                found[place[job.point], job.replicate] = values.get(job.key, np.nan)
        return found

    def _jobs(self) -> Iterator[Job]:
        return self.plan.jobs(self.folder.version.text)

    @cached_property
    def _jobs_frame(self) -> pd.DataFrame:
        rows = [[job.key, job.scenario, job.point, job.replicate] for job in self._jobs()]
        return pd.DataFrame(rows, columns=[KEY, *ABOUT[:3]])

    @cached_property
    def _some(self) -> pd.DataFrame:
        """As ``frame``, but only the columns that the plan asks for: read much sooner."""
        if "frame" in self.__dict__:
            return self.frame
        drawn = {**self.plan.points[0].draw, **self.plan.points[0].values}
        said = {*ABOUT, *drawn, *self.plan.outcomes, "reason", "seconds"}
        return rows_of(self.folder.runs, self._jobs_frame, said)

    def make(
        self,
        engine: Engine = THREADS,
        *,
        retry_failed: bool = False,
        command: str = "",
        tick: Tick = lambda runs: None,
        on_wait: Callable[[], None] = lambda: None,
        on_aside: Callable[[list[Path]], None] = lambda parts: None,
        on_no_workers: Callable[[], None] = lambda: None,
    ) -> Writer:
        """Make the runs that are not there yet; what is read afterwards is read anew.

        Parameters
        ----------
        on_wait : callable
            Called if another process is at work on the same sweep; it is waited for.
        on_aside : callable
            Takes parts of the store that could not be read; their runs are made again.
        on_no_workers : callable
            Called if a Dask scheduler has no worker yet; one is waited for.
        """
        folder = self.folder
        writer = Writer(folder, command, tick, dict(folder.manifest().get("machines", {})))
        with folder.reserved(on_wait) as aside:
            if aside:
                on_aside(aside)
            folder.note(command, writer.machines)
            number = sum(1 for _ in folder.todo(retry_failed))
            try:
                if number:
                    make_runs(folder, engine, writer, number, retry_failed, on_no_workers)
            finally:
                for name in ("frame", "_some", "runs", "failures", "series"):
                    self.__dict__.pop(name, None)
        return writer


def sweep(
    plan: str | Path | SweepPlan,
    *,
    workers: int | None = None,
    processes: bool = False,
    dask: str | None = None,
    out: str | Path = "outputs",
    retry_failed: bool = False,
    tick: Tick = lambda runs: None,
) -> Sweep:
    """Make the runs of a plan as ``makersim sweep`` does; those that are there are not repeated.

    Parameters
    ----------
    plan : str, Path or SweepPlan
        A plan file.
    workers : int, optional
        Threads or processes; by default as many as there are cores.
    processes : bool
        Processes instead of threads; a script then needs ``if __name__ == "__main__":``.
    dask : str, optional
        Address of a Dask scheduler, or "local".
    retry_failed : bool
        Make runs again that failed before.
    tick : callable
        Takes the number of runs that have just been made.
    """
    read = plan if isinstance(plan, SweepPlan) else read_plan(plan)
    found = Sweep(read, Path(out))
    found.make(Engine.of(workers, dask, processes), retry_failed=retry_failed, tick=tick)
    return found
