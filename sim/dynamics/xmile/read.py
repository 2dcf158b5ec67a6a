"""Reading an XMILE file into a model: all of it, or a list of what is wrong with it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations.finite import endless_part
from sim.dynamics.equations.model import (
    Auxiliary,
    Constant,
    EquationModel,
    Fault,
    Flow,
    ModelError,
    Series,
    Stock,
    Variable,
)
from sim.dynamics.equations.units import check_units
from sim.dynamics.xmile.elements import Element, XmileError, elements_of
from sim.dynamics.xmile.notation import name_of, plain

KINDS = ("stock", "flow", "aux")
MOST_MONTHS, MOST_STEPS = 12_000, 100_000
PARTS = ("doc", "eqn", "units", "inflow", "outflow", "gf", "range", "scale", "format")


def read_xmile(path: Path) -> EquationModel:
    """Read a model from an XMILE file.

    Raises
    ------
    XmileError
        With everything that is wrong: what cannot be read, functions, names and parts of XMILE
        that are not known here, units that do not fit; each with its line and element.
    """
    root = elements_of(path)
    reading = _Reading(path)
    model = reading.model(root)
    if model is None or reading.problems:
        raise XmileError(sorted(reading.problems))
    if faults := check_units(model):
        reading.report(faults)
        raise XmileError(sorted(reading.problems))
    return model


def line_of(path: Path, variable: str) -> int:
    """Line of a file in which a variable begins; 0 if there is none of that name."""
    places = (
        element
        for model in elements_of(path).children_of("model")
        for part in model.children_of("variables")
        for element in part.children
    )
    named = (each for each in places if name_of(each.attributes.get("name", "")) == variable)
    return next((each.line for each in named), 0)


class _Reading:
    """A file that is being read, and what was found wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[tuple[str, int, str]] = []
        self.places: dict[str, Element] = {}

    def model(self, root: Element) -> EquationModel | None:
        models = [each for each in root.children if each.tag == "model"]
        if root.tag != "xmile" or len(models) != 1:
            self.wrong(root, f"one <model> in <xmile> is expected, not {len(models)}")
            return None
        for each in root.children:
            if each.tag in ("dimensions", "macro"):
                self.wrong(each, f"<{each.tag}> is not known here")
        months, step = self.times(root)
        variables = [
            found
            for part in models[0].children_of("variables")
            for element in part.children
            for found in self.variable(element, months)
        ]
        if self.problems:
            return None
        try:
            return EquationModel(root.said("name", within="header"), tuple(variables), months, step)
        except ModelError as error:
            self.report(error.faults)
            return None

    def times(self, root: Element) -> tuple[int, float]:
        """Months and length of a step."""
        found = root.children_of("sim_specs")
        if len(found) != 1:
            self.wrong(root, "one <sim_specs> is expected")
            return 0, 1.0
        specs = found[0]
        if specs.attributes.get("method", "euler").lower() != "euler":
            self.wrong(specs, "only the method Euler is known here")
        if specs.attributes.get("time_units", "month").lower() not in ("month", "months"):
            self.wrong(specs, "time must be in months")
        start, stop, step = (self.number(specs, tag) for tag in ("start", "stop", "dt"))
        if start != 0.0 or not stop > 0 or stop % 1:  # of infinity, too
            self.wrong(specs, "time must begin at 0 and stop after a whole number of months")
        elif stop > MOST_MONTHS:
            self.wrong(specs, f"<stop> is {stop:g}; {MOST_MONTHS} months at most")
        elif not 0 < step <= 1 or abs(1 / step - round(1 / step)) > 1e-9:
            self.wrong(specs, "<dt> must be a month or a whole part of it, such as 0.25")
        elif stop / step > MOST_STEPS:
            said = f"<stop> is {stop:g} and <dt> {step:g}; {MOST_STEPS} steps at most"
            self.wrong(specs, said)
        else:
            return round(stop), step
        return 0, 1.0

    def number(self, parent: Element, tag: str) -> float:
        try:
            return float(parent.said(tag) or "nothing")
        except ValueError:
            self.wrong(parent, f"<{tag}> must be a number")
            return 0.0

    def variable(self, element: Element, months: int) -> Iterator[Variable]:
        if element.tag not in KINDS:
            self.wrong(element, f"<{element.tag}> is not known here; {', '.join(KINDS)} are")
            return
        name = name_of(element.attributes.get("name", ""))
        if name in self.places:
            self.wrong(element, f"the name is taken in line {self.places[name].line}")
        self.places[name] = element
        for part in element.children:
            if part.tag not in PARTS:
                self.wrong(part, f"<{part.tag}> of {name} is not known here", about=element)
        unit = element.said("units") or "1"
        if tables := element.children_of("gf"):
            values = self.table(element, tables[0], months)
            yield Series(name, unit, values)
            return
        equation = plain(element.said("eqn"))
        if endless := endless_part(equation):
            self.wrong(element, f"'{endless}' is no finite number")
            return
        yield self.of_kind(element, name, unit, equation)

    def of_kind(self, element: Element, name: str, unit: str, equation: str) -> Variable:
        if element.tag == "stock":
            pipes = (
                tuple(name_of(each.text) for each in element.children_of(side))
                for side in ("inflow", "outflow")
            )
            return Stock(name, unit, equation, *pipes)
        if element.tag == "flow":
            return Flow(name, unit, equation)
        try:
            return Constant(name, unit, float(equation), f"{self.path.name}:{element.line}")
        except ValueError:
            return Auxiliary(name, unit, equation)

    def table(self, element: Element, table: Element, months: int) -> tuple[float, ...]:
        """Values by month of a graphical function of time."""
        if element.said("eqn").strip().upper() != "TIME":
            self.wrong(table, "a graphical function must be one of TIME", about=element)
        if table.attributes.get("type", "continuous").lower() != "continuous":
            self.wrong(table, "only continuous graphical functions are known here", about=element)
        try:
            heights = _numbers(table.said("ypts"))
            if points := table.said("xpts"):
                places = _numbers(points)
            else:
                scale = table.first("xscale").attributes
                places = np.linspace(float(scale["min"]), float(scale["max"]), len(heights))
        except (KeyError, ValueError):
            self.wrong(table, "<xpts> or <xscale>, and <ypts>, must be numbers", about=element)
            return ()
        if not (np.isfinite(places).all() and np.isfinite(heights).all()):
            self.wrong(table, "<xpts> and <ypts> must be finite numbers", about=element)
            return ()
        if len(places) != len(heights) or (np.diff(places) <= 0).any():
            self.wrong(table, "as many rising <xpts> as <ypts> are expected", about=element)
            return ()
        if (np.abs(places - np.round(places)) > 1e-9).any():
            self.wrong(table, "points between months are not known here", about=element)
        return tuple(np.interp(np.arange(months + 1), places, heights).tolist())

    def report(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.wrong(self.places[fault.variable], fault.reason)

    def wrong(self, element: Element, reason: str, about: Element | None = None) -> None:
        owner = about or element
        name = owner.attributes.get("name", "")
        said = f"<{owner.tag}> {name}: {reason}" if name else f"<{owner.tag}>: {reason}"
        self.problems.append((str(self.path), element.line, said))


def _numbers(text: str) -> NDArray[np.float64]:
    return np.array([float(each) for each in text.split(",")])
