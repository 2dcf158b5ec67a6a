"""Words of the figures that compare scenarios, in English and Chinese."""

from sim.scenario.language import Bilingual

COMPARISON_TEXTS = {
    "differences_title": Bilingual(
        "What changes against “{first}”, on the same luck",
        "与“{first}”相比的变化（相同随机条件）",
    ),
    "differences_subtitle": Bilingual(
        "Differences within pairs of runs with the same parameters and seed. Dot: median of "
        "replicates; thick bar: 50 %, thin bar: 90 % of replicates.\n"
        "Diamond below: mean difference with its 90 % Monte Carlo interval, which shrinks as "
        "runs are added; the bars of replicates do not.",
        "参数和随机种子相同的成对模拟之差。"
        "圆点为重复模拟的中位数，粗线为 50% 区间，细线为 90% 区间。\n"
        "下方菱形为平均差值及其 90% 蒙特卡洛区间：增加模拟次数，该区间会变窄，重复模拟区间则不会。",
    ),
    "footer": Bilingual(
        "makersim, {replicates} pairs of runs, comparison {id}. What the model's mechanisms "
        "imply, not a forecast.",
        "makersim，{replicates} 对模拟，比较编号 {id}。结果由模型机制推导得出，并非预测。",
    ),
    "horizon": Bilingual("The province at the last month", "全省，运行期末"),
    "outcomes": Bilingual("Outcomes by business model", "分业务模式的结果"),
    "gap": Bilingual(
        "Gap: specialised less rent-dependent makerspaces", "差距：专业化型减租金依赖型"
    ),
    "mean": Bilingual("mean ± 90 %\nMonte Carlo", "均值 ± 90%\n蒙特卡洛区间"),
    "chance": Bilingual("better in", "更好的\n比例"),
    "better_more": Bilingual("better ►", "更好 ►"),
    "better_less": Bilingual("◄ better", "◄ 更好"),
    "unchanged": Bilingual("unchanged", "无变化"),
    "of": Bilingual("{group}, {unit}", "{group}，{unit}"),
    "series_title": Bilingual(
        "The province over time, and what changes against “{first}”",
        "全省各年变化，以及与“{first}”之差",
    ),
    "survival_title": Bilingual(
        "Survival of makerspaces, and what changes against “{first}”",
        "众创空间存续曲线，以及与“{first}”之差",
    ),
    "funding_title": Bilingual(
        "Startups funded, and what changes against “{first}”",
        "入驻企业累计获投比例，以及与“{first}”之差",
    ),
    "shakeout_title": Bilingual(
        "Closures of makerspaces, and what changes against “{first}”",
        "众创空间关闭率，以及与“{first}”之差",
    ),
    "curves_subtitle": Bilingual(
        "Above: medians of {replicates} replicates{band}. Below: difference within pairs of the "
        "same parameters and seed; median{ranges}.",
        "上：{replicates} 次重复模拟的中位数{band}。"
        "下：参数和随机种子相同的成对模拟之差，中位数{ranges}。",
    ),
    "with_band": Bilingual(" with their 90 % range", "及 90% 区间"),
    "with_ranges": Bilingual(
        " with 50 % and 90 % ranges of replicates", "及重复模拟的 50%、90% 区间"
    ),
    "difference": Bilingual("Difference", "差值"),
    "year_x": Bilingual("Year", "年份"),
    "founding_x": Bilingual("Years since founding", "建成后年数（年）"),
    "entry_x": Bilingual("Months since first admission", "首次入驻后月数（月）"),
    "still_open": Bilingual("still open, %", "仍在运营占比，%"),
    "funded_so_far": Bilingual("funded so far, %", "累计获投比例，%"),
    "closed_a_year": Bilingual("closures, % a year", "年关闭率，%"),
}
