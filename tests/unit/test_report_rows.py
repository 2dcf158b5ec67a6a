"""Numbers of a comparison report's first page are rows of differences.csv, in both languages."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from sim.analysis.comparison_indicators import MAIN
from sim.analysis.reading_units import KCNY_PER_MILLION, unit_of_totals
from sim.scenario.language import LANGUAGES
from sim.studies.compare_api import Comparison, compare
from sim.studies.compare_folder import write_tables
from sim.studies.compare_screen import CompareScreen
from sim.studies.report.blocks import Answer
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.comparison_pairs import pair_answer, pairs_of
from tests.reports import small_relief
from tests.runs import small_scenario

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
DATES = re.compile(r"\d{4}(?:-\d\d)?(?:[–—]\d{4})?(?!\d)")
WITH_ERROR = re.compile(rf"({NUMBER})[^±\d]*± ?({NUMBER})")
BOTH_AT_ONCE = re.compile(rf"({NUMBER})\D*({NUMBER})\D*± ?({NUMBER})\D*± ?({NUMBER})")
WITH_RANGE = re.compile(rf"({NUMBER}) \[({NUMBER}), ({NUMBER})\]")


@lru_cache
def late_options() -> Comparison:
    """Two policies that begin when half of the run is over."""
    base = small_scenario("2021-12")
    cut = base.with_policy("operating_subsidy", value=-0.2, start="2020-01")
    relief = base.with_policy("lease_relief", value=0.5, start="2020-01")
    scenarios = [base, cut, relief]
    return compare(scenarios, replicates=10, seed=3, indicators=MAIN, workers=1)


CASES = {"late options": late_options, "a relief that ends": small_relief}


@pytest.fixture(params=CASES, scope="module")
def found(request, tmp_path_factory) -> tuple[Comparison, pd.DataFrame, Path]:
    comparison, folder = CASES[request.param](), tmp_path_factory.mktemp("tables")
    write_tables(comparison, folder)
    rows = pd.read_csv(folder / "differences.csv", keep_default_na=False, na_values=[""])
    return comparison, rows.fillna({"period": ""}), folder


def content_of(comparison: Comparison, language: str) -> ComparisonContent:
    return ComparisonContent(comparison, language, comparison.pictured(language))


def answers(comparison: Comparison, language: str) -> Iterator[tuple[str, str, Answer]]:
    """Answers of the first page with the labels of the scenarios that they are about."""
    content, first = content_of(comparison, language), comparison.labels[0]
    yield from (
        (first, label, answer)
        for label, answer in zip(comparison.labels[1:], content.answers(), strict=True)
    )
    for pair in pairs_of(content):
        one, two = pair.times.members
        yield one.label, two.label, pair_answer(content, pair)


def rows_between(rows: pd.DataFrame, against: str, scenario: str) -> pd.DataFrame:
    return rows[(rows["against"] == against) & (rows["scenario"] == scenario)]


def is_printed(value: float, text: str) -> bool:
    """Whether a value is printed so, with or without its sign."""
    digits = len(text.partition(".")[2])
    shown = f"{abs(value):,.{digits}f}"
    return shown == text.lstrip("+-") or f"{abs(value):.1g}" == text.lstrip("+-")


def holding(rows: pd.DataFrame, language: str, *numbers: tuple[str, str]) -> pd.DataFrame:
    """Rows in which columns have what is printed, in the unit of the language's reports."""

    def value(row: pd.Series, column: str) -> float:
        money = row["unit_en"].startswith("million CNY")
        factor = KCNY_PER_MILLION / unit_of_totals(language).kcny if money else 1.0
        mean = row["mean_difference"]
        return factor * (row["monte_carlo_high_90"] - mean if column == "half" else row[column])

    keep = [
        all(is_printed(value(row, column), text) for column, text in numbers)
        for _, row in rows.iterrows()
    ]
    return rows[keep]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_of_the_answer_is_a_row(found, language):
    comparison, rows, _ = found
    looked_up = 0
    for against, scenario, answer in answers(comparison, language):
        there = rows_between(rows, against, scenario)
        for sentence in answer.sentences:
            plain = DATES.sub("", sentence)
            printed = [
                (("mean_difference", mean), ("half", half))
                for mean, half in WITH_ERROR.findall(plain)
            ]
            if both := BOTH_AT_ONCE.search(plain):
                one, two, *halves = both.groups()
                pairs = zip((one, two), halves, strict=True)
                printed = [(("mean_difference", mean), ("half", half)) for mean, half in pairs]
            columns = ("mean_difference", "replicates_low_90", "replicates_high_90")
            printed += [
                tuple(zip(columns, each, strict=True)) for each in WITH_RANGE.findall(plain)
            ]
            for numbers in printed:
                assert len(holding(there, language, *numbers)), (sentence, numbers)
            looked_up += len(printed)
    assert looked_up >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_is_a_row_of_its_label(found, language):
    comparison, rows, _ = found
    for against, scenario, answer in answers(comparison, language):
        there = rows_between(rows, against, scenario)
        for card in answer.cards:
            labelled = there[there[f"label_{language}"] == card.label]
            mean, half = card.number.split(" ± ")
            numbers = (("mean_difference", mean), ("half", half))
            assert len(holding(labelled, language, *numbers)) == 1, card


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_amount_of_the_sentence_on_cost_is_a_row(found, language):
    comparison, rows, _ = found
    content = content_of(comparison, language)
    for label in comparison.labels[1:]:
        plain = DATES.sub("", content.costs[label].cost_sentence())
        there = rows_between(rows, comparison.labels[0], label)
        costs = there[there["indicator"].str.startswith("public_cost") & (there["period"] != "")]
        amounts = re.findall(rf"({NUMBER})(?! ?%)(?![\d.,]*\d)", plain)
        assert len(amounts) >= 2
        for amount in amounts:
            columns = [((column, amount),) for column in ("mean_difference", "half")]
            assert any(len(holding(costs, language, *each)) for each in columns), (plain, amount)
        years = content.times[label].years_of_cost
        yearly = costs[costs["indicator"] == "public_cost_per_year"]
        assert yearly[f"label_{language}"].str.contains(years).tolist() == [True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_begins_with_the_headline(found, language):
    comparison, rows, _ = found
    shown = CompareScreen(comparison, language)
    for pair in comparison.pair_rows:
        table = shown._changes("A", "B", pair)
        cells = [list(column.cells) for column in table.columns]
        there = rows_between(rows, *(comparison.labels[at] for at in (pair.first, pair.other)))
        assert len(pair.headline) == 5
        for label, printed, row in zip(cells[0][1:], cells[3][1:], pair.headline, strict=False):
            assert row.label_zh in label or row.label_en in label
            mean, half = printed.split(" ± ")
            numbers = (("mean_difference", mean), ("half", half))
            assert len(holding(there, language, *numbers))


def test_rows_have_keys_of_their_own_and_averages_say_their_years(found):
    _, rows, _ = found
    keys = ["scenario", "against", "section", "indicator", "group", "period"]
    assert not rows.duplicated(keys).any()
    averages = rows[rows["indicator"].isin(["closure_rate", "public_cost_per_year"])]
    assert set(averages["period"] != "") == {True, False}
    for language in LANGUAGES:
        assert averages[f"label_{language}"].str.contains(r"20\d\d").all()
    dated = rows[rows["period"] != ""]
    assert dated["period"].str.fullmatch(r"20\d\d-\d\d/20\d\d-\d\d").all()
    assert dated[dated["indicator"] == "public_cost_cumulative"]["level"].notna().all()


def test_costs_by_year_add_up_to_the_difference_of_the_run(found):
    _, rows, _ = found
    costs = rows[rows["indicator"] == "public_cost_cumulative"]
    whole_years = costs["period"].str.fullmatch(r"(20\d\d)-01/\1-12")
    by_year = costs[whole_years].groupby(["against", "scenario"])["mean_difference"].sum()
    whole = costs[costs["period"] == ""].set_index(["against", "scenario"])["mean_difference"]
    assert by_year.to_dict() == pytest.approx(whole.to_dict())


def test_sheets_name_scenarios_as_reports_do(found):
    comparison, _, folder = found
    sheets = pd.read_excel(folder / "differences.xlsx", sheet_name=None)
    for language, summary, who in (("en", "summary", "scenarios"), ("zh", "摘要", "情景")):
        names = content_of(comparison, language).names
        assert list(sheets[who].iloc[:, 0]) == names
        assert list(sheets[who].iloc[:, 2]) == comparison.labels
        assert list(dict.fromkeys(sheets[summary].iloc[:, 0])) == names[1:]
        assert set(sheets[summary].iloc[:, 1]) <= set(names)
        head = sheets[summary].iloc[:5, 2]
        headline = comparison.pair_rows[0].headline
        assert list(head) == [
            row.label_zh if language == "zh" else row.label_en for row in headline
        ]
