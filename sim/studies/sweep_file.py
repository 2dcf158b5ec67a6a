"""Reading a plan file strictly: every mistake with its place, all at once."""

import re
from pathlib import Path as FilePath
from typing import Any, cast

from sim.experiments.designs import MOST_FACTORS
from sim.experiments.factors import Factor, Method
from sim.experiments.sweep_plan import FIRST_SEED, SEEDS, Seeds, SweepPlan
from sim.scenario import Scenario, load_scenario
from sim.scenario.language import Bilingual
from sim.scenario.locate import builtin_folder, find, read_bytes
from sim.scenario.problems import Location, Problem, Refused, ScenarioError, brief, nearest, shown
from sim.scenario.yaml_reader import Document, read_document
from sim.studies.sweep_design import read_design, read_method
from sim.studies.sweep_factors import read_factor
from sim.studies.sweep_messages import PlanSentence
from sim.studies.sweep_reader import Names, PlanReader
from sim.studies.sweep_table import read_table
from sim.studies.sweep_wanted import read_outcomes, read_series

KEYS = (
    "scenarios",
    "set",
    "uncertainties",
    "levers",
    "design",
    "replicates",
    "seed",
    "seeds",
    "outcomes",
    "series",
)
MOST_RUNS, MOST_REPLICATES = 20_000_000, 100_000
_NAME = re.compile(r"[^\W_][\w-]{0,99}")


def read_plan(file: str | FilePath) -> SweepPlan:
    """Read a plan: a file, or the name of one that comes with the program.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it and with its scenarios.
    """
    path = _found(FilePath(file))
    try:
        document, slips = read_document(read_bytes(str(path)), str(path))
    except ScenarioError as error:
        if [each.message.key for each in error.problems] == ["empty"]:
            raise _told(Location(str(path), 1, 1), "plan_empty") from None
        raise
    return _PlanFile(path, document, slips).read()


def _found(path: FilePath) -> FilePath:
    """Return the path of a plan: a file, or the name of one that comes with the program."""
    built_in = {each.stem: each for each in (builtin_folder() / "plans").glob("*.yaml")}
    if path.exists():
        return path
    if str(path) in built_in:
        return built_in[str(path)]
    close, names = nearest(path.stem, tuple(built_in)), ", ".join(sorted(built_in))
    said = {"name": brief(str(path)), "names": names, "nearest": close}
    raise _told(Location(str(path)), "plan_not_found", **said)


def _told(where: Location, key: str, **values: Any) -> ScenarioError:
    return ScenarioError([Problem(*where, PlanSentence(key, values))])


