"""The ODD quotes every parameter as it is declared."""

import re
from pathlib import Path

import pytest

from sim.model.declaration import declarations
from sim.model.parameters import Parameters

ODD = (Path(__file__).resolve().parents[2] / "docs" / "ODD.md").read_text(encoding="utf-8")
DECLARED = {
    f"{group}.{name}": declaration
    for group, values in Parameters()._asdict().items()
    for name, declaration in declarations(type(values)).items()
}


def written(default: float | tuple[float, ...]) -> str:
    values = default if isinstance(default, tuple) else (default,)
    return ", ".join(f"{value:g}" for value in values)


@pytest.mark.parametrize("key", DECLARED)
def test_parameter_stands_in_the_odd_with_its_value(key: str) -> None:
    assert f"| `{key}` | {written(DECLARED[key].default)} |" in ODD


def cells(line: str) -> int:
    return len(re.split(r"(?<!\\)\|", re.sub(r"`[^`]*`|\$`.*?`\$", "", line)))


def test_rows_of_tables_have_as_many_cells_as_their_head() -> None:
    head = 0
    for number, line in enumerate(ODD.splitlines(), 1):
        if not line.startswith("|"):
            head = 0
            continue
        head = head or cells(line)
        assert cells(line) == head, f"line {number}: {line}"
