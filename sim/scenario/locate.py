"""Where scenario files are found: built-in ones by name, all others by path."""

import os
from pathlib import Path

from sim.scenario.problems import Location, Problem, Refused, ScenarioError, brief, nearest
from sim.scenario.yaml_reader import MOST_BYTES

_SUFFIXES = (".yaml", ".yml", ".json")


def builtin_folder() -> Path:
    """Return the folder of built-in scenarios: the installed one, else the checkout's."""
    package = Path(__file__).parents[1]
    installed = package / "_builtin" / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def builtin_names() -> tuple[str, ...]:
    """Return the names of the built-in scenarios, baseline first."""
    names = sorted(path.stem for path in builtin_folder().glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != "baseline"))


def find(name: str, folder: str, missing: str = "not_found") -> str:
    """Return the path of a scenario, as a user would write it.

    Parameters
    ----------
    name : str
        Built-in name or path.
    folder : str
        What a relative path is relative to; "" for the working directory.
    missing : str
        The message for a scenario that does not exist.

    Raises
    ------
    Refused
        If there is no such scenario.
    """
    if name in builtin_names():
        return _short(builtin_folder() / f"{name}.yaml")
    path = os.path.normpath(os.path.join(folder, name)) if name else ""
    if path and os.path.exists(path):
        return path if folder else name
    names = builtin_names()
    stem = Path(name).stem if name.endswith(_SUFFIXES) else name
    close = nearest(stem, names) or _siblings(path)
    raise Refused(missing, name=brief(name), names=", ".join(names), nearest=close)


def read_bytes(path: str) -> bytes:
    """Read a file, up to a byte more than a scenario may have.

    Raises
    ------
    ScenarioError
        If it cannot be read.
    """
    where = Location(path)
    if os.path.isdir(path):
        raise ScenarioError([Problem.at(where, "is_directory")])
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ScenarioError([Problem.at(where, "unreadable", reason=reason)]) from None


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _siblings(path: str) -> tuple[str, ...]:
    folder = Path(path).parent
    try:
        found = sorted(each for each in folder.iterdir() if each.suffix in _SUFFIXES)
    except (OSError, ValueError):
        return ()
    stem = Path(path).stem if path.endswith(_SUFFIXES) else Path(path).name
    near = nearest(stem, sorted({each.stem for each in found}))  # endings are alike anyway
    return tuple(str(each) for close in near for each in found if each.stem == close)[:2]