class _PlanFile:
    """One reading of a plan."""

    def __init__(self, path: FilePath, document: Document, slips: list[Problem]) -> None:
        self.path, self.document, self.reader = path, document, PlanReader(document)
        self.reader.problems += slips
        self.data = self.reader.keys((), document.data, KEYS, ("design",))

    def read(self) -> SweepPlan:
        """Read everything; raise what is wrong."""
        reader, data = self.reader, self.data
        if not _NAME.fullmatch(self.path.stem):
            reader.refuse((), "plan_name")
        scenarios = self._scenarios()
        names = Names(scenarios)
        method, said = read_method(reader, data.get("design", {}))
        factors = self._factors(names, method)
        if method == "table":
            design, factors = read_table(reader, self.path.parent, said.get("file"), factors, names)
        else:
            design = read_design(reader, method, said, factors, data.get("seed", str(FIRST_SEED)))
        plan = SweepPlan(
            name=self.path.stem,
            file=self.document.root.file,
            scenarios=scenarios,
            factors=factors,
            design=design,
            replicates=reader.whole(
                ("replicates",), data.get("replicates", "1"), 1, MOST_REPLICATES
            ),
            seed=reader.whole(("seed",), data.get("seed", str(FIRST_SEED)), 0, 2**31 - 1),
            seeds=self._seeds(),
            outcomes=read_outcomes(reader, data.get("outcomes")),
            series=read_series(reader, data.get("series")),
            text=self.path.read_text(encoding="utf-8-sig"),
        )
        if not reader.problems:
            _check(reader, plan)
        if reader.problems:
            order = sorted(reader.problems, key=lambda each: (each.line or 0, each.column or 0))
            raise ScenarioError(order)
        return plan

    def _seeds(self) -> Seeds:
        given = self.data.get("seeds", SEEDS[0])
        return cast("Seeds", self.reader.choice(("seeds",), given, "seeds", SEEDS))

    def _scenarios(self) -> dict[str, Scenario]:
        reader, found = self.reader, {}
        asked = self.data.get("scenarios", "baseline")
        asked = [asked] if isinstance(asked, str) else asked
        for place, name in reader.items(("scenarios",), asked):
            if not isinstance(name, str):
                reader.refuse(place, "expected_text", value=shown(name))
                continue
            try:
                file = find(name, str(self.path.parent), "not_found")
                scenario = load_scenario(name if file.endswith(f"{name}.yaml") else file)
            except Refused as refused:
                reader.problems.append(Problem(*self.document.place(place), refused.message))
            except ScenarioError as error:
                reader.problems += error.problems
            else:
                if scenario.name in found:
                    reader.refuse(place, "same_value", value=scenario.name)
                found[scenario.name] = self._with_settings(scenario)
        return found

    def _with_settings(self, scenario: Scenario) -> Scenario:
        settings = self.data.get("set", {})
        if not isinstance(settings, dict):
            self.reader.keys(("set",), settings, ("close.grace_months", "scale", "..."))
            return scenario
        for key, value in settings.items():
            try:
                scenario = scenario.with_set({key: value}, via="set")
            except ScenarioError as error:
                where = self.document.place(("set", key))
                told = [Problem(*where, each.message) for each in error.problems]
                self.reader.problems += [p for p in told if p not in self.reader.problems]
        return scenario

    def _factors(self, names: Names, method: Method) -> tuple[Factor, ...]:
        reader, found, met = self.reader, [], set()
        for section, role in (("uncertainties", "uncertainty"), ("levers", "lever")):
            given = self.data.get(section)
            if given is not None and not isinstance(given, dict):
                reader.refuse((section,), "expected_mapping", value=shown(given), allowed="NAME")
                continue
            for key, value in (given or {}).items():
                if key in met:
                    reader.refuse((section, key), "twice", at_key=True, key=key)
                met.add(key)
                factor = read_factor(
                    reader, (section, key), value, cast("Any", role), names, method
                )
                if factor is not None:
                    found.append(factor)
        return tuple(found)


def _check(reader: PlanReader, plan: SweepPlan) -> None:
    """Complain of what is wrong with the plan as a whole."""
    said: dict[str, Any]
    if len(plan.factors) > MOST_FACTORS:
        said = {"number": len(plan.factors), "most": MOST_FACTORS}
        reader.refuse(("design",), "too_many_factors", at_key=True, **said)
    elif plan.size > MOST_RUNS:
        said = {"number": f"{plan.size:,}", "most": f"{MOST_RUNS:,}"}
        reader.refuse(("design",), "too_many_runs", at_key=True, **said)
    else:
        _check_ends(reader, plan)


def _check_ends(reader: PlanReader, plan: SweepPlan) -> None:
    """Set every factor to its ends, so that what cannot be is said before anything runs."""
    for factor in plan.factors:
        ends = factor.distribution.ends
        if plan.design.method == "table":
            values = [point.values[factor.name] for point in plan.points]
            ends = (min(values), max(values))
        for name, scenario in plan.scenarios.items():
            for value in dict.fromkeys(ends):
                try:
                    scenario.with_set(factor.setting(value), via="plan")
                except ScenarioError as error:
                    section = "uncertainties" if factor.role == "uncertainty" else "levers"
                    said = {"key": factor.name, "value": f"{value:g}", "scenario": name}
                    reason = _reason(error)
                    path = (section, factor.name)
                    reader.refuse(path, "cannot_be", at_key=True, reason=reason, **said)


def _reason(error: ScenarioError) -> Bilingual:
    first = error.problems[0].message
    return Bilingual(first.text("en"), first.text("zh"))
