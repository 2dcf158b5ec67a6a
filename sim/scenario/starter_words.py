"""Words of starter files, in English and Chinese."""

from sim.scenario.language import Bilingual

WORDS = {
    "head": Bilingual(
        "A scenario of makersim: only what differs from its parent. Lines that begin with '#'\n"
        "are comments; take the '#' away to make one count. All keys: makersim schema.",
        "makersim 情景文件：只写与上级情景不同之处。以“#”开头的行是注释，去掉“#”即生效。\n"
        "全部可用的键见 makersim schema。",
    ),
    "texts": Bilingual(
        "What it is called, what it asks, and what to look for; replace these with your own.",
        "情景名称、要回答的问题、看结果时的看点；请改成自己的内容，中英文各写一句。",
    ),
    "policies": Bilingual(
        "Policies. Each has a name of your choice, a lever, a value, and first and last month\n"
        "(until is inclusive); over the months of a ramp it grows to its full value. Policies on\n"
        "one lever add up, on those named ..._multiplier they multiply. Say where each number\n"
        "comes from: a key of calibration/evidence.yaml, or the word assumption.",
        "政策。名称自取，每项写明政策工具（lever）、取值（value）、起始月（from）和终止月\n"
        "（until，含当月）；ramp 为分步到位所需的月数。同一工具上的多项政策相加，\n"
        "名称以 _multiplier 结尾的工具则相乘。每个数字请注明出处：\n"
        "calibration/evidence.yaml 中的键，或写“假设”。",
    ),
    "example": Bilingual("assumption: an example", "假设：仅为示例"),
    "parents": Bilingual(
        "The parent's policies: null takes one away, a policy of the same name replaces it.",
        "上级情景已有的政策：写 null 即取消，写同名政策则取而代之。",
    ),
    "levers": Bilingual(
        "All levers with unit and range; an example is a tenth of the range, on top of what the\n"
        "parent has. What a lever does: makersim explain baseline LEVER.",
        "全部政策工具及其单位和允许范围；示例为范围的十分之一，叠加在上级情景之上。\n"
        "某项工具的含义：makersim explain baseline 工具名 --lang zh。",
    ),
    "units": Bilingual(
        "kCNY is a thousand yuan; shares may be written as 30 %, rates as 10 % per year.",
        "单位须照原样书写：kCNY 即千元（也可写“30 万元”），share 为占比（可写 30 %），\n"
        "slot 为工位，tenant 为入驻企业，spaces/year 为每年家数，10 % per year 即每年 10%，\n"
        "service level 为服务水平（0 至 1），logit 为对数几率。",
    ),
    "number": Bilingual("a pure number", "纯数"),
    "quantity": Bilingual("{label}: {unit}, {low} to {high}", "{label}：{unit}，{low} 至 {high}"),
    "rest": Bilingual(
        "Less often wanted. Conditions outside policy replace the parent's whole series:",
        "以下较少用到。政策以外的外部条件，写出后整条取代上级情景的序列：",
    ),
    "more": Bilingual(
        "Parameters of the model (makersim explain baseline lists them), mechanisms, the last\n"
        "month, the size of the province and how to run it:",
        "模型参数（用 makersim explain baseline 查看全部）、机制开关、模拟终止月、\n"
        "全省规模和运行设置：",
    ),
    "question": Bilingual("{label}: what does it change?", "{label}：会带来哪些变化？"),
    "look_for": Bilingual(
        "Survival and funding by business model against {parent}.",
        "与“{parent}”情景对比各业务模式的存续与获投。",
    ),
}
