"""Sentences about gaps: the interval chooses the sentence, so that no word outruns the numbers."""

import math

from sim.analysis.gaps import ASKED, Contrast, Ensemble, Spread, percent, signed, spread_of
from sim.analysis.gaps_spread import Sign
from sim.scenario.language import Language, phrase

# What it means that the gap is above zero, and below; {a} less {b}.
MORE = {
    "survival": phrase("{a} stay open longer than {b}"),
    "funding": phrase("startups of {a} are funded more often than those of {b}"),
    "shakeout": phrase("from 2018 on {a} close more often than {b} (by model at founding)"),
    "tenants": phrase("tenants of {a} fail more often than those of {b}"),
}
LESS = {
    "survival": phrase("{a} stay open for a shorter time than {b}"),
    "funding": phrase("startups of {a} are funded less often than those of {b}"),
    "shakeout": phrase("from 2018 on {a} close less often than {b} (by model at founding)"),
    "tenants": phrase("tenants of {a} fail less often than those of {b}"),
}
NOUNS = {
    "survival": phrase("survival"),
    "funding": phrase("the funding of startups"),
    "shakeout": phrase("closures since 2018"),
    "tenants": phrase("tenants' failures"),
}
SPACES = {
    "specialised": phrase("specialised spaces"),
    "rent_dependent": phrase("rent-dependent spaces"),
    "broad_mixed": phrase("broad spaces with mixed income"),
    "broad_rent": phrase("broad spaces that live on rent"),
    "focused_mixed": phrase("focused spaces with mixed income"),
    "focused_rent": phrase("focused spaces that live on rent"),
}
SURE = phrase(
    "In the model {statement}: the gap is {median} {unit} at the median, 90 % of runs lie between "
    "{low} and {high}, and it has this sign in {share} % of runs."
)
MOSTLY = phrase(
    "More often than not {statement}: in {share} % of runs, with a gap of {median} {unit} at the "
    "median. But 90 % of runs lie between {low} and {high}, so that no difference can be told with "
    "confidence."
)
IN_DOUBT = phrase(
    "In {share} % of runs {statement}, with a gap of {median} {unit} at the median. 90 % of runs "
    "lie between {low} and {high}; but from {runs} runs the end nearest to "
    "zero is known to ± {error} only, so that no difference can be told with confidence."
)
MORE_RUNS = phrase("docs/findings.md reads the gaps of the baseline off 200 runs.")
UNTOLD = phrase(
    "No difference in {noun} can be told: the gap is {median} {unit} at the median, 90 % of runs "
    "lie between {low} and {high}, and {statement} in {share} % of runs."
)
NONE = phrase(
    "Nothing is said of {noun}: {replicates} runs have {a} and {b}, and a range needs ten."
)
TOO_FEW = phrase("Nothing is said of {noun} of {a} against {b}: too few of them are founded.")
ZERO = phrase(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error): zero within two errors, "
    "as it must be."
)
NEARLY_ZERO = phrase(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error), {far:.1f} errors from "
    "zero; chance alone puts one figure in twenty beyond two."
)
NOT_ZERO = phrase(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error), {far:.1f} errors from "
    "zero: this is no chance and must be explained before the gap above is used."
)
NARROWS = phrase(
    "The figures of the record narrow the 90 % range of the gap from {before} to {after} {unit}."
)
HARDLY = phrase(
    "The figures of the record hardly tell: the 90 % range of the gap is {before} {unit} wide "
    "before them and {after} after."
)
WIDENS = phrase(
    "The figures of the record widen the 90 % range of the gap from {before} to {after} {unit}: "
    "they speak for parameters at which it varies more."
)
STRADDLES = phrase(
    "No prior or rule forces the sign of the gap in {noun}: {below} % of the {draws} prior draws "
    "have a mean gap below zero; all runs lie below it in {all_below} % of draws and above it in "
    "{all_above} %."
)
FORCED = phrase(
    "**The gap in {noun} does not straddle zero before the figures**: {below} % of the {draws} "
    "prior draws have a mean gap below zero; all runs lie below it in {all_below} % of draws and "
    "above it in {all_above} %. Priors and rules all but choose the sign, and what is said of it "
    "above is to be read so."
)
OF_RUNS = phrase("{source} {number} of {runs}")
SHARE = phrase("{share} % in {label}")
RUNS_OF_FINDINGS = 200
ALIKE = (0.9, 1.1)  # ratios of two widths that are called alike


