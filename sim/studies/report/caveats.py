"""What the reader of a first page must know: what is simulated, and what hangs on assumptions."""

from collections.abc import Iterable, Iterator, Sequence

from sim.scenario.declared import LEVERS
from sim.scenario.language import Language, declared_text, phrase, phrase_in
from sim.studies.report.policy_levels import Change, quantity_name
from sim.studies.report.trust_texts import FOUNDING

AFTER_RECORD = 72  # January 2021
FOUNDERS = {"founding_push", "anchor_recruitment"}  # that change how many are founded
# Money that spaces do without: a level below that of the first scenario.
RECEIVED = {"operating_subsidy", "lease_relief", "recognition_grant", "specialisation_grant"}
MOST = 2  # levers that have a line of their own

_PROVINCE = phrase(
    "A simulated province modelled on Jiangsu: numbers say which way the mechanisms of the model "
    "work and how sure that is; they are neither a measurement nor a forecast."
)
_AFTER = phrase("Nothing after 2020 has been validated.")
_ALL_AFTER = phrase("Nothing after 2020 has been validated, and all effects shown lie after it.")
_FUNDED = phrase(
    "The record's number of funded startups may hold loans, grants and repeats and be up to twice "
    "too high: levels of funding here are to be used with care."
)
_LOSS = phrase(
    "{levers}: what this change does to makerspaces depends on how much loss their owners are "
    "willing to bear, and there are few data to estimate that from."
)
_ASSUMED = phrase("{lever}: {meaning} How strongly it works is an assumption.")
_ALL_ASSUMED = phrase("How strongly these work is an assumption: {levers}.")
_BETWEEN = phrase_in("between names", ", ")


def caveats(found: Iterable[Change], language: Language) -> list[str]:
    """Say in a few lines what readers must know before they use a number.

    Parameters
    ----------
    found : iterable of Change
        Levers and conditions that scenarios change; none for the report of a run.
    """
    several = list(found)
    names = {change.name for change in several}
    late = min((change.since for change in several), default=0) >= AFTER_RECORD
    gap = "" if language == "zh" else " "
    if not several:  # the limits at the end of the report of a run have the rest
        return [gap.join(each.text(language) for each in (_PROVINCE, _AFTER))]
    general = [_ALL_AFTER if late else _AFTER, _FUNDED]
    general += [] if names & FOUNDERS else [FOUNDING]
    lines = [_PROVINCE.text(language), gap.join(each.text(language) for each in general)]
    return [*lines, *_on_levers(several, language)]


def _on_levers(found: Sequence[Change], language: Language) -> Iterator[str]:
    cut = [each.name for each in found if each.name in RECEIVED and each.after < each.before]
    cut += [each.name for each in found if each.name == "rent_multiplier" and each.after > 1]
    if cut:
        yield _LOSS.text(language).format(levers=_names(cut, language))
    declared = {each.name: LEVERS[each.name] for each in found if each.name in LEVERS}
    assumed = [name for name, each in declared.items() if each.source.kind == "assumption"]
    if len(assumed) > MOST:
        yield _ALL_ASSUMED.text(language).format(levers=_names(assumed, language))
        return
    for name in assumed:
        meaning = declared_text(declared[name].meaning).text(language)
        lever = quantity_name(name).text(language)
        yield _ASSUMED.text(language).format(lever=lever, meaning=meaning)


def _names(names: Iterable[str], language: Language) -> str:
    each = dict.fromkeys(quantity_name(name).text(language) for name in names)
    return _BETWEEN.text(language).join(each)
