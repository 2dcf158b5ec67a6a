"""The facilitator's guide and role cards name what stands on the page, alike in both languages."""

import re
from pathlib import Path

import pytest

from sim.live.charts import CHARTS
from sim.live.facts import both
from sim.model.categories import MODELS
from sim.results.groups import label_of
from sim.scenario import load_scenario
from sim.scenario.declared import LEVERS
from sim.scenario.locate import builtin_names
from tests.unit.test_live_words import WORDS

DOCS = Path(__file__).parents[2] / "docs"
ENDINGS = {"en": "", "zh": ".zh"}
BOLD = re.compile(r"\*\*(.+?)\*\*|<b>(.+?)</b>", re.DOTALL)


def guide(language: str) -> str:
    return (DOCS / f"facilitator{ENDINGS[language]}.md").read_text(encoding="utf-8")


def cards(language: str) -> str:
    return (DOCS / f"role_cards{ENDINGS[language]}.html").read_text(encoding="utf-8")


def bold(text: str, language: str) -> set[str]:
    """What is bold; lines may break within a name, between Chinese characters without a blank."""
    found = ("".join(pair) for pair in BOLD.findall(text))
    return {re.sub(r"\s*\n\s*", " " if language == "en" else "", each) for each in found}


def page_words(language: str) -> set[str]:
    """All names that stand on the page in a language."""
    place = list(ENDINGS).index(language)
    told = [both(label_of(name)) for name in MODELS]
    told += [both(each.label) for each in LEVERS.values() if each.label]
    told += [chart.label._asdict() for chart in CHARTS]
    told += [load_scenario(name).title._asdict() for name in builtin_names()]
    return {pair[place] for pair in WORDS.values()} | {each[language] for each in told}


@pytest.mark.parametrize("language", ENDINGS)
def test_what_is_bold_stands_on_the_page(language):
    words = page_words(language)
    assert bold(guide(language), language) - words == set()
    assert bold(cards(language), language) - words == set()
    assert len(bold(guide(language), language)) > 30


def test_both_languages_name_the_same_things():
    pairs = set(WORDS.values()) | {
        (told["en"], told["zh"])
        for told in [both(each.label) for each in LEVERS.values() if each.label]
        + [chart.label._asdict() for chart in CHARTS]
    }
    for text in (guide, cards):
        english, chinese = bold(text("en"), "en"), bold(text("zh"), "zh")
        named = {(en, zh) for en, zh in pairs if en in english}
        assert {en for en, zh in named if zh not in chinese} == set()


def test_both_guides_have_the_same_parts_and_numbers():
    english, chinese = guide("en"), guide("zh")
    for part in (r"^#+ ", r"^\| ", r"^- \*", r"^!\[", r"^\d\. "):
        assert len(re.findall(part, english, re.M)) == len(re.findall(part, chinese, re.M)), part
    counts, shares = (
        re.compile(r"(?<![\d.,])\d{3}(?![\d.,]\d|\d| million)"),
        re.compile(r"\b\d\d\.\d\b(?!\d)"),
    )
    assert set(counts.findall(english)) == set(counts.findall(chinese))
    assert set(shares.findall(english)) - set(shares.findall(chinese)) == set()


def test_each_card_says_the_same_five_things():
    for language in ENDINGS:
        text = cards(language)
        assert text.count("<section") == 6
        assert text.count("<dt>") == text.count("<dd>") == 30


def test_pictures_and_links_of_the_guides_are_there():
    for language in ENDINGS:
        for target in re.findall(r"\]\(([^)#]+)", guide(language)):
            assert (DOCS / target).exists(), target
