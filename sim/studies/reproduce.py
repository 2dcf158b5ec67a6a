"""What ``makersim reproduce`` does: a run once more from its manifest, number against number."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sim.experiments.plan import Plan
from sim.model.compiled import source_hash
from sim.results.agreement import Agreement, agreements
from sim.results.columns import Replicate
from sim.results.folder import MANIFEST
from sim.results.manifest import machine, versions
from sim.results.reduce import TABLES
from sim.results.tables import tables_in
from sim.scenario import ScenarioError, load_scenario
from sim.studies.study import Study
from sim.studies.terminal import BadInput

NEEDED = ("run_id", "rules", "scenario", "parameters", "replicates", "draws", "resolved")
Tick = Callable[[], None]


class NotARun(BadInput):
    """A manifest that no run can be made from; the message says which and why."""


class Reproduction(NamedTuple):
    """A run, or all runs of a sweep, made again.

    Attributes
    ----------
    run_id : str
        Of a sweep its name.
    replicates : int
        Of a sweep its runs.
    agreements : list of Agreement
        One a column of each table.
    differences : mapping of str to pair of str
        What was otherwise then, and now: versions, kind of machine, rules.
    """

    folder: Path
    run_id: str
    replicates: int
    agreements: list[Agreement]
    differences: Mapping[str, tuple[str, str]]

    @property
    def whole(self) -> bool:
        """Whether every number is the same to the last bit."""
        return all(each.whole for each in self.agreements)


def read_manifest(path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Read a manifest, given as a file or as the folder that holds it; returns the folder too.

    Raises
    ------
    NotARun
        If it cannot be read.
    """
    file = path / MANIFEST if path.is_dir() else path
    try:
        about = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotARun(f"{file}: {error.strerror}") from None
    except ValueError as error:
        raise NotARun(f"{file}: no JSON: {error}") from None
    if not isinstance(about, dict):
        raise NotARun(f"{file}: no manifest")
    return file.parent, about


def opened(folder: Path, about: Mapping[str, Any]) -> Study:
    """Return the study that a manifest tells of, as it was, yet to be run.

    Raises
    ------
    NotARun
        If it tells of none, or the tables are not beside it.
    """
    if "comparison_id" in about:
        home = folder.resolve().parent.parent
        runs = (str(home / each["scenario"] / each["run_id"]) for each in about["members"])
        raise NotARun(
            f"{folder}: a comparison, not a run; make its runs again one by one: {', '.join(runs)}"
        )
    missing = [key for key in NEEDED if key not in about]
    if missing:
        raise NotARun(f"{folder}: not the manifest of a run: it lacks {', '.join(missing)}")
    lacking = [f"{t}.parquet" for t in TABLES if not (folder / f"{t}.parquet").is_file()]
    if lacking:
        raise NotARun(f"{folder}: the numbers to compare with are missing: {lacking[0]}")
    try:
        return _study(about)
    except (TypeError, KeyError, ScenarioError) as error:
        raise NotARun(f"{folder}: {error}") from None


def reproduced(
    folder: Path,
    about: Mapping[str, Any],
    study: Study,
    workers: int | None = None,
    tick: Tick = lambda: None,
) -> Reproduction:
    """Run a study again in memory and hold its tables against those of the folder."""
    study.run_in_memory(workers, tick)
    then, found = tables_in(folder), []
    for name in TABLES:
        found += agreements(name, then.table(name), study.tables.table(name))
    return Reproduction(
        folder, about["run_id"], len(study.plan.replicates), found, differences_to(about)
    )


def _study(about: Mapping[str, Any]) -> Study:
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "scenario.yaml"
        file.write_text(yaml.safe_dump(about["resolved"], allow_unicode=True), encoding="utf-8")
        scenario = replace(load_scenario(file), name=about["scenario"])
    replicates = tuple(Replicate(**each) for each in about["replicates"])
    return Study(scenario, Plan(about["parameters"], tuple(about["draws"]), replicates))


def differences_to(about: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Say what may make bits differ and is not as it was when a manifest was written."""
    there, here = about.get("machine", {}), machine()
    then = {"rules of the model": about["rules"], **about.get("versions", {})}
    now = {"rules of the model": source_hash(), **versions()}
    for key in ("system", "machine", "cpu", "byte_order"):
        then[key], now[key] = there.get(key, "?"), here[key]
    features = set(there.get("cpu_features", ())) ^ set(here["cpu_features"])
    found = {key: (str(then[key]), str(now[key])) for key in now if then.get(key) != now[key]}
    if features:
        found["processor features"] = (f"{len(features)} others", ", ".join(sorted(features)[:5]))
    return found
