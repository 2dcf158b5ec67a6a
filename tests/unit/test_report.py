"""The report: its sentences follow the intervals, its tables the findings, and it stands alone."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.figures import fonts, webfont
from sim.analysis.figures.fonts import LATIN, Fonts
from sim.analysis.figures.inline import blank, inline_svg
from sim.analysis.figures.style import style
from sim.analysis.flows import FOUNDED_AS, PRESENT, TENANT_FLOWS, yearly
from sim.analysis.gaps import signed
from sim.studies.report import run_report as module
from sim.studies.report.run_report import run_report
from tests.reports import (
    about,
    comparison_text,
    run_text,
    small_study,
    titled,
)
from tests.runs import small_results

RUN_SECTIONS = [
    *("answer", "survival", "funding", "shakeout", "flows", "loops", "money"),
    *("calibration", "uncertainty", "limits", "policies", "reproduce"),
]
COMPARISON_SECTIONS = [
    *("answer", "changes", "series", "survival", "funding", "shakeout", "money"),
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
