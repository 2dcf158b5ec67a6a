"""Words of attributions that figures and pages share, in English and Chinese."""

from sim.scenario.language import phrase

GROUP_LABELS = {
    "reach": phrase("Reach"),
    "learning": phrase("Learning"),
    "money": phrase("Money"),
    "selection": phrase("Selection"),
    "owners": phrase("Owners"),
    "capital": phrase("Capital and standing"),
}
PART_LABELS = {
    "off_gap": phrase("All mechanisms off"),
    "full_gap": phrase("The gap in the scenario"),
    "off_effect": phrase("Direct: all mechanisms off"),
    "full_effect": phrase("The policy's whole effect"),
}
FIGURE_TEXTS = {
    "title_gap": phrase("What makes the gap: specialised less rent-dependent makerspaces"),
    "title_effect": phrase("What the policy works through: “{name}” against “{against}”"),
    "subtitle": phrase(
        "{label}, {unit}. Parts are Shapley values of six groups of mechanisms, over all 64 "
        "coalitions; they add up.\n"
        "Bar: mean over {replicates} replicates. Black: 90 % Monte Carlo interval of that mean. "
        "Grey below: 90 % of replicates."
    ),
    "panel": phrase("{label}, {unit}"),
    "point": phrase(
        "{name}: {mean} {unit}\n90 % interval of the mean {interval}\n90 % of runs {range}"
    ),
    "mean": phrase("mean"),
    "interval": phrase("90 % Monte Carlo"),
    "range": phrase("90 % of replicates"),
    "nothing": phrase("changes nothing"),
    "specialised_right": phrase("favours specialised ►"),
    "specialised_left": phrase("◄ favours specialised"),
    "rent_dependent_right": phrase("favours rent-dependent ►"),
    "rent_dependent_left": phrase("◄ favours rent-dependent"),
    "raises": phrase("raises ►"),
    "lowers": phrase("◄ lowers"),
    "footer": phrase(
        "makersim, scenario {scenario}, {replicates} replicates, attribution {id}. What the "
        "model's mechanisms imply, not a forecast."
    ),
}
