"""Which runs are compared: scenarios to be run alike, or run folders; what cannot be compared."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.analysis.comparison_indicators import INDICATORS, label_of
from sim.experiments.plan import Plan
from sim.model.compiled import source_hash
from sim.results.columns import Replicate
from sim.results.folder import MANIFEST
from sim.results.manifest import FORMAT
from sim.results.tables import Damaged, tables_in
from sim.scenario import ScenarioError, load_scenario
from sim.scenario.language import Bilingual, Language
from sim.scenario.messages import did_you_mean
from sim.scenario.problems import nearest
from sim.studies.changed import changed_in_command
from sim.studies.compare_texts import REFUSALS
from sim.studies.study import Study
from sim.studies.terminal import BadInput

SCENARIO = "scenario.yaml"
NEEDED = {"run_id", "format", "rules", "scenario", "parameters", "replicates", "draws", "resolved"}


class Refusal(BadInput):
    """Something that cannot be compared; one sentence in either language."""

    sentences: Mapping[str, Bilingual] = REFUSALS

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """Return the sentence in one language."""
        close = did_you_mean(self.values.get("nearest"), language)
        words = {**self.values, "nearest": close}
        return self.sentences[self.key].text(language).format(**words)


def folders_among(names: Sequence[str]) -> list[Path]:
    """Return the run folders if the members are folders; none if they are scenarios.

    Raises
    ------
    Refusal
        If they are some of both.
    """
    folders = [Path(name) for name in names if Path(name).is_dir()]
    for name in names if folders else ():
        if not Path(name).exists() and re.search(r"[/\\]", name):
            raise Refusal("no_folder", name=name)
    if folders and len(folders) < len(names):
        raise Refusal("mixed", name=folders[0].as_posix())
    return folders


def study_in(folder: Path) -> Study:
    """Open a finished run folder.

    Raises
    ------
    Refusal
        If it is none, or of another version of the model.
    """
    about = _manifest(folder)
    name = folder.as_posix()
    if about["rules"] != source_hash() or about["format"] != FORMAT:
        raise Refusal("other_version", folder=name)
    if not (folder / SCENARIO).is_file():
        raise Refusal("lacks_file", folder=name, file=SCENARIO)
    try:
        scenario = replace(load_scenario(folder / SCENARIO), name=about["scenario"])
        replicates = tuple(Replicate(**each) for each in about["replicates"])
        tables = tables_in(folder)
        plan = Plan(about["parameters"], tuple(map(dict, about["draws"])), replicates)
    except Damaged as error:
        raise damaged(error) from None
    except FileNotFoundError as error:
        raise Refusal("lacks_file", folder=name, file=Path(error.filename).name) from None
    except ScenarioError as error:
        raise Refusal("not_a_run", folder=name, reason=error) from None
    except (TypeError, ValueError):
        raise Refusal("changed", folder=name) from None
    told = tuple(about.get("changed") or changed_in_command(about.get("command", "")))
    study = Study(scenario, plan, tables, told=told)
    if study.content.run_id != about["run_id"] or len(tables) != len(replicates):
        raise Refusal("changed", folder=name)
    return study


def damaged(error: Damaged) -> Refusal:
    """Say which file of a run folder cannot be read, and what to do."""
    path = Path(error.filename)
    return Refusal("damaged", folder=path.parent.as_posix(), file=path.name)


def _manifest(folder: Path) -> Mapping[str, Any]:
    name, path = folder.as_posix(), folder / MANIFEST
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal("lacks_file", folder=name, file=MANIFEST) from None
    except OSError as error:
        reason = f"{MANIFEST}: {error.strerror}"
        raise Refusal("not_a_run", folder=name, reason=reason) from None
    except ValueError as error:
        raise Refusal("not_a_run", folder=name, reason=f"{MANIFEST}: {error}") from None
    if isinstance(about, dict) and "comparison_id" in about:
        raise Refusal("a_comparison", folder=name)
    missing = NEEDED - set(about) if isinstance(about, dict) else NEEDED
    if missing:
        raise Refusal("lacks_keys", folder=name, file=MANIFEST, keys=", ".join(sorted(missing)))
    return about


def check_alike(studies: Sequence[Study], labels: Sequence[str]) -> None:
    """Hold all members against the first.

    Raises
    ------
    Refusal
        With the first thing by which they cannot be compared.
    """
    if len(studies) < 2:
        raise Refusal("only_one")
    ids = [study.content.run_id for study in studies]
    for place, each in enumerate(ids):
        if each in ids[:place]:
            raise Refusal("twice", name=studies[place].scenario.name)
    for study, label in zip(studies[1:], labels[1:], strict=True):
        _check_scenario(studies[0], study, label)
        _check_plan(studies[0], study, label)


def _check_scenario(first: Study, other: Study, label: str) -> None:
    names = {"name": label, "first": first.scenario.name}
    one, two = first.scenario, other.scenario
    if one.months != two.months:
        both = min(one, two, key=lambda each: each.months).end
        raise Refusal("horizon", **names, end=two.end, first_end=one.end, both=both)
    if one.scale != two.scale:
        raise Refusal("scale", **names, scale=f"{two.scale:g}", first_scale=f"{one.scale:g}")


def _check_plan(first: Study, other: Study, label: str) -> None:
    names = {"name": label, "first": first.scenario.name}
    one, two = first.plan, other.plan
    numbers = len(one.replicates), len(two.replicates)
    if numbers[0] != numbers[1]:
        raise Refusal("number", **names, number=numbers[1], first_number=numbers[0])
    if [each.seed for each in one.replicates] != [each.seed for each in two.replicates]:
        raise Refusal("seeds", **names, seeds=_seeds(two), first_seeds=_seeds(one))
    if one.replicates != two.replicates or list(one.draws) != list(two.draws):
        raise Refusal("draws", **names, source=two.source, first_source=one.source)


def _seeds(plan: Plan) -> str:
    first, last = plan.replicates[0].seed, plan.replicates[-1].seed
    return f"{first}-{last}" if last > first else str(first)


def indicators_from(names: Sequence[str]) -> tuple[str, ...]:
    """Return indicators by name, or by their label in either language.

    >>> indicators_from(["存续空间数", "Spaces alive", "occupancy"])
    ('spaces', 'occupancy')

    Raises
    ------
    Refusal
        If there is no such indicator.
    """
    labels = {
        label.casefold(): indicator for indicator in INDICATORS for label in label_of(indicator)
    }
    found = []
    for name in names:
        indicator = name if name in INDICATORS else labels.get(name.strip().casefold())
        if indicator is None:
            close = nearest(name, INDICATORS) or [labels[each] for each in nearest(name, [*labels])]
            raise Refusal(
                "unknown_indicator",
                name=name,
                nearest=list(dict.fromkeys(close)),
                names=", ".join(INDICATORS),
            )
        found.append(indicator)
    return tuple(dict.fromkeys(found))


def precision_from(text: str) -> float:
    """Read a precision.

    >>> precision_from("1 %"), precision_from("0.005")
    (0.01, 0.005)

    Raises
    ------
    Refusal
        If it is not a share between 0 and 1.
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*([%％]?)\s*", text)
    share = float(found[1]) / (100 if found[2] else 1) if found else 0.0
    if not 0 < share < 1:
        raise Refusal("precision", text=text)
    return share
