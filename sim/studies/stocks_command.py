"""What ``makersim stocks`` does: the stocks and flows of one year as a picture and a table."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich.console import Console

from sim.analysis.stocks import COLUMNS, YearOfStocks, rows_of, year_of_stocks
from sim.calibration.draws import Source
from sim.dynamics.accounts import Books
from sim.dynamics.census import books_of
from sim.experiments.engines import Engine, pool, run_batches
from sim.experiments.switched import draw_of
from sim.model.conditions import FIRST_YEAR
from sim.results.columns import Replicate
from sim.results.files import write_csv
from sim.scenario import Scenario
from sim.scenario.language import Language, phrase
from sim.scenario.load import load_with
from sim.scenario.months import month_number
from sim.studies.page_figure import write_page_figure
from sim.studies.progress import replicates_bar
from sim.studies.study import Study, planned
from sim.studies.terminal import BAD_INPUT, NOTHING_WRITTEN, exit_code, show_folder

_OUTSIDE = phrase("{year} is outside the scenario; whole years are {first} to {last}")
_NO_YEAR = phrase("the scenario ends before its first year is over")


class StocksRequest(NamedTuple):
    """A picture as asked for on the command line."""

    scenario: str
    year: int
    language: Language
    replicates: int | None = None
    seed: int | None = None
    settings: Sequence[str] = ()
    parameters: Source | None = None
    workers: int | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False


def stocks_command(request: StocksRequest, screen: Console, log: Console) -> int:
    """Count the agents of an ensemble and draw a year.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the scenario.
    """
    language = request.language
    scenario = load_with(request.scenario, request.settings)
    if complaint := _no_such_year(scenario, request.year, language):
        log.print(complaint)
        return BAD_INPUT
    study = Study(scenario, planned(scenario, request.replicates, request.seed, request.parameters))

    def work() -> None:
        stocks = count_year(study, request, log)
        path = _write(study, stocks, request, log)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(stocks)]
        data = {"folder": path.as_posix(), "stocks": rows} if request.as_json else None
        show_folder(screen, path, language, request.quiet, data)

    return exit_code(work, log, language, request.out, lambda: NOTHING_WRITTEN.text(language))


def count_year(study: Study, request: StocksRequest, log: Console) -> YearOfStocks:
    """Live every replicate up to the end of the year and count its agents."""
    months = month_number(request.year + 1)
    replicates = study.plan.replicates
    kept: dict[int, Books] = {}

    def work(replicate: Replicate) -> Books:
        draw = draw_of(study.plan, replicate)
        drawn = study.scenario.with_parameters(draw) if draw else study.scenario
        return books_of(drawn, replicate.seed, months)

    with replicates_bar(log, request.language, 0, len(replicates), request.quiet) as bar:

        def keep(number: int, books: Books) -> None:
            kept[number] = books
            bar.tick()

        with pool(study.scenario, Engine.of(request.workers)) as threads:
            run_batches(work, [(each.number, each) for each in replicates], keep, threads)
    draws = np.array([each.draw for each in replicates])
    return year_of_stocks([kept[each.number] for each in replicates], draws, request.year)


def _no_such_year(scenario: Scenario, year: int, language: Language) -> str:
    """Why a year cannot be drawn; empty if it can."""
    whole = len(scenario.schedule) // 12
    if whole == 0:
        return _NO_YEAR.text(language)
    first, last = FIRST_YEAR, FIRST_YEAR + whole - 1
    if first <= year <= last:
        return ""
    return _OUTSIDE.text(language).format(year=year, first=first, last=last)


def _write(study: Study, stocks: YearOfStocks, request: StocksRequest, log: Console) -> Path:
    from sim.analysis.figures.stocks_figure import stocks_figure  # matplotlib takes its time
    from sim.analysis.figures.texts import TEXTS as WORDS

    name = f"{study.scenario.name}-{stocks.year}-{study.content.run_id}"
    folder = request.out / "stocks" / name
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "stocks.csv", list(COLUMNS), [list(row) for row in rows_of(stocks)])
    title, parameters = study.scenario.title, WORDS[study.plan.source]
    write_page_figure(
        folder,
        "stocks",
        request.language,
        lambda fonts: stocks_figure(
            stocks, fonts, title.text(fonts.language), parameters.text(fonts.language)
        ),
        log,
    )
    return folder
