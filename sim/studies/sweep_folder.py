"""The folder of a sweep: ``outputs/sweeps/NAME/VERSION/`` with its runs, series and manifest.

A version of the model and of its measures has a folder of its own, so that numbers of two
versions are never mixed; what another version has made stays where it is.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sim.experiments.jobs import Version
from sim.experiments.sweep_plan import Job, SweepPlan
from sim.results.files import write_text
from sim.results.folder import MANIFEST, manifest_in
from sim.results.lock import held, is_held
from sim.results.manifest import git_state, machine, to_json, versions
from sim.results.run_store import RunStore

PLAN, LOCK = "plan.yaml", "lock"


class Kept(NamedTuple):
    """What is there of a sweep.

    Attributes
    ----------
    runs : dict of str to bool
        Whether the run of a key did well.
    series : mapping of str to bool, optional
        Keys whose series are there; None if the plan wants none.
    """

    runs: Mapping[str, bool]
    series: Mapping[str, bool] | None

    def lacks(self, key: str, retry_failed: bool) -> bool:
        """Whether the run of a key is still to be made, or made again for its series."""
        well = self.runs.get(key)
        lacks_series = self.series is not None and key not in self.series
        return well is None or (lacks_series if well else retry_failed)


class SweepFolder:
    """Folder of the runs of a plan that one version of the model has made.

    Parameters
    ----------
    out : Path
        ``outputs`` by default.
    plan : SweepPlan
    version : Version
    """

    def __init__(self, out: Path, plan: SweepPlan, version: Version) -> None:
        self.out, self.plan, self.version = out, plan, version
        self.home = out / "sweeps" / plan.name
        self.path = self.home / version.text
        self.runs = RunStore(self.path / "runs")
        wanted = plan.series
        digest = hashlib.sha256(repr(tuple(wanted)).encode()).hexdigest()[:8]
        self.series = RunStore(self.path / f"series-{wanted.every}-{digest}")

    @contextmanager
    def reserved(self, on_wait: Callable[[], None]) -> Iterator[list[Path]]:
        """Keep other processes from the same sweep in the meantime.

        Gives the parts that could not be read and have been set aside.
        """
        with held(self.path / LOCK, on_wait):
            yield [*self.runs.tidy(), *self.series.tidy()]

    @property
    def busy(self) -> bool:
        """Whether a process is at work on it."""
        return is_held(self.path / LOCK)

    def manifest(self) -> dict[str, Any]:
        """Read the manifest; empty where there is none yet."""
        return manifest_in(self.path)

    def others(self) -> dict[str, int]:
        """Other versions that have made runs of this sweep, and in how many parts."""
        found = {}
        for path in sorted(self.home.iterdir()) if self.home.is_dir() else ():
            parts = RunStore(path / "runs").parts()
            if parts and path != self.path:
                found[path.name] = len(parts)
        return found

    def of_another_plan(self) -> list[str]:
        """What varies in the runs that are there, if this plan varies none of it."""
        before = self.manifest().get("factors", [])
        mine = {each.name for each in self.plan.factors}
        return before if before and mine and not mine & set(before) else []

    def kept(self) -> "Kept":
        """Tell what is there, as it is now."""
        series = self.series.states() if self.plan.series.indicators else None
        return Kept(self.runs.states(), series)

    def todo(self, retry_failed: bool = False) -> Iterator[Job]:
        """Go through the jobs of the plan that have not been made yet."""
        kept, met = self.kept(), set[str]()
        for job in self.plan.jobs(self.version.text):
            if job.key not in met and kept.lacks(job.key, retry_failed):
                yield job
            met.add(job.key)

    def note(self, command: str, machines: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the manifest and the plan, with the machines that have worked on it."""
        before = self.manifest()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        known = {**before.get("machines", {}), **{k: dict(v) for k, v in machines.items()}}
        plan = self.plan
        about = {
            "sweep": plan.name,
            "command": command,
            "begun": before.get("begun", now),
            "written": now,
            "rules": self.version.rules,
            "measures": self.version.measures,
            "runs": plan.size,
            "points": plan.number_of_points,
            "scenarios": {name: each.resolved() for name, each in plan.scenarios.items()},
            "factors": [each.name for each in plan.factors],
            "design": {"method": plan.design.method, "seed": plan.seed, "seeds": plan.seeds},
            "replicates": plan.replicates,
            "git": git_state(),
            "versions": versions(),
            "machine": machine(),
            "machines": known,
            "machines_differ_in": differing(known),
        }
        self.path.mkdir(parents=True, exist_ok=True)
        write_text(self.path / PLAN, plan.text)
        write_text(self.path / MANIFEST, to_json(about))


def differing(machines: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """What differs between the kinds of machine that have worked on a sweep.

    Returns
    -------
    dict of str to list of str
        By what it is; of features and versions, those that not all have.
    """
    if len(machines) < 2:
        return {}
    found: dict[str, list[str]] = {}
    for key in ("system", "machine", "cpu", "byte_order"):
        values = sorted({str(each.get(key)) for each in machines.values()})
        if len(values) > 1:
            found[key] = values
    features = Counter(name for each in machines.values() for name in each.get("cpu_features", ()))
    packages = {
        (name, version) for each in machines.values() for name, version in each["versions"].items()
    }
    names = Counter(name for name, _ in packages)
    found["cpu_features"] = sorted(n for n, count in features.items() if count < len(machines))
    found["versions"] = sorted(f"{n} {version}" for n, version in packages if names[n] > 1)
    return {key: values for key, values in found.items() if values}
