"""Commands on one scenario: run it, check it, explain it, compare files."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.shared import (
    JsonOption,
    LangOption,
    OutOption,
    ParametersOption,
    QuietOption,
    ReplicatesOption,
    ScenarioName,
    SeedOption,
    SetOption,
    WorkersOption,
    app,
    chosen_language,
    complaints,
    perform,
    print_json,
)


@app.command(epilog="Example: makersim run baseline --replicates 20 --set close.grace_months=9")
def run(
    scenario: ScenarioName,
    replicates: ReplicatesOption = None,
    seed: SeedOption = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="Last month; default: the scenario's.")
    ] = None,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
    force: Annotated[bool, typer.Option("--force", help="Run again what was run before.")] = False,
) -> None:
    """Run an ensemble: findings on screen, a run folder with tables, figures and a report."""
    from sim.studies.command import Request, run_command

    language = chosen_language(lang)
    request = Request(scenario, language, replicates, seed, until, tuple(settings or ()))
    request = request._replace(parameters=parameters, workers=workers, out=out)
    request = request._replace(quiet=quiet, as_json=as_json, force=force)
    perform(run_command, request, language)


@app.command(epilog="Example: makersim compare baseline specialisation_push --precision 1%")
def compare(
    scenarios: Annotated[
        list[str], typer.Argument(help="Names, files or run folders; the first is the yardstick.")
    ],
    replicates: Annotated[
        int | None, typer.Option(min=1, max=100_000, help="Runs of each; default: 20.")
    ] = None,
    seed: SeedOption = None,
    precision: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Run in doublings until each mean is known to this."),
    ] = None,
    most: Annotated[int, typer.Option(min=2, max=100_000, help="Runs of each, at most.")] = 400,
    indicators: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="NAME", help="Name or label; may be repeated."),
    ] = None,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare scenarios with the first, on the same draws and seeds; --set acts on all."""
    from sim.studies.compare import CompareRequest, compare_command

    language = chosen_language(lang)
    request = CompareRequest(scenarios, language, replicates, seed, tuple(settings or ()))
    request = request._replace(precision=precision, most=most, indicators=tuple(indicators or ()))
    request = request._replace(parameters=parameters, workers=workers, out=out)
    request = request._replace(quiet=quiet, as_json=as_json)
    perform(compare_command, request, language)


@app.command(epilog="Example: makersim report outputs/baseline/345254f8010f --lang zh")
def report(
    folder: Annotated[Path, typer.Argument(help="Folder of a run or of a comparison.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Default: report.html in the folder.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write the report of a run or comparison again, in either language."""
    from sim.studies.report.command import ReportRequest, report_command

    language = chosen_language(lang)
    perform(report_command, ReportRequest(folder, language, out), language)


@app.command(epilog="Example: makersim check my_scenario.yaml scenarios/*.yaml")
def check(
    files: Annotated[list[str], typer.Argument(help="Scenario files, or built-in names.")],
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say everything that is wrong with scenario files, and what their policies change."""
    from sim.scenario.checked import check_files

    language = chosen_language(lang)
    found = check_files(files)
    if as_json:
        print_json(found.as_data(language))
    else:
        for line in found.sound(language):
            typer.echo(line)
        for line in found.lines(language):
            typer.echo(line, err=True)
    if found.problems:
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
    from sim.scenario.load import load_with
    from sim.scenario.screen import console, explanation, one_value

    language = chosen_language(lang)
    with complaints(language):
        loaded = load_with(scenario, settings)
        rows = rows_of(loaded, key)
    if as_json:
        print_json([row_as_data(row, language) for row in rows])
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
    from sim.scenario.load import load_scenario, load_with
    from sim.scenario.screen import comparison, console

    language = chosen_language(lang)
    with complaints(language):
        found = differences(load_scenario(first), load_with(second, settings))
    named = " ".join([second, *(f"--set {each}" for each in settings or ())])
    if as_json:
        print_json([difference._asdict() for difference in found])
    else:
        console().print(comparison((first, named), found, language))


@app.command(epilog="Example: makersim schema --out scenario.schema.json")
def schema(
    out: Annotated[Path | None, typer.Option(help="File to write; default: the screen.")] = None,
) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.studies.schema_command import schema_command

    perform(schema_command, out)


@app.command(epilog="Example: makersim new my_policy --extends baseline --schema")
def new(
    name: Annotated[str, typer.Argument(help="Its name: letters, digits, '_' and '-'.")],
    extends: Annotated[
        str, typer.Option(help="What it starts from: a built-in name or a file.")
    ] = "baseline",
    out: Annotated[
        Path | None, typer.Option(help="File or folder; default: NAME.yaml, here.")
    ] = None,
    with_schema: Annotated[
        bool, typer.Option("--schema", help="Write scenario.schema.json beside it, for editors.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write a commented starter file of a scenario of your own."""
    from functools import partial

    from sim.studies.new_scenario import NewRequest, new_command

    language = chosen_language(lang)
    request = NewRequest(name, language, extends, out, with_schema)
    with complaints(language):
        code = new_command(request, typer.echo, partial(typer.echo, err=True))
    if code:
        raise typer.Exit(code)
