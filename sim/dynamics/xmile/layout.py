"""Where a model's variables stand in its diagram: a band for each stock, its equations below."""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sim.dynamics.equations.model import EquationModel, Flow, Stock

Point = tuple[float, float]
STOCK_X, IN_X, OUT_X, CHANNEL_X = 480.0, 260.0, 700.0, 900.0  # pixels
HALF_STOCK = 30.0
FLOW_GAP, ROW_GAP, BAND_GAP = 45.0, 60.0, 90.0
COLUMNS, COLUMN = 6, 150.0
PIPE = 110.0  # from a valve to its cloud
MARGIN = 60.0


class Node(NamedTuple):
    """A variable's place; a flow also has the points of its pipe."""

    name: str
    kind: str
    x: float
    y: float
    pipe: tuple[Point, ...] = ()


class Connector(NamedTuple):
    """An arrow from a variable to one that reads it; straight at this angle (degrees).

    What stays as it is, constants and series, has none: its name in the equation is enough.
    """

    source: str
    target: str
    angle: float


class Diagram(NamedTuple):
    """All places, in pixels from the upper left corner."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    connectors: tuple[Connector, ...]


def diagram(model: EquationModel) -> Diagram:
    """Lay a model out: stocks below each other in the order of their declaration."""
    homes = _homes(model)
    stocks: dict[str, float] = {}
    others: dict[str, Point] = {}
    y = MARGIN
    for stock in model.stocks:
        own = [name for name, home in homes.items() if home == stock.name]
        flows = [name for name in own if isinstance(model.by_name[name], Flow)]
        entering = [name for name in flows if name in stock.inflows]
        leaving = [name for name in flows if name not in stock.inflows]
        rows = max(len(entering), len(leaving), 1)
        stocks[stock.name] = y + (rows - 1) * FLOW_GAP / 2
        for x, side in ((IN_X, entering), (OUT_X, leaving)):
            others |= {name: (x, y + row * FLOW_GAP) for row, name in enumerate(side)}
        y += rows * FLOW_GAP
        rest = [name for name in own if name not in others]
        for number, name in enumerate(rest):
            row, column = divmod(number, COLUMNS)
            others[name] = (MARGIN + column * COLUMN, y + row * ROW_GAP)
        y += math.ceil(len(rest) / COLUMNS) * ROW_GAP + BAND_GAP
    nodes = [
        *(Node(name, "stock", STOCK_X, at) for name, at in stocks.items()),
        *(_node(model, name, at, stocks) for name, at in others.items()),
    ]
    width = CHANNEL_X + 10.0 * len(model.stocks) + MARGIN
    return Diagram(width, y, tuple(nodes), tuple(_connectors(model, nodes)))


def _homes(model: EquationModel) -> dict[str, str]:
    """The stock in whose band a variable stands: the first that it acts on, by fewest steps."""
    homes: dict[str, str] = {}
    front: list[tuple[str, str]] = []
    # A flow between two stocks stands where it leaves.
    for stock in model.stocks:
        front += [(name, stock.name) for name in stock.outflows]
    for stock in model.stocks:
        front += [(name, stock.name) for name in stock.inflows]
        front += [(name, stock.name) for name in sorted(model.expressions[stock.name].names)]
    while front:
        following = []
        for name, home in front:
            if name in homes or isinstance(model.by_name[name], Stock):
                continue
            homes[name] = home
            if name in model.order:
                following += [(each, home) for each in sorted(model.expressions[name].names)]
        front = following
    loose = {each.name: model.stocks[-1].name for each in model.variables}
    stocks = {each.name for each in model.stocks}
    return homes | {k: v for k, v in loose.items() if k not in homes and k not in stocks}


def _node(model: EquationModel, name: str, at: Point, stocks: Mapping[str, float]) -> Node:
    x, y = at
    if not isinstance(model.by_name[name], Flow):
        return Node(name, "aux", x, y)
    sources = [each.name for each in model.stocks if name in each.outflows]
    targets = [each.name for each in model.stocks if name in each.inflows]
    start = (STOCK_X + HALF_STOCK, stocks[sources[0]]) if sources else (x - PIPE, y)
    if not targets:
        return Node(name, "flow", x, y, (*_level(start, (x + PIPE, y)),))
    level = stocks[targets[0]]
    if not sources:
        pipe = _level((STOCK_X - HALF_STOCK, level), (x - PIPE, y))
        return Node(name, "flow", x, y, (*pipe,)[::-1])
    # From stock to stock, around the right-hand side.
    channel = CHANNEL_X + 10.0 * [*stocks].index(targets[0])
    end = (STOCK_X + HALF_STOCK, level)
    return Node(name, "flow", x, y, (*_level(start, (channel, y)), (channel, level), end))


def _level(stock: Point, cloud: Point) -> Iterator[Point]:
    """A pipe that leaves a stock and runs level with its valve."""
    yield stock
    if stock[1] != cloud[1]:
        bend = stock[0] + math.copysign(30.0, cloud[0] - stock[0])
        yield from ((bend, stock[1]), (bend, cloud[1]))
    yield cloud


def _connectors(model: EquationModel, nodes: list[Node]) -> Iterator[Connector]:
    places = {each.name: each for each in nodes}
    for target in model.order:
        moving = model.expressions[target].names - {*model.constants, *model.series}
        for source in sorted(moving):
            start, end = places[source], places[target]
            angle = math.degrees(math.atan2(start.y - end.y, end.x - start.x)) % 360.0
            yield Connector(source, target, round(angle, 1))
