"""What ``makersim findings`` does: three ensembles, then the page on what specialisation does.

The ensembles are ordinary run folders: what was run before is found again, and a stopped
command goes on where it was.
"""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from sim.analysis.gaps import Ensemble
from sim.calibration.draws import POSTERIOR, Source, posterior
from sim.experiments.calibration_files import calibration_file
from sim.experiments.kernels import is_compiled
from sim.model.compiled import source_hash
from sim.results.files import write_bytes, write_text
from sim.results.manifest import file_hash
from sim.results.reduce import TABLES
from sim.results.tables import InMemory, Part, RunTables
from sim.scenario.language import Language, phrase
from sim.scenario.load import load_with
from sim.studies.gaps_page import Made, gaps_page
from sim.studies.gaps_tables import SOURCES
from sim.studies.progress import replicates_bar
from sim.studies.running import run_study
from sim.studies.study import Study, planned
from sim.studies.terminal import exit_code, warn_of_font
from sim.studies.texts import TEXTS

REPLICATES, SEED = 200, 1  # a hundred draws, two seeds each
ENSEMBLES: dict[str, tuple[str, Source]] = {
    "prior": ("baseline", "prior"),
    "posterior": ("baseline", "posterior"),
    "neutral": ("neutral", "posterior"),
}
_ANALYSING = phrase("analysing and writing ...")


class _OneByOne(RunTables):
    """Tables read whole, a replicate at a time: a run folder is slow in many small pieces."""

    def __iter__(self) -> Iterator[Part]:
        for part in self.parts:
            yield InMemory({name: part.table(name) for name in TABLES})


class Request(NamedTuple):
    """The findings as asked for on the command line."""

    languages: tuple[Language, ...] = ("en", "zh")  # a page each; the first is spoken
    replicates: int = REPLICATES
    seed: int = SEED
    out: Path | None = None  # the page, if there is one; by default the project's
    runs: Path = Path("outputs")
    settings: Sequence[str] = ()
    workers: int | None = None
    quiet: bool = False

    def page(self, language: Language) -> Path:
        """Where a page goes: ``docs`` in a checkout, else the folder one is in."""
        if self.out:
            return self.out
        checkout = Path(__file__).resolve().parents[2]
        inside = (checkout / "docs").is_dir() and (checkout / "pyproject.toml").is_file()
        name = "findings.zh.md" if language == "zh" else "findings.md"
        return (checkout / "docs" if inside else Path()) / name

    def figure(self, language: Language) -> Path:
        """Where its figure goes: ``figures`` beside the page."""
        page = self.page(language)
        first, *others = page.name.removesuffix(".md").split(".")
        return page.parent / "figures" / ".".join([f"{first}_gaps", *others, "png"])

    @property
    def command(self) -> str:
        """The command that makes the same numbers."""
        words = ["makersim", "findings", "--replicates", str(self.replicates)]
        words += ["--seed", str(self.seed)]
        for setting in self.settings:
            words += ["--set", setting]
        return shlex.join(words)

    def studies(self) -> dict[str, Study]:
        """Return the three ensembles, not yet run.

        Raises
        ------
        ScenarioError
            With everything that is wrong with the settings.
        """
        found = {}
        for name, (scenario_name, source) in ENSEMBLES.items():
            scenario = load_with(scenario_name, self.settings)
            found[name] = Study(scenario, planned(scenario, self.replicates, self.seed, source))
        return found


def run_findings(request: Request, screen: Console, log: Console) -> int:
    """Run the ensembles that are not there and write the page.

    Parameters
    ----------
    screen, log : Console
        For the paths of what was written; for progress and complaints.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the settings.
    """
    studies, spoken = request.studies(), request.languages[0]

    def work() -> None:
        for language in request.languages:  # not after minutes of work
            request.figure(language).parent.mkdir(parents=True, exist_ok=True)
        ensembles = _run(request, studies, log)
        for language in request.languages:
            write_page(request, studies, ensembles, language)
            for path in (request.page(language), request.figure(language)):
                screen.print(str(path), soft_wrap=True)
            warn_of_font(language, log)

    def stopped() -> str:
        kept = sum(_kept(study, request.runs) for study in studies.values())
        return _text("stopped", spoken, done=kept, all=request.replicates * len(studies))

    return exit_code(work, log, spoken, request.page(spoken), stopped)


def write_page(
    request: Request,
    studies: dict[str, Study],
    ensembles: dict[str, Ensemble],
    language: Language,
) -> None:
    """Write a page and its figure."""
    from sim.analysis.figures.fonts import fonts_for  # matplotlib: a third of a second
    from sim.analysis.figures.gaps_figure import gaps_png

    page, figure = request.page(language), request.figure(language)
    made = Made(
        command=request.command,
        replicates=request.replicates,
        seed=request.seed,
        posterior=len(posterior()),
        posterior_hash=file_hash(calibration_file(POSTERIOR))[:12],
        rules=source_hash(),
        run_ids={
            SOURCES[name].text(language): study.content.run_id for name, study in studies.items()
        },
        figure=f"figures/{figure.name}",
    )
    write_bytes(figure, gaps_png(ensembles, fonts_for(language)))
    write_text(page, gaps_page(ensembles, made, language))


def _run(request: Request, studies: dict[str, Study], log: Console) -> dict[str, Ensemble]:
    spoken = request.languages[0]
    if not request.quiet and not is_compiled():
        log.print(_text("compiling", spoken))
    ensembles: dict[str, Ensemble] = {}
    there = sum(_kept(study, request.runs) for study in studies.values())
    every = request.replicates * len(studies)
    with replicates_bar(log, spoken, there, every, request.quiet) as bar:
        for name, study in studies.items():

            def keep(name: str = name, study: Study = study) -> None:
                bar.name(_ANALYSING.text(spoken))
                study.tables = _OneByOne(study.tables.parts)
                ensembles[name] = study.ensemble

            bar.name(SOURCES[name].text(spoken))
            run_study(
                study,
                request.runs,
                spoken,
                workers=request.workers,
                tick=bar.tick,
                on_wait=lambda: bar.name(_text("waiting", spoken)),
                on_findings=keep,
            )
    return ensembles


def _kept(study: Study, out: Path) -> int:
    """Replicates of a study that need not be run again."""
    folder = study.folder(out)
    return len(study.plan.replicates) if folder.complete else len(folder.finished_parts())


def _text(key: str, language: Language, **values: object) -> str:
    return TEXTS[key].text(language).format(**values)
