"""What is left empty on the command line is refused, not guessed at."""

import pytest


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("run", "baseline", "--until", ""), "--until"),
        (("run", "baseline", "--out", " "), "--out"),
        (("report", "here", "--out="), "--out"),
        (("export", "xmile", "baseline", "--file", ""), "--file"),
    ],
)
def test_an_empty_text_is_named(makersim, tmp_path, words, named):
    result = makersim(*words)
    assert result.exit_code == 2
    assert result.stderr == f"{named} is empty: give a value, or leave it out\n"
    assert list(tmp_path.iterdir()) == []
