"""What ``makersim loops`` does: the causal loop diagram, and tables of its links and loops."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rich import box as boxes
from rich.console import Console
from rich.table import Table

from sim.dynamics.experiments import EXACT, sign_of
from sim.dynamics.structure import LINKS, LOOPS
from sim.dynamics.structure.checks import Check, Counted, Rule
from sim.results.files import write_csv
from sim.scenario.language import Language, phrase
from sim.studies.page_figure import write_page_figure
from sim.studies.terminal import DONE, exit_code, show_folder

LINK_COLUMNS = ("cause", "effect", "sign", "odd", "carrier", "delay_months", "confirmed_by")
FOUND_COLUMNS = ("sign_found", "standard_errors")
LOOP_COLUMNS = ("loop", "polarity", "label_en", "label_zh", "sentence_en", "sentence_zh", "path")
_HEADS = (phrase("loop"), phrase("name"), phrase("what it does"))
_CONFIRMING = phrase("Confirming {n} links in the engine ...")
_DONE = phrase("{n} of {all} links have the sign that is drawn.")


class LoopsRequest(NamedTuple):
    """A diagram as asked for on the command line.

    Attributes
    ----------
    check : bool
        Whether every link is confirmed in the engine first; what is found joins the table.
    """

    language: Language
    out: Path
    check: bool
    quiet: bool


def loops_command(request: LoopsRequest, screen: Console, log: Console) -> int:
    """Write the diagram and its tables.

    Returns
    -------
    int
        Exit code: 0 done, 1 if a sign is not confirmed, 2 bad input, 130 interrupted.
    """
    language, out, check, quiet = request
    folder = out / "loops"

    def work() -> int:
        confirmed, rows = len(LINKS), [list(row) for row in _link_rows()]
        if check:
            if not quiet:
                log.print(_CONFIRMING.text(language).format(n=len(LINKS)))
            found = [sign_of(each.check) for each in LINKS]
            confirmed = sum(a.sign == b.sign for a, b in zip(found, LINKS, strict=True))
            for row, sign in zip(rows, found, strict=True):
                exact = sign.strength == EXACT
                row += [sign.sign, "exact" if exact else round(sign.strength, 1)]
        columns = (*LINK_COLUMNS, *(FOUND_COLUMNS if check else ()))
        folder.mkdir(parents=True, exist_ok=True)
        write_csv(folder / "links.csv", columns, rows)
        write_csv(folder / "loops.csv", LOOP_COLUMNS, list(_loop_rows()))
        from sim.analysis.figures.loops_figure import loops_figure  # matplotlib takes its time

        write_page_figure(folder, "loops", language, loops_figure, log)
        if not quiet:
            screen.print(_shown(language))
            if check:
                screen.print(_DONE.text(language).format(n=confirmed, all=len(LINKS)))
        show_folder(screen, folder, language, quiet, None)
        return DONE if confirmed == len(LINKS) else 1

    return exit_code(work, log, language, out)


def confirmed_by(check: Check) -> str:
    """Say how a link is confirmed.

    >>> confirmed_by(Counted("startups", "failed_", ("seed",)))
    'accounts: failed_'
    """
    if isinstance(check, Rule):
        return f"rule: {check.rule}"
    if isinstance(check, Counted):
        return f"accounts: {check.flow}"
    change = f" x {check.times:g}" if check.times != 1.0 else ""
    change += f" {check.plus:+g}" if check.plus else ""
    return f"paired worlds: {check.lever}{change}, {check.months} months"


def _link_rows() -> Iterator[tuple[Any, ...]]:
    for each in LINKS:
        ways = each.odd, each.carrier, each.delay, confirmed_by(each.check)
        yield (each.cause, each.effect, {1: "+", -1: "-", 0: "?"}[each.sign], *ways)


def _loop_rows() -> Iterator[tuple[str, ...]]:
    for loop in LOOPS:
        kind = "reinforcing" if loop.polarity > 0 else "balancing"
        yield (loop.name, kind, *loop.label, *loop.sentence, " > ".join(loop.variables))


def _shown(language: Language) -> Table:
    table = Table(box=boxes.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for head in _HEADS:
        table.add_column(head.text(language), overflow="fold")
    for loop in LOOPS:
        table.add_row(loop.name, loop.label.text(language), loop.sentence.text(language))
    return table
