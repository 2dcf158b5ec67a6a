"""What a policy may change on its lever, given all others that act on it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.months import month_name
from sim.scenario.problems import Message
from sim.scenario.quantities import Written, plain_number, range_of, written
from sim.scenario.schedule import lever_values, share_in_force
from sim.scenario.schema import Policy

_THOUSAND_YUAN = "kCNY"


class Room(NamedTuple):
    """Least and greatest value of a policy that keeps its lever in range."""

    least: float
    most: float
    adds: bool  # whether they are changes, with a sign

    @property
    def words(self) -> dict[str, str]:
        """Both as placeholders of messages."""
        return {"least": self._said(self.least), "most": self._said(self.most)}

    def _said(self, number: float) -> str:
        return ("+" if self.adds and number > 0 else "") + _rounded(number)


def room(policy: Policy, others: NDArray[np.float64]) -> Room | None:
    """Return the values that a policy may have; None if there is none.

    Parameters
    ----------
    policy : Policy
        Lever, dates and ramp; its own value does not matter.
    others : ndarray, shape (months,)
        What the lever comes to without it.
    """
    declared, adds = LEVERS[policy.lever], not multiplies(policy.lever)
    share = share_in_force(policy, len(others))
    step = share if adds else others * share
    acts = step > 0
    if not acts.any():
        return None
    neutral = 0.0 if adds else 1.0
    least = float(((declared.low - others[acts]) / step[acts]).max()) + neutral
    most = float(((declared.high - others[acts]) / step[acts]).min()) + neutral
    return Room(least, most, adds) if least <= most else None


def told(
    refused: Message, name: str, given: Mapping[str, Any], others: Mapping[str, Policy], months: int
) -> Message:
    """Say of a value that cannot be what could be, given what is in force.

    Parameters
    ----------
    refused : Message
        Why the value of the policy cannot be.
    name : str
        Of the policy.
    given : mapping
        The policy as it is written.
    others : mapping of str to Policy
        All other policies of the scenario.
    months : int
        Length of the horizon.

    Returns
    -------
    Message
        The same where nothing more can be said.
    """
    value = written(given.get("value"))
    try:
        policy = Policy.model_validate({**given, "value": 0}, context={"months": months})
    except ValidationError:  # its lever, dates or ramp cannot be either
        return refused
    if value is None or multiplies(policy.lever):
        return refused
    acting = {key: each for key, each in others.items() if key != name}
    levels = lever_values(acting, policy.lever, months)
    level = float(levels[policy.start or 0])
    change = value.number / 100 * level
    allowed = room(policy, levels)
    facts = {**refused.values, **range_of(LEVERS[policy.lever]), "lever": policy.lever}
    facts |= {"level": _rounded(level), "month": month_name(policy.start or 0)}
    fits = allowed is not None and change != 0 and allowed.least <= change <= allowed.most
    if refused.key == "wrong_unit" and value.unit in ("%", "percent") and fits:
        share = f"{plain_number(value.number)} %"
        return Message("percentage", facts | {"given": share, "meant": _rounded(change)})
    if refused.key == "out_of_range" and allowed:
        close = refused.values["nearest"] or _in_yuan(value, policy, allowed)
        moved = (levels != LEVERS[policy.lever].default).any()
        key = "change_out_of_range" if moved else refused.key
        return Message(key, facts | allowed.words | {"nearest": close})
    return refused


def _in_yuan(value: Written, policy: Policy, allowed: Room) -> tuple[str, ...]:
    """Return what may be meant by a number without a unit that is far too large."""
    declared = LEVERS[policy.lever].unit
    fits = allowed.least <= value.number / 1000 <= allowed.most
    if value.unit or not declared.startswith(_THOUSAND_YUAN) or not fits:
        return ()
    return (f"{plain_number(value.number)} {declared.replace(_THOUSAND_YUAN, 'yuan', 1)}",)


def _rounded(number: float) -> str:
    return plain_number(round(number, 6))
