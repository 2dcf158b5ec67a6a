"""Policies of a scenario as a table: how much, from when until when, and what that rests on."""

from collections.abc import Iterable

from sim.analysis.reading_units import money_unit
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.declared_words import lever_name
from sim.scenario.language import PERCENT, Language, phrase
from sim.scenario.months import month_name
from sim.scenario.scenario import Scenario
from sim.studies.report.blocks import Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.policy_sources import basis_of

# What a level of a lever is per: "{value}" is a sum of money, a share in per cent, or a number.
PER = {
    "operating_subsidy": phrase("{value} per slot and month"),
    "subsidy_tied": phrase("{value} of the operating subsidy"),
    "recognition_grant": phrase("{value} once per space, on entry to the list"),
    "specialisation_grant": phrase(
        "{value} once per space, on entry to the list, times its specialisation (0 to 1); up to as "
        "much for a move to more specialisation"
    ),
    "specialisation_guidance": phrase("{value} on the log-odds of specialisation of new spaces"),
    "lease_relief": phrase("{value} of the rent of each space on the list"),
    "mentor_vouchers": phrase("{value} per tenant and month"),
    "co_investment": phrase("{value} of each investment"),
    "entry_standard": phrase("{value} on the service level of 0 to 1"),
    "audit": phrase("{value} of the spaces on the list a year"),
    "national_quota": phrase("{value} spaces a year"),
    "startup_campaign": phrase("{value} on the number of startups founded"),
    "anchor_recruitment": phrase("{value} spaces a year"),
    "displaced_support": phrase("{value} of the loss of startups that lose their space"),
}
MONEY, SHARES = "kCNY", ("share", "1/year")
ADDED = "startup_campaign"  # a share on top: with its sign


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
    """Level of a lever with what it is per, or of a condition.

    >>> amount("operating_subsidy", 0.4, "en"), amount("recognition_grant", 400.0, "zh")
    ('400 yuan per slot and month', '每家一次性 40 万元')
    """
    value = bare_amount(lever, level, language)
    return PER[lever].text(language).format(value=value) if lever in PER else value


def bare_amount(lever: str, level: float, language: Language) -> str:
    """The same without what it is per.

    >>> bare_amount("recognition_grant", 400.0, "zh"), bare_amount("lease_relief", 0.5, "en")
    ('40 万元', '50 %')
    """
    if lever not in LEVERS:
        return f"{level:g}"
    if multiplies(lever):
        return f"× {level:g}"
    unit = LEVERS[lever].unit
    if unit.startswith(MONEY):
        return yuan(level, language)
    if unit not in SHARES:
        return f"{level:g}"
    sign = "+" if lever == ADDED else ""
    return PERCENT.text(language).format(number=f"{100 * level:{sign}g}")


def yuan(kcny: float, language: Language) -> str:
    """A sum of money as a file or a decree sets it, in whole or round numbers.

    >>> yuan(0.08, "en"), yuan(400.0, "zh")
    ('80 yuan', '40 万元')
    """
    unit = money_unit([kcny], language)
    return f"{kcny / unit.kcny:,.6g} {unit.name}"
