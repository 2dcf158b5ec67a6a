"""Constants of the twin: parameters and switches of the engine, assumptions, and fitted ones."""

from collections.abc import Iterator, Mapping
from math import exp

from sim.dynamics.equations import Constant
from sim.dynamics.twin.assumed import RULES
from sim.dynamics.twin.fitted import FITTED
from sim.dynamics.twin.founders import founders, founding_constants
from sim.model.categories import MODELS
from sim.model.submodels.found_spaces import (
    EXPECTED_OCCUPANCY,
    FILLING_MONTHS,
    LEAST_NET_COST,
)
from sim.scenario import Scenario

PARAMETERS = {  # constant: (parameter, unit)
    "founding_rate": ("found_spaces.founding_rate", "space/month"),
    "push_since_2018": ("found_spaces.push_since_2018", "1"),
    "reference_occupancy": ("found_spaces.reference_occupancy", "1"),
    "startup_rate": ("found_startups.startup_rate", "startup/month"),
    "mood_since_2020": ("found_startups.mood_since_2020", "1"),
    "own_cash": ("found_startups.own_cash", "kCNY/startup"),
    "spinoff_rate": ("found_startups.spinoff_rate", "startup/slot/month"),
    "patience": ("match.patience", "month"),
    "weight_fit": ("match.weight_fit", "1"),
    "weight_reputation": ("match.weight_reputation", "1"),
    "weight_service": ("match.weight_service", "1"),
    "weight_price": ("match.weight_price", "1"),
    "selectivity": ("match.selectivity", "1"),
    "growth": ("incubate.growth", "1/month"),
    "talent_gain": ("incubate.talent_gain", "1"),
    "service_gain": ("incubate.service_gain", "1"),
    "peer_gain": ("incubate.peer_gain", "1"),
    "peer_focus": ("incubate.peer_focus", "1"),
    "rent_price": ("incubate.rent_price", "kCNY/startup/month"),
    "rent_pass_through": ("incubate.rent_pass_through", "1"),
    "fee_price": ("incubate.fee_price", "kCNY/startup/month"),
    "burn": ("incubate.burn", "kCNY/startup/month"),
    "venture_revenue": ("incubate.venture_revenue", "kCNY/startup/month"),
    "base_hazard": ("incubate.base_hazard", "1/month"),
    "firm_hazard": ("incubate.firm_hazard", "1"),
    "early_closure": ("incubate.early_closure", "1"),
    "tenure_limit": ("incubate.tenure_limit", "month"),
    "acquisition_rate": ("incubate.acquisition_rate", "1/month"),
    "stake": ("incubate.stake", "1"),
    "early_threshold": ("invest.early_threshold", "1"),
    "venture_threshold": ("invest.venture_threshold", "1"),
    "screens": ("invest.screens", "startup/investor/month"),
    "reputation_pull": ("invest.reputation_pull", "1"),
    "seed_looks": ("invest.seed_looks", "startup/space/month"),
    "angel_inflow": ("invest.angel_inflow", "kCNY/investor/month"),
    "call_delay": ("invest.call_delay", "month"),
    "lease": ("operate.lease", "kCNY/slot/month"),
    "service_cost": ("operate.service_cost", "kCNY/slot/month"),
    "service_floor": ("operate.service_floor", "1"),
    "service_cut": ("operate.service_cut", "1/month"),
    "complacency": ("operate.complacency", "(slot*month/kCNY)**2"),
    "pivot_cost": ("adapt.pivot_cost", "kCNY/space"),
    "lease_term": ("adapt.lease_term", "month"),
    "missed_report": ("supervise.missed_report_per_year", "1"),
    "empty_missed": ("supervise.empty_missed_per_year", "1"),
    "base_exit": ("close.base_exit", "1/month"),
    "displacement_loss": ("close.displacement_loss", "1"),
    "reference_service": ("reference.service_level", "1"),
    "reference_peers": ("reference.peers", "1"),
    "reference_reputation": ("reference.reputation", "1"),
    "reference_selection": ("reference.occupancy", "1"),
    "reference_benefit": ("reference.benefit", "1"),
}
SWITCHES = {  # constant: mechanism; 1 on, 0 off
    "spinoffs_on": "spinoffs",
    "directed_search": "directed_search",
    "field_fit": "field_fit",
    "peers_on": "peers",
    "service_on": "service",
    "early_closure_on": "early_closure",
    "price_competition": "price_competition",
    "service_cutting": "service_cutting",
    "selection": "selection",
    "host_benefit": "host_benefit",
    "reputation_on": "reputation",
    "acquisition": "acquisition",
    "delisting": "delisting",
}
SCALED = {"founding_rate", "startup_rate", "angels", "ventures", "initial_spaces", "few_startups"}


def constants(scenario: Scenario, fitted: Mapping[str, float]) -> Iterator[Constant]:
    """Every constant of the twin of a scenario."""
    yield from _parameters(scenario)
    yield from founding_constants(scenario)
    yield from _reserves(scenario)
    for name, (value, unit, source) in RULES.items():
        scaled = scenario.scale if name in SCALED else 1.0
        yield Constant(name, unit, value * scaled, source)
    for each in FITTED:
        yield Constant(each.name, each.unit, fitted[each.name], "fitted")


def _parameters(scenario: Scenario) -> Iterator[Constant]:
    parameters, mechanisms = scenario.parameters, scenario.mechanisms
    for name, (key, unit) in PARAMETERS.items():
        group, field = key.split(".")
        scaled = scenario.scale if name in SCALED else 1.0
        yield Constant(name, unit, getattr(getattr(parameters, group), field) * scaled, key)
    for name, switch in SWITCHES.items():
        yield Constant(name, "1", float(getattr(mechanisms, switch)), f"mechanisms.{switch}")
    herding = parameters.found_spaces.herding if mechanisms.herding else 0.0
    yield Constant("herding", "1", herding, "found_spaces.herding, mechanisms.herding")
    imitation = parameters.adapt.imitation_per_year / 12 if mechanisms.imitation else 0.0
    source = "adapt.imitation_per_year, mechanisms.imitation"
    yield Constant("imitation", "1/month", imitation, source)
    yield Constant("review", "1/month", parameters.close.review / 12, "close.review")
    even = exp(parameters.invest.ticket_log_sd**2 / 2)  # mean over median
    for kind in ("angel", "seed"):
        ticket = getattr(parameters.invest, f"{kind}_ticket") * even
        source = f"invest.{kind}_ticket, invest.ticket_log_sd"
        yield Constant(f"{kind}_ticket", "kCNY/startup", ticket, source)


def _reserves(scenario: Scenario) -> Iterator[Constant]:
    """Mix of the first spaces, and cash of a slot at founding, ODD 7.2 rule 6."""
    mix, parameters = founders(scenario), scenario.parameters
    lease, service_cost = parameters.operate.lease, parameters.operate.service_cost
    for place, model in enumerate(MODELS):
        yield Constant(f"founders_share_{model}", "1", float(mix.weight.sum(axis=0)[place]),
                       "found_spaces.operator_share")  # fmt: skip
        service = float(mix.mean(mix.service)[place])
        cost = lease + service_cost * service
        full = parameters.incubate.rent_price + parameters.incubate.fee_price * service
        net = max(cost - EXPECTED_OCCUPANCY * full, LEAST_NET_COST * lease)
        runway = parameters.found_spaces.runway_months * exp(0.5)  # mean over median, log-sd 1
        reserve = FILLING_MONTHS * cost + runway * net
        yield Constant(f"new_reserve_{model}", "kCNY/slot", reserve, "found_spaces.runway_months")
