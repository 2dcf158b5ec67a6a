"""Where the files of ``calibration/`` are found, in a checkout and in an installation."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def calibration_file(name: str) -> Path:
    """Return the path of a file of ``calibration/``."""
    package = Path(__file__).parents[1]
    installed = package / "_builtin" / "calibration"
    return (installed if installed.is_dir() else package.parent / "calibration") / name


@lru_cache
def read_calibration(name: str) -> dict[str, Any]:
    """Read a YAML file of ``calibration/``."""
    text = calibration_file(name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    return data
