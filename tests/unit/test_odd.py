"""The ODD quotes every parameter as it is declared."""

import calendar
import re
from pathlib import Path

import pytest

from sim.model.declaration import declarations
from sim.model.parameters import Parameters

DOCS = Path(__file__).resolve().parents[2] / "docs"
ODD = (DOCS / "ODD.md").read_text(encoding="utf-8")
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


def cited(text: str) -> set[tuple[str, str]]:
    """Last author that a citation names, and the year."""
    named = r"(?:\(|; |and |of |^)([A-Z][a-z]+)(?: et al\.|'s)? \(?((?:19|20)\d\d)\b"
    found = set(re.findall(named, " ".join(text.split())))
    return {each for each in found if each[0] not in calendar.month_name}


def test_works_that_are_cited_are_those_of_the_list() -> None:
    page, _, references = ODD.partition("## References")
    here, elsewhere = references.split("Cited on other pages")
    others = [
        path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md")) if path.name != "ODD.md"
    ]
    for text, works in ((page, here), ("\n".join(others), here + elsewhere)):
        entries = [" ".join(each.split()) for each in works.split("\n- ")[1:]]
        for author, year in cited(text):
            assert any(author in each and f"({year})" in each for each in entries), (author, year)
    for text, works in ((page, here), ("\n".join(others), elsewhere)):
        for entry in works.split("\n- ")[1:]:
            first, year = entry.split(",")[0], re.search(r"\((\d{4})\)", entry)
            if not entry.startswith("All figures"):
                assert re.search(rf"{first}(?s:.{{0,50}}?){year[1] if year else ''}", text), entry
