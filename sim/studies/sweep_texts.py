"""What the command says of a sweep, in English and Chinese."""

from sim.scenario.language import Bilingual

TEXTS = {
    "runs": Bilingual("Runs", "模拟"),
    "resuming": Bilingual(
        "{done:,} of {runs:,} runs are there; going on with the others.",
        "{runs:,} 次模拟中已有 {done:,} 次，继续运行其余部分。",
    ),
    "waiting": Bilingual(
        "Another process is at work on this sweep; waiting for it ...",
        "另一进程正在运行同一实验，等待中……",
    ),
    "no_workers": Bilingual(
        "The scheduler at {address} has no worker yet; runs begin when one joins.",
        "{address} 处的调度器尚无计算进程；有进程加入后即开始运行。",
    ),
    "aside": Bilingual(
        "{file} could not be read; it was set aside, and its runs are made again.",
        "{file} 无法读取，已移至一旁；其中的模拟将重新进行。",
    ),
    "stopped": Bilingual(
        "Stopped: {done:,} of {runs:,} runs are kept; the same command goes on from there.",
        "已中断：{runs:,} 次模拟中的 {done:,} 次已保存；用同一命令可继续运行。",
    ),
    "cannot_write": Bilingual(
        "{where}: {reason}. {done:,} of {runs:,} runs are kept; when that is mended, the same "
        "command goes on from there.",
        "{where}：{reason}。{runs:,} 次模拟中的 {done:,} 次已保存；"
        "排除问题后，用同一命令可继续运行。",
    ),
    "scheduler": Bilingual(
        "--dask {address}: no Dask scheduler could be reached ({reason}). {done:,} of {runs:,} "
        "runs are kept.",
        "--dask {address}：无法连接 Dask 调度器（{reason}）。"
        "{runs:,} 次模拟中的 {done:,} 次已保存。",
    ),
    "other_version": Bilingual(
        "--dask: a worker has another version of makersim ({worker}); here it is {here}. Runs of "
        "both would not belong together: install the same one everywhere.",
        "--dask：有计算进程使用另一版本的 makersim（{worker}）；本机为 {here}。"
        "两种版本的结果不能混用：请在各处安装同一版本。",
    ),
    "not_installed": Bilingual(
        "--dask: a worker cannot import what runs need ({reason}); install makersim there.",
        "--dask：计算进程缺少运行所需的软件（{reason}）；请在其中安装 makersim。",
    ),
    "no_dask": Bilingual(
        "--dask: the package distributed is missing; install makersim[dask].",
        "--dask：缺少软件包 distributed；请安装 makersim[dask]。",
    ),
    "one_engine": Bilingual(
        "--processes and --dask are two engines; choose one.",
        "--processes 与 --dask 是两种运行方式；请只选一种。",
    ),
    "no_plan": Bilingual(
        "Name a plan file, or ask for --outcomes.", "请给出实验方案文件，或使用 --outcomes。"
    ),
    "of_other_version": Bilingual(
        "{home} holds runs of another version of the model ({others}); this one is {here}. They "
        "stay as they are and are never mixed with new ones. To make the runs of the plan again "
        "with this version, add --anew.",
        "{home} 中是另一版本模型的结果（{others}）；当前版本为 {here}。"
        "原有结果保持不变，不与新结果混合。若要用当前版本重新运行，请加 --anew。",
    ),
    "of_another_plan": Bilingual(
        "{path} holds runs of another plan, which varies {factors}; this one varies none of it. "
        "Rename the file of one of the plans, or name another folder with --out.",
        "{path} 中是另一方案的结果，其变量为 {factors}，与本方案没有共同的变量。"
        "请更改其中一个方案的文件名，或用 --out 指定其他文件夹。",
    ),
    "summary": Bilingual(
        "{runs:,} runs: {points:,} points x {scenarios} scenarios x {replicates} replicates",
        "共 {runs:,} 次模拟：{points:,} 个点 × {scenarios} 个情景 × {replicates} 次重复",
    ),
    "different": Bilingual(
        " ({different:,} different: some points are the same)",
        "（其中不同的有 {different:,} 次：有些点相同）",
    ),
    "state": Bilingual(
        "{done:,} done, {failed:,} failed, {todo:,} to be made",
        "已完成 {done:,} 次，失败 {failed:,} 次，待运行 {todo:,} 次",
    ),
    "busy": Bilingual("A process is at work on it.", "有进程正在运行。"),
    "pace": Bilingual(
        "{each:.2f} core-seconds a run; what is left needs about {left}.",
        "每次模拟约 {each:.2f} 核·秒；其余约需 {left}。",
    ),
    "took": Bilingual(
        "{made:,} runs made in {seconds:.1f} s.", "新完成 {made:,} 次模拟，用时 {seconds:.1f} 秒。"
    ),
    "core_seconds": Bilingual("{number:,.0f} core-seconds", "{number:,.0f} 核·秒"),
    "core_hours": Bilingual("{number:,.1f} core-hours", "{number:,.1f} 核·小时"),
    "failures": Bilingual("Failed runs, by reason", "失败的模拟（按原因）"),
    "retry": Bilingual(
        "They are kept as rows; --retry-failed makes them again.",
        "失败的模拟已作为记录保存；加 --retry-failed 可重新运行。",
    ),
    "others": Bilingual(
        "Other versions of the model have runs beside these: {others}.",
        "另有其他版本模型的结果：{others}。",
    ),
    "machines": Bilingual(
        "Runs come from {number} kinds of machine, which differ in {what}; bits may differ "
        "between them (manifest.json).",
        "结果来自 {number} 类机器，差别在于 {what}；各类之间的数值末位可能不同"
        "（见 manifest.json）。",
    ),
    "outcome": Bilingual("Outcome", "结果指标"),
    "median": Bilingual("median", "中位数"),
    "range": Bilingual("90 % of runs", "90% 的模拟"),
    "over_design": Bilingual(
        "Over all runs of the design: how far outcomes reach, not how likely each is.",
        "按设计的全部模拟计算：反映结果的变化范围，不代表其可能性。",
    ),
    "folder": Bilingual("Folder", "文件夹"),
    "name": Bilingual("Name", "名称"),
    "label": Bilingual("Meaning", "含义"),
    "group": Bilingual("Group", "分组"),
    "unit": Bilingual("Unit", "单位"),
}
