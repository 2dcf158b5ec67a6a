"""The world before the first month (ODD 5): five spaces, 230 investors, the luck of fields."""

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.accounting import FLOWS, SECTORS_WITH_CASH
from sim.model.agents import DOSSIER, INVESTOR, OFFER, ROUNDS, SIGNAL, SPACE, STARTUP
from sim.model.categories import ANGEL, CELLS, FIELD_SHARES, N_FIELDS, NO_FIELD, NONE, VENTURE
from sim.model.compiled import compiled
from sim.model.conditions import Conditions, Schedule
from sim.model.declaration import as_record, record_type
from sim.model.kinds import Agents, Reals, Word
from sim.model.lines import blank
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import (
    BERTH,
    ENVIRONMENT,
    FIELD_SHOCK,
    INITIAL,
    INVESTOR_FOCUS,
    INVESTORS,
    agent_key,
    make_ident,
    salt,
    seed_word,
    standard_normal,
    uniform,
    unit,
    word,
)
from sim.model.rules import pick
from sim.model.searches import room_for_searches
from sim.model.state import (
    BERTHS,
    BOOK,
    NO_BERTH,
    NO_DESK,
    LifeTables,
    Lists,
    Luck,
    Records,
    Vacancies,
    World,
)
from sim.model.submodels.found_spaces import MOST_SLOTS, found_space
from sim.model.ventures import PEER_SCALE

INITIAL_SPACES = 5  # fewer than fifty in all China at the end of 2014
ANGELS, VENTURES = 150, 80
FOCUSED_INVESTORS = 0.4  # share with a field of their own
SHOCK_PERSISTENCE, SHOCK_SD = 0.97, 0.03  # monthly AR(1) of log demand and log capital
# Of a province of Jiangsu's size: addresses, and rows to begin with, which few runs outgrow.
BERTH_ADDRESSES, TENANT_ADDRESSES = 8192, 49152
SPACE_ROWS, STARTUP_ROWS = 2048, 40960


def create_world(
    parameters: Parameters,
    mechanisms: Mechanisms,
    schedule: Schedule,
    seed: int,
    scale: float = 1.0,
    label_seed: int | None = None,
) -> World:
    """Build the state before the first month.

    Parameters
    ----------
    parameters, mechanisms, schedule
        What the scenario says; one row of the schedule a month.
    seed : int
        From 0 to 2**63 - 1.
    scale : float
        Size of the province over Jiangsu's: spaces, startups, investors and quotas.
    label_seed : int, optional
        Another seed for labels (operator, type, field, s, a, district), for the exact test
        of ``neutral``.
    """
    schedule = scaled_schedule(schedule, scale)
    parameters = _scaled_parameters(parameters, scale)
    months, own_seed = len(schedule), np.uint64(seed_word(seed))
    addresses = max(1024, int(TENANT_ADDRESSES * scale))
    space_rows = max(256, int(SPACE_ROWS * scale))
    startup_rows = max(4096, int(STARTUP_ROWS * scale))
    investors = _create_investors(own_seed, scale)
    world = World(
        seed=own_seed,
        label_seed=own_seed if label_seed is None else np.uint64(seed_word(label_seed)),
        parameters=as_record(parameters),
        mechanisms=as_record(mechanisms),
        now=np.zeros(1, record_type(Conditions)).view(np.recarray)[0],
        schedule=schedule,
        spaces=blank(space_rows, SPACE),
        startups=blank(startup_rows, STARTUP),
        dossiers=blank(startup_rows, DOSSIER),
        offers=blank(space_rows + 1, OFFER),
        signals=blank(space_rows, SIGNAL),
        investors=investors,
        book=blank(1, BOOK),
        lists=_create_lists(space_rows, startup_rows, addresses),
        vacancies=_create_vacancies(max(256, int(BERTH_ADDRESSES * scale))),
        searches=room_for_searches(),
        logs=logarithms(),
        luck=_create_luck(own_seed, months, mechanisms),
        life=_empty_life_tables(months),
        records=_empty_records(months),
    )
    found_initial_spaces(world, max(1, round(INITIAL_SPACES * scale)))
    spaces = world.spaces
    world.records.opening[1] = float(np.sum(spaces["cash"]) + np.sum(spaces["seed_fund"]))
    return world


def _create_lists(spaces: int, startups: int, addresses: int) -> Lists:
    rows = np.dtype(np.int32)
    return Lists(
        open_spaces=blank(spaces, rows),
        seekers=blank(startups, rows),
        entrants=blank(startups, rows),
        chosen=blank(startups, rows),
        pitches=blank(startups, rows),
        leavers=blank(startups, rows),
        free_rows=blank(startups, rows),
        ends=blank(startups, np.dtype(np.int8)),
        directory=np.full(addresses, NONE, rows),
        desks=np.full(addresses, NO_DESK, rows),
        closing=blank(spaces + 1, np.dtype(np.int8)),
        draws=blank(spaces + 1, np.dtype(np.float64)),
    )


