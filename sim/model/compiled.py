"""Compile the loops with Numba, with a cache that can never be stale.

Numba decides whether a cached kernel is fresh by the date of the file that
holds it and does not notice an edited function that it calls in another file.
The cache folder is therefore named after a hash of every source of this package:
an edited rule finds an empty folder and is compiled anew.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

import numba

from sim.model.plain_indices import ColumnCompiler, KernelCompiler

Function = TypeVar("Function", bound=Callable[..., object])


@lru_cache(maxsize=1)
def source_hash() -> str:
    """Hash of every Python source of ``sim.model``: 16 hexadecimal digits."""
    package = os.path.dirname(os.path.abspath(__file__))
    digest = hashlib.sha256()
    for folder, subfolders, names in os.walk(package):
        subfolders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                digest.update(os.path.relpath(path, package).encode())
                with open(path, "rb") as source:
                    digest.update(source.read())
    return digest.hexdigest()[:16]


def cache_folder() -> str:
    """Folder of the compiled kernels of these very sources and this Python."""
    if sys.platform == "win32":
        default = os.environ.get("LOCALAPPDATA", os.path.expanduser("~"))
    else:
        default = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
    root = os.environ.get("MAKERSIM_CACHE", os.path.join(default, "makersim"))
    version = f"py{sys.version_info.major}{sys.version_info.minor}-numba{numba.__version__}"
    return os.path.join(root, "kernels", f"{source_hash()}-{version}")


numba.config.CACHE_DIR = cache_folder()
# Without Numba's run time (_nrt) no references are counted: kernels allocate nothing, and an
# array passed to a rule costs nothing. See docs/decisions/0001-records.md.
KERNEL_OPTIONS = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "pipeline_class": KernelCompiler,
}


def compiled(function: Function) -> Function:
    """Compile a rule or a loop; it releases the GIL and is cached on disk."""
    return cast(Function, numba.njit(**KERNEL_OPTIONS)(function))


def inlined(function: Function) -> Function:
    """Compile a rule into its callers: one so small and so often asked that a call would cost."""
    return cast(Function, numba.njit(**KERNEL_OPTIONS, forceinline=True)(function))


def merged(function: Function) -> Function:
    """Compile a list of calls as a part of its caller; alone it would take seconds to compile."""
    return cast(Function, numba.njit(**KERNEL_OPTIONS, inline="always")(function))


def columnwise(function: Function) -> Function:
    """Compile a loop over arrays none of which overlaps another, many entries at a time."""
    options = {**KERNEL_OPTIONS, "pipeline_class": ColumnCompiler}
    return cast(Function, numba.njit(**options)(function))
