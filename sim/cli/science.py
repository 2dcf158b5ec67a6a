"""Commands on the model itself: calibrate, validate, find, attribute, measure speed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli.shared import (
    JsonOption,
    Lang,
    LangOption,
    OutOption,
    ParametersOption,
    QuietOption,
    ScenarioName,
    SeedOption,
    SetOption,
    WorkersOption,
    app,
    chosen_language,
    perform,
    print_json,
)

if TYPE_CHECKING:
    from sim.scenario.language import Language


DaskOption = Annotated[
    str | None, typer.Option("--dask", metavar="ADDRESS", help="A Dask scheduler, or 'local'.")
]


@app.command(epilog="Example: makersim calibrate --quick")
def calibrate(
    quick: Annotated[
        bool, typer.Option("--quick", help="A small fit of some minutes, to try things out.")
    ] = False,
    check: Annotated[
        Literal["ranks", "recovery", "stability"] | None,
        typer.Option(help="Make a trust check instead of writing a posterior."),
    ] = None,
    fits: Annotated[
        int, typer.Option(min=1, max=100, help="Simulated truths of --check recovery.")
    ] = 5,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="In a checkout: use it for all ensembles from now on.")
    ] = False,
    scenario: Annotated[str, typer.Option(help="What is run; a name or a file.")] = "baseline",
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Of the design.")] = 1,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    out: OutOption = Path("outputs"),
    quiet: QuietOption = False,
) -> None:
    """Fit parameters to the figures of the record; a stopped fit goes on where it was."""
    from sim.studies.calibrate import Request
    from sim.studies.calibrate_screen import run_calibrate

    request = Request(scenario, quick, seed, workers, dask, out, check, fits, quiet, adopt)
    perform(run_calibrate, request)


@app.command(epilog="Example: makersim sweep scenarios/plans/levers_and_luck.yaml --status")
def sweep(
    plan: Annotated[
        str | None, typer.Argument(metavar="PLAN.yaml", help="What to vary, and how.")
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Say how far it is; run nothing.")
    ] = False,
    outcomes: Annotated[bool, typer.Option("--outcomes", help="List all outcomes.")] = False,
    workers: WorkersOption = None,
    processes: Annotated[
        bool, typer.Option("--processes", help="Run on processes instead of threads.")
    ] = False,
    dask: DaskOption = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Make runs again that failed before.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Run although another version of the model has.")
    ] = False,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make every run of a plan, once; a stopped sweep goes on where it was."""
    from sim.studies.sweep_command import SweepRequest, list_outcomes, sweep_command
    from sim.studies.terminal import consoles

    language = chosen_language(lang)
    if outcomes:
        list_outcomes(language, consoles()[0], as_json)
        return
    request = SweepRequest(plan or "", language, workers, processes, dask, status, retry_failed)
    request = request._replace(anew=anew, out=out, quiet=quiet, as_json=as_json)
    perform(sweep_command, request, language)


@app.command(epilog="Example: makersim validate --replicates 20 --lang zh")
def validate(
    rows: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: calibration/validation.yaml.")
    ] = None,
    replicates: Annotated[int, typer.Option(min=1, max=100_000, help="Runs.")] = 60,
    seed: SeedOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    page: Annotated[
        Path | None,
        typer.Option(metavar="FILE.md", help="Also write page and table here, as .zh.md and .csv."),
    ] = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Score the baseline on figures that it never saw; a miss is a finding, not an error."""
    from sim.studies.validate import ValidateRequest, validate_command

    language = chosen_language(lang)
    asked = ValidateRequest(language, rows, replicates, seed, parameters, workers, out)
    asked = asked._replace(quiet=quiet, as_json=as_json, page=page)
    perform(validate_command, asked, language)


@app.command(epilog="Example: makersim findings --lang zh")
def findings(
    replicates: Annotated[int, typer.Option(min=20, max=100_000, help="Runs of each.")] = 200,
    seed: Annotated[int, typer.Option(min=0, max=2**53 - 1, help="Seed of the first.")] = 1,
    settings: SetOption = None,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The page; default: findings.md in docs/.")
    ] = None,
    runs: Annotated[Path, typer.Option(help="Where run folders go.")] = Path("outputs"),
    lang: Annotated[Lang | None, typer.Option("--lang", help="Default: a page in each.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the files only.")] = False,
) -> None:
    """Answer whether specialisation matters: prior, posterior, mechanisms off, as a page."""
    from sim.studies.gaps import Request, run_findings

    both = lang is None and out is None
    languages: tuple[Language, ...] = ("en", "zh") if both else (chosen_language(lang),)
    request = Request(languages, replicates, seed, out, runs, tuple(settings or ()), workers, quiet)
    perform(run_findings, request, chosen_language(lang))


@app.command(epilog="Example: makersim attribute specialisation_push --against baseline")
def attribute(
    scenario: ScenarioName,
    against: Annotated[
        str | None,
        typer.Option(metavar="OTHER", help="Split the effect against this one, not the gap."),
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option(min=1, max=10_000, help="Each has 64 coalitions; default: 20, of effects 12."),
    ] = None,
    seed: SeedOption = None,
    outcomes: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="NAME", help="What to split; may be repeated."),
    ] = None,
    no_switches: Annotated[
        bool, typer.Option("--no-switches", help="Groups only, no single switch off.")
    ] = False,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    dask: DaskOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Split the gap, or a policy's effect, exactly over six groups of mechanisms."""
    from sim.studies.attribute import AttributeRequest, attribute_command

    language = chosen_language(lang)
    asked = AttributeRequest(scenario, language, against, replicates, seed, tuple(settings or ()))
    asked = asked._replace(parameters=parameters, outcomes=tuple(outcomes or ()))
    asked = asked._replace(switches=not no_switches)
    asked = asked._replace(workers=workers, dask=dask, out=out, quiet=quiet, as_json=as_json)
    perform(attribute_command, asked, language)


@app.command(epilog="Example: makersim bench --json")
def bench(
    repeats: Annotated[int, typer.Option(min=2, max=100, help="Pairs of measurements.")] = 8,
    cold: Annotated[
        bool, typer.Option("--cold", help="Also time a first run that compiles everything.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Time a comparison of three scenarios, nothing else.")
    ] = False,
    replicates: Annotated[
        int, typer.Option(min=2, max=1000, help="With --compare: of each scenario.")
    ] = 100,
    store: Annotated[
        bool, typer.Option("--store", help="Time reading a store of 100,000 runs, nothing else.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure speed, as ratios in one run against a stated reference."""
    from sim.benchmark.comparison import comparison_rows
    from sim.benchmark.report import as_data, collect, show
    from sim.benchmark.stored import store_rows

    rows = comparison_rows(replicates) if compare else []
    rows += store_rows() if store else []
    rows = rows or collect(repeats, cold)
    if as_json:
        print_json(as_data(rows))
    else:
        show(rows)
