"""Drawing figures of a comparison in another process, while this one writes the report.

The other process is started with the runs: by the time that it is asked it has imported what it
draws with. It ends with this one, since it reads from its pipe.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.analysis.figures.comparison_drawing import Pictured

SOURCES = Path(__file__).resolve().parents[2]  # where the package ``sim`` is


class DrawingApart:
    """A process that draws figures once. If it fails, whoever asked draws them itself.

    Attributes
    ----------
    error : str
        What the process said, if it ended otherwise than well.
    """

    def __init__(self) -> None:
        self.error = ""
        paths = [str(SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sim.studies.drawing_apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # Ctrl-C is for this process to hear
        )

    def ask(self, folder: Path, names: Sequence[str], pictured: "Pictured") -> bool:
        """Have figures drawn into a folder; returns whether that is under way."""
        from sim.analysis.figures.fonts import files_of

        pipe = self._process.stdin
        if pipe is None or pipe.closed:
            return False
        try:
            with pipe:
                pickle.dump((folder, tuple(names), pictured, files_of(pictured.fonts)), pipe)
        except OSError:  # it is gone
            return False
        return True

    def done(self) -> bool:
        """Wait for the figures; returns whether all are there."""
        said = self._process.stderr.read() if self._process.stderr else b""
        code = self._process.wait()
        if code != 0:
            self.error = said.decode(errors="replace").strip() or f"exit code {code}"
        return code == 0

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._process:
            self._process.kill()


def _draw_as_asked() -> None:
    gc.disable()  # nothing that figures are made of is let go before the end
    from sim.analysis.figures.comparison_figure import rendered
    from sim.analysis.figures.fonts import add_missing
    from sim.results.files import write_bytes

    folder, names, pictured, files = pickle.load(sys.stdin.buffer)
    add_missing(files)
    for name, content in rendered(pictured, names):
        write_bytes(folder / name, content)


if __name__ == "__main__":
    _draw_as_asked()
