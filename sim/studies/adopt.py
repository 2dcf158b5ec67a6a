"""``makersim calibrate --adopt``: a calibration becomes the one that every ensemble uses.

Only in a checkout: the posterior and its page go to ``calibration/``, and the best point becomes
the defaults of ``sim/model/parameters.py``, so that there is one truth.
"""

import ast
import shutil
from pathlib import Path

import yaml

from sim.calibration.draws import BEST, POSTERIOR
from sim.experiments.calibration_files import calibration_file
from sim.model.parameters import Parameters
from sim.results.files import write_bytes, write_text
from sim.studies.terminal import BadInput

PARTS = (POSTERIOR, BEST, "fit.md", "manifest.json", "design.parquet")
CHECKS = ("trust_ranks.md", "trust_recovery.md", "trust_stability.md")
NO_CHECKOUT = (
    "--adopt: this makersim is installed, not a checkout: there are no sources to keep new "
    "defaults in. Clone the repository and run it there."
)


class NotACheckout(BadInput):
    """There are no sources to write defaults into."""


def adopt(folder: Path) -> list[Path]:
    """Put a calibration in place of the present one.

    Parameters
    ----------
    folder : Path
        As ``makersim calibrate`` wrote it.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    NotACheckout
        If the package is installed, so that edits would be lost.
    """
    home = calibration_file(BEST).parent
    root = home.parent
    source = root / "sim" / "model" / "parameters.py"
    if not (root / "pyproject.toml").is_file() or not source.is_file():
        raise NotACheckout(NO_CHECKOUT)
    best = yaml.safe_load((folder / BEST).read_text(encoding="utf-8"))
    text = with_defaults(source.read_text(encoding="utf-8"), best)
    written = [source]
    for name in (*PARTS, *CHECKS):
        if (folder / name).is_file():
            write_bytes(home / name, (folder / name).read_bytes())
            written.append(home / name)
    shutil.copytree(folder / "figures", home / "figures", dirs_exist_ok=True)
    write_text(source, text)
    return written


def with_defaults(source: str, best: dict[str, float]) -> str:
    """Return the text of ``parameters.py`` with other defaults.

    Parameters
    ----------
    best : dict of str to float
        By the keys of parameters.
    """
    groups = {type(value).__name__: name for name, value in Parameters()._asdict().items()}
    lines = source.splitlines(keepends=True)
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef) or node.name not in groups:
            continue
        for entry in node.body:
            if not isinstance(entry, ast.AnnAssign) or not isinstance(entry.target, ast.Name):
                continue
            key = f"{groups[node.name]}.{entry.target.id}"
            value = entry.value
            if key in best and value is not None:
                line = lines[value.lineno - 1]
                before, after = line[: value.col_offset], line[value.end_col_offset :]
                lines[value.lineno - 1] = f"{before}{float(best[key])!r}{after}"
    return "".join(lines)
