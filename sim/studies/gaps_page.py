"""The page on the question "Does specialisation matter?", in English or Chinese."""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.analysis.gaps import (
    ASKED,
    FEWEST_SPACES,
    FOCUS,
    HAZARD,
    MODELS_GAP,
    RENT,
    Contrast,
    percent,
    spread_of,
)
from sim.analysis.gaps_measured import FOUNDED, HOSTED
from sim.analysis.gaps_spread import components, groups_of, sign_of
from sim.calibration.targets import targets
from sim.model.categories import CELLS
from sim.scenario.language import COMMA, Language, translations
from sim.studies import gaps_words as words
from sim.studies.gaps_tables import SOURCES, STRONGEST, Ensembles, Tables
from sim.studies.screen import month_of_year

ANSWERED = ("survival", "funding", "shakeout")  # what the product asks of every scenario
SIGNS = ("survival", "tenants")  # where nothing may force the sign
_BEFORE_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)")


class Made(NamedTuple):
    """How the page came about."""

    command: str
    replicates: int
    seed: int
    posterior: int  # sets of parameters that it holds
    posterior_hash: str
    rules: str
    run_ids: Mapping[str, str]
    figure: str  # path from the page


def gaps_page(ensembles: Ensembles, made: Made, language: Language) -> str:
    """Write the page, in Markdown.

    Parameters
    ----------
    ensembles : mapping of str to Ensemble
        Prior, posterior and neutral.
    """
    environment = Environment(
        loader=PackageLoader("sim.studies"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    template = environment.get_template("findings.md.j2")
    tables = Tables(ensembles, language)
    text = template.render(
        language=language,
        made=made,
        said=Said(ensembles, language),
        tables=tables,
        asked=ASKED,
        fewest=FEWEST_SPACES,
        answered=ANSWERED,
        signs=SIGNS,
        runs=ensembles["posterior"],
        prior=ensembles["prior"],
        strongest=STRONGEST,
    )
    return _BEFORE_NUMBER.sub(" ", text)


class Said:
    """What the page says in words.

    Parameters
    ----------
    ensembles : mapping of str to Ensemble
    language : {"en", "zh"}
    """

    def __init__(self, ensembles: Ensembles, language: Language) -> None:
        self.ensembles, self.language = ensembles, language
        self.runs = ensembles["posterior"]

    def answer(self, key: str) -> str:
        """The gap between the two models, calibrated."""
        return words.on_gap(key, MODELS_GAP, self._spread(key), self.language)

    def compared(self) -> str:
        """In how many runs of each ensemble both models have enough spaces."""
        said = []
        for name, runs in self.ensembles.items():
            number = int(runs.compared(MODELS_GAP).sum())
            source = SOURCES[name].text(self.language)
            text = words.OF_RUNS.text(self.language)
            said.append(text.format(source=source, number=number, runs=runs.replicates))
        return COMMA.text(self.language).join(said)

    def medians(self, key: str) -> list[str]:
        """Levels of the two models at the median."""
        asked = ASKED[key]
        found = (self.runs.level(asked.by_model, group) for group in MODELS_GAP)
        return [f"{np.nanmedian(each):.{asked.digits}f}" if _any(each) else "–" for each in found]

    def neutral(self, key: str) -> str:
        """Whether the gap is gone with all mechanisms off."""
        return words.on_neutral(self._spread(key, "neutral"), self.language)

    def widths(self, key: str) -> str:
        """What the figures of the record do to the range."""
        return words.on_widths(self._spread(key, "prior"), self._spread(key), key, self.language)

    def focus(self, key: str) -> list[str]:
        """What focus does at the same rent dependence."""
        return self._contrasts(key, FOCUS)

    def rent(self, key: str) -> list[str]:
        """What rent dependence does at the same focus."""
        return self._contrasts(key, RENT)

    def small_cells(self) -> bool:
        """Whether some cell of the 2 x 2 is too small to speak of."""
        return any(map(self.runs.too_few, (*FOCUS, *RENT)))

    def smallest(self) -> tuple[str, float]:
        """Smallest cell, and how many spaces a run founds in it at the median."""
        sizes = {cell: float(np.median(self.runs.level(FOUNDED, cell))) for cell in CELLS}
        least = min(sizes, key=lambda cell: sizes[cell])
        return words.SPACES[least].text(self.language), sizes[least]

    def hosted(self) -> list[str]:
        """Share of focused and of broad spaces with mixed income that a host runs, %."""
        found = (self.runs.level(HOSTED, cell) for cell in FOCUS[0])
        return [f"{np.nanmedian(each):.0f}" if _any(each) else "–" for each in found]

    def sign(self, key: str) -> str:
        """Whether the prior lies on both sides of zero."""
        runs = self.ensembles["prior"]
        found = sign_of(runs.gap(ASKED[key].by_model, MODELS_GAP), runs.draws)
        return words.on_sign(key, found, self.language)

    def due_to_parameters(self) -> str:
        """Shares that parameters have in the variance of the calibrated gaps."""
        shares = []
        for asked in ASKED.values():
            values = self.runs.gap(asked.by_model, MODELS_GAP)
            share = components(groups_of(values, self.runs.draws)).share
            label = asked.label.text(self.language)
            shares.append(
                words.SHARE.text(self.language).format(
                    share=percent(share) if math.isfinite(share) else "–",
                    label=label[0].lower() + label[1:],
                )
            )
        return COMMA.text(self.language).join(shares)

    def sentences(self, *parts: str) -> str:
        """Put sentences one after another; Chinese leaves no blank between them."""
        return ("" if self.language == "zh" else " ").join(filter(None, parts))

    def listed(self, run_ids: Mapping[str, str]) -> str:
        """Name runs by ensemble."""
        return COMMA.text(self.language).join(f"{name} `{run}`" for name, run in run_ids.items())

    def hazard_is_recorded(self) -> bool:
        """Whether there is a figure of it: another province may have none."""
        return HAZARD in targets()

    def recorded_hazard(self) -> tuple[float, float]:
        """Range of the focus hazard ratio in the record."""
        target = targets()[HAZARD]
        return target.low, target.high

    def hazard_is_fitted(self) -> bool:
        """Whether the calibration was shown that ratio."""
        return targets()[HAZARD].error is not None

    def present_class(self) -> list[str]:
        """Gap in closures by the class of the month: median and ends of the 90 % range."""
        values = self.runs.gap("closure_rate", MODELS_GAP)
        found = spread_of(values, self.runs.draws)
        known = (found.median, *found.most)
        return [f"{value:+.1f}" if math.isfinite(value) else "–" for value in known]

    def onset(self, source: str = "posterior") -> tuple[int, str]:
        """In how many runs a shakeout begins, and when at the median."""
        values = self.ensembles[source].level("shakeout_onset", "all")
        number = int(np.isfinite(values).sum())
        return number, month_of_year(float(np.nanmedian(values))) if number else "–"

    def _contrasts(self, key: str, contrasts: tuple[Contrast, ...]) -> list[str]:
        return [
            words.on_contrast(key, contrast, self.runs, self.language)
            for contrast in contrasts
            if not self.runs.too_few(contrast)
        ]

    def _spread(self, key: str, source: str = "posterior") -> words.Spread:
        runs = self.ensembles[source]
        return spread_of(runs.gap(ASKED[key].by_model, MODELS_GAP), runs.draws)


def _any(values: np.ndarray) -> bool:
    return bool(np.isfinite(values).any())
