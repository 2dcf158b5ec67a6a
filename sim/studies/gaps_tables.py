"""Tables of the page on gaps, in Markdown."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sim.analysis.gaps import (
    ASKED,
    FOCUS,
    HAZARD,
    MODELS_GAP,
    RENT,
    Contrast,
    Ensemble,
    Spread,
    percent,
    spread_of,
)
from sim.analysis.gaps_measured import FOUNDED, HOSTED
from sim.analysis.gaps_spread import by_chance, components, groups_of, movers, share_range, sign_of
from sim.analysis.validation import Coverage, published_coverage
from sim.model.categories import CELLS, MODELS
from sim.results.groups import LABELS
from sim.scenario.language import COMMA, PERCENT, Language, phrase
from sim.studies.gaps_markdown import DASH, difference, interval, level, table
from sim.studies.gaps_words import with_error

Ensembles = Mapping[str, Ensemble]  # prior, posterior, neutral
STRONGEST = 5  # parameters named for each gap
SOURCES = {
    "prior": phrase("prior"),
    "posterior": phrase("posterior"),
    "neutral": phrase("mechanisms off"),
}
HEADS = {
    "class": phrase("class at founding"),
    "draws": phrase("parameters"),
    "median": phrase("median"),
    "half": phrase("50 % range of runs"),
    "most": phrase("90 % range of runs"),
    "above": phrase("above zero"),
    "gap": phrase("gap"),
    "outcome": phrase("gap in"),
    "mean": phrase("mean ± Monte Carlo error"),
    "sd": phrase("spread of runs (sd)"),
    "sd_chance": phrase("chance alone (sd)"),
    "sd_parameters": phrase("parameters alone (sd)"),
    "share": phrase("variance due to parameters [Monte Carlo range]"),
    "below": phrase("prior draws with a mean gap below zero"),
    "all_below": phrase("all their runs below"),
    "all_above": phrase("all their runs above"),
    "verdict": phrase("straddles zero"),
    "founded": phrase("spaces founded a run"),
    "hosted": phrase("run by a host, %"),
    "inside": phrase("runs within the record"),
}
LESS = phrase("{a} less {b}")
RAW = phrase("the same, not standardised")
YES, NO = phrase("yes"), phrase("**no**")
FLOORED = phrase("0 % (floored)")
NOBODY = phrase("none told from chance")


class Tables:
    """Tables in one language.

    Parameters
    ----------
    ensembles : mapping of str to Ensemble
        Prior, posterior and neutral.
    language : {"en", "zh"}
    """

    def __init__(self, ensembles: Ensembles, language: Language) -> None:
        self.ensembles, self.language = ensembles, language

    def levels(self, key: str) -> str:
        """Levels by model and their gap."""
        asked, rows = ASKED[key], []
        for model in MODELS:
            for name, runs in self.ensembles.items():
                found = spread_of(runs.level(asked.by_model, model), runs.draws)
                rows.append([self._label(model), *self._ranges(name, found, asked.digits), ""])
        rows += self._gaps(asked.by_model, MODELS_GAP, asked.digits, self._less(MODELS_GAP))
        if asked.raw:
            rows += self._gaps(asked.raw, MODELS_GAP, asked.digits, RAW.text(self.language))
        return self._under(("class", "draws", "median", "half", "most", "above"), rows)

    def cells(self) -> str:
        """Levels by cell of the 2 x 2, posterior."""
        runs = self.ensembles["posterior"]
        heads = [self._head("class"), self._head("founded"), self._head("hosted")]
        said = ((each.label, each.level) for each in ASKED.values())
        comma = COMMA.text(self.language)
        heads += [f"{a.text(self.language)}{comma}{unit.text(self.language)}" for a, unit in said]
        rows = []
        for cell in CELLS:
            row = [self._label(cell)]
            for indicator in (FOUNDED, HOSTED):
                row.append(level(spread_of(runs.level(indicator, cell), runs.draws).median, 0))
            for asked in ASKED.values():
                found = spread_of(runs.level(asked.by_cell, cell), runs.draws)
                ends = (interval(each, asked.digits, False) for each in (found.half, found.most))
                row.append(" ".join([level(found.median, asked.digits), *ends]))
            rows.append(row)
        return table(heads, rows)

    def contrasts(self, key: str) -> str:
        """Gaps between cells that have enough spaces."""
        asked, rows = ASKED[key], []
        for contrast in self.enough():
            rows += self._gaps(asked.by_cell, contrast, asked.digits, self._less(contrast))
        return self._under(("gap", "draws", "median", "half", "most", "above"), rows)

    def enough(self) -> list[Contrast]:
        """Contrasts of the 2 x 2 with enough spaces on both sides."""
        runs = self.ensembles["posterior"]
        return [contrast for contrast in (*FOCUS, *RENT) if not runs.too_few(contrast)]

    def parts(self) -> str:
        """How much of the spread is chance, and how much parameters."""
        rows = []
        for asked in ASKED.values():
            for name, runs in self.ensembles.items():
                values = runs.gap(asked.by_model, MODELS_GAP)
                groups = groups_of(values, runs.draws)
                found = components(groups)
                parts = (found.chance + found.parameters, found.chance, found.parameters)
                sds = [level(math.sqrt(each), asked.digits + 1) for each in parts]
                share = FLOORED.text(self.language) if found.floored else self._share(found.share)
                low, high = share_range(groups)
                if math.isfinite(low):
                    share += f" [{percent(low)}, {percent(high)}]"
                mean = with_error(spread_of(values, runs.draws))
                rows.append(
                    [asked.label.text(self.language), self._source(name), mean, *sds, share]
                )
        heads = ("outcome", "draws", "mean", "sd", "sd_chance", "sd_parameters", "share")
        return self._under(heads, rows)

    def movers(self) -> str:
        """Parameters whose ranks go with the gap, beyond what chance does."""
        names = ("prior", "posterior")
        heads = [self._head("outcome"), *(self._source(name) for name in names)]
        rows = []
        for asked in ASKED.values():
            row = [asked.label.text(self.language)]
            for name in names:
                runs = self.ensembles[name]
                groups = groups_of(runs.gap(asked.by_model, MODELS_GAP), runs.draws)
                least = self.least(name)
                strong = [m for m in movers(groups, runs.parameters) if abs(m.correlation) > least]
                texts = [f"`{m.parameter}` {m.correlation:+.2f}" for m in strong[:STRONGEST]]
                row.append("<br>".join(texts) or NOBODY.text(self.language))
            rows.append(row)
        return table(heads, rows, left=len(heads))

    def least(self, name: str) -> float:
        """Rank correlation that passes for more than chance in an ensemble."""
        runs = self.ensembles[name]
        return by_chance(runs.distinct, len(runs.parameters[0])) if runs.distinct > 1 else math.nan

    def signs(self) -> str:
        """Whether the prior straddles zero."""
        rows, runs = [], self.ensembles["prior"]
        for asked in ASKED.values():
            found = sign_of(runs.gap(asked.by_model, MODELS_GAP), runs.draws)
            shares = (self._share(each) for each in found[1:])
            verdict = (YES if found.straddles else NO).text(self.language)
            rows.append([asked.label.text(self.language), *shares, verdict])
        return self._under(("outcome", "below", "all_below", "all_above", "verdict"), rows)

    def hazard(self, low: float, high: float) -> str:
        """Hazard ratio of tenants in focused spaces; the ends are those of the record."""
        rows = []
        for name, runs in self.ensembles.items():
            values = runs.level(HAZARD, "all")
            known = values[np.isfinite(values)]
            inside = float(((known >= low) & (known <= high)).mean()) if known.size else math.nan
            cells = self._ranges(name, spread_of(values, runs.draws), 2)
            rows.append([*cells, self._share(inside)])
        return self._under(("draws", "median", "half", "most", "inside"), rows)

    def first_run(self) -> str:
        """Gaps of the first calibrated run, even one of few spaces: other rules, another page."""
        runs, found = self.ensembles["posterior"], []
        for asked in ASKED.values():
            one, other = (float(runs.level(asked.by_model, group)[0]) for group in MODELS_GAP)
            found.append(f"`{one - other:+.6f}`" if math.isfinite(one - other) else DASH)
        return COMMA.text(self.language).join(found)

    def score(self) -> Coverage:
        """How many figures never used the calibrated model holds."""
        return published_coverage()

    def _gaps(self, indicator: str, contrast: Contrast, digits: int, label: str) -> list[list[str]]:
        rows = []
        for name, runs in self.ensembles.items():
            found = spread_of(runs.gap(indicator, contrast), runs.draws)
            cells = self._ranges(name, found, digits, sign=True)
            rows.append([f"**{label}**", *cells, self._share(found.above)])
        return rows

    def _ranges(self, name: str, found: Spread, digits: int, sign: bool = False) -> list[str]:
        number = difference(found.median, digits) if sign else level(found.median, digits)
        ends = (interval(each, digits, sign) for each in (found.half, found.most))
        return [self._source(name), number, *ends]

    def _under(self, heads: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
        keys = list(heads)
        return table([self._head(key) for key in keys], rows, left=1 + ("draws" in keys[1:]))

    def _head(self, key: str) -> str:
        return HEADS[key].text(self.language)

    def _source(self, name: str) -> str:
        return SOURCES[name].text(self.language)

    def _label(self, group: str) -> str:
        label = LABELS[group]
        return label.zh if self.language == "zh" else label.en

    def _less(self, contrast: Contrast) -> str:
        a, b = (self._label(group) for group in contrast)
        return LESS.text(self.language).format(a=a, b=b if self.language == "zh" else b.lower())

    def _share(self, share: float) -> str:
        if not math.isfinite(share):
            return DASH
        return PERCENT.text(self.language).format(number=percent(share))
