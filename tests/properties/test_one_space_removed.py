"""Pairing: with one space taken away, most startups are where they would have been."""

import pytest

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.state import TENANT
from tests.properties.worlds import Run, baseline, lived_with, months_of

REMOVED_IN, LATER = 30, (24, 60)
NAIVE_SCHEME = 0.11  # share in the same space after 60 months in a prototype with one generator


def places(world) -> dict[int, int]:
    """Ident of the space that each tenant is in, by the tenant's ident."""
    used = world.book[0].startups_used
    startups, dossiers = world.startups[:used], world.dossiers[:used]
    tenants = startups["status"] == TENANT
    spaces = world.spaces["ident"][startups["space"][tenants]]
    return dict(zip(dossiers["ident"][tenants].tolist(), spaces.tolist(), strict=True))


def without_one_space(run: Run, seen: dict[int, dict[int, int]]) -> None:
    """Live the run, but the last space founded in a month never opens its doors."""

    def remove(world, month):
        if month != REMOVED_IN:
            return
        book = world.book[0]
        book.open_spaces -= 1
        row = world.lists.open_spaces[book.open_spaces]
        space = world.spaces[row]
        assert space.founded == month
        space.closed = month - 1
        book.ledger[flow.FOUNDING_CAPITAL] -= space.cash + space.seed_fund
        space.cash = space.seed_fund = 0.0
        space.tally[q.SPACES_FOUNDED] = 0.0

    def look(world, month):
        if month - REMOVED_IN in LATER:
            seen[month] = places(world)

    lived_with(run, {"found_spaces": remove, "observe": look})


@pytest.mark.parametrize("seed", [1, 2])
def test_most_startups_are_in_the_same_space(seed, capsys):
    run = baseline(REMOVED_IN + max(LATER) + 1, seed=seed, scale=1.0)
    whole: dict[int, dict[int, int]] = {}
    for month, world in months_of(run):
        if month - REMOVED_IN in LATER:
            whole[month] = places(world)
    lacking: dict[int, dict[int, int]] = {}
    without_one_space(run, lacking)
    for months in LATER:
        one, other = whole[REMOVED_IN + months], lacking[REMOVED_IN + months]
        both = one.keys() & other.keys()
        same = sum(one[ident] == other[ident] for ident in both) / len(both)
        either = len(both) / len(one.keys() | other.keys())
        with capsys.disabled():
            print(
                f"\n  one of {len(set(one.values()))} spaces removed, {months} months later: "
                f"{same:.1%} of {len(both)} startups in the same space "
                f"({either:.1%} of all are tenants in both)"
            )
        assert same > 5 * NAIVE_SCHEME
        assert either > 0.5
