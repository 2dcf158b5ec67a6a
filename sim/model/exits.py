"""Exits: who gains what when a venture graduates or is acquired (ODD 7.5, rule 5)."""

import math

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import LEADING_ENTERPRISE, NONE, UNIVERSITY
from sim.model.compiled import compiled
from sim.model.kinds import Agents, Record
from sim.model.randomness import EXIT_MULTIPLE, salt, standard_normal, unit, word
from sim.model.returns import class_of_return

EXIT_CHANCE = 0.3  # that a funded graduate is sold then; others stay with their owners
EXIT_MEDIAN, EXIT_LOG_SD = 2.2, 1.0  # multiple of money raised, given an exit


@compiled
def exit_multiple(u: float) -> float:
    """Multiple of the money raised that an exit pays: lognormal, so skewed."""
    return EXIT_MEDIAN * math.exp(EXIT_LOG_SD * standard_normal(u))


@compiled
def credit_owner(space: Record, by_host: bool) -> None:
    """Count a graduation or acquisition for the space's record and the owner's gains."""
    if not by_host:
        space.successes_ever += 1
        if space.operator == UNIVERSITY:
            space.owner_gains += 1.0
    elif space.operator == LEADING_ENTERPRISE:
        space.owner_gains += 1.0


@compiled
def pay_exit(
    startup: Record,
    dossier: Record,
    space: Record,
    spaces: Agents,
    book: Record,
    stake: float,
    by_host: bool,
) -> int:
    """Divide an exit's value among the space, the seed fund and the investors.

    Returns what became of the startup's financings, as in ``quantities.RETURN_ENDS``.
    """
    raised = dossier.raised + dossier.seed_raised
    sold = by_host or unit(word(startup.key, salt(EXIT_MULTIPLE, -1, 1))) < EXIT_CHANCE
    if raised <= 0.0 or not sold:
        return q.RETURN_KEPT
    value = raised * exit_multiple(unit(word(startup.key, salt(EXIT_MULTIPLE, -1, 0))))
    to_spaces = stake * value
    space.tally[q.REVENUE_STAKES] += to_spaces
    space.cash += to_spaces
    rest = value - to_spaces
    outcome = class_of_return(rest / raised)
    if dossier.seed_space != NONE and spaces[dossier.seed_space].closed == NONE:
        share = rest * dossier.seed_raised / raised
        spaces[dossier.seed_space].seed_fund += share
        to_spaces += share
        rest -= share
    book.ledger[flow.STAKES_HOST if by_host else flow.STAKES_MARKET] += to_spaces
    book.ledger[flow.EXITS_HOST if by_host else flow.EXITS_MARKET] += rest
    book.ledger[flow.DISTRIBUTIONS] += rest
    return outcome
