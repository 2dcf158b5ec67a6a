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
from sim.model.categories import CELLS, MODELS
from sim.results.groups import LABELS
from sim.scenario.language import Bilingual, Language
from sim.studies.gaps_markdown import DASH, difference, interval, level, table
from sim.studies.gaps_words import with_error

Ensembles = Mapping[str, Ensemble]  # prior, posterior, neutral
STRONGEST = 5  # parameters named for each gap
SOURCES = {
    "prior": Bilingual("prior", "先验"),
    "posterior": Bilingual("posterior", "后验"),
    "neutral": Bilingual("mechanisms off", "机制全关"),
}
HEADS = {
    "class": Bilingual("class at founding", "建成时类型"),
    "draws": Bilingual("parameters", "参数"),
    "median": Bilingual("median", "中位数"),
    "half": Bilingual("50 % range of runs", "50% 区间"),
    "most": Bilingual("90 % range of runs", "90% 区间"),
    "above": Bilingual("above zero", "大于零"),
    "gap": Bilingual("gap", "差距"),
    "outcome": Bilingual("gap in", "差距所在指标"),
    "mean": Bilingual("mean ± Monte Carlo error", "均值 ± 蒙特卡洛误差"),
    "sd": Bilingual("spread of runs (sd)", "各次模拟标准差"),
    "sd_chance": Bilingual("chance alone (sd)", "仅随机性（标准差）"),
    "sd_parameters": Bilingual("parameters alone (sd)", "仅参数（标准差）"),
    "share": Bilingual(
        "variance due to parameters [Monte Carlo range]", "参数所占方差 [蒙特卡洛区间]"
    ),
    "below": Bilingual("prior draws with a mean gap below zero", "平均差距小于零的先验参数组"),
    "all_below": Bilingual("all their runs below", "各次模拟均小于零"),
    "all_above": Bilingual("all their runs above", "各次模拟均大于零"),
    "verdict": Bilingual("straddles zero", "是否跨越零"),
    "founded": Bilingual("spaces founded a run", "每次模拟建成数"),
    "hosted": Bilingual("run by a host, %", "有依托主体，%"),
    "inside": Bilingual("runs within the record", "落在统计区间内的模拟"),
}
LESS = Bilingual("{a} less {b}", "{a}减{b}")
RAW = Bilingual("the same, not standardised", "同上，未标准化")
YES, NO = Bilingual("yes", "是"), Bilingual("**no**", "**否**")
FLOORED = Bilingual("0 % (floored)", "0%（已截断为零）")
NOBODY = Bilingual("none told from chance", "无法与偶然区分")


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
        comma = "，" if self.language == "zh" else ", "
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
        return f"{percent(share)}%" if self.language == "zh" else f"{percent(share)} %"
