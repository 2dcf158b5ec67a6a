"""Startups: seekers, tenants by business model, the funded among them, and their progress."""

from collections.abc import Iterator

from sim.dynamics.equations import Auxiliary, Flow, Stock, Variable
from sim.dynamics.twin.models import moves_from, moves_into, total
from sim.model.categories import MODELS


def startups() -> Iterator[Variable]:
    """Equations of startups."""
    yield from _search()
    yield from _lives()
    yield from _progress()
    for model in MODELS:
        yield from _choice(model)
        yield from _tenants(model)


def _search() -> Iterator[Variable]:
    yield Stock(
        "seekers",
        "startup",
        "0",
        ("startups_founded", "displaced_seeking"),
        ("admissions", "gave_up"),
    )
    yield Flow(
        "startups_founded",
        "startup/month",
        "startup_rate * startup_demand * (1 + (mood_since_2020 - 1) * since_2020)",
    )
    yield Auxiliary(
        "crowding",
        "1",
        "min(max((selection * (1 - vacancy) + (1 - selection) * reference_selection - crowded_from)"
        " / crowded_range, 0), 1)",
    )
    yield Auxiliary("refused", "1", "refused_always * (1 + refused_more * selectivity * crowding)")
    yield Auxiliary(
        "hopeful",
        "1",
        "(1 - refused) * displaced_seeking / "
        "(displaced_seeking + (patience - month_long) / month_long * startups_founded * refused"
        " + one_startup / month_long)",
    )
    yield Auxiliary(
        "wanted",
        "startup/month",
        "startups_founded * (1 - refused) + seekers / month_long * hopeful",
    )
    yield Flow("admissions", "startup/month", total("admissions_{m}"))
    yield Flow(
        "gave_up",
        "startup/month",
        "seekers * (1 - hopeful) / max(patience - month_long, month_long)",
    )
    yield Flow("displaced_seeking", "startup/month", "displaced * (1 - displaced_lost)")
    yield Auxiliary("displaced_lost", "1", "displacement_loss * (1 - displaced_support)")
    yield Auxiliary("displaced", "startup/month", total("displaced_{m}"))


def _choice(m: str) -> Iterator[Variable]:
    yield Auxiliary(
        f"open_{m}", "startup", f"max(slots_{m} * tenants_per_slot - tenants_{m}, 0 * one_startup)"
    )
    yield Auxiliary(
        f"appeal_{m}",
        "1",
        f"exp(choice * (weight_service * seen_{m} - weight_price * (charge_{m} - charge) "
        f"/ rent_price + reputation_on * weight_reputation "
        f"* (reputation_{m} - reference_reputation)"
        f" + weight_fit * field_fit * fit_{m} + directed_search * reach_{m}))",
    )
    yield Auxiliary(
        f"applicant_share_{m}",
        "1",
        f"open_{m} * appeal_{m} / max({total('open_{m} * appeal_{m}')}, one_startup)",
    )
    yield Flow(
        f"admissions_{m}",
        "startup/month",
        f"min(wanted * applicant_share_{m}, fillable * open_{m} / month_long)",
    )
    yield Flow(
        f"spinoffs_{m}",
        "startup/month",
        f"spinoffs_on * spinoff_rate * hosted_{m} * slots_{m} * (1 - refused) * "
        f"min(max(vacancy_{m}, 0) * 4, 1)",
    )


def _lives() -> Iterator[Variable]:
    yield Auxiliary("tenants", "startup", total("tenants_{m}"))
    yield Auxiliary("unfunded", "startup", "max(tenants - funded, 0 * one_startup)")
    yield Auxiliary("funded_share", "1", "min(funded / max(tenants, one_startup), 1)")
    yield Stock(
        "funded",
        "startup",
        "0",
        ("fundings",),
        ("funded_failed", "graduated_funded", "funded_left"),
    )
    yield Flow("funded_failed", "startup/month", "funded * funded_hazard * firm_hazard")
    yield Flow("graduated_funded", "startup/month", "funded * graduation_funded")
    yield Flow(
        "funded_left",
        "startup/month",
        "funded * (moved_out_funded * moved_out_rate + acquisition_rate * acquired_share"
        f" + {total('displaced_{m}')} / max(tenants, one_startup))",
    )
    yield Auxiliary("firm_share", "1", "min(firms_at_progress * progress, 1)")
    yield Auxiliary(
        "want_of_cash",
        "1/month",
        "min(broke * (max(burn + charge - venture_revenue * progress, least_burn) / own_cash "
        "* month_long) ** broke_power / month_long, quickest_change)",
    )
    yield Auxiliary(
        "moved_out_rate",
        "1/month",
        "moved_out / tenure_limit * other_ends / (exp(other_ends) - 1) * grown_old",
    )
    yield Auxiliary("grown_old", "1", "min(max((month - tenure_limit) / first_moves + 0.5, 0), 1)")
    yield Auxiliary(
        "other_ends",
        "1",
        "max(tenure_limit * (graduation + want_of_cash + base_hazard), small)",
    )
    yield Auxiliary("failures", "startup/month", total("failures_{m}"))
    yield Auxiliary("graduations", "startup/month", total("graduations_{m}"))


