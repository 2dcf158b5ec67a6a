"""The command ``makersim``: reads the command line and hands over; no logic."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

# Everything heavy is imported inside the commands, so that --help answers at once.
if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.scenario.language import Language

app = typer.Typer(
    name="makersim",
    help="How the makerspaces of a province evolve: simulate, compare, explain.",
    epilog="Example: makersim explain baseline",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_show_locals=False,
)


class Lang(StrEnum):
    """Language of messages and tables."""

    EN = "en"
    ZH = "zh"


class Source(StrEnum):
    """Where the parameters of an ensemble come from."""

    POSTERIOR = "posterior"
    BEST = "best"
    DEFAULT = "default"
    PRIOR = "prior"


class Check(StrEnum):
    """Trust checks of a calibration."""

    RANKS = "ranks"
    RECOVERY = "recovery"
    STABILITY = "stability"


ScenarioName = Annotated[str, typer.Argument(help="Name of a built-in scenario, or a file.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language; default: that of the locale.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a narrow encoding must not end in a traceback
            stream.reconfigure(errors="replace")
    app()


@app.command(epilog="Example: makersim run baseline --replicates 20 --set close.grace_months=9")
def run(
    scenario: ScenarioName,
    replicates: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="Runs; default: 20.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**53 - 1, help="Seed of the first; default: 1.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="Last month; default: the scenario's.")
    ] = None,
    settings: SetOption = None,
    parameters: Annotated[
        Source | None, typer.Option(help="Default: draws from the posterior.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Threads; default: all cores.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where run folders go.")] = Path("outputs"),
    lang: LangOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the run folder only.")] = False,
    as_json: JsonOption = False,
    force: Annotated[bool, typer.Option("--force", help="Run again what was run before.")] = False,
) -> None:
    """Run an ensemble: findings on screen, a run folder with tables and figures."""
    from sim.studies.command import Request, consoles, run_command

    language = _language(lang)
    request = Request(scenario, language, replicates, seed, until, tuple(settings or ()))
    request = request._replace(parameters=parameters.value if parameters else None)
    request = request._replace(workers=workers, out=out)
    request = request._replace(quiet=quiet, as_json=as_json, force=force)
    with _complaints(language):
        code = run_command(request, *consoles())
    if code:
        raise typer.Exit(code)


@app.command(epilog="Example: makersim check my_scenario.yaml scenarios/*.yaml")
def check(
    files: Annotated[list[str], typer.Argument(help="Scenario files, or built-in names.")],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say everything that is wrong with scenario files."""
    from sim.scenario import ScenarioError, load_scenario
    from sim.scenario.problems import Message

    language = _language(lang)
    problems: dict[str, Any] = {}  # by their text: children share their parents' problems
    for file in files:
        try:
            load_scenario(file)
        except ScenarioError as error:
            problems |= {problem.text(language): problem for problem in error.problems}
        else:
            if not as_json:
                typer.echo(f"{file}: {Message('sound', {}).text(language)}")
    if as_json:
        _print_json([problem.as_data(language) for problem in problems.values()])
    for line in () if as_json else problems:
        typer.echo(line, err=True)
    if problems:
        raise typer.Exit(2)


