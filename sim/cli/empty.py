"""Refusing what was left empty, which would else count as not given or as the folder at hand."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup


class NothingEmpty(TyperGroup):
    """The commands, none of which takes an empty text, such as a variable of a shell unset."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line, unless something is empty on it."""
        if empty := _empty(args):
            from sim.scenario.language import phrase, preferred_language  # --help answers at once

            said = phrase("{option} is empty: give a value, or leave it out")
            typer.echo(said.text(preferred_language()).format(option=empty), err=True)
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


def _empty(args: Sequence[str]) -> str:
    """Name the first option without a value; commands say themselves what is wrong with a name.

    >>> _empty(["run", "--until", ""]), _empty(["--out="]), _empty(["run", "--set", "a="])
    ('--until', '--out', '')
    """
    for before, word in zip(["", *args], args, strict=False):
        if before.startswith("-") and not word.strip():
            return before
        option, sign, value = word.partition("=")
        if option.startswith("--") and sign and not value.strip():
            return option
    return ""
