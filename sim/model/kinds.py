"""Names of types in the signatures of rules.

A record is one agent, or one named tuple of parameters, mechanisms or conditions in the form
that compiled rules read: the same names, passed as a pointer. To the type checker parameters
are what they are declared to be; an agent's fields are listed in ``sim.model.agents``.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Record = Any  # one record of sim.model.agents
Agents = Any  # a record array of sim.model.agents
Word = np.uint64
Words = NDArray[np.uint64]
Small = NDArray[np.int8]
Whole = NDArray[np.int32]
Wide = NDArray[np.int64]
Reals = NDArray[np.float64]
