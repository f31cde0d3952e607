"""What Dash stores for a callback: its wrapper around the user's function, and the manager of a background callback."""

from __future__ import annotations

import inspect
from types import CellType
from typing import Any, Mapping

#: Names of Dash's wrapper function; the second is for coroutine functions, since 3.1.
_NAMES = ("add_context", "async_add_context")


def background_of(entry: dict[str, Any]) -> Any:
    """Return the settings of a background callback, ``None`` or empty for any other. The key is ``long`` up to Dash 2.18."""
    return entry.get("background") or entry.get("long")


def manager_of(app: Any, entry: dict[str, Any]) -> Any:
    """Return the manager of a background callback: its own, or the app's."""
    background = background_of(entry)
    own = background.get("manager") if isinstance(background, dict) else None
    return own or entry.get("manager") or getattr(app, "_background_manager", None)


def cells_of_wrapper(callback: Any, depth: int = 3) -> Mapping[str, CellType]:
    """Return the closure variables of Dash's wrapper, by name: ``func`` is the user's function.

    There may be other wrappers around Dash's. Empty if none of them is Dash's.
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
    """Return the content of a closure variable, ``None`` if there is no such variable or it is still empty."""
    try:
        return None if cell is None else cell.cell_contents
    except ValueError:  # still empty
        return None
