"""``sim.run`` and ``sim.ensemble``: from scenarios to results, from Python."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.calibration.draws import Source
from sim.scenario import Scenario
from sim.scenario.language import Language, preferred_language
from sim.studies.arguments import check_arguments, scenarios_of
from sim.studies.results import Results
from sim.studies.running import run_study
from sim.studies.study import Study, named_apart, planned

if TYPE_CHECKING:
    from sim.studies.calibrate import Calibrated


def run(
    scenario: Scenario | str | Path,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
    workers: int | None = None,
    out: str | Path = "outputs",
    lang: Language | None = None,
    force: bool = False,
) -> Results:
    """Run a scenario as ``makersim run`` does: find its run folder, or run it and write one.

    Parameters
    ----------
    scenario : Scenario, str or Path
        A scenario, the name of a built-in one, or a file.
    replicates, seed, parameters
        By default what the scenario says, else 20 replicates from seed 1 with posterior draws.
    workers : int, optional
        Threads; by default as many as there are cores.
    out : str or Path
        Where run folders go.
    lang : {"en", "zh"}, optional
        Language of figures; by default that of the locale.
    force : bool
        Run again what has been run before.

    Raises
    ------
    TypeError, ValueError
        If an argument means nothing.
    """
    check_arguments(
        replicates=replicates, seed=seed, parameters=parameters, workers=workers, lang=lang
    )
    (chosen,) = scenarios_of([scenario])
    study = Study(chosen, planned(chosen, replicates, seed, parameters))
    run_study(study, Path(out), lang or preferred_language(), workers=workers, force=force)
    return Results([study], [study.folder(Path(out)).path])


def ensemble(
    scenarios: Scenario | str | Path | Sequence[Scenario | str | Path],
    *,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
    workers: int | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Results:
    """Run one or several scenarios in memory, with the same draws and seeds in all.

    Parameters
    ----------
    scenarios : Scenario, str or Path, or sequence of them
        Scenarios, names of built-in ones, or files. Those of the same name get
        numbers: baseline, baseline-2.
    replicates, seed, parameters
        By default what the first scenario says, else 20 posterior replicates from seed 1.
    tick : callable
        Called after each replicate.
    """
    check_arguments(replicates=replicates, seed=seed, parameters=parameters, workers=workers)
    several = scenarios_of(scenarios)
    shared = planned(several[0], replicates, seed, parameters)
    studies = [Study(scenario, shared) for scenario in named_apart(several)]
    for study in studies:
        study.run_in_memory(workers, tick)
    return Results(studies)


def calibrate(
    scenario: str = "baseline",
    *,
    quick: bool = False,
    seed: int = 1,
    workers: int | None = None,
    dask: str | None = None,
    out: str | Path = "outputs",
    tick: Callable[[int], None] = lambda runs: None,
) -> "Calibrated":
    """Calibrate as ``makersim calibrate`` does; a stopped calibration goes on where it was.

    Parameters
    ----------
    scenario : str
        A built-in name or a file.
    quick : bool
        A small fit, to try things out.
    dask : str, optional
        Address of a Dask scheduler, or "local".
    tick : callable
        Takes the number of runs that have just been kept.

    Returns
    -------
    Calibrated
        With ``posterior`` and ``targets`` as DataFrames.
    """
    from sim.studies.calibrate import Request, calibrated

    request = Request(scenario, quick, seed, workers, dask, Path(out))
    return calibrated(request, tick)
