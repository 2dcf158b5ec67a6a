"""XMILE files: PySD runs them to the same numbers, and a faulty one is refused whole."""

import re

import numpy as np
import pytest

from sim.dynamics.equations import (
    Auxiliary,
    Constant,
    EquationModel,
    Flow,
    Series,
    Stock,
    simulate,
)
from sim.dynamics.xmile import XmileError, read_xmile, xmile
from sim.dynamics.xmile.independent import run_in_pysd
from sim.dynamics.xmile.layout import diagram

MONTHS = 36


def model(step=1.0):
    return EquationModel(
        "ageing",
        (
            Stock("young", "startup", "first * (1 + mood)", ("births",), ("ageing", "deaths")),
            Stock("old", "startup", "0", ("ageing",), ("leaving",)),
            Flow("births", "startup/month", "rate * (young + old) * max(1 - crowding, 0) * mood"),
            Flow("ageing", "startup/month", "young / life"),
            Flow("deaths", "startup/month", "young * hazard * (2 - (1 - crowding))"),
            Flow("leaving", "startup/month", "old / (2 * life) * (young / first) ** -0.5"),
            Auxiliary("crowding", "1", "1 - exp(-(young + old) / room)"),
            Constant("first", "startup", 100.0, "assumption"),
            Constant("room", "startup", 1000.0, "assumption"),
            Constant("rate", "1/month", 1 / 13, "assumption"),
            Constant("hazard", "1/month", 1e-3 / 7, "assumption"),
            Constant("life", "month", 20.0, "assumption"),
            Series("mood", "1", tuple(1 + np.sin(month) / 1e3 for month in range(MONTHS + 1))),
        ),
        MONTHS,
        step,
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ageing.xmile"
    path.write_text(xmile(model(), "A small model"), encoding="utf-8")
    return path


@pytest.mark.parametrize("step", [1.0, 0.25])
def test_pysd_runs_a_file_to_the_same_trajectories(tmp_path, step):
    path = tmp_path / "ageing.xmile"
    path.write_text(xmile(model(step)), encoding="utf-8")
    ours, theirs = simulate(model(step)), run_in_pysd(path)
    assert theirs.time == pytest.approx(ours.time)
    for name in ours.values:
        assert theirs[name] == pytest.approx(ours[name], rel=1e-10, abs=1e-12), name
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ageing.xmile"]


def test_a_file_read_again_is_the_same_model(file):
    again, first = simulate(read_xmile(file)), simulate(model())
    for name in first.values:
        assert (again[name] == first[name]).all(), name
    units = {each.name: each.unit for each in model().variables}
    assert {each.name: each.unit for each in read_xmile(file).variables} == units


CHANGES = [
    ("MAX(1 - crowding, 0)", "SMTH3(crowding, 2)", "births", "unknown function 'SMTH3'"),
    ("<eqn>young / life</eqn>", "<eqn>young / live</eqn>", "ageing", "unknown name 'live'"),
    ("<units>1/month</units>", "<units>1/year</units>", "births", "startup / year"),
    ("<outflow>leaving</outflow>", "<outflow>going</outflow>", "old", "no such flow 'going'"),
    ('<flow name="leaving">', '<flow name="ageing">', "ageing", "taken in line"),
    ("<eqn>0</eqn>", "<eqn />", "old", "not an expression"),
    ("<eqn>0</eqn>", "<eqn>0</eqn><non_negative/>", "old", "<non_negative> of old"),
    ("<eqn>TIME</eqn>", "<eqn>young</eqn>", "mood", "must be one of TIME"),
    ('type="continuous"', 'type="discrete"', "mood", "only continuous"),
    ("<xpts>0,1,", "<xpts>0,0.5,", "mood", "points between months"),
    ('method="Euler"', 'method="RK4"', "sim_specs", "only the method Euler"),
    ("<dt>1</dt>", "<dt>0.3</dt>", "sim_specs", "whole part"),
    ("<stop>36</stop>", "<stop>soon</stop>", "sim_specs", "<stop> must be a number"),
    ("<variables>", '<variables><module name="m"/>', "m", "<module> is not known here"),
]


@pytest.mark.parametrize(("old", "new", "element", "reason"), CHANGES)
def test_a_faulty_file_is_refused_by_element_and_line(file, old, new, element, reason):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(XmileError) as caught:
        read_xmile(file)
    found = [each for each in caught.value.problems if reason in each[2] and element in each[2]]
    assert found, caught.value.problems
    line = text.replace(old, new, 1).splitlines()[found[0][1] - 1]
    assert element in line or re.search(r"<(gf|eqn|non_neg)", line)


def test_all_faults_of_a_file_are_named_at_once(file):
    text = file.read_text(encoding="utf-8")
    for old, new, *_ in CHANGES[:2]:
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(XmileError) as caught:
        read_xmile(file)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not XML"),
        (b"\x00\x01\x02", "not XML"),
        (b"<xmile><model></xmile>", "not XML"),
        (b"<other/>", "one <model>"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xmile>&a;</xmile>', "not read"),
        (b"x" * 6_000_000, "larger than"),
    ],
)
def test_what_is_no_xmile_is_refused(tmp_path, content, reason):
    path = tmp_path / "file.xmile"
    path.write_bytes(content)
    with pytest.raises(XmileError, match=reason):
        read_xmile(path)
    with pytest.raises(XmileError, match="No such file"):
        read_xmile(tmp_path / "missing.xmile")
    with pytest.raises(XmileError, match="Is a directory"):
        read_xmile(tmp_path)


def test_no_two_variables_stand_in_one_place():
    drawn = diagram(model())
    assert {each.name for each in drawn.nodes} == {each.name for each in model().variables}
    places = [(each.x, each.y) for each in drawn.nodes]
    assert len({*places}) == len(places)
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in places)
    pipes = {each.name: each.pipe for each in drawn.nodes if each.pipe}
    stocks = {(each.x, each.y) for each in drawn.nodes if each.kind == "stock"}
    assert {*pipes} == {"births", "ageing", "deaths", "leaving"}
    ends = [pipes["ageing"][0], pipes["ageing"][-1]]
    assert all(any(abs(x - a) <= 30 and y == b for a, b in stocks) for x, y in ends)
