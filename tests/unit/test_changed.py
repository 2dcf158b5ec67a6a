"""A run with ``--set`` says so where its reader begins: on the screen and on the cover."""

import pytest

from sim.scenario import load_scenario
from sim.studies.changed import changed_by_calls, changed_in_command

SMALL = ("--replicates", "2", "--set", "scale=0.05", "--set", "run.until=2020-12")
SAID = {
    "en": ("Values changed from the scenario:", "(values changed)", "close.grace_months = 9 ("),
    "zh": ("与情景不同的取值：", "（取值有改动）", "close.grace_months = 9（"),
}


def test_settings_are_known_from_the_scenario_and_from_the_command():
    scenario = load_scenario("baseline")
    assert changed_by_calls(scenario) == ()
    settings = {"parameters.close.grace_months": "8", "run.seed": "4"}
    changed = scenario.with_set(settings).with_set({"close.grace_months": "9"}, via="--set")
    command = "makersim run baseline --seed 4 --set close.grace_months=9"
    assert changed_by_calls(changed) == changed_in_command(command) == ("close.grace_months=9",)
    policy = scenario.with_policy("rent_multiplier", 1.4, start="2019-01")
    assert changed_by_calls(policy) == ("rent_multiplier x 1.4, 2019-01..",)


@pytest.mark.parametrize("language", SAID)
def test_screen_and_cover_name_what_is_set(makersim, tmp_path, language):
    options = (*SMALL, "--set", "close.grace_months=9", "--lang", language, "--out", "o")
    result = makersim("run", "baseline", *options)
    assert result.exit_code == 0, result.output
    line, title, setting = SAID[language]
    assert result.stdout.startswith(line)
    (run,) = (path.parent for path in tmp_path.glob("o/baseline/*/manifest.json"))
    again = makersim("report", str(run), "--lang", language, "--out", "again.html")
    assert again.exit_code == 0, again.output
    for page in (run / "report.html", tmp_path / "again.html"):
        cover = page.read_text(encoding="utf-8").partition("</header>")[0]
        assert f"{title}</h1>" in cover
        assert line in cover
        assert setting in cover


def test_cover_of_a_comparison_names_what_is_set_in_all(makersim, tmp_path):
    options = (*SMALL, "--set", "close.grace_months=9", "--lang", "en", "--out", "o")
    result = makersim("compare", "baseline", "specialisation_push", *options)
    assert result.exit_code == 0, result.output
    line = "Values changed in all scenarios: "
    assert result.stdout.startswith(line)
    (page,) = tmp_path.glob("o/*/*/report.html")
    cover = page.read_text(encoding="utf-8").partition("</header>")[0]
    assert line in cover
    assert "close.grace_months = 9 (" in cover
