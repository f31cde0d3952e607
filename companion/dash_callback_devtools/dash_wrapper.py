"""The function that Dash makes around a callback's function: what it holds, whatever others have put around it."""

from __future__ import annotations

import inspect
from types import CellType
from typing import Any, Mapping

#: What Dash calls it: the second from 3.1 on, for coroutine functions.
_NAMES = ("add_context", "async_add_context")


def cells_of_wrapper(callback: Any, depth: int = 3) -> Mapping[str, CellType]:
    """Return the variables that Dash's wrapper holds, by name: ``func`` is the function of the app's author.

    Others may have put wrappers of their own around Dash's. Empty when none of them is Dash's.
    """
    code = getattr(callback, "__code__", None)
    cells = dict(zip(getattr(code, "co_freevars", ()), getattr(callback, "__closure__", None) or ()))
    if getattr(code, "co_name", None) in _NAMES:
        return cells
    for cell in cells.values() if depth > 0 else ():
        inner = content_of(cell)
        found = cells_of_wrapper(inner, depth - 1) if inspect.isfunction(inner) else {}
        if found:
            return found
    return {}


def content_of(cell: Any) -> Any:
    """Return what a variable holds, ``None`` when there is no such variable or nothing in it yet."""
    try:
        return None if cell is None else cell.cell_contents
    except ValueError:  # not filled
        return None
