"""Giving a study its run folder: found, gone on with, or run from the start."""

from collections.abc import Callable
from pathlib import Path

from sim.scenario.language import Language
from sim.studies.publish import publish, refresh
from sim.studies.study import Study


def run_study(
    study: Study,
    out: Path,
    language: Language,
    *,
    command: str | None = None,
    workers: int | None = None,
    force: bool = False,
    figures: bool = True,
    tick: Callable[[], None] = lambda: None,
    on_wait: Callable[[], None] = lambda: None,
    on_findings: Callable[[], None] = lambda: None,
) -> bool:
    """Give a study its tables and its run folder.

    Parameters
    ----------
    command : str, optional
        What reproduces it; by default the run of the scenario that is kept with it.
    figures : bool
        Whether figures and the report are made; they are at the next ``makersim run`` of the same.
    tick : callable
        Called after each replicate.
    on_wait : callable
        Called if another process has the same run under way; it is waited for.
    on_findings : callable
        Called as soon as findings can be had, before figures are drawn.

    Returns
    -------
    bool
        Whether the run was there already.
    """
    folder = study.folder(out)
    with folder.reserved(on_wait):
        if found := folder.complete and not force:
            study.tables = folder.tables()
            on_findings()
            refresh(study, folder, language, figures)
        else:
            if force:
                folder.forget_parts()
            study.run_in_folder(folder, workers, tick)
            on_findings()
            own = command or _own_command(study, folder.path)
            publish(study, folder, language, own, figures)
    return found


def _own_command(study: Study, path: Path) -> str:
    first, number = study.plan.replicates[0].seed, len(study.plan.replicates)
    return (
        f"makersim run {(path / 'scenario.yaml').as_posix()} --seed {first} "
        f"--replicates {number} --parameters {study.plan.source}"
    )
