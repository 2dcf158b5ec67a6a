"""What is right in a scenario file and may still be meant otherwise."""

from collections.abc import Iterable, Iterator

from sim.scenario.declared import LEVERS
from sim.scenario.declared_words import lever_name
from sim.scenario.language import Bilingual
from sim.scenario.layers import Layer
from sim.scenario.problems import Location, Message, Notice, brief
from sim.scenario.quantities import in_unit, plain_number, written
from sim.scenario.resolved import KEYS
from sim.scenario.scenario import Scenario
from sim.scenario.starter_words import WORDS


def notices(scenario: Scenario) -> list[Notice]:
    """Return what a user should look at again in the files of a scenario, parents first.

    Numbers of policies without the unit that their lever has, and texts of a starter file.
    Files that the program wrote have all numbers in their units, and say none.
    """
    files = [layer for layer in scenario.layers if layer.kind == "file"]
    own = [layer for layer in files if set(layer.document.data) != set(KEYS)]
    found = [notice for layer in own for notice in _without_unit(layer)]
    return [*found, *_as_started(files)]


def notices_of(scenarios: Iterable[Scenario]) -> list[Notice]:
    """Return the notices of several scenarios; those of a parent that they share once."""
    found = [notice for scenario in scenarios for notice in notices(scenario)]
    return list({str(notice): notice for notice in found}.values())


def _without_unit(layer: Layer) -> Iterator[Notice]:
    for name, policy in layer.content.policies.items():
        path = ("policies", name, "value")
        if policy is None or LEVERS[policy.lever].unit == "1":
            continue
        given = layer.document.data["policies"][name]["value"]
        number = written(given)
        if number is None or number.unit:
            continue
        key, declared = "read_as", LEVERS[policy.lever]
        meant = in_unit(policy.value, declared)
        values = {
            "value": brief(str(given)),
            "meant": plain_number(meant.number),
            "unit": meant.unit,
        }
        if declared.unit.startswith("kCNY"):
            key, values["yuan"] = "read_as_yuan", plain_number(round(1000 * policy.value, 6))
        yield _notice(layer.document.place(path), key, values)


def _as_started(files: list[Layer]) -> Iterator[Notice]:
    """Find the question and what to look for as ``makersim new`` writes them."""
    last = files[-1]
    parents = files[-2:-1] or files
    title = parents[0].content.title or Bilingual(parents[0].name, parents[0].name)
    examples = {
        "question": [WORDS["question"].filled(label=lever_name(lever)) for lever in LEVERS],
        "look_for": [WORDS["look_for"].filled(parent=title)],
    }
    for key, texts in examples.items():
        said = getattr(last.content, key)
        for language in ("en", "zh") if said else ():
            if said.text(language) in [each.text(language) for each in texts]:
                place = last.document.place((key, language))
                yield _notice(place, "as_started", {"key": key})
                break


def _notice(where: Location, key: str, values: dict[str, str]) -> Notice:
    return Notice(*where, Message(key, values))
