"""The attribution folder: written under a hidden name and renamed when it is whole."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.attribution import Played, Share
from sim.analysis.attribution_columns import COLUMNS
from sim.analysis.attribution_outcomes import ATTRIBUTED
from sim.analysis.attribution_texts import PART_LABELS
from sim.experiments.switched import COALITIONS, GROUP_OF
from sim.model.compiled import source_hash
from sim.model.mechanisms import GROUPS
from sim.results.files import (
    read_columns,
    write_bytes,
    write_columns,
    write_csv,
    write_text,
    write_xlsx,
)
from sim.results.folder import MANIFEST
from sim.results.manifest import git_state, sources_hash, to_json, versions
from sim.scenario.language import Language
from sim.studies.attribute_runs import draws_of
from sim.studies.attribute_words import name_of

if TYPE_CHECKING:
    from sim.studies.attribute_api import Attribution

COALITIONS_FILE = "coalitions.parquet"


def write(
    attribution: "Attribution",
    language: Language,
    command: str,
    on_wait: Callable[[], None] = lambda: None,
) -> bool:
    """Write an attribution, if it is not there, and its page and figures in a language.

    Parameters
    ----------
    command : str
        What makes it again.
    on_wait : callable
        Called if another process is writing the same one; it is waited for.

    Returns
    -------
    bool
        Whether it was there already.
    """
    folder = attribution.folder
    with folder.reserved(on_wait):
        if folder.complete:
            _write_page(attribution, folder.path, language)
            return True
        with folder.written() as hidden:
            header, rows = cells(attribution)
            write_csv(hidden / "attribution.csv", header, rows)
            columns = (("column", "meaning"), [[name, COLUMNS[name]] for name in header])
            write_xlsx(
                hidden / "attribution.xlsx", {"attribution": (header, rows), "columns": columns}
            )
            write_columns(hidden / COALITIONS_FILE, coalition_columns(attribution))
            _write_page(attribution, hidden, language)
            write_text(hidden / MANIFEST, to_json(about(attribution, command)))
    return False


def about(attribution: "Attribution", command: str) -> dict[str, Any]:
    """Say what was split, of which runs, and how to make it again."""
    plan = attribution.plan
    return {
        "attribution_id": attribution.id,
        "command": command,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "of": attribution.mode,
        "scenarios": [
            {"scenario": each.name, "title_en": each.title.en, "title_zh": each.title.zh}
            | {"design_id": game.design, "mechanisms": each.mechanisms._asdict()}
            for each, game in zip(attribution.scenarios, attribution.games, strict=True)
        ],
        "groups": list(GROUPS),
        "outcomes": list(attribution.outcomes),
        "parameters": plan.source,
        "replicates": [each._asdict() for each in plan.replicates],
        "runs": attribution.runs[1],
        "rules": source_hash(),
        "analysis": sources_hash(("results", "analysis")),
        "git": git_state(),
        "versions": versions(),
    }


def cells(attribution: "Attribution") -> tuple[list[str], list[list[Any]]]:
    """Header and rows of attribution.csv."""
    english, chinese = attribution.sentences("en"), attribution.sentences("zh")
    rows = []
    for share, en, zh in zip(attribution.shares, english, chinese, strict=True):
        outcome = ATTRIBUTED[attribution.mode][share.outcome]
        said = {
            **{key: _number(value) for key, value in share._asdict().items()},
            "label_en": outcome.label.en,
            "label_zh": outcome.label.zh,
            "unit_en": outcome.unit.en,
            "unit_zh": outcome.unit.zh,
            "group": GROUP_OF.get(share.mechanism, share.mechanism),
            "name_en": part_name(attribution, share, "en"),
            "name_zh": part_name(attribution, share, "zh"),
            "sentence_en": en,
            "sentence_zh": zh,
        }
        rows.append([said[column] for column in COLUMNS])
    return list(COLUMNS), rows


def page_name(language: Language) -> str:
    """Name of the page in a language."""
    return f"attribution-{language}.md"


def part_name(attribution: "Attribution", share: Share, language: Language) -> str:
    """Name of a part: all off, a mechanism, or the whole."""
    if share.kind in ("off", "full"):
        return PART_LABELS[f"{share.kind}_{attribution.mode}"].text(language)
    return name_of(share, attribution.setting, language)


def coalition_columns(attribution: "Attribution") -> Mapping[str, np.ndarray]:
    """Worth of every coalition and of every single switch off, a row a replicate and run.

    ``coalition`` is its number, with a column of 0 and 1 for each group; -1 stands for all on but
    the switch named in ``without``.
    """
    replicates, singles = attribution.plan.replicates, attribution.games[0].switches
    number = np.array([*range(COALITIONS), *[-1] * len(singles)])
    without = np.array([""] * COALITIONS + list(singles))
    times = len(replicates)
    found = {
        name: np.repeat([getattr(each, field) for each in replicates], number.size)
        for name, field in (("replicate", "number"), ("draw", "draw"), ("seed", "seed"))
    }
    found |= {"coalition": np.tile(number, times), "without": np.tile(without, times)}
    for place, group in enumerate(GROUPS):
        inside = np.where(number < 0, 1, number >> place & 1)
        found[group] = np.tile(inside, times)
    for name, played in attribution.played.items():
        alone = [played.without[switch] for switch in singles]
        found[name] = np.column_stack([played.coalitions, *alone]).ravel()
    return found


def played_in(attribution: "Attribution") -> Mapping[str, Played]:
    """Read the worth of all coalitions from a finished folder, by outcome."""
    names, replicates = ATTRIBUTED[attribution.mode], len(attribution.plan.replicates)
    columns = read_columns(attribution.folder.path / COALITIONS_FILE, list(names))
    found, draws = {}, draws_of(attribution.plan)
    for name, column in columns.items():
        rows = column.reshape(replicates, -1)  # as coalition_columns has them
        alone = zip(attribution.games[0].switches, rows[:, COALITIONS:].T, strict=True)
        found[name] = Played(rows[:, :COALITIONS], dict(alone), draws)
    return found


def _write_page(attribution: "Attribution", path: Any, language: Language) -> None:
    """Write the figures and the page of a language that are not there."""
    from sim.analysis.figures.attribution_figure import rendered
    from sim.analysis.figures.fonts import fonts_for
    from sim.studies.attribute_page import page

    figures, shown = path / "figures", fonts_for(language).language
    figures.mkdir(exist_ok=True)
    for outcome in attribution.outcomes:
        names = [f"{outcome}-{shown}.{kind}" for kind in ("svg", "png")]
        if not all((figures / name).is_file() for name in names):
            for name, content in rendered(attribution.waterfall(outcome, language)):
                write_bytes(figures / name, content)
    write_text(path / page_name(language), page(attribution, language, shown))


def _number(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
