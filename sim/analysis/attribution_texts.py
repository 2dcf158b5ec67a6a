"""Words of attributions that figures and pages share, in English and Chinese."""

from sim.scenario.language import Bilingual

GROUP_LABELS = {
    "reach": Bilingual("Reach", "项目来源与匹配"),
    "learning": Bilingual("Learning", "学习与服务"),
    "money": Bilingual("Money", "收支与价格"),
    "selection": Bilingual("Selection", "入驻筛选"),
    "owners": Bilingual("Owners", "运营主体"),
    "capital": Bilingual("Capital and standing", "资本与声誉"),
}
PART_LABELS = {
    "off_gap": Bilingual("All mechanisms off", "关闭全部机制"),
    "full_gap": Bilingual("The gap in the scenario", "情景中的差距"),
    "off_effect": Bilingual("Direct: all mechanisms off", "直接效果（关闭全部机制）"),
    "full_effect": Bilingual("The policy's whole effect", "政策总效果"),
}
FIGURE_TEXTS = {
    "title_gap": Bilingual(
        "What makes the gap: specialised less rent-dependent makerspaces",
        "差距从何而来：专业化型减租金依赖型众创空间",
    ),
    "title_effect": Bilingual(
        "What the policy works through: “{name}” against “{against}”",
        "政策通过什么起作用：“{name}”与“{against}”比较",
    ),
    "subtitle": Bilingual(
        "{label}, {unit}. Parts are Shapley values of six groups of mechanisms, over all 64 "
        "coalitions; they add up.\n"
        "Bar: mean over {replicates} replicates. Black: 90 % Monte Carlo interval of that mean. "
        "Grey below: 90 % of replicates.",
        "{label}，{unit}。各部分为六组机制的沙普利值（遍历全部 64 种组合），相加等于总差值。\n"
        "色条为 {replicates} 次重复模拟的均值，黑线为均值的 90% 蒙特卡洛区间，"
        "下方灰线为 90% 重复模拟区间。",
    ),
    "mean": Bilingual("mean", "均值"),
    "interval": Bilingual("90 % Monte Carlo", "90% 蒙特卡洛区间"),
    "range": Bilingual("90 % of replicates", "90% 重复模拟区间"),
    "nothing": Bilingual("changes nothing", "无影响"),
    "specialised_right": Bilingual("favours specialised ►", "有利于专业化型 ►"),
    "specialised_left": Bilingual("◄ favours specialised", "◄ 有利于专业化型"),
    "rent_dependent_right": Bilingual("favours rent-dependent ►", "有利于租金依赖型 ►"),
    "rent_dependent_left": Bilingual("◄ favours rent-dependent", "◄ 有利于租金依赖型"),
    "raises": Bilingual("raises ►", "提高 ►"),
    "lowers": Bilingual("◄ lowers", "◄ 降低"),
    "footer": Bilingual(
        "makersim, scenario {scenario}, {replicates} replicates, attribution {id}. What the "
        "model's mechanisms imply, not a forecast.",
        "makersim，情景 {scenario}，{replicates} 次重复模拟，归因编号 {id}。"
        "结果由模型机制推导得出，并非预测。",
    ),
}
