"""Running an XMILE file in PySD, an engine of another project."""

import shutil
import tempfile
from pathlib import Path

import numpy as np

from sim.dynamics.equations.simulate import Trajectories
from sim.dynamics.xmile.notation import name_of


def run_in_pysd(path: Path) -> Trajectories:
    """Run an XMILE file from its start to its stop.

    PySD translates the file into a program beside it, so this is done in a temporary folder.

    Raises
    ------
    ImportError
        Without the extra ``xmile``.
    """
    import pysd

    with tempfile.TemporaryDirectory() as folder:
        copied = shutil.copy(path, Path(folder, "model.xmile"))
        # It writes tables as NumPy prints them: else with eight digits, and no more than 1,000.
        with np.printoptions(precision=17, floatmode="unique", threshold=2**31 - 1):
            model = pysd.read_xmile(copied)
        found = model.run(progress=False)
    names = {column: name_of(str(column)) for column in found.columns}
    values = {name: found[column].to_numpy(np.float64) for column, name in names.items()}
    return Trajectories(found.index.to_numpy(np.float64), values)
