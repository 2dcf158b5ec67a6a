// Words of the picture of a year's stocks and flows; as in words.js.

export const STOCKS_WORDS = {
  stocks: ["Stocks and flows", "存量与流量"],
  stocks_hint: ["Stocks and flows of a year of ours (key F)", "我们的情景某一年的存量与流量图（按键 F）"],
  stocks_title: ["Ours: stocks and flows", "我们的情景：存量与流量"],
  stocks_title_of: ["Ours: stocks and flows of {year}", "我们的情景：{year} 年存量与流量"],
  stocks_year: ["year", "年份"],
  stocks_note: [
    "Counted in this one run (luck {seed}): other luck gives other numbers. Each box adds up: start, plus what enters on its left or from above, less what leaves on its right or below, is its end.",
    "数字只来自本次模拟（随机种子 {seed}）；换一个随机种子，数字就会不同。每个方框收支平衡：年初数加左侧和上方流入，减右侧和下方流出，等于年末数。",
  ],
  stocks_key: [
    "Pipes are as wide as their flow within a panel; none is thinner than a hairline. Cloud: from or to outside the picture; small square: another stock of it. For many runs with their ranges, keep the scenario (key S), then: makersim stocks FILE --year {year}",
    "同一分图内管道宽度与流量成正比，最细处为一条细线。云形表示图外，小方块表示图中另一存量。如需多次模拟及其区间，先保存情景（按键 S），再运行：makersim stocks FILE --year {year}",
  ],
  stocks_none: [
    "No year is over in the month shown. The first picture is that of {year}, once its December has been lived.",
    "截至所示月份，尚无完整年度。走完 {year} 年 12 月后，方可查看该年的图。",
  ],
  stocks_counting: ["Counting the agents of this run …", "正在清点本次模拟中的主体……"],
  key_f: ["stocks and flows of a year", "某一年的存量与流量"],
};
