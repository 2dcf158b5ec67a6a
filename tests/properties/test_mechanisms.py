"""Each mechanism alone, turned on from neutral, does what it is documented to do, or nothing.

Pairs of runs of the same seeds; an indicator is the difference that the switch makes.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from sim.model.categories import NATIONAL
from sim.model.mechanisms import Mechanisms
from tests.properties.compared import digest
from tests.properties.indicators import (
    Seen,
    acquired,
    closures,
    commitment_of_universities,
    crowding_of_hosts,
    crowding_of_the_reputed,
    delisted_alive,
    failures_of_the_weak,
    founded,
    graduated,
    graduation_by_neighbours,
    insolvency_of_hosts,
    own_field,
    pivots,
    price,
    seen,
    service,
    service_by_orientation,
    wandering_of_fields,
    weak_tenants,
)
from tests.properties.worlds import Run, neutral

MONTHS, SCALE, SEEDS = 60, 0.2, range(300, 307)


class Claim(NamedTuple):
    """What a mechanism does to an indicator when it alone is on; levers set the stage."""

    mechanism: str
    indicator: Callable[[Seen], float]
    sign: int
    why: str
    levers: dict[str, float] = {}  # noqa: RUF012  (never changed)
    settings: dict[str, float] = {}  # noqa: RUF012


CLAIMS = (
    Claim("directed_search", own_field, +1, "looks of a field find spaces focused on it"),
    Claim("spinoffs", crowding_of_hosts, +1, "hosts fill their own slots"),
    Claim("field_fit", own_field, +1, "seekers prefer spaces of their field"),
    Claim(
        "peers",
        graduation_by_neighbours,
        +1,
        "neighbours speed progress",
        settings={"incubate__peer_gain": 2.0},
    ),
    Claim(
        "service",
        graduated,
        +1,
        "all spaces serve better than this reference",
        settings={"reference__service_level": 0.1},
    ),
    Claim(
        "early_closure",
        failures_of_the_weak,
        +1,
        "vouchers lift the service of recorded spaces",
        levers={"mentor_vouchers": 2.0},
        settings={"incubate__early_closure": 1.0},
    ),
    Claim("service_orientation", service_by_orientation, +1, "spaces aim at their own level"),
    Claim("price_competition", price, -1, "empty spaces cut", levers={"demand_multiplier": 0.5}),
    Claim("price_competition", price, +1, "full ones raise", levers={"demand_multiplier": 3.0}),
    Claim("service_cutting", service, -1, "losses cut service"),
    Claim("rent_exposure", closures, +1, "dear leases", levers={"rent_multiplier": 2.0}),
    Claim(
        "selection",
        weak_tenants,
        -1,
        "full spaces turn the weak away",
        levers={"demand_multiplier": 3.0},
    ),
    Claim(
        "host_commitment",
        insolvency_of_hosts,
        -1,
        "hosts bear larger losses",
        settings={"found_spaces__host_premium": 6.0, "found_spaces__runway_months": 2.0},
    ),
    Claim(
        "host_benefit",
        commitment_of_universities,
        +1,
        "graduates keep a university committed",
        settings={"incubate__growth": 0.03, "close__review": 1.0},
    ),
    Claim("imitation", pivots, +1, "spaces move towards a peer"),
    Claim("reputation", crowding_of_the_reputed, +1, "seekers turn to spaces with a record"),
    Claim("field_shocks", wandering_of_fields, +1, "demand of fields wanders"),
    Claim("acquisition", acquired, +1, "leading enterprises acquire tenants"),
    Claim(
        "delisting",
        delisted_alive,
        +1,
        "spaces leave the list and live on",
        settings={"supervise__missed_report_per_year": 0.5},
    ),
    Claim("herding", founded, +1, "full spaces tempt", levers={"demand_multiplier": 3.0}),
    Claim("herding", founded, -1, "empty ones do not", levers={"demand_multiplier": 0.5}),
)


@cache
def scene(seed: int, levers: tuple, settings: tuple) -> Run:
    run = neutral(MONTHS, seed, SCALE).under(0, **dict(levers))
    return run.setting(**dict(settings))


@cache
def without(run_of: tuple) -> Seen:
    return seen(scene(*run_of))


def effects(claim: Claim) -> np.ndarray:
    """Difference that the mechanism makes, for each seed."""
    made = []
    for seed in SEEDS:
        which = seed, tuple(claim.levers.items()), tuple(claim.settings.items())
        on = seen(scene(*which).switched(**{claim.mechanism: True}))
        made.append(claim.indicator(on) - claim.indicator(without(which)))
    return np.array(made)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.mechanism}{claim.sign}")
def test_a_mechanism_alone_has_its_documented_sign(claim):
    effect = claim.sign * effects(claim)
    error = effect.std(ddof=1) / np.sqrt(len(effect))
    assert effect.mean() > 3.0 * error, f"{claim.why}: {effect}"
    assert effect.mean() > 0.0


def test_every_mechanism_has_a_claim():
    assert {claim.mechanism for claim in CLAIMS} == set(Mechanisms._fields)


@pytest.mark.parametrize("mechanism", ["early_closure", "rent_exposure"])
def test_a_mechanism_without_its_cause_does_nothing(mechanism):
    """Service is one level for all, the market rent stays at its reference: the same bits."""
    run = neutral(48, seed=310, scale=SCALE)
    assert digest(run.switched(**{mechanism: True}).world()) == digest(run.world())


def test_the_stage_is_neutral():
    """Spaces differ in operator, but nothing in their fate follows from it."""
    found = seen(neutral(MONTHS, 311, 1.0))
    assert abs(crowding_of_hosts(found)) < 0.05
    assert np.any(found.rows["recognition"] == NATIONAL)
