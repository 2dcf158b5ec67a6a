"""The declared variables of the feedback structure as quantities of the twin."""

from sim.dynamics.dominance.quantity import UNWEIGHTED, Quantity
from sim.model.categories import MODELS

NOTHING = "0"  # weight of what changes with a quantity and is not what it is measured by


def _each(pattern: str, weight: str = UNWEIGHTED) -> dict[str, str]:
    """Variables of a pattern, one a business model, with their weights.

    >>> _each("loss_{m}", "slots_{m}")["loss_diversified"]
    'slots_diversified'
    """
    return {pattern.replace("{m}", each): weight.replace("{m}", each) for each in MODELS}


def _one(*names: str) -> dict[str, str]:
    """The first is what the quantity is measured by."""
    return dict.fromkeys(names, NOTHING) | {names[0]: UNWEIGHTED}


QUANTITIES = (
    Quantity("service", _each("service_{m}", "spaces_{m}")),
    Quantity("charge", _each("charge_{m}", "tenants_{m}")),
    # A month or two of search: what comes in goes out.
    Quantity("seekers", _one("seekers"), settles=True),
    Quantity("admissions", _one("admissions") | _each("admissions_{m}", NOTHING)),
    Quantity("tenants", _each("tenants_{m}")),
    Quantity("progress", _one("progress")),
    Quantity("failures", _each("failures_{m}")),
    Quantity("graduations", _each("graduations_{m}")),
    Quantity(
        "fundings",
        _one("fundings", "seed_fundings", "angel_fundings")
        | _each("seed_fundings_{m}", NOTHING)
        | _each("angel_fundings_{m}", NOTHING)
        | _each("venture_fundings_{m}", NOTHING)
        | _each("fundings_{m}", NOTHING),
    ),
    Quantity("reputation", _each("reputation_{m}", "tenants_{m}") | _each("record", NOTHING)),
    Quantity("commitments", _one("commitments")),
    # What can be called is spent within a month or two.
    Quantity("capital", _one("capital"), settles=True),
    Quantity(
        "vacancy",
        _one("vacancy", "occupancy") | _each("vacancy_{m}", NOTHING) | _each("open_{m}", NOTHING),
    ),
    Quantity("foundings", _one("foundings") | _each("foundings_{m}", NOTHING)),
    Quantity("spaces", _each("slots_{m}") | _each("spaces_{m}", NOTHING)),
    Quantity("income", _each("income_{m}", "slots_{m}")),
    Quantity("loss", _each("loss_{m}", "slots_{m}")),
    Quantity("cash", _one("cash")),
    # As a rate: what closes in proportion to what there is says nothing of a cause.
    Quantity("closures", _each("insolvency_{m}", "spaces_{m}")),
    Quantity("commitment", _each("commitment_{m}", "slots_{m}")),
    Quantity("gains", _each("gains_{m}", "spaces_{m}")),
    Quantity("listed", _each("listed_{m}") | _each("candidates", NOTHING)),
    Quantity(
        "missed",
        _each("missed_{m}", "listed_{m}")
        | _each("missed_sound_{m}", NOTHING)
        | _each("missed_thin_{m}", NOTHING),
    ),
    Quantity("subsidy", _each("subsidy_{m}", "slots_{m}")),
)
