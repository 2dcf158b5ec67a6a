"""What ``makersim schema`` does: the JSON Schema of scenario files, shown or written."""

import json
import os
from pathlib import Path

import typer
from rich.console import Console

from sim.scenario.language import Bilingual, Language, phrase, preferred_language
from sim.scenario.schema import json_schema
from sim.studies.terminal import BadInput, exit_code

_ENDING = phrase("{file}: a schema is JSON; give a name that ends in .json")
_ANOTHER = phrase("{file} is there and is no schema of makersim; it is not overwritten")


class SchemaRefusal(BadInput):
    """A file that is not written."""

    def __init__(self, sentence: Bilingual, file: Path) -> None:
        self.sentence = sentence.filled(file=file.as_posix())
        super().__init__(self.sentence.en)

    def text(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.sentence.text(language)


def schema_command(out: Path | None, screen: Console, log: Console) -> int:
    """Show the schema, or write it to a file; returns the exit code."""
    schema = json_schema()
    text = json.dumps(schema, ensure_ascii=False, indent=2)

    def work() -> None:
        if out is None:
            typer.echo(text)
            return
        if out.suffix.lower() != ".json":
            raise SchemaRefusal(_ENDING, out)
        if os.path.lexists(out) and _title(out) != schema["title"]:
            raise SchemaRefusal(_ANOTHER, out)
        out.write_text(text + "\n", encoding="utf-8", newline="\n")

    return exit_code(work, log, preferred_language(), out)


def _title(path: Path) -> object:
    """Title of a schema; None if a file is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found.get("title") if isinstance(found, dict) else None
