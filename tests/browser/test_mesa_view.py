"""The example for Mesa's own view opens without internet, steps and makes a model a session."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs/examples/mesa_view.py"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the example on a free port."""
    pytest.importorskip("solara", reason="the extra mesa-view is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "solara", "run", str(EXAMPLE), "--no-open", "--production"]
    server = subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)])
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def test_it_opens_and_steps_in_sessions_of_their_own(address, watched):
    one, other = watched(address), watched(address)
    for found in (one, other):
        found.page.get_by_text("Step: 0").wait_for(timeout=90_000)
    for _ in range(2):
        one.page.get_by_role("button", name="Step").click()
    one.page.get_by_text("Step: 2").wait_for(timeout=30_000)
    assert other.page.get_by_text("Step: 0").is_visible()
    assert not one.requests
    assert not [text for text in one.complaints if "Error" in text]
