"""Full-width punctuation in scenario files: named in its place if at fault, else let be."""

import pytest

from sim.scenario import ScenarioError, load_scenario

COLON = "the full-width colon '：'"
# name: (text, [(line, column, words of the message)]): all problems of the file, in order.
AT_FAULT = {
    "only line": ("title： x", [(1, 6, COLON, "write ': '")]),
    "every line": ("title： x\nscale： 1", [(1, 6, COLON)]),
    "first line": ("extends：baseline\ntitle: a\nscale: 1\n", [(1, 8, COLON)]),
    "third line": ("title: 一\n\nscale：1\nrun: {}\n", [(3, 6, COLON)]),
    "last line": ("title: 一\nscale：1", [(2, 6, COLON)]),
    "carriage returns": ("title: a\r\nscale：1\r\nrun: {}\r\n", [(2, 6, COLON)]),
    "a section": ("policies：\n  a:\n    lever: audit\n", [(1, 9, COLON)]),
    "a policy": ("policies:\n  停发补贴：\n    lever: audit\n    value: 0.1\n", [(2, 7, COLON)]),
    "a key between others": (
        "policies:\n  a:\n    lever: audit\n    value： 0.1\n    from: 2019-01\n",
        [(4, 10, COLON)],
    ),
    "all keys of a policy": (
        "policies:\n  a:\n    lever： audit\n    value： 0.1\n",
        [(3, 10, COLON)],
    ),
    "in braces": (
        "policies:\n  a: {lever： audit, value: 0.1}\n",
        [(2, 3, "'lever' is missing"), (2, 12, COLON)],
    ),
    "a value read as text": ("conditions:\n  rent_index： 1\n", [(2, 13, COLON)]),
    "behind a title that holds one": ("title: 补贴：减半\nscale：1\nrun: {}", [(2, 6, COLON)]),
    "a comma": (
        "title: 一，二\npolicies:\n  a: {lever: audit， value: 0.1}\n",
        [(3, 19, "full-width ，", "half-width ,")],
    ),
    "a comma and a colon": (
        "policies:\n  a: {lever: audit， value：0.1}\n",
        [(2, 3, "'value' is missing"), (2, 19, "full-width ，")],
    ),
    "a comma between months": (
        "conditions: {rent_index: {2015-01: 1，2019-06: 0.6}}",
        [(1, 37, "full-width ，")],
    ),
    "quotes round a month": (
        "policies:\n  a: {lever: audit, value: 0.1, from: “2019-01”}",
        [(2, 39, "full-width “", 'half-width "', "did you mean 2019-01?")],
    ),
    "single quotes round a switch": (
        "mechanisms: {service: ‘on’}",
        [(1, 23, "full-width ‘", "half-width '", "did you mean on?")],
    ),
    "quotes round the parent": (
        "extends: “baseline”",
        [(1, 10, "full-width “", "did you mean baseline?")],
    ),
    "quotes round a key": ("“scale”: 1", [(1, 1, "full-width “", "did you mean scale?")]),
    "quotes round a title": ("title: “补贴: 减半”", [(1, 8, "full-width “")]),
    "braces": (
        "policies:\n  a: ｛lever: audit, value: 0.1｝",
        [(2, 6, "full-width ｛", "half-width {")],
    ),
    "a closing brace": (
        "policies:\n  a: {lever: audit, value: 0.1｝\nscale: 1\n",
        [(2, 31, "full-width ｝", "half-width }")],
    ),
    "braces with nothing in them": ("policies: ｛｝", [(1, 11, "full-width ｛")]),
    "corner brackets": ("run: 【seed: 1】", [(1, 6, "full-width 【", "half-width [")]),
    "brackets round a value": (
        "scale: （0.1）",
        [(1, 8, "full-width （", "leave it out", "did you mean 0.1?")],
    ),
    "digits of a month": (
        "conditions: {rent_index: {２０１９-01: 1}}",
        [(1, 27, "full-width ２", "did you mean 2019-01?")],
    ),
    "blanks before a key": ("run:\n　　seed: 1\n", [(2, 1, "full-width blank (U+3000)", "blanks")]),
}
# Full-width characters that do no harm, and something else that does.
NOT_AT_FAULT = {
    "title of a file with a tab": ("title: 2021 年：补贴\n\tx: 1", "a tab"),
    "title in quotes": ("title: “十四五”规划\n\tx: 1", "a tab"),
    "proper quotes": ("title: 'a：b'\nquestion: a: b\n", "quote text"),
    "quotes in braces": ('title: {en: "a，b：c", zh: "“x”，y"}\nquestion: a: b\n', "quote text"),
    "a comment": ("# 注：说明，scale：1\ntitle: a: b\n", "quote text"),
    "a comment behind a value": ("scale: 1  # scale：1，“2”\ntitle: a: b\n", "quote text"),
    "a block of text": ("question: |\n  问题：一，二\ntitle: a: b\n", "quote text"),
    "titles beside a bad value": ("title: “a”，（b）：c\nscale: x，y\n", "is not a number"),
    "a bad value that holds one": ("title: a\nscale: 很大，很大\n", "is not a number"),
    "an open bracket": ("title: {zh: 标题，说明}\nrun: {seed: 1\n", "before a quote or bracket"),
}
LEGITIMATE = (
    "title: {en: 'a: b', zh: 专业化：补贴，“十四五”（试行）【一】}\n"
    "question: 谁会退出？租金依赖型，还是专业化：两者？ # 注：说明\nscale: ０.5\n"
)


@pytest.fixture
def problems_of(tmp_path, monkeypatch):
    """What is wrong with a file that holds some text."""
    monkeypatch.chdir(tmp_path)

    def read(text):
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8", newline="")
        with pytest.raises(ScenarioError) as error:
            load_scenario("mine.yaml")
        return error.value.problems

    return read


@pytest.mark.parametrize("name", AT_FAULT)
def test_the_character_is_named_at_its_place(name, problems_of):
    text, expected = AT_FAULT[name]
    found = problems_of(text)
    assert [(each.line, each.column) for each in found] == [each[:2] for each in expected], found
    for problem, (_, _, *words) in zip(found, expected, strict=True):
        assert [word for word in words if word not in problem.text("en")] == []
    where = found[-1]
    letter = text.splitlines()[where.line - 1][where.column - 1]
    assert ord(letter) > 0x2000
    assert letter in where.text("zh") or "U+3000" in where.text("zh")
    assert "全角" in where.text("zh")


@pytest.mark.parametrize("name", NOT_AT_FAULT)
def test_what_does_no_harm_is_not_blamed(name, problems_of):
    text, words = NOT_AT_FAULT[name]
    (problem,) = problems_of(text)
    assert words in problem.text("en")
    assert "full-width" not in problem.text("en")


def test_titles_and_comments_may_hold_them(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(LEGITIMATE, encoding="utf-8")
    scenario = load_scenario(path)
    assert scenario.title.zh == "专业化：补贴，“十四五”（试行）【一】"
    assert scenario.question.zh.startswith("谁会退出？租金依赖型，")
    assert scenario.scale == 0.5
