"""Meanings and units of the levers in plain words, for sliders."""

from sim.scenario.language import Bilingual, phrase, phrase_in

MEANINGS = {
    "operating_subsidy": phrase(
        "Paid every month to spaces on the list, for each slot they offer."
    ),
    "subsidy_tied": phrase(
        "How much of the operating subsidy depends on the service that a space gives."
    ),
    "recognition_grant": phrase("Paid once, when a space enters the list."),
    "specialisation_grant": phrase(
        "Paid to specialised spaces when they enter the list, and to spaces that specialise "
        "further, the more the more specialised they are."
    ),
    "specialisation_guidance": phrase(
        "How strongly founders are led towards a field of their own; below 0: away from it."
    ),
    "lease_relief": phrase("Share of the rent of listed spaces that the government pays."),
    "mentor_vouchers": phrase(
        "Service that the government buys for each tenant of a listed space."
    ),
    "co_investment": phrase("Share of each investment that a guidance fund adds."),
    "entry_standard": phrase("Service that a space must give before it enters the list."),
    "audit": phrase("How likely it is that a listed space is inspected in a year."),
    "national_quota": phrase("Spaces that may be recognised at national level in a year."),
    "startup_campaign": phrase("Startups founded beyond those that would be, by a campaign."),
    "anchor_recruitment": phrase(
        "Spaces that leading enterprises found in a year because the government asks them to."
    ),
    "displaced_support": phrase(
        "Share of startups that would be lost when their space closes, and that help keeps."
    ),
    "capital_multiplier": phrase("Investors have so many times the money; 1 is as it was."),
    "rent_multiplier": phrase("Rents of premises are so many times higher; 1 is as they were."),
    "demand_multiplier": phrase("So many times more startups are founded; 1 is as it was."),
}
_NONE = Bilingual("", "")
UNITS = {
    "kCNY/slot/month": phrase_in("unit", "thousand yuan per slot and month"),
    "kCNY/tenant/month": phrase_in("unit", "thousand yuan per tenant and month"),
    "kCNY": phrase_in("unit", "thousand yuan"),
    "share": _NONE,
    "logit": phrase_in("unit", "log-odds"),
    "service level": _NONE,
    "1/year": phrase_in("unit", "a year"),
    "spaces/year": phrase_in("unit", "spaces a year"),
    "1": phrase_in("unit", "times"),
}
AS_PERCENT = ("share", "1/year", "service level")  # units of levers that are shown in percent
