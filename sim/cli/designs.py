"""Commands on the runs of a sweep: sensitivity indices, scenario discovery."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.shared import JsonOption, QuietOption, app, perform

PlanName = Annotated[str, typer.Argument(metavar="PLAN.yaml", help="Plan of a sweep that was run.")]
ScenarioOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Of the plan; default: its first.")
]
AgainstOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Take differences from this scenario at the same points."),
]
WithoutOption = Annotated[
    bool, typer.Option("--without-undefined", help="Leave out points without a value.")
]
OutOption = Annotated[Path, typer.Option(help="Where the sweep is kept.")]


@app.command(epilog="Example: makersim sensitivity scenarios/plans/priors_morris.yaml")
def sensitivity(
    plan: PlanName,
    outcomes: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="NAME", help="Default: the plan's; may be repeated."),
    ] = None,
    scenario: ScenarioOption = None,
    against: AgainstOption = None,
    without_undefined: WithoutOption = False,
    out: OutOption = Path("outputs"),
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Which parameters an outcome depends on: Sobol indices or Morris's effects, with intervals."""
    from sim.studies.sensitivity_command import SensitivityRequest, sensitivity_command

    asked = SensitivityRequest(plan, tuple(outcomes or ()), scenario, against, without_undefined)
    perform(sensitivity_command, asked._replace(out=out, quiet=quiet, as_json=as_json))


@app.command(
    epilog="Example: makersim discover scenarios/plans/priors_boxes.yaml "
    '--where "shakeout_depth_alive > 10"'
)
def discover(
    plan: PlanName,
    where: Annotated[
        str,
        typer.Option(
            metavar="CONDITION", help='On outcomes: "NAME < NUMBER", several joined by "and".'
        ),
    ],
    density: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Of the box, at least; default: the best balance."),
    ] = None,
    scenario: ScenarioOption = None,
    against: AgainstOption = None,
    without_undefined: WithoutOption = False,
    out: OutOption = Path("outputs"),
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Where in the parameter space a condition holds: a box found by PRIM, and how good it is."""
    from sim.studies.discover_command import DiscoverRequest, discover_command

    asked = DiscoverRequest(plan, where, scenario, against, density, without_undefined)
    perform(discover_command, asked._replace(out=out, quiet=quiet, as_json=as_json))
