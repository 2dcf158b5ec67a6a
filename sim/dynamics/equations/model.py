"""A system-dynamics model as data: stocks, flows, auxiliaries, constants and series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword

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


class ModelError(ValueError):
    """A model that is not sound; the message names each fault on a line of its own."""


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
                faults = ["equations need each other: " + " <- ".join(error.args[1])]
        if faults:
            raise ModelError("\n".join(faults))

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
        return {each.name: Expression(text) for each, text in _texts(self.variables)}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Auxiliaries and flows such that each comes after those that it reads."""
        rates = [each.name for each in self.variables if isinstance(each, Auxiliary)]
        reads = {name: self.expressions[name].names & set(rates) for name in rates}
        return tuple(TopologicalSorter({k: sorted(v) for k, v in reads.items()}).static_order())

    def with_values(
        self,
        constants: Mapping[str, float] | None = None,
        series: Mapping[str, Iterable[float]] | None = None,
    ) -> "EquationModel":
        """Return the model with other constants or series, by name."""
        constants, given = constants or {}, series or {}
        unknown = sorted({*constants} - {*self.constants} | {*given} - {*self.series})
        if unknown:
            raise ModelError("no such constant or series: " + ", ".join(unknown))

        def changed(each: Variable) -> Variable:
            if isinstance(each, Constant) and each.name in constants:
                return replace(each, value=float(constants[each.name]))
            if isinstance(each, Series) and each.name in given:
                return replace(each, values=tuple(map(float, given[each.name])))
            return each

        return replace(self, variables=tuple(map(changed, self.variables)))

    def _faults(self) -> Iterator[str]:
        names = [each.name for each in self.variables]
        yield from (f"{name}: declared twice" for name in sorted({*names}) if names.count(name) > 1)
        yield from (f"{name}: not a name" for name in names if not _is_name(name))
        flows = {each.name for each in self.variables if isinstance(each, Flow)}
        for each, text in _texts(self.variables):
            try:
                reads = Expression(text).names
            except ExpressionError as error:
                yield f"{each.name}: column {error.column} of '{text}': {error}"
                continue
            fixed = {*self.constants, *self.series}
            known = fixed if isinstance(each, Stock) else {*names}
            yield from (f"{each.name}: unknown name '{name}'" for name in sorted(reads - known))
        for stock in self.stocks:
            asked = {*stock.inflows, *stock.outflows}
            yield from (f"{stock.name}: no such flow '{name}'" for name in sorted(asked - flows))
        for name, values in self.series.items():
            if len(values) != self.months + 1:
                yield f"{name}: {len(values)} values for {self.months + 1} months"


def _is_name(text: str) -> bool:
    reserved = text in FUNCTIONS or iskeyword(text) or text.startswith("_")
    return text.isidentifier() and not reserved


def _texts(variables: Iterable[Variable]) -> Iterator[tuple[Variable, str]]:
    for each in variables:
        if isinstance(each, Stock):
            yield each, each.initial
        elif isinstance(each, Auxiliary):
            yield each, each.equation
