"""Words about money, in English and Chinese: of the figures and of the screen."""

from sim.analysis.money_compared import Gain
from sim.analysis.totals import TOTALS
from sim.scenario.language import Language, phrase

MONEY_TEXTS = {
    "cost_title": phrase("Public cost by policy and year"),
    "cost_subtitle": phrase("Bars: means over {replicates} replicates{range}. {notes}"),
    "cost_range": phrase("; whisker: 90 % range of replicates of the year's sum"),
    "cost_notes": phrase("Not discounted; what policies pay, not what they earn."),
    "cost_axis": phrase("{unit} a year"),
    "cost_whole": phrase("Whole run, {first}–{last}: mean{range}"),
    "cost_whole_range": phrase(" [90 % of replicates]"),
    "year_x": phrase("Year"),
    "frontier_title": phrase("What more or less public money goes with, against “{first}”"),
    "frontier_subtitle": phrase(
        "Public cost of {first}–{last}, not discounted; outcomes at the end of the run.\n"
        "Marker: mean difference within pairs of the same parameters and seed; cross: its 90 % "
        "Monte Carlo interval{range}.\n"
        "Grey line: scenarios that no other beats on both cost and outcome, by their means."
    ),
    "frontier_range": phrase("; pale: 90 % range of replicates"),
    "frontier_x": phrase("Difference of public cost, {unit}"),
    "frontier_y": phrase("Difference, {unit}"),
    "cheaper_better": phrase("costs less, gains more"),
    "dearer_worse": phrase("costs more, loses"),
    "towards_upper_left": phrase("↖ {meaning}"),
    "towards_lower_right": phrase("{meaning} ↘"),
    "money_of_run": phrase("Public money"),
    "money_against": phrase("Public money, {other} against {first}: {cost}"),
    "costs_change": phrase("cost {change} {unit} (mean ± 90 % Monte Carlo)"),
    "costs_same": phrase("the same cost in every pair"),
    "difference": phrase("mean difference\n± 90 % Monte Carlo"),
    "per_million": phrase("per million\nyuan of difference"),
    "ratio_interval": phrase("90 % Monte Carlo\ninterval"),
    "reading": phrase("reading"),
    "money_note": phrase(
        "Sums since 2015, not discounted. Per million yuan: ratio of the mean differences with "
        "Fieller's interval; none is given where costs do not clearly differ, or where one "
        "scenario is better in both."
    ),
    "run_costs": phrase("{first}–{last}, not discounted: mean {sum}{range}"),
    "run_range": phrase(" {range} (90 % of replicates)"),
    "run_parts": phrase("By policy: {parts}"),
    "run_averages": phrase("On average, which is no effect of the policies: {parts}"),
    "run_average": phrase("{sum} per {outcome}"),
    "cost_nothing": phrase("No policy of this scenario costs public money."),
    "same_cost": phrase("costs the same"),
    "dominates": phrase("costs less and gains more: dominates"),
    "dominated": phrase("costs more and loses: dominated"),
    "buys": phrase("gained for each million more"),
    "saves": phrase("lost for each million saved"),
    "costs_more": phrase("costs more; no clear change"),
    "costs_less": phrase("costs less; no clear change"),
    "gains": phrase("gains; cost not clearly different"),
    "loses": phrase("loses; cost not clearly different"),
    "unclear": phrase("neither clearly different"),
    "unknown": phrase("too few runs to say"),
    "cheaper_better_count": phrase("costs less; more of them"),
    "dearer_worse_count": phrase("costs more; fewer of them"),
    "dominates_count": phrase("costs less; more of them"),
    "dominated_count": phrase("costs more; fewer of them"),
    "gains_count": phrase("more of them; cost not clearly different"),
    "loses_count": phrase("fewer of them; cost not clearly different"),
    "buys_count": phrase("more for each million more"),
    "saves_count": phrase("fewer for each million saved"),
}


def reading(gain: Gain, language: Language) -> str:
    """Say what money goes with."""
    return say_of(gain.outcome, gain.verdict, language)


def say_of(outcome: str, key: str, language: Language) -> str:
    """Return a text about an outcome; of one that is no aim in itself, without a judgement."""
    count = f"{key}_count"
    is_count = TOTALS[outcome].about.better == "neither" and count in MONEY_TEXTS
    return say(count if is_count else key, language)


def say(key: str, language: Language, **values: object) -> str:
    """Return a text about money."""
    return MONEY_TEXTS[key].text(language).format(**values)
