"""Habits of the house: what every tracked file must keep to."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 260  # lines
TABLES = {"sim/model/parameters.py"}  # declarations line by line, no logic: may be longer
BINARY = {".parquet", ".png", ".xlsx", ".otf", ".ico", ".gz", ".mo"}

# Put together here, so that this file does not name them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "tuna"),
        ("registry", "npmjs"),
        ("registry", "yarnpkg"),
        ("conda", "anaconda"),
        ("deb", "debian"),
        ("mirrors", "aliyun"),
        ("crates", "io"),
    )
]
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/|\b[A-Z]:\\{1,2}Users\\", re.ASCII
)
WRITERS = {"to_csv", "to_excel", "to_feather", "to_parquet", "to_pickle", "write_table"}


def tracked_files() -> list[str]:
    """Return the files that git tracks, or every visible file where there is no git."""
    git = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if git.returncode == 0:
        names = [name for name in git.stdout.split("\0") if (ROOT / name).is_file()]
    else:
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        hidden = (".", "outputs", "build", "dist")
        names = [path.as_posix() for path in paths if not path.parts[0].startswith(hidden)]
    return names


FILES = tracked_files()
PYTHON_FILES = [name for name in FILES if name.endswith(".py")]
SOURCES = [name for name in PYTHON_FILES if name.startswith("sim/")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(name: str) -> str:
    """Text of a tracked file."""
    return (ROOT / name).read_text(encoding="utf-8")


def calls(name: str) -> set[str]:
    """Names of the methods and functions that a Python file calls through a dot."""
    nodes = ast.walk(ast.parse(read(name)))
    return {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def imported_packages(name: str) -> set[str]:
    """Top-level names that a Python file imports, wherever in the file."""
    packages = set()
    for node in ast.walk(ast.parse(read(name))):
        if isinstance(node, ast.Import):
            packages |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            packages.add(node.module.partition(".")[0])
    return packages


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = []
    for name in FILES:
        if Path(name).suffix in BINARY:
            continue
        for number, line in enumerate(read(name).splitlines(), start=1):
            if any(host in line for host in REGISTRY_HOSTS) or MACHINE_PATH.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)


def test_constraints_are_names_and_versions_only():
    form = re.compile(r"[a-z0-9.-]+==[0-9][a-z0-9.!+]*(; [^@:/]+)?")
    assert [line for line in PINS if not form.fullmatch(line)] == []
    names = [line.partition("==")[0] for line in PINS]
    assert names == sorted(set(names))


def test_every_dependency_is_pinned_within_its_bounds():
    pinned = {canonicalize_name(Requirement(line).name): Requirement(line) for line in PINS}
    wanted = chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for text in wanted:
        requirement = Requirement(text)
        pin = pinned.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{text} has no pin in constraints.txt"
        version = next(iter(pin.specifier)).version
        assert requirement.specifier.contains(version), f"{text} excludes its pin {version}"


def test_every_imported_package_is_a_dependency():
    extras = PROJECT["optional-dependencies"]
    of_users = (extras[name] for name in ("dask", "discover", "fonts", "xmile"))
    texts = chain(PROJECT["dependencies"], *of_users)
    declared = {canonicalize_name(Requirement(text).name) for text in texts}
    of_import = packages_distributions()
    missing = []
    for name in SOURCES:
        for package in imported_packages(name) - sys.stdlib_module_names - {"sim"}:
            distributions = {canonicalize_name(d) for d in of_import.get(package, [package])}
            if not distributions & declared:
                missing.append(f"{name} imports {package}")
    assert missing == []


def test_source_files_are_short():
    lengths = {name: len(read(name).splitlines()) for name in SOURCES if name not in TABLES}
    assert {name: n for name, n in lengths.items() if n >= LONGEST_FILE} == {}


def test_every_python_file_has_a_docstring():
    assert [name for name in PYTHON_FILES if not ast.get_docstring(ast.parse(read(name)))] == []


def test_tables_are_written_in_results_alone():
    elsewhere = [name for name in SOURCES if not name.startswith("sim/results")]
    assert {name: found for name in elsewhere if (found := calls(name) & WRITERS)} == {}


def test_licence_is_there_and_the_same_everywhere():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert "Apache License" in read("LICENSE")
    assert "Version 2.0, January 2004" in read("LICENSE")
    assert PROJECT["license"] == citation["license"] == "Apache-2.0"


def test_version_is_the_same_everywhere():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert PROJECT["version"] == str(citation["version"])
    assert PROJECT["version"] == json.loads(read("codemeta.json"))["version"]
    assert f"## {PROJECT['version']}" in read("CHANGELOG.md")
    assert "### Results change" in read("CHANGELOG.md")


def test_commands_of_the_pages_are_targets_of_the_makefile():
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    pages = [name for name in FILES if name.endswith(".md")]
    command = re.compile(r"(?:^\s*|`|&& )make ([a-z][a-z-]*)", re.MULTILINE)
    named = {word for name in pages for word in command.findall(read(name))}
    assert {"run", "test"} <= targets
    assert named <= targets
