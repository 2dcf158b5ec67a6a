"""What the columns of ``differences.csv`` mean."""

COLUMNS = {
    "scenario": "the scenario that is compared",
    "against": "the scenario that it is held against: the first one, or another with three or four",
    "section": "horizon (the province at the last month), outcomes, or gap (specialised less "
    "rent-dependent)",
    "indicator": "name of the figure",
    "group": "class of spaces at founding, or all; closures by the class at the time",
    "period": "first and last month of figures over months chosen for this pair: closure_rate from "
    "the first month in which the scenarios differ to the end of the run, public_cost_per_year "
    "over the months in which they differ, spaces_closed and public_cost_cumulative summed over "
    "these months and those after them, cost also by year; empty: the whole run, as label_en says",
    "label_en": "the figure in English, averages with their years",
    "label_zh": "the figure in Chinese",
    "group_en": "the group in English",
    "group_zh": "the group in Chinese",
    "unit_en": "unit of the levels",
    "unit_zh": "unit of the levels, in Chinese",
    "difference_unit_en": "unit of the differences, their errors and intervals",
    "difference_unit_zh": "unit of the differences, in Chinese",
    "better": "which way is better: more, less, or neither",
    "pairs": "pairs of replicates, same draw and same seed, that have the figure in both scenarios",
    "level_against": "mean of the scenario in against over these pairs",
    "level": "mean of the scenario over these pairs",
    "mean_difference": "mean of the paired differences",
    "monte_carlo_error": "standard error of that mean, from independent draws or seeds",
    "monte_carlo_low_50": "lower end of the 50 % Monte Carlo interval of the mean difference",
    "monte_carlo_high_50": "upper end of the 50 % Monte Carlo interval of the mean difference",
    "monte_carlo_low_90": "lower end of the 90 % Monte Carlo interval of the mean difference",
    "monte_carlo_high_90": "upper end of the 90 % Monte Carlo interval of the mean difference",
    "median_difference": "middle of the paired differences",
    "replicates_low_50": "lower end of the 50 % range of replicates; empty with fewer than ten",
    "replicates_high_50": "upper end of the 50 % range of replicates; empty with fewer than ten",
    "replicates_low_90": "lower end of the 90 % range of replicates; empty with fewer than ten",
    "replicates_high_90": "upper end of the 90 % range of replicates; empty with fewer than ten",
    "chance_more": "% of pairs in which the scenario has more",
    "chance_better": "% of pairs in which the scenario is better; empty if neither way is",
    "chance_unchanged": "% of pairs without any difference",
    "half_width_90_percent_of_level": "half of the 90 % Monte Carlo interval of the mean "
    "difference, in % of the mean level in level_against (of a gap: of the mean level of both "
    "models); empty for dates",
    "replicates_needed": "replicates that bring this down to the precision in manifest.json",
    "paired_over_unpaired_error": "standard error of the paired difference over that of runs with "
    "seeds and draws of their own: how much narrower pairing makes the interval",
    "variance_scenario": "% of the variance over both scenarios, draws and seeds that the "
    "scenario makes",
    "variance_calibration": "% that parameter draws make; empty with a single draw",
    "variance_chance": "% that seeds make",
    "effect_variance_calibration": "% of the variance of the paired difference that parameter "
    "draws make; seeds make the rest",
    "variance_floored": "whether an unbiased component was below zero and counts as zero",
}
