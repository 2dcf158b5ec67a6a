"""Indicators of what mechanisms do, made of every space in every month."""

from typing import NamedTuple

import numpy as np

from sim.model import quantities as q
from sim.model.categories import LEADING_ENTERPRISE, NONE, PRIVATE_COMPANY, UNIVERSITY
from sim.model.state import World
from tests.properties.compared import groups_total
from tests.properties.worlds import Run, lived_with


class Seen(NamedTuple):
    """A run as an indicator sees it."""

    rows: np.ndarray  # every open or just closed space in every month, before it is recorded
    world: World


def seen(run: Run) -> Seen:
    pages = []

    def copy(world, month):
        spaces = world.spaces[: world.book[0].spaces_used]
        pages.append(spaces[(spaces["closed"] == NONE) | (spaces["closed"] == month)].copy())

    world = lived_with(run, {"close": copy})
    return Seen(np.concatenate(pages), world)


def of_tally(rows, quantity):
    return rows["tally"][:, quantity]


def hosted(rows):
    return (rows["operator"] >= LEADING_ENTERPRISE) & (rows["operator"] <= UNIVERSITY)


def occupancy(rows):
    return rows["tenants"] / rows["slots"]


def contrast(rows, quantity, group):
    """Mean of a column in a group of space-months less that in the others."""
    return quantity[group].mean() - quantity[~group].mean()


def own_field(found: Seen) -> float:
    rows = found.rows[found.rows["specialisation"] >= 0.5]
    same = rows["tenants_by_field"][np.arange(len(rows)), rows["field"]]
    return same.sum() / rows["tenants"].sum()


def crowding_of_hosts(found: Seen) -> float:
    return contrast(found.rows, occupancy(found.rows), hosted(found.rows))


def graduation_by_neighbours(found: Seen) -> float:
    rows = found.rows[found.rows["payers"] > 0]
    many = rows["payers"] > np.median(rows["payers"])
    rates = [of_tally(r, q.GRADUATED).sum() / r["payers"].sum() for r in (rows[many], rows[~many])]
    return rates[0] - rates[1]


def graduated(found: Seen) -> float:
    return groups_total(found.world, q.GRADUATED).sum()


def failures_of_the_weak(found: Seen) -> float:
    book = found.world.book[0]
    weak = book.hazard_failures[:, :, 0].sum() / book.hazard_months[:, :, 0].sum()
    strong = book.hazard_failures[:, :, 1:].sum() / book.hazard_months[:, :, 1:].sum()
    return weak / strong


def service_by_orientation(found: Seen) -> float:
    rows = found.rows
    return contrast(rows, rows["service_level"], rows["service_orientation"] >= 0.5)


def price(found: Seen) -> float:
    return found.rows["price_level"].mean()


def service(found: Seen) -> float:
    return found.rows["service_level"].mean()


def closures(found: Seen) -> float:
    return groups_total(found.world, q.SPACES_CLOSED).sum()


def weak_tenants(found: Seen) -> float:
    return found.rows["tenants_by_talent"][:, 0].sum() / found.rows["tenants"].sum()


def insolvency_of_hosts(found: Seen) -> float:
    rows = found.rows
    return contrast(rows, rows["months_insolvent"] > 0, hosted(rows))


def commitment_of_universities(found: Seen) -> float:
    rows = found.rows[np.isin(found.rows["operator"], (UNIVERSITY, PRIVATE_COMPANY))]
    return contrast(rows, np.log(rows["owner_commitment"]), rows["operator"] == UNIVERSITY)


def pivots(found: Seen) -> float:
    return groups_total(found.world, q.PIVOTS).sum()


def crowding_of_the_reputed(found: Seen) -> float:
    rows = found.rows[found.rows["admitted_ever"] > 20]
    return contrast(rows, occupancy(rows), rows["reputation"] > np.median(rows["reputation"]))


def wandering_of_fields(found: Seen) -> float:
    """Spread over time of each field's share of tenants."""
    rows = found.rows[len(found.rows) // 4 :]
    parts = [part.sum(axis=0) for part in np.array_split(rows["tenants_by_field"], 6)]
    return float(np.std([np.log(part / part.sum()) for part in parts], axis=0).mean())


def acquired(found: Seen) -> float:
    return groups_total(found.world, q.ACQUIRED).sum()


def delisted_alive(found: Seen) -> float:
    return float(((found.rows["delisted"] == 1) & (found.rows["closed"] == NONE)).sum())


def founded(found: Seen) -> float:
    return groups_total(found.world, q.SPACES_FOUNDED).sum()
