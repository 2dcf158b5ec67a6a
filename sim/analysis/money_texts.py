"""Words about money, in English and Chinese: of the figures and of the screen."""

from sim.scenario.language import Bilingual, Language

MONEY_TEXTS = {
    "cost_title": Bilingual("Public cost by policy and year", "分政策、分年度财政支出"),
    "cost_subtitle": Bilingual(
        "Bars: means over {replicates} replicates, which add up{range}. {notes}",
        "柱为 {replicates} 次重复模拟的均值，可以相加{range}。{notes}",
    ),
    "cost_range": Bilingual(
        "; whisker: 90 % range of replicates of the year's sum",
        "；竖线为当年合计的 90% 重复模拟区间",
    ),
    "cost_notes": Bilingual(
        "Not discounted; what policies pay, not what they earn.",
        "未折现；仅计政策支出，不计由此带来的收入。",
    ),
    "cost_nothing": Bilingual(
        "No policy of this scenario costs public money.", "该情景中没有需要财政支出的政策。"
    ),
    "cost_axis": Bilingual("{unit} a year", "{unit}/年"),
    "cost_whole": Bilingual("Whole run, {years}: mean{range}", "{years} 年合计：均值{range}"),
    "cost_whole_range": Bilingual(" [90 % of replicates]", " [90% 重复模拟区间]"),
    "year_x": Bilingual("Year", "年份"),
    "frontier_title": Bilingual(
        "What more or less public money goes with, against “{first}”",
        "财政支出增减与结果变化：与“{first}”相比",
    ),
    "frontier_subtitle": Bilingual(
        "Public cost of {years}, not discounted; outcomes at the end of the run.\n"
        "Marker: mean difference within pairs of the same parameters and seed; cross: its 90 % "
        "Monte Carlo interval{range}.\n"
        "Grey line: scenarios that no other beats on both cost and outcome, by their means.",
        "支出为 {years} 年合计，未折现；结果取运行期末。\n"
        "图标为参数和随机种子相同的成对模拟之差的均值，十字为其 90% 蒙特卡洛区间{range}。\n"
        "灰线连接有效前沿：按均值，没有其他情景支出更少而结果更好。",
    ),
    "frontier_range": Bilingual("; pale: 90 % range of replicates", "，浅色为 90% 重复模拟区间"),
    "frontier_x": Bilingual("Difference of public cost, {unit}", "财政支出之差（{unit}）"),
    "frontier_y": Bilingual("Difference, {unit}", "差值（{unit}）"),
    "cheaper_better": Bilingual("costs less, gains more", "支出更少、结果更好"),
    "dearer_worse": Bilingual("costs more, loses", "支出更多、结果更差"),
    "money": Bilingual("Public money", "财政资金"),
    "money_against": Bilingual(
        "Public money: {other} against {first}, {cost} (± half of the 90 % Monte Carlo interval)",
        "财政资金：{other} 与 {first} 相比，{cost}（± 为 90% 蒙特卡洛区间的半宽）",
    ),
    "costs_change": Bilingual("public cost {change} {unit}", "财政支出 {change} {unit}"),
    "difference": Bilingual("mean difference\n± 90 % Monte Carlo", "平均差值\n± 90% 蒙特卡洛"),
    "per_million": Bilingual("per million\nyuan of difference", "财政支出每差\n100 万元"),
    "ratio_interval": Bilingual("90 % Monte Carlo\ninterval", "90% 蒙特卡洛\n区间"),
    "reading": Bilingual("reading", "含义"),
    "note": Bilingual(
        "Sums since 2015, not discounted. Per million yuan: ratio of the mean differences with "
        "Fieller's interval; none is given where costs do not clearly differ, or where one "
        "scenario is better in both.",
        "2015 年以来合计，未折现。每 100 万元：两个平均差值之比，区间按 Fieller 方法计算；"
        "支出差异不明显，或一方支出更少而结果更好时，不给出比值。",
    ),
    "run_costs": Bilingual(
        "Public cost, {years}: {sum} {unit} {range}, {of}",
        "财政支出，{years} 年：{sum} {unit} {range}，{of}",
    ),
    "run_of": Bilingual("of which {parts}", "其中{parts}"),
    "run_part": Bilingual("{label} {sum}", "{label} {sum}"),
    "run_average": Bilingual(
        "On average (no effect of the policies) per {outcome}: {sum} {unit} {range}",
        "平均每个{outcome}（不是政策效果）：{sum} {unit} {range}",
    ),
    "same_cost": Bilingual("costs the same", "支出相同"),
    "dominates": Bilingual("costs less and gains more: dominates", "支出更少、结果更好：占优"),
    "dominated": Bilingual("costs more and loses: dominated", "支出更多、结果更差：被占优"),
    "buys": Bilingual("gained for each million more", "每多支出 100 万元的增加数"),
    "saves": Bilingual("lost for each million saved", "每节省 100 万元的减少数"),
    "costs_more": Bilingual("costs more; no clear change", "支出增加，结果无明显变化"),
    "costs_less": Bilingual("costs less; no clear change", "支出减少，结果无明显变化"),
    "gains": Bilingual("gains; cost not clearly different", "结果更好，支出差异不明显"),
    "loses": Bilingual("loses; cost not clearly different", "结果更差，支出差异不明显"),
    "unclear": Bilingual("neither clearly different", "两者差异均不明显"),
    "unknown": Bilingual("too few runs to say", "模拟次数过少，无法判断"),
}


def say(key: str, language: Language, **values: object) -> str:
    """Return a text about money."""
    return MONEY_TEXTS[key].text(language).format(**values)
