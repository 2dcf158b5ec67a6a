"""Section of the report of a comparison on what the scenarios differ in."""

from collections.abc import Iterator, Mapping

from sim.scenario.declared import LEVERS, MECHANISMS, PARAMETERS, SERIES
from sim.scenario.differences import differences
from sim.scenario.scenario import Scenario
from sim.studies.report.blocks import Block, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.policies_section import policies_table

DECLARED: Mapping[str, Mapping[str, object]] = {
    "conditions": SERIES,
    "levers": LEVERS,
    "mechanisms": MECHANISMS,
    "parameters": PARAMETERS,
}


def differ_section(content: ComparisonContent) -> Section:
    """Policies that only one scenario has, and all other values that differ."""
    first, *others = (study.scenario for study in content.comparison.studies)
    blocks: list[Block] = []
    for scenario, (_, name) in zip(others, content.others, strict=True):
        found = [*_blocks(content, first, scenario, name)]
        blocks += found or [Words([content.say("no_difference")])]
    return Section("differ", content.say("differ"), blocks)


def _blocks(
    content: ComparisonContent, first: Scenario, other: Scenario, name: str
) -> Iterator[Block]:
    policies = 0
    for one, title, against, title_against in (
        (other, name, first, content.names[0]),
        (first, content.names[0], other, name),
    ):
        only = [key for key in one.policies if one.policies[key] != against.policies.get(key)]
        policies += len(only)
        if only:
            caption = content.say("policies_only", one=title, other=title_against)
            yield policies_table(one, only, caption, content.language)
    # What policies come to on a lever is said above, by policy.
    rows = [
        TableRow([_named(content, each.key), each.first, each.second, each.unit])
        for each in differences(first, other)
        if not (policies and each.key.startswith("levers."))
    ]
    if rows:
        heads = [content.say("key"), content.names[0], name, content.text(COMMON_TEXTS["unit"])]
        caption = content.say("others_differ", other=name, first=content.names[0])
        yield Table(caption, heads, rows, words=4, note=content.say("differ_note"))


def _named(content: ComparisonContent, key: str) -> str:
    """Label of a value; its key where it has none."""
    section, _, rest = key.partition(".")
    label = getattr(DECLARED.get(section, {}).get(rest), "label", None)
    return key if label is None else str(label.zh if content.language == "zh" else label.en)
