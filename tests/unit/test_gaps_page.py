"""`makersim findings`: its sentences, its tables and the page that it writes."""

import re

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.analysis.gaps import ASKED, FOCUS, MODELS_GAP, Ensemble, Spread, spread_of
from sim.analysis.gaps_measured import FOUNDED
from sim.analysis.gaps_spread import Sign
from sim.cli import app
from sim.studies import gaps_words as words
from sim.studies.gaps import Request, run_findings
from sim.studies.gaps_markdown import table

CHINESE = re.compile("[一-鿿]")
SMALL = ("scale=0.1", "run.until=2021-06")


def spread(low: float, high: float, runs: int = 101) -> Spread:
    return spread_of(np.linspace(low, high, runs), np.arange(runs))


@pytest.mark.parametrize(
    ("low", "high", "said", "not_said"),
    [
        (1, 9, ["In the model specialised spaces stay open longer", "100 %"], "no difference"),
        (-1, 9, ["More often than not", "longer", "no difference can be told"], "In the model"),
        (-5, 5, ["No difference in survival can be told", "-4.5 and +4.5"], "In the model"),
        (-9, 1, ["More often than not", "shorter", "no difference can be told"], "In the model"),
        (-9, -1, ["In the model specialised spaces stay open for a shorter time"], "longer"),
    ],
)
def test_the_interval_chooses_the_sentence(low, high, said, not_said):
    sentence = words.on_gap("survival", MODELS_GAP, spread(low, high), "en")
    assert all(part in sentence for part in said)
    assert not_said not in sentence


def test_shares_are_of_the_side_that_the_sentence_names():
    below = words.on_gap("shakeout", MODELS_GAP, spread(-9, 1), "en")
    assert "close less often" in below
    assert "in 90 % of runs" in below
    assert "in 50 % of runs" in words.on_gap("shakeout", MODELS_GAP, spread(-5, 5.1), "en")


def test_too_few_runs_or_spaces_are_not_judged():
    assert "a range needs ten" in words.on_gap("funding", MODELS_GAP, spread(1, 9, 9), "en")
    values = {(FOUNDED, cell): np.full(20, 3.0) for cell in FOCUS[0]}
    runs = Ensemble(np.arange(20), [{}] * 20, values)
    assert "too few" in words.on_contrast("funding", FOCUS[0], runs, "en")


@pytest.mark.parametrize("key", ASKED)
@pytest.mark.parametrize("ends", [(1, 9), (-1, 9), (-5, 5), (-9, 1), (-9, -1)])
def test_both_languages_give_the_same_numbers(key, ends):
    texts = [words.on_gap(key, MODELS_GAP, spread(*ends), language) for language in ("en", "zh")]
    # "90 % of runs" and the year of the record stand in both.
    numbers = [
        sorted(re.findall(r"[-+]?\d+(?:\.\d+)?", re.sub("per 100|百家", "", t))) for t in texts
    ]
    assert numbers[0] == numbers[1]
    assert CHINESE.search(texts[1])
    assert not CHINESE.search(texts[0])


@pytest.mark.parametrize(
    ("mean", "said"),
    [(0.19, "zero within two"), (0.25, "one figure in twenty"), (-0.31, "no chance")],
)
def test_neutral_is_held_against_its_monte_carlo_error(mean, said):
    found = Spread(200, mean, (-1, 1), (-2, 2), 0.5, mean, 0.1)
    assert said in words.on_neutral(found, "en")
    assert CHINESE.search(words.on_neutral(found, "zh"))
    assert words.on_neutral(found._replace(error=np.nan), "en") == ""


@pytest.mark.parametrize(
    ("after", "said"), [(5.0, "narrow the"), (10.0, "hardly tell"), (15.0, "widen the")]
)
def test_widths_say_what_the_record_does(after, said):
    before = spread(-10, 10)
    assert said in words.on_widths(before, spread(-after, after), "survival", "en")
    assert words.on_widths(before, spread(1, 9, 5), "survival", "en") == ""


