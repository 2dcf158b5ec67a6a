"""What drives the change: told of the last scenario asked for, and only of that."""

import threading

import pytest

from sim.live import driving
from sim.live.driving import Driving, driven
from sim.live.workshop import Workshop
from sim.scenario import load_scenario


@pytest.fixture
def workshop():
    threads = Workshop()
    yield threads
    threads.close()


def test_every_month_has_its_loop_in_both_languages():
    scenario = load_scenario("rent_shock")
    told = driven(scenario)
    assert len(told["quantities"]) == 2
    for quantity in told["quantities"]:
        covered = [
            month
            for period in quantity["periods"]
            for month in range(period["first"], period["last"] + 1)
        ]
        assert covered == list(range(scenario.months))
        for period in quantity["periods"]:
            assert period["label"]["en"] != period["label"]["zh"]
            assert period["label"]["zh"] in period["sentence"]["zh"]
            assert 0 < period["share"] <= 1


def test_levers_change_what_drives():
    base = load_scenario("baseline")
    dear = base.with_set({"conditions.rent_index": 2})
    assert driven(base) != driven(dear)


def test_the_last_scenario_is_told_and_none_after_closing(monkeypatch, workshop):
    begin, heard, all_told = threading.Event(), [], threading.Event()

    def slow(scenario):
        begin.wait(10)
        return {"type": "driven", "of": scenario}

    def tell(replies):
        heard.extend(replies)
        all_told.set()

    monkeypatch.setattr(driving, "driven", slow)
    asked = Driving(workshop, tell)
    first, last = object(), object()
    for scenario in (first, last, last):
        asked.ask(scenario)
    begin.set()
    assert all_told.wait(10)
    asked.close()
    asked.ask(first)
    asked.close()
    workshop.stories.submit(int).result(10)  # all before it is done
    assert [each["of"] for each in heard] == [last]


def test_a_failure_is_no_end(monkeypatch, workshop):
    def fails(scenario):
        raise ZeroDivisionError

    monkeypatch.setattr(driving, "driven", fails)
    heard = []
    asked = Driving(workshop, heard.extend)
    asked.ask(object())
    workshop.stories.submit(int).result(10)
    assert heard == []
