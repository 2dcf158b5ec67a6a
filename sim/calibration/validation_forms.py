"""Reading the measures of ``validation.yaml``: which form, and what each may hold."""

from collections.abc import Mapping
from typing import Any

from sim.calibration.reading import Period, Reader
from sim.calibration.validation_measures import (
    FORMS,
    LEDGER,
    NAMES,
    NOTHING,
    NUMBERS,
    SPECIAL,
    STATISTICS,
    STRATA,
    TAKES,
    WORDS,
    Filter,
    Measure,
    NotRecorded,
    OfLifeTable,
    OfSeries,
    OfSpaces,
    Special,
    Term,
)
from sim.results.groups import GROUPS
from sim.results.life_tables import TABLES
from sim.scenario.problems import nearest
from sim.scenario.yaml_reader import Path


def read_measure(reader: Reader, path: Path, value: Any, when: Period) -> Measure | None:
    """Read a measure; None if it cannot be made out."""
    if not isinstance(value, dict):
        reader.keys(path, value, FORMS)
        return None
    given = [form for form in FORMS if form in value]
    if len(given) > 1:  # keys of its own may look like another form: the mean of a special one
        given = [form for form in given if form not in TAKES] or given
    if len(given) != 1:
        if given:
            reader.refuse(path, "several_measures", given=", ".join(given))
        else:
            close = tuple(name for key in value for name in nearest(key, FORMS)[:1])[:2]
            reader.refuse(path, "no_measure", allowed=", ".join(FORMS), nearest=close)
        return None
    match given[0]:
        case "spaces":
            return _of_spaces(reader, path, value)
        case "life_table":
            return _of_life_table(reader, path, value)
        case "special":
            return _special(reader, path, value)
        case "not_recorded":
            said = reader.keys(path, value, ("not_recorded",))["not_recorded"]
            return NotRecorded(reader.both((*path, "not_recorded"), said))
        case take:
            return _of_series(reader, path, value, take, when)


def _of_series(
    reader: Reader, path: Path, value: dict[str, Any], take: str, when: Period
) -> OfSeries:
    allowed = (take, "over", "in", "group", "less", "growth_since", "times")
    said = reader.keys(path, value, allowed)
    term = Term(take, _names(reader, (*path, take), said[take]))
    over = None
    if "over" in said:
        below = reader.keys((*path, "over"), said["over"], TAKES)
        if len(below) > 1:
            reader.refuse((*path, "over"), "several_measures", given=", ".join(below))
        for kind, names in below.items():
            over = Term(kind, _names(reader, (*path, "over", kind), names))
    group = reader.name((*path, "group"), said.get("group", "all"), "group", GROUPS)
    names = (*term.names, *(over.names if over else ()))
    for name in names if group not in ("", "all") else ():
        if name.startswith(LEDGER):
            reader.refuse((*path, "group"), "only_all", name=name)
    changes = [key for key in ("less", "growth_since") if key in said]
    base = reader.period((*path, changes[0]), said[changes[0]]) if changes else None
    clashes = (("growth_since", "less"), ("times", "growth_since"))  # growth is in % by itself
    for one, other in clashes:
        if one in said and other in said:
            reader.refuse((*path, one), "not_together", at_key=True, key=one, other=other)
    span = reader.period((*path, "in"), said["in"]) if "in" in said else when
    if base and take == "sum" and not over and base.months != span.months:
        reader.refuse(path, "unlike_periods", one=span.text, other=base.text)
    growth = "growth_since" in said
    return OfSeries(term, span, over, group, base, growth, _times(reader, path, said))


def _of_spaces(reader: Reader, path: Path, value: dict[str, Any]) -> OfSpaces:
    allowed = ("spaces", "of", "open", "founded", "where", "that", "times")
    said = reader.keys(path, value, allowed)
    statistic = reader.name((*path, "spaces"), said["spaces"], "statistic", STATISTICS)
    column, that = "", NOTHING
    if statistic == "share":
        that = _filter(reader, path, said, "that", WORDS, needed=True)
    elif statistic and statistic != "count":
        if "of" not in said:
            reader.refuse(path, "missing_key", at_key=True, key="of")
        else:
            column = reader.name((*path, "of"), said["of"], "column", NUMBERS)
    idle = {"share": ("of",), "count": ("of", "that")}.get(statistic, ("that",))
    for key in idle if statistic else ():
        if key in said:
            reader.refuse((*path, key), "not_together", at_key=True, key=key, other=statistic)
    spans = [
        reader.period((*path, key), said[key]) if key in said else None
        for key in ("open", "founded")
    ]
    where = _filter(reader, path, said, "where", WORDS)
    return OfSpaces(statistic, column, spans[0], spans[1], where, that, _times(reader, path, said))


def _of_life_table(reader: Reader, path: Path, value: dict[str, Any]) -> OfLifeTable:
    said = reader.keys(path, value, ("life_table", "where", "that", "over", "times"))
    table = reader.name((*path, "life_table"), said["life_table"], "table", tuple(TABLES))
    where = _filter(reader, path, said, "where", STRATA)
    that = _filter(reader, path, said, "that", STRATA, needed=True)
    over = _filter(reader, path, said, "over", STRATA)
    return OfLifeTable(table, where, that, over, _times(reader, path, said))


def _special(reader: Reader, path: Path, value: dict[str, Any]) -> Special:
    name = reader.name((*path, "special"), value["special"], "special measure", tuple(SPECIAL))
    needed = SPECIAL.get(name, ())
    said = reader.keys(path, value, ("special", *needed), needed) if name else {}
    limits = {"tenant_months": (1.0, 1000.0)}
    values = {
        key: reader.bounded((*path, key), said[key], *limits.get(key, (1.0, 99.0)))
        for key in needed
        if key in said
    }
    return Special(name, values)


def _times(reader: Reader, path: Path, said: dict[str, Any]) -> float:
    return reader.number((*path, "times"), said["times"]) if "times" in said else 1.0


def _names(reader: Reader, path: Path, value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(reader.name(path, name, "indicator", NAMES) for name in names)


def _filter(
    reader: Reader,
    path: Path,
    said: dict[str, Any],
    key: str,
    columns: Mapping[str, tuple[str, ...] | None],
    needed: bool = False,
) -> Filter:
    if key not in said:
        if needed:
            reader.refuse(path, "missing_key", at_key=True, key=key)
        return NOTHING
    found = {}
    for column, value in reader.keys((*path, key), said[key], tuple(columns)).items():
        here, allowed = (*path, key, column), columns[column]
        values = value if isinstance(value, list) else [value]
        if allowed is None:
            numbers = [reader.number(here, each) for each in values]
            found[column] = tuple(f"{number:.0f}" for number in numbers)
        else:
            found[column] = tuple(reader.name(here, each, "value", allowed) for each in values)
    return found
