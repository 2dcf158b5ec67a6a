"""Replies that say no."""

import json
from typing import Any

from sim.live.words import ERRORS
from sim.model.declaration import Label
from sim.scenario import ScenarioError
from sim.scenario.language import LANGUAGES, Bilingual

Reply = dict[str, Any] | bytes


def error(key: str, **values: Any) -> Reply:
    """Say in both languages what cannot be."""
    said = {
        name: Bilingual(value.en, value.zh) if isinstance(value, Label) else value
        for name, value in values.items()
    }
    return {"type": "error", "key": key, "text": ERRORS[key].filled(**said)._asdict()}


def encoded(reply: Reply) -> str | bytes:
    """Return a reply as it is sent."""
    if isinstance(reply, bytes):
        return reply
    return json.dumps(reply, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def refused(problem: ScenarioError) -> Reply:
    """Say what is wrong with a scenario."""
    text = {language: problem.text(language) for language in LANGUAGES}
    return {"type": "error", "key": "lever_range", "text": text}
