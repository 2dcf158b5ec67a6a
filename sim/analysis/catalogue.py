"""The outcomes that findings speak of, each declared once: unit, labels, definition."""

from typing import NamedTuple

from sim.scenario.language import Bilingual


class Outcome(NamedTuple):
    """An outcome of a run."""

    unit: Bilingual
    label: Bilingual
    definition: str
    gap: bool = True  # whether specialised less rent-dependent is a finding
    digits: int = 1


_MONTHS, _SHARE = Bilingual("months", "个月"), Bilingual("%", "%")
_RATE = Bilingual("per 100 tenant-years", "次/百家·年")
_CLOSURES = Bilingual("% per year", "%/年")
_DATE, _TIMES = Bilingual("year", "年"), Bilingual("times", "倍")
_SPACES = (
    "Spaces founded in the run, by model at founding, from founding to closure (Kaplan-Meier)."
)
_SAME_YEARS = (
    "Founding years averaged with one mix for all models; years followed for 60 months in which "
    "every model was founded."
)
_STARTUPS = (
    "Share of startups with outside or seed-fund money within {} months of first admission "
    "(Aalen-Johansen: failure, graduation, acquisition and leaving compete), by founding model "
    "of the first space; entry years followed that long."
)
_SAME_STARTUPS = "Strata of talent, field and entry year averaged with one mix for all models."


def _funded() -> dict[str, Outcome]:
    declared = {}
    for months in (12, 24, 36):
        definition = _STARTUPS.format(months)
        label = Bilingual(
            f"Startups funded within {months} months", f"入驻后 {months} 个月内获投比例"
        )
        raw = Bilingual(f"{label.en}, not standardised", f"{label.zh}（未标准化）")
        declared[f"funded_{months}"] = Outcome(_SHARE, label, f"{definition} {_SAME_STARTUPS}")
        declared[f"funded_{months}_raw"] = Outcome(_SHARE, raw, definition)
    return declared


OUTCOMES = {
    "survival_mean_60": Outcome(
        _MONTHS,
        Bilingual("Mean survival within 60 months of founding", "建成后 60 个月内平均存续时间"),
        f"{_SPACES} Mean restricted to 60 months. {_SAME_YEARS}",
    ),
    "survival_mean_60_raw": Outcome(
        _MONTHS,
        Bilingual(
            "Mean survival within 60 months, not standardised",
            "60 个月内平均存续时间（未标准化）",
        ),
        f"{_SPACES} Mean restricted to 60 months, over all founding years.",
    ),
    "survival_share_36": Outcome(
        _SHARE,
        Bilingual("Spaces open 36 months after founding", "建成 36 个月后仍存续比例"),
        f"{_SPACES} {_SAME_YEARS}",
    ),
    "survival_share_60": Outcome(
        _SHARE,
        Bilingual("Spaces open 60 months after founding", "建成 60 个月后仍存续比例"),
        f"{_SPACES} {_SAME_YEARS}",
    ),
    **_funded(),
    "fundings_per_100_tenant_years": Outcome(
        _RATE,
        Bilingual("First fundings per 100 tenant-years", "每百家·年首次获投数"),
        "First fundings over tenant-months / 12, whole run, by founding model of the space where "
        "the tenant is; tenant-months include those of tenants already funded.",
    ),
    "tenant_failures_per_100_tenant_years": Outcome(
        _RATE,
        Bilingual("Failures of tenants per 100 tenant-years", "每百家·年在孵项目失败数"),
        "Tenants that failed over tenant-months / 12, whole run, by founding model of the space "
        "where the tenant is.",
    ),
    "closure_rate": Outcome(
        _CLOSURES,
        Bilingual("Yearly closures since 2018", "2018 年以来年关闭率"),
        "Closures over space-months from January 2018, by the model at the start of the month.",
    ),
    "closure_share_over_exposure": Outcome(
        _TIMES,
        Bilingual("Share of closures over share of spaces", "关闭占比与空间占比之比"),
        "A model's share of closures over its share of space-months, from January 2018; above 1 "
        "it is shaken out more than its number.",
        digits=2,
    ),
    "closure_rate_2016_17": Outcome(
        _CLOSURES,
        Bilingual("Yearly closures in 2016-17", "2016—2017 年年关闭率"),
        "Closures over space-months in 2016-17, the reference of the onset.",
        gap=False,
    ),
    "shakeout_onset": Outcome(
        _DATE,
        Bilingual("Onset of the shakeout", "洗牌开始时间"),
        "First month from 2018 from which closures in twelve centred months stay above 1.5 times "
        "the rate of 2016-17 for six months; over the replicates that have one.",
        gap=False,
    ),
    "shakeout_peak": Outcome(
        _DATE,
        Bilingual("Peak of closures", "关闭高峰时间"),
        "Month from 2018 with the highest rate of closures in twelve centred months.",
        gap=False,
    ),
    "shakeout_peak_rate": Outcome(
        _CLOSURES,
        Bilingual("Closures at the peak", "高峰期年关闭率"),
        "Rate of closures in the twelve months around the peak.",
        gap=False,
    ),
    "shakeout_depth_alive": Outcome(
        _SHARE,
        Bilingual("Deepest fall of spaces alive", "存续空间数最大降幅"),
        "Largest fall of the number alive from an earlier peak, from 2016; none below 5 %.",
        gap=False,
    ),
    "shakeout_depth_recorded": Outcome(
        _SHARE,
        Bilingual("Deepest fall of the recorded list", "备案空间数最大降幅"),
        "Largest fall of the recorded list at year ends from an earlier one; none below 5 %.",
        gap=False,
    ),
}
