"""Writing a study into its run folder, whole or not at all."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.findings import COLUMNS, NOTES
from sim.analysis.money import AVERAGE_COLUMNS, COST_COLUMNS
from sim.results.files import write_bytes, write_text
from sim.results.folder import MANIFEST, RunFolder
from sim.results.manifest import Making, file_hash, manifest, sources_hash, to_json
from sim.scenario.language import LANGUAGES, Language, phrase
from sim.studies.sheets import Sheet, write_sheets
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.analysis.figures import Drawing

CHECK_FILE = "jiangsu_2017.yaml"
_NOTE = phrase("note")


def publish(study: Study, folder: RunFolder, language: Language, command: str) -> None:
    """Write tables, findings, figures and the manifest of a study that has been run."""
    with folder.published(len(study.plan.replicates)) as path:
        write_findings(path, study)
        write_figures(path, study, language)
        write_text(path / "scenario.yaml", study.scenario.to_yaml())
        making = Making(
            command, study.plan.source, study.inputs, study.started, study.seconds, study.workers
        )
        about = {**manifest(study.content, making), "analysis": _analysis_hash(study)}
        write_text(path / MANIFEST, to_json(about))
    study.tables = folder.tables()


def refresh(study: Study, folder: RunFolder, language: Language) -> None:
    """Bring a finished folder up to date: figures in this language, findings by today's rules."""
    about = json.loads((folder.path / MANIFEST).read_text(encoding="utf-8"))
    now = _analysis_hash(study)
    if about.get("analysis") != now:
        write_findings(folder.path, study)
        write_figures(folder.path, study, language)
        write_text(folder.path / MANIFEST, to_json({**about, "analysis": now}))
    elif not _has_figures(folder.path, language):
        write_figures(folder.path, study, language)


def write_findings(path: Path, study: Study) -> None:
    """Write findings, public cost and money as CSV, and findings.xlsx with a sheet of each."""
    note = NOTES[study.plan.source]
    sheets = {
        "findings": Sheet(COLUMNS, study.findings),
        "public_cost": Sheet(COST_COLUMNS, study.costs),
        "money": Sheet(AVERAGE_COLUMNS, study.averages),
    }
    notes = [(_NOTE.text(each), note.text(each)) for each in LANGUAGES]
    write_sheets(path, "findings", sheets, notes)


def write_figures(path: Path, study: Study, language: Language) -> None:
    """Write all figures in a language, or in English for want of a font."""
    from sim.analysis.figures import rendered  # matplotlib: a third of a second

    folder = path / "figures"
    folder.mkdir(exist_ok=True)
    for name, content in rendered(drawing_of(study, language)):
        write_bytes(folder / name, content)


def drawing_of(study: Study, language: Language) -> "Drawing":
    """Return what the figures of a study are drawn from."""
    from sim.analysis.figures import Drawing
    from sim.analysis.figures.fonts import fonts_for

    return Drawing(
        study.evidence,
        study.findings,
        study.costs,
        fonts_for(language),
        study.scenario.name,
        study.content.run_id,
        study.plan.source,
    )


def _has_figures(path: Path, language: Language) -> bool:
    from sim.analysis.figures import names_of_files
    from sim.analysis.figures.fonts import fonts_for

    names = names_of_files(fonts_for(language).language)
    return all((path / "figures" / name).is_file() for name in names)


def _analysis_hash(study: Study) -> str:
    """Hash of what turns tables into findings: its sources and the record."""
    check = next(path for path in study.inputs if path.name == CHECK_FILE)
    return sources_hash(("results", "analysis")) + file_hash(check)[:8]
