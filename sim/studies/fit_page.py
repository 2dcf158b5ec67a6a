"""The page ``fit.md``: what a calibration met, missed, learnt and did not learn."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.analysis import fit as said
from sim.analysis.findings import figure_text
from sim.analysis.fit import HARDLY, GapSplit, ParameterRow, TargetRow
from sim.analysis.gaps import percent
from sim.calibration.fit import Fit, Size
from sim.calibration.priors import Prior, priors
from sim.calibration.rounds import Runs
from sim.calibration.targets import Target, targets


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
    parameters, known = said.parameter_rows(fit), priors()
    counted = [row for row in rows if row.target.kind == "produced"]
    found, gaps = said.directions(fit), said.gap_splits(fit, predictive)
    return (
        pages()
        .get_template("fit.md.j2")
        .render(
            fit=fit,
            made=made,
            rows=rows,
            counted=counted,
            by_hand=[row for row in counted if row.by_hand],
            fitted=[row for row in rows if row.target.error is not None],
            asked=[row for row in rows if row.met is not None],
            unmeasured=_without(rows),
            funded=next((row for row in rows if row.key == "funded_cumulative"), None),
            priors=known,
            best=best,
            unlearnt=said.UNLEARNT,
            parameters=parameters,
            learnt={
                row.key: f"{row.contraction:.2f} learnt" if row.learnt else "not learnt"
                for row in parameters
            },
            idle={
                role: [r for r in parameters if known[r.key].role == role and not r.learnt]
                for role in ("free", "drawn")
            },
            moved=[r for r in parameters if known[r.key].role == "drawn" and r.learnt],
            directions=found,
            distinct=said.distinct(fit.posterior),
            gaps=gaps,
            answer=gaps_answer(len(found), len(parameters), gaps),
            correlations=said.correlations(fit),
            strong=said.STRONG,
        )
    )


def gaps_answer(identified: int, parameters: int, gaps: Sequence[GapSplit]) -> str:
    """Say whether what the figures identify also moves the gaps between the models."""
    if not identified:
        return "**No direction is identified, so that the figures say nothing of the gaps.**"
    if not gaps:
        return "Too few runs have spaces of both models to say whether that moves the gaps."
    least, most = (pick(gaps, key=lambda each: each.held) for pick in (min, max))
    ends = f"{_percent(least.held)} ({least.label.partition(',')[0].lower()})"
    if len(gaps) > 1:
        ends += f" to {_percent(most.held)} ({most.label.partition(',')[0].lower()})"
    if most.held < HARDLY:
        answer = "No: what the figures identify hardly moves the gap between the models."
        earlier = "It is borne out that none does."
    else:
        whole = least.held > 1 - HARDLY
        answer = "What the figures identify does move the gap between the models" + (
            "." if whole else ", in part: what else moves it they leave open."
        )
        earlier = "It is not borne out that none does: figures inform the gaps."
    return (
        f"**{answer}** The identified directions hold {ends} of what parameters explain of a gap; "
        f"as many taken at random would hold {_percent(identified / parameters)}. A local analysis "
        "before this fit had found about nine identified directions, none of which moves the gap. "
        f"{earlier}"
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
        "contracted": _contracted,
        "held": _held,
        "interval": _interval,
        "named": _named,
        "number": _number,
        "percent": _percent,
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


def _contracted(rows: Sequence[ParameterRow]) -> str:
    return ", ".join(f"`{row.key}` ({row.contraction:.2f})" for row in rows) or "none"


def _held(rows: Sequence[TargetRow]) -> str:
    return f"{sum(row.inside for row in rows)} of {len(rows)}"


def _interval(found: tuple[float, float, float]) -> str:
    low, median, high = (_number(value) for value in found)
    return f"{median} [{low}, {high}]"


def _named(keys: Iterable[Any]) -> str:
    return ", ".join(f"`{key}`" for key in keys) or "none"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{percent(share)} %"


def _range(prior: Prior) -> str:
    return f"{prior.low:g} to {prior.high:g}{', log' if prior.scale == 'log' else ''}"


def _without(rows: Sequence[TargetRow]) -> list[Target]:
    there = {row.key for row in rows}
    return [target for key, target in targets().items() if key not in there]


def _recorded(target: Target) -> str:
    return figure_text(target.low, target.high)
