"""The reference stands apart from the engine: it shares declarations and draws, no rule."""

import ast
from pathlib import Path

import pytest

import benchmarks.reference
from sim.model import randomness

FOLDER = Path(benchmarks.reference.__file__).parent
FILES = sorted(path.name for path in FOLDER.glob("*.py"))
# Vocabularies and declarations, what the scenario says, and where random numbers come from.
SHARED = {
    "sim.model.categories",
    "sim.model.conditions",
    "sim.model.mechanisms",
    "sim.model.parameters",
    "sim.model.randomness",
}
FUNCTIONS_OF_DRAWS = {"poisson", "standard_normal"}  # all else of randomness is a number's name


def imported(name: str) -> set[str]:
    """Modules that a file of the reference imports."""
    modules = set()
    for node in ast.walk(ast.parse((FOLDER / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            modules.add(node.module or "")
            # ``from sim.model import x`` imports a module too.
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


@pytest.mark.parametrize("name", FILES)
def test_no_rule_of_the_engine_is_imported(name: str) -> None:
    model = {module for module in imported(name) if module.startswith("sim.model")}
    owners = {".".join(module.split(".")[:3]) for module in model}
    assert owners <= SHARED


@pytest.mark.parametrize("name", FILES)
def test_of_random_numbers_names_and_two_quantiles_are_imported(name: str) -> None:
    for module in imported(name):
        if module.startswith("sim.model.randomness."):
            taken = module.rpartition(".")[2]
            number = isinstance(getattr(randomness, taken), int)
            assert number or taken in FUNCTIONS_OF_DRAWS, taken


def test_the_reference_is_made_of_mesa_agents() -> None:
    import mesa

    from benchmarks.reference.investor import Investor
    from benchmarks.reference.model import Province
    from benchmarks.reference.space import Space
    from benchmarks.reference.startup import Startup

    assert issubclass(Province, mesa.Model)
    assert all(issubclass(kind, mesa.Agent) for kind in (Space, Startup, Investor))
