"""Tables of addresses: where looks meet vacancies and screens meet tenants (ODD, section 4)."""

from typing import TYPE_CHECKING

from benchmarks.reference.draws import GOLDEN, MASK, mix, place_of, proposals, salt_of
from benchmarks.reference.space import Space
from sim.model.categories import FIELD_SHARES
from sim.model.randomness import BERTH, DIRECTORY

if TYPE_CHECKING:
    from benchmarks.reference.startup import Startup

SLOTS_OF_A_BERTH = 4
BERTH_TRIES = 32
DIRECTORY_TRIES = 64
Berth = tuple[Space, int]


class Vacancies:
    """Berths of open slots, in a table of everywhere and in a stretch for each field."""

    def __init__(self, scale: float) -> None:
        size = max(256, int(8192 * scale))
        self.everywhere: list[Berth | None] = [None] * size
        self.stretches: list[list[Berth | None]] = []
        begin, reached = 0, 0.0
        for share in FIELD_SHARES:
            reached += share
            end = round(reached * size)
            self.stretches.append([None] * (end - begin))
            begin = end

    def post(self, spaces: list[Space]) -> None:
        """Empty the tables and write every space's open slots into them."""
        for table in (self.everywhere, *self.stretches):
            table[:] = [None] * len(table)
        for space in spaces:
            berths = -(-space.open_slots // SLOTS_OF_A_BERTH)
            for table in (self.everywhere, self.stretches[space.field]):
                for berth in range(berths):
                    write(table, space, berth)


def write(table: list[Berth | None], space: Space, berth: int) -> None:
    """Put a berth at the first of its addresses that is free, if any is."""
    word = space.key + salt_of(BERTH, -1, berth)
    for j in range(BERTH_TRIES):
        address = place_of(mix((word + j * GOLDEN) & MASK), len(table))
        if table[address] is None:
            table[address] = (space, berth)
            return


class Directory:
    """Addresses of tenants, by which investors and imitators meet them."""

    def __init__(self, scale: float) -> None:
        self.tenants: list[Startup | None] = [None] * max(1024, int(49152 * scale))

    def take(self, startup: "Startup") -> None:
        """Take the first free of the startup's addresses; none if all are taken."""
        startup.address = None
        for bits in proposals(startup.key, DIRECTORY, -1, 0, DIRECTORY_TRIES):
            address = place_of(bits, len(self.tenants))
            if self.tenants[address] is None:
                self.tenants[address] = startup
                startup.address = address
                return

    def give_back(self, startup: "Startup") -> None:
        if startup.address is not None:
            self.tenants[startup.address] = None
        startup.address = None

    def at(self, bits: int) -> "Startup | None":
        """Who is met at a proposal."""
        return self.tenants[place_of(bits, len(self.tenants))]
