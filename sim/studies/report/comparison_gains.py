"""Table of what more or less public money goes with: outcomes, and money for one of each."""

from collections.abc import Sequence

from sim.analysis.money_compared import Gain
from sim.analysis.money_each import TOLD, Each, each_of
from sim.analysis.money_texts import reading
from sim.analysis.reading_units import MoneyUnit, interval, money_unit, plain, unit_of_one
from sim.scenario.language import Bilingual
from sim.studies.report.amounts import MISSING, with_sign
from sim.studies.report.blocks import Table, TableRow
from sim.studies.report.comparison_content import ComparisonContent


def gains_table(content: ComparisonContent, members: Sequence[Gain], name: str) -> Table:
    """What public money goes with in each outcome, in a unit that fits the largest sum for one."""
    each = {gain.outcome: each_of(gain) for gain in members}
    known = [found.mean for found in each.values() if found]
    unit = money_unit(known or [unit_of_one(content.language).kcny], content.language)
    rows = [
        TableRow(
            [
                content.text(Bilingual(gain.label_en, gain.label_zh)),
                *_counted(gain),
                *_each(each[gain.outcome], unit),
                _reading(content, gain),
            ]
        )
        for gain in members
    ]
    keys = ("outcome", "outcome_difference", "interval", "each", "interval", "reading")
    caption = content.say("gains_table", other=name, first=content.names[0])
    heads = [content.say(key, unit=unit.name) for key in keys]
    return Table(caption, heads, rows, note=content.say("gains_note"))


def _counted(gain: Gain) -> list[str]:
    """Mean difference of an outcome and its interval, in whole spaces or startups if above one."""
    ends = (gain.outcome_low_90, gain.outcome_high_90)
    known = [end for end in ends if end is not None]
    digits = 0 if max(map(abs, [gain.outcome_difference, *known])) >= 1 else 1
    said = [with_sign(each, digits) for each in (gain.outcome_difference, *known)]
    return [said[0], f"[{', '.join(said[1:])}]" if len(known) == len(ends) else MISSING]


def _each(found: Each | None, unit: MoneyUnit) -> list[str]:
    if found is None:
        return [MISSING, MISSING]
    mean, low, high = (kcny / unit.kcny for kcny in found)
    return [plain(mean), interval(low, high)]


def _reading(content: ComparisonContent, gain: Gain) -> str:
    if gain.verdict in TOLD:
        return content.say(gain.verdict)
    return reading(gain, content.language)
