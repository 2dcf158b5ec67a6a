"""What the twin is fitted to: built-in scenarios and shifted baselines; what is kept from it."""

from collections.abc import Mapping

from sim.scenario import Scenario, builtin_names, load_scenario

BASE = "baseline"
FITTED_TO = (BASE, "neutral", "no_policy", "quality_management", "rent_shock")
WEIGHT_SHIFTED = 0.4  # of a shifted baseline in the fit, over that of a built-in scenario
# Baselines with one parameter moved far: what a constant does shows only where it differs.
SHIFTED: Mapping[str, Mapping[str, float]] = {
    "own_cash": {"found_startups.own_cash": 180.0},
    "early_threshold": {"invest.early_threshold": 1.8},
    "startup_rate": {"found_startups.startup_rate": 1300.0},
    "lease": {"operate.lease": 2.1},
    "growth": {"incubate.growth": 0.0125},
    "weight_service": {"match.weight_service": 1.9},
}


def fitted_to() -> dict[str, Scenario]:
    """Scenarios that the constants are fitted to, the baseline first, by name."""
    base = load_scenario(BASE)
    shifted = {name: base.with_set(settings) for name, settings in SHIFTED.items()}
    return {**{name: load_scenario(name) for name in FITTED_TO}, **shifted}


def kept_from() -> dict[str, Scenario]:
    """Built-in scenarios that the fit does not see: what it says of them is a forecast."""
    return {name: load_scenario(name) for name in builtin_names() if name not in FITTED_TO}
