"""Everything that can be said about the files of ``calibration/``, in English and Chinese."""

from sim.scenario.language import Bilingual, Language
from sim.scenario.messages import DID_YOU_MEAN
from sim.scenario.problems import Message

MESSAGES = {
    "no_rows": Bilingual(
        "no rows in the file; a row is 'name:' with its keys below it",
        "文件中没有任何数据行；一行写作“名称:”，其下列出各键",
    ),
    "not_a_number": Bilingual("{value} is not a number", "{value} 不是数值"),
    "not_a_figure": Bilingual(
        "{value} is no figure; write a number, [low, high], {{at_least: number}} or "
        "{{at_most: number}}",
        "{value} 不是可用的数据；请写一个数、[下限, 上限]、{{at_least: 数}} 或 {{at_most: 数}}",
    ),
    "empty_range": Bilingual(
        "the range from {low} to {high} is empty; the lower end comes first",
        "区间 {low} 至 {high} 为空；请先写下限",
    ),
    "not_a_period": Bilingual(
        "{value} is not a time; write 2017, 2017-06, 2017H1 or 2018..2022, from 2015 on",
        "{value} 不是时间；请写成 2017、2017-06、2017H1 或 2018..2022，自 2015 年起",
    ),
    "not_known": Bilingual(
        "unknown {what} '{key}'; allowed are {allowed}", "未知的{what_zh}“{key}”；可用：{allowed}"
    ),
    "no_measure": Bilingual(
        "no measure begins like this; it has one of the keys {allowed}",
        "无法识别的测量方式；应含以下键之一：{allowed}",
    ),
    "several_measures": Bilingual(
        "several measures in one: {given}; keep one of them",
        "一个测量中写了几种方式：{given}；请只保留一种",
    ),
    "not_together": Bilingual(
        "'{key}' has no meaning beside '{other}'", "“{key}”不能与“{other}”同时使用"
    ),
    "only_all": Bilingual(
        "{name} is of the province as a whole; only the group all has it",
        "{name} 是全省总量，只能用于 all 组",
    ),
    "unlike_periods": Bilingual(
        "sums over {one} and {other} are of unlike length; take periods of one length, or a ratio",
        "{one} 与 {other} 时长不同，总量不能相比；请取相同时长，或改用比值",
    ),
    "no_base": Bilingual(
        "earlier figures must hold {base}, from which the change is taken",
        "earlier 中必须有 {base}，变化由此计算",
    ),
    "not_earlier": Bilingual(
        "{value} is not before {when}; a naive forecast knows the past alone",
        "{value} 不早于 {when}；简单预测只能用此前的数据",
    ),
    "not_a_share": Bilingual(
        "out_of needs a figure from 0 to 100 in %; it counts the cases that the share is of",
        "out_of 只用于以 % 表示、0 至 100 之间的占比，表示占比的总个数",
    ),
    "one_source": Bilingual(
        "a row names its source once: 'evidence' (a key of evidence.yaml) or 'source' (in words)",
        "每行只注明一次来源：evidence（evidence.yaml 中的键）或 source（文字）",
    ),
    "not_positive": Bilingual(
        "{value} has no logarithm; on a log scale all is above 0",
        "{value} 没有对数；采用对数尺度时数值须大于 0",
    ),
    "needs_range": Bilingual(
        "error: range needs a figure with two ends, [low, high]",
        "error: range 需要区间形式的数据 [下限, 上限]",
    ),
    "never_fitted": Bilingual(
        "a figure of the kind '{kind}' cannot be fitted; take the error away",
        "类别为“{kind}”的数据不能用于拟合；请删去 error",
    ),
    "unmeasured": Bilingual(
        "nothing in the model measures '{key}', so that it cannot be fitted",
        "模型中没有与“{key}”对应的测量，不能用于拟合",
    ),
    "out_of_bounds": Bilingual(
        "{value} is out of range; allowed are {low} to {high}",
        "{value} 超出范围；允许 {low} 至 {high}",
    ),
}
THINGS = {  # what a name is of, as messages say it
    "indicator": "指标",
    "group": "分组",
    "column": "列",
    "value": "取值",
    "table": "表",
    "special measure": "专用测量",
    "evidence": "证据键",
    "kind": "类别",
    "statistic": "统计量",
    "parameter": "参数",
    "role": "角色",
    "scale": "尺度",
}


class Sentence(Message):
    """A message of this file, or one that scenario files share."""

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        if self.key not in MESSAGES:
            return super().text(language)
        sentence = MESSAGES[self.key].text(language).format_map(self.values)
        if close := self.values.get("nearest"):
            either = " 或 " if language == "zh" else " or "
            sentence += DID_YOU_MEAN.text(language).format(nearest=either.join(close))
        return sentence