def test_a_forced_sign_is_called_so():
    forced, free = Sign(100, 0.02, 0.01, 0.9), Sign(100, 0.3, 0.2, 0.6)
    assert "does not straddle zero" in words.on_sign("tenants", forced, "en")
    assert "没有跨越零" in words.on_sign("tenants", forced, "zh")
    assert "No prior or rule forces" in words.on_sign("tenants", free, "en")


def test_only_repeated_first_cells_are_left_empty():
    lines = table(["a", "b"], [["x", "1"], ["x", "1"], ["y", "1"]]).splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| x", "| ", "| y"]


@pytest.fixture
def quick(monkeypatch):
    """Leave out the figures of run folders: they have tests of their own."""
    monkeypatch.setattr("sim.studies.publish.write_figures", lambda *arguments: None)


@pytest.fixture
def request_in(tmp_path, quick):
    asked = Request(("en",), 20, 3, tmp_path / "page.md", tmp_path / "runs", SMALL, quiet=True)
    return asked


class Silent:
    """A console that keeps what it is told."""

    def __init__(self):
        self.lines = []

    def print(self, text, **options):
        self.lines.append(str(text))


def test_the_command_writes_a_page_and_finds_its_runs_again(request_in, monkeypatch):
    screen = Silent()
    assert run_findings(request_in, screen, Silent()) == 0
    page = request_in.page("en").read_text(encoding="utf-8")
    assert screen.lines == [str(request_in.page("en")), str(request_in.figure("en"))]
    first = page.split("\n\n")[1]
    for warning in ("No figure of the record", "inputs", "not alive", "twofold", "not treatment"):
        assert warning in first
    assert "Nothing after 2020 is validated" in first
    assert page.count("\n## ") == 11
    assert not re.search(r"\bnan\b", page)
    assert "makersim findings --replicates 20 --seed 3 --set scale=0.1" in page
    assert request_in.figure("en").read_bytes().startswith(b"\x89PNG")

    monkeypatch.setattr("sim.studies.study.under_way", None)  # nothing is run again
    again = request_in._replace(languages=("zh",), out=request_in.out.with_name("page.zh.md"))
    assert run_findings(again, Silent(), Silent()) == 0
    chinese = again.page("zh").read_text(encoding="utf-8")
    assert chinese.count("\n## ") == page.count("\n## ")
    assert chinese.count("\n| ") == page.count("\n| ")
    assert not re.search("[一-鿿，。；]\n[一-鿿]", chinese)
    assert again.figure("zh").name == "page_gaps.zh.png"


def test_ctrl_c_keeps_what_is_done(request_in, monkeypatch):
    from sim.studies import study

    real = study.under_way

    def stopped(on, scenario, plan, todo, keep):
        with real(on, scenario, plan, todo[:2], keep) as see_through:
            see_through(lambda: None)
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.studies.study.under_way", stopped)
    log = Silent()
    assert run_findings(request_in, Silent(), log) == 130
    assert "2 of 60" in log.lines[-1]
    assert not request_in.page("en").exists()


def test_a_page_that_cannot_be_written_is_said_before_anything_is_run(request_in, monkeypatch):
    monkeypatch.setattr("sim.studies.study.under_way", None)
    (request_in.out.parent / "file").write_text("")
    log = Silent()
    assert (
        run_findings(request_in._replace(out=request_in.out.parent / "file" / "x.md"), log, log)
        == 2
    )
    assert "file" in log.lines[-1]


def test_pages_go_to_docs_in_a_checkout():
    assert Request().page("zh").parts[-2:] == ("docs", "findings.zh.md")
    assert Request().figure("zh").parts[-3:] == ("docs", "figures", "findings_gaps.zh.png")
    assert Request().figure("en").name == "findings_gaps.png"


def test_bad_settings_are_complaints_not_tracebacks():
    result = CliRunner().invoke(app, ["findings", "--set", "scale=99", "--lang", "en"])
    assert result.exit_code == 2
    assert "scale" in result.output
    assert "Traceback" not in result.output
