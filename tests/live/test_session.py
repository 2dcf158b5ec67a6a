"""A session over a real socket: watching, moving levers, going back, exploring, saving."""

import math

import pytest
import yaml

from sim.live.charts import SERIES
from sim.live.session import Session
from tests.live.talk import page


@pytest.fixture
def talk(live_server):
    with page(live_server) as connected:
        yield connected


def test_a_session_opens_with_facts_status_history_and_a_frame(talk):
    facts = talk.open(seed=4)
    assert [each["type"] for each in talk.heard[:4]] == ["facts", "status", "history", "sentence"]
    assert facts["months"][0] == "2015-01"
    assert len(facts["months"]) == 192
    assert facts["clusters"] == 34
    assert [one["id"] for chart in facts["charts"] for one in chart["series"]] == list(SERIES)
    for lever in facts["levers"]:
        assert lever["low"] <= lever["default"] <= lever["high"]
        steps = (lever["high"] - lever["low"]) / lever["step"]
        assert 40 <= steps <= 200
        assert lever["meaning"]["zh"] != lever["meaning"]["en"]


def test_playing_shows_every_month_once_and_waits_for_the_page(talk):
    talk.open()
    talk.say(type="speed", months_per_second=60)
    talk.say(type="play")
    talk.until_frame(12)
    talk.acknowledges = False
    shown = talk.until(lambda reply: isinstance(reply, tuple))
    assert not any(isinstance(reply, tuple) for reply in talk.rest()), "a second frame in flight"
    talk.acknowledges = True
    talk.say(type="ack", frame=shown[0])
    talk.until_frame(20)
    talk.say(type="pause")
    talk.until_type("status", playing=False)
    months = [reply[1] for reply in talk.heard if isinstance(reply, tuple)]
    assert months == list(range(len(months)))


def test_playing_ends_at_the_horizon(talk):
    talk.open()
    talk.say(type="seek", month=185)
    talk.until_frame(185)
    talk.say(type="speed", months_per_second=60)
    talk.say(type="play")
    talk.until_frame(191)
    assert talk.until_type("status")["playing"] is False
    talk.say(type="lever", lever="audit", value=0.5)
    assert talk.until_type("error")["key"] == "ended"


def test_a_lever_changes_the_future_and_not_the_past(talk):
    talk.open()
    talk.say(type="seek", month=60)
    before = talk.until_type("history", until=60)["series"]
    talk.say(type="lever", lever="rent_multiplier", value=2.0)
    status = talk.until_type("status", month=60)
    status = status if status["moves"] else talk.until_type("status")
    assert status["moves"] == [{"month": 61, "lever": "rent_multiplier", "value": 2.0}]
    assert status["levers"]["rent_multiplier"] == 2.0
    talk.say(type="seek", month=120)
    after = talk.until_type("history", until=120)["series"]
    for name in SERIES:
        assert after[name]["b"][:61] == before[name]["b"] == after[name]["a"][:61]
    assert any(after[name]["b"] != after[name]["a"] for name in SERIES)
    talk.say(type="step", months=-12)
    again = talk.until_type("history", until=108)["series"]
    assert all(again[name]["b"] == after[name]["b"][:109] for name in SERIES)
    talk.say(type="undo")
    undone = talk.until_type("history", until=108)["series"]
    assert all(undone[name]["b"] == undone[name]["a"] for name in SERIES)


def test_moves_ahead_are_dropped_and_the_page_is_told(talk):
    talk.open()
    for month in (60, 30):
        talk.say(type="seek", month=month)
        talk.until_frame(month)
        talk.say(type="lever", lever="audit", value=month / 100)
        status = talk.until_type("status", month=month)
        if not status["moves"] or status["moves"][-1]["value"] != month / 100:
            status = talk.until_type("status")
    assert status["dropped"] == 1
    assert [move["month"] for move in status["moves"]] == [31]


def test_two_scenarios_are_two_branches(talk):
    facts = talk.open(scenarios=["baseline", "rent_shock"])
    assert [each["name"] for each in facts["scenarios"]] == ["baseline", "rent_shock"]
    talk.say(type="seek", month=191)
    history = talk.until_type("history", until=191)["series"]
    assert history["stock.rent_dependent"]["a"] != history["stock.rent_dependent"]["b"]
    assert "rent_shock" not in talk.until_type("sentence")["text"]["en"]


