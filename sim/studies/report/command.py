"""What ``makersim report`` does: the report of a finished folder once more."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.results.files import write_text
from sim.results.folder import MANIFEST, manifest_in
from sim.scenario.language import Language
from sim.studies.compare_api import Comparison
from sim.studies.compare_members import Refusal, study_in
from sim.studies.report.place import language_of, report_path
from sim.studies.terminal import exit_code
from sim.studies.texts import TEXTS

COMPARISON_NEEDS = {"members", "indicators", "precision", "command", "replicates", "versions"}


class ReportRequest(NamedTuple):
    """A report as asked for on the command line."""

    folder: Path
    language: Language
    out: Path | None = None


def report_command(request: ReportRequest, screen: Console, log: Console) -> int:
    """Write the report of a run folder or of a comparison folder, and the figures it lacks.

    Figures of the language are drawn into the folder once the report is there, unless the report
    goes elsewhere.

    Parameters
    ----------
    screen : Console
        For the name of the file: standard output.
    log : Console
        For complaints: standard error.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.
    """
    path = request.out or report_path(request.folder, request.language)

    def work() -> None:
        if path.suffix.lower() != ".html":
            raise Refusal("no_page", file=path.as_posix())
        if os.path.lexists(path) and language_of(path) is None:
            raise Refusal("no_report", file=path.as_posix())
        opened = _opened(request)
        log.print(TEXTS["reporting"].text(request.language))
        write_text(path, opened.text())
        screen.print(str(path), soft_wrap=True)
        if request.out is None and opened.lacks_figures():
            log.print(TEXTS["drawing_lacking"].text(request.language))
            opened.draw()

    return exit_code(work, log, request.language, path)


class _Opened(NamedTuple):
    """What can be done with a folder."""

    text: Callable[[], str]  # of its report
    lacks_figures: Callable[[], bool]
    draw: Callable[[], None]


def _opened(request: ReportRequest) -> _Opened:
    from sim.studies import compare_folder, publish
    from sim.studies.report.comparison_report import comparison_report
    from sim.studies.report.run_report import run_report

    folder, language = request.folder, request.language
    about, out = manifest_in(folder), folder.resolve().parents[1]
    if "comparison_id" in about:
        comparison = _comparison_in(folder, about)
        return _Opened(
            lambda: comparison_report(comparison, about, language, out),
            lambda: bool(compare_folder.figures_lacking(folder, language)),
            lambda: compare_folder.add_figures(comparison, folder, language),
        )
    study = study_in(folder)
    return _Opened(
        lambda: run_report(study, about, language, out),
        lambda: not publish.has_figures(folder, language),
        lambda: publish.write_figures(folder, study, language),
    )


def _comparison_in(folder: Path, about: Mapping[str, Any]) -> Comparison:
    """Open the runs of a comparison, which lie beside it.

    Raises
    ------
    Refusal
        If one is gone, or they are of another version.
    """
    if missing := COMPARISON_NEEDS - set(about):
        lacks = f"{MANIFEST}: {', '.join(sorted(missing))} ?"
        raise Refusal("not_a_run", folder=folder.as_posix(), reason=lacks)
    out = folder.resolve().parents[1]
    studies = []
    for member in about["members"]:
        run = out / member["scenario"] / member["run_id"]
        if not (run / MANIFEST).is_file():
            raise Refusal("run_gone", folder=folder.as_posix(), run=run.name, out=out.as_posix())
        studies.append(study_in(run))
    comparison = Comparison(studies, tuple(about["indicators"]), about["precision"])
    if comparison.id != about["comparison_id"]:
        command = about["command"]
        raise Refusal("other_comparison", folder=folder.as_posix(), command=command)
    return comparison
