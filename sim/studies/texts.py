"""Words of the run command, in English and Chinese."""

from sim.scenario.language import phrase

TEXTS = {
    "compiling": phrase("Compiling the model (once per version, about half a minute) ..."),
    "waiting": phrase("The same run is under way in another process; waiting for it ..."),
    "replicates": phrase("Replicates"),
    "pace": phrase("{speed} runs/s, about {time} left"),
    "lines_start": phrase("{label}: {left} to run ..."),
    "lines_first": phrase("{label}: {done} of {all}"),
    "lines_done": phrase("{label}: {done} of {all}, about {time} left (minutes:seconds)"),
    "drawing_lacking": phrase("Drawing figures that the folder does not have in this language ..."),
    "reporting": phrase("Writing the report (up to a minute) ..."),
    "drawing": phrase("Writing tables and figures ..."),
    "resuming": phrase(
        "{done} of {all} replicates are there from an earlier start; going on from them."
    ),
    "stopped": phrase(
        "Stopped. {done} of {all} replicates are kept; the same command goes on from there."
    ),
    "found": phrase("The same run was there already (--force runs it again)."),
    "ran": phrase("{replicates} replicates in {seconds:.1f} s on {workers} threads."),
    "report": phrase("Report: {path}"),
    "folder": phrase("Run folder: {path}"),
    "section_check": phrase("3. Jiangsu, end of 2017: the model against the record"),
    "section_outcomes": phrase("1. Outcomes by business model"),
    "section_shakeout": phrase("   The shakeout as a whole"),
    "section_gap": phrase("2. The gap: specialised less rent-dependent, in the same replicate"),
    "by_founding": phrase("{label}, by model at founding"),
    "by_present": phrase("{label}, by present model"),
    "record": phrase("record"),
    "model": phrase("model"),
    "range": phrase("90 % range"),
    "off": phrase("off by"),
    "gap": phrase("gap"),
    "mean_error": phrase("mean ± its error"),
    "above_zero": phrase("above 0"),
    "produced": phrase("Produced by the rules"),
    "by construction": phrase("By construction: agreement proves nothing"),
    "soft": phrase("Soft: other places and years"),
    "within": phrase("within"),
    "none": phrase("none ({value})"),
    "some_replicates": phrase("{value} in {n} of {all}"),
    "intervals": phrase(
        "Numbers are medians over replicates [90 % range of replicates]. The error of a mean is "
        "its Monte Carlo standard error, another thing."
    ),
    "few": phrase(
        "Numbers are medians over replicates; a 90 % range needs at least ten replicates."
    ),
    "one": phrase(
        "One replicate: one possible course of events, not a forecast. A range needs at least ten."
    ),
    "too_short": phrase("The run ends too early for some outcomes; they are left out."),
}