@app.command(epilog="Example: makersim explain baseline close.grace_months")
def explain(
    scenario: ScenarioName,
    key: Annotated[str | None, typer.Argument(help="One value, or a group of them.")] = None,
    settings: SetOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every effective value of a scenario, and where it came from."""
    from sim.scenario.explain import row_as_data, rows_of
    from sim.scenario.screen import console, explanation, one_value

    language = _language(lang)
    with _complaints(language):
        loaded = _load(scenario, settings)
        rows = rows_of(loaded, key)
    if as_json:
        _print_json([row_as_data(row, language) for row in rows])
    elif len(rows) == 1:
        console().print(one_value(rows[0], language))
    else:
        console().print(explanation(loaded, rows, language))


@app.command(epilog="Example: makersim diff baseline specialisation_push")
def diff(
    first: ScenarioName,
    second: ScenarioName,
    settings: SetOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what two scenarios really differ in; --set acts on the second."""
    from sim.scenario.differences import differences
    from sim.scenario.screen import comparison, console

    language = _language(lang)
    with _complaints(language):
        found = differences(_load(first), _load(second, settings))
    named = " ".join([second, *(f"--set {each}" for each in settings or ())])
    if as_json:
        _print_json([difference._asdict() for difference in found])
    else:
        console().print(comparison((first, named), found, language))


@app.command(epilog="Example: makersim schema --out scenario.schema.json")
def schema(
    out: Annotated[Path | None, typer.Option(help="File to write; default: the screen.")] = None,
) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        typer.echo(f"{out}: {error.strerror}", err=True)
        raise typer.Exit(2) from None


@app.command(epilog="Example: makersim calibrate --quick")
def calibrate(
    quick: Annotated[
        bool, typer.Option("--quick", help="A small fit of some minutes, to try things out.")
    ] = False,
    check: Annotated[
        Check | None, typer.Option(help="Make a trust check instead of writing a posterior.")
    ] = None,
    fits: Annotated[
        int, typer.Option(min=1, max=100, help="Simulated truths of --check recovery.")
    ] = 5,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="In a checkout: use it for all ensembles from now on.")
    ] = False,
    scenario: Annotated[str, typer.Option(help="What is run; a name or a file.")] = "baseline",
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Of the design.")] = 1,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Threads; default: all cores.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler, or 'local'.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where runs and results go.")] = Path("outputs"),
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the folder only.")] = False,
) -> None:
    """Fit parameters to the figures of the record; a stopped fit goes on where it was."""
    from sim.studies.calibrate import Request
    from sim.studies.calibrate_screen import run_calibrate

    request = Request(scenario, quick, seed, workers, dask, out, None, fits, quiet, adopt)
    request = request._replace(check=check.value if check else None)
    with _complaints("en"):
        code = run_calibrate(request)
    if code:
        raise typer.Exit(code)


@app.command(epilog="Example: makersim validate --replicates 20 --lang zh")
def validate(
    rows: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: calibration/validation.yaml.")
    ] = None,
    replicates: Annotated[int, typer.Option(min=1, max=100_000, help="Runs.")] = 60,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**53 - 1, help="Seed of the first; default: 1.")
    ] = None,
    parameters: Annotated[
        Source | None, typer.Option(help="Default: draws from the posterior.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="Threads; default: all cores.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where run folders go.")] = Path("outputs"),
    lang: LangOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the run folder only.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Score the baseline on figures that it never saw; a miss is a finding, not an error."""
    from sim.studies.command import consoles
    from sim.studies.validate import ValidateRequest, validate_command

    language = _language(lang)
    asked = ValidateRequest(language, rows, replicates, seed, None, workers, out, quiet, as_json)
    asked = asked._replace(parameters=parameters.value if parameters else None)
    with _complaints(language):
        code = validate_command(asked, *consoles())
    if code:
        raise typer.Exit(code)


@app.command(epilog="Example: makersim bench --json")
def bench(
    repeats: Annotated[int, typer.Option(min=2, max=100, help="Pairs of measurements.")] = 8,
    cold: Annotated[
        bool, typer.Option("--cold", help="Also time a first run that compiles everything.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure speed, as ratios in one run against a stated reference."""
    from sim.benchmark.report import as_data, collect, show

    rows = collect(repeats, cold)
    if as_json:
        _print_json(as_data(rows))
    else:
        show(rows)


def _load(name: str, settings: list[str] | None = None) -> "Scenario":
    from sim.scenario import load_scenario
    from sim.scenario.overrides import settings_from

    scenario = load_scenario(name)
    return scenario.with_set(settings_from(settings), via="--set") if settings else scenario


def _language(chosen: Lang | None) -> "Language":
    from sim.scenario.language import preferred_language

    return chosen.value if chosen else preferred_language()


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@contextmanager
def _complaints(language: "Language") -> Iterator[None]:
    """Turn what is wrong with a scenario into lines on stderr and exit code 2."""
    from sim.scenario import ScenarioError

    try:
        yield
    except ScenarioError as error:
        typer.echo(error.text(language), err=True)
        raise typer.Exit(2) from None


if __name__ == "__main__":
    main()
