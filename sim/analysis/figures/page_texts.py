"""Words of the figures inside pages, in English and Chinese."""

from sim.scenario.language import phrase

PAGE_TEXTS = {
    "survival_models": phrase("By business model at founding"),
    "survival_cells": phrase("By focus and rent at founding"),
    "point_survival": phrase("{name}: {value} % still open after {at:g} years{range}"),
    "point_since_entry": phrase("{name}: {value} % funded within {at:g} months{range}"),
    "point_funding_rate": phrase(
        "{name}, {at:.0f}: {value} first fundings per 100 tenant-years{range}"
    ),
    "point_closure_rate": phrase("{name}, {at:.0f}: {value} % of spaces close in a year{range}"),
    "point_stock": phrase("{name}, start of {at:.0f}: {value} spaces{range}"),
    "difference_year_x": phrase("{name}, start of {at:.0f}: difference {value}{range}"),
    "difference_founding_x": phrase(
        "{name}, {at:g} years after founding: difference {value}{range}"
    ),
    "difference_entry_x": phrase(
        "{name}, {at:g} months after admission: difference {value}{range}"
    ),
    "mix_rent": phrase("Rent"),
    "mix_service": phrase("Service fees"),
    "mix_stakes": phrase("Stakes"),
    "mix_subsidy": phrase("Subsidies"),
    "mix_x": phrase("Share of revenue, %"),
    "point_share": phrase("{name}, {part}: {value} %"),
    "calibration": phrase("Calibration (parameters)"),
    "chance": phrase("Chance (seeds)"),
    "scenario": phrase("Scenario"),
    "share_of_variance": phrase("Share of variance, %"),
}
