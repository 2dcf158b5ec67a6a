"""The Chinese catalogue holds every text of the program, and no other."""

import ast
import copy
import re
from io import BytesIO

import pytest
from babel.messages.mofile import read_mo

from sim.scenario.language import COMMA, Bilingual, phrase, phrase_in
from tests.translations import CATALOGUE, SOURCES, compiled, extracted, read, to_do, update

CHINESE = re.compile("[\u4e00-\u9fff]")
READ_OR_DRAWN = {
    "sim/analysis/figures/fonts.py",  # characters that a font must have
    "sim/analysis/reading_units.py",  # units of money, which each language counts in
    "sim/calibration/reading.py",  # periods, as dates are written in Chinese
    "sim/calibration/targets.py",  # units of the record
    "sim/scenario/months.py",  # how users write months and quantities
    "sim/scenario/quantities.py",
}
TEXT = "no problems"
FILLED = "{value} is not a number"


@pytest.fixture(scope="module")
def found():
    return extracted()


@pytest.fixture(scope="module")
def whole():
    return read()


def test_every_text_is_translated_and_nothing_else(whole, found):
    left = list(to_do(whole, found))
    assert not left, "\n".join(["`make translations`, then mend the .po:", *left])


def test_the_compiled_catalogue_is_that_of_the_source(whole):
    def entries(content: bytes) -> dict:
        return {(each.context, each.id): each.string for each in read_mo(BytesIO(content))}

    shipped, fresh = entries(CATALOGUE.with_suffix(".mo").read_bytes()), entries(compiled(whole))
    without_header = [{k: v for k, v in each.items() if k[1]} for each in (shipped, fresh)]
    assert without_header[0] == without_header[1]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda catalogue: catalogue.delete(TEXT), f"no entry: {TEXT!r}"),
        (lambda catalogue: catalogue.add("gone", "已删除"), "no longer in the sources: 'gone'"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", ""), "no translation"),
        (lambda catalogue: catalogue[TEXT].flags.add("fuzzy"), "fuzzy"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", TEXT), "no Chinese in it"),
        (lambda catalogue: setattr(catalogue[FILLED], "string", "不是数值"), "placeholders"),
        (
            lambda catalogue: setattr(catalogue[FILLED], "string", "{value:.1f} 有误"),
            "placeholders",
        ),
        (lambda catalogue: setattr(catalogue[TEXT], "string", "[bold]没有[/bold]问题"), "markup"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", "没有问题, 可用"), "half-width"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", "没有问题."), "half-width"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", "没有(任何)问题"), "half-width"),
        (lambda catalogue: setattr(catalogue[TEXT], "string", "没有3个问题"), "no blank"),
    ],
)
def test_what_is_wrong_is_named(whole, found, change, named):
    broken = copy.deepcopy(whole)
    change(broken)
    before = set(to_do(whole, found))
    left = [line for line in to_do(broken, found) if line not in before]
    assert len(left) == 1
    assert named in left[0]


def test_a_changed_text_keeps_its_translation_until_somebody_has_looked(tmp_path):
    sources = tmp_path / "sim"
    sources.mkdir()
    path = tmp_path / CATALOGUE.name
    path.write_bytes(CATALOGUE.read_bytes())
    source = sources / "texts.py"
    source.write_text('A = phrase("no problems at all")\nB = phrase_in("legend", "prior")\n')
    catalogue = update(path, extracted(sources))
    assert len(catalogue) == 2
    assert catalogue["no problems at all"].string == phrase(TEXT).zh
    assert [line.partition(":")[0] for line in to_do(catalogue, extracted(sources))] == ["fuzzy"]
    assert TEXT.encode() not in path.with_suffix(".mo").read_bytes()
    assert phrase_in("legend", "prior").zh.encode() in path.with_suffix(".mo").read_bytes()


def test_bringing_up_to_date_twice_changes_nothing(tmp_path, found):
    path = tmp_path / CATALOGUE.name
    path.write_bytes(CATALOGUE.read_bytes())
    update(path, found)
    once = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    update(path, found)
    assert once == (path.read_bytes(), path.with_suffix(".mo").read_bytes())
    assert once[1] == compiled(read(path))


def out_of_reach(source: str) -> list[str]:
    """Texts that the catalogue cannot hold: Chinese in code, pairs, phrases that are no literals.

    Labels beside declarations and docstrings may be in Chinese.
    """
    tree, allowed, found = ast.parse(source), set(), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(node.value)
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "")
        texts = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
        if name == "Label":
            allowed |= set(ast.walk(node))
        elif (name == "Bilingual" and any(texts)) or (name.startswith("phrase") and None in texts):
            found.append(f"{node.lineno}: {ast.unparse(node)[:60]}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in allowed:
            found += [f"{node.lineno}: {node.value[:60]}"] if CHINESE.search(node.value) else []
    return found


def test_the_catalogue_can_hold_every_text():
    written = []
    for path in SOURCES.rglob("*.py"):
        name = path.relative_to(SOURCES.parent).as_posix()
        if name not in READ_OR_DRAWN:
            source = path.read_text(encoding="utf-8")
            written += [f"{name}:{line}" for line in out_of_reach(source)]
    assert not written, "\n".join(["use phrase() and the catalogue:", *written])


@pytest.mark.parametrize(
    "source",
    ['A = Bilingual("%", "%")', 'A = f"{b}，约 {c} 次"', "A = phrase(b)", 'phrase(f"{b}")'],
)
def test_texts_that_it_cannot_hold_are_found(source):
    assert out_of_reach(f'"""说明"""\nB = Label("Rent", "租金")\n{source}\n')[0].startswith("3: ")


def test_placeholders_are_filled_in_both_languages():
    filled = Bilingual("{a}{b} left", "剩余 {a}{b}").filled(a=COMMA, b=3)
    assert filled == Bilingual(", 3 left", "剩余 ，3")
