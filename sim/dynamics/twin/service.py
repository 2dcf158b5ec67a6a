"""Service, prices and the money of spaces; owners' commitment; insolvency."""

from collections.abc import Iterator

from sim.dynamics.equations import Auxiliary, Flow, Stock, Variable
from sim.dynamics.twin.models import moves_from, moves_into, total
from sim.model.categories import MODELS


def service() -> Iterator[Variable]:
    """Equations of service and money."""
    yield from _price()
    yield Auxiliary(
        "border",
        "1",
        "min(rent_over_fees * price * rent_factor * rent_price / max(fee_price, least_fee), 1)",
    )
    yield Auxiliary("rent", "kCNY/startup/month", "rent_price * price * rent_factor")
    yield Auxiliary("rent_factor", "1", "1 + rent_pass_through * (market_rent - 1)")
    for model in MODELS:
        yield from _service(model)
        yield from _result(model)
        yield from _owner(model)
    yield from _cash()
    yield Auxiliary("service", "1", total("service_{m} * spaces_{m}") + " / max(spaces, one_space)")
    yield Auxiliary("charge", "kCNY/startup/month", total("charge_{m} * tenant_share_{m}"))
    yield Auxiliary(
        "income", "kCNY/slot/month", total("income_{m} * slots_{m}") + " / max(slots, one_slot)"
    )
    yield Auxiliary(
        "loss", "kCNY/slot/month", total("loss_{m} * slots_{m}") + " / max(slots, one_slot)"
    )
    yield Auxiliary(
        "commitment",
        "kCNY/slot/month",
        total("commitment_{m} * slots_{m}") + " / max(slots, one_slot)",
    )


def _price() -> Iterator[Variable]:
    yield Stock("price", "1", "1", ("price_raised", "price_renewed"), ("price_lowered",))
    yield Auxiliary("full", "1", "1 / (1 + exp((full_from - 1 + vacancy) / occupancy_spread))")
    yield Auxiliary("empty", "1", "1 / (1 + exp((1 - vacancy - empty_until) / occupancy_spread))")
    yield Flow(
        "price_raised",
        "1/month",
        "price_competition * price_step * full * max(highest_price - price, 0) "
        "/ (highest_price - 1)",
    )
    yield Flow(
        "price_lowered",
        "1/month",
        "price_competition * price_step * empty * max(price - least_price, 0) / (1 - least_price)",
    )
    yield Flow(
        "price_renewed",
        "1/month",
        f"(1 - price) * {total('foundings_{m}')} / max(spaces, one_space)",
    )


def _mixed(m: str, name: str, factor: dict[str, str]) -> str:
    """Change of a mean by those who come and those who go: co-flow of spaces."""
    here = f"{name}_{m}"
    terms = [f"foundings_{m} * (new_{name}_{m} - {here})"]
    for a, b in moves_into(m):
        terms.append(f"{a}_to_{b} * ({factor[f'{a}_to_{b}'] or f'{name}_{a}'} - {here})")
    for a, b in moves_from(m):
        if factor[f"{a}_to_{b}"]:
            terms.append(f"{a}_to_{b} * ({here} - {factor[f'{a}_to_{b}']})")
    come = " + ".join([f"foundings_{m}", *(f"{a}_to_{b}" for a, b in moves_into(m))])
    return f"({' + '.join(terms)}) / max(spaces_{m} + ({come}) * month_long, one_space)"


# What a space that changes has; empty: the mean of those that it leaves.
SERVICE_MOVED = {
    "specialised_to_diversified": "focus_kept * service_specialised",
    "specialised_to_rent_dependent": "min(border, service_specialised)",
    "diversified_to_specialised": "",
    "diversified_to_rent_dependent": "min(border, service_diversified)",
    "rent_dependent_to_specialised": "",
    "rent_dependent_to_diversified": "max(border, service_rent_dependent)",
}
COMMITMENT_MOVED = {
    "specialised_to_diversified": "",
    "specialised_to_rent_dependent": "leavers_commitment * commitment_specialised",
    "diversified_to_specialised": "",
    "diversified_to_rent_dependent": "leavers_commitment * commitment_diversified",
    "rent_dependent_to_specialised": "",
    "rent_dependent_to_diversified": "risers_commitment * commitment_rent_dependent",
}


def _service(m: str) -> Iterator[Variable]:
    yield Stock(
        f"service_{m}",
        "1",
        f"new_service_{m}",
        (f"service_restored_{m}", f"service_mixed_{m}"),
        (f"service_cut_{m}",),
    )
    aim = f"(service_floor + (1 - service_floor) * orientation_{m})"
    paid = f"subsidy_{m}"
    yield Auxiliary(
        f"service_aim_{m}",
        "1",
        f"min(max({aim} * (1 + subsidy_lift * {paid} - complacency * {paid} * {paid}), "
        "service_floor), 1)",
    )
    yield Flow(
        f"service_restored_{m}",
        "1/month",
        f"service_restored * (1 - pressed_{m}) * (service_aim_{m} - service_{m})",
    )
    yield Flow(
        f"service_cut_{m}",
        "1/month",
        f"service_cutting * service_cut * pressed_{m} * max(service_{m} - service_floor, 0)",
    )
    yield Flow(f"service_mixed_{m}", "1/month", _mixed(m, "service", SERVICE_MOVED))
    yield Auxiliary(
        f"seen_{m}",
        "1",
        f"min(service_on * service_{m} + (1 - service_on) * reference_service + "
        f"listed_share_{m} * mentor_vouchers * tenants_per_slot / service_cost, 1)",
    )
    if m != "specialised":
        yield Auxiliary(
            f"nearness_{m}", "1", f"exp(min((border - service_{m}) / border_spread, most_exponent))"
        )


