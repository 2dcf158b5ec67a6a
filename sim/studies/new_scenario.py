"""What ``makersim new`` does: a starter file that is sound as written, and what comes next."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import NamedTuple

from sim.results.files import write_text
from sim.scenario import builtin_names, load_scenario
from sim.scenario.language import Language, phrase, preferred_language
from sim.scenario.schema import json_schema
from sim.scenario.starter import SCHEMA_FILE, starter
from sim.studies.terminal import BAD_INPUT, DONE

LONGEST_NAME = 60  # letters; file systems and titles of figures take no more
ENDINGS = (".yaml", ".yml")

_NAME = re.compile(r"[^\W_][\w-]*")  # letters of any language, digits, "_" and "-"
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII | re.IGNORECASE)

TEXTS = {
    "letters": phrase(
        "'{name}' cannot name a scenario; use letters, digits, '_' and '-', a letter or digit "
        "first, and no ending"
    ),
    "long": phrase("'{name}...' is too long for a name; at most {longest} letters"),
    "built_in": phrase(
        "'{name}' is a built-in scenario, and commands would mean that one; choose another name, "
        "for example {other}; built-in are {names}"
    ),
    "device": phrase(
        "'{name}' is a device on Windows, where no file can be called so; choose another name"
    ),
    "ending": phrase("{file}: a scenario file ends in .yaml or .yml"),
    "exists": phrase(
        "{file} is there already and stays as it is; choose another name, or --out another file"
    ),
    "cannot_write": phrase("{file}: {reason}"),
    "wrote": phrase("Wrote {file}, a sound scenario. Next:"),
    "check": phrase("all that is wrong with it"),
    "diff": phrase("what it changes"),
    "run": phrase("a small first run"),
    "compare": phrase("what it brings and costs against its parent, with intervals"),
    "schema": phrase("for editors to complete keys"),
}


class NewRequest(NamedTuple):
    """A starter file as asked for on the command line."""

    name: str
    language: Language
    extends: str = "baseline"
    out: Path | None = None  # by default the name in the current folder
    schema: bool = False


def new_command(
    request: NewRequest, say: Callable[[str], None], complain: Callable[[str], None]
) -> int:
    """Write a starter file.

    Parameters
    ----------
    request : NewRequest
    say, complain : callable
        Print a line to standard output and standard error.

    Returns
    -------
    int
        Exit code: 0 done; 2 bad input.

    Raises
    ------
    ScenarioError
        If there is no such parent, or something is wrong with it.
    """

    def text(key: str, **values: object) -> str:
        return TEXTS[key].text(request.language).format(**values)

    file = _file(request)
    if refused := _refused(request.name, file):
        key, values = refused
        complain(text(key, **values))
        return BAD_INPUT
    parent = load_scenario(request.extends)
    content = starter(request.name, parent, _as_seen_from(file, request.extends), request.language)
    schema = file.with_name(SCHEMA_FILE)
    try:
        if request.schema:
            write_text(schema, json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
        write_text(file, content)
    except OSError as error:
        complain(text("cannot_write", file=file, reason=error.strerror or error))
        return BAD_INPUT
    say(text("wrote", file=file))
    lang = ["--lang", request.language] if request.language != preferred_language() else []
    commands = {
        "check": ["check", str(file), *lang],
        "diff": ["diff", request.extends, str(file), *lang],
        "run": ["run", str(file), "--replicates", "4", "--set", "scale=0.1", *lang],
        "compare": ["compare", request.extends, str(file), *lang],
    }
    if not schema.exists():
        commands["schema"] = ["schema", "--out", str(schema)]
    for key, words in commands.items():
        say(f"  {' '.join(_word(each) for each in (_program(), *words))}    # {text(key)}")
    return DONE


def _program() -> str:
    """Return how the program is called from here: by its path where its name is not found."""
    beside = which("makersim", path=str(Path(sys.executable).parent))
    if which("makersim") or beside is None:
        return "makersim"
    try:
        return os.path.relpath(beside)
    except ValueError:  # on another drive of Windows
        return beside


def _file(request: NewRequest) -> Path:
    name = Path(f"{request.name}.yaml")
    if request.out is None:
        return name
    return request.out / name if request.out.is_dir() else request.out


def _refused(name: str, file: Path) -> tuple[str, dict[str, object]] | None:
    """Return why there can be no such file, or None."""
    if len(name) > LONGEST_NAME:
        return "long", {"name": name[:20], "longest": LONGEST_NAME}
    if not _NAME.fullmatch(name):
        return "letters", {"name": name}
    for word in (name, file.stem):
        if word in builtin_names():
            names = {"names": ", ".join(builtin_names()), "other": f"my_{word}"}
            return "built_in", {"name": word, **names}
        if _DEVICES.fullmatch(word):
            return "device", {"name": word}
    if file.suffix not in ENDINGS:
        return "ending", {"file": file}
    if os.path.lexists(file):
        return "exists", {"file": file}
    return None


def _word(text: str) -> str:
    """Quote a word of a command where every shell needs it.

    >>> _word("租金.yaml"), _word("my folder/rents.yaml")
    ('租金.yaml', '"my folder/rents.yaml"')
    """
    return f'"{text}"' if re.search(r"[\s&()|<>;$\x60]", text) else text


def _as_seen_from(file: Path, extends: str) -> str:
    """Return how a file names its parent: files by paths relative to its own folder."""
    if extends in builtin_names():
        return extends
    try:
        return Path(os.path.relpath(extends, file.parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(extends).resolve().as_posix()
