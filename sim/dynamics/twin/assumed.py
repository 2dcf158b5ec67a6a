"""Constants of the twin that are no parameters: of the engine's rules, units, and assumptions."""

from statistics import NormalDist

from sim.model.initialise import ANGELS, INITIAL_SPACES, VENTURES
from sim.model.offers import ADMISSION_FLOOR
from sim.model.rules import SUBSIDY_LIFT
from sim.model.signals import PROGRESS_WEIGHT, QUALITY_MEAN, QUALITY_VARIANCE
from sim.model.submodels.close import BENEFIT_SCALE, COMMITMENT_KEPT
from sim.model.submodels.operate import (
    GAINS_FADE,
    HIGHEST_PRICE,
    LEAST_PRICE,
    PRICE_STEP,
    REPUTATION_WEIGHT,
    SERVICE_RESTORED,
)
from sim.model.ventures import PEER_SCALE

ODD = "assumption: a constant of the engine's rule, ODD "
RULES = {  # constant: (value, unit, where it stands)
    "least_occupancy": (0.05, "1", ODD + "7.2"),
    "subsidy_lift": (SUBSIDY_LIFT, "slot*month/kCNY", ODD + "7.0"),
    "service_restored": (SERVICE_RESTORED, "1/month", ODD + "7.7"),
    "price_step": (PRICE_STEP, "1/month", ODD + "7.7"),
    "empty_until": (0.6, "1", ODD + "7.7"),
    "full_from": (0.8, "1", ODD + "7.7"),
    "least_price": (LEAST_PRICE, "1", ODD + "7.7"),
    "highest_price": (HIGHEST_PRICE, "1", ODD + "7.7"),
    "gains_memory": (
        1.0 / (1.0 - GAINS_FADE),
        "month",
        ODD + "7.7: what gains fade by",
    ),
    "benefit_scale": (BENEFIT_SCALE, "1", ODD + "7.10"),
    "review_cut": (1.0 - COMMITMENT_KEPT, "1", ODD + "7.10"),
    "patient_from": (0.9, "1", ODD + "7.10"),
    "patient_range": (0.5, "1", ODD + "7.10"),
    "empty_from": (0.4, "1", ODD + "7.9"),
    "crowded_from": (0.5, "1", ODD + "7.4"),
    "crowded_range": (0.4, "1", ODD + "7.4"),
    "peer_scale": (float(PEER_SCALE), "1", ODD + "7.5"),
    "progress_weight": (PROGRESS_WEIGHT, "1", ODD + "7.6"),
    "quality_mean": (QUALITY_MEAN, "1", ODD + "7.6"),
    "quality_variance": (QUALITY_VARIANCE, "1", ODD + "7.6"),
    "weak_third": (1 / 3, "1", ODD + "7.5: the lowest third of talent"),
    "refused_always": (NormalDist().cdf(ADMISSION_FLOOR), "1", ODD + "7.4: talent below the floor"),
    "angels": (float(ANGELS), "investor", ODD + "5"),
    "ventures": (float(VENTURES), "investor", ODD + "5"),
    "initial_spaces": (float(INITIAL_SPACES), "space", ODD + "5"),
    "new_record": (REPUTATION_WEIGHT, "startup/space", ODD + "7.7"),
    "tenants_per_slot": (1.0, "startup/slot", "assumption: a slot holds one startup"),
    "month_long": (1.0, "month", "assumption: the unit of the step"),
    "year": (12.0, "month", "assumption: months of a year"),
    "one_space": (1e-3, "space", "assumption: keeps a mean finite where there are none"),
    "one_slot": (1e-3, "slot", "assumption: keeps a mean finite where there are none"),
    "one_startup": (1e-3, "startup", "assumption: keeps a share finite where there are none"),
    "one_gain": (1.0, "startup/space", "assumption: gains are counted in projects of a space"),
    "one_each": (1.0, "startup/investor", "assumption: unit of a ticket for each angel"),
    "fillable": (0.9, "1", "assumption: part of the open slots that can be filled in a month"),
    "few_startups": (100.0, "startup", "assumption: fewer than these are not all met"),
    "no_foundings": (1e-3, "space/month", "assumption: keeps a share finite where there are none"),
    "first_leases": (12.0, "month", "assumption: the first leases end within a year"),
    "most_exponent": (50.0, "1", "assumption: keeps exponentials finite"),
    "small": (1e-3, "1", "assumption: keeps a quotient or power finite"),
    "least_service": (0.01, "1", "assumption: keeps a power finite"),
    "least_reserve": (0.5, "kCNY/slot", "assumption: keeps a quotient finite"),
    "grant_pull": (1.0, "1", "assumption: a grant that pays all of a move doubles moves"),
    "least_pivot": (10.0, "kCNY/space", "assumption: keeps a quotient finite"),
    "least_fee": (0.01, "kCNY/startup/month", "assumption: keeps a quotient finite"),
    "quickest_change": (0.25, "1/month", "assumption: no rate of leaving is higher"),
    "least_burn": (0.5, "kCNY/startup/month", "assumption: keeps the want of cash positive"),
    "host_gains": (0.3, "1", "assumption: graduates count for universities alone"),
    "rent_over_fees": (3 / 7, "1", "assumption: label of rent dependence from 0.7 on, ODD 2"),
    "thin_power": (5.0, "1", "assumption: spread of service within a model"),
    "kin_specialised": (0.55, "1", "assumption: share of a tenant's own field among neighbours"),
    "kin_rent_dependent": (0.2, "1", "assumption: share of fields squared and summed"),
    "kin_diversified": (0.22, "1", "assumption: share of fields squared and summed"),
    "fit_rent_dependent": (0.02, "1", "assumption: little focus, no fit on average"),
    "fit_diversified": (0.03, "1", "assumption: little focus, no fit on average"),
    "reach_rent_dependent": (0.0, "1", "assumption: directed looks favour focus"),
    "reach_diversified": (0.0, "1", "assumption: directed looks favour focus"),
    "fund_start": (1500.0, "kCNY/space", "assumption: a fund as most spaces begin with"),
    "exit_value": (
        2400.0,
        "kCNY/startup",
        "assumption: 0.3 sold at a mean multiple of 3.6 of money raised",
    ),
    "missed_trouble": (0.02, "1", "assumption: half of the insolvent beside the empty"),
    "focus_kept": (
        0.87,
        "1",
        "assumption: service of those that lose focus over the mean; ensemble",
    ),
}
