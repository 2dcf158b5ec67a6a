"""The sentence on what changed: one run, several pairs of runs, nothing; in both languages."""

from sim.live.outlook import Outlook, sentence
from sim.scenario.language import Bilingual

NAME = Bilingual("Baseline", "基准情景")
BASE = Outlook(open=900.0, specialised=300.0, closed=500.0, funded=4000.0, cost=1e6)


def after(**changes):
    return BASE._replace(**{name: getattr(BASE, name) + by for name, by in changes.items()})


def test_nothing_has_changed():
    said = sentence(60, [BASE], [BASE], NAME)
    assert said.en == "Up to 2020-01 nothing differs from “Baseline”."
    assert "没有差别" in said.zh


def test_one_run_is_said_to_be_one():
    said = sentence(191, [BASE], [after(open=12.0, closed=-3.0, cost=25_000.0)], NAME)
    assert "in this one run" in said.en
    assert "spaces open +12; of them specialised ±0; closed so far −3" in said.en
    assert "public money +25.0 million yuan" in said.en
    assert "仍在运营的空间 +12 家；其中专业化型 ±0 家；累计关闭 −3 家" in said.zh
    assert "累计财政支出 +2,500 万元" in said.zh


def test_several_runs_have_the_range_of_their_paired_differences():
    others = [after(open=float(by)) for by in range(21)]
    said = sentence(191, [BASE] * 21, others, NAME)
    assert "90 % range of 21 pairs of runs: spaces open +10 (+1 to +19)" in said.en
    assert "仍在运营的空间 +10 家（+1 家至 +19 家）" in said.zh
    assert "） " not in said.zh
