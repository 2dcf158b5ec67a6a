"""Words of the run command, in English and Chinese."""

from sim.scenario.language import Bilingual

TEXTS = {
    "compiling": Bilingual(
        "Compiling the model (once per version, about half a minute) ...",
        "正在编译模型（每个版本只需一次，约半分钟）……",
    ),
    "waiting": Bilingual(
        "The same run is under way in another process; waiting for it ...",
        "另一进程正在进行相同的运行，等待其完成……",
    ),
    "replicates": Bilingual("Replicates", "重复模拟"),
    "rate": Bilingual("runs/s", "次/秒"),
    "left": Bilingual("left", "剩余"),
    "drawing": Bilingual("Writing tables and figures ...", "正在写出数据表和图……"),
    "resuming": Bilingual(
        "{done} of {all} replicates are there from an earlier start; going on from them.",
        "此前已完成 {all} 次重复模拟中的 {done} 次，接着运行。",
    ),
    "stopped": Bilingual(
        "Stopped. {done} of {all} replicates are kept; the same command goes on from there.",
        "已停止。已保存 {all} 次重复模拟中的 {done} 次；再次运行同一命令即可继续。",
    ),
    "found": Bilingual(
        "The same run was there already (--force runs it again).",
        "相同的运行已存在（如需重新运行，请加 --force）。",
    ),
    "ran": Bilingual(
        "{replicates} replicates in {seconds:.1f} s on {workers} threads.",
        "{replicates} 次重复模拟，用时 {seconds:.1f} 秒，{workers} 个线程。",
    ),
    "folder": Bilingual("Run folder", "结果文件夹"),
    "cannot_write": Bilingual("{where}: {reason}", "{where}：{reason}"),
    "section_check": Bilingual(
        "1. Jiangsu, end of 2017: the model against the record",
        "1. 江苏 2017 年底：模型与统计对照",
    ),
    "section_outcomes": Bilingual("2. Outcomes by business model", "2. 分业务模式的结果"),
    "section_shakeout": Bilingual("   The shakeout as a whole", "   整体洗牌情况"),
    "section_gap": Bilingual(
        "3. The gap: specialised less rent-dependent, in the same replicate",
        "3. 差距：同一次模拟中专业化型减租金依赖型",
    ),
    "record": Bilingual("record", "统计值"),
    "model": Bilingual("model", "模型值"),
    "range": Bilingual("90 % range", "90% 区间"),
    "off": Bilingual("off by", "偏差"),
    "gap": Bilingual("gap", "差距"),
    "mean_error": Bilingual("mean ± its error", "均值 ± 误差"),
    "above_zero": Bilingual("above 0", "大于 0"),
    "produced": Bilingual("Produced by the rules", "由模型规则产生"),
    "by construction": Bilingual(
        "By construction: agreement proves nothing", "由设定决定：吻合不说明问题"
    ),
    "soft": Bilingual("Soft: other places and years", "参考性：其他地区或年份"),
    "within": Bilingual("within", "区间内"),
    "none": Bilingual("none ({value})", "无（{value}）"),
    "some_replicates": Bilingual("{value} in {n} of {all}", "{value}（{all} 次中 {n} 次）"),
    "intervals": Bilingual(
        "Numbers are medians over replicates [90 % range of replicates]. The error of a mean is "
        "its Monte Carlo standard error, another thing.",
        "数字为重复模拟的中位数 [重复模拟的 90% 区间]。均值误差为蒙特卡洛标准误，二者含义不同。",
    ),
    "few": Bilingual(
        "Numbers are medians over replicates; a 90 % range needs at least ten replicates.",
        "数字为重复模拟的中位数；至少 10 次重复模拟才给出 90% 区间。",
    ),
    "one": Bilingual(
        "One replicate: one possible course of events, not a forecast. A range needs at least ten.",
        "只有一次模拟：仅为一种可能的过程，并非预测；至少 10 次才给出区间。",
    ),
    "too_short": Bilingual(
        "The run ends too early for some outcomes; they are left out.",
        "运行期过短，部分结果无法计算，未列出。",
    ),
}
