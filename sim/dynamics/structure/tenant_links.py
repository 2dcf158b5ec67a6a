"""Links of the life of tenants and of capital."""

from sim.dynamics.structure import rules
from sim.dynamics.structure.checks import Counted, Paired, Rule
from sim.dynamics.structure.link import Link

STAGES = ("unfunded", "seed", "series_a", "later")

LINKS = (
    # The life of tenants.
    Link(
        "tenants",
        "progress",
        1,
        "7.5 rule 1",
        "peers",
        Rule("ventures.peers", rules.peers_by_tenants, (0, 4, 8, 16)),
    ),
    Link(
        "tenants",
        "vacancy",
        -1,
        "7.0",
        "",
        Rule("rules.occupancy", rules.vacancy_by_tenants, (0, 10, 20, 40)),
    ),
    Link(
        "progress",
        "fundings",
        1,
        "7.6 rule 3",
        "",
        Paired("startups.progress", "progress", "fundings", plus=0.2),
    ),
    Link(
        "progress",
        "graduations",
        1,
        "7.5 rule 4",
        "",
        Paired("startups.progress", "progress", "graduations", plus=0.2),
    ),
    Link(
        "progress",
        "failures",
        -1,
        "7.5 rules 2, 3",
        "incubate.venture_revenue",
        Paired("startups.progress", "progress", "failures", plus=0.2, months=3),
    ),
    Link("failures", "tenants", -1, "7.5 rule 3", "", Counted("startups", "failed_", STAGES)),
    Link("graduations", "tenants", -1, "7.5 rule 4", "", Counted("startups", "graduated_", STAGES)),
    Link(
        "graduations",
        "reputation",
        1,
        "7.7",
        "reputation",
        Rule("operate.reputation", rules.reputation_by_successes, (0, 5, 10, 20)),
    ),
    Link(
        "graduations",
        "gains",
        1,
        "7.5 rule 4",
        "",
        Paired("startups.progress", "graduations", "gains", plus=0.3),
    ),
    # Capital.
    Link(
        "fundings",
        "reputation",
        1,
        "7.7",
        "reputation",
        Rule("operate.reputation", rules.reputation_by_successes, (0, 5, 10, 20)),
    ),
    Link(
        "reputation",
        "fundings",
        1,
        "7.6 rule 2",
        "reputation",
        Paired("spaces.admitted_ever", "reputation", "successes", times=0.2, months=4, half=True),
    ),
    Link(
        "fundings",
        "capital",
        -1,
        "7.6 rule 3",
        "",
        Paired("parameters.invest.early_threshold", "fundings", "capital", plus=-0.6, months=2),
        bend=0.25,
    ),
    Link(
        "capital",
        "fundings",
        1,
        "7.6 rule 3",
        "",
        Paired("investors.capital", "capital", "fundings", times=0.0),
        bend=0.25,
    ),
    Link(
        "commitments",
        "capital",
        1,
        "7.6 rule 1",
        "invest.call_delay",
        Paired("investors.commitments", "commitments", "capital", times=2.0),
        delay=9,
    ),
)
