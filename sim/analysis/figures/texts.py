"""Words of the figures, in English and Chinese."""

from sim.scenario.language import phrase, phrase_in

TEXTS = {
    "band": phrase("Line: median; band: 90 % range of replicates"),
    "median_only": phrase("Line: median; fewer than ten replicates give no band"),
    "footer": phrase(
        "makersim, scenario {scenario}, {replicates} replicates, run {run}. {parameters}."
    ),
    "posterior": phrase("Parameters: draws from the posterior of the calibration"),
    "best": phrase("Parameters: best point of the calibration"),
    "default": phrase("Parameters: default values"),
    "prior": phrase("Parameters: draws from the priors, not calibrated"),
    "survival_title": phrase("How long makerspaces survive, by business model at founding"),
    "survival_subtitle": phrase(
        "Kaplan-Meier estimate; spaces founded in the run, {first}-{last}. {band}."
    ),
    "survival_x": phrase("Years since founding"),
    "survival_y": phrase("Spaces still open, %"),
    "survival_label": phrase("{model}\n{mean:.1f} of 60 months"),
    "restricted": phrase(
        "Under each name: mean survival within 60 months, standardised to the same founding years."
    ),
    "funding_title": phrase("How often startups are funded, by business model of their space"),
    "funding_subtitle": phrase(
        "First outside or seed-fund money; business model at founding of the space. {band}."
    ),
    "funding_over_time": phrase("Rate over time (12 months centred)"),
    "funding_since_entry": phrase("By time since first admission"),
    "funding_rate_y": phrase_in("axis", "First fundings per 100 tenant-years"),
    "incidence_y": phrase("Startups funded so far, %"),
    "since_entry_x": phrase("Months since first admission"),
    "year_x": phrase("Year"),
    "shakeout_title": phrase("Who is shaken out and when: closures and stock of makerspaces"),
    "shakeout_subtitle": phrase("Business model at the time. {band}."),
    "closures_panel": phrase("Closures (12 months centred)"),
    "closures_y": phrase("Closures per 100 spaces and year"),
    "stock_panel": phrase("Spaces alive, and the list at year ends"),
    "stock_y": phrase("Spaces"),
    "alive": phrase("All alive"),
    "recorded": phrase("On the list"),
    "check_title": phrase("Model against the record, Jiangsu at the end of 2017"),
    "check_subtitle": phrase(
        "Dot: median of replicates; bar: 90 % range. Grey: recorded range or lower bound; "
        "1 is the record, or the middle of its range."
    ),
    "check_too_short": phrase("The run ends before December 2017: there is nothing to compare."),
    "check_x": phrase("Model over record"),
    "check_model": phrase("model (90 % range)"),
    "check_record": phrase("record"),
    "produced": phrase("Produced by the rules"),
    "by construction": phrase("By construction: agreement proves nothing"),
    "soft": phrase("Soft: other places and years"),
    "gaps_title": phrase("Specialised less rent-dependent makerspaces, by model at founding"),
    "gaps_subtitle": phrase(
        "Marker: median of runs; thick bar: 50 % range; thin bar: 90 % range. "
        "A range holds chance and parameters."
    ),
    "gaps_footer": phrase(
        "makersim findings, scenarios baseline and neutral, {replicates} runs each. "
        "What the mechanisms imply; no figure of the record contrasts the two models."
    ),
    "gaps_unit": phrase(", {unit}"),
    "gaps_median": phrase("median"),
    "gaps_above": phrase("above 0"),
    "gaps_prior": phrase_in("legend", "prior"),
    "gaps_posterior": phrase_in("legend", "posterior"),
    "gaps_neutral": phrase_in("legend", "mechanisms off"),
    "gaps_side_survival": phrase("specialised live longer ►"),
    "gaps_side_funding": phrase("specialised: funded more often ►"),
    "gaps_side_shakeout": phrase("◄ specialised close less"),
    "gaps_side_tenants": phrase("◄ specialised: fewer fail"),
}
