"""The recorded list and recognition (ODD, 7.9)."""

from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.draws import uniform
from benchmarks.reference.space import Space
from sim.model.categories import NATIONAL, NOT_RECOGNISED, PROVINCIAL
from sim.model.randomness import AUDIT, NOMINATE, REPORT

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

MARCH, JUNE, DECEMBER = 2, 5, 11
LEAST_AGE, LEAST_TENANTS = 6, 5
MISSED_TO_DELIST = 2
FUNDED_WEIGHT, EVENTS_PER_SLOT, TIE = 5.0, 0.1, 1e-9


def supervise(province: "Province") -> None:
    calendar = province.month % 12
    delisting = province.mechanisms.delisting
    for space in province.spaces:
        if space.listed:
            if delisting and calendar == MARCH:
                report(province, space)
            elif not delisting and not space.open:
                strike_off(space)
        elif calendar in (JUNE, DECEMBER) and may_enter(province, space):
            enter_list(province, space)
    if calendar == DECEMBER:
        nominate(province)


def may_enter(province: "Province", space: Space) -> bool:
    return (
        space.open
        and not space.delisted
        and space.age(province.month) >= LEAST_AGE
        and space.tenants >= LEAST_TENANTS
        and space.service_level >= province.now.entry_standard
    )


def enter_list(province: "Province", space: Space) -> None:
    now = province.now
    space.recognition = PROVINCIAL
    space.tally["spaces_listed"] += 1
    pay_grant(province, space, "recognition_grant", now.recognition_grant)
    focus = space.specialisation
    pay_grant(province, space, "specialisation_grant", now.specialisation_grant * focus)


def pay_grant(province: "Province", space: Space, lever: str, amount: float) -> None:
    space.cash += amount
    province.books.ledger["grants"] += amount
    province.spend(lever, amount, space)


def report(province: "Province", space: Space) -> None:
    """Ask for the yearly report; strike off who misses the second in a row."""
    if misses_report(province, space):
        space.missed_reports += 1
        if space.missed_reports >= MISSED_TO_DELIST:
            strike_off(space)
    else:
        space.missed_reports = 0


def misses_report(province: "Province", space: Space) -> bool:
    if not space.open:
        return True
    p, now, month = province.parameters.supervise, province.now, province.month
    emptiness = rules.clip((0.4 - space.occupancy) / 0.4, 0.0, 1.0)
    distress = max(emptiness, 0.5 if space.months_insolvent > 0 else 0.0)
    chance = p.missed_report_per_year + p.empty_missed_per_year * distress
    if uniform(space.key, REPORT, month) < rules.clip(chance, 0.0, 1.0):
        return True
    audited = uniform(space.key, AUDIT, month) < now.audit
    return audited and space.service_level < now.entry_standard


def strike_off(space: Space) -> None:
    space.recognition = NOT_RECOGNISED
    space.delisted = True
    space.tally["spaces_delisted"] += 1


def nominate(province: "Province") -> None:
    """The best scored provincial spaces become national, up to the quota."""
    places = round(province.now.national_quota)
    candidates = [space for space in province.open_spaces if space.recognition == PROVINCIAL]
    scores = {space: score(province, space) for space in candidates}
    for space in sorted(candidates, key=lambda space: -scores[space])[:places]:
        space.recognition = NATIONAL


def score(province: "Province", space: Space) -> float:
    record = space.successes_ever / max(space.admitted_ever, 1)
    return (
        space.occupancy * (1.0 + FUNDED_WEIGHT * record)
        + EVENTS_PER_SLOT * space.service_level
        + TIE * uniform(space.key, NOMINATE, province.month)
    )
