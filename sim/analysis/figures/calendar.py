"""Calendar years on a horizontal axis."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator

from sim.analysis.observed import Values
from sim.model.conditions import FIRST_YEAR

MOST_LABELS = 9


def calendar_axis(axes: Axes, months: int) -> Values:
    """Mark years on the axis; returns the months as years with fractions.

    Returns
    -------
    ndarray, shape (months,)
        Start of each month, 2015.0 for January 2015.
    """
    at: Values = FIRST_YEAR + np.arange(months) / 12
    last = FIRST_YEAR + -(-months // 12)
    step = -(-(last - FIRST_YEAR) // (MOST_LABELS - 1))
    axes.set_xlim(FIRST_YEAR, last)
    # A locator, not set_xticks: no mark is made before it is drawn.
    axes.xaxis.set_major_locator(FixedLocator(range(FIRST_YEAR, last + 1, step)))
    axes.xaxis.set_major_formatter("{x:.0f}")
    return at
