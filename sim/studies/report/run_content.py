"""What the report of a run says and shows, in one language."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.evidence import GAP
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.page_bars import Range, strip
from sim.analysis.findings import Finding
from sim.analysis.flows import Yearly, yearly
from sim.analysis.gaps import ASKED, MODELS_GAP, Spread, signed, spread_of
from sim.analysis.intervals import FEWEST
from sim.model.categories import MODELS
from sim.model.conditions import FIRST_YEAR
from sim.results.groups import LABELS
from sim.scenario.language import COMMA, Bilingual, Language
from sim.studies import gaps_words
from sim.studies.report.blocks import Answer, Card, Table, TableRow
from sim.studies.report.run_texts import RUN_TEXTS
from sim.studies.screen import month_of_year
from sim.studies.study import Study

ANSWERED = ("survival", "funding", "shakeout")  # what the product asks of every scenario
MISSING = "–"
ENOUGH_DRAWS = 100  # from which on a range is as wide as it should be (decision 0015)


class RunContent:
    """A run that has been analysed, in the words of one language.

    Parameters
    ----------
    study : Study
        With its tables.
    drawing : Drawing
        What its figures are drawn from.
    """

    def __init__(self, study: Study, language: Language, drawing: Drawing) -> None:
        self.study, self.language, self.drawing = study, language, drawing
        self.replicates = len(study.plan.replicates)
        self.by_key = {row[:3]: row for row in study.findings}

    @cached_property
    def flows(self) -> Yearly:
        """Stocks and flows of whole calendar years."""
        return yearly(self.study.tables, FIRST_YEAR)

    def spread(self, key: str) -> Spread:
        """Gap between the two models in an outcome that is asked for."""
        runs = self.study.ensemble
        return spread_of(runs.gap(ASKED[key].by_model, MODELS_GAP), runs.draws)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the report of a run."""
        return RUN_TEXTS[key].text(self.language).format(**values)

    def name(self, group: str) -> str:
        """Label of a group of spaces."""
        label = LABELS[group]
        return label.zh if self.language == "zh" else label.en

    @cached_property
    def _answered(self) -> dict[str, Spread]:
        return {key: self.spread(key) for key in ANSWERED}

    def sentences(self) -> list[str]:
        """Three sentences, chosen by their intervals."""
        return [
            gaps_words.on_gap(key, MODELS_GAP, spread, self.language)
            for key, spread in self._answered.items()
        ]

    def answer(self) -> Answer:
        """The sentences, and a card for each that has runs."""
        answered = self._answered.items()
        cards = [self._card(key, spread) for key, spread in answered if spread.replicates]
        return Answer("", self.sentences(), cards)

    @property
    def card_caption(self) -> str:
        """What the cards show, and that a range of few draws is narrow."""
        if self.replicates < FEWEST:
            return self.say("card_caption_few")
        caption, draws = self.say("card_caption"), self.study.ensemble.distinct
        if not 1 < draws < ENOUGH_DRAWS:
            return caption
        said = {"draws": draws, "enough": ENOUGH_DRAWS, "replicates": 2 * ENOUGH_DRAWS}
        return self.say("card_caption_draws", caption=caption, **said)

    def _card(self, key: str, spread: Spread) -> Card:
        asked = ASKED[key]
        levels = [self.study.ensemble.level(asked.by_model, group) for group in MODELS_GAP]
        one, other = (f"{np.nanmedian(each):.{asked.digits}f}" for each in levels)
        low, high = (signed(end, asked.digits) for end in spread.most)
        known = self.replicates >= FEWEST and np.isfinite(spread.most).all()
        label = asked.label.text(self.language)
        if asked.raw is None:  # there is a figure by present model, too
            label = self.say("by_founding", label=label)
        return Card(
            label=label,
            number=signed(spread.median, asked.digits),
            unit=asked.unit.text(self.language),
            range=self.say("card_range", low=low, high=high) if known else self.say("card_few"),
            detail=self.say("card_detail", one=one, other=other),
            svg=strip(
                Range(spread.median, spread.half, spread.most),
                f"card-{key}",
                label,
                self.drawing.fonts,
            ),
        )

    def outcomes_table(self, title: str, indicators: Sequence[str], note: str = "") -> Table:
        """Outcomes by model with the gap; only those that the run is long enough for."""
        rows = []
        for indicator in indicators:
            cells = [self.cell(("outcomes", indicator, model)) for model in MODELS]
            if any(cell != MISSING for cell in cells):
                rows.append(TableRow([self.label(indicator), *cells, self._gap(indicator)]))
        caption = "outcomes_caption" if self.replicates >= FEWEST else "outcomes_few"
        heads = ["", *(self.name(model) for model in MODELS), self.say("gap")]
        return Table(self.say(caption, title=title), heads, rows, note=note)

    def closures_table(self, title: str) -> Table:
        """Closures by model at founding, as on the first page, and by present model."""
        present = self.outcomes_table(title, ("closure_rate", "closure_share_over_exposure"))
        if not present.rows:
            return present
        asked = ASKED["shakeout"]
        levels = [self.study.ensemble.level(asked.by_model, model) for model in MODELS]
        spreads = [spread_of(values, self.study.ensemble.draws) for values in levels]
        cells = [self._spread(each, asked.digits) for each in spreads]
        gap = self._spread(self.spread("shakeout"), asked.digits, sign=True)
        unit = self.comma + asked.level.text(self.language)
        name = self.say("by_founding", label=asked.label.text(self.language))
        first = TableRow([name + unit, *cells, gap])
        rows = [
            TableRow([self.say("by_present", label=row.cells[0]), *row.cells[1:]])
            for row in present.rows
        ]
        return present._replace(rows=[first, *rows], note=self.say("closures_note"))

    def _spread(self, found: Spread, digits: int, sign: bool = False) -> str:
        if not np.isfinite(found.median):
            return MISSING
        numbers = [
            signed(each, digits) if sign else f"{each:,.{digits}f}"
            for each in (found.median, *found.most)
        ]
        return numbers[0] + (f" [{', '.join(numbers[1:])}]" if np.isfinite(found.most[0]) else "")

    def label(self, indicator: str) -> str:
        """Name of an outcome with its unit."""
        declared = OUTCOMES[indicator]
        unit = declared.unit.text(self.language)
        obvious = declared.unit.en in ("year", "per 100 tenant-years")
        return declared.label.text(self.language) + ("" if obvious else self.comma + unit)

    @property
    def comma(self) -> str:
        """What stands between a label and its unit."""
        return COMMA.text(self.language)

    def cell(self, key: tuple[str, str, str]) -> str:
        """Median of a finding with its range."""
        row = self.by_key.get(key)
        if row is None or row.median is None:
            return MISSING
        if OUTCOMES[row.indicator].unit.en == "year":
            ends = [month_of_year(end) for end in (row.low_90, row.high_90) if end is not None]
            return month_of_year(row.median) + (f" [{', '.join(ends)}]" if ends else "")
        digits = OUTCOMES[row.indicator].digits
        return f"{row.median:,.{digits}f}{self._range(row, digits)}"

    def _gap(self, indicator: str) -> str:
        row = self.by_key.get(("gap", indicator, GAP))
        if row is None or row.median is None:
            return MISSING
        digits = OUTCOMES[indicator].digits
        return f"{signed(row.median, digits)}{self._range(row, digits, sign=True)}"

    def _range(self, row: Finding, digits: int, sign: bool = False) -> str:
        if row.low_90 is None or row.high_90 is None:
            return ""
        ends = [
            signed(end, digits) if sign else f"{end:,.{digits}f}"
            for end in (row.low_90, row.high_90)
        ]
        return f" [{', '.join(ends)}]"

    def text(self, both: Bilingual) -> str:
        """A text in the language of the report."""
        return both.text(self.language)
