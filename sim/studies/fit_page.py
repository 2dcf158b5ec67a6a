"""The page ``fit.md``: what a calibration met, missed, learnt and did not learn."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.analysis import fit as said
from sim.analysis.findings import figure_text
from sim.analysis.fit import TargetRow
from sim.calibration.fit import Fit, Size
from sim.calibration.priors import Prior, priors
from sim.calibration.rounds import Runs
from sim.calibration.targets import Target, targets

UNLEARNT = 0.1  # contraction below which the page says that figures do not move a parameter


class Made(NamedTuple):
    """How a calibration came about."""

    command: str
    scenario: str
    until: str
    size: Size
    seed: int
    rules: str


def fit_page(fit: Fit, predictive: Runs, best: dict[str, float], made: Made) -> str:
    """Write the page, in Markdown."""
    rows = said.target_rows(fit.prior, predictive)
    return (
        pages()
        .get_template("fit.md.j2")
        .render(
            fit=fit,
            made=made,
            rows=rows,
            counted=[row for row in rows if row.target.kind == "produced"],
            fitted=[row for row in rows if row.target.error is not None],
            asked=[row for row in rows if row.met is not None],
            unmeasured=[each for key, each in targets().items() if key not in predictive.columns],
            funded=next(row for row in rows if row.key == "funded_cumulative"),
            priors=priors(),
            best=best,
            unlearnt=UNLEARNT,
            parameters=said.parameter_rows(fit),
            directions=said.directions(fit),
            gaps=said.gap_splits(fit, predictive),
            correlations=said.correlations(fit),
            strong=said.STRONG,
        )
    )


def pages() -> Environment:
    """Return the templates of pages, with the ways in which they show numbers."""
    environment = Environment(
        loader=PackageLoader("sim.studies"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "asked": _asked,
        "held": _held,
        "interval": _interval,
        "named": _named,
        "number": _number,
        "range": _range,
        "recorded": _recorded,
    }
    return environment


def _asked(row: TargetRow) -> str:
    if row.met is None:
        return ""
    within = row.target.within
    limit = f" ({within:g} %)" if isinstance(within, int | float) else f" ({within})"
    return ("yes" if row.met else "**no**") + (limit if within else "")


def _held(rows: Sequence[TargetRow]) -> str:
    return f"{sum(row.inside for row in rows)} of {len(rows)}"


def _interval(found: tuple[float, float, float]) -> str:
    low, median, high = (_number(value) for value in found)
    return f"{median} [{low}, {high}]"


def _named(keys: Iterable[Any]) -> str:
    return ", ".join(f"`{key}`" for key in keys) or "none"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _range(prior: Prior) -> str:
    return f"{prior.low:g} to {prior.high:g}{', log' if prior.scale == 'log' else ''}"


def _recorded(target: Target) -> str:
    return figure_text(target.low, target.high)
