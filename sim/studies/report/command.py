"""What ``makersim report`` does: the report of a finished folder once more."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.results.files import write_text
from sim.results.folder import MANIFEST, manifest_in
from sim.scenario.language import Language
from sim.studies.compare_api import Comparison
from sim.studies.compare_members import Refusal, study_in
from sim.studies.report.place import report_path
from sim.studies.terminal import exit_code
from sim.studies.texts import TEXTS

COMPARISON_NEEDS = {"members", "indicators", "precision", "command", "replicates", "versions"}


class ReportRequest(NamedTuple):
    """A report as asked for on the command line."""

    folder: Path
    language: Language
    out: Path | None = None


def report_command(request: ReportRequest, screen: Console, log: Console) -> int:
    """Write the report of a run folder or of a comparison folder.

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
        write_text(path, _text(request, log))
        screen.print(str(path), soft_wrap=True)

    return exit_code(work, log, request.language, path)


def _text(request: ReportRequest, log: Console) -> str:
    from sim.studies.report.comparison_report import comparison_report
    from sim.studies.report.run_report import run_report

    about, language = manifest_in(request.folder), request.language
    out = request.folder.resolve().parents[1]
    if "comparison_id" not in about:
        study = study_in(request.folder)
        log.print(TEXTS["reporting"].text(language))
        return run_report(study, about, language, out)
    comparison = _comparison_in(request.folder, about)
    log.print(TEXTS["reporting"].text(language))
    return comparison_report(comparison, about, language, out)


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
