"""Sections that reports of runs and of comparisons share: policies, and how to reproduce."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis.reading_units import money, plain
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.language import NAMED, PERCENT, Bilingual, Language, phrase
from sim.scenario.months import month_name
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Policy
from sim.studies.report.blocks import Block, Facts, Points, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.trust_texts import LIMITS

# Units of levers after a sum of money, and after a number.
PER = {
    "kCNY": Bilingual("", ""),
    "kCNY/slot/month": phrase(" per slot and month"),
    "kCNY/tenant/month": phrase(" per tenant and month"),
}
UNITS = {
    "spaces/year": phrase("spaces a year"),
    "service level": phrase("service level"),
}
SHORT = 12  # digits of hashes


def limits_section(language: Language) -> Section:
    """What may and may not be concluded."""
    return Section(
        "limits",
        COMMON_TEXTS["limits"].text(language),
        [
            Points([limit.text(language) for limit in LIMITS]),
            Words([COMMON_TEXTS["two_intervals"].text(language)]),
        ],
    )


def policies_section(scenario: Scenario, language: Language) -> Section:
    """Dated interventions with their values."""

    def say(key: str, **values: object) -> str:
        return COMMON_TEXTS[key].text(language).format(**values)

    title = say("policies")
    if not scenario.policies:
        return Section("policies", title, [Words([say("no_policies")])])
    rows = []
    for name, policy in scenario.policies.items():
        label = LEVERS[policy.lever].label
        lever = (label.zh if language == "zh" else label.en) if label else policy.lever
        rows.append(
            TableRow(
                [
                    name,
                    lever,
                    _value(policy, language),
                    say("start") if policy.start is None else month_name(policy.start),
                    say("open_end") if policy.until is None else month_name(policy.until),
                    say("months", n=policy.ramp) if policy.ramp else "",
                    _basis(policy, language),
                ]
            )
        )
    keys = ("policy", "lever", "value", "from", "until", "phased_in", "basis")
    table = Table(say("interventions"), [say(key) for key in keys], rows, words=len(keys))
    return Section("policies", title, [table._replace(note=say("policies_note"))])


def _value(policy: Policy, language: Language) -> str:
    declared = LEVERS[policy.lever]
    if multiplies(policy.lever):
        return f"× {plain(policy.value)}"
    if declared.unit == "share":
        return PERCENT.text(language).format(number=f"{100 * policy.value:g}")
    if declared.unit == "1/year":
        return COMMON_TEXTS["a_year"].text(language).format(value=f"{100 * policy.value:g}")
    if declared.unit in PER:
        return money(policy.value, language) + PER[declared.unit].text(language)
    known = UNITS.get(declared.unit)
    unit = known.text(language) if known else "" if declared.unit == "1" else declared.unit
    return f"{policy.value:g} {unit}".rstrip()


def _basis(policy: Policy, language: Language) -> str:
    """What the size of the lever rests on; a statistic by its key in the evidence."""
    source = LEVERS[policy.lever].source
    kind = COMMON_TEXTS[source.kind].text(language)
    if source.kind == "statistic":
        key = source.text.partition(" ")[0].rstrip(";,")
        return NAMED.text(language).format(name=kind, text=key)
    return kind


def reproduction(
    about: Mapping[str, Any], language: Language, words: Sequence[str], kind: str
) -> Section:
    """Everything that it takes to get the same numbers again.

    Parameters
    ----------
    about : mapping
        The manifest of the run or comparison.
    words : sequence of str
        Paragraphs above.
    kind : {"run", "comparison"}
    """

    def say(key: str, **values: object) -> str:
        return COMMON_TEXTS[key].text(language).format(**values)

    replicates = about["replicates"]
    seeds = [each["seed"] for each in replicates]
    draws = {each["draw"] for each in replicates if each["draw"] >= 0}
    git = about["git"]
    commit = git["commit"][:SHORT] if git else ""
    rows = [
        (say("command"), about["command"]),
        (say(f"{kind}_id"), about[f"{kind}_id"]),
        (
            say("seeds"),
            say(
                "seeds_said",
                replicates=len(replicates),
                draws=len(draws),
                first=min(seeds),
                last=max(seeds),
            ),
        ),
        (say("rules"), about.get("rules", "")),
        (say("git"), say("git_changed", commit=commit) if git and git["changed"] else commit),
        (
            say("versions"),
            ", ".join(f"{k} {v}" for k, v in about["versions"].items() if v[0].isdigit()),
        ),
        (
            say("inputs"),
            ", ".join(f"{k} {v[:SHORT]}" for k, v in about.get("inputs", {}).items()),
        ),
    ]
    blocks: list[Block] = [Words(words), Facts([row for row in rows if row[1]])]
    return Section("reproduce", say("reproduce"), blocks)


def manifest_of(text: str) -> Mapping[str, Any]:
    """Read a manifest."""
    found: Mapping[str, Any] = json.loads(text)
    return found
