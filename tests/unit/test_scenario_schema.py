"""The JSON Schema that editors use agrees with what the reader takes."""

import jsonschema
import pytest
import yaml

from sim.scenario import ScenarioError, builtin_names, load_scenario
from sim.scenario.declared import LEVERS, MECHANISMS, OPERATORS, PARAMETERS, SERIES
from sim.scenario.locate import builtin_folder
from sim.scenario.schema import json_schema


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2's idea of a scalar, near enough: no dates."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_it_names_its_draft():
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", builtin_names())
def test_built_in_scenarios_fit_it(validator, name):
    text = (builtin_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    validator.validate(yaml.load(text, AsEditorsRead))
    validator.validate(load_scenario(name).resolved())


def test_all_declared_names_are_in_it_with_their_meaning():
    parts = json_schema()["$defs"]
    assert set(parts["Conditions"]["properties"]) == set(SERIES)
    assert set(parts["Parameters"]["properties"]) == set(PARAMETERS)
    assert set(parts["Mechanisms"]["properties"]) == set(MECHANISMS)
    assert set(parts["Policy"]["properties"]["lever"]["enum"]) == set(LEVERS)
    assert set(parts["slots_median"]["properties"]) == set(OPERATORS)
    for section, declared in (("Conditions", SERIES), ("Parameters", PARAMETERS)):
        for name, each in declared.items():
            assert each.meaning in parts[section]["properties"][name]["description"]
    told = [each["then"]["properties"]["value"]["description"] for each in parts["Policy"]["allOf"]]
    for each, description in zip(LEVERS.values(), told, strict=True):
        assert description.startswith(each.meaning)


@pytest.mark.parametrize(
    "text",
    [
        "extend: baseline",
        "conditions: {rents: 1}",
        "conditions: {rent_index: 9}",
        "conditions: {rent_index: {2019-13: 1}}",
        "conditions: {rent_index: {}}",
        "policies: {a: {lever: audits, value: 1}}",
        "policies: {a: {value: 1}}",
        "policies: {a: {lever: audit, value: 1, form: 2019-01}}",
        "policies: {a: {lever: audit, value: 1, from: 2019-1}}",
        "policies: {a.b: {lever: audit, value: 1}}",
        "parameters: {grace_months: 9}",
        "parameters: {close.grace_months: 90}",
        "parameters: {close.grace_months: 9.5}",
        "parameters: {close.grace_months: soon}",
        "parameters: {found_spaces.slots_median: {college: 9}}",
        "mechanisms: {service: maybe}",
        "run: {seed: -1}",
        "run: {parameters: bets}",
        "scale: 100",
        "horizon: {start: 2016-01}",
        "title: {de: x}",
        "- extends: baseline",
    ],
)
def test_what_the_reader_refuses_it_refuses(validator, text, tmp_path):
    assert not validator.is_valid(yaml.load(text, AsEditorsRead))
    (tmp_path / "wrong.yaml").write_text(text)
    with pytest.raises(ScenarioError):
        load_scenario(tmp_path / "wrong.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "title: {en: x, zh: y}",
        "title: x",
        "extends: baseline\npolicies: {audit_2018: null}",
        "parameters: {close.grace_months: 9 months, found_spaces.slots_median: {university: 9}}",
        "parameters: {close.base_exit: 1e-3}",
        "policies: {a: {lever: audit, value: 10 % per year, ramp: 6 months, until: 2020-01}}",
        "policies: {众创: {lever: audit, value: .1}}",
        "mechanisms: {service: off, peers: 'on', herding: NO}",
        "conditions: {rent_index: 120 %, founding_push: {2015-01: 1, 2020-12: 80 %}}",
        "run: {seed: 7, replicates: 3, parameters: best, until: 2020-12}",
        "horizon: {start: 2015-01, end: 2040-12}\nscale: 0.1",
    ],
)
def test_what_the_reader_takes_it_takes(validator, text, tmp_path):
    validator.validate(yaml.load(text, AsEditorsRead))
    (tmp_path / "right.yaml").write_text(text, encoding="utf-8")
    load_scenario(tmp_path / "right.yaml")
