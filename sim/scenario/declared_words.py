"""What the declarations of the model say, in both languages: names, meanings, sources and units."""

from sim.model.declaration import Label, Source
from sim.scenario.declared import LEVERS, MECHANISMS, PARAMETERS, SERIES, SETTINGS
from sim.scenario.language import NAMED, Bilingual, declared_text, phrase, phrase_in

KINDS = {
    "assumption": phrase("assumption"),
    "calibrated": phrase_in("source", "calibrated"),
    "citation": phrase_in("source", "citation"),
    "statistic": phrase_in("source", "statistic"),
}
# As quantities.unit_in_words has them.
UNITS = {
    "share": phrase_in("unit", "share"),
    "months": phrase_in("unit", "months"),
    "runs": phrase_in("unit", "runs"),
    "slots": phrase_in("unit", "slots"),
    "looks": phrase_in("unit", "looks"),
    "log": phrase_in("unit", "log"),
    "logit": phrase_in("unit", "logit"),
    "utility": phrase_in("unit", "utility"),
    "quality": phrase_in("unit", "quality"),
    "service level": phrase_in("unit", "service level"),
    "per year": phrase_in("unit", "per year"),
    "per month": phrase_in("unit", "per month"),
    "kCNY": phrase_in("unit", "kCNY"),
    "kCNY/month": phrase_in("unit", "kCNY/month"),
    "kCNY/slot/month": phrase_in("unit", "kCNY/slot/month"),
    "kCNY/tenant/month": phrase_in("unit", "kCNY/tenant/month"),
    "kCNY/investor/month": phrase_in("unit", "kCNY/investor/month"),
    "spaces/year": phrase_in("unit", "spaces/year"),
    "spaces/month": phrase_in("unit", "spaces/month"),
    "startups/month": phrase_in("unit", "startups/month"),
    "startups/slot/month": phrase_in("unit", "startups/slot/month"),
    "startups/investor/month": phrase_in("unit", "startups/investor/month"),
    "startups/space/month": phrase_in("unit", "startups/space/month"),
}
_HORIZON = phrase("Last month")


def lever_name(lever: str) -> Bilingual:
    """Name of a lever, which is that of every policy on it.

    >>> lever_name("lease_relief").zh
    '场地租金减免'
    """
    found = _named(LEVERS[lever].label)
    return found or Bilingual(lever, lever)


def name_of(key: str) -> Bilingual | None:
    """Short name of a value of a scenario; None where only its meaning is declared.

    >>> name_of("mechanisms.peers").en, name_of("levers.audit").zh, name_of("close.grace_months")
    ('Peers', '质量抽查', None)
    """
    section, _, rest = key.partition(".")
    if section == "mechanisms" and rest in MECHANISMS:
        return _named(MECHANISMS[rest].label)
    if key == "horizon.end":
        return _HORIZON
    groups = {"conditions": SERIES, "levers": LEVERS, "run": SETTINGS}
    declared = groups.get(section, SETTINGS).get(rest or key)
    return _named(declared.label) if declared else None


def meaning_of(key: str) -> Bilingual | None:
    """Return the sentence on a parameter; one number of several by operator has that of all.

    >>> meaning_of("close.grace_months").en
    'Months below zero cash after which a space closes.'
    """
    declared = PARAMETERS.get(key) or PARAMETERS.get(key.rpartition(".")[0])
    return declared_text(declared.meaning) if declared else None


def source_words(source: Source) -> Bilingual:
    """Where a value comes from: the kind of source, then the source."""
    return NAMED.filled(name=KINDS[source.kind], text=declared_text(source.text))


def unit_words(unit: str) -> Bilingual:
    """Unit as :func:`sim.scenario.quantities.unit_in_words` writes it, in both languages.

    >>> unit_words("per year").zh, unit_words("").zh
    ('每年', '')
    """
    return UNITS.get(unit, Bilingual(unit, unit))


def _named(label: Label | None) -> Bilingual | None:
    return Bilingual(label.en, label.zh) if label else None
