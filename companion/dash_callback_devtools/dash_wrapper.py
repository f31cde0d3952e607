"""What Dash holds of a callback: the function it made around the author's, and the manager of a background callback."""

from __future__ import annotations

import inspect
from types import CellType
from typing import Any, Mapping

#: What Dash calls it: the second from 3.1 on, for coroutine functions.
_NAMES = ("add_context", "async_add_context")


def background_of(entry: dict[str, Any]) -> Any:
    """Return what Dash holds of a background callback, ``None`` or empty for any other. It was called ``long`` up to Dash 2.18."""
    return entry.get("background") or entry.get("long")


def manager_of(app: Any, entry: dict[str, Any]) -> Any:
    """Return the manager of a background callback: its own, or the app's."""
    background = background_of(entry)
    own = background.get("manager") if isinstance(background, dict) else None
    return own or entry.get("manager") or getattr(app, "_background_manager", None)


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
