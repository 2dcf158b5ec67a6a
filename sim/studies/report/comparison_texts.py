"""Words of the report of a comparison, in English and Chinese."""

from sim.scenario.language import phrase

COMPARISON_REPORT_TEXTS = {
    "title": phrase("{others} against {first}"),
    "and": phrase(" and "),
    "facts": phrase(
        "{n} pairs of runs with the same parameters and seeds, from {draws} parameter draws, "
        "{start} to {end}. {parameters}. Comparison {id}."
    ),
    "about": phrase("{other} against {first}"),
    "card_detail": phrase("{first} {one}, {other} {two}"),
    "card_range": phrase("Most runs: {low} to {high}"),
    "card_few": phrase("A range of pairs needs at least ten."),
    "explained": phrase(
        "All changes are differences within pairs of runs with the same parameters and seed. Most "
        "runs: 90 % of the pairs lie there. Error of the mean: half of its 90 % Monte Carlo "
        "interval."
    ),
    "card_caption": phrase(
        "{explained} Cards: mean ± error of the mean. Dot: median of pairs; thick bar: 50 %, thin "
        "bar: 90 % of pairs; dashed: no difference. The median of differences is not the "
        "difference of medians."
    ),
    "changes": phrase("What changes"),
    "changes_table": phrase("{other} against {first}: {n} pairs"),
    "figure": phrase("Figure"),
    "mean": phrase("Mean difference ± error of the mean"),
    "range": phrase("90 % of pairs"),
    "better": phrase("Share of pairs in which the option is better"),
    "costs_less_in": phrase("costs less: {share}"),
    "changes_note": phrase(
        "Spaces change type. Type at founding: the one a space began with; at the time: that of "
        "each month; at the end: that of the last month. A type may therefore have more closures "
        "and yet more spaces alive at the end. The recorded list keeps closed spaces for up to two "
        "reports and may be longer than the spaces alive. Error of the mean: half of its 90 % "
        "Monte Carlo interval; it shrinks as runs are added, the 90 % of pairs do not. Better: "
        "the figure moves the way that is good for makerspaces, startups or the budget; empty "
        "where neither way is. Levels are means, charts show medians."
    ),
    "too_many_pairs": phrase(
        "With more than {most} scenarios only the first is held against each of the others. To "
        "hold two others against each other, compare them alone: makersim compare ONE OTHER."
    ),
    "unchanged": phrase("unchanged"),
    "over_time": phrase("The province over time"),
    "curves_caption": phrase(
        "Above: medians of {n} runs{band}. Below: difference within pairs of runs; line: median{"
        "ranges}."
    ),
    "with_band": phrase(", band: 90 % range"),
    "with_ranges": phrase(", bands: 50 % and 90 % ranges"),
    "uncertainty_words": phrase(
        "The variance of a figure over both scenarios, all parameter draws and all seeds has three "
        "parts. Scenario: what the choice between the scenarios changes. Calibration: parameters "
        "that agree with the record about equally well. Chance: seeds. Where the scenario has a "
        "small part, the province's course depends more on what nobody chooses."
    ),
    "uncertainty_table": phrase("Shares of variance and precision: {other} against {first}"),
    "scenario": phrase("Scenario, %"),
    "calibration": phrase("Calibration, %"),
    "chance": phrase("Chance, %"),
    "of_effect": phrase("Of the effect: calibration, %"),
    "half_width": phrase("± in % of level"),
    "needed": phrase("Pairs for {precision}"),
    "uncertainty_note": phrase(
        "Unbiased components; * where one was below zero and counts as zero. ± is half of the 90 % "
        "Monte Carlo interval of the mean difference. Pairs for {precision}: how many runs of each "
        "scenario bring it down to that share of the level; rough with few draws."
    ),
    "variance_title": phrase("Variance of each figure: {other} against {first}"),
    "costs_table": phrase("Public cost, means of runs, {unit}"),
    "costs_note": phrase(
        "A policy that cuts pays nothing and has no row: what it saves shows in the other policies "
        "on its lever, and in the row of all policies on it."
    ),
    "gains_table": phrase("Public money and outcomes: {other} against {first}"),
    "frontier_caption": phrase(
        "Difference of outcomes against difference of public cost over the run; the origin is the "
        "first scenario. Marker: mean over pairs; cross: its 90 % Monte Carlo interval; pale: 90 % "
        "range of pairs. Grey line: scenarios that no other beats on both, by their means."
    ),
    "outcome": phrase("Outcome at the end"),
    "outcome_difference": phrase("Mean difference"),
    "interval": phrase("90 % interval of the mean"),
    "each": phrase("Public money for one, {unit}"),
    "reading": phrase("Reading"),
    "buys": phrase("spent for each one more"),
    "saves": phrase("saved for each one fewer"),
    "gains_note": phrase(
        "Public money for one: ratio of the mean differences, with Fieller's interval; none where "
        "cost and outcome do not both clearly differ in the same direction. Sums since 2015, not "
        "discounted."
    ),
    "policies_only": phrase("Policies of “{one}” that “{other}” does not have, or has otherwise"),
    "others_differ": phrase("What else differs: {other} against {first}"),
    "cost_difference": phrase(
        "Over the run “{other}” costs {change} than “{first}” on average (difference, 90 % "
        "interval of the mean: {low} to {high} {unit})."
    ),
    "cost_difference_few": phrase(
        "Over the run “{other}” costs {change} than “{first}” on average."
    ),
    "same_cost": phrase("Public cost is the same under “{other}” and “{first}”."),
    "differ": phrase("What the scenarios differ in"),
    "key": phrase("Value"),
    "differ_note": phrase(
        "Effective values, not text: conditions and levers as means of the years in which they "
        "differ (makersim diff)."
    ),
    "no_difference": phrase("The two scenarios have the same effective values."),
    "members": phrase("Scenarios and their runs"),
}
