"""What the command says of a sweep, in English and Chinese."""

from sim.scenario.language import phrase

TEXTS = {
    "runs": phrase("Runs"),
    "resuming": phrase("{done:,} of {runs:,} runs are there; going on with the others."),
    "waiting": phrase("Another process is at work on this sweep; waiting for it ..."),
    "no_workers": phrase(
        "The scheduler at {address} has no worker yet; runs begin when one joins."
    ),
    "aside": phrase("{file} could not be read; it was set aside, and its runs are made again."),
    "stopped": phrase(
        "Stopped: {done:,} of {runs:,} runs are kept; the same command goes on from there."
    ),
    "cannot_write": phrase(
        "{where}: {reason}. {done:,} of {runs:,} runs are kept; when that is mended, the same "
        "command goes on from there."
    ),
    "scheduler": phrase(
        "--dask {address}: no Dask scheduler could be reached ({reason}). {done:,} of {runs:,} "
        "runs are kept."
    ),
    "other_version": phrase(
        "--dask: a worker has another version of makersim ({worker}); here it is {here}. Runs of "
        "both would not belong together: install the same one everywhere."
    ),
    "not_installed": phrase(
        "--dask: a worker cannot import what runs need ({reason}); install makersim there."
    ),
    "no_dask": phrase("--dask: the package distributed is missing; install makersim[dask]."),
    "one_engine": phrase("--processes and --dask are two engines; choose one."),
    "no_plan": phrase("Name a plan file, or ask for --outcomes."),
    "of_other_version": phrase(
        "{home} holds runs of another version of the model ({others}); this one is {here}. They "
        "stay as they are and are never mixed with new ones. To make the runs of the plan again "
        "with this version, add --anew."
    ),
    "of_another_plan": phrase(
        "{path} holds runs of another plan, which varies {factors}; this one varies none of it. "
        "Rename the file of one of the plans, or name another folder with --out."
    ),
    "summary": phrase(
        "{runs:,} runs: {points:,} points x {scenarios} scenarios x {replicates} replicates"
    ),
    "different": phrase(" ({different:,} different: some points are the same)"),
    "state": phrase("{done:,} done, {failed:,} failed, {todo:,} to be made"),
    "busy": phrase("A process is at work on it."),
    "pace": phrase("{each:.2f} core-seconds a run; what is left needs about {left}."),
    "took": phrase("{made:,} runs made in {seconds:.1f} s."),
    "core_seconds": phrase("{number:,.0f} core-seconds"),
    "core_hours": phrase("{number:,.1f} core-hours"),
    "failures": phrase("Failed runs, by reason"),
    "retry": phrase("They are kept as rows; --retry-failed makes them again."),
    "others": phrase("Other versions of the model have runs beside these: {others}."),
    "machines": phrase(
        "Runs come from {number} kinds of machine, which differ in {what}; bits may differ "
        "between them (manifest.json)."
    ),
    "outcome": phrase("Outcome"),
    "median": phrase("median"),
    "range": phrase("90 % of runs"),
    "over_design": phrase(
        "Over all runs of the design: how far outcomes reach, not how likely each is."
    ),
    "folder": phrase("Folder"),
    "name": phrase("Name"),
    "label": phrase("Meaning"),
    "group": phrase("Group"),
    "unit": phrase("Unit"),
}
