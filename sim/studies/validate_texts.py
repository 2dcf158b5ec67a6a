"""Words of the validate command, in English and Chinese."""

from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    KEPT,
    MISS,
    NO_VALUE,
    TOO_FEW,
    UNMEASURED,
)
from sim.scenario.language import Bilingual

VERDICTS = {
    INSIDE: Bilingual("inside", "在区间内"),
    MISS: Bilingual("MISS", "未命中"),
    KEPT: Bilingual("bound kept", "满足界限"),
    BROKEN: Bilingual("MISS (bound)", "未命中（越界）"),
    TOO_FEW: Bilingual("too few runs", "次数不足"),
    NO_VALUE: Bilingual("no value", "模型无此值"),
    UNMEASURED: Bilingual("not measurable", "无法测量"),
}

TEXTS = {
    "title": Bilingual(
        "Validation: the baseline against figures that it never saw",
        "验证：基准情景与未曾使用的统计数据对照",
    ),
    "about": Bilingual(
        "{replicates} replicates from seed {seed}, parameters: {source}.",
        "{replicates} 次重复模拟，起始随机种子 {seed}，参数来源：{source}。",
    ),
    "posterior": Bilingual("draws from the posterior of the calibration", "校准后验分布抽样"),
    "best": Bilingual("the best point of the calibration", "校准最优点"),
    "default": Bilingual("default values", "默认值"),
    "prior": Bilingual(
        "draws from the prior, NOT calibrated: no validation of the model",
        "先验分布抽样（未校准）：不能视为对模型的验证",
    ),
    "section_validation": Bilingual(
        "1. Validation: never used for an input, a prior, a target or by hand",
        "1. 验证：未用于输入、先验、拟合目标或人工设定的数据",
    ),
    "section_check": Bilingual(
        "2. Checks on the fit: figures that have shaped the model; agreement is no validation",
        "2. 拟合检查：参与过模型设定的数据，吻合不等于验证",
    ),
    "section_unmeasured": Bilingual(
        "3. Not measurable in the model's tables",
        "3. 模型结果表无法测量",
    ),
    "record": Bilingual("record", "统计值"),
    "model": Bilingual("model", "模型值"),
    "range": Bilingual("90 % interval", "90% 区间"),
    "off": Bilingual("off by", "偏差"),
    "verdict": Bilingual("verdict", "判定"),
    "last": Bilingual("last value", "沿用前值"),
    "trend": Bilingual("linear trend", "线性外推"),
    "source": Bilingual("source", "来源"),
    "exact": Bilingual("exact", "恰好命中"),
    "coverage": Bilingual(
        "{inside} of {figures} figures lie in the model's 90 % interval; a right interval holds "
        "nine in ten.",
        "{figures} 项数据中有 {inside} 项落在模型的 90% 区间内；准确的区间应包含九成。",
    ),
    "coverage_none": Bilingual(
        "No figure could be scored: an interval needs at least ten replicates.",
        "没有可评分的数据：至少 10 次重复模拟才给出区间。",
    ),
    "narrow": Bilingual(
        "That is too few to be chance: intervals like these hold {low:.0f} to {high:.0f} % (90 % "
        "sure). Either the model is surer of itself than it may be, or figures of other places do "
        "not hold for Jiangsu.",
        "这难以用偶然解释：此类区间的实际覆盖率为 {low:.0f}%—{high:.0f}%（90% 置信）。"
        "要么模型给出的区间过窄，要么其他地区的数据不适用于江苏。",
    ),
    "little": Bilingual(
        "It proves little: with so few figures the intervals may hold {low:.0f} to {high:.0f} % "
        "(90 % sure), and figures of one place are not independent.",
        "这说明不了太多：数据太少，区间实际覆盖率可能在 {low:.0f}%—{high:.0f}% 之间（90% 置信），"
        "且同一地区的数据并非相互独立。",
    ),
    "race_last": Bilingual(
        "Nearer to the record than the last value: {nearer} of {forecasts}{ties}.",
        "比“沿用前值”更接近统计值：{forecasts} 项中 {nearer} 项{ties}。",
    ),
    "race_trend": Bilingual(
        "Nearer than a linear trend: {nearer} of {forecasts}{ties}.",
        "比“线性外推”更接近：{forecasts} 项中 {nearer} 项{ties}。",
    ),
    "ties": Bilingual(" ({ties} tied)", "（{ties} 项持平）"),
    "no_forecast": Bilingual(
        "No naive forecast is possible for {number} of them: the record has no earlier point (—).",
        "其中 {number} 项无法作简单预测：统计记录中没有更早的数据（—）。",
    ),
    "reading": Bilingual(
        "Model: median over replicates [90 % interval]. Last value and linear trend: what earlier "
        "figures of the same record would have forecast, 0 being no change; × is the model's "
        "error over theirs, below 1 where the model is nearer. Bounds (>=, <=) do not count "
        "among the figures in intervals.",
        "模型值为重复模拟的中位数 [90% 区间]。沿用前值、线性外推：根据同一统计的更早数据作出的"
        "简单预测，0 表示不变；×：模型误差与其误差之比，小于 1 表示模型更接近。"
        "上下限（>=、<=）不计入命中数。",
    ),
    "never": Bilingual(
        "Nothing may be tuned to these figures: one that has moved a value is spent and becomes "
        "a check.",
        "不得依据这些数据调整模型：一旦用于调整，该数据即不再用于验证，改列为拟合检查。",
    ),
    "measured": Bilingual("measured as", "测量方式"),
    "details": Bilingual("Notes and sources", "说明与来源"),
    "rows": Bilingual("Rows", "数据行"),
}