def _tenants(m: str) -> Iterator[Variable]:
    ins = tuple(f"tenants_{a}_to_{b}" for a, b in moves_into(m))
    outs = tuple(f"tenants_{a}_to_{b}" for a, b in moves_from(m))
    yield Stock(
        f"tenants_{m}",
        "startup",
        "0",
        (f"admissions_{m}", f"spinoffs_{m}", *ins),
        (
            f"failures_{m}",
            f"graduations_{m}",
            f"acquired_{m}",
            f"moved_out_{m}",
            f"displaced_{m}",
            *outs,
        ),
    )
    weak = "(early_closure_on * service_{m} + (1 - early_closure_on) * reference_service)"
    weak = weak.replace("{m}", m)
    yield Auxiliary(f"weakness_{m}", "1", f"1 + early_closure * weak_third * {weak}")
    yield Flow(
        f"failures_{m}",
        "startup/month",
        f"tenants_{m} * ((1 - funded_share) * (((1 - firm_share) * base_hazard "
        f"+ firm_share * firm_hazard * firm_rate) * weakness_{m} + want_of_cash) "
        "+ funded_share * funded_hazard * firm_hazard)",
    )
    yield Flow(
        f"graduations_{m}",
        "startup/month",
        f"tenants_{m} * ((1 - funded_share) * graduation * speed_{m} / speed "
        "+ funded_share * graduation_funded)",
    )
    yield Flow(
        f"acquired_{m}",
        "startup/month",
        f"acquisition * tenants_{m} * acquisition_rate * acquired_share * hosted_{m} * firm_share",
    )
    yield Flow(
        f"moved_out_{m}",
        "startup/month",
        f"tenants_{m} * (1 - funded_share + moved_out_funded * funded_share) * moved_out_rate",
    )
    yield Flow(
        f"displaced_{m}",
        "startup/month",
        f"closures_{m} * closing_tenants * tenants_{m} / max(spaces_{m}, one_space)",
    )
    yield Auxiliary(f"tenant_share_{m}", "1", f"tenants_{m} / max(tenants, one_startup)")
    for a, b in moves_from(m):
        yield Flow(
            f"tenants_{a}_to_{b}",
            "startup/month",
            f"{a}_to_{b} * moved_size * tenants_{a} / max(spaces_{a}, one_space)",
        )


def _progress() -> Iterator[Variable]:
    """Mean progress of unfunded tenants; newcomers bring none, and who gets far leaves."""
    yield Stock("progress", "1", "0", ("progress_made",), ("progress_diluted", "progress_taken"))
    yield Auxiliary("speed", "1", f"max({total('speed_{m} * tenant_share_{m}')}, small)")
    yield Flow("progress_made", "1/month", "growth * exp(talent_gain * stayers_talent) * speed")
    yield Flow(
        "progress_diluted",
        "1/month",
        f"progress * (admissions + {total('spinoffs_{m}')}) / (unfunded "
        f"+ (admissions + {total('spinoffs_{m}')}) * month_long + one_startup)",
    )
    yield Flow(
        "progress_taken",
        "1/month",
        "graduation * (1 - progress) + lead_of_funded * progress * fundings "
        "/ max(unfunded, one_startup) + moved_out_rate * lead_of_moved * progress",
    )
    yield Auxiliary(
        "graduation",
        "1/month",
        "min(growth * speed * near_the_end * max(progress, small) ** end_power, quickest_change)",
    )
    yield Auxiliary(
        "graduation_funded",
        "1/month",
        "min(growth * speed * near_the_end_funded * max(progress, small) ** end_power_funded, "
        "quickest_change)",
    )
    for m in MODELS:
        yield Auxiliary(
            f"peers_{m}",
            "1",
            f"peers_on * (peer_focus * ln(1 + peer_scale * max(1 - vacancy_{m}, 0) * kin_{m}) "
            f"+ (1 - peer_focus) * ln(1 + peer_scale * max(1 - vacancy_{m}, 0) * (1 - kin_{m}))) "
            "+ (1 - peers_on) * reference_peers",
        )
        yield Auxiliary(
            f"speed_{m}",
            "1",
            f"1 + service_gain * seen_{m} * (1 + field_fit * fit_{m}) + peer_gain * peers_{m}",
        )
