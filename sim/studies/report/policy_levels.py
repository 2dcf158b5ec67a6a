"""What a scenario does to each lever, in a line: from what level to what level, and from when."""

import calendar
import re
from typing import NamedTuple

import numpy as np

from sim.model.conditions import FIRST_YEAR, NAMES
from sim.scenario.declared import LEVERS, SERIES, multiplies
from sim.scenario.declared_words import lever_name, meaning_of, name_of
from sim.scenario.differences import differences
from sim.scenario.language import Bilingual, Language, phrase
from sim.scenario.quantities import DESKS_PER_SLOT
from sim.scenario.scenario import Scenario
from sim.studies.report.policies_section import amount, bare_amount, yuan

PER_SLOT = "/slot/month"
MOST = 4  # other values that are named
SAME = 1e-9  # of the largest difference
_STRAY = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # a blank inside Chinese
_NUMBER = re.compile(r"(?P<lead>[^\d.+-]*)(?P<number>[+-]?[\d.,]+%?) ?(?P<unit>.*)")

_INTRODUCED = phrase("{name}: new {since}: {after}")
_ENDED = phrase("{name}: none {since}; until then {before}")
_RAISED = phrase("{name}: raised {since}, from {before} to {after}")
_LOWERED = phrase("{name}: lowered {since}, from {before} to {after}")
_INSTEAD = phrase("{name}: {since}, {after}, where it would otherwise be up to {before}")
_NONE = phrase("{name}: none {since}, where it would otherwise be up to {before}")
_SINCE = phrase("from {month}")
_PHASED = phrase("from {month}, in steps over {n} months")
_UNTIL = phrase("{since}, to {month}")
_MONTH = phrase("{name} {year}")
_DESK = phrase("1 slot = {desks} desks: {level} a desk")
_DESK_FROM = phrase("1 slot = {desks} desks: from {before} to {after} a desk")
_GLOSSED = phrase("{line} ({gloss})")
_OTHER = phrase("{name}: {after} instead of {before}")
_FURTHER = phrase("{n} more values that differ are in the section on what the scenarios differ in")
_NOTHING = phrase("No value differs.")


class Change(NamedTuple):
    """What two scenarios have in a lever or condition where they differ most."""

    name: str
    since: int  # first month in which they differ
    full: int  # first month in which they differ most
    until: int | None  # last month in which they differ; None: the end of the run
    before: float  # of the first scenario
    after: float
    steady: bool  # the first scenario has one level from before they differ on


def changes(first: Scenario, other: Scenario) -> list[Change]:
    """Find the levers and conditions that differ, from the schedules that the model reads."""
    months = min(first.months, other.months)
    found = []
    for name in NAMES:
        one, two = (each.schedule[name][:months] for each in (first, other))
        gap = np.abs(two - one)
        differ = np.flatnonzero(gap > SAME * max(1.0, gap.max()))
        if not differ.size:
            continue
        full = int(np.flatnonzero(gap >= (1 - SAME) * gap.max())[0])
        since, last = int(differ[0]), int(differ[-1])
        spell = one[max(since - 1, 0) : last + 1]
        until = None if last == months - 1 else last
        steady = float(np.ptp(spell)) <= SAME
        found.append(Change(name, since, full, until, float(one[full]), float(two[full]), steady))
    return found


def policy_lines(first: Scenario, other: Scenario, language: Language) -> list[str]:
    """Say what a scenario does that the first does not, levers first.

    >>> from sim.scenario.load import load_scenario
    >>> first, other = load_scenario("baseline"), load_scenario("rent_shock")
    >>> policy_lines(first, other, "en")
    ['Rents, multiplied by: raised from January 2019, in steps over 12 months, from × 1 to × 1.4']
    """
    found = sorted(changes(first, other), key=lambda change: change.name in SERIES)
    lines = [_line(change, language) for change in found]
    others = [
        each
        for each in differences(first, other)
        if not each.key.startswith(("levers.", "conditions."))
    ]
    for each in others[:MOST]:
        name = name_of(each.key) or meaning_of(each.key) or Bilingual(each.key, each.key)
        said = name.text(language).rstrip(".。")
        line = _OTHER.text(language)
        lines.append(line.format(name=said, before=each.first, after=each.second))
    if others[MOST:]:
        lines.append(_FURTHER.text(language).format(n=len(others) - MOST))
    return lines or [_NOTHING.text(language)]


