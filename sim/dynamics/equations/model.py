"""A system-dynamics model as data: stocks, flows, auxiliaries, constants and series."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword
from typing import NamedTuple

from sim.dynamics.equations.expression import FUNCTIONS, Expression, ExpressionError
from sim.scenario.language import Bilingual

NO_LABEL = Bilingual("", "")


@dataclass(frozen=True)
class Variable:
    """What all kinds of variables have.

    Attributes
    ----------
    name : str
        A Python identifier.
    unit : str
        Such as ``startup/month``; ``1`` if it has none.
    label : Bilingual
        What a reader sees; empty in models that nobody reads.
    """

    name: str
    unit: str
    label: Bilingual = field(default=NO_LABEL, kw_only=True)


@dataclass(frozen=True)
class Stock(Variable):
    """What flows fill and drain; ``initial`` is an expression of constants and series."""

    initial: str
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Auxiliary(Variable):
    """What follows from others at the same moment."""

    equation: str


@dataclass(frozen=True)
class Flow(Auxiliary):
    """What a stock gains or loses a month."""


@dataclass(frozen=True)
class Constant(Variable):
    """A number, and where it comes from: a parameter's name, ``fitted`` or ``assumption: ...``."""

    value: float
    source: str


@dataclass(frozen=True)
class Series(Variable):
    """A value for each month from outside; between months it is interpolated."""

    values: tuple[float, ...]


class Fault(NamedTuple):
    """What is wrong with a variable."""

    variable: str
    reason: str

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.variable}: {self.reason}"


class ModelError(ValueError):
    """A model that is not sound.

    Attributes
    ----------
    faults : tuple of Fault
        All of them; the message has a line for each.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class EquationModel:
    """A model; faults are found when it is made.

    Parameters
    ----------
    variables : tuple of Variable
        In any order.
    months : int
        From month 0 to this one it is run.
    step : float, optional
        Length of a step of integration (Euler's), months.

    Raises
    ------
    ModelError
        For names that are unknown or given twice, equations that cannot be read, flows that are
        none, and equations that need their own value.
    """

    name: str
    variables: tuple[Variable, ...]
    months: int
    step: float = 1.0

    def __post_init__(self) -> None:
        faults = [*self._faults()]
        if not faults:
            try:
                _ = self.order
            except CycleError as error:
                circle: list[str] = error.args[1]
                faults = [Fault(circle[0], "needs itself: " + " <- ".join(circle))]
        if faults:
            raise ModelError(faults)

    @cached_property
    def by_name(self) -> dict[str, Variable]:
        """Variables by name."""
        return {each.name: each for each in self.variables}

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Stocks as declared."""
        return tuple(each for each in self.variables if isinstance(each, Stock))

    @cached_property
    def constants(self) -> dict[str, float]:
        """Constants and their values."""
        return {each.name: each.value for each in self.variables if isinstance(each, Constant)}

    @cached_property
    def series(self) -> dict[str, tuple[float, ...]]:
        """Series and their values."""
        return {each.name: each.values for each in self.variables if isinstance(each, Series)}

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Equations of auxiliaries and flows, and initial values of stocks, by name."""
        return {each.name: _read(text) for each, text in _texts(self.variables)}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Auxiliaries and flows such that each comes after those that it reads."""
        rates = [each.name for each in self.variables if isinstance(each, Auxiliary)]
        reads = {name: self.expressions[name].names & set(rates) for name in rates}
        return tuple(TopologicalSorter({k: sorted(v) for k, v in reads.items()}).static_order())

    def _faults(self) -> Iterator[Fault]:
        names = [each.name for each in self.variables]
        for name in sorted({*names}):
            if names.count(name) > 1:
                yield Fault(name, "declared twice")
            if not _is_name(name):
                yield Fault(name, "not a name")
        flows = {each.name for each in self.variables if isinstance(each, Flow)}
        for each, text in _texts(self.variables):
            known = {*names} if isinstance(each, Auxiliary) else {*self.constants, *self.series}
            try:
                unknown = sorted(Expression(text).names - known)
            except ExpressionError as error:
                yield Fault(each.name, f"column {error.column} of '{text}': {error}")
            else:
                yield from (Fault(each.name, f"unknown name '{name}'") for name in unknown)
        for stock in self.stocks:
            asked = {*stock.inflows, *stock.outflows}
            yield from (Fault(stock.name, f"no such flow '{n}'") for n in sorted(asked - flows))
        for name, values in self.series.items():
            if len(values) != self.months + 1:
                yield Fault(name, f"{len(values)} values for {self.months + 1} months")


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression:
    """Read an expression; variants of a model share the same texts."""
    return Expression(text)


def _is_name(text: str) -> bool:
    reserved = text in FUNCTIONS or iskeyword(text) or text.startswith("_")
    return text.isidentifier() and not reserved


def _texts(variables: Iterable[Variable]) -> Iterator[tuple[Variable, str]]:
    for each in variables:
        if isinstance(each, Stock):
            yield each, each.initial
        elif isinstance(each, Auxiliary):
            yield each, each.equation
