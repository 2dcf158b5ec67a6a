"""What ``makersim twin`` does: the mean-field twin beside the agents, its errors, its fit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich import box as boxes
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.analysis.twin import COLUMNS, TwinBeside, rows_of
from sim.calibration.draws import Source
from sim.dynamics.equations import Trajectories
from sim.dynamics.twin.design import FITTED_TO
from sim.dynamics.twin.observed import QUARTER
from sim.dynamics.twin.tracking import CLOSE, STOCKS, tracked
from sim.results.files import check_writable, write_csv
from sim.scenario import Scenario, builtin_names
from sim.scenario.language import Language, phrase, phrase_in
from sim.scenario.load import load_with
from sim.studies.page_figure import write_page_figure
from sim.studies.progress import replicates_bar
from sim.studies.study import DEFAULT_REPLICATES, DEFAULT_SEED, Study, planned
from sim.studies.terminal import BAD_INPUT, DONE, exit_code, show_folder
from sim.studies.twin_runs import TwinStudy, compared

NOT_CLOSE = 1  # exit code
_HEADS = {
    "spaces": phrase_in("twin", "spaces"),
    "spaces_specialised": phrase("specialised"),
    "spaces_rent_dependent": phrase("rent-dependent"),
    "spaces_diversified": phrase("diversified"),
    "tenants": phrase("tenants"),
    "tenants_specialised": phrase("... of specialised"),
    "tenants_rent_dependent": phrase("... of rent-dependent"),
    "tenants_diversified": phrase("... of diversified"),
    "funded_cumulative": phrase("ever funded"),
}
_SCENARIO, _FITTED = phrase("scenario"), phrase("fitted to")
_TITLE = phrase("Error of the twin, % of the agents' mean ({replicates} runs)")
_YES, _NO = phrase("yes"), phrase("no")
_TOO_SHORT = phrase("the scenario ends before its first quarter is over")
_STOPPED = phrase("Stopped; nothing was written.")
_FIT = phrase("Fitted in {steps} steps, half the sum of squares {cost:.4g}: {file}")


class TwinRequest(NamedTuple):
    """A comparison as asked for on the command line."""

    scenario: str
    language: Language
    every: bool = False  # built-in scenario
    check: bool = False
    fit: bool = False
    replicates: int | None = None
    seed: int | None = None
    settings: Sequence[str] = ()
    parameters: Source | None = None
    workers: int | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False


def twin_command(request: TwinRequest, screen: Console, log: Console) -> int:
    """Run the twin beside the agents, or fit it to them first.

    Returns
    -------
    int
        Exit code: 0 done, 1 if a check finds an error of a tenth or more, 2 bad input, 130
        interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the scenario.
    """
    language = request.language
    names = builtin_names() if request.every else (request.scenario,)
    scenarios = [load_with(name, request.settings) for name in names]

    if any(each.months < QUARTER for each in scenarios):
        log.print(_TOO_SHORT.text(language))
        return BAD_INPUT

    def work() -> int:
        if request.fit:
            check_writable(request.out / "twin")  # before the files of the twin are changed
            _fit(request, screen, log)
        found = _compare(scenarios, request, log)
        folder = _write(found, scenarios, request, log)
        if not request.quiet and not request.as_json:
            screen.print(_table(found, [] if request.settings else FITTED_TO, language))
        data = {name: each.errors for name, each in found.items()}
        told = {"folder": folder.as_posix(), "errors": _plain(data)} if request.as_json else None
        show_folder(screen, folder, language, request.quiet, told)
        close = all(tracked(each.errors) for each in found.values())
        return NOT_CLOSE if request.check and not close else DONE

    return exit_code(work, log, language, request.out, lambda: _STOPPED.text(language))


def _fit(request: TwinRequest, screen: Console, log: Console) -> None:
    from sim.dynamics.twin.fitted import FILE
    from sim.studies.twin_fit import refit, runs_of_fit

    replicates, seed = request.replicates or DEFAULT_REPLICATES, request.seed or DEFAULT_SEED
    total = runs_of_fit(replicates)
    with replicates_bar(log, request.language, 0, total, request.quiet) as bar:
        fit = refit(replicates, seed, request.workers, bar.tick)
    if not request.quiet and not request.as_json:
        said = _FIT.text(request.language).format(steps=fit.steps, cost=fit.cost, file=FILE.name)
        screen.print(said, soft_wrap=True)


def _compare(
    scenarios: Sequence[Scenario], request: TwinRequest, log: Console
) -> dict[str, TwinBeside]:
    asked = (request.replicates, request.seed, request.parameters)
    studies = {each.name: TwinStudy(each, planned(each, *asked)) for each in scenarios}
    total = sum(len(each.plan.replicates) for each in studies.values())
    with replicates_bar(log, request.language, 0, total, request.quiet) as bar:
        return {name: compared(each, request.workers, bar.tick) for name, each in studies.items()}


def _write(
    found: Mapping[str, TwinBeside],
    scenarios: Sequence[Scenario],
    request: TwinRequest,
    log: Console,
) -> Path:
    first = scenarios[0]
    plan = planned(first, request.replicates, request.seed, request.parameters)
    run_id = Study(first, plan).content.run_id
    folder = request.out / "twin" / ("all" if request.every else f"{first.name}-{run_id}")
    folder.mkdir(parents=True, exist_ok=True)
    fitted = [] if request.settings else FITTED_TO
    rows = [row for name, each in found.items() for row in rows_of(name, name in fitted, each)]
    write_csv(folder / "errors.csv", list(COLUMNS), rows)
    for scenario in scenarios:
        suffix = f"-{scenario.name}" if request.every else ""
        beside = found[scenario.name]
        write_csv(folder / f"twin{suffix}.csv", *_monthly(beside.run))
        if not request.every:
            _draw(folder, beside, scenario, plan.source, request.language, log)
    return folder


def _draw(
    folder: Path,
    found: TwinBeside,
    scenario: Scenario,
    source: str,
    language: Language,
    log: Console,
) -> None:
    from sim.analysis.figures.texts import TEXTS as WORDS  # matplotlib takes its time
    from sim.analysis.figures.twin_figure import twin_figure

    write_page_figure(
        folder,
        "twin",
        language,
        lambda fonts: twin_figure(
            found,
            fonts,
            scenario.title.text(fonts.language),
            WORDS[source].text(fonts.language),
        ),
        log,
    )


def _monthly(run: Trajectories) -> tuple[list[str], list[list[float]]]:
    """The twin month by month: the state at the beginning of each, and its flows."""
    names = [name for name in run.values if name != "month"]
    columns = np.array([run[name] for name in names]).T
    rows = [[i, *(float(f"{x:.8g}") for x in row)] for i, row in enumerate(columns)]
    return ["month", *names], rows


def _table(found: Mapping[str, TwinBeside], fitted_to: Sequence[str], language: Language) -> Table:
    replicates = next(iter(found.values())).replicates
    table = Table(box=boxes.SIMPLE_HEAD, title=_TITLE.text(language).format(replicates=replicates))
    table.add_column(_SCENARIO.text(language))
    table.add_column(_FITTED.text(language))
    for name in STOCKS:
        table.add_column(_HEADS[name].text(language), justify="right")
    for scenario, each in found.items():
        fitted = (_YES if scenario in fitted_to else _NO).text(language)
        table.add_row(scenario, fitted, *(_told(each.errors[name]) for name in STOCKS))
    return table


def _told(error: float) -> Text:
    text = f"{100 * error:.1f}" if np.isfinite(error) else "-"
    return Text(text, style="bold red" if error >= CLOSE else "")


def _plain(errors: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float | None]]:
    return {
        scenario: {name: value if np.isfinite(value) else None for name, value in each.items()}
        for scenario, each in errors.items()
    }
