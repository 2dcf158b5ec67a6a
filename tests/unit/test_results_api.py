"""Results from Python, and the generated pages."""

import pytest

from sim import docs, ensemble, load_scenario, run
from sim.studies.study import named_apart
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
