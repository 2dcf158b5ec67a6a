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
