"""Targets: how far off, near enough, inside; and their residuals in errors of the record."""

import re

import numpy as np
import pytest

from sim.calibration.targets import Target, fitted, targets
from sim.experiments.calibration_files import read_calibration
from sim.model.categories import SERVICE_TYPES
from sim.scenario.language import Bilingual

NAME = Bilingual("", "")


def target(low, high, **others):
    return Target(NAME, "", low, high, "soft", "", **others)


def test_a_number_is_met_within_its_tolerance():
    near = target(100.0, 100.0, within=3.0)
    assert near.met(103.0)
    assert not near.met(96.9)
    assert target(100.0, 100.0).met(500.0) is None


def test_a_count_is_met_inside_its_poisson_interval():
    count = target(44.0, 44.0, within="Poisson")
    assert [count.met(value) for value in (32, 34, 55, 57)] == [False, True, True, False]


def test_ranges_and_bounds_are_met_inside():
    assert target(1.2, 1.6).met(1.2)
    assert not target(1.2, 1.6).met(1.7)
    assert target(1000.0, np.inf).met(1e6)
    assert not target(-np.inf, 9.0).met(9.1)
    assert target(-1.0, 5.0).distance(-2.0) == pytest.approx(-100)


def test_residuals_count_errors_of_the_record():
    log = target(100.0, 100.0, error=0.1, scale="log")
    assert log.residual(np.array([100.0, 100 * np.exp(0.2)])) == pytest.approx([0, 2])
    least = target(1000.0, np.inf, error=0.05, scale="log")
    assert least.residual(np.array([2000.0, 1000 * np.exp(-0.1)])) == pytest.approx([0, -2])
    most = target(-np.inf, 9.0, error=1.0)
    assert most.residual(np.array([3.0, 11.0])) == pytest.approx([0, 2])


def test_a_range_holds_nine_tenths_of_a_normal():
    share = fitted()["service_share"]
    assert share.residual(np.array([30.0, 36.5, 43.0])) == pytest.approx(
        [-1.645, 0, 1.645], abs=1e-3
    )
    ratio = fitted()["focus_hazard_ratio"]
    assert ratio.residual(np.array([0.75, 1.15])) == pytest.approx([-1.96, 1.96], abs=1e-3)


def test_what_the_issue_calls_conflict_or_construction_is_not_fitted():
    for key in ("funded_per_year", "national_level", "mentors", "seed_funds", "comprehensive"):
        assert targets()[key].error is None
    assert all(each.kind in ("produced", "soft") for each in fitted().values())
    assert {key for key, each in targets().items() if each.kind == "produced"} <= set(fitted())


# Figures of jiangsu_2017 in the evidence, the row of each, and what one is in the other's unit.
COUNTERPARTS = {
    "spaces_provincial_or_above": ("spaces_recorded", 1),
    **{f"by_service_type.{name}": (name, 1) for name in SERVICE_TYPES},
    "startups_served_in_2017": ("startups_served", 1),
    "funded_cumulative": ("funded_cumulative", 1),
    "investment_cumulative_cny": ("investment_cumulative", 1e-8),
    "national_level_spaces": ("national_level", 1),
    "pilot_clusters": ("clusters", 1),
    "enterprise_operated_share_min": ("enterprise_operated", 100),
    "private_operated_share_min": ("private_operated", 100),
    "spaces_with_seed_fund_share": ("seed_funds", 100),
    "mentors": ("mentors", 1),
    "mentors_full_time_share_min": ("mentors_full_time", 100),
    "events_in_2017": ("events", 1),
    "trainings_in_2017": ("trainings", 1),
    "institute_hosted_specialised.spaces": ("institute_specialised", 1),
    "institute_hosted_specialised.tenants_min": ("institute_tenants", 1),
    "university_hosted_specialised.spaces": ("university_specialised", 1),
    "university_hosted_specialised.tenants_min": ("university_tenants", 1),
    "spaces_provincial_or_above_2018.value": ("spaces_recorded_2018", 1),
    "national_specialised_demonstrations.tenants": ("tenants_per_specialised_space", 1),
}
WITHOUT = {  # a counterpart: how many were picked, and dates, which are inputs
    "national_specialised_demonstrations.spaces",
    "policy_dates",
}
NUMBER = re.compile(r"[0-9.]+(e[0-9]+)?")


def figures(entries, above=""):
    """Numbers and ranges by where they stand; an entry without any stands for itself."""
    for name, entry in entries.items():
        if isinstance(entry, dict):
            inner = dict(figures(entry, f"{above}{name}."))
            yield from inner.items() if inner else [(f"{above}{name}", None)]
        elif said := [float(each) for each in np.atleast_1d(entry) if NUMBER.fullmatch(str(each))]:
            yield f"{above}{name}", np.array(said)  # YAML reads 10.0e9 as a text


def test_every_figure_of_jiangsu_2017_has_its_row():
    record = dict(figures(read_calibration("evidence.yaml")["jiangsu_2017"]))
    assert set(record) == set(COUNTERPARTS) | WITHOUT
    for key, (row, factor) in COUNTERPARTS.items():
        target, said = targets()[row], record[key] * factor
        assert target.source == f"jiangsu_2017.{key.partition('.')[0]}"
        ends = [end for end in (target.low, target.high) if np.isfinite(end)]
        assert [min(ends), max(ends)] == pytest.approx([said.min(), said.max()]), key
        assert np.isinf(target.high) == key.endswith("_min"), key
    rows = {row for row, _ in COUNTERPARTS.values()}
    of_jiangsu = {key for key, each in targets().items() if each.source.startswith("jiangsu_2017")}
    assert of_jiangsu == rows
