"""Every complaint about a bad ``validation.yaml``: its place, its words, and all at once."""

import pytest

from sim.calibration.reading_messages import MESSAGES, THINGS
from sim.calibration.validation import read_rows
from sim.scenario import ScenarioError
from sim.scenario.messages import CATALOGUE
from tests.unit.test_validation_rows import file_with, one_row


def complaints(tmp_path, text):
    path = file_with(tmp_path, text)
    with pytest.raises(ScenarioError) as error:
        read_rows(path)
    return [(each.line, each.column, each) for each in error.value.problems]


# name: (the file, [(line, column, words of the message)]): all that is wrong, in order.
BAD = {
    "empty file": ("", [(1, 1, "no rows in the file")]),
    "comments only": ("# nothing", [(1, 1, "no rows in the file")]),
    "not rows": ("- a\n- b", [(1, 1, "no rows in the file")]),
    "not YAML": ("row: [1, 2", [(1, 11, "before a quote or bracket is closed")]),
    "row is no mapping": ("row: 5", [(1, 6, "'5' where keys with values belong")]),
    "keys missing": (one_row(figure=None, kind=None), [(1, 1, "'figure'"), (1, 1, "'kind'")]),
    "unknown key": (
        one_row(earliest="{2017: 1}"),
        [(10, 3, "unknown key 'earliest'", "did you mean earlier?")],
    ),
    "key given twice": (one_row() + "  unit: spaces\n", [(10, 3, "'unit' is given twice")]),
    "no such language": (
        one_row(label="{en: Spaces, de: x}"),
        [(2, 3, "'zh' is missing here"), (2, 23, "unknown key 'de'; allowed are en, zh")],
    ),
    "label is a list": (one_row(label="[a]"), [(2, 10, "[...] where keys with values belong")]),
    "text is a list": (one_row(label="{en: [a], zh: b}"), [(2, 15, "[...] where text belongs")]),
    "text is blank": (
        one_row(unit='" "', where='{en: Jiangsu, zh: ""}', why='""'),
        [(3, 9, "' ' where text belongs"), (6, 28, "'' where text"), (10, 8, "'' where text")],
    ),
    "figure is no number": (one_row(figure="many"), [(4, 11, "'many' is not a number")]),
    "figure is not finite": (one_row(figure=".inf"), [(4, 11, "'.inf' is not a number")]),
    "figure of three": (
        one_row(figure="[1, 2, 3]"),
        [(4, 11, "[...] is no figure; write a number")],
    ),
    "figure of both bounds": (
        one_row(figure="{at_least: 1, at_most: 2}"),
        [(4, 11, "{...} is no figure")],
    ),
    "range upside down": (
        one_row(figure="[70, 60]"),
        [(4, 11, "the range from 70 to 60 is empty")],
    ),
    "range without width": (one_row(figure="[60, 60]"), [(4, 11, "is empty")]),
    "no such time": (one_row(when="2020-13"), [(5, 9, "'2020-13' is not a time; write 2017")]),
    "before the model": (one_row(when="2014"), [(5, 9, "'2014' is not a time")]),
    "no such kind": (
        one_row(kind="validated"),
        [(7, 9, "unknown kind 'validated'", "did you mean validation?")],
    ),
    "no such measure": (
        one_row(measure="{summ: cost}"),
        [(8, 12, "no measure begins like this", "did you mean sum?")],
    ),
    "measure is text": (one_row(measure="spaces"), [(8, 12, "'spaces' where keys with values")]),
    "two measures": (
        one_row(measure="{sum: cost, end: spaces}"),
        [(8, 12, "several measures in one: sum, end")],
    ),
    "no such indicator": (
        one_row(measure="{end: spaces_recoded}"),
        [(8, 18, "unknown indicator 'spaces_recoded'", "did you mean spaces_recorded or")],
    ),
    "no such indicator below": (
        one_row(measure="{sum: cost, over: {sum: revenue_rents}}"),
        [(8, 36, "unknown indicator 'revenue_rents'", "did you mean revenue_rent?")],
    ),
    "two terms below": (
        one_row(measure="{sum: cost, over: {sum: cost, mean: spaces}}"),
        [(8, 30, "several measures in one: sum, mean")],
    ),
    "no such group": (
        one_row(measure="{end: spaces, group: operator:universities}"),
        [(8, 33, "unknown group", "did you mean operator:university")],
    ),
    "ledger by group": (
        one_row(measure="{sum: ledger.rent, group: operator:university}"),
        [(8, 38, "ledger.rent is of the province as a whole")],
    ),
    "two changes": (
        one_row(measure="{end: spaces, less: 2017-12, growth_since: 2017-12}"),
        [(8, 41, "'growth_since' has no meaning beside 'less'")],
    ),
    "growth has its unit": (
        one_row(measure="{end: spaces, growth_since: 2017-12, times: 100}"),
        [(8, 49, "'times' has no meaning beside 'growth_since'")],
    ),
    "sums of unlike length": (
        one_row(measure="{sum: deals, less: 2016}"),
        [(8, 12, "sums over 2020-04 and 2016 are of unlike length")],
    ),
    "no such statistic": (
        one_row(measure="{spaces: medain, of: slots}"),
        [(8, 21, "unknown statistic 'medain'", "did you mean median or mean?")],
    ),
    "statistic of nothing": (one_row(measure="{spaces: mean}"), [(8, 3, "'of' is missing here")]),
    "share of what": (one_row(measure="{spaces: share}"), [(8, 3, "'that' is missing here")]),
    "count needs no column": (
        one_row(measure="{spaces: count, of: slots}"),
        [(8, 28, "'of' has no meaning beside 'count'")],
    ),
    "no such column": (
        one_row(measure="{spaces: mean, of: slot}"),
        [(8, 31, "unknown column 'slot'", "did you mean slots?")],
    ),
    "no such operator": (
        one_row(measure="{spaces: count, where: {operator: universty}}"),
        [(8, 46, "unknown value 'universty'", "did you mean university?")],
    ),
    "no such table": (
        one_row(measure="{life_table: tenancies, that: {end: failed}}"),
        [(8, 25, "unknown table 'tenancies'", "did you mean tenancy?")],
    ),
    "no such stratum": (
        one_row(measure="{life_table: tenancy, that: {ends: failed}}"),
        [(8, 41, "unknown key 'ends'", "did you mean end?")],
    ),
    "year of letters": (
        one_row(measure="{life_table: tenancy, that: {year: x}}"),
        [(8, 47, "'x' is not a number")],
    ),
    "no such special measure": (
        one_row(measure="{special: survival_of_best_spaces}"),
        [(8, 22, "unknown special measure", "did you mean survival_in_best_spaces?")],
    ),
    "special measure out of range": (
        one_row(
            measure="{special: survival_in_best_spaces, mean: 0.31, tenant_months: 24, best: 10}"
        ),
        [(8, 53, "'0.31' is out of range; allowed are 1 to 99")],
    ),
    "base is not on record": (
        one_row(measure="{end: spaces, less: 2017-12}", earlier="{2018-12: 746}"),
        [(10, 12, "earlier figures must hold 2017-12")],
    ),
    "earlier is later": (
        one_row(earlier="{2021: 900}"),
        [(10, 19, "'2021' is not before 2020-04; a naive forecast knows the past alone")],
    ),
    "earlier is a number": (one_row(earlier="746"), [(10, 12, "'746' where keys")]),
    "cases of a count": (one_row(out_of="71"), [(10, 3, "out_of needs a figure from 0 to 100")]),
    "no such evidence": (
        one_row(evidence="national_stocks"),
        [(9, 13, "unknown evidence 'national_stocks'", "did you mean national_stock?")],
    ),
    "two sources": (one_row(source="a paper"), [(1, 1, "a row names its source once")]),
    "no source": (one_row(evidence=None), [(1, 1, "a row names its source once")]),
    "source without words": (
        one_row(evidence=None, source="[a]"),
        [(9, 11, "[...] where text belongs")],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_every_mistake_has_its_place_and_a_message_that_helps(tmp_path, name):
    text, expected = BAD[name]
    found = complaints(tmp_path, text)
    assert [place[:2] for place in expected] == [each[:2] for each in found], found
    for (_, _, problem), (_, _, *words) in zip(found, expected, strict=True):
        said = problem.text("en")
        assert said.startswith(f"{tmp_path / 'rows.yaml'}:{problem.line}:{problem.column}: ")
        assert all(word in said for word in words), said
        assert problem.text("zh") != said


def test_every_message_is_provoked(tmp_path):
    said = {each.message.key for text, _ in BAD.values() for *_, each in complaints(tmp_path, text)}
    elsewhere = {"not_positive", "needs_range", "never_fitted", "unmeasured"}  # in priors, targets
    elsewhere |= {"no_such_source", "needs_scale", "not_without"}
    assert set(MESSAGES) <= said | elsewhere
    assert said <= set(MESSAGES) | set(CATALOGUE)
    things = {"indicator", "group", "column", "value", "table", "special measure", "evidence"}
    assert set(THINGS) == things | {"kind", "statistic", "parameter", "role", "scale"}


def test_all_mistakes_are_told_at_once(tmp_path):
    text = one_row(figure="[2, 1]", kind="x", measure="{end: spacs}", evidence="nothing")
    found = complaints(tmp_path, text)
    assert [line for line, *_ in found] == [4, 7, 8, 9]
    assert len(complaints(tmp_path, text + text.replace("row:", "other:"))) == 8


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_rows("no/such/rows.yaml")
