"""A sweep on the screen: how far it is, what failed and why, how far its outcomes reach."""

from collections.abc import Hashable, Mapping
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from sim.analysis.run_outcomes import catalogue
from sim.scenario.language import Language
from sim.studies.sweep_api import Count, Sweep
from sim.studies.sweep_texts import TEXTS

HOUR = 3600
MOST_REASONS = 5


class SweepScreen:
    """What is shown of a sweep in one language."""

    def __init__(self, sweep: Sweep, count: Count, language: Language) -> None:
        self.sweep, self.count, self.language = sweep, count, language

    def shown(self) -> Group:
        """Return everything that the screen shows."""
        parts: list[Any] = [Text(self._size()), Text(self._state())]
        if self.sweep.folder.busy:
            parts.append(Text(self.text("busy")))
        parts += [Text(line) for line in self._notes()]
        if self.count.failed:
            parts.append(self._failures())
        if self.count.done:
            parts += [self._outcomes(), Text(self.text("over_design"), style="dim")]
        return Group(*parts)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        plan, each = self.sweep.plan, self.sweep.pace
        return {
            "sweep": plan.name,
            "folder": str(self.sweep.path),
            "points": plan.number_of_points,
            **self.count._asdict(),
            "busy": self.sweep.folder.busy,
            "core_seconds_per_run": each,
            "core_seconds_left": None if each is None else each * self.count.todo,
            "failures": dict(self._reasons()),
            "other_versions": list(self.sweep.folder.others()),
        }

    def _size(self) -> str:
        plan = self.sweep.plan
        said = {"points": plan.number_of_points, "scenarios": len(plan.scenarios)}
        text = self.text("summary", runs=plan.size, replicates=plan.replicates, **said)
        if self.count.runs < plan.size:
            text += self.text("different", different=self.count.runs)
        return text

    def _state(self) -> str:
        return self.text("state", **self.count._asdict())

    def _notes(self) -> list[str]:
        notes, each = [], self.sweep.pace
        if each is not None and self.count.todo:
            needed = each * self.count.todo
            unit = ("core_hours", needed / HOUR) if needed > HOUR else ("core_seconds", needed)
            notes.append(self.text("pace", each=each, left=self.text(unit[0], number=unit[1])))
        manifest = self.sweep.folder.manifest()
        if different := manifest.get("machines_differ_in"):
            said = {"number": len(manifest["machines"]), "what": ", ".join(different)}
            notes.append(self.text("machines", **said))
        if others := self.sweep.folder.others():
            notes.append(self.text("others", others=", ".join(others)))
        return notes

    def _reasons(self) -> list[tuple[str, int]]:
        reasons = self.sweep.failures["reason"].value_counts()
        return [(str(reason), int(number)) for reason, number in reasons.items()]

    def _failures(self) -> Group:
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for reason, number in self._reasons()[:MOST_REASONS]:
            table.add_row(f"{number:,}", Text(reason))
        title = Text(self.text("failures"), style="bold")
        return Group(title, table, Text(self.text("retry"), style="dim"))

    def _outcomes(self) -> Table:
        named = catalogue()
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column(self.text("outcome"), overflow="fold")
        for scenario in self.sweep.plan.scenarios:
            table.add_column(f"{scenario}\n{self.text('median')}", justify="right")
            table.add_column(f"\n{self.text('range')}", justify="right", no_wrap=True)
        reach = self.sweep.summary().set_index(["outcome", "scenario"]).to_dict("index")
        for name in self.sweep.plan.outcomes:
            about, cells = named[name], []
            for scenario in self.sweep.plan.scenarios:
                cells += _cells(reach.get((name, scenario)))
            group = [about.group] if ":" in name else []
            words = [about.label, *group, about.unit]
            comma = "，" if self.language == "zh" else ", "
            said = [word.text(self.language) for word in words]
            table.add_row(comma.join(word for word in said if word), *cells)
        return table

    def text(self, key: str, **values: Any) -> str:
        """Return a text of the sweep."""
        return TEXTS[key].text(self.language).format(**values)


def outcomes_table(language: Language) -> Table:
    """List all outcomes with their names."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for key in ("name", "label", "group", "unit"):
        table.add_column(TEXTS[key].text(language), overflow="fold")
    for name, about in catalogue().items():
        table.add_row(name, *(each.text(language) for each in about))
    return table


def _cells(reach: Mapping[Hashable, Any] | None) -> list[str]:
    if reach is None or not reach["runs"]:
        return ["–", ""]
    return [_number(reach["median"]), f"[{_number(reach['low'])}, {_number(reach['high'])}]"]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
