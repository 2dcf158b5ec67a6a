"""What ``makersim export xmile`` and ``makersim import xmile`` do: the twin goes out and in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich import box as boxes
from rich.console import Console
from rich.table import Table

from sim.dynamics.equations import EquationModel, Trajectories, simulate
from sim.dynamics.equations.failures import RunError, check_finite, simulated
from sim.dynamics.twin import twin
from sim.dynamics.xmile import XmileError, read_xmile, xmile
from sim.dynamics.xmile.independent import run_in_pysd
from sim.dynamics.xmile.read import line_of
from sim.results.files import write_csv, write_text
from sim.scenario.load import load_with
from sim.scenario.months import month_number
from sim.studies.terminal import BadInput, exit_code, show_folder

SUFFIX = ".xmile"
ALIKE = 1e-6  # PySD against our own integration, in shares of a variable's largest value
NO_PYSD = 'PySD runs the file: pip install "makersim[xmile]"'


class ExportRequest(NamedTuple):
    """A file as asked for on the command line."""

    scenario: str
    settings: Sequence[str] | None
    file: Path | None
    out: Path
    quiet: bool


class ImportRequest(NamedTuple):
    """An edited file as given on the command line."""

    file: Path
    scenario: str
    out: Path
    quiet: bool


def export_command(request: ExportRequest, screen: Console, log: Console) -> int:
    """Write the twin of a scenario as an XMILE file; returns the exit code."""
    scenario = load_with(request.scenario, request.settings)
    path = request.file or request.out / "xmile" / f"{scenario.name}{SUFFIX}"

    def work() -> None:
        if path.suffix not in (SUFFIX, ".stmx", ".xml"):
            raise BadInput(f"{path}: other tools know the file by its ending; use {SUFFIX}")
        model = twin(scenario)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, xmile(model, f"makersim, mean-field twin of '{scenario.name}'"))
        if not request.quiet:
            many = f"{len(model.stocks)} stocks, {len(model.order)} flows and auxiliaries"
            log.print(f"{many}, {model.months} months")
        screen.print(str(path), soft_wrap=True)

    return exit_code(work, log, "en", path)


def import_command(request: ImportRequest, screen: Console, log: Console) -> int:
    """Run an edited file in PySD and compare it with the twin; returns the exit code."""
    scenario = load_with(request.scenario, None)

    def work() -> None:
        try:
            edited = read_xmile(request.file)
            own = simulated(edited)  # before PySD, which tells no variable
            found = run_in_pysd(request.file)
            check_finite(edited, found)
        except XmileError as error:
            raise BadInput(str(error)) from None
        except RunError as error:
            line = line_of(request.file, error.variable)
            raise BadInput(f"{request.file}:{line}: {error}") from None
        except ImportError:
            raise BadInput(NO_PYSD) from None
        except (ArithmeticError, ValueError) as error:
            raise BadInput(f"{request.file}: the model does not run: {error}") from None
        ours = twin(scenario)
        folder = request.out / "xmile" / request.file.stem
        folder.mkdir(parents=True, exist_ok=True)
        names = [each.name for each in edited.variables]  # PySD adds its own
        write_csv(folder / "trajectories.csv", ["month", *names], [*_rows(found, names)])
        if not request.quiet:
            log.print(_agreement(edited, own, found))
            screen.print(_changes(ours, edited))
            screen.print(_table(ours, simulate(ours), found, scenario.name))
        show_folder(screen, folder, "en", request.quiet, None)

    return exit_code(work, log, "en", request.file)


def _rows(found: Trajectories, names: Sequence[str]) -> Iterator[list[float]]:
    columns = [found.time, *(found[name] for name in names)]
    return (list(map(float, row)) for row in zip(*columns, strict=True))


def _agreement(edited: EquationModel, ours: Trajectories, found: Trajectories) -> str:
    """Say how far PySD is from our own integration of the same file."""
    worst = max(_distance(ours[name], found[name]) for name in edited.order)
    word = "agree" if worst <= ALIKE else "DISAGREE"
    return f"PySD and makersim {word}: they differ by at most {worst:.1e} of a variable's size"


def _distance(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    size = np.abs(ours).max()
    return float(np.abs(ours - theirs).max() / size) if size else float(np.abs(theirs).max())


def _changes(ours: EquationModel, edited: EquationModel) -> str:
    """Name the variables that an edited file has otherwise."""

    def said(model: EquationModel) -> dict[str, Any]:
        tables = {name: model.series[name] for name in model.series}
        return model.constants | tables | {k: v.python for k, v in model.expressions.items()}

    before, after = said(ours), said(edited)
    parts = {
        "changed": [name for name in after if name in before and after[name] != before[name]],
        "new": [name for name in after if name not in before],
        "gone": [name for name in before if name not in after],
    }
    named = [f"{word}: {', '.join(names)}" for word, names in parts.items() if names]
    return "; ".join(named) or "The file is the twin, unchanged."


def _table(ours: EquationModel, expected: Trajectories, found: Trajectories, name: str) -> Table:
    """Stocks at the ends of some years, in the twin and in the file."""
    months = ours.months
    years = [year for year in (2017, 2020, 2025, 2030) if month_number(year + 1) <= months]
    table = Table(box=boxes.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("stock")
    for year in years:
        table.add_column(f"{name} {year}", justify="right")
        table.add_column("file", justify="right")
    for stock in ours.stocks:
        if stock.name in found.values:
            cells = []
            for year in years:
                month = month_number(year + 1)
                for each in (expected, found):
                    cells.append(_short(np.interp(month, each.time, each[stock.name])))
            table.add_row(stock.label.en or stock.name, *cells)
    return table


def _short(value: float) -> str:
    """A number with four digits at least.

    >>> _short(1234567.8), _short(0.06244)
    ('1,234,568', '0.06244')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
