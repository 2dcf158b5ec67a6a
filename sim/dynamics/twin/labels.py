"""What readers in other tools see beside the names: labels of stocks, flows and loop variables."""

from dataclasses import replace

from sim.dynamics.equations import Variable
from sim.model.categories import MODELS
from sim.scenario.language import Bilingual, phrase, phrase_in

_OF_MODEL = phrase_in("label of a variable", "{what}, {model}")
_MODELS = {
    "specialised": phrase_in("label of a variable", "specialised"),
    "rent_dependent": phrase_in("label of a variable", "rent-dependent"),
    "diversified": phrase_in("label of a variable", "diversified"),
}
LABELS = {
    "spaces": phrase("Makerspaces"),
    "slots": phrase("Slots of makerspaces"),
    "age": phrase("Mean age of makerspaces"),
    "vacancy": phrase("Share of slots that are empty"),
    "foundings": phrase("Makerspaces founded"),
    "closures": phrase("Makerspaces closed"),
    "slots_founded": phrase("Slots of new makerspaces"),
    "slots_closed": phrase("Slots of closed makerspaces"),
    "slots_given_up": phrase("Slots given back at the end of leases"),
    "price": phrase("Price level of rents"),
    "service": phrase("Mean service level"),
    "service_restored": phrase("Service restored"),
    "service_cut": phrase("Service cut for want of money"),
    "service_mixed": phrase("Service of those that come and go"),
    "charge": phrase("Rent and fee of a tenant"),
    "income": phrase("Income of a slot"),
    "cost": phrase("Cost of a slot"),
    "loss": phrase("Loss of a slot before support"),
    "pressed": phrase("Share of makerspaces with an uncovered loss"),
    "uncovered": phrase("Uncovered loss of a slot"),
    "insolvency": phrase("Rate of insolvency"),
    "commitment": phrase("Loss that owners bear"),
    "commitment_cut": phrase("Commitment withdrawn by owners"),
    "commitment_mixed": phrase("Commitment of those that come and go"),
    "gains": phrase("Projects that an owner gained"),
    "cash": phrase("Cash of makerspaces"),
    "founding_capital": phrase("Cash that founders bring"),
    "listed": phrase("Open makerspaces on the list"),
    "candidates": phrase("New makerspaces that wait for the list"),
    "entries": phrase("Entries in the list"),
    "missed": phrase("Chance to be struck off in a year"),
    "delisted": phrase("Open makerspaces struck off"),
    "closed_listed": phrase("Closed makerspaces still on the list"),
    "recorded": phrase("Makerspaces that statistics count"),
    "subsidy": phrase("Operating subsidy of a slot"),
    "seekers": phrase("Startups that seek a space"),
    "startups_founded": phrase("Startups that begin to seek"),
    "admissions": phrase("Startups admitted"),
    "gave_up": phrase("Seekers who give up"),
    "displaced_seeking": phrase("Displaced tenants who seek again"),
    "tenants": phrase("Startups in makerspaces"),
    "spinoffs": phrase("Ventures that hosts bring"),
    "failures": phrase("Tenants that fail"),
    "graduations": phrase("Tenants that graduate"),
    "acquired": phrase("Tenants acquired by their host"),
    "moved_out": phrase("Tenants that move out at the limit"),
    "displaced": phrase("Tenants whose makerspace closes"),
    "funded": phrase("Tenants with outside money"),
    "progress": phrase("Mean progress of unfunded tenants"),
    "commitments": phrase("Money promised to angels"),
    "capital": phrase("Money that angels can spend"),
    "promised": phrase("New promises to angels"),
    "called": phrase("Promises called"),
    "spent": phrase("Money spent by angels"),
    "seed_funds": phrase("Seed funds of makerspaces"),
    "fundings": phrase("First fundings of tenants"),
    "funded_cumulative": phrase("Startups that were ever funded"),
    "reputation": phrase("Share of a makerspace's startups that succeeded"),
}


def labelled(variable: Variable) -> Variable:
    """Return a variable with its label, if it has one."""
    label = label_of(variable.name)
    return replace(variable, label=label) if label else variable


def label_of(name: str) -> Bilingual | None:
    """Label of a variable by its name, with or without a model.

    >>> label_of("tenants_diversified").en
    'Startups in makerspaces, diversified'
    """
    if name in LABELS:
        return LABELS[name]
    model = next((each for each in MODELS if name.endswith(f"_{each}")), "")
    what = LABELS.get(name.removesuffix(f"_{model}")) if model else None
    return _OF_MODEL.filled(what=what, model=_MODELS[model]) if what else None
