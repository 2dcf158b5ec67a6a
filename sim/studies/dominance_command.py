"""What ``makersim dominance`` does: which loops drive a scenario, and when."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.analysis.loop_cuts import CutEffect
from sim.calibration.draws import Source
from sim.dynamics.dominance.drive import DRIVEN, Drive, drives
from sim.dynamics.dominance.periods import Period, periods, told
from sim.results.files import write_csv
from sim.scenario.language import Bilingual, Language, phrase
from sim.scenario.load import load_with
from sim.scenario.months import month_name
from sim.studies.loop_cuts import carriers, cut_loops, said
from sim.studies.page_figure import write_page_figure
from sim.studies.progress import replicates_bar
from sim.studies.study import Study, planned
from sim.studies.terminal import NOTHING_WRITTEN, exit_code, show_folder

SCORE_COLUMNS = ("month", "through", "loop", "group", "score", "relative_score", "path")
SHARE_COLUMNS = ("month", "through", "group", "polarity", "label_en", "label_zh", "share")
PERIOD_COLUMNS = (
    *("through", "first", "last", "group", "share", "outside", "before", "after"),
    *("half_made_by", "sentence_en", "sentence_zh"),
)
_ON_TWIN = phrase("{quantity}: what drives them, on the twin")
_AMONG_AGENTS = phrase("Loops cut among the agents, and where both ways disagree")


class DominanceRequest(NamedTuple):
    """Loop dominance as asked for on the command line."""

    scenario: str
    language: Language
    agents: bool = False
    replicates: int | None = None
    seed: int | None = None
    settings: Sequence[str] = ()
    parameters: Source | None = None
    workers: int | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False


class _Told(NamedTuple):
    """Periods with their sentences, and what the agents say to them."""

    periods: list[tuple[str, Period, Bilingual]]
    agents: list[Bilingual]


def dominance_command(request: DominanceRequest, screen: Console, log: Console) -> int:
    """Score the loops of the twin; with ``agents`` also cut them in the simulation.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the scenario.
    """
    language = request.language
    scenario = load_with(request.scenario, request.settings)
    study = Study(scenario, planned(scenario, request.replicates, request.seed, request.parameters))

    def work() -> None:
        found = drives(scenario)
        effects = _cut(study, request, log) if request.agents else []
        story = _Told(
            [
                (name, each, told(each, name))
                for name, drive in found.items()
                for each in periods(drive)
            ],
            list(said(found, effects)) if request.agents else [],
        )
        folder = _write(study, found, effects, story, request, log)
        if not (request.quiet or request.as_json):
            _show(screen, story, language)
        data = _data(folder, story) if request.as_json else None
        show_folder(screen, folder, language, request.quiet, data)

    return exit_code(work, log, language, request.out, lambda: NOTHING_WRITTEN.text(language))


def _cut(study: Study, request: DominanceRequest, log: Console) -> list[CutEffect]:
    scenario = study.scenario
    every = len(study.plan.replicates) * (1 + len(carriers(scenario)))
    with replicates_bar(log, request.language, 0, every, request.quiet or request.as_json) as bar:
        return cut_loops(
            scenario,
            request.replicates,
            request.seed,
            request.parameters,
            request.workers,
            bar.tick,
        )


def _write(
    study: Study,
    found: Mapping[str, Drive],
    effects: Sequence[CutEffect],
    story: _Told,
    request: DominanceRequest,
    log: Console,
) -> Path:
    from sim.analysis.figures.dominance_figure import dominance_figure  # matplotlib takes its time

    folder = request.out / "dominance" / f"{study.scenario.name}-{study.content.run_id}"
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "loop_scores.csv", SCORE_COLUMNS, list(_score_rows(found)))
    write_csv(folder / "group_shares.csv", SHARE_COLUMNS, list(_share_rows(found)))
    write_csv(folder / "periods.csv", PERIOD_COLUMNS, list(_period_rows(story)))
    if effects:
        write_csv(folder / "loop_cuts.csv", CutEffect._fields, [list(each) for each in effects])
    title = study.scenario.title
    write_page_figure(
        folder,
        "dominance",
        request.language,
        lambda fonts: dominance_figure(found, fonts, title.text(fonts.language)),
        log,
    )
    return folder


def _score_rows(found: Mapping[str, Drive]) -> Iterator[list[Any]]:
    for through, drive in found.items():
        values, relative = drive.loops.values[:, 1:], drive.loops.relative[:, 1:]
        for number, (loop, group) in enumerate(zip(drive.loops.loops, drive.of_loop, strict=True)):
            path = " > ".join(loop.variables)
            for month in range(values.shape[1]):
                scores = f"{values[number, month]:.6g}", f"{relative[number, month]:.6g}"
                yield [month_name(month), through, number + 1, group.name, *scores, path]


def _share_rows(found: Mapping[str, Drive]) -> Iterator[list[Any]]:
    for through, drive in found.items():
        for group, shares in zip(drive.groups, drive.shares, strict=True):
            kind = "reinforcing" if group.polarity > 0 else "balancing"
            for month, share in enumerate(shares):
                row = [month_name(month), through, group.name, kind, *group.label]
                yield [*row, f"{share:.6g}"]


def _period_rows(story: _Told) -> Iterator[list[Any]]:
    for through, each, sentence in story.periods:
        months = month_name(each.first), month_name(each.last)
        numbers = (
            f"{number:.6g}" for number in (each.share, each.outside, each.before, each.after)
        )
        half = " ".join(group.name for group in each.dominant)
        yield [through, *months, each.group.name, *numbers, half, *sentence]


def _show(screen: Console, story: _Told, language: Language) -> None:
    for through, label in DRIVEN.items():
        screen.print(_ON_TWIN.text(language).format(quantity=label.text(language)), style="bold")
        for name, _, sentence in story.periods:
            if name == through:
                screen.print(sentence.text(language))
        screen.print()
    if story.agents:
        screen.print(_AMONG_AGENTS.text(language), style="bold")
        for sentence in story.agents:
            screen.print(sentence.text(language))
        screen.print()


def _data(folder: Path, story: _Told) -> dict[str, Any]:
    return {
        "folder": folder.as_posix(),
        "periods": [
            {
                "through": through,
                "first": month_name(each.first),
                "last": month_name(each.last),
                "group": each.group.name,
                "share": each.share,
                "outside": each.outside,
                "sentence": sentence._asdict(),
            }
            for through, each, sentence in story.periods
        ],
        "agents": [sentence._asdict() for sentence in story.agents],
    }
