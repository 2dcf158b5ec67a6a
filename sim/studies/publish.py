"""Writing a study into its run folder, whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.findings import COLUMNS, NOTES
from sim.analysis.money import AVERAGE_COLUMNS, COST_COLUMNS
from sim.results.files import Rows, write_bytes, write_text
from sim.results.folder import MANIFEST, RunFolder, manifest_in
from sim.results.manifest import Making, file_hash, manifest, sources_hash, to_json
from sim.scenario.language import LANGUAGES, Language, phrase
from sim.studies import summary_sheets
from sim.studies.report.place import languages_wanted, report_path
from sim.studies.sheets import Sheet, sheets_are_whole, write_sheets
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.analysis.figures import Drawing

CHECK_FILE, SCENARIO = "jiangsu_2017.yaml", "scenario.yaml"
_COLUMNS = {"findings": COLUMNS, "public_cost": COST_COLUMNS, "money": AVERAGE_COLUMNS}
_NOTE = phrase("note")


def publish(
    study: Study, folder: RunFolder, language: Language, command: str, figures: bool = True
) -> None:
    """Write tables, findings and the manifest of a study that has been run.

    Parameters
    ----------
    figures : bool
        Whether figures and the report are written, too.
    """
    with folder.published(len(study.plan.replicates)) as path:
        write_findings(path, study)
        if figures:
            write_figures(path, study, language)
        _write_scenario(study, path)
        making = Making(
            command, study.plan.source, study.inputs, study.started, study.seconds, study.workers
        )
        about = {**manifest(study.content, making), "analysis": _analysis_hash(study)}
        about |= {"changed": list(study.changed)} if study.changed else {}
        write_text(path / MANIFEST, to_json(about))
        if figures:
            write_report(path, study, about, language, folder.path.parents[1])
    study.tables = folder.tables()


def refresh(study: Study, folder: RunFolder, language: Language, figures: bool = True) -> None:
    """Bring a finished folder up to date: findings, figures and reports by today's rules.

    What is missing, empty or something else is written anew. Figures and the report in this
    language are added where they are asked for.
    """
    about = manifest_in(folder.path)
    now = _analysis_hash(study)
    _write_scenario(study, folder.path)
    stale = about.get("analysis") != now
    if stale or not sheets_are_whole(folder.path, "findings", _COLUMNS):
        write_findings(folder.path, study)
    if stale:
        if figures or (folder.path / "figures").is_dir():  # those of other rules are stale
            write_figures(folder.path, study, language)
        write_text(folder.path / MANIFEST, to_json({**about, "analysis": now}))
    elif figures and not has_figures(folder.path, language):
        write_figures(folder.path, study, language)
    for each in languages_wanted(folder.path, language if figures else None):
        write_report(folder.path, study, about, each, folder.path.parents[1])


def _write_scenario(study: Study, path: Path) -> None:
    file, own = path / SCENARIO, study.scenario.to_yaml().encode()
    if not file.is_file() or file.read_bytes() != own:
        write_bytes(file, own)


def write_findings(path: Path, study: Study) -> None:
    """Write findings, public cost and money as CSV, and findings.xlsx with a sheet of each."""
    note = NOTES[study.plan.source]
    rows: Mapping[str, Rows] = {
        "findings": study.table_of_findings,
        "public_cost": study.costs,
        "money": study.averages,
    }
    sheets = {name: Sheet(_COLUMNS[name], each) for name, each in rows.items()}
    notes = [(_NOTE.text(each), note.text(each)) for each in LANGUAGES]
    write_sheets(path, "findings", sheets, notes, summary_sheets.of_run(study.table_of_findings))


def write_figures(path: Path, study: Study, language: Language) -> None:
    """Write all figures in a language, or in English for want of a font."""
    from sim.analysis.figures import rendered  # matplotlib: a third of a second

    folder = path / "figures"
    folder.mkdir(exist_ok=True)
    for name, content in rendered(drawing_of(study, language)):
        write_bytes(folder / name, content)


def write_report(
    path: Path, study: Study, about: Mapping[str, Any], language: Language, out: Path
) -> None:
    """Write the report of a study into its folder; an attribution is looked for in all outputs."""
    from sim.studies.report.run_report import run_report  # it draws: a third of a second

    write_text(report_path(path, language), run_report(study, about, language, out))


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


def has_figures(path: Path, language: Language) -> bool:
    """Whether a run folder has all figures in a language, or in English for want of a font."""
    from sim.analysis.figures import names_of_files
    from sim.analysis.figures.fonts import fonts_for

    names = names_of_files(fonts_for(language).language)
    return all(_has_content(path / "figures" / name) for name in names)


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _analysis_hash(study: Study) -> str:
    """Hash of what turns tables into findings: its sources and the record."""
    check = next(path for path in study.inputs if path.name == CHECK_FILE)
    return sources_hash(("results", "analysis")) + file_hash(check)[:8]
