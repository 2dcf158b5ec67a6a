"""Each submodel reads and writes what it declares, and nothing else."""

from functools import cache
from importlib import import_module

import pytest

from sim.model.schedule import SUBMODELS
from tests.properties.contracts import declared_names, observed_elsewhere, union, worlds

KINDS = ("READS", "WRITES")
REMEDY = "python -m tests.properties.contracts prints what it really touches"


@cache
def seen() -> dict[str, dict[str, dict[str, list[str]]]]:
    return observed_elsewhere()


def declared(submodel: str, kind: str) -> set[str]:
    (module,) = (each.__module__ for each in SUBMODELS if each.__name__ == submodel)
    return declared_names(getattr(import_module(module), kind))


NAMES = [submodel.__name__ for submodel in SUBMODELS]


@pytest.mark.parametrize("world", worlds())
@pytest.mark.parametrize("submodel", NAMES)
def test_a_submodel_touches_only_what_it_declares(submodel, world):
    for kind in KINDS:
        undeclared = set(seen()[world][submodel][kind]) - declared(submodel, kind)
        assert undeclared == set(), f"{kind} of {submodel}: {REMEDY}"


@pytest.mark.parametrize("submodel", NAMES)
def test_a_submodel_touches_all_that_it_declares(submodel):
    for kind in KINDS:
        idle = declared(submodel, kind) - set(union(seen())[submodel][kind])
        assert idle == set(), f"{kind} of {submodel}: {REMEDY}"
