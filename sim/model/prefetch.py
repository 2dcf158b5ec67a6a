"""Tell the processor which rows will be needed soon; results never depend on it.

Agents meet at random, so their rows are seldom in the cache. A loop that names its next rows
early waits for many of them at once instead of one after the other.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

from sim.model.lines import LINE

READ, KEEP, DATA = 0, 3, 1  # operands of LLVM's prefetch


def fetch_soon(array: Any, row: int, line: int = 0) -> None:
    """Fetch a line of a row into the cache. Nothing is read, so NONE does no harm."""


def _prefetch_typed(typing: Any, array: Any, row: Any, line: Any) -> Any:
    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = signature.args[0]
        view = context.make_array(kind)(context, builder, arguments[0])
        place = cgutils.get_item_pointer(
            context, builder, kind, view, [arguments[1]], wraparound=False
        )
        number, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        of_llvm = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        prefetch = cgutils.get_or_insert_function(builder.module, of_llvm, "llvm.prefetch.p0i8")
        offset = builder.mul(arguments[2], arguments[2].type(LINE))
        address = builder.gep(builder.bitcast(place, byte), [offset])
        builder.call(prefetch, [address, number(READ), number(KEEP), number(DATA)])
        return context.get_dummy_value()

    return types.void(array, row, types.intp), emit


_prefetch = intrinsic(_prefetch_typed)


def _compiled_fetch_soon(array: Any, row: Any, line: Any = 0) -> Any:
    return lambda array, row, line=0: _prefetch(array, row, line)


overload(fetch_soon, jit_options={"_nrt": False}, strict=False)(_compiled_fetch_soon)
