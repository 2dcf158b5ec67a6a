"""Feedback loops: closed paths of links, each told in a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.dynamics.structure.link import Link
from sim.dynamics.structure.links import link
from sim.scenario.language import Bilingual, phrase


class Loop(NamedTuple):
    """A closed path; the last variable acts on the first."""

    name: str
    label: Bilingual
    sentence: Bilingual
    variables: tuple[str, ...]
    x: float  # of its mark in the diagram, inches
    y: float

    def links(self) -> Iterator[Link]:
        """Links of the loop in turn."""
        following = (*self.variables[1:], self.variables[0])
        return map(link, self.variables, following)

    @property
    def polarity(self) -> int:
        """Product of the signs: +1 reinforcing, -1 balancing, 0 if a sign depends."""
        product = 1
        for each in self.links():
            product *= each.sign
        return product


TO_SERVICE = ("tenants", "vacancy", "income", "loss")
LOOPS = (
    Loop(
        "R1",
        phrase("Service, reputation, applicants"),
        phrase(
            "Good service brings fundings, fundings a name, and a name applicants who pay for it."
        ),
        ("service", "fundings", "reputation", "admissions", *TO_SERVICE),
        2.65,
        3.3,
    ),
    Loop(
        "R2",
        phrase("Service draws applicants"),
        phrase("Seekers see the service itself; spaces that fill can afford it."),
        ("service", "admissions", *TO_SERVICE),
        3.6,
        6.25,
    ),
    Loop(
        "R3",
        phrase("The rent trap"),
        phrase("Empty desks make service thin, ventures fail more, and desks empty further."),
        ("service", "progress", "failures", *TO_SERVICE),
        5.9,
        4.3,
    ),
    Loop(
        "R4",
        phrase("Cluster and peers"),
        phrase("Ventures with neighbours, above all of their field, get on faster and stay alive."),
        ("tenants", "progress", "failures"),
        5.49,
        4.98,
    ),
    Loop(
        "R5",
        phrase("Cluster and capital"),
        phrase("What neighbours teach shows in fundings, which bring the next neighbours."),
        ("tenants", "progress", "fundings", "reputation", "admissions"),
        2.7,
        5.6,
    ),
    Loop(
        "R6",
        phrase("Recognition, subsidy, survival"),
        phrase("A space on the list is paid, and a paid one stays open and on the list."),
        ("listed", "subsidy", "loss", "cash", "closures"),
        11.0,
        6.2,
    ),
    Loop(
        "R7",
        phrase("Audit"),
        phrase(
            "Thin service costs the place on the list and its subsidy, and service gets thinner."
        ),
        ("service", "missed", "listed", "subsidy", "loss"),
        10.0,
        4.15,
    ),
    Loop(
        "R8",
        phrase("Owners turn away"),
        phrase("Owners cut their support of empty spaces, whose service and applicants go next."),
        ("vacancy", "commitment", "service", "admissions", "tenants"),
        6.6,
        7.3,
    ),
    Loop(
        "R9",
        phrase("Owners gain"),
        phrase("Owners who gain projects keep paying for the service that brings them."),
        ("graduations", "gains", "commitment", "service", "progress"),
        7.87,
        4.38,
    ),
    Loop(
        "B1",
        phrase("Herding, oversupply, vacancy"),
        phrase("Full spaces tempt founders until there are too many desks."),
        ("vacancy", "foundings", "spaces"),
        7.55,
        9.64,
    ),
    Loop(
        "B2",
        phrase("Shakeout"),
        phrase("Too many desks mean losses and closures, and closures leave tenants for the rest."),
        ("spaces", "vacancy", "income", "loss", "cash", "closures"),
        10.2,
        8.5,
    ),
    Loop(
        "B3",
        phrase("The displaced fill the rest"),
        phrase("Tenants of closed spaces seek again and fill the spaces that are left."),
        ("closures", "seekers", "admissions", *TO_SERVICE, "cash"),
        9.9,
        7.4,
    ),
    Loop(
        "B4",
        phrase("Price competition"),
        phrase("Empty spaces lower their rent, which draws applicants."),
        ("vacancy", "charge", "admissions", "tenants"),
        4.7,
        8.8,
    ),
    Loop(
        "B5",
        phrase("Crowding"),
        phrase("Few desks are left in full spaces, and those are given to the talented."),
        ("vacancy", "admissions", "tenants"),
        4.05,
        6.8,
    ),
    Loop(
        "B6",
        phrase("Early closure of the weak"),
        phrase("Good service lets weak ventures give up early: a smaller income for the space."),
        ("service", "failures", *TO_SERVICE),
        6.35,
        6.75,
    ),
    Loop(
        "B7",
        phrase("Dear service"),
        phrase("Service must be paid for, and the fee deters applicants."),
        ("service", "charge", "admissions", *TO_SERVICE),
        2.4,
        9.0,
    ),
    Loop(
        "B8",
        phrase("Capital cycle"),
        phrase("Fundings use up capital; new commitments can be called after nine months."),
        ("fundings", "capital"),
        3.05,
        1.65,
    ),
    Loop(
        "B9",
        phrase("Success leaves"),
        phrase("What gets on graduates and leaves its desk empty."),
        ("tenants", "progress", "graduations"),
        4.72,
        5.45,
    ),
    Loop(
        "B10",
        phrase("A name is diluted"),
        phrase("Those whom a name draws have yet to succeed."),
        ("reputation", "admissions"),
        0.75,
        5.6,
    ),
)
