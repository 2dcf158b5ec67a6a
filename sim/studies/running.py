"""Giving a study its run folder: found, gone on with, or run from the start."""

from collections.abc import Callable, Generator
from pathlib import Path

from sim.experiments.ensemble import Threads, threads
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
    with threads(workers) as on:
        stages = run_in_stages(
            study,
            out,
            language,
            on,
            command=command,
            force=force,
            figures=figures,
            tick=tick,
            on_wait=on_wait,
            on_findings=on_findings,
        )
        found = next(stages)
        next(stages, None)
    return found


def run_in_stages(
    study: Study,
    out: Path,
    language: Language,
    on: Threads,
    *,
    command: str | None = None,
    force: bool = False,
    figures: bool = True,
    tick: Callable[[], None] = lambda: None,
    on_wait: Callable[[], None] = lambda: None,
    on_findings: Callable[[], None] = lambda: None,
) -> Generator[bool]:
    """Do the same in two stages, so that other studies run while one is published.

    Yields
    ------
    bool
        Once, when its runs have been handed out: whether the run was there already.
    """
    folder = study.folder(out)
    with folder.reserved(on_wait):
        if folder.complete and not force:
            study.tables = folder.tables()
            yield True
            on_findings()
            refresh(study, folder, language, figures)
            return
        if force:
            folder.forget_parts()
        for _ in study.run_in_folder(folder, on, tick):
            yield False
        on_findings()
        own = command or _own_command(study, folder.path)
        publish(study, folder, language, own, figures)


def _own_command(study: Study, path: Path) -> str:
    first, number = study.plan.replicates[0].seed, len(study.plan.replicates)
    return (
        f"makersim run {(path / 'scenario.yaml').as_posix()} --seed {first} "
        f"--replicates {number} --parameters {study.plan.source}"
    )
