"""Words of the sections on money, calibration, uncertainty and limits, in both languages."""

from sim.scenario.language import phrase

TRUST_TEXTS = {
    "mix_title": phrase("What makerspaces live on, {first}-{last}"),
    "mix_caption": phrase(
        "Shares of revenue by business model at founding, medians of runs, scaled to 100 %."
    ),
    "mix_table": phrase(
        "Shares of revenue, {first}-{last}, %: medians of runs [90 % range of runs]"
    ),
    "kind_of_revenue": phrase("Revenue from"),
    "cost_table": phrase("Public cost by policy and year, {unit}: means of runs"),
    "cost_note": phrase(
        "Means, so that policies add up. Prices of no year, nothing is discounted. Over the whole "
        "run all policies cost {total} at the mean, {low} to {high} in 90 % of runs."
    ),
    "cost_note_few": phrase(
        "Means, so that policies add up. Prices of no year, nothing is discounted. Over the whole "
        "run all policies cost {total} at the mean."
    ),
    "no_cost": phrase("No policy of this scenario costs public money."),
    "average_table": phrase("What public money comes to over outcomes at the end of the run"),
    "outcome": phrase("Outcome"),
    "outcome_mean": phrase("Number, mean"),
    "average": phrase("Public cost for each, mean"),
    "per_million": phrase("For each million yuan"),
    "average_range": phrase("90 % of runs"),
    "average_note": phrase(
        "Averages and nothing more: most of these outcomes would be there without any policy. What "
        "a further million yuan brings about, only a comparison with another scenario says "
        "(makersim compare)."
    ),
    "calibration": phrase("Calibration: the model against the record"),
    "calibration_words": phrase(
        "Of {all} recorded figures that the rules produce, {inside} lie within the 90 % range of "
        "this scenario's runs. {note}"
    ),
    "calibration_few": phrase(
        "Whether a figure is hit is said of a 90 % range, which needs at least ten replicates. "
        "{note}"
    ),
    "calibration_table": phrase(
        "Jiangsu, end of 2017 unless the row says otherwise: record and model"
    ),
    "recorded_figure": phrase("Recorded figure"),
    "record": phrase("Record"),
    "model": phrase("Model, median [90 % of runs]"),
    "off_by": phrase("Median off by"),
    "verdict": phrase("In the range?"),
    "hit": phrase("hit"),
    "miss": phrase("miss"),
    "within": phrase("within"),
    "sentence": phrase("{words}."),
    "a_month": phrase("{unit} a month"),
    "calibration_note": phrase(
        "Agreement with fitted figures is no evidence for the rules, and figures by construction "
        "agree of themselves. calibration/fit.md has every target, prior and posterior; makersim "
        "validate scores the model on figures that it never saw."
    ),
    "no_calibration": phrase(
        "The run ends before December 2017: there is no record to compare with."
    ),
    "uncertainty_words": phrase(
        "Runs differ for two reasons here. Chance: seeds, the luck of who meets whom. Calibration: "
        "parameter draws that agree with the record about equally well. The third, the scenario "
        "itself, shows only beside another one (makersim compare)."
    ),
    "uncertainty_table": phrase("Shares of the variance over runs"),
    "standard_deviation": phrase("Standard deviation of runs"),
    "share_calibration": phrase("Calibration, %"),
    "share_range": phrase("Monte Carlo 90 % interval"),
    "share_chance": phrase("Chance, %"),
    "uncertainty_note": phrase(
        "Two seeds of a draw differ by chance alone; what draws differ by beyond it is "
        "calibration. Shares are unbiased estimates, * floored at zero, from {draws} draws: their "
        "interval says how rough they are."
    ),
    "one_draw": phrase(
        "All runs have the same parameters: what calibration leaves open is not shown, and the "
        "range of runs is chance alone."
    ),
    "no_spread": phrase("The run ends too early for outcomes whose variance could be divided."),
    "one_seed": phrase(
        "No parameter draw has two seeds, so that chance and calibration cannot be told apart."
    ),
}
FOUNDING = phrase(
    "How many makerspaces are founded each year is set in advance. A policy can change it only "
    "indirectly, by making existing makerspaces fuller or emptier."
)
LIMITS = (
    phrase(
        "What the rules of the model imply once the record has narrowed its parameters: which sign "
        "the mechanisms give a difference, and how sure that is. It is neither a measurement nor a "
        "forecast."
    ),
    phrase(
        "No figure of the record contrasts the two business models. The gap between them rests on "
        "mechanisms and on priors, and is to be reported with its interval."
    ),
    phrase(
        "The boom and the slowdown are inputs. The model says who is shaken out, less when, and "
        "not why the wave came."
    ),
    phrase(
        "Recorded is not alive: statistics count a list that keeps closed spaces for up to two "
        "reports; this report counts spaces that are open unless it says the list."
    ),
    phrase(
        "Selection is not treatment: spaces differ in who runs them and whom they admit. "
        "Standardised figures take out founding years, talent, field and entry year, but not who "
        "runs the space."
    ),
    phrase(
        "The record's cumulative number of funded startups may hold loans, grants and repeats and "
        "be up to twice too high, and so may every level of funding here."
    ),
    FOUNDING,
    phrase(
        "Nothing after 2020 is validated. From 2018 on figures are of the list, of who leaves it, "
        "of startups served and of deals: none is of closures, and none tells business models "
        "apart."
    ),
    phrase(
        "Not represented, for want of data: distances within the province, investors who leave or "
        "tire, what national recognition brings, a second chance for delisted spaces."
    ),
    phrase("Single spaces, startups and runs mean nothing: claims are about groups over runs."),
)
