"""Sentences about gaps: the interval chooses the sentence, so that no word outruns the numbers."""

import math

from sim.analysis.gaps import ASKED, Contrast, Ensemble, Spread, percent, signed, spread_of
from sim.analysis.gaps_spread import Sign
from sim.scenario.language import Bilingual, Language

# What it means that the gap is above zero, and below; {a} less {b}.
MORE = {
    "survival": Bilingual("{a} stay open longer than {b}", "{a}比{b}存续更久"),
    "funding": Bilingual(
        "startups of {a} are funded more often than those of {b}", "{a}的入驻企业获投比例高于{b}"
    ),
    "shakeout": Bilingual(
        "from 2018 on {a} close more often than {b}", "2018 年以来{a}的关闭率高于{b}"
    ),
    "tenants": Bilingual(
        "tenants of {a} fail more often than those of {b}", "{a}的在孵项目失败率高于{b}"
    ),
}
LESS = {
    "survival": Bilingual("{a} stay open for a shorter time than {b}", "{a}的存续时间短于{b}"),
    "funding": Bilingual(
        "startups of {a} are funded less often than those of {b}", "{a}的入驻企业获投比例低于{b}"
    ),
    "shakeout": Bilingual(
        "from 2018 on {a} close less often than {b}", "2018 年以来{a}的关闭率低于{b}"
    ),
    "tenants": Bilingual(
        "tenants of {a} fail less often than those of {b}", "{a}的在孵项目失败率低于{b}"
    ),
}
NOUNS = {
    "survival": Bilingual("survival", "存续时间"),
    "funding": Bilingual("the funding of startups", "企业获投比例"),
    "shakeout": Bilingual("closures since 2018", "2018 年以来的关闭率"),
    "tenants": Bilingual("tenants' failures", "在孵项目失败率"),
}
SPACES = {
    "specialised": Bilingual("specialised spaces", "专业化型空间"),
    "rent_dependent": Bilingual("rent-dependent spaces", "租金依赖型空间"),
    "broad_mixed": Bilingual("broad spaces with mixed income", "综合领域、收入多元的空间"),
    "broad_rent": Bilingual("broad spaces that live on rent", "综合领域、依赖租金的空间"),
    "focused_mixed": Bilingual("focused spaces with mixed income", "聚焦领域、收入多元的空间"),
    "focused_rent": Bilingual("focused spaces that live on rent", "聚焦领域、依赖租金的空间"),
}
SURE = Bilingual(
    "In the model {statement}: the gap is {median} {unit} at the median, 90 % of runs lie between "
    "{low} and {high}, and it has this sign in {share} % of runs.",
    "在模型中，{statement}：差距的中位数为 {median} {unit}，90% 的模拟介于 {low} 和 {high} 之间，"
    "{share}% 的模拟方向如此。",
)
MOSTLY = Bilingual(
    "More often than not {statement}: in {share} % of runs, with a gap of {median} {unit} at the "
    "median. But 90 % of runs lie between {low} and {high}, so that no difference can be told with "
    "confidence.",
    "多数模拟中（{share}%）{statement}，差距的中位数为 {median} {unit}；"
    "但 90% 的模拟介于 {low} 和 {high} 之间，尚不能有把握地断定存在差别。",
)
UNTOLD = Bilingual(
    "No difference in {noun} can be told: the gap is {median} {unit} at the median, 90 % of runs "
    "lie between {low} and {high}, and {statement} in {share} % of runs.",
    "看不出{noun}有差别：差距的中位数为 {median} {unit}，90% 的模拟介于 {low} 和 {high} 之间，"
    "在 {share}% 的模拟中{statement}。",
)
NONE = Bilingual(
    "Nothing is said of {noun}: {replicates} runs have {a} and {b}, and a range needs ten.",
    "{noun}不作判断：同时有{a}和{b}的模拟只有 {replicates} 次，至少 10 次才给出区间。",
)
TOO_FEW = Bilingual(
    "Nothing is said of {noun} of {a} against {b}: too few of them are founded.",
    "{a}与{b}在{noun}上不作比较：此类空间建成太少。",
)
ZERO = Bilingual(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error): zero within two errors, "
    "as it must be.",
    "关闭全部机制后，差距均值为 {mean}（蒙特卡洛误差）：在两倍误差之内等于零，理应如此。",
)
NEARLY_ZERO = Bilingual(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error), {far:.1f} errors from "
    "zero; chance alone puts one figure in twenty beyond two.",
    "关闭全部机制后，差距均值为 {mean}（蒙特卡洛误差），距零 {far:.1f} 倍误差；"
    "仅凭偶然，二十个数字中就有一个超出两倍误差。",
)
NOT_ZERO = Bilingual(
    "With all mechanisms off the mean gap is {mean} (Monte Carlo error), {far:.1f} errors from "
    "zero: this is no chance and must be explained before the gap above is used.",
    "关闭全部机制后，差距均值为 {mean}（蒙特卡洛误差），距零 {far:.1f} 倍误差："
    "这并非偶然，须先查明原因，再使用上述差距。",
)
NARROWS = Bilingual(
    "The figures of the record narrow the 90 % range of the gap from {before} to {after} {unit}.",
    "统计数据把差距的 90% 区间宽度从 {before} 收窄到 {after} {unit}。",
)
HARDLY = Bilingual(
    "The figures of the record hardly tell: the 90 % range of the gap is {before} {unit} wide "
    "before them and {after} after.",
    "统计数据几乎没有提供信息：差距的 90% 区间宽度校准前为 {before} {unit}，校准后为 {after}。",
)
WIDENS = Bilingual(
    "The figures of the record widen the 90 % range of the gap from {before} to {after} {unit}: "
    "they speak for parameters at which it varies more.",
    "统计数据使差距的 90% 区间宽度从 {before} 扩大到 {after} {unit}：它们支持差距变动更大的参数。",
)
STRADDLES = Bilingual(
    "No prior or rule forces the sign of the gap in {noun}: {below} % of the {draws} prior draws "
    "have a mean gap below zero; all runs lie below it in {all_below} % of draws and above it in "
    "{all_above} %.",
    "没有先验或规则预设{noun}差距的方向：{draws} 组先验参数中，平均差距小于零的占 {below}%；"
    "各次模拟均小于零的占 {all_below}%，均大于零的占 {all_above}%。",
)
FORCED = Bilingual(
    "**The gap in {noun} does not straddle zero before the figures**: {below} % of the {draws} "
    "prior draws have a mean gap below zero; all runs lie below it in {all_below} % of draws and "
    "above it in {all_above} %. Priors and rules all but choose the sign, and what is said of it "
    "above is to be read so.",
    "**校准之前，{noun}差距就没有跨越零**：{draws} 组先验参数中，平均差距小于零的占 {below}%；"
    "各次模拟均小于零的占 {all_below}%，均大于零的占 {all_above}%。"
    "方向几乎由先验和规则决定，上文的相应结论须据此理解。",
)
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
    return pattern.text(language).format(
        noun=noun,
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
