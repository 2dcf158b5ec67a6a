"""What the date and the size of a policy rest on, as the comments of the baseline's file say.

Only the baseline's own values have sources. A policy that another scenario adds or changes counts
as an assumption, unless its file names a source that a table of the report cannot know.
"""

from functools import cache

from sim.scenario.language import Bilingual, phrase
from sim.scenario.load import load_scenario
from sim.scenario.schema import Policy

BASELINE = "baseline"
ASSUMED = phrase("assumption")
STANDARDS = phrase("subsidy standards of Fuzhou and Nanjing, not of Jiangsu as a whole")
SPLIT = phrase("subsidy standards of Fuzhou and Nanjing; split over two dates by assumption")
NATIONAL = phrase("national makerspaces at the end of 2017; split over years by assumption")
CEILING = phrase("at most 8 % of the recorded spaces a year")
SIZES = {
    "operating_subsidy_2015": STANDARDS,
    "operating_subsidy_2016": SPLIT,
    "recognition_grant_2015": STANDARDS,
    "national_quota_2015": NATIONAL,
    "national_quota_2016": NATIONAL,
    "national_quota_2018": CEILING,
}
_DATED = phrase("date: policy documents; size: {size}")
_UNDATED = phrase("date: assumption; size: {size}")
_OWN = phrase("assumption, unless the scenario file names a source")


def basis_of(name: str, policy: Policy) -> Bilingual:
    """Say what a policy's date and size rest on, each for itself.

    >>> audit = _of_baseline()["audit_2018"]
    >>> basis_of("audit_2018", audit).en
    'date: policy documents; size: assumption'
    >>> basis_of("mine", audit).en
    'assumption, unless the scenario file names a source'
    """
    known = _of_baseline().get(name)
    if known is None or known.lever != policy.lever:
        return _OWN
    size = SIZES.get(name, ASSUMED) if policy.value == known.value else ASSUMED
    same_date = (policy.start, policy.until) == (known.start, known.until)
    return (_DATED if same_date else _UNDATED).filled(size=size)


@cache
def _of_baseline() -> dict[str, Policy]:
    return dict(load_scenario(BASELINE).policies)
