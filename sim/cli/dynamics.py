"""Commands of system dynamics: stocks and flows of a year, feedback loops, what they drive."""

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
    perform,
)


@app.command(epilog="Example: makersim stocks baseline --year 2019 --replicates 20 --lang zh")
def stocks(
    scenario: ScenarioName,
    year: Annotated[int, typer.Option(help="Calendar year.")] = 2019,
    replicates: ReplicatesOption = None,
    seed: SeedOption = None,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Draw the stocks and flows of a year: spaces by model, startups by stage, money by sector."""
    from sim.studies.stocks_command import StocksRequest, stocks_command

    language = chosen_language(lang)
    request = StocksRequest(scenario, year, language, replicates, seed, tuple(settings or ()))
    request = request._replace(parameters=parameters, workers=workers, out=out)
    request = request._replace(quiet=quiet, as_json=as_json)
    perform(stocks_command, request, language)


@app.command(epilog="Example: makersim loops --check --lang zh")
def loops(
    check: Annotated[
        bool, typer.Option("--check", help="Confirm the sign of every link in the engine first.")
    ] = False,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Draw the feedback loops of the model, and list their links, switches and signs."""
    from sim.studies.loops_command import LoopsRequest, loops_command

    language = chosen_language(lang)
    perform(loops_command, LoopsRequest(language, out, check, quiet), language)


@app.command(epilog="Example: makersim dominance baseline --agents --replicates 20 --lang zh")
def dominance(
    scenario: ScenarioName,
    agents: Annotated[
        bool, typer.Option("--agents", help="Also cut each loop in the simulation: many runs.")
    ] = False,
    replicates: ReplicatesOption = None,
    seed: SeedOption = None,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show which feedback loops drive desks and tenants, and when (Loops that Matter)."""
    from sim.studies.dominance_command import DominanceRequest, dominance_command

    language = chosen_language(lang)
    request = DominanceRequest(scenario, language, agents, replicates, seed, tuple(settings or ()))
    request = request._replace(parameters=parameters, workers=workers, out=out)
    request = request._replace(quiet=quiet, as_json=as_json)
    perform(dominance_command, request, language)


@app.command(epilog="Example: makersim twin rent_shock --check --lang zh")
def twin(
    scenario: ScenarioName = "baseline",
    every: Annotated[
        bool, typer.Option("--all", help="All built-in scenarios in one table.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="End with code 1 if an error is a tenth or more.")
    ] = False,
    fit: Annotated[
        bool,
        typer.Option("--fit", help="Fit the constants to the agents first, and keep them."),
    ] = False,
    replicates: ReplicatesOption = None,
    seed: SeedOption = None,
    settings: SetOption = None,
    parameters: ParametersOption = None,
    workers: WorkersOption = None,
    out: OutOption = Path("outputs"),
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Run the mean-field twin beside the agents: errors, all its variables, a figure."""
    from sim.studies.twin_command import TwinRequest, twin_command

    language = chosen_language(lang)
    request = TwinRequest(scenario, language, every, check, fit, replicates, seed)
    request = request._replace(settings=tuple(settings or ()), parameters=parameters)
    request = request._replace(workers=workers, out=out, quiet=quiet, as_json=as_json)
    perform(twin_command, request, language)
