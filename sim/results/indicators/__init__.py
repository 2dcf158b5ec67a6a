"""The indicators of ``series.parquet``, each declared once with unit, labels and definition."""

from sim.results.indicators.kinds import Indicator, Recorded
from sim.results.indicators.money import MONEY
from sim.results.indicators.spaces import SPACES
from sim.results.indicators.startups import STARTUPS

INDICATORS: dict[str, Indicator] = {each.name: each for each in (*SPACES, *STARTUPS, *MONEY)}

__all__ = ["INDICATORS", "Indicator", "Recorded"]
