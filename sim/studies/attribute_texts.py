"""Words of the attribution to mechanisms, in English and Chinese."""

from sim.scenario.language import phrase
from sim.studies.compare_texts import REFUSALS as COMPARE_REFUSALS

REFUSALS = {
    **{key: COMPARE_REFUSALS[key] for key in ("horizon", "scale")},
    "same": phrase(
        "'{name}' and '{against}' have the same content; a scenario has no effect against itself"
    ),
    "replicates": phrase("{number} replicate has no interval; an attribution takes two or more"),
    "one_draw": phrase(
        "{number} replicates share one parameter draw, which gives no interval; "
        "ask for {least} or more, and for ten or more to read a 90 % range"
    ),
    "unknown_outcome": phrase("no outcome '{name}'{nearest}; there are {names}"),
    "only_against": phrase(
        "outcome '{name}' is for a policy's effect; add --against OTHER, or choose from {names}"
    ),
    "too_short": phrase(
        "'{name}' ends in {end}, too early for the outcome '{outcome}', which needs {months} "
        "months from January 2015"
    ),
    "undefined": phrase(
        "'{outcome}' has no value in any replicate: in some coalition a class has no spaces or "
        "nobody is followed long enough; a larger scale or another outcome may help"
    ),
    "no_dask": phrase("--dask: the package distributed is missing; install makersim[dask]"),
    "no_name": phrase("no outcome '{name}' in this attribution{nearest}; there are {names}"),
}
TEXTS = {
    "heading_gap": phrase(
        "{scenario}: the gap, specialised less rent-dependent, split over mechanisms"
    ),
    "heading_effect": phrase(
        "{scenario} against {against}: the policy's effect split over mechanisms"
    ),
    "runs": phrase("Runs"),
    "resuming": phrase("{done} of {all} runs are there from an earlier start; going on from them."),
    "stopped": phrase(
        "Stopped. {done} of {all} runs are kept; the same command goes on from there."
    ),
    "plan": phrase(
        "{all} runs, which takes minutes: {replicates} replicates of {each} runs, 64 coalitions "
        "of six groups{switches}."
    ),
    "plan_switches": phrase(", and each switch off alone"),
    "outcome": phrase("{label}, {unit}"),
    "mean": phrase("mean"),
    "interval": phrase("90 % Monte Carlo\nof the mean"),
    "range": phrase("90 % of\nreplicates"),
    "last": phrase("last\nto join"),
    "alone": phrase("first\nto join"),
    "groups": phrase("Six groups: these add up"),
    "switches": phrase("Single switches, with less without: these do not add up"),
    "left_out": phrase(
        "{left_out} of {all} replicates are left out of {outcome}: in some coalition it has no "
        "value there."
    ),
    "note": phrase(
        "A group's part is its Shapley value: what it adds when switched on, averaged over all "
        "orders of switching the six on, from all 64 coalitions on the same draw and seed. All "
        "off plus the six parts is the whole, in every replicate. Off means a fixed reference "
        "value (docs/ODD.md, section 10); what the scenario itself has off stays off. The Monte "
        "Carlo interval says how well a mean is known and shrinks as replicates are added; the "
        "range of replicates does not."
    ),
    "note_few": phrase(
        "With {replicates} replicates the directions said here may not hold: other seeds and draws "
        "may turn them. For directions, and for ranges of replicates, take at least {least}."
    ),
    "note_one_draw": phrase(
        "All runs have the same parameters: what calibration leaves open is not shown."
    ),
    "drawing": phrase("Splitting and drawing ..."),
    "there": phrase("The same attribution was there already."),
    "page": phrase("A sentence for each mechanism: {path}"),
    "folder": phrase("Attribution folder: {path}"),
    "page_title_gap": phrase("What makes the gap? {scenario}"),
    "page_title_effect": phrase("What does the policy work through? {scenario} against {against}"),
    "page_groups": phrase("Groups of mechanisms (their parts add up)"),
    "page_switches": phrase("Single mechanisms, each switched off alone (these do not add up)"),
}
