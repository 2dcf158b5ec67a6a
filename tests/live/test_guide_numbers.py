"""The numbers in the facilitator's guide are those that the page shows at full scale."""

import re
import threading
from functools import cache

import pytest

from sim.live import messages as m
from sim.live.explore import REPLICATES
from sim.live.moves import levers_at
from sim.live.session import Session
from sim.live.workshop import Workshop
from sim.model.categories import MODELS
from sim.scenario import load_scenario
from tests.unit.test_facilitator import ENDINGS, guide

NAMES = ("baseline", "rent_shock", "neutral")
END_OF_2018, END_OF_2019, LAST = 47, 59, 191
RENTS = (END_OF_2018, "rent_multiplier", 1.4)
PROPOSALS = {
    "lease_relief": 0.3,
    "mentor_vouchers": 0.5,
    "operating_subsidy": 0.8,
    "specialisation_grant": 1000,
}
_WAIT = 300  # seconds for an ensemble of full runs


def slow(value):
    return pytest.param(value, marks=pytest.mark.slow)


@cache
def workshop():
    return Workshop()


def session(names, moves=(), seed=1, month=LAST, tell=lambda replies: None):
    shelf = {name: load_scenario(name) for name in NAMES}
    opened = Session(shelf, names, seed, workshop(), tell)
    for acts, lever, value in moves:
        opened.handle(m.Seek(type="seek", month=acts))
        opened.set_lever(lever, value)
    opened.handle(m.Seek(type="seek", month=month))
    return opened


@cache
def shown(names=("baseline",), moves=(), seed=1, month=LAST):
    """Values of the charts by series and branch, as captions have them, and the sentence."""
    opened = session(names, moves, seed, month)
    replies = {each["type"]: each for each in opened.opened() if isinstance(each, dict)}
    opened.close()
    series = replies["history"]["series"]
    values = {
        name: {branch: found[branch][month] for branch in "ab"} for name, found in series.items()
    }
    return values, replies["sentence"]["text"]


def written(values, chart, branch="b"):
    found = [values[f"{chart}.{model}"][branch] for model in MODELS]
    return [f"{each:.1f}" if chart == "open_share" else f"{each:.0f}" for each in found]


def rows(language, name):
    """Cells of the tables of the guide whose first cell begins so."""
    lines = re.findall(rf"^\| {re.escape(name)} \|.*$", guide(language), re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("seed", [1, *(slow(seed) for seed in range(2, 6))])
def test_other_luck(seed):
    values, _ = shown(seed=seed)
    for language in ENDINGS:
        (row,) = rows(language, str(seed))
        assert row == [str(seed), *written(values, "stock"), *written(values, "open_share")]


@pytest.mark.parametrize("relief", [0, slow(20), 30, slow(50)])
def test_two_futures(relief):
    moves = (RENTS, (END_OF_2019, "lease_relief", relief / 100))[: 2 if relief else 1]
    values, sentence = shown(moves=moves)
    for language, percent in zip(ENDINGS, (" %", "%"), strict=True):
        (row,) = rows(language, f"{relief}{percent}")
        assert row[2:5] == written(values, "stock")
        for cell in (row[1], *row[5:]):
            assert re.search(rf"{re.escape(cell)}(?![\d,])", sentence[language]), cell


def test_prose_of_the_boom_and_after():
    before, _ = shown(month=END_OF_2018)
    after, _ = shown()
    rents, sentence = shown(moves=(RENTS,))
    neutral, _ = shown(names=("baseline", "neutral"))
    numbers = [
        *written(before, "stock"),
        *written(before, "closures"),
        *written(after, "stock"),
        *written(after, "open_share"),
        *written(rents, "stock")[1:],
        written(rents, "open_share")[1],
        *written(neutral, "open_share"),
        *re.findall(r"(?<=funded \+)\d+|(?<=open −)\d+", sentence["en"]),
    ]
    assert len(numbers) == 20
    for language in ENDINGS:
        prose = "\n".join(line for line in guide(language).splitlines() if line[:1] != "|")
        missing = [
            each for each in numbers if not re.search(rf"(?<![\d.]){each}(?!\d|\.\d)", prose)
        ]
        assert missing == []


def test_the_scenario_rises_over_a_year_and_the_lever_at_once():
    slowly, _ = shown(names=("rent_shock",))
    at_once, _ = shown(moves=(RENTS,))
    for language, joined in zip(ENDINGS, ("{}, {} and {}", "{}、{}、{}"), strict=True):
        prose = guide(language).replace("\n", " ")
        for values in (slowly, at_once):
            assert joined.format(*written(values, "stock")) in prose


def test_levers_start_where_the_guide_says():
    before = levers_at(load_scenario("rent_shock").schedule, END_OF_2019)
    starts = {lever: before[lever] for lever in PROPOSALS}
    assert starts == dict.fromkeys(PROPOSALS, 0.0) | {"operating_subsidy": 0.4}


def ensemble_sentence(names, moves, month):
    """What the page says of twenty pairs of runs."""
    said, done = [], threading.Event()

    def tell(replies):
        said.extend(each["text"] for each in replies if each["type"] == "sentence")
        if any(each.get("replicates") == REPLICATES for each in replies):
            done.set()

    opened = session(names, moves, month=month, tell=tell)
    opened.handle(m.Explore(type="explore", on=True))
    assert done.wait(_WAIT)
    opened.close()
    return said[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "moves", [(RENTS,), (RENTS, (END_OF_2019, "lease_relief", 0.3))], ids=["rents", "answer"]
)
def test_prose_of_the_bands(moves):
    sentence = ensemble_sentence(("baseline",), moves, moves[-1][0])
    claims = ("open", "funded") if len(moves) == 1 else ("open", "specialised")
    for claim in claims:
        told = re.search(rf"{claim} (\S+ \(\S+ to \S+\))", sentence["en"])[1]
        assert told in re.sub(r"\s+", " ", guide("en")), told
        ends = re.findall(r"[+−±][\d,]+", told)
        assert "".join(ends) in re.sub(r"[^\d,+−±]", "", guide("zh"))


@pytest.mark.slow
@pytest.mark.parametrize("lever", PROPOSALS)
def test_three_proposals(lever):
    moves = ((END_OF_2019, lever, PROPOSALS[lever]),)
    sentence = ensemble_sentence(("rent_shock",), moves, END_OF_2019)["en"]
    told = [re.findall(r"[+−±][\d,]+", each) for each in sentence.split(": ", 1)[1].split("; ")]
    row = next(
        line for line in guide("en").splitlines() if "to " in line and name_of(lever) in line
    )
    cells = [re.findall(r"[+−±][\d,]+(?!\.)", each) for each in row.strip("|").split("|")[1:4]]
    assert cells == [told[0], told[1], told[3]]


def name_of(lever):
    from sim.scenario.declared import LEVERS

    return f"**{LEVERS[lever].label.en}** "