def _result(m: str) -> Iterator[Variable]:
    """Result of a slot before the owner's support; stakes are windfalls and go to cash alone."""
    yield Auxiliary(f"charge_{m}", "kCNY/startup/month", f"rent + fee_price * service_{m}")
    yield Auxiliary(
        f"income_{m}",
        "kCNY/slot/month",
        f"(1 - vacancy_{m}) * charge_{m} * tenants_per_slot",
    )
    tied = f"(1 - subsidy_tied + subsidy_tied * service_{m} / reference_service)"
    yield Auxiliary(
        f"subsidy_{m}", "kCNY/slot/month", f"listed_share_{m} * operating_subsidy * {tied}"
    )
    yield Auxiliary(
        f"cost_{m}",
        "kCNY/slot/month",
        f"lease * market_rent * (1 - lease_relief * listed_share_{m}) + service_cost * service_{m}",
    )
    yield Auxiliary(f"loss_{m}", "kCNY/slot/month", f"cost_{m} - income_{m} - subsidy_{m}")
    over = f"exp(min((loss_{m} - commitment_{m}) / loss_spread, most_exponent))"
    yield Auxiliary(f"pressed_{m}", "1", f"1 - 1 / (1 + {over})")
    yield Auxiliary(f"uncovered_{m}", "kCNY/slot/month", f"loss_spread * ln(1 + {over})")
    insolvency = "insolvency * thin_insolvency" if m == "rent_dependent" else "insolvency"
    yield Auxiliary(
        f"insolvency_{m}",
        "1/month",
        f"min({insolvency} * seasoned * uncovered_{m} / new_reserve_{m} * "
        f"(new_reserve_{m} / max(reserve, least_reserve)) ** reserve_power, quickest_change)",
    )


def _owner(m: str) -> Iterator[Variable]:
    yield Stock(
        f"commitment_{m}",
        "kCNY/slot/month",
        f"new_commitment_{m}",
        (f"commitment_mixed_{m}",),
        (f"commitment_cut_{m}",),
    )
    yield Auxiliary(
        f"gains_{m}",
        "1",
        f"gains_memory * (hosted_{m} * (host_gains * graduations_{m} + spinoffs_{m}) "
        f"+ acquired_{m}) / (max(spaces_{m}, one_space) * one_gain)",
    )
    yield Auxiliary(
        f"benefit_{m}",
        "1",
        f"host_benefit * (1 - exp(-gains_{m} / benefit_scale)) "
        "+ (1 - host_benefit) * reference_benefit",
    )
    yield Flow(
        f"commitment_cut_{m}",
        "kCNY/slot/month**2",
        f"review * review_cut * min(max((patient_from - 1 + vacancy_{m}) / patient_range, 0), 1) "
        f"* (1 - benefit_{m}) * commitment_{m}",
    )
    yield Flow(
        f"commitment_mixed_{m}", "kCNY/slot/month**2", _mixed(m, "commitment", COMMITMENT_MOVED)
    )


def _cash() -> Iterator[Variable]:
    """Cash of all spaces; the owners' part of losses comes in, stakes and grants too."""
    yield Stock(
        "cash",
        "kCNY",
        "initial_spaces * " + total("founders_share_{m} * new_slots_{m} * new_reserve_{m}"),
        ("founding_capital", "profits", "stakes", "grants"),
        ("uncovered_losses", "cash_closed"),
    )
    yield Auxiliary("seasoned", "1", "1 - exp(-(age / seasoned_at) * (age / seasoned_at))")
    yield Auxiliary("reserve", "kCNY/slot", "cash / max(slots, one_slot)")
    yield Flow("founding_capital", "kCNY/month", total("slots_founded_{m} * new_reserve_{m}"))
    yield Flow(
        "profits",
        "kCNY/month",
        total("slots_{m} * loss_spread * ln(1 + exp(min(-loss_{m} / loss_spread, most_exponent)))"),
    )
    yield Flow("stakes", "kCNY/month", "stake * graduated_funded * exit_value")
    yield Flow(
        "grants",
        "kCNY/month",
        "recognition_grant * entries + specialisation_grant * entries * founded_share_specialised",
    )
    yield Flow("uncovered_losses", "kCNY/month", total("slots_{m} * uncovered_{m}"))
    yield Flow("cash_closed", "kCNY/month", "base_exit * cash")
