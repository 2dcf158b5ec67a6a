"""Panels of a comparison for its page: levels above, paired differences below, one figure each."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from sim.analysis.figures.comparison_curves import CURVES, SHOWN_FROM, draw_panel, shown
from sim.analysis.figures.comparison_curves import Panel as Curves
from sim.analysis.figures.comparison_drawing import Pictured
from sim.analysis.figures.frontier_figure import SHOWN, frontier_panel, unit_of_cost
from sim.analysis.figures.inline import Mark, axes_at, blank, inline_svg
from sim.analysis.figures.page_panels import Panel
from sim.analysis.figures.page_texts import PAGE_TEXTS
from sim.analysis.figures.style import style
from sim.analysis.gaps import signed
from sim.analysis.intervals import band
from sim.analysis.reading_units import KCNY_PER_MILLION, unit_of_totals
from sim.analysis.totals import TOTALS
from sim.model.conditions import FIRST_YEAR
from sim.scenario.language import Bilingual

WIDTH, HEIGHT, SQUARE = 4.2, 3.75, 3.3  # inches
LEFT, RIGHT, BOTTOM, LOWER, AIR, UPPER = 0.92, 0.14, 0.50, 1.05, 0.14, 1.94
MONEY = "million CNY"
MARKS = {"year_x": 12, "founding_x": 12, "entry_x": 6}  # points from one mark to the next


def comparison_panels(pictured: Pictured) -> dict[str, list[Panel]]:
    """Draw the panels of a comparison, by the name of their figure in the folder."""
    with style(pictured.fonts):
        return {
            name: [
                _panel(pictured, each, f"{name}-{number}", SHOWN_FROM.get(name, 0))
                for number, each in enumerate(panels)
            ]
            for name, panels in CURVES.items()
        }


def frontier_panels(pictured: Pictured) -> list[Panel]:
    """Draw what each scenario spends and brings more or less than the first, an outcome each."""
    unit, panels = unit_of_cost(pictured), []
    language = pictured.fonts.language
    with style(pictured.fonts):
        for outcome in SHOWN:
            rows = [row for row in pictured.gains if row.outcome == outcome]
            axes = axes_at(blank(WIDTH, SQUARE), LEFT, BOTTOM, WIDTH - LEFT - RIGHT, SQUARE - 0.74)
            frontier_panel(axes, pictured, rows, unit)
            axes.set_title("", loc="left")  # the page has it as text of its own
            title = TOTALS[outcome].about.label.text(language)
            name = f"frontier-{outcome}"
            assert isinstance(axes.figure, Figure)
            panels.append(Panel(title, inline_svg(axes.figure, name, title)))
    return panels


def _panel(pictured: Pictured, panel: Curves, name: str, since: int) -> Panel:
    figure, wide = blank(WIDTH, HEIGHT), WIDTH - LEFT - RIGHT
    upper = axes_at(figure, LEFT, BOTTOM + LOWER + AIR, wide, UPPER)
    lower = axes_at(figure, LEFT, BOTTOM, wide, LOWER)
    panel = _in_money_of_readers(panel, pictured)
    draw_panel(upper, lower, pictured, panel, since)
    if panel.x == "year_x":
        last = round(lower.get_xlim()[1])
        for axes in (upper, lower):
            years = range(FIRST_YEAR, last + 1, 5 if last - FIRST_YEAR > 8 else 2)
            axes.xaxis.set_major_locator(FixedLocator(years))
    for axes in (upper, lower):
        axes.yaxis.set_label_coords(-0.235, 0.5)
    title = panel.title.text(pictured.fonts.language)
    upper.set_title("", loc="left")  # the page has it as text of its own
    return Panel(title, inline_svg(figure, name, title, _marks(lower, pictured, panel, since)))


def _in_money_of_readers(panel: Curves, pictured: Pictured) -> Curves:
    """A panel of money in the unit of the report's tables and sentences."""
    if not isinstance(panel.unit, Bilingual) or panel.unit.en != MONEY:
        return panel
    unit = unit_of_totals(pictured.fonts.language)
    factor = panel.factor * KCNY_PER_MILLION / unit.kcny
    return panel._replace(factor=factor, unit=Bilingual(unit.name, unit.name))


def _marks(axes: Axes, pictured: Pictured, panel: Curves, since: int) -> list[Mark]:
    """Say differences where the pointer is over their curves."""
    first, *others = [shown(each.curves[panel.curve], panel, since) for each in pictured.members]
    names = pictured.names[1:]
    marks = []
    for member, name, curve in zip(pictured.members[1:], names, others, strict=True):
        middle, low, high = band(curve - first)
        colour = pictured.look(member.label).colour
        for place in range(0, middle.size, MARKS[panel.x]):
            if middle[place] != middle[place]:
                continue
            at = _place(panel, place)
            numbers = [
                signed(float(value[place]), 2 if abs(middle[place]) < 1 else 1)
                for value in (middle, low, high)
            ]
            there = low[place] == low[place]
            text = PAGE_TEXTS[f"difference_{panel.x}"].text(pictured.fonts.language)
            spread = f" [{numbers[1]}, {numbers[2]}]" if there else ""
            said = text.format(name=name, at=at, value=numbers[0], range=spread)
            marks.append(Mark(axes, at, float(middle[place]), colour, said))
    return marks


def _place(panel: Curves, place: int) -> float:
    if panel.x == "year_x":
        return FIRST_YEAR + place / 12
    return place / 12 if panel.x == "founding_x" else float(place)
