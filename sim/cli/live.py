"""The command that serves the live page."""

from typing import Annotated

import typer

from sim.cli.shared import LangOption, app, chosen_language, perform


@app.command(epilog="Example: makersim live baseline specialisation_push --lang zh")
def live(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(help="The yardstick, and yours; names or files. Default: baseline."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Default: 8010, or the next free.")
    ] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones of the local network vote: shows a QR code.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="The evening before: see that all is ready, and end.")
    ] = False,
    lang: LangOption = None,
    seed: Annotated[int, typer.Option(min=0, max=2**53 - 1, help="Seed of the luck.")] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Open the live page: watch a run, move levers, see both futures."""
    from sim.live.command import LiveRequest, live_command
    from sim.live.rehearsal import rehearse

    language = chosen_language(lang)
    request = LiveRequest(scenarios or (), language, seed, port, lan, not no_open)
    perform(rehearse if check else live_command, request, language)
