"""The page of ``makersim validate``, in Markdown: the score first, then misses, tables, sources."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sim.analysis.validation import BROKEN, MISS, Score
from sim.calibration.draws import POSTERIOR, posterior
from sim.calibration.validation import VALIDATION, Row
from sim.calibration.validation_measures import NotRecorded
from sim.experiments.calibration_files import calibration_file
from sim.model.compiled import source_hash
from sim.results.manifest import file_hash
from sim.scenario.language import COMMA, SEMICOLON, Language, phrase
from sim.studies.terminal import BadInput
from sim.studies.validate_screen import HEADS, SECTIONS, Report

SUFFIXES: Mapping[Language, str] = {"en": ".md", "zh": ".zh.md"}
_NOT_MARKDOWN = phrase("{path}: a page is Markdown, its name ends in .md")


class NotMarkdown(BadInput):
    """A page under a name that is not one of Markdown."""

    def text(self, language: Language) -> str:
        """Return the sentence in one language."""
        return _NOT_MARKDOWN.text(language).format(path=self.args[0])


class Made(NamedTuple):
    """How a page came about."""

    command: str
    run_id: str
    rows: str  # the file that they are in


def pages(path: Path) -> dict[Language, Path]:
    """Files of a page, in English and in Chinese.

    Raises
    ------
    NotMarkdown
        If its name does not end in ``.md``.

    >>> [path.name for path in pages(Path("validation.md")).values()]
    ['validation.md', 'validation.zh.md']
    """
    if path.suffix != ".md":
        raise NotMarkdown(str(path))
    return {language: path.with_suffix(suffix) for language, suffix in SUFFIXES.items()}


def validation_page(report: Report, made: Made) -> str:
    """Write the page in the language of the report."""
    say = report.say
    first, *others = report.summary()
    lines = [f"# {say('title')}", first]
    if missed := [each for each in report.of(VALIDATION) if each.verdict in (MISS, BROKEN)]:
        misses = "\n".join(f"- {_missed(report, each)}" for each in missed)
        lines += [f"**{say('missed')}**", misses]
    lines += [*others, report.about()]
    for kind, head in SECTIONS.items():
        if rows := report.of(kind):
            lines += [f"## {say(head)}", _table(report, rows)]
    if missing := report.unmeasured():
        reasons = [f"- {report.named(report.title(row), reason)}" for row, reason in missing]
        lines += [f"## {say('section_unmeasured')}", "\n".join(reasons)]
    details = "\n".join(_details(report, each.row) for each in report.scores)
    lines += [*report.notes(), f"## {say('details')}"]
    lines += [report.named(say("rows"), f"`{made.rows}`"), details]
    lines += [f"## {say('how_made')}", _how_made(report, made)]
    return "\n\n".join(lines) + "\n"


def _missed(report: Report, each: Score) -> str:
    record, model, interval, *_ = report.cells(each)
    values = {"label": _label(report, each.row), "record": record, "model": model}
    return report.say("miss", interval=interval, **values)


def _label(report: Report, row: Row) -> str:
    title, unit = report.title(row), row.unit.text(report.language)
    return COMMA.text(report.language).join((title, unit)) if unit != "1" else title


def _table(report: Report, rows: Sequence[Score]) -> str:
    lines = [["", *map(report.say, HEADS)], ["---", *["---:"] * len(HEADS)]]
    for each in rows:
        cells = report.cells(each)
        if each.verdict in (MISS, BROKEN):
            cells[HEADS.index("verdict")] = f"**{cells[HEADS.index('verdict')]}**"
        lines.append([_label(report, each.row), *cells])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _details(report: Report, row: Row) -> str:
    facts = [f"**{report.title(row)}** `{row.key}`"]
    if why := row.why.text(report.language):
        facts.append(why)
    if not isinstance(row.measure, NotRecorded):
        facts.append(report.named(report.say("measured"), f"`{row.measured}`"))
    facts.append(report.named(report.say("source"), row.source))
    return "- " + SEMICOLON.text(report.language).join(facts)


def _how_made(report: Report, made: Made) -> str:
    facts = {"command": made.command, "run": made.run_id, "rules": source_hash()}
    facts["seed"] = str(report.plan.replicates[0].seed)
    how = report.say("made", **facts)
    if report.plan.source != "posterior":
        return how
    digest = file_hash(calibration_file(POSTERIOR))[:12]
    return report.joined(how, report.say("made_posterior", sets=len(posterior()), hash=digest))
