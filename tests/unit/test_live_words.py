"""Words of the live page: both languages, the same blanks, none unused, Chinese punctuation."""

import re
from importlib.resources import files

PAGE = files("sim.live") / "page"
SOURCES = {
    each.name: each.read_text(encoding="utf-8")
    for each in PAGE.iterdir()
    if each.name.endswith((".js", ".html", ".css"))
}
TABLES = [name for name in SOURCES if name.endswith("words.js")]
WORDS = {
    key: (en, zh)
    for name in TABLES
    for key, en, zh in re.findall(
        r'^  (\w+): \[\s*"([^"]*)",\s*"([^"]*)",?\s*\],$', SOURCES[name], re.MULTILINE
    )
}
CHINESE = re.compile(r"[\u3400-\u9fff]")
BUILT = ("key_", "help_", "group_")  # names put together in the program


def test_every_line_of_the_table_is_a_pair():
    for name in TABLES:
        assert set(re.findall(r"^  (\w+): \[", SOURCES[name], re.MULTILINE)) <= set(WORDS)
    assert len(WORDS) > 80


def test_both_languages_say_all_and_fill_in_the_same():
    for key, (en, zh) in WORDS.items():
        if key in ("language", "language_hint"):  # each names the other language
            en, zh = zh, en
        assert en, key
        assert CHINESE.search(zh) or not re.search(r"\w", re.sub(r"\{\w+\}", "", zh)), key
        assert not CHINESE.search(en), key
        assert sorted(re.findall(r"\{\w+\}", en)) == sorted(re.findall(r"\{\w+\}", zh)), key


def test_chinese_has_full_width_punctuation():
    for key, (_, zh) in WORDS.items():
        if CHINESE.search(zh):
            assert not re.search(r"[\u3400-\u9fff][,;:!?()]", zh), (key, zh)


def test_every_word_is_used_and_every_used_word_is_there():
    rest = "".join(text for name, text in SOURCES.items() if not name.endswith("words.js"))
    for key in WORDS:
        assert key.startswith(BUILT) or re.search(rf'["\'`]{key}["\'`]', rest), key
    asked = re.findall(r'\bword\("(\w+)"', rest) + re.findall(r'data-(?:word|name)="(\w+)"', rest)
    assert set(asked) <= set(WORDS)


def test_nothing_stands_inline_and_nothing_comes_from_elsewhere():
    for name, text in SOURCES.items():
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), name
        if name.endswith(".html"):
            assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", text), name


def test_files_of_the_page_are_short():
    lengths = {name: len(text.splitlines()) for name, text in SOURCES.items()}
    assert {name: length for name, length in lengths.items() if length > 250} == {}
