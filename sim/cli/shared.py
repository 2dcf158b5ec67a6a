"""What the commands share: the application, options, languages, complaints."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sim.cli.empty import NothingEmpty

# Everything heavy is imported inside the commands, so that --help answers at once.
if TYPE_CHECKING:
    from rich.console import Console

    from sim.scenario.language import Language

app = typer.Typer(
    name="makersim",
    cls=NothingEmpty,
    help="How the makerspaces of a province evolve: simulate, compare, explain.",
    epilog="Example: makersim explain baseline",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_show_locals=False,
)


Lang = Literal["en", "zh"]
Source = Literal["posterior", "best", "default", "prior"]
ScenarioName = Annotated[str, typer.Argument(help="Name of a built-in scenario, or a file.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language; default: that of the locale.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
]
SeedOption = Annotated[
    int | None,
    typer.Option("--seed", min=0, max=2**53 - 1, help="Seed of the first; default: 1."),
]
ParametersOption = Annotated[
    Source | None, typer.Option("--parameters", help="Default: draws from the posterior.")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=1024, help="Workers; default: all cores.")
]
ReplicatesOption = Annotated[
    int | None, typer.Option(min=1, max=100_000, help="Runs; default: 20.")
]
OutOption = Annotated[Path, typer.Option(help="Where folders go.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print the folder only.")]


def chosen_language(chosen: Lang | None) -> "Language":
    """Return the language asked for, else that of the locale."""
    from sim.scenario.language import preferred_language

    return chosen or preferred_language()


def print_json(data: Any) -> None:
    """Print data as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@contextmanager
def complaints(language: "Language") -> Iterator[None]:
    """Turn what is wrong with a scenario into lines on stderr and exit code 2."""
    from sim.scenario import ScenarioError

    try:
        yield
    except ScenarioError as error:
        typer.echo(error.text(language), err=True)
        raise typer.Exit(2) from None


def perform(
    command: "Callable[[Any, Console, Console], int]", request: Any, language: "Language" = "en"
) -> None:
    """Do what a request asks for and end with the exit code that comes of it."""
    from sim.studies.terminal import consoles

    with complaints(language):
        code = command(request, *consoles())
    if code:
        raise typer.Exit(code)
