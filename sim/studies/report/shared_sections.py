"""Sections that reports of runs and of comparisons share: limits, and how to reproduce."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.scenario.language import Language, phrase_in
from sim.studies.report.blocks import Block, Facts, Points, Section, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.trust_texts import LIMITS

SHORT = 12  # digits of hashes
# What the folder holds for whoever reads the report; tests hold it against a folder.
TABLES_OF = {
    "run": ("findings.csv", "public_cost.csv", "money.csv", "findings.xlsx", "series.parquet"),
    "comparison": ("differences.csv", "public_cost.csv", "money.csv", "differences.xlsx"),
}
_BETWEEN = phrase_in("between names", ", ")


def limits_section(language: Language) -> Section:
    """What may and may not be concluded."""
    return Section(
        "limits",
        COMMON_TEXTS["limits"].text(language),
        [
            Points([limit.text(language) for limit in LIMITS]),
            Words([COMMON_TEXTS["two_intervals"].text(language)]),
        ],
    )


def reproduction(
    about: Mapping[str, Any],
    language: Language,
    kind: str,
    further: Sequence[tuple[str, str]] = (),
) -> Section:
    """Everything that it takes to get the same numbers again.

    Parameters
    ----------
    about : mapping
        The manifest of the run or comparison.
    kind : {"run", "comparison"}
    further : sequence of (str, str)
        What the report could have besides, and the command that makes it.
    """

    def say(key: str, **values: object) -> str:
        return COMMON_TEXTS[key].text(language).format(**values)

    replicates = about["replicates"]
    seeds = [each["seed"] for each in replicates]
    draws = {each["draw"] for each in replicates if each["draw"] >= 0}
    git = about["git"]
    commit = git["commit"][:SHORT] if git else ""
    rows = [
        (say("command"), about["command"]),
        (say(f"{kind}_id"), about[f"{kind}_id"]),
        (
            say("seeds"),
            say(
                "seeds_said",
                replicates=len(replicates),
                draws=len(draws),
                first=min(seeds),
                last=max(seeds),
            ),
        ),
        (say("rules"), about.get("rules", "")),
        (say("git"), say("git_changed", commit=commit) if git and git["changed"] else commit),
        (
            say("versions"),
            ", ".join(f"{k} {v}" for k, v in about["versions"].items() if v[0].isdigit()),
        ),
        (
            say("inputs"),
            ", ".join(f"{k} {v[:SHORT]}" for k, v in about.get("inputs", {}).items()),
        ),
    ]
    tables = _BETWEEN.text(language).join(TABLES_OF[kind])
    blocks: list[Block] = [
        Words([say("same_numbers", files=tables)]),
        Facts([row for row in rows if row[1]]),
    ]
    if further:
        blocks += [Words([say("further")]), Facts(further)]
    return Section("reproduce", say("reproduce"), blocks)
