"""What the twin is fitted to: stocks and flows of the agents, quarter by quarter."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.twin.models import PAIRS
from sim.model import quantities as q
from sim.model.accounting import FLOWS
from sim.model.categories import ANGEL, MODEL_OF_CELL, MODELS, NONE, UNFUNDED
from sim.model.initialise import create_world
from sim.model.schedule import live
from sim.model.state import TENANT, World
from sim.scenario import Scenario

Values = NDArray[np.float64]
Observed = dict[str, Values]  # by variable of the twin, (quarters,)
QUARTER = 3  # months
FEWEST = 5.0  # spaces of a model that a mean over them needs
TALLIES = {  # variable by model: quantity of the record, a month
    "closures": q.SPACES_CLOSED,
    "admissions": q.ADMITTED,
    "failures": q.FAILED,
    "graduations": q.GRADUATED,
    "moved_out": q.MOVED_OUT,
    "acquired": q.ACQUIRED,
    "displaced": q.DISPLACED,
    "fundings": q.NEWLY_FUNDED,
}
MEANS = ("service", "commitment", "reputation")  # by model, kept as sums until the mean is taken


def observe(scenario: Scenario, seed: int) -> Observed:
    """Live a run and count its agents at the end of each quarter.

    Returns
    -------
    dict of str to array, shape (quarters,)
        Stocks at the end of each quarter, flows as means a month; what the twin has as a mean over
        spaces is a sum here (see :func:`mean_of_runs`).
    """
    schedule = scenario.schedule[: scenario.months // QUARTER * QUARTER]
    world = create_world(scenario.parameters, scenario.mechanisms, schedule, seed, scenario.scale)
    looks, before = [], _models(world)
    for month in range(0, len(schedule), QUARTER):
        world = live(world, month, month + QUARTER)
        after = _models(world)
        looks.append({**dict(_stocks(world, after)), **dict(_changes(before, after))})
        before = after
    seen = {name: np.array([look[name] for look in looks]) for name in looks[0]}
    return {**seen, **dict(_flows(world))}


def mean_of_runs(runs: Sequence[Observed]) -> Observed:
    """Mean over runs; means over spaces are those of the spaces of all runs."""
    mean = {name: np.mean([run[name] for run in runs], axis=0) for name in runs[0]}
    for model in MODELS:
        spaces = np.where(mean[f"spaces_{model}"] < FEWEST, np.nan, mean[f"spaces_{model}"])
        slots = np.where(np.isnan(spaces), np.nan, mean[f"slots_{model}"])
        for name in MEANS:
            mean[f"{name}_{model}"] /= slots if name == "commitment" else spaces
    for name in ("price", "seed_means"):
        mean[name] /= mean["spaces"]
    mean["progress"] /= mean["unfunded"]
    return mean


def _models(world: World) -> NDArray[np.int64]:
    spaces = world.spaces[: int(world.book["spaces_used"][0])]
    models = np.array(MODEL_OF_CELL)[spaces["cell_now"]]
    return np.where(spaces["closed"] == NONE, models, NONE)


def _stocks(world: World, models: NDArray[np.int64]) -> Iterator[tuple[str, float]]:
    yield from _of_spaces(world, models)
    startups = world.startups[: int(world.book["startups_used"][0])]
    tenants = startups[startups["status"] == TENANT]
    unfunded = tenants["stage"] == UNFUNDED
    yield "unfunded", float(unfunded.sum())
    yield "funded", float((~unfunded).sum())
    yield "progress", float(tenants["progress"][unfunded].sum())
    yield "seekers", float(world.book["seekers"][0])
    angels = world.investors[world.investors["kind"] == ANGEL]
    yield "capital", float(angels["capital"].sum())
    yield "commitments", float(angels["commitments"].sum())


def _of_spaces(world: World, models: NDArray[np.int64]) -> Iterator[tuple[str, float]]:
    spaces, alive = world.spaces[: len(models)], models != NONE
    listed = spaces["recognition"] > 0
    sums = {
        "spaces": alive,
        "slots": spaces["slots"],
        "tenants": spaces["tenants"],
        "listed": listed,
        "service": spaces["service_level"],
        "commitment": spaces["owner_commitment"] * spaces["slots"],
        "reputation": spaces["reputation"],
    }
    for name, values in sums.items():
        for place, model in enumerate(MODELS):
            yield f"{name}_{model}", float(values[models == place].sum())
    for name in ("spaces", "slots", "tenants"):
        yield name, float(sums[name][alive].sum())
    yield "price", float(spaces["price_level"][alive].sum())
    yield "cash", float(spaces["cash"][alive].sum())
    yield "seed_funds", float(spaces["seed_fund"][alive].sum())
    ticket = float(world.parameters.invest.seed_ticket)
    yield "seed_means", float((spaces["seed_fund"][alive] > ticket).sum())
    yield "recorded", float(listed.sum())
    yield "closed_listed", float((listed & ~alive).sum())


def _changes(before: NDArray[np.int64], after: NDArray[np.int64]) -> Iterator[tuple[str, float]]:
    """Spaces that changed class over the quarter, a month."""
    now = after[: len(before)]
    for one, other in PAIRS:
        moved = (before == MODELS.index(one)) & (now == MODELS.index(other))
        yield f"{one}_to_{other}", float(moved.sum()) / QUARTER


def _flows(world: World) -> Iterator[tuple[str, Values]]:
    records = world.records
    cells = records.totals[:, q.FROM_CELL_NOW : q.FROM_CELL_FOUNDED]
    models = np.array(MODEL_OF_CELL)

    def quarterly(months: Values) -> Values:
        return months.reshape(-1, QUARTER).mean(axis=1)

    for name, quantity in TALLIES.items():
        for place, model in enumerate(MODELS):
            tally = cells[:, models == place, quantity].sum(axis=1)
            yield f"{name}_{model}", quarterly(tally)
    everywhere = cells.sum(axis=1)
    yield "funded_cumulative", np.cumsum(everywhere[:, q.NEWLY_FUNDED])[QUARTER - 1 :: QUARTER]
    yield "foundings", quarterly(everywhere[:, q.SPACES_FOUNDED])
    yield "gave_up", quarterly(records.pool[:, q.GAVE_UP])
    yield "seed_spent", quarterly(records.ledger[:, [*FLOWS].index("seed_tickets")])
