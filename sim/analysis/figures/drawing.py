"""What every figure is drawn from."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.analysis.evidence import Evidence
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.texts import TEXTS
from sim.analysis.findings import Finding
from sim.analysis.intervals import FEWEST
from sim.analysis.money import YearCost
from sim.results.groups import LABELS


class Drawing(NamedTuple):
    """A run as figures need it, and the language and fonts to say it in."""

    evidence: Evidence
    findings: Sequence[Finding]
    costs: Sequence[YearCost]
    fonts: Fonts
    scenario: str
    run_id: str
    source: str = "posterior"  # of the parameters

    def say(self, key: str, **values: object) -> str:
        """Return a text of the figures."""
        return TEXTS[key].text(self.fonts.language).format(**values)

    def name(self, group: str) -> str:
        """Return the label of a group."""
        label = LABELS[group]
        return label.zh if self.fonts.language == "zh" else label.en

    @property
    def band(self) -> str:
        """What lines and bands are."""
        return self.say("band" if self.evidence.replicates >= FEWEST else "median_only")

    @property
    def footer(self) -> str:
        """Small print that goes with every figure."""
        return self.say(
            "footer",
            scenario=self.fonts.shown(self.scenario),
            replicates=self.evidence.replicates,
            run=self.run_id,
            parameters=self.say(self.source),
        )

    def median(self, section: str, indicator: str, group: str) -> float:
        """Median of a finding; NaN where there is none."""
        for row in self.findings:
            if row[:3] == (section, indicator, group) and row.median is not None:
                return row.median
        return float("nan")
