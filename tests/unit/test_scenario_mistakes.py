"""Every mistake in a scenario file is told with its place and in words that help."""

import pytest

from tests.unit.test_scenario_problems import problems_of

# name: (text, [(line, column, words of the message)]): all problems of the file, in order.
HOSTILE = {
    # names
    "unknown key": ("extend: baseline", [(1, 1, "unknown key 'extend'", "did you mean extends?")]),
    "right name, section forgotten": (
        "rent_index: 1.2",
        [(1, 1, "unknown key 'rent_index'", "did you mean conditions.rent_index?")],
    ),
    "unknown key of a policy": (
        "policies:\n  a:\n    lever: audit\n    value: 0.1\n    form: 2019-01\n",
        [(5, 5, "unknown key 'form'", "did you mean from?")],
    ),
    "a key called [key]": (
        'run: {"[key]": 1}\n"[key]": 1\npolicies: {"[key]": 3}\n'
        'conditions: {rent_index: {"[key]": 1}}',
        [
            (1, 7, "unknown key '[key]'"),
            (2, 1, "unknown key '[key]'"),
            (3, 21, "'3' where keys"),
            (4, 27, "'[key]' is not a month"),
        ],
    ),
    "unknown condition": (
        "conditions:\n  capital-suply: 1",
        [(2, 3, "unknown condition", "did you mean capital_supply?")],
    ),
    "lever as a condition": (
        "conditions: {audit: 0.1}",
        [(1, 14, "'audit' is a policy lever", "lever: audit")],
    ),
    "condition as a lever": (
        "policies:\n  a: {lever: rent_index, value: 1.2}",
        [(2, 14, "'rent_index' is a condition", "under 'conditions'")],
    ),
    "unknown lever": (
        "policies:\n  a: {lever: audits, value: 0.1}",
        [(2, 14, "unknown lever 'audits'", "did you mean audit?")],
    ),
    "unknown parameter": (
        "parameters:\n  closing.grace_month: 9",
        [(2, 3, "unknown parameter", "did you mean close.grace_months?")],
    ),
    "parameter without its group": (
        "parameters: {grace_months: 9}",
        [(1, 14, "group.name", "did you mean close.grace_months?")],
    ),
    "parameters nested": (
        "parameters:\n  close: {grace_months: 9}",
        [(2, 3, "unknown parameter 'close'", "group.name")],
    ),
    "unknown mechanism": (
        "mechanisms: {selektion: off}",
        [(1, 14, "unknown mechanism", "did you mean selection?")],
    ),
    "on as a key": ("mechanisms:\n  on: true", [(2, 3, "unknown mechanism 'on'")]),
    "NO as a key": ("NO: 1", [(1, 1, "unknown key 'NO'")]),
    "unknown operator": (
        "parameters:\n  found_spaces.slots_median: {universty: 60}",
        [(2, 31, "unknown operator", "did you mean university?")],
    ),
    "one number for all operators": (
        "parameters: {found_spaces.slots_median: 60}",
        [(1, 41, "differs by operator", "university")],
    ),
    "unknown language": ("title: {de: Hallo}", [(1, 9, "unknown key 'de'", "en, zh")]),
    "no language": ("title: {}", [(1, 8, "'en' is missing")]),
    "policy name that --set cannot write": (
        "policies:\n  a.b: {lever: audit, value: 0.1}",
        [(2, 3, "'a.b' cannot name a policy")],
    ),
    "missing keys": (
        "policies:\n  a: {from: 2019-01}",
        [(2, 3, "'lever' is missing"), (2, 3, "'value' is missing")],
    ),
    "nothing to remove": ("policies: {a: null}", [(1, 12, "no policy 'a' to remove")]),
    # values
    "wrong unit": (
        "policies:\n  a: {lever: specialisation_grant, value: 300 kUSD}",
        [(2, 43, "wrong unit 'kUSD'", "specialisation_grant is given in kCNY")],
    ),
    "out of range": (
        "parameters: {close.grace_months: 90}",
        [(1, 34, "'90' is out of range", "1 to 60 months")],
    ),
    "half a month": ("parameters: {close.grace_months: 9.5}", [(1, 34, "not a whole number")]),
    "1e-3 is a number, abc is none": (
        "parameters: {close.base_exit: 1e-3, close.review: abc}",
        [(1, 51, "'abc' is not a number", "0 to 1 per year")],
    ),
    "sexagesimal": ("scale: 1:30", [(1, 8, "'1:30' is not a number")]),
    "not a number": ("scale: .nan", [(1, 8, "not a finite number")]),
    "infinite": ("scale: -.inf", [(1, 8, "not a finite number")]),
    "huge": ("scale: 1e999", [(1, 8, "not a finite number", "0.01 to 20")]),
    "huge whole number": ("run: {seed: 1" + "0" * 5000 + "}", [(1, 13, "finite", "...")]),
    "a switch for a number": ("scale: on", [(1, 8, "'on' is not a number")]),
    "a number for a switch": ("mechanisms: {service: 1}", [(1, 23, "neither on nor off")]),
    "a list for a number": ("scale: [1]", [(1, 8, "[...] is not a number")]),
    "a mapping for a switch": ("mechanisms: {service: {a: b}}", [(1, 23, "neither on nor off")]),
    "a list for a section": ("policies: [a]", [(1, 11, "[...] where keys", "lever, value")]),
    "text for a policy": ("policies: {a: audit}", [(1, 15, "'audit' where keys", "lever")]),
    "a mapping for text": ("title: {en: {a: b}}", [(1, 13, "{...} where text belongs")]),
    "no value": ("policies:\n  a: {lever: audit, value: }", [(2, 27, "nothing is not a number")]),
    "no scale": ("scale:\nrun: {}", [(1, 7, "nothing is not a number")]),
    "not a parameter set": (
        "run: {parameters: bets}",
        [(1, 19, "best, default, posterior", "did you mean best?")],
    ),
    "negative seed": ("run: {seed: -1}", [(1, 13, "out of range")]),
    "no points": ("conditions: {rent_index: {}}", [(1, 26, "no points")]),
    # dates
    "day": (
        "conditions:\n  rent_index: {2019-01-15: 1}",
        [(2, 16, "months only", "did you mean 2019-01?")],
    ),
    "month 13": ("conditions: {rent_index: {2019-13: 1}}", [(1, 27, "not a month")]),
    "month without its zero": (
        "policies:\n  a: {lever: audit, value: 0.1, from: 2019-1}",
        [(2, 39, "not a month", "did you mean 2019-01?")],
    ),
    "before the start": (
        "conditions: {rent_index: {2014-12: 1}}",
        [(1, 27, "outside the horizon", "2015-01 to 2030-12")],
    ),
    "after the end": (
        "horizon: {end: 2018-12}\npolicies:\n  a: {lever: audit, value: 0.1, until: 2019-01}",
        [(3, 40, "outside the horizon", "2015-01 to 2018-12")],
    ),
    "until before from": (
        "policies:\n  a: {lever: audit, value: 0.1, from: 2019-05, until: 2019-04}",
        [(2, 55, "until '2019-04' is before from 2019-05")],
    ),
    "another start": ("horizon: {start: 2016-01}", [(1, 18, "the model starts in 2015-01")]),
    "end too late": ("horizon: {end: 2051-01}", [(1, 16, "cannot be the end", "2050-12")]),
    "end before the start": ("horizon: {end: 2014-12}", [(1, 16, "cannot be the end")]),
    "ramp in days": (
        "policies:\n  a: {lever: audit, value: 0.1, ramp: 30 days}",
        [(2, 39, "wrong unit 'days'", "months")],
    ),
    # parents
    "missing parent": (
        "extends: base_line",
        [(1, 10, "no parent 'base_line'", "did you mean baseline?")],
    ),
    "missing parent by path": ("extends: ./nowhere.yaml", [(1, 10, "no parent './nowhere.yaml'")]),
    "itself as its parent": ("extends: hostile.yaml", [(1, 10, "circle")]),
    "a list of parents": ("extends: [baseline, neutral]", [(1, 10, "[...] where text belongs")]),
    "a folder as parent": ("extends: .", [(None, None, "a folder")]),
    "null byte in the parent's name": ('extends: "a\\0b"', [(1, 10, "no parent")]),
    # YAML
    "duplicate key": ("scale: 1\nrun: {}\nscale: 2", [(3, 1, "twice", "line 1")]),
    "duplicate policy": (
        "policies:\n  a: {lever: audit, value: 0.1}\n  a: {lever: audit, value: 0.2}",
        [(3, 3, "'a' is given twice")],
    ),
    "alias": (
        "title: &x hello\nquestion: *x",
        [(1, 8, "anchors and aliases (&x)"), (2, 11, "anchors and aliases (*x)")],
    ),
    "alias bomb": (
        "a: &a [x, x]\n"
        + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)),
        [(1, 4, "anchors")] + [(n, c, "anchors") for n in range(2, 8) for c in (4, 8, 12)],
    ),
    "merge key": ("run: {<<: {seed: 1}}", [(1, 7, "unknown key '<<'")]),
    "tag": ("scale: !!python/name:os.system 1", [(1, 8, "tags", "python/name")]),
    "several documents": ("scale: 1\n---\nscale: 2", [(2, 1, "a second document")]),
    "deep nesting": ("[" * 2000, [(1, 11, "nested more than 10 deep")]),
    "deep block nesting": (
        "\n".join(" " * n + "a:" for n in range(500)),
        [(11, 11, "nested more than 10 deep")],
    ),
    "a list as a key": ("? [a, b]\n: 1", [(1, 3, "a key is a single name")]),
    "a list": ("- extends: baseline", [(1, 1, "[...] where keys", "extends")]),
    "a word": ("baseline", [(1, 1, "'baseline' where keys", "extends")]),
    "tab": ("run:\n\tseed: 1", [(2, 1, "a tab", "spaces")]),
    "two colons": ("title: a: b", [(1, 9, "quote text")]),
    "no colon": ("scale: 1\nrun\nhorizon: {}", [(3, 1, "without ': '")]),
    "unclosed quote": ('title: "x', [(1, 10, "before a quote or bracket is closed")]),
    "unclosed bracket": ("run: {seed: 1", [(1, 14, "before a quote or bracket is closed")]),
    "missing comma": ("run: {seed: 1\n  replicates: 2}", [(2, 13, "comma or closing bracket")]),
    "missing bracket": ("a: [1, 2}", [(1, 9, "comma or closing bracket")]),
    "wrong indentation": ("run:\n  seed: 1\n replicates: 2", [(3, 2, "indentation")]),
    "reserved character": ("title: @home", [(1, 8, "quote it")]),
    "impossible character": ('title: "\\UFFFFFFFF"', [(1, 1, "not readable as YAML")]),
    "other syntax": ("title: |x\n  a", [(1, 9, "not readable as YAML")]),
    "empty": ("", [(1, 1, "nothing in the file", "extends: baseline")]),
    "only a comment": ("# nothing\n", [(1, 1, "nothing in the file")]),
    "null": ("~", [(1, 1, "nothing in the file")]),
    "null byte": ("scale: 1\ntitle: \0", [(2, 8, "U+0000", "binary")]),
    "next line": ("scale: 1\n\n ti\x85tle: x", [(3, 4, "U+0085")]),
    "unbounded values": (
        "a: [" + "1," * 20_000 + "]",
        [(1, 39_999, "more than 20000 values")],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_mistake_has_its_place_and_its_words(name, folder):
    text, expected = HOSTILE[name]
    (folder / "hostile.yaml").write_text(text, encoding="utf-8")
    found = problems_of("hostile.yaml")
    places = [(problem.line, problem.column) for problem in found]
    assert places == [(line, column) for line, column, *_ in expected], found
    for problem, (_, _, *words) in zip(found, expected, strict=True):
        for word in words:
            assert word in problem.text("en")
        assert problem.text("zh") != problem.text("en")
        assert "\n" not in problem.text("en")
