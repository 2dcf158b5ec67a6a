"""First money: seed funds of spaces, angels with their capital, venture investors; reputation."""

from collections.abc import Iterator

from sim.dynamics.equations import Auxiliary, Flow, Stock, Variable
from sim.dynamics.twin.models import total
from sim.model.categories import MODELS


def capital() -> Iterator[Variable]:
    """Equations of money for startups, and of reputation."""
    yield from _capital()
    yield from _seed_funds()
    yield from _fundings()
    for model in MODELS:
        yield from _of_model(model)
    yield Auxiliary(
        "record", "startup/space", "new_record + age * admissions / max(spaces, one_space)"
    )
    yield Auxiliary("reputation", "1", total("reputation_{m} * tenant_share_{m}"))


def _capital() -> Iterator[Variable]:
    yield Stock("commitments", "kCNY", "0", ("promised",), ("called",))
    yield Stock("capital", "kCNY", "0", ("called",), ("spent",))
    yield Flow("promised", "kCNY/month", "angels * angel_inflow * capital_supply")
    yield Flow(
        "called", "kCNY/month", "(commitments + promised * month_long) / (call_delay + month_long)"
    )
    own = "angel_ticket * (1 - co_investment)"
    yield Auxiliary(
        "means",
        "1",
        f"capital / (capital + scarce_capital * angels * one_each * {own} + {own} * one_startup)",
    )
    yield Flow(
        "spent",
        "kCNY/month",
        f"min(angel_deals * {own}, capital / month_long)",
    )
    yield Auxiliary(
        "angel_deals",
        "startup/month",
        "angel_fundings * (1 + follow_up * funded_share / (1 - funded_share + small))",
    )


def _seed_funds() -> Iterator[Variable]:
    yield Stock(
        "seed_funds",
        "kCNY",
        "initial_spaces * " + total("founders_share_{m} * new_fund_{m}"),
        ("seed_funds_founded", "seed_returns"),
        ("seed_spent", "seed_funds_closed"),
    )
    yield Flow("seed_funds_founded", "kCNY/month", total("foundings_{m} * new_fund_{m}"))
    yield Flow("seed_returns", "kCNY/month", "seed_return * graduated_funded * exit_value")
    yield Flow(
        "seed_spent", "kCNY/month", "min(seed_fundings * seed_ticket, seed_funds / month_long)"
    )
    yield Flow(
        "seed_funds_closed",
        "kCNY/month",
        f"seed_funds * {total('closures_{m}')} / max(spaces, one_space)",
    )
    yield Auxiliary(
        "fund",
        "1",
        "max(seed_funds / (max(spaces, one_space) * fund_start), 0)",
    )
    yield Auxiliary(
        "seed_means", "1", "fund ** fund_power / (fund ** fund_power + scarce_fund ** fund_power)"
    )


def _signal(m: str, kind: str) -> Iterator[Variable]:
    yield Auxiliary(
        f"pass_{kind}_{m}",
        "1",
        f"1 / (1 + exp(min(({kind}_cut_{m} - talent_unfunded - progress_weight * progress)"
        f" / (quality_spread * (1 + noise_{m} * noise_{m}) ** 0.5), most_exponent)))",
    )
    yield Auxiliary(
        f"{kind}_cut_{m}",
        "1",
        f"quality_mean + ({kind}_threshold - quality_mean) * "
        f"(1 + noise_{m} * noise_{m} / quality_variance)",
    )


def _of_model(m: str) -> Iterator[Variable]:
    yield Auxiliary(f"noise_{m}", "1", f"1 / (0.7 + 0.6 * seen_{m})")
    yield from _signal(m, "early")
    yield from _signal(m, "venture")
    yield Auxiliary(
        f"seed_fundings_{m}",
        "startup/month",
        f"spaces_{m} * seed_looks * seed_novelty * met * pass_early_{m} * seed_means",
    )
    yield Auxiliary(
        f"draw_{m}",
        "1",
        f"tenant_share_{m} * exp(reputation_pull * (reputation_on * reputation_{m} "
        "+ (1 - reputation_on) * reference_reputation - 1))",
    )
    screens = f"(1 - funded_share) * draw_{m} / max({total('draw_{m}')}, small)"
    yield Auxiliary(
        f"angel_fundings_{m}",
        "startup/month",
        f"angels * screens * {screens} * angel_novelty * pass_early_{m} * means * met",
    )
    yield Auxiliary(
        f"venture_fundings_{m}",
        "startup/month",
        f"ventures * screens * {screens} * venture_novelty * pass_venture_{m} * met",
    )
    yield Auxiliary(
        f"fundings_{m}",
        "startup/month",
        f"min(seed_fundings_{m} + angel_fundings_{m} + venture_fundings_{m}, "
        f"(1 - funded_share) * tenants_{m} * quickest_change)",
    )
    yield Stock(
        f"reputation_{m}",
        "1",
        "reference_reputation",
        (f"reputation_gained_{m}",),
        (f"reputation_diluted_{m}", f"reputation_renewed_{m}"),
    )
    memory = f"(record * max(spaces_{m}, one_space) + (admissions_{m} + spinoffs_{m}) * month_long)"
    yield Flow(f"reputation_gained_{m}", "1/month", f"(fundings_{m} + graduations_{m}) / {memory}")
    yield Flow(
        f"reputation_diluted_{m}",
        "1/month",
        f"reputation_{m} * (admissions_{m} + spinoffs_{m}) / {memory}",
    )
    yield Flow(
        f"reputation_renewed_{m}",
        "1/month",
        f"(reputation_{m} - reference_reputation) * foundings_{m} "
        f"/ max(spaces_{m} + foundings_{m} * month_long, one_space)",
    )


def _fundings() -> Iterator[Variable]:
    yield Auxiliary("met", "1", "unfunded / (unfunded + few_startups)")
    yield Auxiliary("seed_fundings", "startup/month", total("seed_fundings_{m}"))
    yield Auxiliary("angel_fundings", "startup/month", total("angel_fundings_{m}"))
    yield Flow("fundings", "startup/month", total("fundings_{m}"))
    yield Stock("funded_cumulative", "startup", "0", ("fundings",))
