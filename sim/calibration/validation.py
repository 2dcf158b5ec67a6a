"""The rows of ``calibration/validation.yaml``: figures that the model never saw, and checks."""

import math
import os
from pathlib import Path
from typing import Any, NamedTuple

from sim.calibration.reading import Period, Reader, as_written, evidence_keys, rows_of
from sim.calibration.validation_forms import read_measure
from sim.calibration.validation_measures import Measure, NotRecorded, OfSeries
from sim.experiments.calibration_files import calibration_file
from sim.scenario.language import Bilingual
from sim.scenario.problems import shown
from sim.scenario.yaml_reader import Path as Keys

FILE = "validation.yaml"
VALIDATION, CHECK = "validation", "check on the fit"
KINDS = (VALIDATION, CHECK)
NEEDED = ("label", "unit", "figure", "when", "where", "kind", "measure")
KEYS = (*NEEDED, "out_of", "earlier", "evidence", "source", "why")


class Row(NamedTuple):
    """A figure of the record, and how the model's side of it is measured."""

    key: str
    label: Bilingual
    unit: Bilingual
    low: float  # minus infinity where the record says "at most"
    high: float  # infinity where the record says "at least"
    when: Period
    where: Bilingual
    kind: str
    measure: Measure
    measured: str  # the measure as it is written
    earlier: dict[Period, float]  # of the same record, for naive forecasts
    out_of: int | None  # cases that a share is of
    source: str
    why: Bilingual

    @property
    def is_bound(self) -> bool:
        """Whether the record says "at least" or "at most"."""
        return math.isinf(self.low) or math.isinf(self.high)

    def off(self, value: float) -> float:
        """How far a value lies from the figure, or the nearer end of its range, in its unit."""
        return value - min(max(value, self.low), self.high)


def default_file() -> str:
    """Return the path of the file that comes with the model, as a user would write it."""
    path, here = calibration_file(FILE), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def read_rows(file: str | os.PathLike[str] | None = None) -> list[Row]:
    """Read the rows of a file.

    Parameters
    ----------
    file : str or Path, optional
        By default the one that comes with the model.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    name = default_file() if file is None else os.fspath(file)
    return list(rows_of(name, _row).values())


def _row(reader: Reader, key: str, value: Any) -> Row | None:
    path: Keys = (key,)
    said = reader.keys(path, value, KEYS, NEEDED)
    if any(name not in said for name in NEEDED):
        return None
    unit = reader.both((key, "unit"), said["unit"])
    low, high = reader.figure((key, "figure"), said["figure"])
    when = reader.period((key, "when"), said["when"], model=False)
    kind = reader.name((key, "kind"), said["kind"], "kind", KINDS)
    measure = read_measure(reader, (key, "measure"), said["measure"], when)
    if isinstance(measure, OfSeries) and measure.when is when and when.first < 0:
        reader.refuse((key, "when"), "not_a_period", value=shown(said["when"]))
    earlier = _earlier(reader, (key, "earlier"), said.get("earlier", {}), when)
    if isinstance(measure, OfSeries) and measure.base and earlier:
        spans = [each[:2] for each in earlier]
        if measure.base[:2] not in spans:
            reader.refuse((key, "earlier"), "no_base", base=measure.base.text)
    row = Row(
        key,
        reader.both((key, "label"), said["label"]),
        unit,
        low,
        high,
        when,
        reader.both((key, "where"), said["where"]),
        kind,
        measure or NotRecorded(Bilingual("", "")),
        as_written(said["measure"]),
        earlier,
        _out_of(reader, key, said, unit, (low, high)),
        _source(reader, key, said),
        reader.both((key, "why"), said["why"]) if "why" in said else Bilingual("", ""),
    )
    return row if measure else None


def _earlier(reader: Reader, path: Keys, value: Any, when: Period) -> dict[Period, float]:
    if not isinstance(value, dict):
        reader.refuse(path, "expected_mapping", value=shown(value), allowed="2016, 2016-12, ...")
        return {}
    found = {}
    for text, number in value.items():
        span = reader.period((*path, text), text, model=False)
        if span.last >= when.first:
            reader.refuse((*path, text), "not_earlier", value=shown(text), when=when.text)
        found[span] = reader.number((*path, text), number)
    return dict(sorted(found.items(), key=lambda each: each[0].year))


def _out_of(
    reader: Reader, key: str, said: dict[str, Any], unit: Bilingual, figure: tuple[float, float]
) -> int | None:
    if "out_of" not in said:
        return None
    path = (key, "out_of")
    number = reader.bounded(path, said["out_of"], 1, 1_000_000)
    if not unit.en.startswith("%") or not all(0 <= end <= 100 for end in figure):
        reader.refuse(path, "not_a_share", at_key=True)
    return None if math.isnan(number) else int(number)


def _source(reader: Reader, key: str, said: dict[str, Any]) -> str:
    given = [name for name in ("evidence", "source") if name in said]
    if len(given) != 1:
        reader.refuse((key,), "one_source", at_key=True)
        return ""
    value = said[given[0]]
    if given == ["evidence"]:
        return reader.name((key, "evidence"), value, "evidence", evidence_keys())
    return reader.text((key, "source"), value)