def on_gap(key: str, contrast: Contrast, spread: Spread, language: Language) -> str:
    """Say what a gap between two classes comes to.

    Parameters
    ----------
    key : str
        Of the outcome, in ``ASKED``.
    """
    asked = ASKED[key]
    groups = {side: SPACES[g].text(language) for side, g in zip("ab", contrast, strict=True)}
    noun = NOUNS[key].text(language)
    if spread.reading == "none":
        return NONE.text(language).format(noun=noun, replicates=spread.replicates, **groups)
    falls = spread.reading in ("below", "mostly_below")
    statement = (LESS if falls else MORE)[key].text(language).format(**groups)
    pattern = {"above": SURE, "below": SURE, "untold": UNTOLD}.get(spread.reading, MOSTLY)
    doubt = spread.end_in_doubt
    said = (pattern if doubt is None else IN_DOUBT).text(language)
    if doubt is not None and 2 * spread.replicates < RUNS_OF_FINDINGS:
        said += ("" if language == "zh" else " ") + MORE_RUNS.text(language)
    return said.format(
        noun=noun,
        runs=spread.replicates,
        error=f"{doubt or 0.0:.{asked.digits}f}",
        statement=statement,
        median=signed(spread.median, asked.digits),
        unit=asked.unit.text(language),
        low=signed(spread.most[0], asked.digits),
        high=signed(spread.most[1], asked.digits),
        share=percent(1 - spread.above if falls else spread.above),
    )


def on_contrast(key: str, contrast: Contrast, runs: Ensemble, language: Language) -> str:
    """Say what a gap between two cells comes to, if there are enough spaces of both."""
    if runs.too_few(contrast):
        a, b = (SPACES[group].text(language) for group in contrast)
        return TOO_FEW.text(language).format(noun=NOUNS[key].text(language), a=a, b=b)
    spread = spread_of(runs.gap(ASKED[key].by_cell, contrast), runs.draws)
    return on_gap(key, contrast, spread, language)


def on_neutral(spread: Spread, language: Language) -> str:
    """Say whether the gap is gone with all mechanisms off."""
    if not spread.error > 0:  # NaN too
        return ""
    far = abs(spread.mean) / spread.error
    pattern = NOT_ZERO if far > 3 else NEARLY_ZERO if far > 2 else ZERO
    return pattern.text(language).format(mean=with_error(spread), far=far)


def on_widths(before: Spread, after: Spread, key: str, language: Language) -> str:
    """Say what the figures of the record do to the range of a gap."""
    wide = [spread.most[1] - spread.most[0] for spread in (before, after)]
    if not all(map(math.isfinite, wide)) or wide[0] == 0:
        return ""
    ratio = wide[1] / wide[0]
    pattern = NARROWS if ratio < ALIKE[0] else WIDENS if ratio > ALIKE[1] else HARDLY
    unit, digits = ASKED[key].unit.text(language), ASKED[key].digits
    before_text, after_text = (f"{width:.{digits}f}" for width in wide)
    return pattern.text(language).format(unit=unit, before=before_text, after=after_text)


def on_sign(key: str, sign: Sign, language: Language) -> str:
    """Say whether draws of the prior lie on both sides of zero."""
    pattern = STRADDLES if sign.straddles else FORCED
    return pattern.text(language).format(
        noun=NOUNS[key].text(language),
        draws=sign.draws,
        below=percent(sign.below),
        all_below=percent(sign.all_below),
        all_above=percent(sign.all_above),
    )


def with_error(spread: Spread) -> str:
    """A mean with its Monte Carlo error, in the digits that the error allows.

    >>> with_error(Spread(200, 0.0, (0.0, 0.0), (0.0, 0.0), 0.5, 1.2345, 0.0421))
    '+1.234 ± 0.042'
    """
    if not spread.error > 0:  # NaN too
        return signed(spread.mean, 1) if math.isfinite(spread.mean) else "–"
    digits = max(0, 1 - math.floor(math.log10(spread.error)))
    text = f"{spread.mean:+.{digits}f}"
    return f"{text if float(text) else text[1:]} ± {spread.error:.{digits}f}"
