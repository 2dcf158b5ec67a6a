"""The report: its sentences follow the intervals, its tables the findings, and it stands alone."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.comparison import Difference
from sim.analysis.figures import fonts, webfont
from sim.analysis.figures.fonts import LATIN, Fonts
from sim.analysis.figures.inline import blank, inline_svg
from sim.analysis.figures.style import style
from sim.analysis.flows import FOUNDED_AS, PRESENT, TENANT_FLOWS, yearly
from sim.analysis.gaps import signed
from sim.studies.report import run_report as module
from sim.studies.report.amounts import Amounts
from sim.studies.report.effects_words import EFFECTS, on_clear_rows, on_effect, on_the_rest
from sim.studies.report.run_report import run_report
from tests.reports import (
    about,
    comparison_text,
    run_text,
    small_comparison,
    small_study,
    titled,
)
from tests.runs import small_results

RUN_SECTIONS = [
    *("answer", "survival", "funding", "shakeout", "why", "flows", "loops", "money"),
    *("calibration", "uncertainty", "limits", "policies", "reproduce"),
]
COMPARISON_SECTIONS = [
    *("answer", "changes", "series", "survival", "funding", "shakeout", "why", "money"),
    *("uncertainty", "differ", "limits", "reproduce"),
]
REPORTS = {"run": run_text, "comparison": comparison_text}


class Page(HTMLParser):
    """What a browser finds: cells of tables, sections, ids, addresses and elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.sections: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.elements.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.sections += [found["id"]] if tag == "section" else []
        self.links += [found[name] for name in ("href", "src") if name in found]
        if tag in ("td", "th"):
            self._open = True
            self.cells.append("")

    def handle_endtag(self, tag):
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data):
        if self._open:
            self.cells[-1] += data.strip()


@pytest.fixture(scope="module")
def pages():
    return {(kind, lang): Page(REPORTS[kind](lang)) for kind in REPORTS for lang in ("en", "zh")}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_section_is_there_and_in_the_contents(pages, lang):
    for kind, wanted in (("run", RUN_SECTIONS), ("comparison", COMPARISON_SECTIONS)):
        page = pages[kind, lang]
        assert page.sections == wanted
        assert page.links[: len(wanted)] == [f"#{key}" for key in wanted]


def test_texts_of_figures_keep_their_digits():
    with style(Fonts("en", (LATIN,))):
        figure = blank(1.0, 1.0)
        figure.text(0.123456, 0.5, "+0.0007")
        drawn = inline_svg(figure, "small", "label")
    assert ">+0.0007<" in drawn
    assert re.search(r"\d\.\d{3}", drawn.replace("+0.0007", "")) is None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", REPORTS)
def test_nothing_comes_from_outside(pages, kind, lang):
    text, page = REPORTS[kind](lang), pages[kind, lang]
    assert "http" not in text
    assert "@import" not in text
    assert all(link.startswith("#") for link in page.links)
    assert all(each.startswith("data:font/woff") for each in re.findall(r'url\("([^"]*)', text))
    assert not {"link", "img", "iframe", "object"} & set(page.elements)
    assert len(text.encode()) < 3_000_000


@pytest.mark.parametrize("kind", REPORTS)
def test_ids_are_unique_and_figures_find_theirs(pages, kind):
    page, text = pages[kind, "en"], REPORTS[kind]("en")
    assert len(page.ids) == len(set(page.ids))
    referred = set(re.findall(r"url\(#([^)]+)\)", text)) | {
        link[1:] for link in page.links if link.startswith("#")
    }
    assert referred <= set(page.ids)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_hold_the_numbers_of_the_findings(pages, lang):
    cells = {cell.replace(" ", "") for cell in pages["run", lang].cells}
    by_key = {row[:3]: row for row in small_study().findings}
    for indicator in ("survival_mean_60_raw", "funded_24", "closure_rate"):
        digits = OUTCOMES[indicator].digits
        for model in ("specialised", "rent_dependent", "diversified"):
            row = by_key["outcomes", indicator, model]
            said = f"{row.median:,.{digits}f}"
            if row.low_90 is not None and row.high_90 is not None:
                said += f" [{row.low_90:,.{digits}f}, {row.high_90:,.{digits}f}]"
            assert said.replace(" ", "") in cells
    served = by_key["check_2017", "startups_served", "all"]
    assert any(cell.startswith(f"{served.median:,.0f}") for cell in cells)


def test_the_answer_says_the_gap_of_the_evidence():
    study = small_study()
    gap = study.evidence.values["gap", "survival_mean_60", "specialised - rent_dependent"]
    assert signed(float(np.nanmedian(gap)), 1) in run_text("en").split("</ol>")[1]


def test_a_hostile_title_is_text():
    study = titled('</title><script>alert("1")</script>', '"><img src=x onerror=alert(1)> </style>')
    text = run_report(study, about(study), "en")
    page = Page(text)
    assert page.elements.count("script") == 1
    assert "img" not in page.elements
    assert page.elements.count("style") == 1
    assert "&lt;script&gt;" in text


def test_the_same_run_gives_the_same_bytes_but_for_the_date(monkeypatch):
    study = small_study()
    monkeypatch.setattr(module, "today", lambda: "2001-02-03")
    for lang in ("en", "zh"):
        again = run_report(study, about(study), lang)
        today = re.search(r"\d{4}-\d\d-\d\d(?=[. ]|。| 生)", run_text(lang).split("<footer>")[1])
        assert today
        assert again.replace("2001-02-03", today[0]) == run_text(lang)


