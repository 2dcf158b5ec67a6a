"""The picture of a year: counted in the very run that is shown, the last asked for, or none."""

import threading

import numpy as np
import pytest

from sim.dynamics.census import books_of
from sim.live import stocks
from sim.live.branch import Branch
from sim.live.charts import series
from sim.live.replies import encoded
from sim.live.stocks import Asked, StocksOfYear, pictured
from sim.live.workshop import Workshop
from sim.model.categories import MODELS
from tests.live.talk import page

SEED, MOST_BYTES = 3, 400_000


@pytest.fixture
def workshop():
    threads = Workshop()
    yield threads
    threads.close()


@pytest.fixture(scope="module")
def branch(province_at_best):
    """Give ours with a move, five years and a month long."""
    moved = Branch(province_at_best, SEED)
    moved.seek(30)
    moved.act("rent_multiplier", 2.0)
    moved.seek(60)
    return moved


def asked(branch, year=None, language="en", month=None):
    shown = branch.month if month is None else month
    return Asked(branch.scenario, branch.seed, shown, year, language)


def asked_of(workshop):
    """Return what pictures years, and what it has told and how often it failed."""
    told, failures = [], []
    return StocksOfYear(workshop, told.extend, lambda: failures.append(1)), told, failures


def test_stocks_are_those_of_the_run_shown(branch):
    books = books_of(branch.scenario, branch.seed, 60)
    shown = series(branch.records, branch.month)
    for place, model in enumerate(MODELS):
        counted = books["spaces"].stock(model)
        assert counted.tolist() == shown[place, :60].tolist()
        closed = books["spaces"].flow(f"closed_{model}")
        assert closed[48:60].sum() == shown[9 + place, 59]
    money = books["money"]
    np.testing.assert_array_equal(money.stocks[:60], branch.records.cash[:60])


def test_the_picture_shows_these_numbers(branch):
    books = books_of(branch.scenario, branch.seed, 60)
    told = pictured(asked(branch), books)
    assert (told["year"], told["years"], told["seed"]) == (2019, [2015, 2016, 2017, 2018, 2019], 3)
    assert len(told["panels"]) == 3
    spaces = told["panels"][0]["svg"]
    for model in MODELS:
        for word, month in (("start", 47), ("end", 59)):
            assert f">{word} {books['spaces'].stock(model)[month]:,.0f}<" in spaces


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_picture_has_no_style_and_no_host_and_is_not_too_long(branch, language):
    told = pictured(asked(branch, language=language), books_of(branch.scenario, SEED, 60))
    text = encoded(told)
    assert len(text.encode()) < MOST_BYTES
    for unwanted in (" style=", "<style", "http", "<script", "href"):
        assert unwanted not in "".join(each["svg"] for each in told["panels"])
    assert ("众创空间" in text) is (language == "zh")


def test_before_a_year_is_over_there_is_nothing(branch):
    told = pictured(asked(branch, month=10), None)
    assert (told["year"], told["years"], told["panels"]) == (None, [], [])
    assert asked(branch, month=11).shown == 2015
    assert asked(branch, 2030).shown == 2019
    assert asked(branch, 2016).shown == 2016


def test_a_run_is_counted_once_and_anew_when_its_past_is_another(branch, workshop, monkeypatch):
    counted = []

    def count(scenario, seed, months):
        counted.append(months)
        return books_of(scenario, seed, months)

    monkeypatch.setattr("sim.dynamics.census.books_of", count)
    of_year, told, failures = asked_of(workshop)

    def ask(wanted):
        of_year.ask(wanted)
        workshop.stories.submit(int).result(60)

    for year in (None, 2016):
        ask(asked(branch, year))
    ahead = branch.base.with_set({})
    for language in ("en", "zh"):
        ask(asked(branch, 2017, language, month=40))
    assert counted == [60]
    ask(Asked(ahead, SEED, 60, None, "en"))  # without the move
    ask(Asked(ahead, SEED + 1, 60, None, "en"))
    assert counted == [60, 60, 60]
    assert [each["year"] for each in told] == [2019, 2016, 2017, 2017, 2019, 2019]
    assert told[0]["panels"] != told[4]["panels"] != told[5]["panels"]
    assert failures == []


def test_the_last_year_asked_for_is_told_and_none_after_closing(branch, workshop, monkeypatch):
    begin = threading.Event()
    monkeypatch.setattr(stocks, "pictured", lambda wanted, books: {"of": wanted})
    workshop.stories.submit(begin.wait, 10)
    of_year, told, _ = asked_of(workshop)
    for year in (2015, 2016, 2017):
        of_year.ask(asked(branch, year))
    begin.set()
    workshop.stories.submit(int).result(60)
    of_year.ask(asked(branch, 2018))
    of_year.close()
    workshop.stories.submit(int).result(60)
    assert [each["of"].year for each in told] == [2017]


def test_a_failure_is_said_and_no_end(branch, workshop, monkeypatch):
    def fails(wanted, books):
        raise ZeroDivisionError

    of_year, told, failures = asked_of(workshop)
    with monkeypatch.context() as broken:
        broken.setattr(stocks, "pictured", fails)
        of_year.ask(asked(branch))
        workshop.stories.submit(int).result(60)
    assert (told, failures) == ([], [1])
    of_year.ask(asked(branch))
    workshop.stories.submit(int).result(60)
    assert [each["year"] for each in told] == [2019]


def test_a_page_is_told_of_the_month_that_it_sees(live_server):
    with page(live_server) as talk:
        talk.open(seed=4)
        talk.say(type="stocks", lang="zh")
        assert talk.until_type("stocks")["year"] is None
        talk.say(type="seek", month=30)
        talk.say(type="stocks", year=2016, lang="zh")
        told = talk.until_type("stocks")
        assert (told["year"], told["years"], told["lang"]) == (2016, [2015, 2016], "zh")
        history = next(each for each in reversed(talk.heard) if is_history(each))
        for place, model in enumerate(MODELS):
            opened, ended = (history["series"][f"stock.{model}"]["b"][month] for month in (11, 23))
            assert f">年初 {opened:,.0f}<" in told["panels"][0]["svg"], place
            assert f">年末 {ended:,.0f}<" in told["panels"][0]["svg"], place


def is_history(reply):
    return isinstance(reply, dict) and reply["type"] == "history"


@pytest.mark.parametrize("wrong", [{"year": 1999}, {"year": "2016"}, {"lang": "fr"}, {"path": "x"}])
def test_what_is_no_year_or_language_is_refused(live_server, wrong):
    with page(live_server) as talk:
        talk.open()
        talk.say(type="stocks", **wrong)
        assert talk.until_type("error")["key"] == "message"
