"""What the figures of a comparison are drawn from, and the looks of its scenarios."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.comparison import Difference, Member
from sim.analysis.comparison_indicators import chosen
from sim.analysis.figures.comparison_texts import COMPARISON_TEXTS
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, PURPLE, VERMILION
from sim.analysis.money import YearCost
from sim.analysis.money_compared import Gain
from sim.analysis.scenario_names import defined_names, names_of

LEGEND, SMALLEST = 9.5, 6.0  # points
HANDLE = 0.65  # inches of a line or marker and of the gap behind a name
WIDE = "\u2e80"  # characters from here on are as wide as they are high


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
    Look(PURPLE, (0, (1.4, 1.2)), "v"),
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
        shown = handles[1:] if markers else handles
        columns = min(3 if width > 11 else 2, len(shown))
        figure.legend(
            handles=shown,
            loc="upper left",
            bbox_to_anchor=(0.09 / width, top / height),
            ncols=columns,
            frameon=False,
            fontsize=_size(self.defined, width / columns - HANDLE),
            borderpad=0,
            handlelength=1.2 if markers else 2.6,
        )


def _size(names: Sequence[str], room: float) -> float:
    """Size of letters at which the longest name fits so many inches.

    >>> _size(["Baseline"], 3.0), round(_size(["An option with a very long title" * 3], 4.0), 1)
    (9.5, 6.0)
    """
    longest = max(sum(1.0 if letter >= WIDE else 0.58 for letter in name) for name in names)
    return min(LEGEND, max(SMALLEST, 72 * room / longest))
