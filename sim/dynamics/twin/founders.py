"""Who founds spaces: means by business model at founding, by quadrature over the parameters."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations import Constant
from sim.model.categories import MODELS, OPERATORS
from sim.model.submodels.found_spaces import HOST_SHARES, TYPE_SHARES
from sim.scenario import Scenario

GRID = np.linspace(-5.0, 5.0, 401)  # standard normal
GUIDANCE = 0.4  # at which the means by model are taken: the baseline's from mid-2016 on
TYPE_OF_PROMOTION = 0
HOSTS = (1, 2, 3)  # leading enterprise, institute, university: they bring ventures


class Founders(NamedTuple):
    """Spaces as founded: arrays (operators, models) of shares and means."""

    weight: NDArray[np.float64]  # sums to one
    orientation: NDArray[np.float64]
    service: NDArray[np.float64]

    def mean(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean of something by model, from its values by operator or by both."""
        whole = values if values.ndim == 2 else values[:, None]
        weight = np.maximum(self.weight, 1e-12)
        mean: NDArray[np.float64] = (weight * whole).sum(axis=0) / weight.sum(axis=0)
        return mean


def border(scenario: Scenario) -> float:
    """Service level below which rent is seven tenths of rent and fee at price level 1."""
    incubate = scenario.parameters.incubate
    return 3.0 / 7.0 * incubate.rent_price / max(incubate.fee_price, 1e-6)


def thin_shares(scenario: Scenario) -> NDArray[np.float64]:
    """Share of each operator's spaces whose own orientation is below the border."""
    density, aims = _aims(scenario)
    shares: NDArray[np.float64] = ((aims <= border(scenario)) * density).sum(axis=1)
    return shares


def founders(scenario: Scenario) -> Founders:
    """Mix and means of the spaces founded under guidance."""
    parameters, mechanisms = scenario.parameters.found_spaces, scenario.mechanisms
    density, aims = _aims(scenario)
    focus = np.array(parameters.specialisation_logit) + GUIDANCE
    focused = _above(focus / max(parameters.logit_sd, 1e-3))
    thin = aims <= border(scenario)
    floor = scenario.parameters.operate.service_floor
    own = (aims - floor) / (1.0 - floor)
    orientation = (
        own
        if mechanisms.service_orientation
        else np.full_like(own, scenario.parameters.reference.service_orientation)
    )
    shares = np.array(parameters.operator_share) / sum(parameters.operator_share)
    split = (focused[:, None] * np.ones_like(aims), (1 - focused)[:, None] * thin,
             (1 - focused)[:, None] * ~thin)  # fmt: skip
    weight = np.stack([(part * density).sum(axis=1) for part in split], axis=1)
    mean = np.stack([(part * density * orientation).sum(axis=1) for part in split], axis=1)
    mean = mean / np.maximum(weight, 1e-12)
    return Founders(weight * shares[:, None], mean, floor + (1.0 - floor) * mean)


def _aims(scenario: Scenario) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probabilities over a grid, and the service aimed at there, by operator."""
    parameters, floor = scenario.parameters.found_spaces, scenario.parameters.operate.service_floor
    logits = np.array(parameters.orientation_logit)[:, None] + parameters.logit_sd * GRID
    density = np.exp(-0.5 * GRID**2)
    aims = floor + (1.0 - floor) / (1.0 + np.exp(-logits))
    return density / density.sum(), aims


def _above(score: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability that a standard normal number is below a score."""
    density = np.exp(-0.5 * GRID**2)
    below: NDArray[np.float64] = (score[:, None] >= GRID) @ (density / density.sum())
    return below


SOURCE = "found_spaces.operator_share, specialisation_logit, orientation_logit, logit_sd"


def founding_constants(scenario: Scenario) -> Iterator[Constant]:
    """Constants of the mix of founders and of spaces as founded."""
    parameters, mechanisms = scenario.parameters.found_spaces, scenario.mechanisms
    reference = scenario.parameters.reference
    mix, thin = founders(scenario), thin_shares(scenario)
    shares = np.array(parameters.operator_share) / sum(parameters.operator_share)
    for place, operator in enumerate(OPERATORS):
        yield Constant(
            f"share_{operator}", "1", float(shares[place]), "found_spaces.operator_share"
        )
        focus = parameters.specialisation_logit[place]
        yield Constant(f"focus_{operator}", "1", focus, "found_spaces.specialisation_logit")
        yield Constant(f"thin_{operator}", "1", float(thin[place]), SOURCE)
    hosts = np.array(HOST_SHARES)
    medians = np.array(parameters.slots_median)
    if not mechanisms.host_commitment:
        hosts = np.full_like(hosts, reference.host_share, dtype=float)
        medians = np.full_like(medians, reference.slots)
    slots = medians * np.exp(parameters.slots_log_sd**2 / 2)
    purse = parameters.owner_commitment * np.exp(parameters.owner_commitment_sd**2 / 2)
    commitment = purse * (1.0 + parameters.host_premium * hosts)
    hosting = np.isin(np.arange(len(OPERATORS)), HOSTS) * slots
    promoted = np.array([row[TYPE_OF_PROMOTION] for row in TYPE_SHARES])
    larger = parameters.seed_fund_promotion if mechanisms.service_orientation else 1.0
    fund = parameters.seed_fund_start * (1.0 + (larger - 1.0) * promoted)
    means = {
        "new_slots": ("slot/space", mix.mean(slots), "found_spaces.slots_median"),
        "new_service": ("1", mix.mean(mix.service), "found_spaces.orientation_logit"),
        "orientation": ("1", mix.mean(mix.orientation), "found_spaces.orientation_logit"),
        "new_commitment": (
            "kCNY/slot/month", mix.mean(commitment), "found_spaces.owner_commitment",
        ),
        "hosted": ("1", mix.mean(hosting) / mix.mean(slots), "found_spaces.operator_share"),
        "new_fund": ("kCNY/space", mix.mean(fund), "found_spaces.seed_fund_start"),
    }  # fmt: skip
    for name, (unit, values, source) in means.items():
        for place, model in enumerate(MODELS):
            yield Constant(f"{name}_{model}", unit, float(values[place]), source)
    sd = Constant("logit_sd", "1", max(parameters.logit_sd, 1e-3), "found_spaces.logit_sd")
    yield sd
