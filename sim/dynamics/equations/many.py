"""Running many variants of one model at once: columns of constants and of series."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations.model import EquationModel
from sim.dynamics.equations.simulate import ARRAYS, compiled, source_of

Columns = NDArray[np.float64]


def simulate_many(
    model: EquationModel,
    constants: Mapping[str, Columns],
    series: Mapping[str, Columns],
    names: Iterable[str],
) -> dict[str, Columns]:
    """Run a model with many sets of constants and series, all of them in one pass.

    Parameters
    ----------
    model : EquationModel
        With a step of one month.
    constants : mapping of str to array, shape (columns,)
        Values that differ; the others are the model's.
    series : mapping of str to array, shape (months + 1, columns)
    names : iterable of str
        Stocks, flows and auxiliaries that are wanted.

    Returns
    -------
    dict of str to array, shape (months + 1, columns)
    """
    if model.step != 1.0:
        raise ValueError("many variants are run with a step of one month only")
    held = {**model.constants, **constants}
    given = {name: series.get(name, np.array(own)) for name, own in model.series.items()}
    first = {**held, **{name: values[0] for name, values in given.items()}}
    start = [model.expressions[each.name].value(ARRAYS, first) for each in model.stocks]
    with np.errstate(all="ignore"):  # a variant that fails gives values that are not numbers
        rows = compiled(source_of(model), arrays=True)(
            start, [*held.values()], [*given.values()], model.months
        )
    columns = np.broadcast_shapes(*(np.shape(each) for each in rows[-1]), (1,))
    places = {
        each: place for place, each in enumerate([*(s.name for s in model.stocks), *model.order])
    }
    return {
        name: np.array([np.broadcast_to(row[places[name]], columns) for row in rows])
        for name in names
    }
