"""A scenario with its plan, the tables of its runs, and what they say."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import cast

from sim.analysis.evidence import Evidence, Measured, measured, together
from sim.analysis.findings import Finding, closures_by_founding, findings
from sim.analysis.gaps import Ensemble, ensemble_of
from sim.analysis.intervals import distinct_draws
from sim.analysis.money import AverageCost, YearCost, average_costs, yearly_costs
from sim.calibration.draws import Source, draws
from sim.experiments.calibration_files import calibration_file
from sim.experiments.ensemble import Keep, Threads, threads, under_way
from sim.experiments.kernels import compile_model
from sim.experiments.plan import Plan, draws_needed, plan
from sim.results.columns import Replicate
from sim.results.folder import RunFolder
from sim.results.manifest import Content
from sim.results.reduce import Tables
from sim.results.tables import InMemory, RunTables
from sim.scenario import Scenario
from sim.studies.changed import changed_by_calls

DEFAULT_SOURCE: Source = "posterior"
DEFAULT_SEED, DEFAULT_REPLICATES = 1, 20


def planned(
    scenario: Scenario,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
) -> Plan:
    """Plan the ensemble of a scenario: what is given here, else what the scenario says."""
    said = scenario.run
    number = next((n for n in (replicates, said.replicates) if n is not None), DEFAULT_REPLICATES)
    first = next((n for n in (seed, said.seed) if n is not None), DEFAULT_SEED)
    source = parameters or cast("Source | None", said.parameters) or DEFAULT_SOURCE
    return plan(number, first, draws(source, draws_needed(number), first), source)


def named_apart(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Give scenarios whose name comes again a number."""
    names: list[str] = []
    for scenario in scenarios:
        name, number = scenario.name, 1
        while name in names:
            number += 1
            name = f"{scenario.name}-{number}"
        names.append(name)
    return [replace(each, name=name) for each, name in zip(scenarios, names, strict=True)]


@dataclass
class Study:
    """A scenario run as planned.

    Attributes
    ----------
    tables : RunTables
        Of all replicates, once they have been run.
    started, seconds, workers
        When, how long and on how many threads replicates were run.
    told : tuple of str
        Settings that the manifest of a run folder tells of, ``key=value``.
    """

    scenario: Scenario
    plan: Plan
    tables: RunTables = field(default_factory=lambda: RunTables([]))
    workers: int = 0
    told: tuple[str, ...] = ()
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    _measured: dict[int, Measured] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def content(self) -> Content:
        """Everything that decides the numbers."""
        return Content(
            self.scenario.name,
            self.scenario.resolved(),
            self.plan.draws,
            self.plan.replicates,
        )

    @property
    def changed(self) -> tuple[str, ...]:
        """Settings by which the values differ from the scenario of this name, ``key=value``."""
        return changed_by_calls(self.scenario) or self.told

    @cached_property
    def evidence(self) -> Evidence:
        """Figures and curves of every replicate."""
        scale, there = self.scenario.scale, self._measured
        pairs = zip(self.plan.replicates, self.tables, strict=True)
        found = together(
            [
                there.pop(each.number) if each.number in there else measured(part, scale)
                for each, part in pairs
            ]
        )
        return found._replace(draws=distinct_draws(found.draws, self.plan.draws))

    @cached_property
    def findings(self) -> list[Finding]:
        """Every figure over the replicates."""
        return findings(self.evidence)

    @cached_property
    def ensemble(self) -> Ensemble:
        """What the report's first page is read off."""
        return ensemble_of(self.tables, self.evidence, self.plan.draws)

    @cached_property
    def table_of_findings(self) -> list[Finding]:
        """Findings with closures by model at founding, as the first page counts them."""
        order = ("check_2017", "outcomes", "gap")
        rows = [*self.findings, *closures_by_founding(self.ensemble)]
        return sorted(rows, key=lambda row: order.index(row.section))

    @cached_property
    def costs(self) -> list[YearCost]:
        """Public cost by policy and year."""
        return yearly_costs(self.scenario.name, self.evidence, self.scenario.policies)

    @cached_property
    def averages(self) -> list[AverageCost]:
        """Public cost over each outcome."""
        return average_costs(self.scenario.name, self.evidence)

    @property
    def inputs(self) -> list[Path]:
        """Files that the run was made from: scenario, its parents, calibration."""
        layers = [layer for layer in self.scenario.layers if layer.kind == "file"]
        files = [Path(layer.document.root.file) for layer in layers]
        names = ("posterior.parquet", "priors.yaml", "jiangsu_2017.yaml", "evidence.yaml")
        return [path for path in files if path.is_file()] + [calibration_file(n) for n in names]

    def folder(self, out: Path) -> RunFolder:
        """Return its run folder, there or not."""
        return RunFolder(out, self.scenario.name, self.content.run_id)

    def run_in_memory(
        self, workers: int | None = None, tick: Callable[[], None] = lambda: None
    ) -> None:
        """Run all replicates and keep their tables in memory."""
        kept: dict[int, Tables] = {}

        def keep(replicate: Replicate, tables: Tables) -> None:
            kept[replicate.number] = tables

        with threads(workers) as on:
            for _ in self._run(self.plan.replicates, keep, on, tick):
                pass
        self.tables = RunTables([InMemory(kept[each.number]) for each in self.plan.replicates])

    def run_in_folder(
        self, folder: RunFolder, on: Threads, tick: Callable[[], None]
    ) -> Iterator[None]:
        """Run the replicates that a folder lacks and keep each as soon as it is done.

        Yields
        ------
        None
            Once they have been handed out; they are waited for afterwards.
        """
        there = folder.finished_parts()
        todo = [each for each in self.plan.replicates if each.number not in there]

        with folder.gathering() as gathering:

            def keep(replicate: Replicate, tables: Tables) -> None:
                folder.write_part(replicate.number, tables)
                # In the thread of the run, from memory: while others run, and nothing is read.
                measures = measured(InMemory(tables), self.scenario.scale)
                self._measured[replicate.number] = measures
                gathering.bring(replicate.number, tables)
                gathering.advance()

            yield from self._run(todo, keep, on, tick)
            gathering.advance()  # what was brought while another thread wrote
        self.tables = folder.parts(each.number for each in self.plan.replicates)

    def _run(
        self, todo: Sequence[Replicate], keep: Keep, on: Threads, tick: Callable[[], None]
    ) -> Iterator[None]:
        if todo:
            compile_model(self.scenario)
            self.workers = on.number
        begun = time.perf_counter()

        def timed(replicate: Replicate, tables: Tables) -> None:
            keep(replicate, tables)
            self.seconds = time.perf_counter() - begun

        with under_way(on, self.scenario, self.plan, todo, timed) as see_through:
            yield
            see_through(tick)