def test_without_a_chinese_font_the_report_is_chinese_all_the_same(monkeypatch):
    monkeypatch.setattr(fonts, "fonts_for", lambda language: Fonts("en", (LATIN,)))
    monkeypatch.setattr(webfont, "chinese_family", lambda: None)
    text = run_report(small_study(), about(small_study()), "zh")
    assert "@font-face" not in text
    assert re.search(r"<text[^>]*>仍在运营", text)


def test_a_run_too_short_for_any_outcome_has_a_report():
    study = small_results(2, "2015-09").studies[0]
    text = run_report(study, about(study), "en")
    assert Page(text).sections == RUN_SECTIONS
    assert "Nothing is said of survival" in text


@pytest.mark.parametrize("group", [*FOUNDED_AS, *PRESENT, "all"])
def test_stocks_and_flows_of_a_year_add_up(group):
    flows = yearly(small_study().tables, 2015)
    before, year = flows.year(3), flows.year(4)
    assert year.of("spaces_before", group) == pytest.approx(before.of("spaces", group))
    if not group.startswith("model:"):
        assert year.of("tenants_before", group) == pytest.approx(before.of("tenants", group))
        left = sum(year.of(flow, group) for flow in TENANT_FLOWS[1:])
        assert year.of("tenants", group) == pytest.approx(
            year.of("tenants_before", group) + year.of("admitted", group) - left
        )


def row(low: float, high: float, **other: object) -> Difference:
    """Difference in closures whose 90 % range of pairs is given."""
    found = next(each for each in small_comparison().rows if each.key == EFFECTS[0].key)
    middle, reach = (low + high) / 2, (high - low) / 2
    numbers = {
        "pairs": 20,
        "mean_difference": middle,
        "monte_carlo_low_90": middle - 0.1 * reach,
        "monte_carlo_high_90": middle + 0.1 * reach,
        "replicates_low_90": low,
        "replicates_high_90": high,
        "replicates_low_50": middle - 0.4 * reach,
        "replicates_high_50": middle + 0.4 * reach,
        "chance_more": 70.0,
        "chance_unchanged": 0.0,
    }
    return found._replace(**{**numbers, **other})


BRANCHES = {
    "sure_more": ((1.0, 3.0), {}, "close more often from 2018 on, on average by 2.0", "关闭率较高"),
    "sure_less": ((-3.0, -1.0), {}, "close less often from 2018 on, on average by 2.0", "较低"),
    "mostly": ((-1.0, 4.0), {}, "2018 on in 70 % of pairs of runs; the mean", "70% 的成对模拟中"),
    "on_average": ((-3.0, 4.0), {}, "on average only", "仅就平均而言"),
    "untold": ((-4.0, 4.0), {}, "no difference can be told in", "看不出"),
    "same": ((0.0, 0.0), {"chance_unchanged": 100.0}, "Nothing changes", "没有变化"),
    "few": ((1.0, 3.0), {"pairs": 9}, "Nothing is said", "不作判断"),
    "one_draw": ((1.0, 3.0), {"monte_carlo_low_90": None}, "Nothing is said", "不作判断"),
}


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_interval_chooses_the_sentence(branch):
    ends, other, english, chinese = BRANCHES[branch]
    found = row(*ends, **other)
    assert english in on_effect(EFFECTS[0], found, "the baseline", "en")
    assert chinese in on_effect(EFFECTS[0], found, "基准情景", "zh")


def test_a_mean_that_may_be_zero_is_never_called_a_difference():
    found = row(-0.5, 4.0, monte_carlo_low_90=-0.1)
    assert "no difference can be told" in on_effect(EFFECTS[0], found, "the baseline", "en")


def test_what_cannot_be_told_is_said_in_one_sentence():
    untold, few = row(-4.0, 4.0), row(1.0, 3.0, pairs=9)
    effects = [(EFFECTS[0], untold), (EFFECTS[1], untold), (EFFECTS[2], row(1.0, 3.0))]
    (said,) = on_the_rest(effects, "the baseline", "en")
    assert said.count("90 % of pairs of runs lie between -4.00 and +4.00") == 2
    assert len(on_the_rest([*effects, (EFFECTS[3], few)], "the baseline", "en")) == 2


def test_what_is_clear_beside_the_answers_is_named_the_strongest_first():
    rows = [row(1.0, 9.0, label_en="weak"), row(-2.1, -2.0, label_en="strong"), row(-1.0, 4.0)]
    said = on_clear_rows(rows, "en")
    assert said.index("strong, All spaces -2.0") < said.index("weak, All spaces +5.0")
    assert said.endswith("[+1.0, +9.0].")
    assert on_clear_rows(rows[2:], "en") == ""
    assert on_clear_rows(rows[:2] * 3, "en").count("strong") == 3


def test_money_is_in_the_units_of_the_reader():
    cost = next(
        each for each in small_comparison().rows if each.indicator == "public_cost_per_year"
    )
    cost = cost._replace(mean_difference=7.1, monte_carlo_high_90=8.5, level=197.5)
    english, chinese = Amounts(cost, "en"), Amounts(cost, "zh")
    assert (english.mean, english.unit, english.level(197.5)) == (
        "+7.1 ± 1.4",
        "million yuan a year",
        "197.5",
    )
    assert (chinese.mean, chinese.unit, chinese.level(197.5)) == ("+710 ± 140", "万元/年", "19,750")
