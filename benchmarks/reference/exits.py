"""Exits of ventures that raised money (ODD, 7.5 rule 5, and section 8)."""

import math

from benchmarks.reference.draws import normal, uniform
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from sim.model.categories import UNIVERSITY
from sim.model.randomness import EXIT_MULTIPLE

EXIT_CHANCE = 0.3
EXIT_MEDIAN, EXIT_LOG_SD = 2.2, 1.0


def graduate(startup: Startup, space: Space) -> str:
    """Returns what became of the startup's financings."""
    space.successes_ever += 1
    if space.operator == UNIVERSITY:
        space.owner_gains += 1
    sold = uniform(startup.key, EXIT_MULTIPLE, -1, 1) < EXIT_CHANCE
    return pay_out(startup, space, "market") if sold else "kept"


def acquire(startup: Startup, space: Space) -> str:
    space.owner_gains += 1
    return pay_out(startup, space, "host")


def pay_out(startup: Startup, space: Space, payer: str) -> str:
    """Share an exit's value among the space, the seed fund and the investors."""
    raised = startup.raised + startup.seed_raised
    if raised <= 0.0:
        return "kept"
    ledger = startup.model.books.ledger
    multiple = EXIT_MEDIAN * math.exp(EXIT_LOG_SD * normal(startup.key, EXIT_MULTIPLE, -1, 0))
    value = raised * multiple
    stake = startup.model.parameters.incubate.stake * value
    space.cash += stake
    space.tally["revenue_stakes"] += stake
    rest = value - stake
    funder, to_fund = startup.seed_space, 0.0
    if funder is not None and funder.open:
        to_fund = rest * startup.seed_raised / raised
        funder.seed_fund += to_fund
    ledger[f"stakes_{payer}"] += stake + to_fund
    ledger[f"exits_{payer}"] += rest - to_fund
    ledger["distributions"] += rest - to_fund
    return class_of_return(rest / raised)


def class_of_return(multiple: float) -> str:
    if multiple < 1.0:
        return "sold_below_1"
    if multiple < 5.0:
        return "sold_1_to_5"
    return "sold_5_to_10" if multiple < 10.0 else "sold_10_or_more"
