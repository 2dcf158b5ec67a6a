"""The command that runs a manifest again."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.shared import JsonOption, WorkersOption, app


@app.command(epilog="Example: makersim reproduce outputs/baseline/5f0c12ab34cd/manifest.json")
def reproduce(
    manifest: Annotated[Path, typer.Argument(help="A manifest.json, or the folder it is in.")],
    workers: WorkersOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print same or different only.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Repeat a run or a sweep and say whether each number is the same to the bit."""
    from sim.studies.reproduce_screen import reproduce_command

    if code := reproduce_command(manifest, workers, quiet, as_json):
        raise typer.Exit(code)
