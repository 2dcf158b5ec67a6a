"""Models of equations: read, refused, run, and their units checked."""

import math

import numpy as np
import pytest

from sim.dynamics.equations import (
    Auxiliary,
    Constant,
    EquationModel,
    Flow,
    ModelError,
    Series,
    Stock,
    simulate,
)
from sim.dynamics.equations.expression import Expression, ExpressionError
from sim.dynamics.equations.simulate import ARRAYS, FLOATS
from sim.dynamics.equations.units import check_units


def growth(step=1.0, months=24):
    return EquationModel(
        "growth",
        (
            Flow("births", "startup/month", "rate * mood * startups"),
            Stock("startups", "startup", "first", inflows=("births",), outflows=("deaths",)),
            Flow("deaths", "startup/month", "startups / life"),
            Constant("first", "startup", 100.0, "assumption"),
            Constant("rate", "1/month", 0.05, "assumption"),
            Constant("life", "month", 50.0, "assumption"),
            Series("mood", "1", tuple(1.0 + month / 10 for month in range(months + 1))),
        ),
        months,
        step,
    )


def by_hand(step, months=24):
    startups, found = 100.0, []
    for number in range(round(months / step) + 1):
        found.append(startups)
        mood = 1.0 + number * step / 10
        startups += step * (0.05 * mood * startups - startups / 50.0)
    return found


@pytest.mark.parametrize("step", [1.0, 0.25])
def test_a_model_is_integrated_step_by_step(step):
    found = simulate(growth(step))
    assert found["startups"] == pytest.approx(by_hand(step), rel=1e-12)
    assert found.time[-1] == 24.0
    assert found["deaths"] == pytest.approx(found["startups"] / 50.0)
    assert np.diff(found["startups"]) == pytest.approx(
        step * (found["births"] - found["deaths"])[:-1], rel=1e-9
    )


def test_an_expression_has_one_value_for_numbers_and_arrays():
    expression = Expression("max(a - 1, 0) * exp(-b) + ln(b) / sqrt(abs(a)) - min(a, b) ** 2")
    pairs = [(0.5, 2.0), (3.0, 0.1)]
    one_by_one = [expression.value(FLOATS, {"a": a, "b": b}) for a, b in pairs]
    a, b = np.array(pairs).T
    assert expression.value(ARRAYS, {"a": a, "b": b}) == pytest.approx(one_by_one, rel=1e-14)
    assert one_by_one[0] == pytest.approx(math.log(2.0) / math.sqrt(0.5) - 0.25)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a +", "not an expression"),
        ("a if b else c", "'if' is not known"),
        ("a < b", "comparisons"),
        ("a % b", "only [+] - [*] / [*][*]"),
        ("cube(a)", "unknown function 'cube'"),
        ("min(a)", "'min' takes 2, not 1"),
        ("exp", "'exp' is a function"),
        ("a.b", "only numbers, names"),
        ("__import__('os')", "unknown function"),
        ("'a'", "only numbers"),
        ("", "not an expression"),
    ],
)
def test_what_is_no_expression_is_refused(text, reason):
    with pytest.raises(ExpressionError, match=reason):
        Expression(text)


def test_all_faults_of_a_model_are_found_at_once():
    with pytest.raises(ModelError) as caught:
        EquationModel(
            "faulty",
            (
                Stock("a", "1", "b", inflows=("nowhere",)),
                Auxiliary("b", "1", "foo(a)"),
                Auxiliary("b", "1", "unheard"),
                Auxiliary("max", "1", "1"),
                Series("s", "1", (1.0,)),
            ),
            3,
        )
    assert {(each.variable, each.reason.split("'")[0].strip()) for each in caught.value.faults} == {
        ("a", "unknown name"),
        ("a", "no such flow"),
        ("b", "declared twice"),
        ("b", "column 1 of"),
        ("b", "unknown name"),
        ("max", "not a name"),
        ("s", "1 values for 4 months"),
    }


def test_equations_that_need_each_other_are_refused():
    circle = (Auxiliary("a", "1", "b"), Auxiliary("b", "1", "c + 1"), Auxiliary("c", "1", "a"))
    with pytest.raises(ModelError, match="needs itself"):
        EquationModel("circle", circle, 3)


def test_units_that_fit_have_no_fault():
    assert check_units(growth()) == []


@pytest.mark.parametrize(
    ("changed", "variable"),
    [
        (Flow("births", "startup/month", "rate + mood"), "births"),  # a sum of two units
        (Flow("births", "startup/month", "rate * mood"), "births"),  # another unit
        (Flow("births", "startup/year", "12 * rate * mood * startups"), "births"),  # by year
        (Flow("deaths", "startup", "startups / life * exp(life)"), "deaths"),  # exp of months
        (Constant("first", "kCNY", 1.0, "assumption"), "startups"),
        (Constant("first", "guilder", 1.0, "assumption"), "first"),
    ],
)
def test_units_that_do_not_fit_are_found(changed, variable):
    model = growth()
    variables = (*(v for v in model.variables if v.name != changed.name), changed)
    faults = check_units(EquationModel("changed", variables, model.months))
    assert variable in {each.variable for each in faults}