def month_in_words(month: int, language: Language) -> str:
    """A month as a sentence has it.

    >>> month_in_words(108, "en"), month_in_words(108, "zh")
    ('January 2024', '2024 年 1 月')
    """
    year, number = FIRST_YEAR + month // 12, month % 12 + 1
    name = calendar.month_name[number] if language == "en" else str(number)
    return _MONTH.text(language).format(name=name, year=year)


def _line(change: Change, language: Language) -> str:
    name = quantity_name(change.name).text(language)
    kind = _kind(change)
    before, after = (amount(change.name, each, language) for each in (change.before, change.after))
    if kind in (_RAISED, _LOWERED):
        before, after = _side_by_side(before, after)
    if kind == _INSTEAD:
        before = bare_amount(change.name, change.before, language)
    said = {"name": name, "before": before, "after": after, "since": _since(change, language)}
    line = _STRAY.sub("", kind.text(language).format(**said))
    if change.name not in LEVERS or not LEVERS[change.name].unit.endswith(PER_SLOT):
        return line
    kcny = [level / DESKS_PER_SLOT for level in (change.before, change.after)]
    one, two = (yuan(each, language) for each in kcny)
    before, after = _side_by_side(one, two)
    both = _DESK_FROM.text(language).format(desks=DESKS_PER_SLOT, before=before, after=after)
    alone = _DESK.text(language).format(desks=DESKS_PER_SLOT, level=two if kcny[1] else one)
    return _GLOSSED.text(language).format(line=line, gloss=both if all(kcny) else alone)


def quantity_name(name: str) -> Bilingual:
    """Name of a lever or of a condition.

    >>> quantity_name("rent_index").en
    'Market rent'
    """
    if name in LEVERS:
        return lever_name(name)
    return name_of(f"conditions.{name}") or Bilingual(name, name)


def _side_by_side(before: str, after: str) -> tuple[str, str]:
    """Two levels of one lever in a sentence: what they are per is said once.

    >>> _side_by_side("400 yuan per slot", "200 yuan per slot")
    ('400', '200 yuan per slot')
    >>> _side_by_side("每家一次性 40 万元", "每家一次性 20 万元")
    ('每家一次性 40', '20 万元')
    >>> _side_by_side("运营补贴的 30%", "运营补贴的 80%")
    ('运营补贴的 30%', '80%')
    >>> _side_by_side("400 yuan", "2 thousand yuan")
    ('400 yuan', '2 thousand yuan')
    """
    one, two = (_NUMBER.fullmatch(level) for level in (before, after))
    if not one or not two:
        return before, after
    words = one["lead"] if len(one["lead"].strip()) > 1 else ""  # "×" stays with its number
    if one["unit"] == two["unit"] and (one["unit"] or words):
        before = one["lead"] + one["number"]
        after = after.removeprefix(words) if one["lead"] == two["lead"] else after
    return before, after


def _kind(change: Change) -> Bilingual:
    adds = change.name in LEVERS and not multiplies(change.name)
    if not change.steady:
        return _NONE if adds and not change.after else _INSTEAD
    if adds and not change.before:
        return _INTRODUCED
    if adds and not change.after:
        return _ENDED
    return _RAISED if change.after > change.before else _LOWERED


def _since(change: Change, language: Language) -> str:
    months = change.full - change.since + 1
    phased = change.steady and months > 1
    month = month_in_words(change.since, language)
    said = (_PHASED if phased else _SINCE).text(language).format(month=month, n=months)
    if change.until is None:
        return said
    last = month_in_words(change.until, language)
    return _UNTIL.text(language).format(since=said, month=last)
