"""A resolved scenario: everything a run needs to know, and where each value came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import yaml

from sim.model.conditions import Schedule
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.scenario.declared import SERIES, SETTINGS
from sim.scenario.fields import Points
from sim.scenario.language import Bilingual
from sim.scenario.layers import DEFAULT, Layer, Origin, Settled, checked_layer, settle
from sim.scenario.merge import conflicts, months_of, parameters_of
from sim.scenario.months import month_name
from sim.scenario.overrides import draw_document, override_document
from sim.scenario.problems import Location, ScenarioError
from sim.scenario.resolved import as_data
from sim.scenario.schedule import monthly_schedule
from sim.scenario.schema import SECTIONS, Policy
from sim.scenario.yaml_reader import Document

# How keys of a section are named in `origins`; parameters have their groups' names.
_PREFIXES = {section: f"{section}." for section in SECTIONS} | {"parameters": ""}


class Run(NamedTuple):
    """How a scenario asks to be run; None where it does not say."""

    seed: int | None = None
    replicates: int | None = None
    parameters: str | None = None


@dataclass(frozen=True)
class Scenario:
    """A scenario with all its values; :func:`sim.load_scenario` makes one.

    Attributes
    ----------
    name : str
        Built-in name, or file name without its ending.
    title, question, look_for : Bilingual
        Empty where the file does not say; the title is then the name.
    months : int
        Months to run; month 0 is January 2015.
    scale : float
        Size of the province relative to Jiangsu.
    parameters : Parameters
    mechanisms : Mechanisms
    conditions : mapping of str to points
        Every exogenous series: months and values, joined by lines.
    policies : mapping of str to Policy
    run : Run
    origins : mapping of str to Origin
        Where values come from, by the keys that ``with_set`` takes; see ``origin``.
    layers : tuple of Layer
        The draw, files and calls that it was built from, weakest first.
    """

    name: str
    title: Bilingual
    question: Bilingual
    look_for: Bilingual
    months: int
    scale: float
    parameters: Parameters
    mechanisms: Mechanisms
    conditions: Mapping[str, Points]
    policies: Mapping[str, Policy]
    run: Run
    origins: Mapping[str, Origin] = field(compare=False, repr=False)
    layers: tuple[Layer, ...] = field(compare=False, repr=False)

    __hash__ = None  # type: ignore[assignment]  # it holds mappings; hash `resolved()`

    @property
    def start(self) -> str:
        """First month."""
        return month_name(0)

    @property
    def end(self) -> str:
        """Last month."""
        return month_name(self.months - 1)

    @property
    def schedule(self) -> Schedule:
        """Conditions and levers month by month, a new array at each call.

        Returns
        -------
        recarray of ``sim.model.conditions.DTYPE``, shape (months,)
        """
        return monthly_schedule(self.conditions, self.policies, self.months)

    def origin(self, key: str) -> Origin:
        """Return where a value comes from."""
        return self.origins.get(key, DEFAULT)

    def with_policy(
        self,
        lever: str,
        value: float | str,
        start: str = "2019-01",
        until: str | None = None,
        ramp: int | str = 0,
    ) -> "Scenario":
        """Return this scenario with one policy more.

        It adds to other policies on its lever; on a lever named ``..._multiplier`` it
        multiplies with them.

        Parameters
        ----------
        lever : str
        value : float or str
            In the lever's unit, or with a unit: ``"300 kCNY"``.
        start, until : str
            First and last month; without ``until`` it lasts.
        ramp : int or str
            Months in which it grows to its full value.

        Raises
        ------
        ScenarioError
            If the policy cannot be, alone or with the others on its lever.
        """
        name, number = str(lever), 1
        while name in self.policies:
            number += 1
            name = f"{lever}_{number}"
        policy = {"lever": lever, "value": value, "from": start, "until": until, "ramp": ramp}
        return self._under({"policies": {name: policy}}, f"with_policy {lever}")

    def with_set(self, settings: Mapping[str, Any], via: str = "with_set") -> "Scenario":
        """Return this scenario with some values set.

        Parameters
        ----------
        settings : mapping of str to value
            Keys such as ``close.grace_months``, ``found_spaces.slots_median.university``,
            ``conditions.capital_supply``, ``mechanisms.service``, ``policies.NAME.value``,
            ``scale``, ``horizon.end``, ``run.seed``.
        via : str
            How messages and origins name the source of the values.
        """
        return self._with("call", override_document(settings, self.policies, via))

    def with_parameters(self, draw: Parameters | Mapping[str, Any]) -> "Scenario":
        """Return this scenario with a posterior draw in place of the defaults.

        What the scenario itself sets stays as it is; an earlier draw is replaced.
        """
        return self._with("draw", draw_document(draw))

    def with_horizon(self, end: str) -> "Scenario":
        """Return this scenario run to another last month."""
        return self._under({"horizon": {"end": end}, "run": {"until": None}}, "with_horizon")

    def resolved(self) -> dict[str, Any]:
        """Return the scenario as plain data that stands alone.

        Written as YAML or JSON it loads back to the same scenario. Parameters left at their
        defaults stay out of it, so that a posterior draw may still set them.
        """
        return as_data(self)

    def to_yaml(self) -> str:
        """Return ``resolved()`` as the text of a scenario file."""
        return yaml.safe_dump(self.resolved(), allow_unicode=True, sort_keys=False)

    def _under(self, data: dict[str, Any], call: str) -> "Scenario":
        return self._with("call", Document(data, Location(call)))

    def _with(self, kind: Literal["draw", "call"], document: Document) -> "Scenario":
        layer = checked_layer(kind, document, self.layers)
        if kind == "call":
            return scenario_of((*self.layers, layer))
        return scenario_of((layer, *(each for each in self.layers if each.kind != "draw")))


def scenario_of(layers: Sequence[Layer]) -> Scenario:
    """Lay layers over each other, the weakest first.

    Raises
    ------
    ScenarioError
        If policies together leave the range of a lever, or one is removed that is not there.
    """
    if problems := conflicts(layers):
        raise ScenarioError(problems)
    settled = {section: settle(layers, section) for section in _PREFIXES}
    values = {
        section: {key: each.value for key, each in entries.items()}
        for section, entries in settled.items()
    }
    # Texts describe one file: they are not inherited, and a call does not change them.
    file = next(layer for layer in reversed(layers) if layer.kind == "file")
    texts = file.content
    untold = Bilingual("", "")
    scale = _scale(layers)
    return Scenario(
        name=file.name,
        title=texts.title or Bilingual(file.name, file.name),
        question=texts.question or untold,
        look_for=texts.look_for or untold,
        months=months_of(layers),
        scale=scale.value,
        parameters=parameters_of(settled["parameters"]),
        mechanisms=Mechanisms(**values["mechanisms"]),
        conditions={
            name: values["conditions"].get(name, ((0, declared.default),))
            for name, declared in SERIES.items()
        },
        policies=values["policies"],
        run=Run(**{key: value for key, value in values["run"].items() if key in Run._fields}),
        origins={"scale": scale.origin}
        | {
            _PREFIXES[section] + key: each.origin
            for section, entries in settled.items()
            for key, each in entries.items()
        },
        layers=tuple(layers),
    )


def _scale(layers: Sequence[Layer]) -> Settled:
    for layer in reversed(layers):
        if layer.content.scale is not None:
            return Settled(layer.content.scale, layer.origin(("scale",)))
    return Settled(SETTINGS["scale"].default, DEFAULT)
