"""Words of the attribution to mechanisms, in English and Chinese."""

from sim.scenario.language import Bilingual
from sim.studies.compare_texts import REFUSALS as COMPARE_REFUSALS

REFUSALS = {
    **{key: COMPARE_REFUSALS[key] for key in ("horizon", "scale")},
    "same": Bilingual(
        "'{name}' and '{against}' have the same content; a scenario has no effect against itself",
        "“{name}”与“{against}”内容相同；情景与自身比较没有效果可言",
    ),
    "replicates": Bilingual(
        "{number} replicate has no interval; an attribution takes two or more",
        "仅 {number} 次重复模拟无法给出区间；归因至少需要 2 次",
    ),
    "unknown_outcome": Bilingual(
        "no outcome '{name}'{nearest}; there are {names}",
        "没有结果指标“{name}”{nearest}；可用的有 {names}",
    ),
    "only_against": Bilingual(
        "outcome '{name}' is for a policy's effect; add --against OTHER, or choose from {names}",
        "结果指标“{name}”用于政策效果；请加 --against 情景，或从以下指标中选择：{names}",
    ),
    "too_short": Bilingual(
        "'{name}' ends in {end}, too early for the outcome '{outcome}', which needs {months} "
        "months from January 2015",
        "“{name}”运行至 {end}，过早结束，结果指标“{outcome}”需要自 2015 年 1 月起 {months} 个月",
    ),
    "undefined": Bilingual(
        "'{outcome}' has no value in any replicate: in some coalition a class has no spaces or "
        "nobody is followed long enough; a larger scale or another outcome may help",
        "“{outcome}”在任何一次重复模拟中都没有取值：在某些机制组合下，"
        "某类空间数量为零或观察期不足；可加大规模或更换结果指标",
    ),
    "no_dask": Bilingual(
        "--dask: the package distributed is missing; install makersim[dask]",
        "--dask：缺少 distributed 软件包，请安装 makersim[dask]",
    ),
    "no_name": Bilingual(
        "no outcome '{name}' in this attribution{nearest}; there are {names}",
        "本次归因中没有结果指标“{name}”{nearest}；可用的有 {names}",
    ),
}
TEXTS = {
    "heading_gap": Bilingual(
        "{scenario}: the gap, specialised less rent-dependent, split over mechanisms",
        "{scenario}：专业化型减租金依赖型的差距在各机制间的分解",
    ),
    "heading_effect": Bilingual(
        "{scenario} against {against}: the policy's effect split over mechanisms",
        "{scenario} 与 {against} 比较：政策效果在各机制间的分解",
    ),
    "runs": Bilingual("Runs", "模拟"),
    "resuming": Bilingual(
        "{done} of {all} runs are there from an earlier start; going on from them.",
        "此前已完成 {all} 次模拟中的 {done} 次，接着运行。",
    ),
    "stopped": Bilingual(
        "Stopped. {done} of {all} runs are kept; the same command goes on from there.",
        "已停止。已保存 {all} 次模拟中的 {done} 次；再次运行同一命令即可继续。",
    ),
    "plan": Bilingual(
        "{replicates} replicates of {each} runs: 64 coalitions of six groups{switches}.",
        "{replicates} 次重复模拟，每次 {each} 个运行：六组机制的 64 种组合{switches}。",
    ),
    "plan_switches": Bilingual(", and each switch off alone", "，以及逐个关闭单项机制"),
    "outcome": Bilingual("{label}, {unit}", "{label}，{unit}"),
    "mean": Bilingual("mean", "均值"),
    "interval": Bilingual("90 % Monte Carlo\nof the mean", "均值的 90%\n蒙特卡洛区间"),
    "range": Bilingual("90 % of\nreplicates", "90% 重复\n模拟区间"),
    "last": Bilingual("last\nto join", "最后\n加入"),
    "alone": Bilingual("first\nto join", "最先\n加入"),
    "groups": Bilingual("Six groups: these add up", "六组机制：相加等于总差值"),
    "switches": Bilingual(
        "Single switches, with less without: these do not add up",
        "单项机制（开启减关闭）：不可相加",
    ),
    "left_out": Bilingual(
        "{left_out} of {all} replicates are left out of {outcome}: in some coalition it has no "
        "value there.",
        "“{outcome}”有 {left_out} 次（共 {all} 次）重复模拟未计入：在某些机制组合下没有取值。",
    ),
    "note": Bilingual(
        "A group's part is its Shapley value: what it adds when switched on, averaged over all "
        "orders of switching the six on, from all 64 coalitions on the same draw and seed. All "
        "off plus the six parts is the whole, in every replicate. Off means a fixed reference "
        "value (docs/ODD.md, section 10); what the scenario itself has off stays off. The Monte "
        "Carlo interval says how well a mean is known and shrinks as replicates are added; the "
        "range of replicates does not.",
        "各组所占部分为沙普利值：按六组机制所有可能的开启顺序，取该组开启时增加值的平均，"
        "遍历全部 64 种组合，参数抽样和随机种子相同。每次重复模拟中，"
        "全部关闭时的数值与六个部分之和等于总数。关闭指取固定参考值（docs/ODD.md 第 10 节）；"
        "情景自身已关闭的机制保持关闭。蒙特卡洛区间表示均值的精度，随模拟次数增加而变窄；"
        "重复模拟区间则不会。",
    ),
    "note_few": Bilingual(
        "Ranges of replicates need at least ten.", "至少 10 次重复模拟才给出重复模拟区间。"
    ),
    "note_one_draw": Bilingual(
        "All runs have the same parameters: what calibration leaves open is not shown.",
        "所有模拟的参数相同，未体现校准的不确定性。",
    ),
    "drawing": Bilingual("Splitting and drawing ...", "正在分解并绘图……"),
    "there": Bilingual("The same attribution was there already.", "相同的归因结果已存在。"),
    "page": Bilingual("A sentence for each mechanism", "逐项机制的说明"),
    "folder": Bilingual("Attribution folder", "归因结果文件夹"),
    "page_title_gap": Bilingual("What makes the gap? {scenario}", "差距从何而来？{scenario}"),
    "page_title_effect": Bilingual(
        "What does the policy work through? {scenario} against {against}",
        "政策通过什么起作用？{scenario} 与 {against} 比较",
    ),
    "page_groups": Bilingual(
        "Groups of mechanisms (their parts add up)", "机制分组（各部分相加等于总差值）"
    ),
    "page_switches": Bilingual(
        "Single mechanisms, each switched off alone (these do not add up)",
        "单项机制，逐个单独关闭（不可相加）",
    ),
}
