"""Words of the section of reports that takes an attribution to mechanisms."""

from sim.scenario.language import phrase, phrase_in

WHY_TEXTS = {
    "why_gap": phrase("Why the models differ"),
    "why_effect": phrase("Why the policy has these effects"),
    "why_other": phrase("Why “{other}” has its effects"),
    "found_gap": phrase(
        "The gap between specialised and rent-dependent makerspaces, split over six groups of "
        "mechanisms that are switched on and off in all combinations, on the same parameters and "
        "seeds: {replicates} replicates, attribution {id}."
    ),
    "found_effect": phrase(
        "The effect of “{other}” against “{first}”, split over six groups of mechanisms that are "
        "switched on and off in all combinations, on the same parameters and seeds: {replicates} "
        "replicates, attribution {id}."
    ),
    "untold": phrase(
        "No direction can be told for: {names}. Their means and intervals, zero included, are in "
        "the figure."
    ),
    "between": phrase_in("between names", ", "),
    "caption": phrase(
        "From top to bottom: all mechanisms off, then what each group adds (Shapley value), then "
        "the whole, which is their sum. Bar: mean; black: 90 % Monte Carlo interval of that mean; "
        "grey: 90 % of runs, with at least ten. What a mechanism does is what the rules of the "
        "model imply, not a measurement."
    ),
}
