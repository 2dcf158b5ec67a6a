"""What `makersim run` says on the terminal: its sentences and tables speak of the same things."""

import csv
import re

import pytest

SMALL = ("--replicates", "12", "--set", "scale=1", "--set", "run.until=2024-12")
WORDS = {
    "en": (
        r"(?m)^· .*from 2018 on .*$",
        "by model at founding",
        "by present model",
        "Yearly closures since 2018",
    ),
    "zh": (
        r"(?m)^· .*2018 年以来.*$",
        "按成立时的业务模式",
        "按当时的业务模式",
        "2018 年以来年关闭率",
    ),
}
BY_MONTH = {"en": "by model of the month", "zh": "按当月的业务模式"}
NUMBER = r"[+-]\d+\.\d+"


@pytest.mark.parametrize("language", WORDS)
def test_closures_of_the_sentence_stand_in_the_table_and_both_say_how_counted(
    makersim, tmp_path, language
):
    result = makersim("run", "baseline", *SMALL, "--lang", language, "--out", "o")
    assert result.exit_code == 0, result.output
    pattern, founding, present, label = WORDS[language]
    (sentence,) = re.findall(pattern, result.stdout)
    assert founding in sentence
    rows = [line for line in result.stdout.splitlines() if line.strip().startswith(label)]
    by_founding, by_present, of_all, gap_by_founding, gap_by_present = rows
    assert founding in by_founding
    assert present in by_present
    assert founding not in of_all
    assert present not in of_all
    assert founding in gap_by_founding
    assert present in gap_by_present
    said = re.findall(NUMBER, sentence)[:3]  # median and range
    assert said == re.findall(NUMBER, gap_by_founding)[:3]
    assert said != re.findall(NUMBER, gap_by_present)[:3]
    (path,) = tmp_path.glob("o/baseline/*/findings.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = [row for row in csv.DictReader(file) if row["section"] == "gap"]
    labels = {row["indicator"]: row[f"label_{language}"] for row in table}
    assert founding in labels["closures_by_founding_class"]
    assert BY_MONTH[language] in labels["closure_rate"]
    (row,) = (row for row in table if row["indicator"] == "closures_by_founding_class")
    assert said == [f"{float(row[key]):+.1f}" for key in ("median", "low_90", "high_90")]
