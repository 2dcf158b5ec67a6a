"""Words of the comparison of scenarios, in English and Chinese."""

from sim.scenario.language import Bilingual

REFUSALS = {
    "only_one": Bilingual(
        "compare needs two scenarios or more, the first being what the others are compared with",
        "至少需要两个情景，第一个作为其余情景的比较对象",
    ),
    "twice": Bilingual(
        "'{name}' is there twice, with the same content; a scenario has no difference from itself",
        "情景“{name}”重复出现且内容相同；同一情景与自身没有差别",
    ),
    "horizon": Bilingual(
        "'{name}' ends in {end} and '{first}' in {first_end}; to compare what both have, add "
        "--set run.until={both}",
        "“{name}”运行至 {end}，“{first}”运行至 {first_end}；"
        "如只比较二者共有的时段，可加 --set run.until={both}",
    ),
    "scale": Bilingual(
        "'{name}' has scale {scale} and '{first}' {first_scale}; for both, add "
        "--set scale={first_scale}",
        "“{name}”的规模为 {scale}，“{first}”为 {first_scale}；"
        "可加 --set scale={first_scale} 使二者一致",
    ),
    "mixed": Bilingual(
        "'{name}' is a folder and others are scenarios; give run folders only or scenarios only",
        "“{name}”是文件夹，其余为情景；请全部给出结果文件夹，或全部给出情景",
    ),
    "not_a_run": Bilingual(
        "{folder} is not a finished run folder: {reason}",
        "{folder} 不是已完成的结果文件夹：{reason}",
    ),
    "other_version": Bilingual(
        "{folder} was made by another version of the model; run its scenario again: "
        "makersim run {folder}/scenario.yaml",
        "{folder} 由另一版本的模型生成；请重新运行其情景：makersim run {folder}/scenario.yaml",
    ),
    "changed": Bilingual(
        "{folder}: its scenario.yaml and manifest.json do not belong together",
        "{folder}：其中的 scenario.yaml 与 manifest.json 不一致",
    ),
    "number": Bilingual(
        "'{name}' has {number} replicates and '{first}' {first_number}; pairs need the same "
        "draws and seeds",
        "“{name}”有 {number} 次重复模拟，“{first}”有 {first_number} 次；"
        "成对比较要求参数抽样和随机种子相同",
    ),
    "seeds": Bilingual(
        "'{name}' has the seeds {seeds} and '{first}' {first_seeds}; pairs need the same ones",
        "“{name}”的随机种子为 {seeds}，“{first}”为 {first_seeds}；成对比较要求相同",
    ),
    "draws": Bilingual(
        "'{name}' ({source}) and '{first}' ({first_source}) have other parameter draws; pairs "
        "need the same ones",
        "“{name}”（{source}）与“{first}”（{first_source}）的参数抽样不同；成对比较要求相同",
    ),
    "for_scenarios": Bilingual(
        "{option} is for scenarios that are yet to be run, not for run folders",
        "{option} 只用于尚待运行的情景，不能用于结果文件夹",
    ),
    "unknown_indicator": Bilingual(
        "no indicator '{name}'{nearest}; there are {names}",
        "没有指标“{name}”{nearest}；可用的有 {names}",
    ),
    "precision": Bilingual(
        "'{text}' is no precision; write a share of the level such as 1% or 0.01",
        "“{text}”不是有效的精度；请写占水平值的比例，例如 1% 或 0.01",
    ),
    "no_name": Bilingual(
        "no figure '{name}'{nearest}; there are {names}",
        "没有名为“{name}”的图{nearest}；可用的有 {names}",
    ),
}
TEXTS = {
    "against": Bilingual(
        "{other} against {first}: {n} pairs with the same parameters and seeds",
        "{other} 与 {first} 比较：{n} 对模拟，参数和随机种子相同",
    ),
    "horizon": Bilingual("The province at the last month", "全省，运行期末"),
    "outcomes": Bilingual("Outcomes by business model", "分业务模式的结果"),
    "gap": Bilingual("Gap: specialised less rent-dependent", "差距：专业化型减租金依赖型"),
    "level": Bilingual("{name},\nmean", "{name}\n均值"),
    "mean": Bilingual("mean difference\n± 90 % Monte Carlo", "平均差值\n± 90% 蒙特卡洛"),
    "half_range": Bilingual("50 % of\nreplicates", "50% 重复\n模拟区间"),
    "range": Bilingual("90 % of\nreplicates", "90% 重复\n模拟区间"),
    "better": Bilingual("better\nin", "更好的\n比例"),
    "unchanged": Bilingual("unchanged", "无变化"),
    "known": Bilingual(
        "How well the mean difference is known, and what makes the variance",
        "平均差值的精度与方差来源",
    ),
    "half_width": Bilingual("± in % of\nlevel", "± 占水平值\n百分比"),
    "needed": Bilingual("replicates\nfor {precision}", "达到 {precision} 所需\n模拟次数"),
    "narrower": Bilingual("error, paired\n/ unpaired", "成对/非成对\n误差之比"),
    "shares": Bilingual("variance: scenario /\ncalibration / chance", "方差来源：情景/\n校准/随机"),
    "of_effect": Bilingual("of the effect:\ncalibration", "效果方差中\n校准占比"),
    "note_level": Bilingual(
        "Means over pairs. ± is half of the 90 % Monte Carlo interval: how well the mean is "
        "known; it shrinks as replicates are added. The ranges of replicates say how different "
        "the effect is from one run to another; they do not shrink.",
        "数字为成对模拟的均值。± 为 90% 蒙特卡洛区间的半宽，表示均值的精度，随模拟次数增加而变窄；"
        "重复模拟区间表示不同模拟之间效果的差异，不会随次数变窄。",
    ),
    "note_few": Bilingual(
        "Ranges of replicates need at least ten.", "至少 10 次重复模拟才给出重复模拟区间。"
    ),
    "note_variance": Bilingual(
        "Variance over both scenarios, parameter draws (calibration) and seeds (chance), in %; "
        "unbiased components, * where one was below zero and counts as zero. Rough with few draws.",
        "方差按两个情景、参数抽样（校准）和随机种子（随机）分解，单位 %；各分量为无偏估计，"
        "带 * 者有分量估计值为负，按零计。抽样较少时仅供参考。",
    ),
    "note_one_draw": Bilingual(
        "All runs have the same parameters: what calibration leaves open is not shown.",
        "所有模拟的参数相同，未体现校准的不确定性。",
    ),
    "reached": Bilingual(
        "Precision of {precision} reached with {n} replicates of each scenario.",
        "每个情景 {n} 次重复模拟，已达到 {precision} 的精度。",
    ),
    "not_reached": Bilingual(
        "Precision of {precision} not reached with {n} replicates (--most {most}) by:",
        "每个情景 {n} 次重复模拟（--most {most}）后，以下指标未达到 {precision} 的精度：",
    ),
    "lacks": Bilingual(
        "  {label} ({scenario}): {width} %, needs about {needed} replicates",
        "  {label}（{scenario}）：{width} %，约需 {needed} 次",
    ),
    "next": Bilingual(
        "{n} replicates are not enough for {precision}; going on to {more} ...",
        "{n} 次重复模拟不足以达到 {precision} 的精度，增至 {more} 次……",
    ),
    "comparing": Bilingual("Comparing and drawing ...", "正在比较并绘图……"),
    "there": Bilingual("The same comparison was there already.", "相同的比较已存在。"),
    "folder": Bilingual("Comparison folder", "比较结果文件夹"),
}
