"""The command line around ``makersim reproduce``: what it shows and returns."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sim.experiments.kernels import is_compiled
from sim.studies.progress import replicates_bar
from sim.studies.reproduce import Reproduction, opened, read_manifest, reproduced
from sim.studies.reproduce_sweep import opened_sweep, reproduced_sweep
from sim.studies.terminal import DONE, NOTHING_WRITTEN, consoles, exit_code
from sim.studies.texts import TEXTS

DIFFERENT = 1


def reproduce_command(path: Path, workers: int | None, quiet: bool, as_json: bool) -> int:
    """Run what a manifest tells of and say whether each number is the same.

    Returns
    -------
    int
        Exit code: 0 the same to the last bit, 1 not, 2 bad input, 130 interrupted.
    """
    screen, log = consoles()
    silent = quiet or as_json
    if not (silent or is_compiled()):
        log.print(TEXTS["compiling"].en)

    def work() -> int:
        found = _reproduced(path, workers, log, silent)
        if as_json:
            screen.print_json(json.dumps(_as_data(found)))
        elif quiet:
            screen.print("same" if found.whole else "different")
        else:
            screen.print(_shown(found))
            for line in _said(found):
                screen.print(line, markup=False)
        return DONE if found.whole else DIFFERENT

    return exit_code(work, log, "en", path, lambda: NOTHING_WRITTEN.en)


def _reproduced(path: Path, workers: int | None, log: Console, silent: bool) -> Reproduction:
    folder, about = read_manifest(path)
    if "sweep" in about:
        plan = opened_sweep(folder, about)
        with replicates_bar(log, "en", 0, plan.size, silent) as bar:
            return reproduced_sweep(folder, about, plan, workers, bar.tick)
    study = opened(folder, about)
    with replicates_bar(log, "en", 0, len(study.plan.replicates), silent) as bar:
        return reproduced(folder, about, study, workers, bar.tick)


def _shown(found: Reproduction) -> Table:
    title = f"{found.run_id} again: {found.replicates:,} runs"
    table = Table(title=title, box=None, title_justify="left")
    for name in ("table", "entries", "equal to the bit", "furthest apart", "in"):
        table.add_column(name, justify="left" if name in ("table", "in") else "right")
    for name in dict.fromkeys(each.table for each in found.agreements):
        columns = [each for each in found.agreements if each.table == name]
        furthest = max(columns, key=lambda each: each.apart)
        entries, equal = (sum(values) for values in zip(*(c[2:4] for c in columns), strict=True))
        apart = "" if furthest.apart == 0 else f"{furthest.apart:.2g}"
        where = "" if furthest.apart == 0 else furthest.column
        table.add_row(name, f"{entries:,}", f"{equal:,}", apart, where)
    return table


def _said(found: Reproduction) -> list[str]:
    if found.whole:
        said = ["Every number is the same to the last bit."]
    else:
        said = ["Not every number is the same."]
    if found.differences:
        said.append("Otherwise than when the run was made:")
        said += [f"  {key}: {then}, now {now}" for key, (then, now) in found.differences.items()]
    elif not found.whole:
        said.append("Rules, versions and kind of machine are as they were: please report this.")
    return said


def _as_data(found: Reproduction) -> dict[str, object]:
    return {
        "run_id": found.run_id,
        "same": found.whole,
        "differences": {key: list(pair) for key, pair in found.differences.items()},
        "columns": [
            {**each._asdict(), "apart": each.apart if each.apart < float("inf") else None}
            for each in found.agreements
        ],
    }
