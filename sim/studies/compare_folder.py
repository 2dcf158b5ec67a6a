"""The comparison folder: written under a hidden name and renamed when it is whole."""

import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.comparison import imprecise
from sim.analysis.comparison_columns import COLUMNS
from sim.analysis.money import COST_COLUMNS
from sim.analysis.money_compared import GAIN_COLUMNS
from sim.results.files import Rows, write_bytes, write_text
from sim.results.folder import MANIFEST, manifest_in
from sim.results.manifest import git_state, sources_hash, to_json, versions
from sim.scenario.language import Language
from sim.studies import summary_sheets
from sim.studies.compare_texts import TEXTS
from sim.studies.drawing_apart import DrawingApart
from sim.studies.report.place import languages_wanted, report_path
from sim.studies.sheets import Sheet, sheets_are_whole, write_sheets

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison

_log = logging.getLogger("makersim.compare")
_COLUMNS = {"differences": COLUMNS, "public_cost": COST_COLUMNS, "money": GAIN_COLUMNS}
HERE = 3  # figures that take as long as the others do beyond the report


def write(
    comparison: "Comparison",
    out: Path,
    language: Language,
    command: str,
    on_wait: Callable[[], None] = lambda: None,
    apart: DrawingApart | None = None,
) -> bool:
    """Write a comparison, if it is not there, and figures and the report in a language.

    Parameters
    ----------
    command : str
        What makes it again.
    on_wait : callable
        Called if another process is writing the same one; it is waited for.
    apart : DrawingApart, optional
        Draws some of the figures meanwhile.

    Returns
    -------
    bool
        Whether it was there already.
    """
    folder = comparison.folder(out)
    with folder.reserved(on_wait):
        if folder.complete:
            with _figures(comparison, folder.path, language):
                pass
            if not sheets_are_whole(folder.path, "differences", _COLUMNS):
                write_tables(comparison, folder.path)
            made = manifest_in(folder.path)
            for each in languages_wanted(folder.path, language):
                _write_report(comparison, folder.path, made, each, folder.path.parents[1])
            return True
        with (
            folder.written() as hidden,
            _without_collector(),
            _figures(comparison, hidden, language, apart),
        ):
            write_tables(comparison, hidden)
            made = about(comparison, command)
            write_text(hidden / MANIFEST, to_json(made))
            _write_report(comparison, hidden, made, language, folder.path.parents[1])
    return False


def about(comparison: "Comparison", command: str) -> dict[str, Any]:
    """Say what was compared, of which runs, and how to make it again."""
    first = comparison.studies[0]
    lacking = imprecise(comparison.rows, comparison.indicators, comparison.precision)
    return {
        "comparison_id": comparison.id,
        "command": command,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "members": members_as_data(comparison),
        "parameters": first.plan.source,
        "replicates": [each._asdict() for each in first.plan.replicates],
        "indicators": list(comparison.indicators),
        "precision": comparison.precision,
        "not_reached": [list(row[:5]) for row in lacking],
        "analysis": sources_hash(("results", "analysis")),
        "git": git_state(),
        "versions": versions(),
    }


def members_as_data(comparison: "Comparison") -> list[dict[str, str]]:
    """Scenarios with their run-ids."""
    return [
        {
            "label": label,
            "scenario": study.scenario.name,
            "title_en": study.scenario.title.en,
            "title_zh": study.scenario.title.zh,
            "run_id": study.content.run_id,
        }
        for label, study in zip(comparison.labels, comparison.studies, strict=True)
    ]


def write_tables(comparison: "Comparison", path: Path) -> None:
    """Write differences, public cost and money as CSV, and differences.xlsx with all of them."""
    costs = [row for rows in comparison.costs.values() for row in rows]
    gains = [gain for pair in comparison.pair_rows for gain in pair.gains]
    rows: Mapping[str, Rows] = {
        "differences": comparison.all_rows,
        "public_cost": costs,
        "money": gains,
    }
    sheets = {name: Sheet(_COLUMNS[name], each) for name, each in rows.items()}
    front = summary_sheets.of_comparison(comparison)
    write_sheets(path, "differences", sheets, front=front)


def _write_report(
    comparison: "Comparison", path: Path, made: Mapping[str, Any], language: Language, out: Path
) -> None:
    from sim.studies.report.comparison_report import comparison_report

    text = comparison_report(comparison, made, language, out)
    write_text(report_path(path, language), text)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the garbage collector figures in the making: a tenth of the time that they take."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def add_figures(comparison: "Comparison", path: Path, language: Language) -> None:
    """Draw the figures of a language that a comparison folder does not have."""
    with _without_collector(), _figures(comparison, path, language):
        pass


def figures_lacking(path: Path, language: Language) -> list[str]:
    """Names of figures that a folder does not have in a language, or English for want of a font."""
    from sim.analysis.figures.comparison_figure import FIGURES
    from sim.analysis.figures.fonts import fonts_for

    kinds = [f"-{fonts_for(language).language}.{kind}" for kind in ("svg", "png")]
    files = {name: [path / "figures" / (name + kind) for kind in kinds] for name in FIGURES}
    return [name for name, found in files.items() if not all(each.is_file() for each in found)]


@contextmanager
def _figures(
    comparison: "Comparison", path: Path, language: Language, apart: DrawingApart | None = None
) -> Iterator[None]:
    """Write the figures of a language that are not there, some of them apart meanwhile."""
    from sim.analysis.figures.comparison_figure import rendered

    folder, pictured = path / "figures", comparison.pictured(language)
    folder.mkdir(exist_ok=True)
    missing = figures_lacking(path, language)
    others = missing[:-HERE]
    under_way = apart is not None and bool(others) and apart.ask(folder, others, pictured)
    yield
    for name, content in rendered(pictured, missing[-HERE:] if under_way else missing):
        write_bytes(folder / name, content)
    if under_way and apart and not apart.done():
        reason = apart.error.splitlines()[-1]
        _log.warning(TEXTS["drawn_again"].text(language).format(reason=reason))
        _log.info(apart.error)
        for name, content in rendered(pictured, figures_lacking(path, language)):
            write_bytes(folder / name, content)
