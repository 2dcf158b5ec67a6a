"""The picture and the table of a year's stocks and flows, and the command that makes them."""

import csv
import inspect
import json
from collections import Counter

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.analysis.figures import fonts
from sim.analysis.figures.stocks_figure import stocks_figure
from sim.analysis.figures.style import style
from sim.analysis.stocks import END, FLOW, SHOWN_YEAR, START, YearOfStocks, year_of_stocks
from sim.cli import app, dynamics
from sim.dynamics.census import books_of
from sim.dynamics.pipes import PLANS
from sim.studies import stocks_command
from tests.figure_texts import assert_apart, drawn_texts
from tests.runs import small_scenario

YEAR, MONTHS, REPLICATES = 2019, 60, 3


@pytest.fixture(scope="module")
def stocks():
    runs = [books_of(small_scenario(), seed, MONTHS) for seed in range(REPLICATES)]
    return year_of_stocks(runs, np.full(REPLICATES, -1), YEAR)


@pytest.mark.parametrize("name", PLANS)
def test_every_flow_is_in_the_pipes_once_at_each_end(name):
    plan = PLANS[name]
    system = plan.system
    assert set(plan.labels) == set(system.stocks)
    drawn: Counter[tuple[str, str]] = Counter()
    for port in plan.ports:
        for flow in port.flows:
            drawn[flow, "target" if port.inward else "source"] += 1
            declared = next(each for each in system.flows if each.name == flow)
            assert port.stock == (declared.target if port.inward else declared.source)
    for channel in plan.channels:
        for flow in channel.flows:
            drawn[flow, "source"] += 1
            drawn[flow, "target"] += 1
    ends = Counter(
        (flow.name, end)
        for flow in system.flows
        for end, stock in (("source", flow.source), ("target", flow.target))
        if stock in system.stocks
    )
    assert drawn == ends


def enlarged(stocks: YearOfStocks, times: int) -> YearOfStocks:
    systems = {name: list(runs) * times for name, runs in stocks.systems.items()}
    return stocks._replace(systems=systems, draws=np.tile(stocks.draws, times))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("times", [1, 4])
def test_no_text_is_cut_off_or_lies_on_another(monkeypatch, stocks, language, times):
    chosen = fonts.fonts_for(language)
    if chosen.language != language:
        pytest.skip("no Chinese font here")
    # Ten times the province has numbers as long as Jiangsu's, with their ranges.
    grown = {
        name: [run._replace(stocks=20 * run.stocks, flows=20 * run.flows) for run in runs]
        for name, runs in stocks.systems.items()
    }
    with style(chosen):
        large = enlarged(stocks._replace(systems=grown), times)
        figure = stocks_figure(large, chosen, "Jiangsu / 江苏", "posterior")
        boxes = drawn_texts(monkeypatch, figure)
    assert len(boxes) > 100
    assert_apart(figure, boxes)


def invoke(*words):
    return CliRunner().invoke(app, ["stocks", *words])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("stocks")
    words = ("baseline", "--set", "scale=0.05", "--replicates", "2", "--year", "2016")
    result = invoke(*words, "--lang", "en", "--json", "--out", str(out))
    assert result.exit_code == 0, result.output
    return out, json.loads(result.stdout)


def test_command_writes_the_picture_and_a_table_whose_means_add_up(made):
    out, said = made
    (folder,) = (out / "stocks").iterdir()
    assert {path.name for path in folder.iterdir()} == {
        "stocks.csv",
        "stocks-en.svg",
        "stocks-en.png",
    }
    with (folder / "stocks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(said["stocks"])
    for name, plan in PLANS.items():
        for stock in plan.system.stocks:
            found = dict.fromkeys((START, END), 0.0)
            change = 0.0
            for row in rows:
                if row["system"] != name:
                    continue
                mean = float(row["mean"])
                if row["kind"] == FLOW:
                    change += mean * ((row["to"] == stock) - (row["from"] == stock))
                elif row["name"] == stock:
                    found[row["kind"]] = mean
            assert found[START] + change == pytest.approx(found[END], abs=1e-3)


def test_the_command_and_the_report_show_the_same_year_unless_asked():
    """The command line names it again, so that --help answers at once."""
    assert inspect.signature(dynamics.stocks).parameters["year"].default == SHOWN_YEAR


def test_a_year_outside_the_scenario_is_refused(tmp_path):
    result = invoke("baseline", "--year", "2031", "--lang", "en", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "2031" in result.output
    assert "2015 to 2030" in result.output
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing(tmp_path, monkeypatch):
    def stopped(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(stocks_command, "count_year", stopped)
    result = invoke("baseline", "--lang", "en", "--out", str(tmp_path))
    assert result.exit_code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch, stocks):
    monkeypatch.setattr(stocks_command, "count_year", lambda *arguments: stocks)
    (tmp_path / "taken").write_text("a file")
    result = invoke("baseline", "--lang", "en", "--out", str(tmp_path / "taken"))
    assert result.exit_code == 2
    assert "taken" in result.output


def test_without_a_chinese_font_the_picture_is_in_english_and_says_so(
    tmp_path, monkeypatch, stocks
):
    monkeypatch.setattr(stocks_command, "count_year", lambda *arguments: stocks)
    monkeypatch.setattr(fonts, "FAMILIES", ())
    fonts.chinese_family.cache_clear()
    try:
        result = invoke("baseline", "--lang", "zh", "--out", str(tmp_path))
    finally:
        fonts.chinese_family.cache_clear()
    assert result.exit_code == 0
    assert "makersim[fonts]" in result.output
    assert len(list(tmp_path.rglob("stocks-en.png"))) == 1


def test_an_unknown_scenario_is_refused(tmp_path):
    result = invoke("basline", "--lang", "en", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "baseline" in result.output
