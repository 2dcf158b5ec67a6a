"""Constants of the twin: parameters and switches of the engine, assumptions, and fitted ones."""

from collections.abc import Iterator, Mapping

from sim.dynamics.equations import Constant
from sim.dynamics.twin.fitted import FITTED
from sim.dynamics.twin.founders import founders, founding_constants
from sim.model.categories import MODELS
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
ODD = "assumption: a constant of the engine's rule, ODD "
RULES = {  # constant: (value, unit, where it stands)
    "least_occupancy": (0.05, "1", ODD + "7.2"),
    "subsidy_lift": (0.3, "slot*month/kCNY", ODD + "7.0"),
    "service_restored": (0.03, "1/month", ODD + "7.7"),
    "price_step": (0.01, "1/month", ODD + "7.7"),
    "empty_until": (0.6, "1", ODD + "7.7"),
    "full_from": (0.8, "1", ODD + "7.7"),
    "least_price": (0.7, "1", ODD + "7.7"),
    "highest_price": (1.2, "1", ODD + "7.7"),
    "gains_memory": (12.0, "month", ODD + "7.7: gains fade by a twelfth a month"),
    "benefit_scale": (2.0, "1", ODD + "7.10"),
    "review_cut": (0.6, "1", ODD + "7.10"),
    "patient_from": (0.9, "1", ODD + "7.10"),
    "patient_range": (0.5, "1", ODD + "7.10"),
    "empty_from": (0.4, "1", ODD + "7.9"),
    "crowded_from": (0.5, "1", ODD + "7.4"),
    "crowded_range": (0.4, "1", ODD + "7.4"),
    "peer_scale": (40.0, "1", ODD + "7.5"),
    "progress_weight": (2.0, "1", ODD + "7.6"),
    "quality_mean": (0.7, "1", ODD + "7.6"),
    "quality_variance": (1.3, "1", ODD + "7.6"),
    "weak_third": (1 / 3, "1", ODD + "7.5: the lowest third of talent"),
    "refused_always": (0.0548, "1", ODD + "7.4: talent below -1.6"),
    "angels": (150.0, "investor", ODD + "5"),
    "ventures": (80.0, "investor", ODD + "5"),
    "initial_spaces": (5.0, "space", ODD + "5"),
    "tenants_per_slot": (1.0, "startup/slot", "assumption: a slot holds one startup"),
    "month_long": (1.0, "month", "assumption: the unit of the step"),
    "year": (12.0, "month", "assumption: months of a year"),
    "one_space": (1e-3, "space", "assumption: keeps a mean finite where there are none"),
    "one_slot": (1e-3, "slot", "assumption: keeps a mean finite where there are none"),
    "one_startup": (1e-3, "startup", "assumption: keeps a share finite where there are none"),
    "one_gain": (1.0, "startup/space", "assumption: gains are counted in projects of a space"),
    "one_each": (1.0, "startup/investor", "assumption: unit of a ticket for each angel"),
    "fillable": (0.9, "1", "assumption: part of the open slots that can be filled in a month"),
    "few_startups": (100.0, "startup", "assumption: fewer than these are not all met"),
    "no_foundings": (1e-3, "space/month", "assumption: keeps a share finite where there are none"),
    "first_leases": (12.0, "month", "assumption: the first leases end within a year"),
    "most_exponent": (50.0, "1", "assumption: keeps exponentials finite"),
    "small": (1e-3, "1", "assumption: keeps a quotient or power finite"),
    "least_service": (0.01, "1", "assumption: keeps a power finite"),
    "least_reserve": (0.5, "kCNY/slot", "assumption: keeps a quotient finite"),
    "grant_pull": (1.0, "1", "assumption: a grant that pays all of a move doubles moves"),
    "least_pivot": (10.0, "kCNY/space", "assumption: keeps a quotient finite"),
    "least_fee": (0.01, "kCNY/startup/month", "assumption: keeps a quotient finite"),
    "quickest_change": (0.25, "1/month", "assumption: no rate of leaving is higher"),
    "least_burn": (0.5, "kCNY/startup/month", "assumption: keeps the want of cash positive"),
    "host_gains": (0.3, "1", "assumption: graduates count for universities alone"),
    "rent_over_fees": (3 / 7, "1", "assumption: label of rent dependence from 0.7 on, ODD 2"),
    "thin_power": (5.0, "1", "assumption: spread of service within a model"),
    "kin_specialised": (0.55, "1", "assumption: share of a tenant's own field among neighbours"),
    "kin_rent_dependent": (0.2, "1", "assumption: share of fields squared and summed"),
    "kin_diversified": (0.22, "1", "assumption: share of fields squared and summed"),
    "fit_rent_dependent": (0.02, "1", "assumption: little focus, no fit on average"),
    "fit_diversified": (0.03, "1", "assumption: little focus, no fit on average"),
    "reach_rent_dependent": (0.0, "1", "assumption: directed looks favour focus"),
    "reach_diversified": (0.0, "1", "assumption: directed looks favour focus"),
    "fund_start": (1500.0, "kCNY/space", "invest.seed_fund_start"),
    "exit_value": (
        2400.0,
        "kCNY/startup",
        "assumption: 0.3 sold at a mean multiple of 3.6 of money raised",
    ),
    "missed_trouble": (0.02, "1", "assumption: half of the insolvent beside the empty"),
    "focus_kept": (
        0.87,
        "1",
        "assumption: service of those that lose focus over the mean; ensemble",
    ),
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
    even = 2.718281828459045 ** (parameters.invest.ticket_log_sd**2 / 2)  # mean over median
    for kind in ("angel", "seed"):
        ticket = getattr(parameters.invest, f"{kind}_ticket") * even
        source = f"invest.{kind}_ticket, invest.ticket_log_sd"
        yield Constant(f"{kind}_ticket", "kCNY/startup", ticket, source)
    record = 20.0
    yield Constant("new_record", "startup/space", record, ODD + "7.7")


def _reserves(scenario: Scenario) -> Iterator[Constant]:
    """Mix of the first spaces, and cash of a slot at founding, ODD 7.2 rule 6."""
    mix, parameters = founders(scenario), scenario.parameters
    lease, service_cost = parameters.operate.lease, parameters.operate.service_cost
    for place, model in enumerate(MODELS):
        yield Constant(f"founders_share_{model}", "1", float(mix.weight.sum(axis=0)[place]),
                       "found_spaces.operator_share")  # fmt: skip
        service = float(mix.mean(mix.service)[place])
        cost = lease + service_cost * service
        income = 0.5 * (parameters.incubate.rent_price + parameters.incubate.fee_price * service)
        runway = parameters.found_spaces.runway_months * 2.718281828459045**0.5
        reserve = 5.0 * cost + runway * max(cost - income, lease / 4)
        yield Constant(f"new_reserve_{model}", "kCNY/slot", reserve, "found_spaces.runway_months")
