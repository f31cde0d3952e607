"""How long callbacks take on the server: clocks around what Dash calls, the user's function and the JSON of its result."""

from __future__ import annotations

import inspect
import time
from typing import Any, Optional

from .measured import current
from .sockets import keep
from .wrapping import Leave, wrapped

_MARK = "_dash_callback_devtools_timed"


def time_callbacks(app: Any) -> None:
    """Wrap all callbacks of an app that are not wrapped yet; those declared with ``dash.callback`` too.

    Background callbacks stay as they are: their function runs in another process, and ``jobs.py`` tells of it.
    """
    try:
        from dash import _callback

        for callbacks in (app.callback_map, _callback.GLOBAL_CALLBACK_MAP):
            for entry in list(callbacks.values()):
                callback = entry.get("callback")
                if callback is None or hasattr(callback, _MARK) or entry.get("background") or entry.get("long"):
                    continue
                _time_function(callback)
                entry["callback"] = wrapped(callback, _MARK, _around_callback)
    except Exception:  # noqa: BLE001 - the app comes first
        return


def time_json() -> None:
    """Put a clock around the function with which Dash writes a result as JSON."""
    from dash import _callback

    if not hasattr(_callback.to_json, _MARK):
        _callback.to_json = wrapped(_callback.to_json, _MARK, _clock("json"))


def _clock(name: str) -> Any:
    """Return what to do before a function whose time is one of those measured of the current request."""

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Leave]:
        measured = current()
        started = time.perf_counter()

        def leave(_error: Optional[BaseException]) -> None:
            if measured is not None:
                setattr(measured, name, (getattr(measured, name) or 0.0) + time.perf_counter() - started)

        return args, leave

    return enter


def _around_callback(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Leave]:
    """Measure what Dash calls: arguments, the user's function, and putting its result into JSON."""
    measured = current()
    started = time.perf_counter()
    if measured is not None:
        measured.before = started - measured.began

    def leave(_error: Optional[BaseException]) -> None:
        if measured is not None:
            measured.callback = time.perf_counter() - started
            keep(measured)

    return args, leave


def _cell_of_function(callback: Any, depth: int = 3) -> Any:
    """Return where Dash's wrapper holds the user's function; others may have put wrappers of their own around that."""
    code = getattr(callback, "__code__", None)
    cells = dict(zip(getattr(code, "co_freevars", ()), getattr(callback, "__closure__", None) or ()))
    if getattr(code, "co_name", None) in ("add_context", "async_add_context"):
        return cells.get("func")
    for cell in cells.values() if depth > 0 else ():
        try:
            inner = cell.cell_contents
        except ValueError:  # not filled yet
            continue
        found = _cell_of_function(inner, depth - 1) if inspect.isfunction(inner) else None
        if found is not None:
            return found
    return None


def _time_function(callback: Any) -> None:
    """Put a clock around the user's function itself, which Dash's wrapper holds as its free variable ``func``."""
    cell = _cell_of_function(callback)
    if cell is None:
        return
    function = cell.cell_contents
    if callable(function) and not hasattr(function, _MARK):
        cell.cell_contents = wrapped(function, _MARK, _clock("function"))
