"""What lies beside a run or comparison in the outputs folder and belongs to it, by its content.

Stocks are taken if they were counted in the very same runs. An attribution is taken if it is of
the same scenarios under the same rules, and if its runs with all mechanisms on give what the
report's own runs give, seed by seed; else it is passed over.
"""

import csv
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.attribution import Share
from sim.analysis.attribution_outcomes import Mode
from sim.analysis.observed import Values
from sim.analysis.stocks import SHOWN_YEAR, StocksTable, stocks_table
from sim.experiments.plan import Plan
from sim.experiments.switched import COALITIONS
from sim.model.compiled import source_hash
from sim.results.files import read_columns
from sim.results.folder import MANIFEST, manifest_in
from sim.scenario import Scenario
from sim.scenario.language import Bilingual
from sim.studies.attribute_api import FOLDER
from sim.studies.attribute_folder import COALITIONS_FILE
from sim.studies.attribute_runs import design_id
from sim.studies.compare_members import SCENARIO

TABLE = "attribution.csv"
STOCKS, STOCKS_TABLE = "stocks", "stocks.csv"
DROPPED = ("--precision", "--most", "--indicator")  # options of compare, with their values


class Asked(NamedTuple):
    """What was asked for, as ``attribute`` and ``stocks`` would be asked for the same."""

    scenarios: list[str]
    options: list[str]


def asked_for(about: Mapping[str, Any], named: Sequence[str]) -> Asked:
    """Read the command of a manifest.

    Parameters
    ----------
    named : sequence of str
        Scenarios by name, for runs that a script has made.
    """
    words = iter(shlex.split(about["command"])[2:])
    scenarios, options = [], []
    for word in words:
        if word in DROPPED:
            next(words, None)
        elif word == "--until":
            options += ["--set", f"run.until={next(words)}"]
        elif word.startswith("--"):
            options += [word, next(words, "")]
        else:
            scenarios.append(_file(word))
    if "--seed" not in options:  # run folders have their own, a script's are not in the command
        plan = about["replicates"]
        said = {"--seed": plan[0]["seed"], "--replicates": len(plan)}
        said["--parameters"] = about["parameters"]
        options = [*(str(word) for each in said.items() for word in each), *options]
    return Asked(scenarios or list(named), options)


def _file(scenario: str) -> str:
    """A scenario as other commands take it: that of a run folder is a file in it."""
    folder = "/" in scenario and not scenario.endswith((".yaml", ".yml"))
    return f"{scenario.rstrip('/')}/{SCENARIO}" if folder else scenario


class CountedYear(NamedTuple):
    """Stocks and flows of a year that ``makersim stocks`` has counted."""

    year: int
    table: StocksTable


def stocks_of(out: Path, run_id: str, replicates: int) -> CountedYear | None:
    """Find a year of the very runs of a report: their folder's name ends in their id.

    The id is made of the scenario, the parameter draws, the seeds and the rules, so that other
    runs cannot have it.
    """
    found = {}
    for path in (out / STOCKS).glob(f"*-{run_id}/{STOCKS_TABLE}"):
        try:
            year = int(path.parent.name.split("-")[-2])
            with open(path, encoding="utf-8-sig", newline="") as file:
                table = stocks_table(csv.DictReader(file), replicates)
        except (OSError, ValueError, KeyError, IndexError):
            continue  # damaged
        if table.is_whole:
            found[year] = table
    if not found:
        return None
    year = SHOWN_YEAR if SHOWN_YEAR in found else max(found)
    return CountedYear(year, found[year])


class Split(NamedTuple):
    """A finished attribution as its folder holds it."""

    path: Path
    about: Mapping[str, Any]

    @property
    def mode(self) -> Mode:
        """Whether a gap or an effect is split."""
        return self.about["of"]

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return len(self.about["replicates"])

    def parts(self, outcome: str) -> list[tuple[Share, Bilingual]]:
        """Parts of an outcome with a sentence on each."""
        with open(self.path / TABLE, encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["outcome"] == outcome]
        return [(_share(row), Bilingual(row["sentence_en"], row["sentence_zh"])) for row in rows]


class Wanted(NamedTuple):
    """What an attribution must be of, and figures of the report's runs to hold it against.

    ``figures`` are by outcome of the attribution, shape (replicates,).
    """

    scenarios: Sequence[Scenario]  # the second is what the first is held against
    plan: Plan
    figures: Mapping[str, Values]

    @property
    def mode(self) -> Mode:
        """Whether a gap or an effect is split."""
        return "gap" if len(self.scenarios) == 1 else "effect"


def split_of(out: Path, wanted: Wanted) -> Split | None:
    """Find the attribution of some scenarios in the outputs folder: that of the most runs."""
    return max(_fitting(out, wanted), key=lambda split: split.replicates, default=None)


def _fitting(out: Path, wanted: Wanted) -> Iterator[Split]:
    there = sorted((out / FOLDER).glob(f"*/{MANIFEST}"))
    if not there:
        return
    designs = [design_id(scenario) for scenario in wanted.scenarios]
    for path in there:
        try:
            split = Split(path.parent, manifest_in(path.parent))
            if _is_of(split.about, wanted, designs) and _agrees(split, wanted):
                yield split
        except (OSError, ValueError, KeyError, TypeError):
            continue  # damaged, or of another version: none of ours


def _is_of(about: Mapping[str, Any], wanted: Wanted, designs: Sequence[str]) -> bool:
    return (
        about["of"] == wanted.mode
        and about["rules"] == source_hash()
        and about["parameters"] == wanted.plan.source
        and [each["design_id"] for each in about["scenarios"]] == designs
    )


def _agrees(split: Split, wanted: Wanted) -> bool:
    """Whether its runs with all groups on give the report's figures where seeds are the same."""
    names = [name for name in split.about["outcomes"] if name in wanted.figures]
    found = read_columns(split.path / COALITIONS_FILE, ["draw", "seed", "coalition", *names])
    full = found["coalition"] == COALITIONS - 1
    theirs = list(zip(found["draw"][full].tolist(), found["seed"][full].tolist(), strict=True))
    ours = {(each.draw, each.seed): i for i, each in enumerate(wanted.plan.replicates)}
    both = [(ours[key], place) for place, key in enumerate(theirs) if key in ours]
    if not (both and names):
        return False
    mine, other = np.array(both).T
    return all(
        np.allclose(wanted.figures[name][mine], found[name][full][other], equal_nan=True)
        for name in names
    )


def _share(row: Mapping[str, str]) -> Share:
    said: dict[str, Any] = {}
    for name in Share._fields:
        text = row[name]
        if name in ("outcome", "kind", "mechanism"):
            said[name] = text
        elif name == "moves":
            said[name] = text in ("True", "true", "1")
        elif name in ("replicates", "left_out"):
            said[name] = int(text)
        else:
            said[name] = float(text) if text else np.nan
    return Share(**said)
