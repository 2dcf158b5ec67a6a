"""Public cost by year, in bars of policies: of one run, or of the scenarios of a comparison."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.comparison_drawing import Pictured
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, GREY, PURPLE, VERMILION, canvas
from sim.analysis.intervals import FEWEST
from sim.analysis.money import ALL_YEARS, YearCost
from sim.analysis.money_texts import say
from sim.analysis.reading_units import KCNY_PER_MILLION, MoneyUnit, interval, money_unit, plain
from sim.scenario.language import Bilingual

# Colour and hatch differ, for photocopies too; policies on one lever come one after the other.
_LOOKS = (
    (BLUE, ""),
    ("#8CC4E4", "///"),
    (VERMILION, ""),
    (GREEN, "..."),
    ("#E8B84A", ""),
    (PURPLE, "\\\\\\"),
    (GREY, ""),
    ("#C9C9C9", "xxx"),
)
WIDTH, MOST_LABELS = 10.0, 6
HEAD, PANEL, TITLE, X_LABEL, FOOT = 0.95, 2.3, 0.34, 0.62, 0.28  # inches
LEFT, RIGHT, GAP = 0.75, 0.25, 0.35
LEGEND_ROW = 0.2

_Policy = tuple[str, str]  # lever and name


class _Bars(NamedTuple):
    """What all panels of a figure share."""

    unit: MoneyUnit
    looks: Mapping[_Policy, tuple[str, str]]
    fonts: Fonts
    top: float  # of the vertical axis, in the unit

    def value(self, million: float) -> float:
        """A sum in the unit of the figure."""
        return million * KCNY_PER_MILLION / self.unit.kcny


def public_cost_figure(drawing: Drawing) -> Figure:
    """Draw the bars of a run, and beside them what each policy costs over the whole run."""
    rows, fonts = drawing.costs, drawing.fonts
    language = fonts.language
    subtitle = _subtitle(fonts, drawing.evidence.replicates)
    figure = canvas(WIDTH, 4.8, say("cost_title", language), subtitle, drawing.footer)
    axes = figure.add_axes((0.075, 0.14, 0.52, 0.66))
    bars = _shared([rows], fonts)
    _panel(axes, rows, bars)
    axes.set_ylabel(say("cost_axis", language, unit=bars.unit.name))
    axes.set_xlabel(say("year_x", language))
    if bars.looks:
        _legend(figure, rows, bars)
    else:
        axes.text(0.5, 0.5, say("cost_nothing", language), transform=axes.transAxes, ha="center")
    return figure


def public_costs_figure(pictured: Pictured) -> Figure:
    """Draw the bars of every scenario on one scale, a panel each."""
    fonts, members = pictured.fonts, pictured.members
    by_member = [pictured.costs[member.label] for member in members]
    bars = _shared(by_member, fonts)
    labels = _labels(by_member, fonts)
    columns = 2 if len(members) in (2, 4) else 3
    lines = -(-len(labels) // columns)
    block = TITLE + PANEL + X_LABEL
    rows = -(-len(members) // columns)
    height = HEAD + lines * LEGEND_ROW + rows * block + FOOT
    subtitle = _subtitle(fonts, members[0].replicates)
    title = say("cost_title", fonts.language)
    figure = canvas(WIDTH, height, title, subtitle, pictured.footer)
    _common_legend(figure, bars, labels, height - 0.72, columns)
    wide = (WIDTH - LEFT - RIGHT - (columns - 1) * GAP) / columns
    for number, (name, costs) in enumerate(zip(pictured.names, by_member, strict=True)):
        row, column = divmod(number, columns)
        left = LEFT + column * (wide + GAP)
        bottom = FOOT + (rows - 1 - row) * block + X_LABEL
        place = (left / WIDTH, bottom / height, wide / WIDTH, PANEL / height)
        axes = figure.add_axes(place)
        axes.set_title(name, fontsize=9, loc="left", pad=6, fontweight="bold")
        _panel(axes, costs, bars)
        axes.set_xlabel(say("year_x", fonts.language))
        if column == 0:
            axes.set_ylabel(say("cost_axis", fonts.language, unit=bars.unit.name))
        else:
            axes.tick_params(labelleft=False)
    return figure


def _shared(by_member: Sequence[Sequence[YearCost]], fonts: Fonts) -> _Bars:
    """One unit, one scale and one look a policy for all panels."""
    ends = [
        end * KCNY_PER_MILLION
        for rows in by_member
        for row in rows
        if row.year != ALL_YEARS
        for end in (row.mean, row.high_90 or 0.0)
    ]
    policies = list(dict.fromkeys(_policy(row) for rows in by_member for row in rows))
    paying = [policy for policy in policies if policy[0] != ALL_YEARS]
    levers = [lever for lever, _ in paying]
    paying.sort(key=lambda policy: levers.index(policy[0]))
    looks = {policy: _LOOKS[place % len(_LOOKS)] for place, policy in enumerate(paying)}
    unit = money_unit(ends, fonts.language)
    return _Bars(unit, looks, fonts, 1.08 * max(ends, default=0.0) / unit.kcny or 1.0)


def _panel(axes: Axes, rows: Sequence[YearCost], bars: _Bars) -> None:
    """Stack the means of policies, year by year, with the range of their sum."""
    stacked: dict[int, float] = {}
    years = sorted({int(row.year) for row in rows if row.year != ALL_YEARS})
    for policy, (colour, hatch) in bars.looks.items():
        of_policy = {int(row.year): row for row in _yearly(rows, policy)}
        if not of_policy:
            continue
        heights = [bars.value(row.mean) for row in of_policy.values()]
        bottoms = [stacked.get(year, 0.0) for year in of_policy]
        axes.bar(
            list(of_policy),
            heights,
            0.78,
            bottoms,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.4,
        )
        for year, height in zip(of_policy, heights, strict=True):
            stacked[year] = stacked.get(year, 0.0) + height
    for row in _yearly(rows, (ALL_YEARS, "")):
        if row.low_90 is not None and row.high_90 is not None:
            ends = bars.value(row.low_90), bars.value(row.high_90)
            axes.plot((int(row.year),) * 2, ends, color=BLACK, linewidth=1.0)
    axes.set_ylim(0, bars.top)
    if years:
        axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
        axes.set_xticks(years[:: -(-len(years) // MOST_LABELS)])
    axes.grid(visible=False, axis="x")
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter("{x:,.6g}")


def _legend(figure: Figure, rows: Sequence[YearCost], bars: _Bars) -> None:
    """Name policies in the order of the stack, with what each costs over the whole run."""
    language = bars.fonts.language
    whole = {_policy(row): row for row in rows if row.year == ALL_YEARS}
    years = sorted(row.year for row in rows if row.year != ALL_YEARS)
    unit = money_unit([row.mean * KCNY_PER_MILLION for row in whole.values()], language)
    scale = KCNY_PER_MILLION / unit.kcny
    spread = whole[ALL_YEARS, ""].low_90 is not None
    heading = say(
        "cost_whole",
        language,
        first=years[0],
        last=years[-1],
        range=say("cost_whole_range", language) if spread else "",
    )
    handles = []
    for policy in [(ALL_YEARS, ""), *reversed(list(bars.looks))]:
        row = whole[policy]
        colour, hatch = bars.looks.get(policy, ("none", ""))
        name = Bilingual(row.label_en, row.label_zh).text(language)
        low, high = (end and end * scale for end in (row.low_90, row.high_90))
        said = f"{name}\n{plain(row.mean * scale)} {unit.name} {interval(low, high)}".rstrip()
        handles.append(Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=said))
    figure.legend(
        handles=handles,
        title=heading,
        loc="upper left",
        bbox_to_anchor=(0.61, 0.83),
        alignment="left",
        frameon=False,
        fontsize=9,
        labelspacing=0.9,
    )


def _common_legend(
    figure: Figure, bars: _Bars, labels: Mapping[_Policy, str], top: float, columns: int
) -> None:
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=labels[policy])
        for policy, (colour, hatch) in bars.looks.items()
    ]
    height = figure.get_size_inches()[1]
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.09 / WIDTH, top / height),
        ncols=columns,
        frameon=False,
        fontsize=9,
        borderpad=0,
    )


def _subtitle(fonts: Fonts, replicates: int) -> str:
    language = fonts.language
    spread = say("cost_range", language) if replicates >= FEWEST else ""
    notes = say("cost_notes", language)
    return say("cost_subtitle", language, replicates=replicates, range=spread, notes=notes)


def _labels(by_member: Sequence[Sequence[YearCost]], fonts: Fonts) -> dict[_Policy, str]:
    rows = [row for each in by_member for row in each if row.lever != ALL_YEARS]
    return {
        _policy(row): Bilingual(row.label_en, row.label_zh).text(fonts.language)
        for row in reversed(rows)
    }


def _yearly(rows: Sequence[YearCost], policy: _Policy) -> list[YearCost]:
    return [row for row in rows if _policy(row) == policy and row.year != ALL_YEARS]


def _policy(row: YearCost) -> _Policy:
    return row.lever, row.policy
