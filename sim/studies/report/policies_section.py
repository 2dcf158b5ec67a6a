"""Policies of a scenario as a table: how much, from when until when, and what that rests on."""

from collections.abc import Iterable

from sim.analysis.reading_units import money_unit
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.declared_words import lever_name
from sim.scenario.language import PERCENT, Bilingual, Language, phrase
from sim.scenario.months import month_name
from sim.scenario.scenario import Scenario
from sim.studies.report.blocks import Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.policy_sources import basis_of

# Units of levers after a sum of money, and after a number.
PER = {
    "kCNY": Bilingual("", ""),
    "kCNY/slot/month": phrase(" per slot and month"),
    "kCNY/tenant/month": phrase(" per tenant and month"),
}
UNITS = {
    "spaces/year": phrase("{value} spaces a year"),
    "service level": phrase("{value} on the service level of 0 to 1"),
    "logit": phrase("{value} on the log-odds of specialisation"),
}


def policies_section(scenario: Scenario, language: Language) -> Section:
    """Dated interventions with their values."""
    title = COMMON_TEXTS["policies"].text(language)
    if not scenario.policies:
        return Section("policies", title, [Words([COMMON_TEXTS["no_policies"].text(language)])])
    caption = COMMON_TEXTS["interventions"].text(language)
    return Section(
        "policies", title, [policies_table(scenario, scenario.policies, caption, language)]
    )


def policies_table(
    scenario: Scenario, names: Iterable[str], caption: str, language: Language
) -> Table:
    """Some policies of a scenario, a row each, under the names of their levers."""

    def say(key: str, **values: object) -> str:
        return COMMON_TEXTS[key].text(language).format(**values)

    rows = []
    for name in names:
        policy = scenario.policies[name]
        rows.append(
            TableRow(
                [
                    lever_name(policy.lever).text(language),
                    amount(policy.lever, policy.value, language),
                    say("start") if policy.start is None else month_name(policy.start),
                    say("open_end") if policy.until is None else month_name(policy.until),
                    say("months", n=policy.ramp) if policy.ramp else "",
                    basis_of(name, policy).text(language),
                ]
            )
        )
    keys = ("policy", "value", "from", "until", "phased_in", "basis")
    table = Table(caption, [say(key) for key in keys], rows, words=len(keys))
    return table._replace(note=say("policies_note"))


def amount(lever: str, level: float, language: Language) -> str:
    """Level of a lever, or of a condition, with its unit.

    >>> amount("operating_subsidy", 0.4, "en"), amount("lease_relief", 0.5, "zh")
    ('400 yuan per slot and month', '50%')
    """
    if lever not in LEVERS:
        return f"{level:g}"
    unit = LEVERS[lever].unit
    if multiplies(lever):
        return f"× {level:g}"
    if unit == "share":
        return PERCENT.text(language).format(number=f"{100 * level:g}")
    if unit == "1/year":
        return COMMON_TEXTS["a_year"].text(language).format(value=f"{100 * level:g}")
    if unit in PER:
        return yuan(level, language) + PER[unit].text(language)
    if known := UNITS.get(unit):
        return known.text(language).format(value=f"{level:g}")
    return f"{level:g}"


def yuan(kcny: float, language: Language) -> str:
    """A sum of money as a file or a decree sets it, in whole or round numbers.

    >>> yuan(0.08, "en"), yuan(400.0, "zh")
    ('80 yuan', '40 万元')
    """
    unit = money_unit([kcny], language)
    return f"{kcny / unit.kcny:,.6g} {unit.name}"
