"""What changed against the yardstick, in one sentence."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import HIGH, LOW
from sim.analysis.reading_units import money
from sim.live.words import CHANGES, COUNTED, SENTENCES
from sim.model import quantities as q
from sim.model.state import Records
from sim.results.groups import PARTS
from sim.scenario.language import LANGUAGES, SEMICOLON, Bilingual, Language
from sim.scenario.months import month_name


class Outlook(NamedTuple):
    """What a run has come to at the end of a month."""

    open: float  # spaces
    specialised: float  # of them
    closed: float  # since the start
    funded: float  # startups first funded since the start
    cost: float  # kCNY of public money since the start


def outlook_of(records: Records, until: int | None = None) -> Outlook:
    """Read what a run has come to.

    Parameters
    ----------
    until : int, optional
        Month at whose end; by default the last.
    """
    month = len(records.totals) - 1 if until is None else until
    totals = records.totals[: month + 1]
    everywhere = totals[:, list(PARTS["all"])].sum(axis=1)
    specialised = totals[month, list(PARTS["model:specialised"]), q.SPACES].sum()
    return Outlook(
        float(everywhere[month, q.SPACES]),
        float(specialised),
        float(everywhere[:, q.SPACES_CLOSED].sum()),
        float(everywhere[:, q.NEWLY_FUNDED].sum()),
        float(records.public_cost[: month + 1].sum()),
    )


def sentence(
    month: int, a: Sequence[Outlook], b: Sequence[Outlook], yardstick: Bilingual
) -> Bilingual:
    """Say what changed by a month, in one run or as the range of paired differences.

    Parameters
    ----------
    month : int
    a, b : sequence of Outlook
        Of the same replicates.
    yardstick : Bilingual
        Title of what is compared with.
    """
    apart = np.array(b) - np.array(a)
    values = {"month": month_name(month), "yardstick": yardstick, "runs": len(apart)}
    if not apart.any():
        return SENTENCES["same"].filled(**values)
    changes = Bilingual(*(_changes(apart, language) for language in LANGUAGES))
    key = "one" if len(apart) == 1 else "several"
    return SENTENCES[key].filled(changes=changes, **values)


def _changes(apart: NDArray[np.float64], language: Language) -> str:
    said = []
    for name, differences in zip(Outlook._fields, apart.T, strict=True):
        middle, low, high = (float(each) for each in np.quantile(differences, (0.5, LOW, HIGH)))
        change = _signed(name, middle, language)
        if len(apart) > 1:
            ends = {"low": _signed(name, low, language), "high": _signed(name, high, language)}
            change = CHANGES["range"].text(language).format(middle=change, **ends)
        said.append(CHANGES[name].text(language).format(change=change))
    return SEMICOLON.text(language).join(said)


def _signed(name: str, value: float, language: Language) -> str:
    size = money(abs(value), language) if name == "cost" else f"{abs(value):,.0f}"
    nothing = value == 0 if name == "cost" else round(value) == 0
    number = "±0" if nothing else ("+" if value > 0 else "−") + size
    if name == "cost":
        return number
    return (
        COUNTED["startups" if name == "funded" else "spaces"].text(language).format(number=number)
    )
