"""Commands that exchange models with other tools."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.shared import OutOption, QuietOption, ScenarioName, SetOption, app, perform

export = typer.Typer(no_args_is_help=True, help="Write the model for another tool.")
bring = typer.Typer(no_args_is_help=True, help="Run a model that another tool has edited.")
app.add_typer(export, name="export")
app.add_typer(bring, name="import")


@export.command("xmile", epilog="Example: makersim export xmile rent_shock --file rent.xmile")
def export_xmile(
    scenario: ScenarioName = "baseline",
    settings: SetOption = None,
    file: Annotated[
        Path | None, typer.Option(help="Default: xmile/SCENARIO.xmile where folders go.")
    ] = None,
    out: OutOption = Path("outputs"),
    quiet: QuietOption = False,
) -> None:
    """Write the mean-field twin as an XMILE file, with units and a diagram."""
    from sim.studies.xmile_command import ExportRequest, export_command

    perform(export_command, ExportRequest(scenario, settings, file, out, quiet))


@bring.command("xmile", epilog="Example: makersim import xmile rent.xmile")
def import_xmile(
    file: Annotated[Path, typer.Argument(metavar="FILE.xmile", help="An edited twin.")],
    scenario: Annotated[
        str, typer.Option(help="The twin that it is compared with; a name or a file.")
    ] = "baseline",
    out: OutOption = Path("outputs"),
    quiet: QuietOption = False,
) -> None:
    """Run an edited XMILE file in PySD, an independent engine, and compare it with the twin."""
    from sim.studies.xmile_command import ImportRequest, import_command

    perform(import_command, ImportRequest(file, scenario, out, quiet))
