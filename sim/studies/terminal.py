"""How commands speak and end: consoles, exit codes, a line for what went wrong or was written."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from sim.scenario import Scenario
from sim.scenario.language import Language, phrase
from sim.scenario.notices import notices_of
from sim.scenario.screen import console

DONE, BAD_INPUT, INTERRUPTED = 0, 2, 130
NOTHING_WRITTEN = phrase("Stopped; nothing was written.")
_CANNOT_WRITE = phrase("{where}: {reason}")
_FOLDER = phrase("Folder: {path}")


class BadInput(ValueError):
    """What cannot be done as asked, and why, in one sentence."""

    def text(self, language: Language) -> str:  # English alone, by default
        """Return the sentence in one language."""
        return str(self)


def consoles() -> tuple[Console, Console]:
    """Return the consoles for findings and for progress and complaints."""
    log = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    return console(), log


def exit_code(
    work: Callable[[], int | None],
    log: Console,
    language: Language,
    where: object,
    stopped: Callable[[], str] = str,
) -> int:
    """Do the work of a command and say in a line what went wrong.

    Parameters
    ----------
    work : callable
        May return an exit code of its own.
    where : object
        What could not be written or read, where an error names no file.
    stopped : callable
        What to say of an interruption; by default nothing.

    Returns
    -------
    int
        0 done, 2 bad input, 130 interrupted.
    """
    try:
        return work() or DONE
    except BadInput as refusal:
        log.print(refusal.text(language))
        return BAD_INPUT
    except OSError as error:
        said = {"where": error.filename or where, "reason": error.strerror or error}
        log.print(_CANNOT_WRITE.text(language).format(**said))
        return BAD_INPUT
    except KeyboardInterrupt:
        if said_last := stopped():
            log.print(said_last)
        return INTERRUPTED


def show_folder(
    screen: Console, path: Path, language: Language, quiet: bool, data: Mapping[str, Any] | None
) -> None:
    """Say where files are: as JSON where there are data, else bare if quiet."""
    if data is not None:
        screen.print_json(data=data)
    else:
        said = str(path) if quiet else _FOLDER.text(language).format(path=path)
        screen.print(said, soft_wrap=True)


def say_notices(
    scenarios: Sequence[Scenario], language: Language, log: Console, quiet: bool
) -> list[dict[str, Any]]:
    """Say before a run what may be meant otherwise in its files; return it as data for JSON."""
    found = notices_of(scenarios)
    for notice in () if quiet else found:
        log.print(notice.text(language))
    return [notice.as_data(language) for notice in found]


def warn_of_font(language: Language, log: Console) -> None:
    """Say so if figures are in English for want of a Chinese font."""
    from sim.analysis.figures.fonts import MISSING, fonts_for  # matplotlib takes its time

    if fonts_for(language).language != language:
        log.print(MISSING.text(language))
