"""The comparison folder: written under a hidden name and renamed when it is whole."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.comparison import imprecise
from sim.analysis.comparison_columns import COLUMNS
from sim.analysis.money import COST_COLUMNS
from sim.analysis.money_compared import GAIN_COLUMNS
from sim.results.files import write_bytes, write_text
from sim.results.folder import MANIFEST
from sim.results.manifest import git_state, sources_hash, to_json, versions
from sim.scenario.language import Language
from sim.studies.report.place import languages_wanted, report_path
from sim.studies.sheets import Sheet, write_sheets

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


def write(
    comparison: "Comparison",
    out: Path,
    language: Language,
    command: str,
    on_wait: Callable[[], None] = lambda: None,
) -> bool:
    """Write a comparison, if it is not there, and figures and the report in a language.

    Parameters
    ----------
    command : str
        What makes it again.
    on_wait : callable
        Called if another process is writing the same one; it is waited for.

    Returns
    -------
    bool
        Whether it was there already.
    """
    folder = comparison.folder(out)
    with folder.reserved(on_wait):
        if folder.complete:
            _write_figures(comparison, folder.path, language)
            made = json.loads((folder.path / MANIFEST).read_text(encoding="utf-8"))
            for each in languages_wanted(folder.path, language):
                _write_report(comparison, folder.path, made, each)
            return True
        hidden = folder.work / "whole"
        shutil.rmtree(hidden, ignore_errors=True)
        hidden.mkdir()
        _write_tables(comparison, hidden)
        _write_figures(comparison, hidden, language)
        made = about(comparison, command)
        write_text(hidden / MANIFEST, to_json(made))
        _write_report(comparison, hidden, made, language)
        shutil.rmtree(folder.path, ignore_errors=True)  # a broken one
        os.rename(hidden, folder.path)
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


def _write_tables(comparison: "Comparison", path: Path) -> None:
    """Write differences, public cost and money as CSV, and differences.xlsx with all of them."""
    costs = [row for rows in comparison.costs.values() for row in rows]
    sheets = {
        "differences": Sheet(COLUMNS, comparison.rows),
        "public_cost": Sheet(COST_COLUMNS, costs),
        "money": Sheet(GAIN_COLUMNS, comparison.gains),
    }
    write_sheets(path, "differences", sheets)


def _write_report(
    comparison: "Comparison", path: Path, made: Mapping[str, Any], language: Language
) -> None:
    from sim.studies.report.comparison_report import comparison_report

    text = comparison_report(comparison, made, language)
    write_text(report_path(path, language), text)


def _write_figures(comparison: "Comparison", path: Path, language: Language) -> None:
    """Write the figures of a language that are not there."""
    from sim.analysis.figures.comparison_figure import FIGURES, rendered

    folder, pictured = path / "figures", comparison.pictured(language)
    folder.mkdir(exist_ok=True)
    kinds = [f"-{pictured.fonts.language}.{kind}" for kind in ("svg", "png")]
    if all((folder / (name + kind)).is_file() for name in FIGURES for kind in kinds):
        return
    for name, content in rendered(pictured):
        write_bytes(folder / name, content)
