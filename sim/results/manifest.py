"""What a run is, and what must be known to repeat it: the run-id and ``manifest.json``."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from sim.model.compiled import source_hash
from sim.results.columns import Replicate

FORMAT = 1  # of the tables; a new number lets no old run folder be found again
PACKAGES = (
    "numpy",
    "numba",
    "llvmlite",
    "scipy",
    "scikit-learn",
    "pandas",
    "pyarrow",
    "matplotlib",
    "lifelines",
)
_PACKAGE = Path(__file__).resolve().parents[1]


class Content(NamedTuple):
    """Everything that decides the numbers of a run.

    Attributes
    ----------
    scenario : str
        Name of the scenario, which stands in every table.
    resolved : mapping
        The scenario as plain data that stands alone.
    draws : sequence of mapping
        Parameter draws, by the number that replicates name; empty for default parameters.
    replicates : sequence of Replicate
    """

    scenario: str
    resolved: Mapping[str, Any]
    draws: Sequence[Mapping[str, float]]
    replicates: Sequence[Replicate]

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits: the same content and rules give the same.

        How often and from which seed to run stands in the replicates, so that the section
        ``run`` of a scenario counts only for its horizon.
        """
        run = self.resolved.get("run", {})
        said = {key: value for key, value in self.resolved.items() if key != "run"}
        content = {
            "format": FORMAT,
            "rules": source_hash(),
            "scenario": self.scenario,
            "resolved": said | {"until": run.get("until")},
            "draws": [dict(draw) for draw in self.draws],
            "replicates": [[each.draw, each.seed] for each in self.replicates],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


class Making(NamedTuple):
    """How a run came about: what does not decide its numbers."""

    command: str
    parameters: str
    inputs: Sequence[Path]
    started: datetime
    seconds: float
    workers: int


def manifest(content: Content, making: Making) -> dict[str, Any]:
    """Gather the manifest of a run."""
    return {
        "run_id": content.run_id,
        "format": FORMAT,
        "scenario": content.scenario,
        "parameters": making.parameters,
        "calibrated": making.parameters in ("posterior", "best"),
        "command": making.command,
        "started": making.started.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": round(making.seconds, 2),
        "workers": making.workers,
        "replicates": [each._asdict() for each in content.replicates],
        "draws": [dict(draw) for draw in content.draws],
        "resolved": dict(content.resolved),
        "rules": source_hash(),
        "inputs": {_named(path): file_hash(path) for path in making.inputs},
        "git": git_state(),
        "versions": versions(),
        "machine": machine(),
    }


def to_json(data: Mapping[str, Any]) -> str:
    """Write out a manifest."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sources_hash(rooms: Iterable[str]) -> str:
    """Hash of the Python sources of some rooms or files of ``sim``: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for room in rooms:
        place = _PACKAGE / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that touch numbers."""
    found = {"python": platform.python_version()}
    for name in ("makersim", *PACKAGES):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def machine() -> dict[str, Any]:
    """Operating system and processor; bits are promised for one kind of them."""
    from numba.core.codegen import ll  # what Numba compiles for

    features = sorted(name for name, there in ll.get_host_cpu_features().items() if there)
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "cpu": ll.get_host_cpu_name(),
        "cpu_features": features,
        "cores": os.cpu_count(),
        "byte_order": sys.byteorder,
    }


def git_state() -> dict[str, Any] | None:
    """Commit of the sources and whether they differ from it; None outside a checkout."""
    if not (_PACKAGE.parent / ".git").exists():
        return None
    commit = _git("rev-parse", "HEAD")
    changed = _git("status", "--porcelain", "--", "sim", "scenarios", "calibration")
    return {"commit": commit, "changed": bool(changed)} if commit else None


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(_PACKAGE.parent), *arguments],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _named(path: Path) -> str:
    """Path of an input without what is particular to this machine."""
    for root in (_PACKAGE.parent, Path.cwd()):
        if path.resolve().is_relative_to(root.resolve()):
            return path.resolve().relative_to(root.resolve()).as_posix()
    return path.name
