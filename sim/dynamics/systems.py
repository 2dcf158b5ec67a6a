"""The three systems: makerspaces by business model, startups by stage, money by sector."""

from itertools import permutations

from sim.dynamics.accounts import OUTSIDE, Flow, System
from sim.model.accounting import FLOWS, SECTORS_WITH_CASH
from sim.model.categories import MODELS, STAGES

SEEKERS = "seekers"
# Ways out of a space; "displaced_failed" fails because its space closes.
ENDS = ("failed", "graduated", "acquired", "moved_out", "displaced_failed")
ROUNDS = (
    ("unfunded", "seed"),
    ("unfunded", "series_a"),
    ("seed", "series_a"),
    ("series_a", "later"),
)


def _between(flow: Flow, stocks: tuple[str, ...]) -> Flow:
    """The flow with everything beyond the stocks as the outside."""
    source, target = (end if end in stocks else OUTSIDE for end in flow[1:])
    return Flow(flow.name, source, target)


SPACES = System(
    "spaces",
    "spaces",
    MODELS,
    (
        *(Flow(f"founded_{model}", OUTSIDE, model) for model in MODELS),
        *(Flow(f"closed_{model}", model, OUTSIDE) for model in MODELS),
        *(Flow(f"{one}_to_{other}", one, other) for one, other in permutations(MODELS, 2)),
    ),
)
STARTUPS = System(
    "startups",
    "startups",
    (SEEKERS, *STAGES),
    (
        Flow("founded", OUTSIDE, SEEKERS),
        Flow("gave_up", SEEKERS, OUTSIDE),
        *(Flow(f"admitted_{stage}", SEEKERS, stage) for stage in STAGES),
        *(Flow(f"{one}_to_{other}", one, other) for one, other in ROUNDS),
        *(Flow(f"{end}_{stage}", stage, OUTSIDE) for end in ENDS for stage in STAGES),
        *(Flow(f"displaced_{stage}", stage, SEEKERS) for stage in STAGES),
    ),
)
MONEY = System(
    "money",
    "kCNY",
    SECTORS_WITH_CASH,
    tuple(
        _between(Flow(name, flow.payer, flow.payee), SECTORS_WITH_CASH)
        for name, flow in FLOWS.items()
    ),
)
SYSTEMS = {system.name: system for system in (SPACES, STARTUPS, MONEY)}
