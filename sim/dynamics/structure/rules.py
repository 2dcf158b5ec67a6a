"""Rules of the engine as functions of one variable, all else at its default."""

import numpy as np

from sim.model.offers import utility
from sim.model.parameters import Parameters
from sim.model.rules import occupancy, service_target
from sim.model.submodels.close import owner_benefit, review_chance
from sim.model.submodels.found_spaces import founding_rate
from sim.model.submodels.operate import next_price, reputation
from sim.model.submodels.supervise import missed_chance
from sim.model.ventures import PEER_SCALE, peers, speed, weakness

P = Parameters()
SLOTS = 40
_LOGS = np.log(np.arange(1.0, SLOTS * (1 + PEER_SCALE)))


def speed_by_service(service: float) -> float:
    """Pace of ventures."""
    return speed(service, 0.0, 0.0, P.incubate)


def utility_by_service(service: float) -> float:
    """What a seeker sees in a space, its charge held."""
    return utility(0.0, 0.0, service, 1.0, P.match)


def utility_by_charge(charge: float) -> float:
    """What a seeker sees in a space of a charge in kCNY a month."""
    return utility(0.0, 0.0, 0.5, charge / P.incubate.rent_price, P.match)


def utility_by_reputation(share: float) -> float:
    """What a seeker sees in a space of a reputation."""
    return utility(0.0, share - P.reference.reputation, 0.5, 1.0, P.match)


def weakness_by_service(service: float) -> float:
    """Factor on the hazard of the weakest third."""
    return weakness(0, P.incubate.early_closure, service)


def reputation_by_admitted(admitted: float) -> float:
    """Reputation with five successes."""
    return reputation(5, int(admitted), P.reference.reputation)


def reputation_by_successes(successes: float) -> float:
    """Reputation of a space that admitted forty."""
    return reputation(int(successes), 40, P.reference.reputation)


def peers_by_tenants(tenants: float) -> float:
    """What a venture learns from neighbours, a half of them of its field."""
    here = int(tenants) // 2
    return peers(here, here, SLOTS, P.incubate.peer_focus, _LOGS)


def vacancy_by_tenants(tenants: float) -> float:
    """Empty share of a space."""
    return 1.0 - occupancy(int(tenants), SLOTS)


def vacancy_by_slots(slots: float) -> float:
    """Empty share of all slots."""
    return 1.0 - occupancy(20, int(slots))


def price_by_vacancy(vacancy: float) -> float:
    """Price level after a month."""
    return next_price(1.0, 1.0 - vacancy)


def kept_by_vacancy(vacancy: float) -> float:
    """Chance that commitment survives a review."""
    return 1.0 - review_chance(P.close.review, 1.0 - vacancy, 0.0)


def kept_by_gains(gains: float) -> float:
    """Chance that commitment to a half-empty space survives a review."""
    return 1.0 - review_chance(P.close.review, 0.5, owner_benefit(gains))


def foundings_by_vacancy(vacancy: float) -> float:
    """Spaces founded in a month."""
    rules = P.found_spaces
    return founding_rate(
        rules.founding_rate, 1.0, 1.0 - vacancy, rules.reference_occupancy, rules.herding
    )


def missed_by_vacancy(vacancy: float) -> float:
    """Chance to miss the yearly report."""
    rules = P.supervise
    taken = 1.0 - vacancy
    return missed_chance(rules.missed_report_per_year, rules.empty_missed_per_year, taken, False)


def target_by_subsidy(subsidy: float) -> float:
    """Service level that a space aims at."""
    return service_target(0.5, P.operate.service_floor, subsidy, P.operate.complacency)
