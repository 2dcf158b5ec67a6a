"""Numbers, units and months as people write them."""

import math
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.declared import LEVERS, PARAMETERS, SERIES, SETTINGS
from sim.scenario.declared_words import unit_words
from sim.scenario.months import month_name, read_month
from sim.scenario.problems import Refused
from sim.scenario.quantities import read_quantity, unit_in_words

EVERY = LEVERS | SERIES | PARAMETERS | SETTINGS


@pytest.mark.parametrize(
    ("written", "lever", "value"),
    [
        ("300", "recognition_grant", 300.0),
        ("300 kCNY", "recognition_grant", 300.0),
        ("300kcny", "recognition_grant", 300.0),
        ("0.3 million CNY", "recognition_grant", 300.0),
        ("300 千元", "recognition_grant", 300.0),
        ("30 万元", "recognition_grant", 300.0),
        ("30万元", "recognition_grant", 300.0),
        ("300000 yuan", "recognition_grant", 300.0),
        ("\uff13\uff10\uff10 kCNY", "recognition_grant", 300.0),  # full-width digits
        ("1e-3", "operating_subsidy", 0.001),
        ("1E-3 kCNY/slot/month", "operating_subsidy", 0.001),
        (".12 kCNY per slot per month", "operating_subsidy", 0.12),
        ("0.12 kCNY/month/slot", "operating_subsidy", 0.12),
        ("120 CNY/slot/month", "operating_subsidy", 0.12),
        ("57 %", "lease_relief", 0.57),
        ("57%", "lease_relief", 0.57),
        ("0.57 share", "lease_relief", 0.57),
        ("35 %", "entry_standard", 0.35),
        ("0.35 service level", "entry_standard", 0.35),
        ("10 % per year", "audit", 0.1),
        ("10%/year", "audit", 0.1),
        ("0.1/year", "audit", 0.1),
        ("0.1 1/year", "audit", 0.1),
        ("45 spaces per year", "national_quota", 45.0),
        ("1 space/year", "national_quota", 1.0),
        ("140 %", "rent_multiplier", 1.4),
        ("0.5 千元/工位单元/月", "operating_subsidy", 0.5),
        ("0.3 万元/家/月", "mentor_vouchers", 3.0),
        ("20 %/年", "audit", 0.2),
        ("+1_000", "recognition_grant", 1000.0),
        ("017", "recognition_grant", 17.0),  # YAML 1.1 would read 15
        ("\u22120.5 logit", "specialisation_guidance", -0.5),  # a typographer's minus
        (np.float64(300), "recognition_grant", 300.0),
        (np.int32(300), "recognition_grant", 300.0),
    ],
)
def test_a_quantity_is_read_as_it_is_meant(written, lever, value):
    assert read_quantity(written, LEVERS[lever]) == value


@pytest.mark.parametrize(
    ("written", "name", "message", "words"),
    [
        ("300 kUSD", "recognition_grant", "wrong_unit", "kUSD"),
        ("300 kCNY/month", "recognition_grant", "wrong_unit", "kCNY"),
        ("10 %", "audit", "wrong_unit", "per year"),
        ("10 %", "recognition_grant", "wrong_unit", "kCNY"),
        ("1 month", "rent_multiplier", "wrong_unit", "a pure number"),
        ("-80 元/工位/月", "operating_subsidy", "by_desk", "write value: -200 元/工位单元/月"),
        ("80元/个工位/月", "operating_subsidy", "by_desk", "write value: 200 元/工位单元/月"),
        ("30 CNY per desk per month", "operating_subsidy", "by_desk", "75 CNY per slot per month"),
        ("1e400 元/工位/月", "operating_subsidy", "by_desk", "2.5"),
        ("30 元/工位/月", "mentor_vouchers", "wrong_unit", "kCNY/tenant/month"),
        ("1:30", "recognition_grant", "expected_number", "'1:30'"),
        ("2019-01-15", "recognition_grant", "expected_number", "0 to 2000 kCNY"),
        ("1,000", "recognition_grant", "expected_number", "'1,000'"),
        ("", "recognition_grant", "expected_number", "''"),
        (None, "recognition_grant", "expected_number", "nothing"),
        (True, "recognition_grant", "expected_number", "True"),
        ({"a": 1}, "recognition_grant", "expected_number", "{...}"),
        (".nan", "recognition_grant", "not_finite", ".nan"),
        ("-.INF", "recognition_grant", "not_finite", "-.INF"),
        ("1e400", "recognition_grant", "not_finite", "1e400"),
        ("9" * 400, "recognition_grant", "not_finite", "..."),
        (10**400, "recognition_grant", "not_finite", "> 1e38"),
        (math.nan, "recognition_grant", "not_finite", "nan"),
        ("2000.1", "recognition_grant", "out_of_range", "0 to 2000 kCNY"),
        ("-1", "audit", "out_of_range", "0 to 1 per year"),
        ("6.5 months", "ramp", "whole_number", "months"),
        ("6 days", "ramp", "wrong_unit", "months"),
    ],
)
def test_what_is_no_such_quantity_is_refused(written, name, message, words):
    with pytest.raises(Refused) as refused:
        read_quantity(written, EVERY[name])
    assert refused.value.message.key == message
    assert words in refused.value.message.text()


def test_whole_numbers_and_years_of_months():
    grace = PARAMETERS["close.grace_months"]
    for written in ("12", "12.0", "12 months", "1 year", "12 个月", "1 年", 12, 12.0):
        value = read_quantity(written, grace)
        assert value == 12
        assert isinstance(value, int)


@pytest.mark.parametrize("name", EVERY)
def test_every_declared_unit_is_read(name):
    declared = EVERY[name]
    unit = "" if declared.unit == "1" else declared.unit
    assert read_quantity(f"{declared.high:.17g} {unit}", declared) == declared.high


@pytest.mark.parametrize("name", LEVERS)
def test_the_unit_of_a_lever_is_read_as_chinese_lines_show_it(name):
    declared = LEVERS[name]
    unit = "" if declared.unit == "1" else unit_words(unit_in_words(declared.unit)).zh
    assert read_quantity(f"{declared.high:.17g} {unit}", declared) == declared.high


@given(st.floats(0, 2000))
def test_numbers_survive_being_written(number):
    assert read_quantity(repr(number), LEVERS["recognition_grant"]) == number


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_refused(text):
    with suppress(Refused):
        assert math.isfinite(read_quantity(text, LEVERS["audit"]))


@given(st.integers(0, 431))
def test_months_survive_being_written(month):
    assert read_month(month_name(month)) == month


@pytest.mark.parametrize(
    ("written", "message", "meant"),
    [
        ("2019-1", "not_a_month", "2019-01"),
        ("2019/01", "not_a_month", "2019-01"),
        ("2019", "not_a_month", "2019-01"),
        ("2019年3月", "not_a_month", "2019-03"),
        ("2019-01-15", "months_only", "2019-01"),
        ("2019-01-15 10:00:00", "months_only", "2019-01"),
        ("2019-13", "not_a_month", None),
        ("soon", "not_a_month", None),
        ("", "not_a_month", None),
        (None, "not_a_month", None),
        (2019, "not_a_month", "2019-01"),
    ],
)
def test_what_is_no_month_is_refused(written, message, meant):
    with pytest.raises(Refused) as refused:
        read_month(written)
    assert refused.value.message.key == message
    assert refused.value.message.values["nearest"] == ((meant,) if meant else ())
