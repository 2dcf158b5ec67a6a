"""Links of what service does, and of how startups and spaces meet."""

from sim.dynamics.structure import rules
from sim.dynamics.structure.checks import Counted, Paired, Rule
from sim.dynamics.structure.link import Link

STAGES = ("unfunded", "seed", "series_a", "later")
MOOD = "schedule.startup_mood"
RENT = "parameters.incubate.rent_price"
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)

LINKS = (
    # What service does.
    Link(
        "service",
        "progress",
        1,
        "7.5 rule 1",
        "service",
        Rule("ventures.speed", rules.speed_by_service, LEVELS),
    ),
    Link(
        "service",
        "fundings",
        1,
        "7.6 rule 3",
        "service",
        Paired("spaces.service_level", "service", "fundings", plus=0.3),
    ),
    Link(
        "service",
        "admissions",
        1,
        "7.4 rule 3",
        "service",
        Rule("offers.utility", rules.utility_by_service, LEVELS),
    ),
    Link(
        "service",
        "failures",
        1,
        "7.5 rule 3",
        "early_closure",
        Rule("ventures.weakness", rules.weakness_by_service, LEVELS),
    ),
    Link(
        "service",
        "charge",
        1,
        "7.4",
        "incubate.fee_price",
        Paired("spaces.service_level", "service", "charge", plus=0.1),
    ),
    Link(
        "service",
        "loss",
        1,
        "7.7 rule 1",
        "operate.service_cost",
        Paired("spaces.service_level", "service", "cost", plus=0.2),
    ),
    Link(
        "service",
        "missed",
        -1,
        "7.9 rule 2",
        "audit",
        Paired("schedule.entry_standard", "thin", "missed", plus=0.6, months=15),
    ),
    # Startups meet spaces.
    Link(
        "charge",
        "admissions",
        -1,
        "7.4 rule 3",
        "match.weight_price",
        Rule("offers.utility", rules.utility_by_charge, (1.0, 2.0, 3.0, 4.0)),
    ),
    Link(
        "charge",
        "failures",
        1,
        "7.5 rule 2",
        "incubate.rent_price",
        Paired(RENT, "charge", "failures", times=2.0, months=4),
    ),
    Link(
        "charge",
        "income",
        1,
        "7.7 rule 1",
        "incubate.rent_price",
        Paired(RENT, "charge", "income", times=1.2),
        bend=-0.2,
    ),
    Link(
        "reputation",
        "admissions",
        1,
        "7.4 rule 3",
        "reputation",
        Rule("offers.utility", rules.utility_by_reputation, LEVELS),
    ),
    Link(
        "vacancy",
        "admissions",
        1,
        "7.4 rules 2, 4",
        "",
        Paired("spaces.slots", "vacancy", "admissions", plus=15, months=2, half=True),
    ),
    Link(
        "seekers",
        "admissions",
        1,
        "7.4 rule 1",
        "",
        Paired(MOOD, "founded", "admitted", times=1.3),
    ),
    Link(
        "admissions",
        "seekers",
        -1,
        "7.4 rule 5",
        "",
        Counted("startups", "admitted_", ("seekers",)),
        bend=0.45,
    ),
    Link("admissions", "tenants", 1, "7.4 rule 5", "", Counted("startups", "admitted_", STAGES)),
    Link(
        "admissions",
        "reputation",
        -1,
        "7.7",
        "reputation",
        Rule("operate.reputation", rules.reputation_by_admitted, (0, 20, 40, 80)),
    ),
)
