"""Variables of the causal loop diagram: name, unit, what each is in the engine, and its place."""

from typing import NamedTuple

from sim.scenario.language import Bilingual, phrase, phrase_in


class Variable(NamedTuple):
    """A quantity that goes up and down."""

    label: Bilingual
    unit: str
    engine: str  # field of the state, or recorded quantity
    x: float  # place in the diagram, inches
    y: float


VARIABLES = {
    "service": Variable(phrase("Service level"), "0 to 1", "spaces.service_level", 6.3, 5.3),
    "charge": Variable(
        phrase("Rent and fee\nof a tenant"), "kCNY/month", "spaces.charge", 4.4, 9.9
    ),
    "seekers": Variable(phrase("Seekers\nof a space"), "startups", "book.seekers", 0.9, 9.3),
    "admissions": Variable(phrase("Admissions"), "startups/month", "tally admitted", 1.9, 7.0),
    "tenants": Variable(phrase_in("loops", "Tenants"), "startups", "spaces.tenants", 4.3, 8.0),
    "progress": Variable(phrase("Progress\nof ventures"), "1", "startups.progress", 6.6, 2.9),
    "failures": Variable(phrase("Failures"), "startups/month", "tally failed", 5.3, 6.7),
    "graduations": Variable(phrase("Graduations"), "startups/month", "tally graduated", 3.9, 4.9),
    "fundings": Variable(
        phrase("First\nfundings"), "startups/month", "tally newly_funded", 3.9, 2.4
    ),
    "reputation": Variable(phrase("Reputation"), "share", "spaces.reputation", 1.3, 4.2),
    "commitments": Variable(
        phrase("Commitments\nto investors"), "kCNY", "investors.commitments", 1.0, 0.9
    ),
    "capital": Variable(phrase("Callable\ncapital"), "kCNY", "investors.capital", 3.9, 0.9),
    "vacancy": Variable(phrase("Vacancy"), "share", "1 - tenants / slots", 6.9, 8.6),
    "foundings": Variable(
        phrase("Founding\nof spaces"), "spaces/month", "tally spaces_founded", 6.9, 10.3
    ),
    "spaces": Variable(phrase_in("loops", "Spaces"), "spaces", "tally spaces", 9.2, 10.05),
    "income": Variable(
        phrase("Income\nof a slot"), "kCNY/month", "rent and fees over slots", 8.9, 8.5
    ),
    "loss": Variable(
        phrase("Loss of a space\nbefore support"), "kCNY/month", "- spaces.earnings_year", 9.0, 5.9
    ),
    "cash": Variable(phrase("Cash\nof spaces"), "kCNY", "spaces.cash", 11.2, 7.2),
    "closures": Variable(phrase("Closures"), "spaces/month", "tally spaces_closed", 11.2, 9.2),
    "commitment": Variable(
        phrase("Owners'\ncommitment"), "kCNY/slot/month", "spaces.owner_commitment", 7.7, 7.1
    ),
    "gains": Variable(phrase("What owners\ngain"), "projects", "spaces.owner_gains", 8.9, 1.5),
    "listed": Variable(phrase("Spaces\non the list"), "spaces", "tally spaces_recorded", 12.3, 5.4),
    "missed": Variable(phrase("Missed\nreports"), "reports", "spaces.missed_reports", 9.6, 3.0),
    "subsidy": Variable(
        phrase("Operating\nsubsidy"), "kCNY/month", "tally revenue_subsidy", 10.7, 4.9
    ),
}
