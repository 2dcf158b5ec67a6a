"""``makersim attribute`` as users meet it."""

import json
import shutil
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.model.mechanisms import GROUPS
from sim.scenario import load_scenario
from sim.studies import attribute_runs
from sim.studies.progress import ReplicatesBar

SMALL = {"scale": 0.05, "run.until": "2019-12"}
TINY = [word for key, value in SMALL.items() for word in ("--set", f"{key}={value}")]
ASKED = [*TINY, "--workers", "1", "--parameters", "default", "--no-switches"]
FUNDING = ["--outcome", "funding"]


def makersim(out: Path, *arguments: str, lang: str = "en"):
    return CliRunner().invoke(
        app, ["attribute", *arguments, "--out", str(out), "--lang", lang], catch_exceptions=False
    )


def folders(out: Path) -> list[Path]:
    return sorted(path.parent for path in out.glob("attribute/*/manifest.json"))


@pytest.fixture
def ran(monkeypatch) -> list[int]:
    """Sets of switches that are really run."""
    numbers: list[int] = []
    real = attribute_runs.run_switched

    def counted(batch, measure):
        numbers.extend(batch.switched)
        return real(batch, measure)

    monkeypatch.setattr(attribute_runs, "run_switched", counted)
    return numbers


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Folder with the gap in funding of two replicates, in all coalitions."""
    folder = tmp_path_factory.mktemp("outputs")
    done = makersim(folder, "baseline", "--replicates", "2", *ASKED, *FUNDING)
    assert done.exit_code == 0, done.output
    assert "Six groups: these add up" in done.output
    assert "Learning (fit of field, peers, service, early closure of the weak)" in done.output
    return folder


def test_folder_is_whole_and_its_parts_add_up(out):
    (folder,) = folders(out)
    names = {path.name for path in folder.iterdir()}
    tables = {"attribution.csv", "attribution.xlsx", "coalitions.parquet"}
    assert names == {*tables, "attribution-en.md", "figures", "manifest.json"}
    assert {path.name for path in (folder / "figures").iterdir()} == {
        "funding-en.svg",
        "funding-en.png",
    }
    assert (folder / "attribution.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(folder / "attribution.csv").set_index("mechanism")
    assert list(rows["kind"]) == ["off", *["group"] * 6, "full"]
    of_kind = rows.groupby("kind")["mean"].sum()
    assert of_kind["off"] + of_kind["group"] == pytest.approx(of_kind["full"], abs=1e-9)
    sheets = pd.read_excel(folder / "attribution.xlsx", sheet_name=None)
    assert list(sheets["columns"]["column"]) == list(sheets["attribution"].columns)
    about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert about["attribution_id"] == folder.name
    assert about["command"].startswith("makersim attribute baseline --seed 1")


def test_coalitions_can_be_checked_by_hand(out):
    (folder,) = folders(out)
    played = pd.read_parquet(folder / "coalitions.parquet")
    assert len(played) == 2 * 64
    assert (played.groupby("coalition")[list(GROUPS)].nunique() == 1).all().all()
    # The average over all 720 orders, for one group, the long way.
    worth = played.groupby("coalition")["funding"].mean()
    place, total = GROUPS.index("learning"), 0.0
    for order in permutations(range(6)):
        before = sum(1 << each for each in order[: order.index(place)])
        total += worth[before | 1 << place] - worth[before]
    rows = pd.read_csv(folder / "attribution.csv").set_index("mechanism")
    assert rows.loc["learning", "mean"] == pytest.approx(total / 720, abs=1e-9)


def test_it_is_found_again_in_another_language(out, ran):
    (folder,) = folders(out)
    before = (folder / "attribution.csv").stat().st_mtime_ns
    told = makersim(out, "baseline", "--replicates", "2", *ASKED, *FUNDING, "--json", lang="zh")
    data = json.loads(told.stdout)
    assert data["found"] is True
    assert ran == []
    assert folders(out) == [folder]
    assert (folder / "attribution.csv").stat().st_mtime_ns == before
    page = (folder / "attribution-zh.md").read_text(encoding="utf-8")
    assert "入驻后 24 个月内获投比例" in page
    assert "学习与服务（领域契合、同伴学习、孵化服务、弱项目早退出）" in page
    assert {each["mechanism"] for each in data["parts"]} >= set(GROUPS)


def test_a_finished_attribution_needs_no_runs(out, ran, tmp_path):
    shutil.copytree(folders(out)[0], tmp_path / folders(out)[0].relative_to(out))
    asked = ["baseline", "--replicates", "2", *ASKED, *FUNDING, "--json"]
    again, before = (json.loads(makersim(at, *asked).stdout) for at in (tmp_path, out))
    assert ran == []
    assert again["found"] is True
    assert again["parts"] == before["parts"]


def test_more_replicates_take_over_what_is_there(out, ran):
    told = makersim(out, "baseline", "--replicates", "3", *ASKED, *FUNDING, "--quiet")
    assert told.exit_code == 0
    assert len(ran) == 64
    assert told.stdout.strip() in map(str, folders(out))


@pytest.mark.slow
def test_an_interrupted_attribution_goes_on(tmp_path, monkeypatch, ran):
    ticks: list[int] = []

    def interrupted(bar, number: int = 1) -> None:
        ticks.append(number)
        if len(ticks) == 4:
            raise KeyboardInterrupt

    asked = ["baseline", "--replicates", "2", *ASKED, *FUNDING, "--quiet"]
    with monkeypatch.context() as patch:
        patch.setattr(ReplicatesBar, "tick", interrupted)
        stopped = makersim(tmp_path, *asked)
    assert stopped.exit_code == 130
    first = len(ran)
    assert 0 < first < 128
    assert f"{first} of 128 runs are kept" in stopped.output  # what was under way too
    assert folders(tmp_path) == []
    assert makersim(tmp_path, *asked).exit_code == 0
    assert len(ran) == 128


def test_switches_that_are_off_are_not_run_and_the_rest_gets_exact_zeros(tmp_path, ran):
    neutral = load_scenario("neutral").with_set(SMALL)
    found = sim.attribute(
        neutral, replicates=2, outcomes=["funding", "shakeout"], out=tmp_path, parameters="default"
    )
    assert ran == [0, 0]  # one run a replicate: all coalitions are the same
    parts = found.parts.set_index(["outcome", "mechanism"])
    groups = parts[parts["kind"] == "group"]
    assert (groups["mean"] == 0.0).all()
    assert not groups["moves"].any()
    assert groups["sentence_en"].str.contains("it is off in this scenario").all()
    assert "switch" not in set(parts["kind"])


@pytest.mark.slow
def test_effect_of_a_policy_and_single_switches(tmp_path, ran):
    policy = load_scenario("baseline").with_set({**SMALL, "mechanisms.delisting": False})
    policy = policy.with_policy("demand_multiplier", 1.3, "2016-01")
    only = dict.fromkeys(("directed_search", "spinoffs", "herding", "selection"), False)
    switched = {f"mechanisms.{name}": value for name, value in only.items()}
    one, other = (
        each.with_set(switched) for each in (policy, load_scenario("baseline").with_set(SMALL))
    )
    asked = {"replicates": 2, "parameters": "default", "outcomes": ["funding", "spaces"]}
    found = sim.attribute(one, other, out=tmp_path, **asked)
    assert len(ran) == 2 * (16 + 14 + 16 + 15)  # delisting is off in the first
    for _, parts in found.parts.groupby("outcome"):
        means = parts.set_index("mechanism")["mean"]
        kinds = parts[parts["kind"].isin(["off", "full"])].set_index("kind")["mean"]
        assert means[list(GROUPS)].sum() + kinds["off"] == pytest.approx(kinds["full"], abs=1e-9)
        assert means["reach"] == 0.0
        assert kinds["full"] != 0.0
    switches = found.parts[found.parts["kind"] == "switch"]["mechanism"]
    assert set(only).isdisjoint(switches)
    assert "delisting" in set(switches)
    levels = found.coalitions
    assert np.isfinite(levels["funding"]).all()
    assert found.plot("spaces").axes


REFUSED = {
    "unknown": (["nowhere"], "nowhere", "nowhere"),
    "outcome": (["--outcome", "fundin"], "did you mean funding", "是否想写 funding"),
    "against": (["--outcome", "spaces"], "add --against OTHER", "请加 --against 情景"),
    "replicates": (["--replicates", "1"], "two or more", "至少需要 2 次"),
    "same": (["--against", "baseline"], "same content", "内容相同"),
    "short": (["--outcome", "survival"], "needs 72 months", "72 个月"),
    "months": (["--against", "{longer}"], "run.until=2019-12", "run.until=2019-12"),
    "scale": (["--against", "{larger}"], "--set scale=0.05", "--set scale=0.05"),
    "figure": (["--dask", "local"], "makersim[dask]", "makersim[dask]"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", REFUSED)
def test_refusals_say_one_clear_sentence(case, lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("small", "{scale: 0.05, run: {until: 2019-12}"),
        ("longer", "{scale: 0.05"),
        ("larger", "{scale: 0.1, run: {until: 2019-12}"),
    ):
        Path(f"{name}.yaml").write_text(f"{text}, extends: baseline}}\n", encoding="utf-8")
    if case == "figure":
        monkeypatch.setattr("sim.studies.attribute_api.find_spec", lambda name: None)
    arguments, *said = REFUSED[case]
    words = [each.format(longer="longer.yaml", larger="larger.yaml") for each in arguments]
    if case == "same":
        words = ["--against", "small.yaml"]
    first = [] if case == "unknown" else ["small.yaml"]
    outcome = [] if "--outcome" in words else FUNDING
    told = makersim(tmp_path / "out", *first, *words, *outcome, lang=lang)
    assert told.exit_code == 2
    assert said[lang == "zh"] in told.output
    assert not list(tmp_path.glob("out/attribute/*"))


def test_an_outcome_without_any_value_is_refused(tmp_path):
    tiny = ["--set", "scale=0.01", "--set", "run.until=2020-12", *ASKED[4:]]
    told = makersim(tmp_path, "neutral", "--replicates", "2", *tiny, "--outcome", "survival")
    assert told.exit_code == 2
    assert "has no value in any replicate" in told.output
    assert folders(tmp_path) == []


def test_help_has_an_example():
    told = CliRunner().invoke(app, ["attribute", "--help"])
    assert "makersim attribute specialisation_push --against baseline" in " ".join(
        told.output.split()
    )


def test_one_draw_is_refused_before_anything_runs(tmp_path, ran):
    told = makersim(tmp_path, "baseline", *TINY, "--replicates", "2", "--seed", "3", *FUNDING)
    assert told.exit_code == 2
    assert "share one parameter draw" in told.output
    assert "ask for 3 or more" in told.output
    assert ran == []
    assert folders(tmp_path) == []
