"""What ``makersim check`` finds: problems, notices, and what each policy changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.scenario.effects import effects
from sim.scenario.language import Language, phrase
from sim.scenario.load import load_scenario
from sim.scenario.locate import builtin_names
from sim.scenario.notices import notices_of
from sim.scenario.problems import Message, Notice, Problem, ScenarioError
from sim.scenario.scenario import Scenario

_YEAR_BY_YEAR = phrase("year by year: makersim diff {parent} {file}")


@dataclass
class Found:
    """All that is to be said of some files; one text is said once, whoever inherits it."""

    files: dict[str, Scenario] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)

    @property
    def notices(self) -> list[Notice]:
        """What should be looked at again in those without problems."""
        return notices_of(self.files.values())

    def sound(self, language: Language) -> Iterator[str]:
        """Say of each sound file that it is, and what its policies change."""
        for file, scenario in self.files.items():
            yield f"{file}: {Message('sound', {}).text(language)}"
            for effect in effects(scenario):
                yield f"  {effect.text(language)}"
            if parent := _parent(scenario):
                yield f"  {_YEAR_BY_YEAR.text(language).format(parent=parent, file=file)}"

    def lines(self, language: Language) -> Iterator[str]:
        """Say what is wrong, then what should be looked at again."""
        for each in (*self.problems.values(), *self.notices):
            yield each.text(language)

    def as_data(self, language: Language) -> dict[str, list[dict[str, Any]]]:
        """Return plain data for JSON."""
        return {
            "problems": [each.as_data(language) for each in self.problems.values()],
            "notices": [each.as_data(language) for each in self.notices],
            "policies": [
                {"file": file, **effect.as_data()}
                for file, scenario in self.files.items()
                for effect in effects(scenario)
            ],
        }


def check_files(names: Sequence[str]) -> Found:
    """Check scenario files, or built-in scenarios by name."""
    found = Found()
    for name in names:
        try:
            found.files[name] = load_scenario(name)
        except ScenarioError as error:
            found.problems |= {str(each): each for each in error.problems}
    return found


def _parent(scenario: Scenario) -> str | None:
    """Return how a command names the parent of a scenario's file."""
    if len(scenario.layers) < 2:
        return None
    extends = scenario.layers[-1].document.data["extends"]
    return extends if extends in builtin_names() else scenario.layers[-2].document.root.file
