"""Sentences about parts of a gap or an effect: the interval chooses the sentence."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from sim.analysis.attribution import Share
from sim.analysis.attribution_outcomes import ATTRIBUTED, Mode
from sim.analysis.attribution_texts import GROUP_LABELS
from sim.analysis.gaps import signed
from sim.experiments.switched import GROUP_OF, SWITCHES
from sim.model.mechanisms import Mechanisms
from sim.scenario.declared import MECHANISMS
from sim.scenario.language import Bilingual, Language, phrase, phrase_in

NOUNS = {
    "survival": phrase("mean survival"),
    "funding": phrase("the funding of startups"),
    "shakeout": phrase_in("attribution", "closures since 2018"),
    "tenants": phrase("tenants' failures"),
    "funded_cumulative": phrase("the number of startups ever funded"),
    "tenants_hosted": phrase("the number of startups hosted"),
    "spaces": phrase("the number of spaces alive"),
}
NOUNS |= {
    f"{name}_gap": phrase("the gap in {noun}").filled(noun=NOUNS[name])
    for name in ("survival", "funding", "shakeout", "tenants")
}
BRACKET = phrase(" [90 % interval of the mean {low} to {high}]")
BRACKET_RANGE = phrase(
    " [90 % interval of the mean {low} to {high}; 90 % of runs {least} to {most}]"
)
_SPECIALISED = phrase("specialised spaces")
_RENT = phrase("rent-dependent spaces")

# By mode, kind and reading; favoured: which class a part of the gap works for.
PATTERNS: Mapping[tuple[Mode, str, str], Bilingual] = {
    ("gap", "group", "told"): phrase(
        "{name} works in favour of {favoured}: it moves the gap in {noun} by {mean} "
        "{unit}{bracket}."
    ),
    ("gap", "group", "untold"): phrase(
        "Which way {name} moves the gap in {noun} cannot be told: {mean} {unit} at the "
        "mean{bracket}, zero included."
    ),
    ("gap", "group", "nothing"): phrase(
        "{name} has no part in the gap in {noun}: it changes nothing in any run."
    ),
    ("gap", "group", "absent"): phrase(
        "{name} has no part in the gap in {noun}: it is off in this scenario."
    ),
    ("gap", "switch", "told"): phrase(
        "{name} works in favour of {favoured}: all else on, it moves the gap in {noun} by {mean} "
        "{unit}{bracket}."
    ),
    ("gap", "off", ""): phrase(
        "With all mechanisms off, when no rule can tell the models apart, the gap in {noun} is "
        "{mean} {unit}{bracket}{zero}; what is left is chance, or the years of founding."
    ),
    ("gap", "full", ""): phrase(
        "In the scenario as it is the gap in {noun} is {mean} {unit}{bracket}{zero}."
    ),
    ("effect", "group", "told"): phrase(
        "Through {name} the policy {verb} {noun}: {mean} {unit}{bracket}."
    ),
    ("effect", "group", "untold"): phrase(
        "What the policy does to {noun} through {name} cannot be told: {mean} {unit} at the "
        "mean{bracket}, zero included."
    ),
    ("effect", "group", "nothing"): phrase(
        "Through {name} the policy does nothing to {noun}, in any run."
    ),
    ("effect", "group", "absent"): phrase(
        "Through {name} the policy does nothing to {noun}: it is off in both scenarios."
    ),
    ("effect", "switch", "told"): phrase(
        "All else on, {name} changes the policy's effect on {noun} by {mean} {unit}{bracket}."
    ),
    ("effect", "switch", "untold"): phrase(
        "Whether {name} changes the policy's effect on {noun} cannot be told: {mean} {unit} at "
        "the mean{bracket}, zero included."
    ),
    ("effect", "switch", "nothing"): phrase(
        "{name} changes nothing of the policy's effect on {noun}, in any run."
    ),
    ("effect", "off", ""): phrase(
        "Directly, with all mechanisms off, the policy changes {noun} by {mean} "
        "{unit}{bracket}{zero}."
    ),
    ("effect", "full", ""): phrase(
        "In all the policy changes {noun} by {mean} {unit}{bracket}{zero}."
    ),
}
UNKNOWN = phrase(
    "{name}: {mean} {unit} of {noun} at the mean; how well that is known takes two parameter "
    "draws or more."
)
ZERO = phrase(", zero included")
RAISES, LOWERS = phrase("raises"), phrase("lowers")


class Setting(NamedTuple):
    """What sentences are about."""

    mode: Mode
    on: Mechanisms  # switches that are on, in either scenario


def name_of(share: Share, setting: Setting, language: Language) -> str:
    """Name of a mechanism; a group's with those of its switches that are on.

    >>> part = Share("survival", "group", "owners", *[0] * 13)
    >>> name_of(part, Setting("gap", Mechanisms(imitation=False)), "en")
    'Owners (host commitment, host benefit)'
    """
    if share.kind == "switch":
        label = MECHANISMS[share.mechanism].label
        return label.zh if language == "zh" else label.en
    group = GROUP_LABELS[share.mechanism].text(language)
    labels = [MECHANISMS[name].label for name in members_of(share.mechanism, setting.on)]
    if language == "zh":
        names = [label.zh for label in labels]
        return f"{group}（{'、'.join(names)}）" if names not in ([], [group]) else group
    names = [label.en for label in labels]
    if names in ([], [group]):
        return group
    return f"{group} ({', '.join(name.lower() for name in names)})"


def members_of(group: str, on: Mechanisms) -> list[str]:
    """Switches of a group that are on."""
    return [name for name in SWITCHES if GROUP_OF[name] == group and getattr(on, name)]


def sentence(share: Share, setting: Setting, language: Language) -> str:
    """Say what a part comes to; the Monte Carlo interval of its mean chooses the words."""
    about = ATTRIBUTED[setting.mode][share.outcome]
    words = {
        "noun": NOUNS[share.outcome].text(language),
        "mean": signed(share.mean, about.digits),
        "unit": about.unit.text(language),
        "bracket": _bracket(share, about.digits, language),
        "zero": ZERO.text(language) if share.reading == "untold" else "",
    }
    if share.kind in ("off", "full"):
        return PATTERNS[setting.mode, share.kind, ""].text(language).format(**words)
    words["name"] = name_of(share, setting, language)
    reading = {"more": "told", "less": "told"}.get(share.reading, share.reading)
    if share.kind == "group" and not members_of(share.mechanism, setting.on):
        reading = "absent"
    if reading == "unknown":
        return UNKNOWN.text(language).format(**words)
    more = share.mean > 0
    favoured = _SPECIALISED if more == (about.good == "more") else _RENT
    words["favoured"] = favoured.text(language)
    words["verb"] = (RAISES if more else LOWERS).text(language)
    # A switch is read as a group is, where it has no sentence of its own.
    pattern = PATTERNS.get((setting.mode, share.kind, reading))
    pattern = pattern or PATTERNS[setting.mode, "group", reading]
    return pattern.text(language).format(**words)


def _bracket(share: Share, digits: int, language: Language) -> str:
    ends = {"low": share.monte_carlo_low_90, "high": share.monte_carlo_high_90}
    if not math.isfinite(share.monte_carlo_low_90):
        return ""
    pattern = BRACKET
    if math.isfinite(share.replicates_low_90):
        pattern = BRACKET_RANGE
        ends |= {"least": share.replicates_low_90, "most": share.replicates_high_90}
    return pattern.text(language).format(**{key: signed(end, digits) for key, end in ends.items()})
