"""The command line around a calibration: what it refuses, says and returns."""

from sim.scenario.problems import ScenarioError
from sim.studies.adopt import NotACheckout, adopt
from sim.studies.calibrate import Request, calibrate_command
from sim.studies.command import BAD_INPUT, DONE, INTERRUPTED, consoles

STOPPED = "Stopped. What has been run is kept; the same command goes on from there."
NEXT = """Adopted. Now:
  make docs                                  # defaults in docs/parameters.md and docs/ODD.md
  python -m tests.golden --update --reason "..."   # the numbers of a default run
  makersim findings                          # docs/findings.md with the new posterior
and a line under "Results change" in CHANGELOG.md."""
NO_CHECKOUT = (
    "--adopt: this makersim is installed, not a checkout: there are no sources to keep new "
    "defaults in. Clone the repository and run it there."
)
QUICK_ADOPT = "--adopt: a quick fit is for trying things out; leave --quick away."
NO_DASK = "--dask: the package distributed is missing; install makersim[dask]."


def run_calibrate(request: Request) -> int:
    """Run the command; returns its exit code."""
    screen, log = consoles()
    if refusal := _refusal(request):
        log.print(refusal)
        return BAD_INPUT
    try:
        folder = calibrate_command(request, screen, log)
        if request.adopt:
            for path in adopt(folder):
                screen.print(str(path), soft_wrap=True)
            screen.print(NEXT)
    except KeyboardInterrupt:
        log.print(STOPPED)
        return INTERRUPTED
    except NotACheckout:
        log.print(NO_CHECKOUT)
        return BAD_INPUT
    except ScenarioError:
        raise
    except OSError as error:
        log.print(f"{error.filename or request.dask or request.out}: {error.strerror or error}")
        return BAD_INPUT
    return DONE


def _refusal(request: Request) -> str | None:
    from importlib.util import find_spec

    if request.adopt and request.quick:
        return QUICK_ADOPT
    if request.adopt and request.check:
        return "--adopt: a check writes no posterior; leave --check away."
    if request.dask and find_spec("distributed") is None:
        return NO_DASK
    return None
