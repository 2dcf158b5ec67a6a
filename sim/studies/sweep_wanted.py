"""Reading what a plan wants of its runs: outcomes and series."""

from typing import Any, cast

from sim.analysis.run_outcomes import HEADLINE, catalogue
from sim.experiments.factors import SeriesWanted
from sim.results.groups import GROUPS
from sim.results.indicators import INDICATORS
from sim.scenario.problems import brief, nearest, shown
from sim.studies.sweep_reader import PlanReader


def read_outcomes(reader: PlanReader, given: Any) -> tuple[str, ...]:
    """Read names of outcomes; one without a group stands for all of its groups and its gap."""
    if given is None:
        return HEADLINE
    names, found = tuple(catalogue()), []
    for path, word in reader.items(("outcomes",), given):
        text = word if isinstance(word, str) else shown(word)
        several = [name for name in names if text in name.split(":")]
        if text in names:
            found.append(text)
        elif several and text not in ("gap", "check_2017"):
            found += several
        else:
            stems = (*names, *(name.split(":")[0] for name in names if not name.startswith("gap:")))
            reader.refuse(
                path,
                "unknown_outcome",
                key=brief(text),
                nearest=nearest(text, tuple(dict.fromkeys(stems))),
            )
    return tuple(dict.fromkeys(found)) or HEADLINE


def read_series(reader: PlanReader, given: Any) -> SeriesWanted:
    """Read which series are kept of each run."""
    if given is None:
        return SeriesWanted()
    said = reader.keys(("series",), given, ("indicators", "groups", "every"), ("indicators",))
    indicators = [
        reader.choice(path, word, "series", tuple(INDICATORS))
        for path, word in reader.items(("series", "indicators"), said.get("indicators", []))
    ]
    groups = [
        reader.choice(path, word, "group", GROUPS)
        for path, word in reader.items(("series", "groups"), said.get("groups", ["all"]))
    ]
    given = said.get("every", "year")
    every = reader.choice(("series", "every"), given, "period", ("year", "month"))
    one, other = (tuple(dict.fromkeys(each)) for each in (indicators, groups))
    return SeriesWanted(one, other, cast("Any", every))
