"""Words of the comparison of scenarios, in English and Chinese."""

from sim.scenario.language import phrase

REFUSALS = {
    "only_one": phrase(
        "compare needs two scenarios or more, the first being what the others are compared with"
    ),
    "twice": phrase(
        "'{name}' is there twice, with the same content; a scenario has no difference from itself"
    ),
    "horizon": phrase(
        "'{name}' ends in {end} and '{first}' in {first_end}; to compare what both have, add "
        "--set run.until={both}"
    ),
    "scale": phrase(
        "'{name}' has scale {scale} and '{first}' {first_scale}; for both, add "
        "--set scale={first_scale}"
    ),
    "mixed": phrase(
        "'{name}' is a folder and others are scenarios; give run folders only or scenarios only"
    ),
    "no_folder": phrase("there is no folder or file '{name}'"),
    "a_comparison": phrase(
        "{folder} is the folder of a comparison; give the folders of the runs that it compares"
    ),
    "lacks_file": phrase("{folder} is not a finished run folder: it has no {file}"),
    "lacks_keys": phrase("{folder} is not a finished run folder: {file} does not say {keys}"),
    "damaged": phrase(
        "{folder}/{file} is damaged or cut short; run the scenario again: "
        "makersim run {folder}/scenario.yaml --force"
    ),
    "no_page": phrase("{file}: a report is a page; give a name that ends in .html"),
    "no_report": phrase("{file} is there and is no report of makersim; it is not overwritten"),
    "not_a_run": phrase("{folder} is not a finished run folder: {reason}"),
    "other_version": phrase(
        "{folder} was made by another version of the model; run its scenario again: "
        "makersim run {folder}/scenario.yaml"
    ),
    "changed": phrase("{folder}: its scenario.yaml and manifest.json do not belong together"),
    "run_gone": phrase(
        "{folder} compares the run {run}, which is no longer in {out}; compare again"
    ),
    "other_comparison": phrase(
        "{folder} was made by another version of the analysis; compare again: {command}"
    ),
    "number": phrase(
        "'{name}' has {number} replicates and '{first}' {first_number}; pairs need the same "
        "draws and seeds"
    ),
    "seeds": phrase(
        "'{name}' has the seeds {seeds} and '{first}' {first_seeds}; pairs need the same ones"
    ),
    "draws": phrase(
        "'{name}' ({source}) and '{first}' ({first_source}) have other parameter draws; pairs "
        "need the same ones"
    ),
    "for_scenarios": phrase(
        "{option} is for scenarios that are yet to be run, not for run folders"
    ),
    "unknown_indicator": phrase("no indicator '{name}'{nearest}; there are {names}"),
    "precision": phrase("'{text}' is no precision; write a share of the level such as 1% or 0.01"),
    "no_name": phrase("no figure '{name}'{nearest}; there are {names}"),
}
TEXTS = {
    "against": phrase("{other} against {first}: {n} pairs with the same parameters and seeds"),
    "headline": phrase(
        "Headline figures, as on the report's first page; stocks and totals at the last month"
    ),
    "horizon": phrase("The province at the last month"),
    "outcomes": phrase("Outcomes by business model"),
    "gap": phrase("Gap: specialised less rent-dependent"),
    "level": phrase("{name},\nmean"),
    "mean": phrase("mean difference\n± 90 % Monte Carlo"),
    "half_range": phrase("50 % of\nreplicates"),
    "range": phrase("90 % of\nreplicates"),
    "better": phrase("better\nin"),
    "unchanged": phrase("unchanged"),
    "known": phrase("How well the mean difference is known, and what makes the variance"),
    "half_width": phrase("± in % of\nlevel"),
    "needed": phrase("replicates\nfor {precision}"),
    "narrower": phrase("error, paired\n/ unpaired"),
    "shares": phrase("variance: scenario /\ncalibration / chance"),
    "of_effect": phrase("of the effect:\ncalibration"),
    "note_level": phrase(
        "Means over pairs. ± is half of the 90 % Monte Carlo interval: how well the mean is "
        "known; it shrinks as replicates are added. The ranges of replicates say how different "
        "the effect is from one run to another; they do not shrink."
    ),
    "note_few": phrase("Ranges of replicates need at least ten."),
    "note_variance": phrase(
        "Variance over both scenarios, parameter draws (calibration) and seeds (chance), in %; "
        "unbiased components, * where one was below zero and counts as zero. Rough with few draws."
    ),
    "note_one_draw": phrase(
        "All runs have the same parameters: what calibration leaves open is not shown."
    ),
    "reached": phrase("Precision of {precision} reached with {n} replicates of each scenario."),
    "not_reached": phrase(
        "Precision of {precision} not reached with {n} replicates (--most {most}) by:"
    ),
    "lacks": phrase("  {label} ({scenario}): {width} %, needs about {needed} replicates"),
    "next": phrase("{n} replicates are not enough for {precision}; going on to {more} ..."),
    "comparing": phrase("Comparing and drawing ..."),
    "drawn_again": phrase(
        "The process that drew some of the figures failed, so they are drawn again here: {reason}"
    ),
    "there": phrase("The same comparison was there already."),
    "folder": phrase("Comparison folder: {path}"),
}
