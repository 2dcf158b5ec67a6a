"""What the figures of a comparison are drawn from, and the looks of its scenarios."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.comparison import Difference, Member
from sim.analysis.comparison_indicators import chosen
from sim.analysis.figures.comparison_texts import COMPARISON_TEXTS
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, VERMILION
from sim.analysis.money import YearCost
from sim.analysis.money_compared import Gain
from sim.analysis.scenario_names import defined_names, names_of


class Look(NamedTuple):
    """Look of one scenario: colour, dashes and marker differ, for photocopies too."""

    colour: str
    dashes: Any
    marker: str


LOOKS = (
    Look(BLACK, "solid", "o"),
    Look(BLUE, (0, (6, 1.6)), "o"),
    Look(VERMILION, (0, (3, 1.2)), "s"),
    Look(GREEN, (0, (7, 1.6, 1.4, 1.6)), "^"),
    Look("#AA4499", (0, (1.4, 1.2)), "v"),
    Look("#8A6D00", (0, (4, 1, 1, 1, 1, 1)), "P"),
    Look("#3B7EA1", (0, (9, 2)), "X"),
)


class Pictured(NamedTuple):
    """A comparison as figures need it, and the language and fonts to say it in."""

    members: Sequence[Member]
    rows: Sequence[Difference]
    costs: Mapping[str, Sequence[YearCost]]  # by label
    gains: Sequence[Gain]
    indicators: tuple[str, ...]  # that are shown
    fonts: Fonts
    id: str

    def say(self, key: str, **values: object) -> str:
        """Return a text of the figures."""
        return COMPARISON_TEXTS[key].text(self.fonts.language).format(**values)

    @property
    def names(self) -> list[str]:
        """Short names of the scenarios."""
        return [self.fonts.shown(name) for name in names_of(self.members, self.fonts.language)]

    @property
    def defined(self) -> list[str]:
        """Names with the titles that they stand for."""
        found = defined_names(self.members, self.fonts.language)
        return [self.fonts.shown(name) for name in found]

    @property
    def shown(self) -> list[Difference]:
        """Rows of the indicators that are asked for."""
        return [row for row in self.rows if chosen(row.key, self.indicators) and row.pairs]

    @property
    def footer(self) -> str:
        """Small print that goes with every figure."""
        return self.say("footer", replicates=self.members[0].replicates, id=self.id)

    def look(self, label: str) -> Look:
        """Look of the scenario with a label; beyond seven scenarios looks come again."""
        place = [member.label for member in self.members].index(label)
        return LOOKS[place] if place < len(LOOKS) else LOOKS[1 + place % (len(LOOKS) - 1)]

    def legend(self, figure: Figure, top: float, markers: bool = False) -> None:
        """Say in lines from ``top`` inches above the bottom which scenario looks how."""
        handles = [
            Line2D(
                [],
                [],
                color=self.look(member.label).colour,
                linestyle="none" if markers else self.look(member.label).dashes,
                marker=self.look(member.label).marker if markers else None,
                markersize=7,
                linewidth=2.0,
                label=name,
            )
            for member, name in zip(self.members, self.defined, strict=True)
        ]
        width, height = figure.get_size_inches()
        figure.legend(
            handles=handles[1:] if markers else handles,
            loc="upper left",
            bbox_to_anchor=(0.09 / width, top / height),
            ncols=3 if width > 11 else 2,
            frameon=False,
            fontsize=9.5,
            borderpad=0,
            handlelength=1.2 if markers else 2.6,
        )
