"""Words of the figures, in English and Chinese."""

from sim.scenario.language import Bilingual

TEXTS = {
    "band": Bilingual(
        "Line: median; band: 90 % range of replicates", "线为中位数；带为重复模拟的 90% 区间"
    ),
    "median_only": Bilingual(
        "Line: median; fewer than ten replicates give no band",
        "线为中位数；重复模拟不足 10 次，不画区间",
    ),
    "footer": Bilingual(
        "makersim, scenario {scenario}, {replicates} replicates, run {run}. {parameters}.",
        "makersim，情景 {scenario}，{replicates} 次重复模拟，运行编号 {run}。{parameters}。",
    ),
    "posterior": Bilingual(
        "Parameters: draws from the posterior of the calibration", "参数取自校准所得的后验分布"
    ),
    "best": Bilingual("Parameters: best point of the calibration", "参数为校准所得的最优点"),
    "default": Bilingual("Parameters: default values", "参数为默认值"),
    "prior": Bilingual(
        "Parameters: draws from the priors, not calibrated", "参数取自先验分布，未经校准"
    ),
    "survival_title": Bilingual(
        "How long makerspaces survive, by business model at founding",
        "众创空间存续曲线：按建成时的业务模式",
    ),
    "survival_subtitle": Bilingual(
        "Kaplan-Meier estimate; spaces founded in the run, {first}-{last}. {band}.",
        "Kaplan-Meier 估计；{first}—{last} 年新建空间。{band}。",
    ),
    "survival_x": Bilingual("Years since founding", "建成后年数（年）"),
    "survival_y": Bilingual("Spaces still open, %", "仍在运营的空间占比（%）"),
    "survival_label": Bilingual(
        "{model}\n{mean:.1f} of 60 months", "{model}\n60 个月内平均 {mean:.1f} 个月"
    ),
    "restricted": Bilingual(
        "Under each name: mean survival within 60 months, standardised to the same founding years.",
        "名称下方为 60 个月内平均存续时间，按相同建成年份标准化。",
    ),
    "funding_title": Bilingual(
        "How often startups are funded, by business model of their space",
        "入驻企业和团队获投情况：按所在空间的业务模式",
    ),
    "funding_subtitle": Bilingual(
        "First outside or seed-fund money; business model at founding of the space. {band}.",
        "首次获得外部投资或种子资金；按空间建成时的业务模式。{band}。",
    ),
    "funding_over_time": Bilingual(
        "Rate over time (12 months centred)", "获投率变化（居中 12 个月）"
    ),
    "funding_since_entry": Bilingual("By time since first admission", "按首次入驻后时间"),
    "funding_rate_y": Bilingual("First fundings per 100 tenant-years", "每百家·年首次获投数（次）"),
    "incidence_y": Bilingual("Startups funded so far, %", "累计获投比例（%）"),
    "since_entry_x": Bilingual("Months since first admission", "首次入驻后月数（月）"),
    "year_x": Bilingual("Year", "年份"),
    "shakeout_title": Bilingual(
        "Who is shaken out and when: closures and stock of makerspaces",
        "洗牌：众创空间的关闭与存量",
    ),
    "shakeout_subtitle": Bilingual(
        "Business model at the time. {band}.", "按当时的业务模式。{band}。"
    ),
    "closures_panel": Bilingual("Closures (12 months centred)", "关闭率（居中 12 个月）"),
    "closures_y": Bilingual("Closures per 100 spaces and year", "年关闭率（%）"),
    "stock_panel": Bilingual("Spaces alive, and the list at year ends", "存续空间数与年末备案数"),
    "stock_y": Bilingual("Spaces", "空间数（家）"),
    "alive": Bilingual("All alive", "全部存续"),
    "recorded": Bilingual("On the list", "备案名单"),
    "check_title": Bilingual(
        "Model against the record, Jiangsu at the end of 2017", "模型与统计对照：江苏 2017 年底"
    ),
    "check_subtitle": Bilingual(
        "Dot: median of replicates; bar: 90 % range. Grey: recorded range or lower bound; "
        "1 is the record, or the middle of its range.",
        "点为重复模拟中位数，横线为 90% 区间；灰色为统计区间或下限；1 为统计值或统计区间的中点。",
    ),
    "check_too_short": Bilingual(
        "The run ends before December 2017: there is nothing to compare.",
        "运行期在 2017 年 12 月之前结束，无可对照。",
    ),
    "check_x": Bilingual("Model over record", "模型值 / 统计值"),
    "check_model": Bilingual("model (90 % range)", "模型（90% 区间）"),
    "check_record": Bilingual("record", "统计"),
    "produced": Bilingual("Produced by the rules", "由模型规则产生"),
    "by construction": Bilingual(
        "By construction: agreement proves nothing", "由设定决定：吻合不说明问题"
    ),
    "soft": Bilingual("Soft: other places and years", "参考性：其他地区或年份"),
    "gaps_title": Bilingual(
        "Specialised less rent-dependent makerspaces, by model at founding",
        "专业化型与租金依赖型众创空间之差（按建成时的业务模式）",
    ),
    "gaps_subtitle": Bilingual(
        "Marker: median of runs; thick bar: 50 % range; thin bar: 90 % range. "
        "A range holds chance and parameters.",
        "图标为各次模拟的中位数，粗线为 50% 区间，细线为 90% 区间；"
        "区间同时包含随机性和参数的不确定性。",
    ),
    "gaps_footer": Bilingual(
        "makersim findings, scenarios baseline and neutral, {replicates} runs each. "
        "What the mechanisms imply; no figure of the record contrasts the two models.",
        "makersim findings，基准情景与中性情景，各 {replicates} 次模拟。"
        "差距由模型机制推导得出，统计资料中没有可直接对比两类空间的数字。",
    ),
    "gaps_unit": Bilingual(", {unit}", "（{unit}）"),
    "gaps_median": Bilingual("median", "中位数"),
    "gaps_above": Bilingual("above 0", "大于 0"),
    "gaps_prior": Bilingual("prior", "先验（校准前）"),
    "gaps_posterior": Bilingual("posterior", "后验（校准后）"),
    "gaps_neutral": Bilingual("mechanisms off", "机制全部关闭"),
    "gaps_side_survival": Bilingual("specialised live longer ►", "专业化型存续更久 ►"),
    "gaps_side_funding": Bilingual("specialised: funded more often ►", "专业化型获投更多 ►"),
    "gaps_side_shakeout": Bilingual("◄ specialised close less", "◄ 专业化型关闭更少"),
    "gaps_side_tenants": Bilingual("◄ specialised: fewer fail", "◄ 专业化型失败更少"),
}
