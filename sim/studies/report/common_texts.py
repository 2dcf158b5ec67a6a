"""Words that reports of runs and of comparisons share, in English and Chinese."""

from sim.scenario.language import phrase

COMMON_TEXTS = {
    "run_report": phrase("Report on a scenario"),
    "comparison_report": phrase("Report on a comparison of scenarios"),
    "question": phrase("Question: {question}"),
    "simulated": phrase("Simulated: Jiangsu Province"),
    "dated": phrase("Date: {date}"),
    "author": phrase("Prepared by:"),
    "to_mind": phrase("To be kept in mind"),
    "answer": phrase("The answer"),
    "contents": phrase("Contents"),
    "made_by": phrase("Made by makersim {version} on {date}."),
    "print_hint": phrase(
        "For a PDF, print this page to a file (A4); for Word, insert the pictures of the folder "
        "figures."
    ),
    "year_label": phrase("Year"),
    "whole_run": phrase("Whole run"),
    "reproduce": phrase("How to reproduce"),
    "limits": phrase("What may and may not be concluded"),
    "policies": phrase("Policies of the scenario"),
    "uncertainty": phrase("What the uncertainty is made of"),
    "money": phrase("Money"),
    "survival": phrase("Survival of makerspaces"),
    "funding": phrase("Funding of startups"),
    "shakeout": phrase("Shakeout"),
    "class": phrase("Business model at founding"),
    "measure": phrase("Measure"),
    "scenario": phrase("Scenario"),
    "unit": phrase("Unit"),
    "command": phrase("Command"),
    "run_id": phrase("Run"),
    "comparison_id": phrase("Comparison"),
    "seeds": phrase("Replicates and seeds"),
    "seeds_said": phrase(
        "{replicates} replicates, {draws} parameter draws, seeds {first} to {last}"
    ),
    "parameters": phrase("Parameters"),
    "rules": phrase("Rules of the model (hash)"),
    "git": phrase("Sources (git commit)"),
    "git_changed": phrase("{commit}, with changes"),
    "versions": phrase("Versions"),
    "inputs": phrase("Input files (SHA-256)"),
    "again": phrase("This report in the other language"),
    "same_numbers": phrase(
        "The same command on the same versions gives the same numbers, bit for bit. The folder "
        "holds the tables behind this report: {files}."
    ),
    "further": phrase(
        "What this report could have besides. Each command takes minutes to hours; then ask for "
        "the report once more: makersim report FOLDER."
    ),
    "policy": phrase("Policy"),
    "value": phrase("Value"),
    "from": phrase("From"),
    "until": phrase("Until"),
    "phased_in": phrase("Phased in over"),
    "months": phrase("{n} months"),
    "basis": phrase("Date and size rest on"),
    "open_end": phrase("end of run"),
    "start": phrase("start of run"),
    "interventions": phrase("Dated interventions"),
    "no_policies": phrase("The scenario has no policies."),
    "policies_note": phrase(
        "Policies on one lever add up; levers shown with × multiply. The scenario file says beside "
        "each value where it comes from."
    ),
    "two_intervals": phrase(
        "Two kinds of interval, never mixed. A range of replicates says how different one course "
        "of events is from another: it holds chance and what calibration leaves open, and does not "
        "shrink with more runs. A Monte Carlo error says how well a mean over runs is known, and "
        "does shrink."
    ),
}
