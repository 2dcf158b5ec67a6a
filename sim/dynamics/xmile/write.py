"""Writing a model as an XMILE file: stocks, flows, auxiliaries, units and a diagram."""

from collections.abc import Iterable
from xml.etree import ElementTree

from sim.dynamics.equations.model import (
    Auxiliary,
    Constant,
    EquationModel,
    Flow,
    Series,
    Stock,
    Variable,
)
from sim.dynamics.equations.units import UNITS
from sim.dynamics.xmile.layout import Diagram, diagram
from sim.dynamics.xmile.notation import NAMESPACE, written
from sim.scenario.language import LANGUAGES

Element = ElementTree.Element
_under = ElementTree.SubElement
FORMAT = "1"  # of how files are written here


def xmile(model: EquationModel, title: str = "") -> str:
    """Return a model as the text of an XMILE file.

    Parameters
    ----------
    title : str
        What the file is, for its header.

    Returns
    -------
    str
        By OASIS XMILE 1.0. Numbers are written with all their digits, so that an engine that
        integrates by Euler's method repeats the trajectories of
        :func:`sim.dynamics.equations.simulate`.
    """
    root = Element("xmile", {"version": "1.0", "xmlns": NAMESPACE})
    _header(root, model, title)
    body = _under(_under(root, "model"), "variables")
    for each in model.variables:
        _variable(body, model, each)
    views = _under(root[-1], "views")
    _view(views, diagram(model))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _header(root: Element, model: EquationModel, title: str) -> None:
    header = _under(root, "header")
    _said(header, "vendor", "makersim")
    _said(header, "name", model.name)
    if title:
        _said(header, "caption", title)
    _said(header, "product", "makersim", version=FORMAT, lang="en")
    times = _under(root, "sim_specs", {"method": "Euler", "time_units": "month"})
    for tag, value in (("start", 0), ("stop", model.months), ("dt", model.step)):
        _said(times, tag, f"{value:g}")
    units = _under(root, "model_units")
    for unit in UNITS:
        _under(units, "unit", {"name": unit})


def _variable(body: Element, model: EquationModel, variable: Variable) -> None:
    match variable:
        case Stock():
            tag, equation = "stock", written(model.expressions[variable.name])
        case Flow():
            tag, equation = "flow", written(model.expressions[variable.name])
        case Auxiliary():
            tag, equation = "aux", written(model.expressions[variable.name])
        case Constant():
            tag, equation = "aux", repr(float(variable.value))
        case _:
            tag, equation = "aux", "TIME"
    element = _under(body, tag, {"name": variable.name})
    if doc := _doc(variable):
        _said(element, "doc", doc)
    _said(element, "eqn", equation)
    if isinstance(variable, Stock):
        for side in ("inflow", "outflow"):
            for flow in getattr(variable, side + "s"):
                _said(element, side, flow)
    if isinstance(variable, Series):
        table = _under(element, "gf", {"type": "continuous"})
        _said(table, "xpts", ",".join(map(str, range(len(variable.values)))))
        _said(table, "ypts", ",".join(repr(float(each)) for each in variable.values))
    _said(element, "units", variable.unit)


def _doc(variable: Variable) -> str:
    """What it is in both languages, and for a constant where its value comes from."""
    said = list(filter(None, (variable.label.text(language) for language in LANGUAGES)))
    source = [variable.source] if isinstance(variable, Constant) else []
    return "; ".join(" ".join(each.split()) for each in (*said, *source))


def _view(views: Element, drawn: Diagram) -> None:
    size = {"page_width": f"{drawn.width:g}", "page_height": f"{drawn.height:g}"}
    view = _under(views, "view", {"type": "stock_flow", **size})
    for node in drawn.nodes:
        place = {"name": node.name, "x": f"{node.x:g}", "y": f"{node.y:g}"}
        element = _under(view, node.kind, place)
        if node.pipe:
            _points(element, node.pipe)
    for number, arrow in enumerate(drawn.connectors, start=1):
        connector = _under(view, "connector", {"uid": str(number), "angle": f"{arrow.angle:g}"})
        _said(connector, "from", arrow.source)
        _said(connector, "to", arrow.target)


def _points(element: Element, points: Iterable[tuple[float, float]]) -> None:
    pipe = _under(element, "pts")
    for x, y in points:
        _under(pipe, "pt", {"x": f"{x:g}", "y": f"{y:g}"})


def _said(parent: Element, tag: str, text: str, **attributes: str) -> None:
    _under(parent, tag, attributes).text = text
