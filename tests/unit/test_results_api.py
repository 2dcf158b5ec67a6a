"""Results from Python, and the generated pages."""

import pytest

from sim import compare, docs, ensemble, load_scenario, run
from sim.studies.study import Study, named_apart
from tests.runs import small_results, small_scenario


def test_two_scenarios_share_draws_and_seeds():
    base = small_scenario("2018-12")
    push = base.with_policy("operating_subsidy", value=1.0, start="2017-01")
    result = ensemble([base, push], replicates=2, seed=1)
    assert list(dict.fromkeys(result.series["scenario"])) == ["baseline", "baseline-2"]
    both = result.series[result.series["group"] == "all"].groupby("scenario", observed=True)
    one, other = (rows.reset_index(drop=True) for _, rows in both)
    assert one[["draw", "seed", "month"]].equals(other[["draw", "seed", "month"]])
    early = one["month"] < "2017-01-01"
    assert one["newly_funded"][early].equals(other["newly_funded"][early])
    assert (one["public_cost_kcny"] < other["public_cost_kcny"])[~early].any()
    found = result.findings.set_index(["scenario", "indicator"])
    assert {"baseline", "baseline-2"} == set(found.index.get_level_values(0))
    assert repr(result) == "Results(baseline: 2 replicates; baseline-2: 2 replicates)"


def test_names_are_kept_apart():
    base = small_scenario()
    names = [each.name for each in named_apart([base, base, base])]
    assert names == ["baseline", "baseline-2", "baseline-3"]


def test_survival_is_a_table_of_curves():
    curves = small_results(12, "2030-12").survival()
    assert list(curves.columns) == ["scenario", "model", "month", "median", "low_90", "high_90"]
    start = curves[curves["month"] == 0]
    assert (start[["median", "low_90", "high_90"]] == 1).all().all()
    known = curves.dropna()
    assert (known["low_90"] <= known["median"]).all()
    assert (known["median"] <= known["high_90"]).all()


def test_results_are_saved_and_found_again(tmp_path):
    result = small_results(2, "2016-12")
    (folder,) = result.save(tmp_path, lang="en")
    assert result.save(tmp_path, lang="en") == [folder]
    again = run(small_scenario("2016-12"), replicates=2, seed=3, out=tmp_path, lang="en")
    assert again.folders == (folder,)
    assert again.findings.equals(result.findings)
    assert again.series.equals(result.series)
    assert result.plot("shakeout", lang="en").axes


def test_public_names():
    import sim

    assert set(sim.__all__) <= set(dir(sim))
    assert all(getattr(sim, name) is not None for name in sim.__all__)
    with pytest.raises(AttributeError, match="no attribute 'simulation'"):
        sim.simulation  # noqa: B018
    assert load_scenario("baseline").name == "baseline"


@pytest.mark.parametrize("name", docs.PAGES)
def test_generated_pages_are_up_to_date(name):
    written = (docs.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert written == docs.PAGES[name](), "run: make docs"


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"replicates": 0}, ValueError, "replicates must be at least 1, not 0"),
        ({"replicates": True}, TypeError, "replicates must be a whole number, not True"),
        ({"replicates": "3"}, TypeError, "replicates must be a whole number, not '3'"),
        ({"seed": -1}, ValueError, "seed must be at least 0, not -1"),
        ({"workers": 0}, ValueError, "workers must be at least 1, not 0"),
        ({"parameters": "foo"}, ValueError, "'best', 'default' or 'prior', not 'foo'"),
    ],
)
def test_what_means_nothing_is_refused_in_one_sentence(given, error, says, tmp_path):
    for called in (
        lambda: run("baseline", out=tmp_path, **given),
        lambda: ensemble("baseline", **given),
        lambda: compare(["baseline", "no_policy"], **given),
    ):
        with pytest.raises(error, match=says):
            called()


def test_no_language_no_precision_and_no_scenario_are_refused(tmp_path):
    with pytest.raises(ValueError, match="lang must be 'en' or 'zh', not 'fr'"):
        run("baseline", out=tmp_path, lang="fr")
    with pytest.raises(ValueError, match="precision must be above 0, not 0"):
        compare(["baseline", "no_policy"], precision=0)
    with pytest.raises(ValueError, match="at least one"):
        ensemble([])


def test_an_ensemble_is_named_as_a_run_is(monkeypatch):
    monkeypatch.setattr(Study, "run_in_memory", lambda study, workers, tick: None)
    found = ensemble("baseline", replicates=1)
    assert [study.scenario.name for study in found.studies] == ["baseline"]
