"""Spaces and slots: founding, change of business model, closure, floors given back."""

from collections.abc import Iterator

from sim.dynamics.equations import Auxiliary, Flow, Stock, Variable
from sim.dynamics.twin.models import PAIRS, moves_from, moves_into, total
from sim.model.categories import MODELS, OPERATORS

LOGISTIC = "1.702"  # turns the logistic curve into nearly the normal one


def spaces() -> Iterator[Variable]:
    """Equations of spaces and slots."""
    yield Auxiliary("spaces", "space", total("spaces_{m}"))
    yield Auxiliary("slots", "slot", total("slots_{m}"))
    yield Auxiliary("vacancy", "1", "1 - tenants / (max(slots, one_slot) * tenants_per_slot)")
    yield Auxiliary("occupancy", "1", "1 - vacancy")
    yield Auxiliary(
        "leases_ended", "1", "min(max((month - lease_term) / first_leases + 0.5, 0), 1)"
    )
    yield Stock("age", "month", "0", ("aged",), ("renewed",))
    yield Flow("aged", "1", "1")
    yield Flow(
        "renewed",
        "1",
        f"age * {total('foundings_{m}')} / (spaces + {total('foundings_{m}')} * month_long)",
    )
    yield Auxiliary("imitating", "1/month", "imitation * (1 - exp(-age / year))")
    yield from _founding()
    for model in MODELS:
        yield from _of_model(model)
    for pair in PAIRS:
        yield from _change(*pair)


def _founding() -> Iterator[Variable]:
    """Number of foundings, and the models of who founds under guidance."""
    yield Auxiliary("push", "1", "founding_push * (1 + (push_since_2018 - 1) * since_2018)")
    yield Auxiliary(
        "tempted", "1", "exp(herding * ln(max(1 - vacancy, least_occupancy) / reference_occupancy))"
    )
    yield Auxiliary("foundings", "space/month", "founding_rate * push * tempted")
    for operator in OPERATORS:
        yield Auxiliary(
            f"focused_{operator}",
            "1",
            f"1 / (1 + exp(-{LOGISTIC} * (focus_{operator} + specialisation_guidance) / logit_sd))",
        )
    focused = [f"share_{each} * focused_{each}" for each in OPERATORS]
    thin = [f"share_{each} * (1 - focused_{each}) * thin_{each}" for each in OPERATORS]
    yield Auxiliary("founded_share_specialised", "1", " + ".join(focused))
    yield Auxiliary("founded_share_rent_dependent", "1", " + ".join(thin))
    yield Auxiliary(
        "founded_share_diversified",
        "1",
        "1 - founded_share_specialised - founded_share_rent_dependent",
    )
    anchor, anchor_thin = "focused_leading_enterprise", "thin_leading_enterprise"
    yield Auxiliary("anchor_share_specialised", "1", anchor)
    yield Auxiliary("anchor_share_rent_dependent", "1", f"(1 - {anchor}) * {anchor_thin}")
    yield Auxiliary(
        "anchor_share_diversified",
        "1",
        "1 - anchor_share_specialised - anchor_share_rent_dependent",
    )


def _of_model(m: str) -> Iterator[Variable]:
    ins = tuple(f"{a}_to_{b}" for a, b in moves_into(m))
    outs = tuple(f"{a}_to_{b}" for a, b in moves_from(m))
    yield Stock(
        f"spaces_{m}",
        "space",
        f"initial_spaces * founders_share_{m}",
        (f"foundings_{m}", *ins),
        (f"closures_{m}", *outs),
    )
    yield Flow(
        f"foundings_{m}",
        "space/month",
        f"foundings * founded_share_{m} + anchor_recruitment * anchor_share_{m}",
    )
    yield Flow(f"closures_{m}", "space/month", f"spaces_{m} * (base_exit + insolvency_{m})")
    yield Stock(
        f"slots_{m}",
        "slot",
        f"initial_spaces * founders_share_{m} * new_slots_{m}",
        (f"slots_founded_{m}", *(f"slots_{each}" for each in ins)),
        (f"slots_closed_{m}", f"slots_given_up_{m}", *(f"slots_{each}" for each in outs)),
    )
    yield Auxiliary(f"size_{m}", "slot/space", f"slots_{m} / max(spaces_{m}, one_space)")
    yield Flow(f"slots_founded_{m}", "slot/month", f"foundings_{m} * new_slots_{m}")
    yield Flow(f"slots_closed_{m}", "slot/month", f"closures_{m} * size_{m}")
    yield Flow(
        f"slots_given_up_{m}",
        "slot/month",
        f"slots_{m} / lease_term * leases_ended * given_up * max(vacancy_{m}, 0) ** given_up_power",
    )
    yield Auxiliary(
        f"vacancy_{m}",
        "1",
        f"1 - tenants_{m} / (max(slots_{m}, one_slot) * tenants_per_slot)",
    )


RATES = {  # of change, by the two models: what it takes
    (
        "specialised",
        "diversified",
    ): "imitating * leaving_focus * tenant_share_diversified * envy_specialised_diversified",
    ("specialised", "rent_dependent"): "imitating * leaving_focus * tenant_share_rent_dependent "
    "* envy_specialised_rent_dependent * focus_to_thin",
    ("diversified", "specialised"): "imitating * taking_focus * tenant_share_specialised "
    "* envy_diversified_specialised "
    "* (1 + grant_pull * specialisation_grant / max(pivot_cost, least_pivot))",
    ("rent_dependent", "specialised"): "imitating * taking_focus * tenant_share_specialised "
    "* envy_rent_dependent_specialised "
    "* (1 + grant_pull * specialisation_grant / max(pivot_cost, least_pivot)) * thin_to_focus",
    ("diversified", "rent_dependent"): "min(thinning * service_cutting * service_cut "
    "* pressed_diversified * nearness_diversified, quickest_change)",
    ("rent_dependent", "diversified"): "min(thickening * service_restored * "
    "(1 - pressed_rent_dependent) / nearness_rent_dependent, quickest_change)",
}


def _change(a: str, b: str) -> Iterator[Variable]:
    """Spaces that come into another class, with their slots."""
    if "specialised" in (a, b):  # where one model imitates another: if that earns more
        less = f"(loss_{b} - loss_{a}) / loss_spread"
        yield Auxiliary(f"envy_{a}_{b}", "1", f"1 / (1 + exp(min({less}, most_exponent)))")
    yield Flow(f"{a}_to_{b}", "space/month", f"spaces_{a} * ({RATES[a, b]})")
    yield Flow(f"slots_{a}_to_{b}", "slot/month", f"{a}_to_{b} * size_{a} * moved_size")
