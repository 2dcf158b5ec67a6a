"""What Hypothesis draws: parameters within their declared ranges, switches, policies, seeds."""

from hypothesis import strategies as st

from sim.model.conditions import Levers, Series
from sim.model.declaration import declarations
from sim.model.mechanisms import Mechanisms
from tests.properties.worlds import Run, all_levers, declaration_of, parameter_names, with_parameter

HEAVY = {"found_startups.startup_rate": 4000.0}  # more would only take longer
CONDITIONS = declarations(Series) | declarations(Levers)


def _value(declared, highest):
    if declared.type is int:
        return st.integers(int(declared.low), int(highest))
    return st.floats(declared.low, highest)


@st.composite
def _some(draw, names, ranges, most):
    chosen = draw(st.lists(st.sampled_from(names), max_size=most, unique=True))
    return {name: draw(_value(ranges[name], HEAVY.get(name, ranges[name].high))) for name in chosen}


PARAMETERS = {name: declaration_of(name) for name in parameter_names()}


@st.composite
def runs(draw, months: int = 30, scale: float = 0.03) -> Run:
    """A run anywhere in the declared ranges, with policies that begin and end at any month."""
    run = all_levers(months, draw(st.integers(0, 2**63 - 1)), scale)
    parameters = run.parameters
    for name, value in draw(_some(list(PARAMETERS), PARAMETERS, 12)).items():
        parameters = with_parameter(parameters, name, value)
    run = run._replace(parameters=parameters)
    for name, level in draw(_some(list(CONDITIONS), CONDITIONS, 6)).items():
        since = draw(st.integers(0, months - 1))
        run = run.under(since, draw(st.integers(since, months)), **{name: level})
    off = draw(st.lists(st.sampled_from(Mechanisms._fields), max_size=8, unique=True))
    return run.switched(**dict.fromkeys(off, False))
