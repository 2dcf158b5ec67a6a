"""Loops, links and variables: declared without contradiction, and every link confirmed."""

import re

import numpy as np
import pytest

from sim.dynamics.experiments import MEASURES, sign_of
from sim.dynamics.structure import LINKS, LOOPS, VARIABLES, link
from sim.dynamics.structure.checks import Counted, Paired, Rule
from sim.model.conditions import Levers
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from tests.test_house import read

PARAMETERS = {
    f"{group}.{name}"
    for group in Parameters._fields
    for name in type(getattr(Parameters(), group))._fields
}
NAMES = [f"{each.cause}-{each.effect}" for each in LINKS]
SWITCHED = [
    each for each in LINKS if isinstance(each.check, Paired) and each.carrier in Mechanisms._fields
]


@pytest.mark.parametrize("each", LINKS, ids=NAMES)
def test_the_engine_confirms_the_sign_of_every_link(each):
    found = sign_of(each.check)
    assert found.sign == each.sign, found


@pytest.mark.parametrize("each", SWITCHED, ids=lambda each: f"{each.cause}-{each.effect}")
def test_without_its_switch_a_link_is_gone(each):
    assert sign_of(each.check, off=each.carrier).sign == 0


def test_a_link_that_depends_turns_and_is_not_in_a_loop():
    (uncertain,) = (each for each in LINKS if each.sign == 0)
    steps = np.diff([uncertain.check.answer(at) for at in uncertain.check.at])
    assert steps.max() > 0 > steps.min()
    assert all(loop.polarity != 0 for loop in LOOPS)


def test_checks_can_fail():
    peers = link("tenants", "progress").check
    assert sign_of(Rule("", lambda at: -peers.answer(at), peers.at)).sign == -1
    assert sign_of(Rule("", lambda at: (at - 8) ** 2, peers.at)).sign == 0
    nothing = Paired("spaces.service_level", "service", "fundings", plus=0.0)
    assert sign_of(nothing).sign == 0
    unmoved = Paired("parameters.close.review", "service", "fundings", plus=0.1)
    assert sign_of(unmoved).sign == 0
    assert sign_of(Counted("startups", "failed_", ("seekers",))).sign == 0


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_polarity_of_a_loop_is_the_product_of_its_links(loop):
    signs = [each.sign for each in loop.links()]
    assert loop.polarity == np.prod(signs)
    assert loop.name[0] == ("R" if loop.polarity > 0 else "B")
    assert len(set(loop.variables)) == len(loop.variables)


def test_names_are_there_and_used_once():
    assert len({loop.name for loop in LOOPS}) == len(LOOPS)
    assert len(set(NAMES)) == len(NAMES)
    for each in LINKS:
        assert {each.cause, each.effect} <= set(VARIABLES)
        if isinstance(each.check, Paired):
            assert {each.check.cause, each.check.answer} <= set(MEASURES)
    in_links = {end for each in LINKS for end in (each.cause, each.effect)}
    assert in_links == set(VARIABLES)
    for text in (*(v.label for v in VARIABLES.values()), *(loop.sentence for loop in LOOPS)):
        assert text.en != text.zh


def test_every_carrier_is_a_switch_a_lever_or_a_parameter():
    known = PARAMETERS | set(Mechanisms._fields) | set(Levers._fields)
    assert {each.carrier for each in LINKS} - {""} <= known


def test_every_section_is_one_of_the_odd():
    headings = set(re.findall(r"^### (7\.\d+) ", read("docs/ODD.md"), re.MULTILINE))
    assert {each.odd.split()[0] for each in LINKS} <= headings
