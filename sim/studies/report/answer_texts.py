"""Words of the first screen of a comparison on time and money, and of the tables behind it."""

from sim.scenario.language import phrase

ANSWER_TEXTS = {
    "the_baseline": phrase("the baseline"),
    "quoted": phrase("“{title}”"),
    "closures": phrase(
        "Number of makerspaces that close, against {first}: {during} in {start} to {end}, while "
        "the scenarios differ; {after} in the {months} months after; {rest} in the rest of the run "
        "(means ± error of the mean at 90 %). {verdict}"
    ),
    "closures_to_the_end": phrase(
        "Number of makerspaces that close, against {first}: {during} in {start} to {end}, while "
        "the scenarios differ; {after} in the {months} months after, to the end of the run (means "
        "± error of the mean at 90 %). {verdict}"
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
    "cost_when": phrase(
        "Of the difference in public cost, {inside} ({share}) falls in {start} to {end}; it is "
        "largest in {year}, with {highest}."
    ),
    "cost_inside": phrase(
        "In {start} to {end} the difference in public cost is {inside}; it is largest in {year}, "
        "with {highest}."
    ),
    "cost_highest": phrase("The difference in public cost is largest in {year}, with {highest}."),
    "each": phrase(
        "Additional public money for one more {outcome}: {mean}, 90 % interval {low} to {high}."
    ),
    "each_saved": phrase(
        "Public money saved for one {outcome} less: {mean}, 90 % interval {low} to {high}."
    ),
    "each_untold": phrase(
        "What one more {outcome} costs cannot be told: cost and number do not both clearly rise "
        "or both clearly fall."
    ),
    "or_one_more": phrase(" or one more "),
    "yearly_table": phrase("Public cost by year, {unit}: {other} against {first}"),
    "yearly_note": phrase("Means of runs, not discounted."),
    "direct": phrase(
        "Of the difference of {whole}, {direct} is paid by the policies that differ; spending of "
        "the policies that are alike in both scenarios changes by {rest}."
    ),
}
