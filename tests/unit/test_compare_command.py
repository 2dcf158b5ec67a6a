"""``makersim compare`` as users meet it."""

import json
import shutil
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app

SMALL = ["--set", "scale=0.05", "--set", "run.until=2019-12", "--workers", "1"]
PAIR = ["baseline", "no_policy"]


def makersim(out: Path, *arguments: str, lang: str = "en"):
    return CliRunner().invoke(
        app, ["compare", *arguments, "--out", str(out), "--lang", lang], catch_exceptions=False
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Folder with one comparison of four replicates each."""
    folder = tmp_path_factory.mktemp("outputs")
    done = makersim(folder, *PAIR, "--replicates", "4", *SMALL)
    assert done.exit_code == 0, done.output
    assert "No policy against Baseline: 4 pairs" in done.output
    assert "Public cost, total" in done.output
    return folder


def folders(out: Path, name: str) -> list[Path]:
    return sorted(path.parent for path in out.glob(f"{name}/*/manifest.json"))


def test_comparison_folder_is_whole(out):
    (folder,) = folders(out, "compare")
    names = {path.name for path in folder.iterdir()}
    tables = {"differences.csv", "public_cost.csv", "money.csv"}
    assert names == tables | {"differences.xlsx", "figures", "manifest.json", "report.html"}
    assert list(folder.parent.iterdir()) == [folder]
    assert len(list((folder / "figures").iterdir())) == 14
    assert (folder / "differences.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(folder / "differences.csv")
    assert set(rows["section"]) == {"horizon", "outcomes", "gap"}
    sheets = pd.read_excel(folder / "differences.xlsx", sheet_name=None)
    english, chinese = sheets.pop("summary"), sheets.pop("摘要")
    assert list(sheets.pop("scenarios")["Title"])[1:] == ["No policy"]
    assert list(sheets.pop("情景")["标题"])[1:] == ["无政策情景"]
    assert list(english.columns)[:3] == ["Scenario", "Held against", "Figure"]
    assert list(chinese.columns)[:3] == ["情景", "对照情景", "指标"]
    assert "Spaces alive" in set(english["Figure"])
    assert "存续空间数" in set(chinese["指标"])
    alive = rows[(rows["section"] == "horizon") & (rows["indicator"] == "spaces")]
    shown = english.loc[english["Figure"] == "Spaces alive", "Mean difference"]
    assert shown.tolist() == pytest.approx(alive["mean_difference"].tolist())
    for name, told in sheets.pop("columns").groupby("sheet"):
        assert list(told["column"]) == list(sheets[name].columns)
        assert f"{name}.csv" in tables
    assert len(sheets) == len(tables)
    about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert about["comparison_id"] == folder.name
    assert [each["run_id"] for each in about["members"]] == [
        folders(out, name)[0].name for name in PAIR
    ]
    assert about["command"].startswith("makersim compare baseline no_policy --seed 1")


@pytest.mark.slow
def test_runs_and_comparison_are_found_again_in_another_language(out, ran):
    (folder,) = folders(out, "compare")
    before = (folder / "differences.csv").stat().st_mtime_ns
    told = makersim(out, *PAIR, "--replicates", "4", *SMALL, "--json", lang="zh")
    data = json.loads(told.stdout)
    assert data["found"] is True
    assert data["comparison_id"] == folder.name
    assert data["replicates"] == 4
    assert ran == []
    assert (folder / "differences.csv").stat().st_mtime_ns == before
    assert folders(out, "compare") == [folder]


def test_chinese_screen(out):
    told = makersim(out, *PAIR, "--replicates", "4", *SMALL, lang="zh")
    assert "累计财政支出，亿元" in told.output
    assert "租金依赖型" in told.output
    assert "专业化型减租金依赖型" in told.output


def test_run_folders_are_compared_without_running(out, ran):
    members = [str(folders(out, name)[0]) for name in PAIR]
    told = makersim(out, *members, "--quiet")
    assert told.exit_code == 0, told.output
    assert told.stdout.split() == [str(folders(out, "compare")[0])]
    assert ran == []


def test_another_indicator_is_shown_and_makes_another_comparison(out, tmp_path):
    members = [str(folders(out, name)[0]) for name in PAIR]
    told = makersim(tmp_path, *members, "--indicator", "national_stock", "--quiet")
    assert told.exit_code == 2
    told = makersim(tmp_path, *members, "--indicator", "在孵企业和团队数")  # by its label
    assert told.exit_code == 0
    assert "Startups hosted" in told.output
    assert "Public cost, total" not in told.output
    assert folders(tmp_path, "compare")[0].name != folders(out, "compare")[0].name


REFUSED = {
    "one": (["baseline"], "two scenarios or more", "至少需要两个情景"),
    "twice": (["baseline", "baseline"], "there twice", "重复出现"),
    "unknown": (["baseline", "nowhere"], "nowhere", "nowhere"),
    "indicator": ([*PAIR, "--indicator", "tenent"], "did you mean tenants?", "是否想写 tenants"),
    "label": ([*PAIR, "--indicator", "存续空间"], "did you mean spaces?", "是否想写 spaces"),
    "far": ([*PAIR, "--indicator", "幸福指数"], "no indicator '幸福指数'; there", "指数”；可用"),
    "precision": ([*PAIR, "--precision", "fine"], "'fine' is no precision", "不是有效的精度"),
    "percent": ([*PAIR, "--precision", "1"], "'1' is no precision", "不是有效的精度"),
    "mixed": (["baseline", "{folder}"], "run folders only", "全部给出结果文件夹"),
    "no run": (["{folder}", "{empty}"], "not a finished run", "不是已完成的结果文件夹"),
    "comparison": (["{folder}", "{compare}"], "folder of a comparison", "是比较结果文件夹"),
    "nowhere": (["{folder}", "{empty}/x"], "no folder or file", "没有名为"),
    "lost": (["{first}", "{lost}"], "has no ledger.parquet", "缺少 ledger.parquet"),
    "untold": (["{first}", "{untold}"], "has no scenario.yaml", "缺少 scenario.yaml"),
    "emptied": (["{first}", "{emptied}"], "does not say draws", "manifest.json 缺少 draws"),
    "cut": (["{first}", "{cut}"], "spaces.parquet is damaged", "spaces.parquet 已损坏"),
    "holed": (["{first}", "{holed}"], "series.parquet is damaged", "series.parquet 已损坏"),
    "option": (["{folder}", "{folder}", "--seed", "2"], "--seed is for", "--seed 只用于"),
    "version": (["{folder}", "{old}"], "another version of the model", "另一版本的模型"),
    "changed": (["{folder}", "{changed}"], "do not belong together", "不一致"),
    "same": (["{folder}", "{folder}"], "there twice", "重复出现"),
}


@pytest.fixture(scope="module")
def places(out, tmp_path_factory) -> dict[str, str]:
    """Folders that cannot be compared, by what is wrong with them."""
    made = tmp_path_factory.mktemp("wrong")
    run = folders(out, "no_policy")[0]
    copied = ("old", "changed", "lost", "untold", "emptied", "cut", "holed")
    for name in copied:
        shutil.copytree(run, made / name)
    about = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    for name, key in (("old", "rules"), ("changed", "run_id")):
        (made / name / "manifest.json").write_text(json.dumps({**about, key: "0"}))
    (made / "emptied" / "manifest.json").write_text("{}")
    (made / "lost" / "ledger.parquet").unlink()
    (made / "untold" / "scenario.yaml").unlink()
    whole = (run / "spaces.parquet").read_bytes()
    (made / "cut" / "spaces.parquet").write_bytes(whole[: len(whole) // 2])
    content = bytearray((run / "series.parquet").read_bytes())
    content[200:4000] = bytes(3800)  # the footer stays whole
    (made / "holed" / "series.parquet").write_bytes(content)
    (made / "empty").mkdir()
    there = {"folder": run, "first": folders(out, "baseline")[0]}
    there |= {name: made / name for name in (*copied, "empty")}
    return {name: str(path) for name, path in there.items()} | {
        "compare": str(folders(out, "compare")[0])
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", REFUSED)
def test_refusals_say_one_clear_sentence(case, lang, places, tmp_path):
    arguments, *said = REFUSED[case]
    told = makersim(tmp_path, *(each.format(**places) for each in arguments), lang=lang)
    assert told.exit_code == 2
    assert said[lang == "zh"] in told.output
    assert told.output.count("\n") == 1
    assert not (tmp_path / "compare").exists()


@pytest.mark.parametrize(("lang", "said"), [("en", "ends in 2030-12"), ("zh", "运行至 2030-12")])
def test_another_horizon_is_refused(lang, said, tmp_path):
    short = tmp_path / "short.yaml"
    short.write_text("extends: baseline\nrun: {until: 2019-12}\n", encoding="utf-8")
    told = makersim(tmp_path, str(short), "baseline", lang=lang)
    assert told.exit_code == 2
    assert said in told.output
    assert "--set run.until=2019-12" in told.output


def test_help_has_an_example():
    told = CliRunner().invoke(app, ["compare", "--help"])
    assert "makersim compare baseline specialisation_push" in " ".join(told.output.split())


def test_the_screen_begins_with_the_answer_and_ends_with_the_longest_table(out, tmp_path):
    members = [str(folders(out, name)[0]) for name in PAIR]
    told = makersim(tmp_path, *members).stdout
    places = [
        told.index(words)
        for words in (
            "\n· ",
            "Public money, No policy",
            "No policy against Baseline: 4",
            "How well",
        )
    ]
    assert places == sorted(places)
    report = next(tmp_path.glob("compare/*/report.html")).read_text(encoding="utf-8")
    sentence = told.partition("\n· ")[2].partition("\n")[0]
    assert sentence in " ".join(unescape(report).replace("\xa0", " ").split())
