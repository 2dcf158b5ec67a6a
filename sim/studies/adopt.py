"""``makersim calibrate --adopt``: a calibration becomes the one that every ensemble uses.

Only in a checkout: the posterior and its page go to ``calibration/``, and the best point becomes
the defaults of ``sim/model/parameters.py``, so that there is one truth. All files are laid ready
first and then moved; what a stop leaves lying ready is moved by the next ``--adopt``.
"""

import ast
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from sim.calibration.draws import BEST, POSTERIOR
from sim.experiments.calibration_files import calibration_file
from sim.model.parameters import Parameters
from sim.results.files import write_bytes, write_text
from sim.studies.fit_folder import DESIGN, FIGURES, MANIFEST, PAGE
from sim.studies.terminal import BadInput

PARTS = (POSTERIOR, BEST, PAGE, MANIFEST, DESIGN)
CHECKS = ("trust_ranks.md", "trust_recovery.md", "trust_stability.md")
READY, LAYING, LIST = ".adopting", ".adopting.tmp", "files.json"
NO_CHECKOUT = (
    "--adopt: this makersim is installed, not a checkout: there are no sources to keep new "
    "defaults in. Clone the repository and run it there."
)
INCOMPLETE = "--adopt: {folder} is no whole calibration: {missing} is missing. Nothing was changed."


class NotACheckout(BadInput):
    """There are no sources to write defaults into."""


class Adopted(NamedTuple):
    """What an adoption did.

    Attributes
    ----------
    written : list of Path
    older_checks : list of str
        Trust checks in place that are not of this calibration.
    """

    written: list[Path]
    older_checks: list[str]


def adopt(folder: Path) -> Adopted:
    """Put a calibration in place of the present one.

    Parameters
    ----------
    folder : Path
        As ``makersim calibrate`` wrote it.

    Raises
    ------
    NotACheckout
        If the package is installed, so that edits would be lost.
    BadInput
        If the folder lacks a file.
    """
    home, source = _checkout()
    if missing := [name for name in (*PARTS, FIGURES) if not (folder / name).exists()]:
        raise BadInput(INCOMPLETE.format(folder=folder, missing=", ".join(missing)))
    there = [name for name in (*PARTS, *CHECKS) if (folder / name).is_file()]
    there += [f"{FIGURES}/{path.name}" for path in sorted((folder / FIGURES).glob("*.png"))]
    contents = {f"{home.name}/{name}": (folder / name).read_bytes() for name in there}
    best = yaml.safe_load(contents[f"{home.name}/{BEST}"])
    text = with_defaults(source.read_text(encoding="utf-8"), best)
    contents[source.relative_to(home.parent).as_posix()] = text.encode()  # moved last
    _lay_ready(home, contents)
    older = [name for name in CHECKS if (home / name).is_file() and name not in there]
    return Adopted(_move(home), older)


def finish_earlier() -> list[Path]:
    """Move what an adoption that was stopped half way has left lying ready.

    To be done before anything else: its defaults belong to the posterior that may be in place.

    Returns
    -------
    list of Path
        What it was to write; empty if none was stopped.
    """
    home, _ = _checkout()
    return _move(home) if (home / READY).is_dir() else []


def _checkout() -> tuple[Path, Path]:
    home = calibration_file(BEST).parent
    source = home.parent / "sim" / "model" / "parameters.py"
    if not (home.parent / "pyproject.toml").is_file() or not source.is_file():
        raise NotACheckout(NO_CHECKOUT)
    return home, source


def _lay_ready(home: Path, contents: Mapping[str, bytes]) -> None:
    """Write all files to a folder that takes its name when it is whole."""
    laying = home / LAYING
    for left in (laying, home / READY):
        shutil.rmtree(left, ignore_errors=True)
    for name, content in contents.items():
        path = laying / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, content)
    write_text(laying / LIST, json.dumps(list(contents)))
    laying.rename(home / READY)


def _move(home: Path) -> list[Path]:
    """Move what lies ready to its places; done again after a stop, it moves the rest."""
    root, ready = home.parent, home / READY
    names = json.loads((ready / LIST).read_text(encoding="utf-8"))
    places = [root / name for name in names]
    for name, place in zip(names, places, strict=True):
        if (ready / name).is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(ready / name, place)
    for path in (home / FIGURES).glob("fit_*.png"):
        if path not in places:
            path.unlink()
    shutil.rmtree(ready)
    return places


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
