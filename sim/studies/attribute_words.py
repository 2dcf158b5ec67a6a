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
from sim.scenario.language import Bilingual, Language

NOUNS = {
    "survival": Bilingual("mean survival", "平均存续时间"),
    "funding": Bilingual("the funding of startups", "企业获投比例"),
    "shakeout": Bilingual("closures since 2018", "2018 年以来的关闭率"),
    "tenants": Bilingual("tenants' failures", "在孵项目失败率"),
    "funded_cumulative": Bilingual("the number of startups ever funded", "累计获投企业数"),
    "tenants_hosted": Bilingual("the number of startups hosted", "在孵企业和团队数"),
    "spaces": Bilingual("the number of spaces alive", "存续空间数"),
}
NOUNS |= {
    f"{name}_gap": Bilingual(f"the gap in {NOUNS[name].en}", f"{NOUNS[name].zh}的差距")
    for name in ("survival", "funding", "shakeout", "tenants")
}
BRACKET = Bilingual(
    " [90 % interval of the mean {low} to {high}]", "[均值的 90% 区间为 {low} 至 {high}]"
)
BRACKET_RANGE = Bilingual(
    " [90 % interval of the mean {low} to {high}; 90 % of runs {least} to {most}]",
    "[均值的 90% 区间为 {low} 至 {high}；90% 的模拟介于 {least} 至 {most}]",
)
_SPECIALISED = Bilingual("specialised spaces", "专业化型空间")
_RENT = Bilingual("rent-dependent spaces", "租金依赖型空间")

# By mode, kind and reading; favoured: which class a part of the gap works for.
PATTERNS: Mapping[tuple[Mode, str, str], Bilingual] = {
    ("gap", "group", "told"): Bilingual(
        "{name} works in favour of {favoured}: it moves the gap in {noun} by {mean} "
        "{unit}{bracket}.",
        "{name}有利于{favoured}：使{noun}的差距变动 {mean} {unit}{bracket}。",
    ),
    ("gap", "group", "untold"): Bilingual(
        "Which way {name} moves the gap in {noun} cannot be told: {mean} {unit} at the "
        "mean{bracket}, zero included.",
        "{name}使{noun}差距朝哪个方向变动尚不能断定：均值为 {mean} {unit}{bracket}，包含零。",
    ),
    ("gap", "group", "nothing"): Bilingual(
        "{name} has no part in the gap in {noun}: it changes nothing in any run.",
        "{name}与{noun}的差距无关：任何一次模拟都没有变化。",
    ),
    ("gap", "group", "absent"): Bilingual(
        "{name} has no part in the gap in {noun}: it is off in this scenario.",
        "{name}与{noun}的差距无关：本情景中已关闭。",
    ),
    ("gap", "switch", "told"): Bilingual(
        "{name} works in favour of {favoured}: all else on, it moves the gap in {noun} by {mean} "
        "{unit}{bracket}.",
        "{name}有利于{favoured}：其余机制不变，它使{noun}的差距变动 {mean} {unit}{bracket}。",
    ),
    ("gap", "off", ""): Bilingual(
        "With all mechanisms off the gap in {noun} is {mean} {unit}{bracket}.",
        "关闭全部机制后，{noun}的差距为 {mean} {unit}{bracket}。",
    ),
    ("gap", "full", ""): Bilingual(
        "In the scenario as it is the gap in {noun} is {mean} {unit}{bracket}.",
        "在情景原有设定下，{noun}的差距为 {mean} {unit}{bracket}。",
    ),
    ("effect", "group", "told"): Bilingual(
        "Through {name} the policy {verb} {noun}: {mean} {unit}{bracket}.",
        "政策通过{name}{verb}{noun}：{mean} {unit}{bracket}。",
    ),
    ("effect", "group", "untold"): Bilingual(
        "What the policy does to {noun} through {name} cannot be told: {mean} {unit} at the "
        "mean{bracket}, zero included.",
        "政策通过{name}对{noun}的影响尚不能断定：均值为 {mean} {unit}{bracket}，包含零。",
    ),
    ("effect", "group", "nothing"): Bilingual(
        "Through {name} the policy does nothing to {noun}, in any run.",
        "政策没有通过{name}影响{noun}：任何一次模拟都没有变化。",
    ),
    ("effect", "group", "absent"): Bilingual(
        "Through {name} the policy does nothing to {noun}: it is off in both scenarios.",
        "政策没有通过{name}影响{noun}：两个情景中均已关闭。",
    ),
    ("effect", "switch", "told"): Bilingual(
        "All else on, {name} changes the policy's effect on {noun} by {mean} {unit}{bracket}.",
        "其余机制不变，{name}使政策对{noun}的效果变动 {mean} {unit}{bracket}。",
    ),
    ("effect", "switch", "untold"): Bilingual(
        "Whether {name} changes the policy's effect on {noun} cannot be told: {mean} {unit} at "
        "the mean{bracket}, zero included.",
        "{name}是否改变政策对{noun}的效果尚不能断定：均值为 {mean} {unit}{bracket}，包含零。",
    ),
    ("effect", "switch", "nothing"): Bilingual(
        "{name} changes nothing of the policy's effect on {noun}, in any run.",
        "{name}没有改变政策对{noun}的效果：任何一次模拟都没有变化。",
    ),
    ("effect", "off", ""): Bilingual(
        "Directly, with all mechanisms off, the policy changes {noun} by {mean} {unit}{bracket}.",
        "关闭全部机制时，政策直接使{noun}变动 {mean} {unit}{bracket}。",
    ),
    ("effect", "full", ""): Bilingual(
        "In all the policy changes {noun} by {mean} {unit}{bracket}.",
        "政策总共使{noun}变动 {mean} {unit}{bracket}。",
    ),
}
UNKNOWN = Bilingual(
    "{name}: {mean} {unit} of {noun} at the mean; how well that is known takes two parameter "
    "draws or more.",
    "{name}：{noun}均值变动 {mean} {unit}；至少需要两组参数抽样才能说明其精度。",
)
RAISES, LOWERS = Bilingual("raises", "提高"), Bilingual("lowers", "降低")


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
