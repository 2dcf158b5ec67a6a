"""Links of the money of spaces, of founding and closing, and of the list."""

from sim.dynamics.structure import rules
from sim.dynamics.structure.checks import Counted, Paired, Rule
from sim.dynamics.structure.link import Link

MOOD = "schedule.startup_mood"
RENT = "parameters.incubate.rent_price"
LEASE = "parameters.operate.lease"

LINKS = (
    # Money of spaces.
    Link(
        "vacancy",
        "income",
        -1,
        "7.7 rule 1",
        "",
        Paired(MOOD, "vacancy", "income", times=2.0, months=3),
    ),
    Link(
        "vacancy",
        "charge",
        -1,
        "7.7 rule 4",
        "price_competition",
        Rule("operate.next_price", rules.price_by_vacancy, (0.1, 0.3, 0.5)),
    ),
    Link("income", "loss", -1, "7.7 rule 1", "", Paired(RENT, "income", "loss", times=1.2)),
    Link(
        "loss",
        "service",
        -1,
        "7.7 rule 3",
        "service_cutting",
        Paired(LEASE, "loss", "service", times=1.3, months=3),
        delay=12,
    ),
    Link("loss", "cash", -1, "7.7 rule 2", "", Paired(LEASE, "loss", "cash", times=1.3)),
    Link(
        "cash",
        "closures",
        -1,
        "7.10 rule 1",
        "close.grace_months",
        Paired("spaces.cash", "cash", "closures", plus=-8000.0, months=8),
        delay=6,
    ),
    Link(
        "commitment",
        "cash",
        1,
        "7.7 rule 2",
        "found_spaces.owner_commitment",
        Paired("spaces.owner_commitment", "commitment", "cash", times=2.0, months=3),
    ),
    Link(
        "commitment",
        "service",
        1,
        "7.7 rule 3",
        "service_cutting",
        Paired("spaces.owner_commitment", "commitment", "service", times=2.0, months=6),
        delay=12,
    ),
    Link(
        "vacancy",
        "commitment",
        -1,
        "7.10 rule 3",
        "close.review",
        Rule("close.review_chance", rules.kept_by_vacancy, (0.0, 0.2, 0.4, 0.6)),
        delay=12,
    ),
    Link(
        "gains",
        "commitment",
        1,
        "7.10 rule 3",
        "host_benefit",
        Rule("close.review_chance", rules.kept_by_gains, (0.0, 1.0, 2.0, 4.0)),
        delay=12,
    ),
    # Founding and closing.
    Link(
        "vacancy",
        "foundings",
        -1,
        "7.2 rule 1",
        "herding",
        Rule("found_spaces.founding_rate", rules.foundings_by_vacancy, (0.1, 0.3, 0.5, 0.7)),
    ),
    Link(
        "foundings",
        "spaces",
        1,
        "7.2 rule 1",
        "",
        Counted("spaces", "founded_", ("specialised", "rent_dependent", "diversified")),
    ),
    Link(
        "spaces",
        "vacancy",
        1,
        "7.0",
        "",
        Rule("rules.occupancy", rules.vacancy_by_slots, (40, 60, 80, 120)),
    ),
    Link(
        "closures",
        "spaces",
        -1,
        "7.10 rule 1",
        "",
        Counted("spaces", "closed_", ("specialised", "rent_dependent", "diversified")),
    ),
    Link(
        "closures",
        "seekers",
        1,
        "7.10 rule 4",
        "",
        Counted("startups", "displaced_", ("seekers",)),
        bend=0.4,
    ),
    # The list.
    Link(
        "closures",
        "listed",
        -1,
        "7.9 rule 2",
        "",
        Paired("parameters.close.base_exit", "closures", "listed", plus=0.02, months=30),
        delay=20,
        bend=-0.2,
    ),
    Link(
        "vacancy",
        "missed",
        1,
        "7.9 rule 2",
        "supervise.empty_missed_per_year",
        Rule("supervise.missed_chance", rules.missed_by_vacancy, (0.6, 0.7, 0.8, 0.9)),
        delay=6,
        bend=0.22,
    ),
    Link(
        "missed",
        "listed",
        -1,
        "7.9 rule 3",
        "delisting",
        Paired(
            "parameters.supervise.missed_report_per_year", "missed", "listed", plus=0.4, months=17
        ),
        delay=12,
        bend=0.25,
    ),
    Link(
        "listed",
        "subsidy",
        1,
        "7.7 rule 1",
        "operating_subsidy",
        Paired("spaces.recognition", "listed", "subsidy", times=0.0, plus=1.0),
    ),
    Link(
        "subsidy",
        "loss",
        -1,
        "7.7 rule 1",
        "operating_subsidy",
        Paired("schedule.operating_subsidy", "subsidy", "loss", plus=0.2),
    ),
    Link(
        "subsidy",
        "service",
        0,
        "7.7 rule 3",
        "operate.complacency",
        Rule("rules.service_target", rules.target_by_subsidy, (0.0, 0.3, 0.6, 0.9, 1.5)),
    ),
)
