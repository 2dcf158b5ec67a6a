"""What ``makersim validate`` does: the baseline's ensemble, its scores, a page in its folder."""

import json
import math
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.analysis.validation import Score, coverage, race, scores
from sim.analysis.validation_measures import measured
from sim.calibration.draws import Source
from sim.calibration.validation import default_file, read_rows
from sim.experiments.kernels import is_compiled
from sim.results.files import write_csv, write_text
from sim.scenario import load_scenario
from sim.scenario.language import Language
from sim.studies.command import Request
from sim.studies.progress import replicates_bar
from sim.studies.running import run_study
from sim.studies.study import Study, planned
from sim.studies.terminal import exit_code
from sim.studies.texts import TEXTS
from sim.studies.validate_page import Made, pages, validation_page
from sim.studies.validate_screen import Report

REPLICATES = 60
PAGE = "validation.md"


class ValidateRequest(NamedTuple):
    """A validation as asked for on the command line."""

    language: Language
    rows: Path | None = None  # by default calibration/validation.yaml
    replicates: int = REPLICATES
    seed: int | None = None
    parameters: Source | None = None
    workers: int | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False
    page: Path | None = None  # one more page and table, beside those of the run folder

    def command(self, study: Study) -> str:
        """Return the command that makes the same scores, with nothing left to defaults."""
        plan = study.plan
        words = ["makersim", "validate", "--replicates", str(len(plan.replicates))]
        words += ["--seed", str(plan.replicates[0].seed), "--parameters", plan.source]
        words += ["--rows", self.rows.as_posix()] if self.rows else []
        words += ["--page", self.page.as_posix()] if self.page else []
        return shlex.join(words)


def validate_command(request: ValidateRequest, screen: Console, log: Console) -> int:
    """Score the baseline on the rows of a file.

    Parameters
    ----------
    screen : Console
        For the table: standard output.
    log : Console
        For progress and complaints: standard error.

    Returns
    -------
    int
        Exit code: 0 done, hit or miss; 2 bad input; 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the rows.
    """
    rows = read_rows(request.rows)
    scenario = load_scenario("baseline")
    plan = planned(scenario, request.replicates, request.seed, request.parameters)
    study = Study(scenario, plan)
    folder = study.folder(request.out)
    places = [folder.path / PAGE, *([request.page] if request.page else [])]

    def work() -> None:
        if request.page:
            pages(request.page)[request.language].parent.mkdir(parents=True, exist_ok=True)
        _run(request, study, log)
        found = scores(rows, measured(study.tables, rows, scenario.scale))
        for path in places:
            _write(path, request, study, found)
        if request.as_json:
            screen.print_json(json.dumps(_all_data(study, folder.path, found), ensure_ascii=False))
        elif request.quiet:
            screen.print(str(folder.path), soft_wrap=True)
        else:
            report = Report(found, plan, request.language)
            screen.print(report.shown())
            page = pages(places[-1])[request.language]
            screen.print(report.named(report.say("details"), str(page)), soft_wrap=True)

    def stopped() -> str:
        kept = {"done": len(folder.finished_parts()), "all": len(plan.replicates)}
        return TEXTS["stopped"].text(request.language).format(**kept)

    return exit_code(work, log, request.language, request.out, stopped)


def _run(request: ValidateRequest, study: Study, log: Console) -> None:
    """Find the ensemble's run folder, go on with it, or run it."""
    plan, folder = study.plan, study.folder(request.out)

    def say(key: str, **values: object) -> None:
        if not request.quiet:
            log.print(TEXTS[key].text(request.language).format(**values))

    done = len(folder.finished_parts())
    if not folder.complete and done:
        say("resuming", done=done, all=len(plan.replicates))
    if not folder.complete and not is_compiled():
        say("compiling")
    quiet = request.quiet or folder.complete
    with replicates_bar(log, request.language, done, len(plan.replicates), quiet) as bar:
        run_study(
            study,
            request.out,
            request.language,
            command=Request("baseline", request.language).command(study),
            workers=request.workers,
            tick=bar.tick,
            on_wait=lambda: say("waiting"),
        )


def _write(path: Path, request: ValidateRequest, study: Study, found: Sequence[Score]) -> None:
    """Write a page in both languages, and the table beside it."""
    rows = default_file() if request.rows is None else request.rows.as_posix()
    made = Made(request.command(study), study.content.run_id, rows)
    for language, page in pages(path).items():
        write_text(page, validation_page(Report(found, study.plan, language), made))
    table = [as_data(each) for each in found]
    header, lines = list(table[0]), [list(each.values()) for each in table]
    write_csv(path.with_suffix(".csv"), header, lines)


def as_data(each: Score) -> dict[str, Any]:
    """One row of ``validation.csv``; None where there is no such number."""
    row = each.row
    return {
        "row": row.key,
        "kind": row.kind,
        "label_en": row.label.en,
        "label_zh": row.label.zh,
        "where_en": row.where.en,
        "where_zh": row.where.zh,
        "when": row.when.text,
        "unit_en": row.unit.en,
        "unit_zh": row.unit.zh,
        "figure_low": _finite(row.low),
        "figure_high": _finite(row.high),
        "out_of": row.out_of,
        "verdict": each.verdict,
        "replicates": each.replicates,
        "median": each.median,
        "low_90": each.low_90,
        "high_90": each.high_90,
        "share_below": each.below,
        "off_by": each.off,
        "last_value": each.last_value,
        "linear_trend": each.linear_trend,
        "error_over_last_value": _finite(each.against_last),
        "error_over_linear_trend": _finite(each.against_trend),
        "measured": row.measured,
        "source": row.source,
        "why_en": row.why.en,
        "why_zh": row.why.zh,
    }


def _all_data(study: Study, path: Path, found: Sequence[Score]) -> dict[str, Any]:
    held = coverage(found)
    return {
        "scenario": study.scenario.name,
        "run_id": study.content.run_id,
        "folder": str(path),
        "replicates": len(study.plan.replicates),
        "parameters": study.plan.source,
        "coverage": held._asdict(),
        "against_last_value": race(found, "against_last")._asdict(),
        "against_linear_trend": race(found, "against_trend")._asdict(),
        "rows": [as_data(each) for each in found],
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
