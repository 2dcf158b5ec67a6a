"""What a page is told once: months, scenarios, levers, charts."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.live.charts import CHARTS
from sim.live.lever_words import AS_PERCENT, MEANINGS, UNITS
from sim.live.messages import FASTEST
from sim.model.categories import MODELS, N_DISTRICTS
from sim.model.declaration import Declaration, Label
from sim.results.groups import label_of
from sim.results.manifest import versions
from sim.scenario import Scenario
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.months import month_name

if TYPE_CHECKING:
    from sim.live.session import Session

# A shape tells models apart without their colours, which the page has in looks.css.
SHAPES = {"specialised": "circle", "rent_dependent": "square", "diversified": "triangle"}
_STEPS = 100  # of a slider, about


def facts(session: "Session") -> dict[str, Any]:
    """Tell all that does not change while a session lasts."""
    names = (session.names[0], session.names[-1])
    months = session.b.base.months
    return {
        "type": "facts",
        "version": versions().get("makersim", ""),
        "months": [month_name(month) for month in range(months)],
        "start": month_name(0),
        "horizon": month_name(months - 1),
        "seed": session.seed,
        "fastest": FASTEST,
        "scenarios": [
            {"id": place, **_told(name, session.shelf[name])}
            for place, name in zip("ab", names, strict=True)
        ],
        "scenarios_available": [_told(name, each) for name, each in session.shelf.items()],
        "models": [_model(name) for name in MODELS],
        "levers": [_lever(declared) for declared in LEVERS.values()],
        "clusters": N_DISTRICTS,
        "charts": [_chart(place) for place in range(len(CHARTS))],
        "policies": list(_policies(session.shelf[names[1]])),
        "room": None,
    }


def step_of(declared: Declaration) -> float:
    """Step of a slider: 1, 2 or 5 times a power of ten, about a hundred steps in all.

    >>> step_of(LEVERS["specialisation_grant"]), step_of(LEVERS["audit"])
    (20.0, 0.01)
    """
    least = (declared.high - declared.low) / _STEPS
    power = 10.0 ** math.floor(math.log10(least) + 1e-9)
    wanted = next(factor for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
    return round(wanted * power, 9)


def _told(name: str, scenario: Scenario) -> dict[str, Any]:
    texts: Mapping[str, Any] = {
        "title": scenario.title,
        "question": scenario.question,
        "look_for": scenario.look_for,
    }
    return {"name": name} | {key: text._asdict() for key, text in texts.items()}


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "label": both(label_of(name)), "shape": SHAPES[name]}


def _lever(declared: Declaration) -> dict[str, Any]:
    label = declared.label or Label(declared.name, declared.name)
    return {
        "name": declared.name,
        "label": both(label),
        "meaning": MEANINGS[declared.name]._asdict(),
        "unit": UNITS[declared.unit]._asdict(),
        "percent": declared.unit in AS_PERCENT,
        "low": declared.low,
        "high": declared.high,
        "step": step_of(declared),
        "default": declared.default,
        "kind": "multiply" if multiplies(declared.name) else "add",
    }


def _chart(place: int) -> dict[str, Any]:
    chart = CHARTS[place]
    series = [
        {"id": f"{chart.id}.{name}", "model": name, "label": both(label_of(name))}
        for name in MODELS
    ]
    texts = {"label": chart.label, "unit": chart.unit, "note": chart.note}
    told = {key: text._asdict() for key, text in texts.items()}
    return {"id": chart.id, "series": series} | told


def _policies(scenario: Scenario) -> Iterator[dict[str, Any]]:
    for name, policy in scenario.policies.items():
        label = LEVERS[policy.lever].label
        yield {
            "name": name,
            "lever": policy.lever,
            "label": both(label or Label(policy.lever, policy.lever)),
            "value": policy.value,
            "from": policy.start or 0,
            "until": scenario.months - 1 if policy.until is None else policy.until,
        }


def both(label: Label) -> dict[str, str]:
    """Return a label as JSON has it."""
    return {"en": label.en, "zh": label.zh}
