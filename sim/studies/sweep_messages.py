"""Everything that can be said about a plan file, in English and Chinese."""

from sim.calibration.reading_messages import Sentence
from sim.scenario.language import Bilingual, Language
from sim.scenario.messages import did_you_mean

MESSAGES = {
    "plan_not_found": Bilingual("no plan file '{name}'", "找不到实验方案文件“{name}”"),
    "plan_empty": Bilingual(
        "nothing in the file; the least is 'uncertainties:' with one name and its range, and "
        "'design:' with its method",
        "文件为空；至少要写 uncertainties（名称及其范围）和 design（含 method）",
    ),
    "plan_name": Bilingual(
        "the file's name is the name of the sweep; use letters, digits, '_' and '-'",
        "文件名即实验名称；请用文字、数字、“_”和“-”",
    ),
    "nothing_varied": Bilingual(
        "nothing varies; give 'uncertainties' or 'levers' at least one range",
        "没有任何变化的量；请在 uncertainties 或 levers 中至少给出一个范围",
    ),
    "unknown_factor": Bilingual(
        "nothing called '{key}' can be varied; names look like match.weight_fit, "
        "conditions.capital_supply, mechanisms.service, policies.NAME.value, or are levers such "
        "as specialisation_grant",
        "没有名为“{key}”的可变量；名称形如 match.weight_fit、conditions.capital_supply、"
        "mechanisms.service、policies.名称.value，或政策工具如 specialisation_grant",
    ),
    "no_such_policy": Bilingual(
        "the scenario {scenario} has no policy '{key}'; it has {allowed}",
        "情景 {scenario} 中没有政策“{key}”；现有 {allowed}",
    ),
    "twice": Bilingual(
        "'{key}' is among the uncertainties and the levers; keep one",
        "“{key}”同时列为不确定因素和政策工具；请只保留一处",
    ),
    "not_a_distribution": Bilingual(
        "{value} is no range; write [low, high], {{values: [...]}}, {{low, high, scale: log}}, "
        "{{low, mode, high}}, {{mean, sd}}, {{median, log_sd}}, prior, or one number to hold it",
        "{value} 不是范围；请写 [下限, 上限]、{{values: [...]}}、{{low, high, scale: log}}、"
        "{{low, mode, high}}、{{mean, sd}}、{{median, log_sd}}、prior，或写一个数表示固定",
    ),
    "empty_values": Bilingual("no values in the list", "列表中没有数值"),
    "same_value": Bilingual("{value} is there twice; keep one", "{value} 重复；请只保留一个"),
    "no_prior": Bilingual(
        "'{key}' has no prior in calibration/priors.yaml; write a range",
        "calibration/priors.yaml 中没有“{key}”的先验分布；请写出范围",
    ),
    "mode_outside": Bilingual(
        "the mode {value} is outside the range from {low} to {high}",
        "众数 {value} 不在区间 {low} 至 {high} 之内",
    ),
    "not_above_zero": Bilingual("{value} is not above 0", "{value} 不大于 0"),
    "switch_values": Bilingual(
        "a mechanism is on or off; write {{values: [on, off]}}, or on, or off",
        "机制只有开和关；请写 {{values: [on, off]}}，或只写 on 或 off",
    ),
    "dates_of_lever": Bilingual(
        "'{key}' is for levers alone; '{name}' is none",
        "“{key}”只用于政策工具；“{name}”不是政策工具",
    ),
    "needs_steps": Bilingual(
        "a grid needs values; write {{values: [...]}} or {{low, high, steps}}",
        "网格设计需要具体取值；请写 {{values: [...]}} 或 {{low, high, steps}}",
    ),
    "only_grid": Bilingual("'steps' is for a grid alone", "steps 只用于网格设计"),
    "not_for_method": Bilingual(
        "'{key}' has no meaning for the method {method}", "方法 {method} 不使用“{key}”"
    ),
    "whole_number": Bilingual(
        "{value} is not a whole number from {low} to {high}",
        "{value} 不是 {low} 至 {high} 之间的整数",
    ),
    "not_a_power": Bilingual(
        "{value} points leave a Sobol sequence unbalanced; take {below} or {above}",
        "{value} 个点会使 Sobol 序列失去均衡；请取 {below} 或 {above}",
    ),
    "odd_levels": Bilingual(
        "Morris needs an even number of levels, 4 or more, not {value}",
        "Morris 方法的水平数应为不小于 4 的偶数，不能是 {value}",
    ),
    "too_few_draws": Bilingual(
        "the posterior has {draws} draws; {value} points would repeat some",
        "后验分布只有 {draws} 组抽样；{value} 个点会出现重复",
    ),
    "drawn_already": Bilingual(
        "'{key}' comes from the posterior draw; leave it away, or take another design",
        "“{key}”已由后验抽样给出；请删去，或改用其他设计",
    ),
    "too_many_factors": Bilingual(
        "{number} factors; a plan takes at most {most}", "共 {number} 个变量；最多 {most} 个"
    ),
    "too_many_runs": Bilingual(
        "the plan comes to {number} runs; at most {most} can be asked for",
        "方案共需 {number} 次模拟；最多 {most} 次",
    ),
    "table_ranges": Bilingual(
        "the values of a table stand in its file; leave '{key}' away",
        "取值以表格文件为准；请删去“{key}”",
    ),
    "table_columns": Bilingual(
        "{found} values in a row; the header names {expected}",
        "该行有 {found} 个值；表头有 {expected} 列",
    ),
    "table_empty": Bilingual(
        "no rows; the first line names what varies, each further line is a point",
        "没有数据行；首行写变量名，其后每行一个点",
    ),
    "not_text": Bilingual(
        "not UTF-8 text; save it as CSV UTF-8", "不是 UTF-8 文本；请另存为 CSV UTF-8"
    ),
    "expected_list": Bilingual("{value} where a list belongs", "此处应为列表，而不是 {value}"),
    "unknown_outcome": Bilingual(
        "unknown outcome '{key}' ('makersim sweep --outcomes' lists them)",
        "未知的结果指标“{key}”（用 makersim sweep --outcomes 查看全部）",
    ),
    "cannot_be": Bilingual(
        "with {key}={value} the scenario {scenario} cannot be: {reason}",
        "{key}={value} 时情景 {scenario} 不成立：{reason}",
    ),
}
THINGS = {
    "design": Bilingual("design", "设计方法"),
    "seeds": Bilingual("kind of seeds", "种子方式"),
    "period": Bilingual("period", "时间间隔"),
    "series": Bilingual("series", "序列指标"),
    "group": Bilingual("group", "分组"),
    "scale": Bilingual("scale", "尺度"),
    "switch": Bilingual("value", "取值"),
}


class PlanSentence(Sentence):
    """A message of this file, or one that calibration and scenario files share."""

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        if self.key not in MESSAGES:
            return super().text(language)
        sentence = MESSAGES[self.key].filled(**self.values).text(language)
        return sentence + did_you_mean(self.values.get("nearest"), language)
