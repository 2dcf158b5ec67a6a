"""Words of the report of a run, in English and Chinese."""

from sim.scenario.language import phrase

RUN_TEXTS = {
    "facts": phrase(
        "Scenario {scenario}. {replicates} replicates, {start} to {end}. {parameters}. Run {run}."
    ),
    "facts_one": phrase(
        "Scenario {scenario}. One replicate, {start} to {end}: one possible course of events, not "
        "a forecast. {parameters}. Run {run}."
    ),
    "card_range": phrase("90 % of runs: {low} to {high}"),
    "card_few": phrase("A range of runs needs at least ten."),
    "card_detail": phrase("Specialised {one}, rent-dependent {other}"),
    "card_caption": phrase(
        "Gaps: specialised less rent-dependent makerspaces, by business model at founding, within "
        "the same run. Dot: median of runs; thick bar: 50 %, thin bar: 90 % of runs; dashed: no "
        "difference. The median of differences is not the difference of medians."
    ),
    "card_caption_few": phrase(
        "Gaps: specialised less rent-dependent makerspaces, by business model at founding, within "
        "the same run. Dot: median of runs; dashed: no difference. A range of runs needs at least "
        "ten."
    ),
    "card_caption_draws": phrase(
        "{caption} From {draws} parameter draws such a range is rather too narrow: take one to be "
        "quoted from {enough} (--replicates {replicates})."
    ),
    "by_founding": phrase("{label}, by model at founding"),
    "by_present": phrase("{label}, by present model"),
    "closures_note": phrase(
        "The first page counts by model at founding, which spaces keep for life. By present model "
        "closures follow what spaces have become: the two rows answer different questions."
    ),
    "few": phrase("(too few)"),
    "cells_note": phrase("(too few): fewer than {n} spaces are founded in a run, at the median."),
    "outcomes_caption": phrase("{title}: medians of runs [90 % range of runs]"),
    "outcomes_few": phrase("{title}: medians of runs; a 90 % range needs at least ten"),
    "gap": phrase("Specialised less rent-dependent"),
    "survival_caption": phrase(
        "Kaplan-Meier estimate, spaces founded in the run, from founding to closure. {band}."
    ),
    "survival_note": phrase(
        "Mean survival is restricted to 60 months. Standardised: founding years averaged with one "
        "mix for all models, so that no model gains by having been founded in good years."
    ),
    "survival_cells": phrase(
        "Mean survival within 60 months by focus and rent, not standardised, months"
    ),
    "mixed_income": phrase("Mixed income"),
    "lives_on_rent": phrase("Lives on rent"),
    "broad": phrase("Broad"),
    "focused": phrase("Focused"),
    "funding_caption": phrase(
        "First outside or seed-fund money; business model at founding of the space. {band}."
    ),
    "funding_note": phrase(
        "Standardised figures give all models startups of the same talent, field and entry year: "
        "whom a space admits is taken out, what it does remains. Funded may be overstated twofold "
        "in the record, and with it the level here."
    ),
    "shakeout_caption": phrase(
        "Business model at the time. The list counts what statistics count: it keeps closed spaces "
        "for up to two reports. {band}."
    ),
    "onset": phrase(
        "A shakeout, closures above 1.5 times those of 2016-17 for six months, begins in {n} of "
        "{all} runs; at the median of these in {month}. Closures are highest at {rate} % a year "
        "[{low}, {high}]."
    ),
    "no_onset": phrase(
        "A shakeout, closures above 1.5 times those of 2016-17 for six months, begins in none of "
        "{all} runs."
    ),
    "too_short": phrase("The run ends too early for a shakeout to be told."),
    "replaced_caption": phrase(
        "Who replaces whom: makerspaces by their present model, {first} to {last}, means of runs"
    ),
    "replaced_note": phrase(
        "Means, so that each row adds up: stock at the start, plus founded and changed to, less "
        "closed and changed from, is the stock at the end. Founded spaces replace closed ones; "
        "spaces also change model as they grow, imitate or cut service."
    ),
    "at_start": phrase("At the start"),
    "founded": phrase("Newly founded"),
    "changed_in": phrase("Changed to it"),
    "closed": phrase("Closing"),
    "changed_out": phrase("Changed from it"),
    "at_end": phrase("At the end"),
    "pivots": phrase(
        "Apart from this, spaces move towards the model of a more successful peer (pivots): "
        "{pivots:,.0f} times a run, most of them without a change of class."
    ),
    "flows": phrase("Stocks and flows of a year"),
    "flows_caption": phrase(
        "Stocks and flows of {year}, by business model at founding, means of runs"
    ),
    "flows_note": phrase(
        "Means, so that stocks and flows add up; charts show medians, which may lie lower. A class "
        "is kept for life, so that nothing moves between columns."
    ),
    "all": phrase("All"),
    "flow_spaces": phrase("Makerspaces"),
    "flow_startups": phrase("Startups in them"),
    "flow_money": phrase("Money, {unit}"),
    "flow_admitted": phrase("Admitted"),
    "flow_graduated": phrase("Graduated"),
    "flow_acquired": phrase("Acquired"),
    "flow_failed": phrase("Failed"),
    "flow_moved_out": phrase("Left at the end of tenure"),
    "flow_displaced": phrase("Lost their space"),
    "flow_newly_funded": phrase("Funded for the first time"),
    "flow_invested": phrase("Invested in them"),
    "flow_revenue": phrase("Revenue of makerspaces"),
    "flow_cost": phrase("Their cost"),
    "flow_support": phrase("Losses borne by owners"),
}
