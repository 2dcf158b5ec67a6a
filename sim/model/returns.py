"""What becomes of financings (ODD 7.11, rule 2): observers' record of rounds and of their returns.

A financing is one ticket of a seed fund or of an independent investor, the guidance fund's
part included. Proceeds are divided by what was put in, so all financings of a startup return
the same multiple.
"""

from sim.model import quantities as q
from sim.model.agents import ROUNDS
from sim.model.categories import NONE, SEED
from sim.model.compiled import compiled
from sim.model.kinds import Record, Whole


@compiled
def forget_rounds(dossier: Record) -> None:
    """Open the record of a new startup."""
    for place in range(ROUNDS):
        dossier.rounds[place] = NONE


@compiled
def note_round(dossier: Record, stage: int, month: int) -> None:
    """Keep the month of the round that led to a stage."""
    dossier.rounds[stage - SEED] = month


@compiled
def class_of_return(multiple: float) -> int:
    """Class of a sale by what came back over what was put in.

    >>> from sim.model.quantities import RETURN_ENDS
    >>> RETURN_ENDS[class_of_return(0.99)], RETURN_ENDS[class_of_return(5.0)]
    ('sold_below_1', 'sold_5_to_10')
    """
    if multiple < 1.0:
        return q.SOLD_BELOW_1
    if multiple < 5.0:
        return q.SOLD_1_TO_5
    return q.SOLD_5_TO_10 if multiple < 10.0 else q.SOLD_10_OR_MORE


@compiled
def end_financings(dossier: Record, end: int, returns: Whole, month: int) -> None:
    """Enter the end of a startup's financings, each in the row of its own year and stage."""
    for place in range(ROUNDS):
        closed = dossier.rounds[place]
        if closed != NONE:
            spell = min(month - closed, q.MAX_DURATION)
            returns[closed // 12, place, spell, end] += 1
