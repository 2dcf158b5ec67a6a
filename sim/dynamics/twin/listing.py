"""The recorded list: entry, missed reports, audit, striking off."""

from collections.abc import Iterator

from sim.dynamics.equations import Auxiliary, Flow, Stock, Variable
from sim.dynamics.twin.models import moves_from, moves_into, total
from sim.model.categories import MODELS


def listing() -> Iterator[Variable]:
    """Equations of the list."""
    for model in MODELS:
        yield from _of_model(model)
    yield Stock("candidates", "space", "initial_spaces", ("newcomers",), ("decided",))
    yield Flow("newcomers", "space/month", total("foundings_{m}"))
    yield Flow("decided", "space/month", "candidates / time_to_list")
    yield Auxiliary("entries", "space/month", total("entries_{m}"))
    yield Auxiliary("listed", "space", total("listed_{m}"))
    yield Auxiliary("recorded", "space", "listed + closed_listed")
    yield Auxiliary(
        "subsidy", "kCNY/slot/month", total("subsidy_{m} * slots_{m}") + " / max(slots, one_slot)"
    )
    yield Stock("closed_listed", "space", "0", ("closed_on_list",), ("struck_off",))
    yield Flow("closed_on_list", "space/month", total("listed_closed_{m}"))
    yield Flow(
        "struck_off",
        "space/month",
        "closed_listed / (delisting * time_to_strike_off + (1 - delisting) * month_long)",
    )


def _of_model(m: str) -> Iterator[Variable]:
    ins = tuple(f"listed_{a}_to_{b}" for a, b in moves_into(m))
    outs = tuple(f"listed_{a}_to_{b}" for a, b in moves_from(m))
    yield Stock(
        f"listed_{m}",
        "space",
        "0",
        (f"entries_{m}", *ins),
        (f"delisted_{m}", f"listed_closed_{m}", *outs),
    )
    yield Auxiliary(f"listed_share_{m}", "1", f"listed_{m} / max(spaces_{m}, one_space)")
    yield Auxiliary(
        f"thin_share_{m}",
        "1",
        f"entry_standard ** thin_power / (entry_standard ** thin_power "
        f"+ max(service_{m}, least_service) ** thin_power)",
    )
    yield Auxiliary(
        f"thin_founder_{m}",
        "1",
        f"entry_standard ** thin_power / (entry_standard ** thin_power "
        f"+ new_service_{m} ** thin_power)",
    )
    yield Flow(
        f"entries_{m}",
        "space/month",
        f"decided * foundings_{m} / max({total('foundings_{m}')}, no_foundings) "
        f"* (1 - thin_founder_{m})",
    )
    yield Auxiliary(
        f"missed_sound_{m}",
        "1",
        "min(missed_report + empty_missed * max(empty_from - "
        f"1 + vacancy_{m}, 0) / empty_from + missed_trouble, 1)",
    )
    yield Auxiliary(f"missed_thin_{m}", "1", f"1 - (1 - missed_sound_{m}) * (1 - audit)")

    def twice(p: str) -> str:
        return f"{p} * {p} / (1 + {p})"

    yield Auxiliary(
        f"missed_{m}",
        "1",
        f"thin_share_{m} * {twice(f'missed_thin_{m}')} "
        f"+ (1 - thin_share_{m}) * {twice(f'missed_sound_{m}')}",
    )
    yield Flow(f"delisted_{m}", "space/month", f"delisting * listed_{m} * missed_{m} / year")
    yield Flow(f"listed_closed_{m}", "space/month", f"closures_{m} * listed_share_{m}")
    for a, b in moves_from(m):
        yield Flow(f"listed_{a}_to_{b}", "space/month", f"{a}_to_{b} * listed_share_{a}")
