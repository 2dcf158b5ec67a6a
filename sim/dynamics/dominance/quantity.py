"""What is scored: single variables, or several that stand for one quantity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.dynamics.equations import EquationModel, Stock
from sim.dynamics.equations.model import Auxiliary

UNWEIGHTED = "1"


@dataclass(frozen=True)
class Quantity:
    """Variables that a reader takes for one, such as the spaces of each business model.

    Attributes
    ----------
    name : str
    parts : mapping of str to str
        Variables of the model, which change together when the quantity is a cause: all stocks
        or none. With each an expression of its weight in the quantity, taken as it is before
        each step, so that a shift between parts alone is no change; only ratios matter.
    settles : bool
        Whether it is a stock that follows its causes within a step or two. It is then scored as
        an auxiliary: by its causes alone, and what it does to itself is no loop.
    """

    name: str
    parts: Mapping[str, str]
    settles: bool = False


def quantities_of(
    model: EquationModel, quantities: Sequence[Quantity] | None
) -> tuple[Quantity, ...]:
    """Return what is scored: every variable by itself, or those given and all other stocks.

    Raises
    ------
    KeyError
        If a part is no variable of the model.
    """
    if quantities is None:
        kinds = (each for each in model.variables if isinstance(each, Stock | Auxiliary))
        return tuple(Quantity(each.name, {each.name: UNWEIGHTED}) for each in kinds)
    taken = {part for each in quantities for part in each.parts}
    if unknown := sorted(taken - {*model.by_name}):
        raise KeyError(", ".join(unknown))
    left = (each.name for each in model.stocks if each.name not in taken)
    return (*quantities, *(Quantity(name, {name: UNWEIGHTED}) for name in left))