def test_exploring_gives_one_run_then_bands_and_keeps_to_the_newest_touch(talk):
    talk.open()
    talk.say(type="seek", month=60)
    talk.until_frame(60)
    talk.say(type="explore", on=True)
    first = talk.until_type("explored", of=1)
    assert (first["stage"], first["from"], first["replicates"]) == ("first", 0, 1)
    assert all(each["a"] == each["b"] for each in first["series"].values())
    for value in (1.2, 1.6, 2.0):
        talk.say(type="lever", lever="rent_multiplier", value=value)
    touch = talk.until_type(
        "status", moves=[{"month": 61, "lever": "rent_multiplier", "value": 2.0}]
    )["touch"]
    one = talk.until_type("explored", of=touch, stage="first")["series"]
    bands = talk.until_type("explored", of=touch, replicates=20)
    said = talk.until_type("sentence", stage="band")["text"]
    assert "20" in said["en"]
    assert "20" in said["zh"]
    for name, both in bands["series"].items():
        for values in both.values():
            for low, middle, high in zip(
                values["low"], values["median"], values["high"], strict=True
            ):
                assert middle is None or low <= middle <= high, name
    talk.say(type="seek", month=191)
    lived = talk.until_type("history", until=191)["series"]
    for name in SERIES:
        for branch in "ab":
            assert lived[name][branch] == one[name][branch]["median"]


def test_a_session_is_saved_with_its_moves(talk):
    talk.open(seed=9)
    talk.say(type="lever", lever="audit", value=0.25)
    talk.say(type="save", which="b")
    saved = talk.until_type("saved")
    data = yaml.safe_load(saved["yaml"])
    assert data["run"] == {"seed": 9, "replicates": 1, "parameters": "best"}
    assert data["policies"]["live_audit_1"] == {"lever": "audit", "value": 0.25, "from": "2015-02"}
    assert saved["command"] == f"makersim run {saved['name']}"


def test_what_is_saved_is_compared_with_the_yardstick(talk):
    talk.open(scenarios=["rent_shock", "baseline"], seed=9)
    talk.say(type="save", which="b")
    assert talk.until_type("saved")["compare"] == "makersim compare rent_shock live-baseline-9.yaml"


def test_a_space_is_told_in_both_languages(talk):
    talk.open()
    talk.say(type="inspect", branch="b", row=0)
    facts = talk.until_type("space")["facts"]
    assert all(each["label"]["en"] and each["label"]["zh"] for each in facts)
    talk.say(type="inspect", branch="b", row=60000)
    assert talk.until_type("error")["key"] == "no_space"


def test_other_luck_begins_again(talk):
    talk.open(seed=1)
    talk.say(type="seek", month=100)
    one = talk.until_type("history", until=100)["series"]
    talk.say(type="seed", seed=2)
    assert talk.until_type("status", month=0)["seed"] == 2
    talk.say(type="seek", month=100)
    other = talk.until_type("history", until=100)["series"]
    assert one["stock.specialised"]["a"] != other["stock.specialised"]["a"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"type": "play"}, "not_open"),
        ({"type": "open", "scenarios": ["../../etc/passwd"]}, "unknown_scenario"),
        ({"type": "open", "scenarios": []}, "message"),
        ({"type": "dance"}, "message"),
    ],
)
def test_what_cannot_be_is_told(talk, said, key):
    talk.say(**said)
    assert talk.hear()["key"] == key
    talk.open()


def test_levers_keep_to_their_ranges(talk):
    talk.open()
    talk.say(type="lever", lever="audit", value=1.01)
    error = talk.until_type("error")
    assert error["key"] == "lever_range"
    assert "1" in error["text"]["zh"]
    talk.say(type="lever", lever="no_such", value=1.0)
    assert talk.until_type("error")["key"] == "no_lever"


def test_a_failing_engine_is_told_and_the_session_goes_on(talk, monkeypatch):
    talk.open()
    monkeypatch.setattr(Session, "_go", lambda *_: 1 / 0)
    talk.say(type="step", months=1)
    error = talk.until_type("error")
    assert error["key"] == "engine"
    assert "ZeroDivision" not in str(error)
    monkeypatch.undo()
    talk.say(type="step", months=1)
    talk.until_frame(1)


def test_numbers_are_json(talk):
    talk.open()
    talk.say(type="seek", month=3)
    history = talk.until_type("history", until=3)["series"]
    for both in history.values():
        for values in both.values():
            assert len(values) == 4
            assert all(each is None or math.isfinite(each) for each in values)
