"""What is compared of two worlds: everything that they leave behind, bit for bit."""

import hashlib

import numpy as np

from sim.model import quantities as q
from sim.model.state import World


def evidence(world: World) -> dict[str, np.ndarray]:
    """Everything that a run leaves behind, by name."""
    book = world.book[0]
    found = {f"records.{name}": page for name, page in world.records._asdict().items()}
    found |= {f"life.{name}": page for name, page in world.life._asdict().items()}
    for name in ("tenancies", "hazard_months", "hazard_failures"):
        found[f"life.{name}"] = book[name]
    spaces = world.spaces[: book.spaces_used]
    startups = world.startups[: book.startups_used]
    dossiers = world.dossiers[: book.startups_used]
    for kind, agents in (("spaces", spaces), ("startups", startups), ("dossiers", dossiers)):
        found |= {f"{kind}.{name}": agents[name] for name in agents.dtype.names}
    found |= {f"investors.{name}": world.investors[name] for name in world.investors.dtype.names}
    return found


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    """Names of what is not the same bit for bit."""
    assert one.keys() == other.keys()
    return [
        name
        for name in one
        if one[name].shape != other[name].shape or one[name].tobytes() != other[name].tobytes()
    ]


def same_until(one: World, other: World, month: int) -> list[str]:
    """Names of records that differ in some month before this one."""
    early = [
        {name: page[:month] for name, page in world.records._asdict().items() if name != "opening"}
        for world in (one, other)
    ]
    return differing(*early)


def digest(world: World) -> str:
    """Hash of everything that a run leaves behind."""
    total = hashlib.sha256()
    for name, page in evidence(world).items():
        total.update(name.encode() + page.tobytes())
    return total.hexdigest()


def groups_total(world: World, quantity: int) -> np.ndarray:
    """A quantity summed over all spaces, month by month."""
    return world.records.totals[:, q.FROM_OPERATOR : q.FROM_TYPE, quantity].sum(axis=1)
