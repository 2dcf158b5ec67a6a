"""Words of the first screen of a comparison on time and money, and of the tables behind it."""

from sim.scenario.language import phrase, phrase_in

ANSWER_TEXTS = {
    "the_baseline": phrase("the baseline"),
    "quoted": phrase("“{title}”"),
    "closures": phrase(
        "Change in the number of makerspaces that close: {during} in {start} to {end}, while "
        "the scenarios differ; {after} in the {months} months after; {rest} in the rest of the run "
        "(mean ± error of the mean). {verdict}"
    ),
    "closures_to_the_end": phrase(
        "Change in the number of makerspaces that close: {during} in {start} to {end}, while "
        "the scenarios differ; {after} in the {months} months after, to the end of the run (mean "
        "± error of the mean). {verdict}"
    ),
    "put_off": phrase(
        "So closures are put off, not prevented: they come later, and for the whole run no "
        "difference can be told ({whole})."
    ),
    "partly": phrase(
        "So some closures are put off and some prevented: of {avoided} avoided at first, {back} "
        "come later, and {kept} have not come by the end of the run."
    ),
    "prevented": phrase(
        "So closures are prevented as far as the run goes: the whole run has {whole}, and the "
        "years after, taken together, show no clear rise."
    ),
    "added": phrase("So closures are added: the whole run has {whole}."),
    "brought_forward": phrase(
        "So closures are brought forward, not added: there are fewer later, and for the whole run "
        "no difference can be told ({whole})."
    ),
    "untold": phrase(
        "Whether closures are put off or prevented cannot be told; the whole run has {whole}."
    ),
    "closures_table": phrase("Makerspaces that close, by period: {other} against {first}"),
    "closures_note": phrase(
        "Means of pairs. A province with more open makerspaces also has more that may close: a "
        "rise after the end is not all put off."
    ),
    "period": phrase("Period"),
    "by_founding": phrase("{label}, by model at founding"),
    "during": phrase("While the scenarios differ, {start} to {end}"),
    "after": phrase("The {months} months after"),
    "rest": phrase("Rest of the run"),
    "whole": phrase("All of these"),
    "difference": phrase("Difference, mean"),
    "interval": phrase("90 % interval of the mean"),
    "whole_horizon": phrase(
        "The scenarios differ in more than policies and conditions with dates: closures are "
        "counted over all of {years}."
    ),
    "cost_a_year": phrase(
        "In {years} the scenario costs {change} a year on average{error}{largest}."
    ),
    "cost_when": phrase(
        "Of the difference in public cost, {inside} ({share}) falls in {years}, when the "
        "scenario costs {change} a year on average{error}{largest}."
    ),
    "cost_inside": phrase(
        "In {years} the scenario costs {inside} in all, which is {change} a year on average{error}"
        "{largest}."
    ),
    "cost_highest": phrase("The difference in public cost is largest in {year} ({highest})."),
    "more": phrase_in("public cost", "{amount} more"),
    "less": phrase_in("public cost", "{amount} less"),
    "as_much": phrase_in("public cost", "no more and no less"),
    "largest": phrase("; the difference is largest in {year} ({highest})"),
    "error_of_mean": phrase(" (error of the mean ± {half})"),
    "each_buys": phrase(
        "About {mean} {unit} of public money is spent for each additional {outcome} (90 % interval "
        "{low} to {high} {unit})."
    ),
    "each_saves": phrase(
        "About {mean} {unit} of public money is saved for each {outcome} fewer (90 % interval "
        "{low} to {high} {unit})."
    ),
    "each_dominated": phrase(
        "Public cost is up by about {cost} {unit}, and yet {outcomes} are down by about {change} "
        "(errors of the means ± {cost_half} {unit}, ± {change_half})."
    ),
    "each_dominates": phrase(
        "Public cost is down by about {cost} {unit}, and yet {outcomes} are up by about {change} "
        "(errors of the means ± {cost_half} {unit}, ± {change_half})."
    ),
    "each_costs_more": phrase(
        "Public cost is up by about {cost} {unit}, while {outcomes} show no clear change (mean "
        "{change_signed}, error of the mean ± {change_half})."
    ),
    "each_costs_less": phrase(
        "Public cost is down by about {cost} {unit}, while {outcomes} show no clear change (mean "
        "{change_signed}, error of the mean ± {change_half})."
    ),
    "each_gains": phrase(
        "{outcomes} are up by about {change}, while public cost shows no clear change (mean "
        "{cost_signed} {unit}, error of the mean ± {cost_half})."
    ),
    "each_loses": phrase(
        "{outcomes} are down by about {change}, while public cost shows no clear change (mean "
        "{cost_signed} {unit}, error of the mean ± {cost_half})."
    ),
    "each_unclear": phrase("Neither public cost nor {outcomes} clearly change."),
    "each_same_cost": phrase("Public cost is the same in every run; {outcomes}: {change_signed}."),
    "each_unknown": phrase(
        "There are too few runs to say what one more {outcome} goes with in public money."
    ),
    "yearly_table": phrase("Public cost by year, {unit}: {other} against {first}"),
    "yearly_note": phrase("Means of runs, not discounted."),
    "pair": phrase("Mean differences with errors of the mean: {effects}."),
    "pair_each": phrase("{noun} {mean}"),
    "pair_untold": phrase("{noun} no clear change ({mean})"),
    "by_lever": phrase(
        "By lever, summed over the run: {parts}. On all other levers, which both scenarios set "
        "alike, {rest}."
    ),
    "of_lever": phrase("{lever} {change}"),
    "rest_some": phrase(
        "{change} is spent because there are more or fewer makerspaces and startups to support"
    ),
    "rest_tiny": phrase("spending hardly changes ({change})"),
    "rest_none": phrase("spending does not change"),
}