@lru_cache(maxsize=1)
def logarithms() -> NDArray[np.float64]:
    """Logarithms of the whole numbers that the peers rule can ask for; position 0 is unused."""
    most = MOST_SLOTS * (1 + PEER_SCALE)
    return np.array([0.0] + [math.log(number) for number in range(1, most + 1)])


def _scaled_parameters(parameters: Parameters, scale: float) -> Parameters:
    spaces, startups = parameters.found_spaces, parameters.found_startups
    return parameters._replace(
        found_spaces=spaces._replace(founding_rate=spaces.founding_rate * scale),
        found_startups=startups._replace(startup_rate=startups.startup_rate * scale),
    )


def scaled_schedule(schedule: Schedule, scale: float) -> Schedule:
    """What the scenario says, with numbers of spaces in proportion to the province."""
    scaled = schedule.copy()
    for name in ("national_quota", "anchor_recruitment"):
        scaled[name] = scaled[name] * scale
    return scaled


def _create_investors(seed: np.uint64, scale: float) -> Any:
    angels, ventures = round(ANGELS * scale), round(VENTURES * scale)
    investors = blank(angels + ventures, INVESTOR)
    draw_investors(seed, investors, angels)
    return investors


@compiled
def draw_investors(seed: Word, investors: Agents, angels: int) -> None:
    """Give investors their keys and kinds, and some of them a field."""
    for place in range(investors.shape[0]):
        investor = investors[place]
        investor.key = agent_key(seed, make_ident(INVESTORS, 0, -1, place))
        investor.kind = ANGEL if place < angels else VENTURE
        investor.field = NO_FIELD
        if unit(word(investor.key, salt(INVESTOR_FOCUS, -1, 0))) < FOCUSED_INVESTORS:
            investor.field = pick(
                unit(word(investor.key, salt(INVESTOR_FOCUS, -1, 1))), FIELD_SHARES
            )


def _create_vacancies(addresses: int) -> Vacancies:
    ends = np.concatenate([[0.0], np.cumsum(FIELD_SHARES)])
    stretch = addresses + np.round(ends * addresses).astype(np.int64)
    salts = np.zeros(BERTHS, np.uint64)
    for berth in range(BERTHS):
        salts[berth] = salt(BERTH, -1, berth)
    return Vacancies(np.full(2 * addresses, NO_BERTH, np.int32), stretch, salts)


def _create_luck(seed: np.uint64, months: int, mechanisms: Mechanisms) -> Luck:
    founders, capital = np.ones((months, N_FIELDS)), np.ones((months, N_FIELDS))
    if mechanisms.field_shocks:
        draw_luck(seed, founders, 0)
        draw_luck(seed, capital, N_FIELDS)
    return Luck(founders * np.array(FIELD_SHARES), capital)


@compiled
def draw_luck(seed: Word, levels: Reals, first_k: int) -> None:
    """Levels whose logarithms follow an AR(1) by field, the same in all scenarios of a seed."""
    ident = make_ident(ENVIRONMENT, 0, -1, 0)
    for field in range(levels.shape[1]):
        log_level = 0.0
        for month in range(levels.shape[0]):
            shock = standard_normal(uniform(seed, FIELD_SHOCK, ident, month, first_k + field))
            log_level = SHOCK_PERSISTENCE * log_level + SHOCK_SD * shock
            levels[month, field] = math.exp(log_level)


def _empty_records(months: int) -> Records:
    return Records(
        totals=np.zeros((months, q.N_GROUPS, q.N_QUANTITIES)),
        pool=np.zeros((months, len(q.POOL_QUANTITIES))),
        ledger=np.zeros((months, len(FLOWS))),
        cash=np.zeros((months, len(SECTORS_WITH_CASH))),
        opening=np.zeros(len(SECTORS_WITH_CASH)),
        public_cost=np.zeros((months, len(q.COST_LEVERS))),
    )


def _empty_life_tables(months: int) -> LifeTables:
    years = (months + 11) // 12
    strata = len(CELLS) * years * q.TALENT_TERCILES * N_FIELDS
    return LifeTables(
        funding=np.zeros((strata, q.MAX_DURATION + 1, len(q.FUNDING_ENDS)), np.int32),
        age_months=np.zeros((years, len(q.AGE_CLASSES)), np.int64),
        age_failures=np.zeros((years, len(q.AGE_CLASSES)), np.int64),
        space_months=np.zeros((2, len(CELLS), months + 1), np.int64),
        space_closures=np.zeros((2, len(CELLS), months + 1), np.int64),
        returns=np.zeros((years, ROUNDS, q.MAX_DURATION + 1, len(q.RETURN_ENDS)), np.int32),
    )


@compiled
def found_initial_spaces(world: World, number: int) -> None:
    """Found the spaces that are alive before the first month."""
    seeds = (world.seed, world.label_seed)
    for place in range(number):
        space = found_space(
            world.spaces,
            make_ident(INITIAL, 0, -1, place),
            NONE,
            world.lists,
            world.book[0],
            seeds,
            world.parameters,
            world.mechanisms,
            0.0,
            -1,
        )
        space.tally[:] = 0.0
