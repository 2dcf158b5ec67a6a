"""Models of equations as XMILE files, which other system-dynamics tools open (OASIS, 2015)."""

from sim.dynamics.xmile.read import XmileError, read_xmile
from sim.dynamics.xmile.write import xmile

__all__ = ["XmileError", "read_xmile", "xmile"]
