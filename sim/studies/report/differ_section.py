"""Section of the report of a comparison on what the scenarios differ in."""

from collections.abc import Iterator

from sim.scenario.declared_words import meaning_of, name_of, unit_words
from sim.scenario.differences import differences
from sim.scenario.language import phrase
from sim.scenario.scenario import Scenario
from sim.studies.report.blocks import Block, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.policies_section import policies_table

WITH_KEY = phrase("{name} ({key})")


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
        TableRow(
            [
                _named(content, each.key),
                each.first,
                each.second,
                content.text(unit_words(each.unit)),
            ]
        )
        for each in differences(first, other)
        if not (policies and each.key.startswith("levers."))
    ]
    if rows:
        heads = [content.say("key"), content.names[0], name, content.text(COMMON_TEXTS["unit"])]
        caption = content.say("others_differ", other=name, first=content.names[0])
        yield Table(caption, heads, rows, words=4, note=content.say("differ_note"))


def _named(content: ComparisonContent, key: str) -> str:
    """Name of a value; its meaning where it has none, with the key that a reader would type."""
    if name := name_of(key):
        return content.text(name)
    meaning = meaning_of(key)
    if meaning is None:
        return key
    said = content.text(meaning).rstrip(".。")
    return content.text(WITH_KEY).format(name=said, key=key)
