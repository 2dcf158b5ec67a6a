"""The browser tests can fail: a page with each kind of fault is caught."""

from pathlib import Path

import pytest

from tests.browser.conftest import NARROW

SOUND = "<!doctype html><meta charset=utf-8><title>t</title><p>众创空间</p>"
FAULTS = {
    "requests": '<img src="https://example.invalid/x.png">',
    "complaints": "<script>console.error('wrong')</script>",
    "overflow": "<p style='white-space:nowrap'>" + "wide " * 200 + "</p>",
}


def addressed(folder: Path, text: str) -> str:
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return page.as_uri()


def test_a_sound_page_has_nothing_to_say(tmp_path, watched):
    found = watched(addressed(tmp_path, SOUND), NARROW)
    assert (found.requests, found.complaints, found.overflow()) == ([], [], [])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_caught(tmp_path, watched, fault):
    found = watched(addressed(tmp_path, SOUND + FAULTS[fault]), NARROW)
    caught = found.overflow() if fault == "overflow" else getattr(found, fault)
    assert caught
