"""Words of the figures that compare scenarios, in English and Chinese."""

from sim.scenario.language import phrase

COMPARISON_TEXTS = {
    "differences_title": phrase("What changes against “{first}”, on the same luck"),
    "differences_subtitle": phrase(
        "Differences within pairs of runs with the same parameters and seed. Dot: median of "
        "replicates; thick bar: 50 %, thin bar: 90 % of replicates.\n"
        "Diamond below: mean difference with its 90 % Monte Carlo interval, which shrinks as "
        "runs are added; the bars of replicates do not."
    ),
    "footer": phrase(
        "makersim, {replicates} pairs of runs, comparison {id}. What the model's mechanisms "
        "imply, not a forecast."
    ),
    "horizon": phrase("The province at the last month"),
    "outcomes": phrase("Outcomes by business model"),
    "gap": phrase("Gap: specialised less rent-dependent makerspaces"),
    "mean": phrase("mean ± 90 %\nMonte Carlo"),
    "chance": phrase("better in"),
    "better_more": phrase("better ►"),
    "better_less": phrase("◄ better"),
    "unchanged": phrase("unchanged"),
    "of": phrase("{group}, {unit}"),
    "series_title": phrase("The province over time, and what changes against “{first}”"),
    "survival_title": phrase("Survival of makerspaces, and what changes against “{first}”"),
    "funding_title": phrase("Startups funded, and what changes against “{first}”"),
    "shakeout_title": phrase("Closures of makerspaces, and what changes against “{first}”"),
    "curves_subtitle": phrase(
        "Above: medians of {replicates} replicates{band}. Below: difference within pairs of the "
        "same parameters and seed; median{ranges}."
    ),
    "with_band": phrase(" with their 90 % range"),
    "with_ranges": phrase(" with 50 % and 90 % ranges of replicates"),
    "difference": phrase("Difference, {unit}"),
    "year_x": phrase("Year"),
    "founding_x": phrase("Years since founding"),
    "entry_x": phrase("Months since first admission"),
    "still_open": phrase("still open, %"),
    "funded_so_far": phrase("funded so far, %"),
    "closed_a_year": phrase("closures, % a year"),
    "points": phrase("% points"),
}
