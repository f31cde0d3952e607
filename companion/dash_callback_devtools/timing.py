"""How long callbacks take on the server: clocks around what Dash calls, the user's function and the JSON of its result."""

from __future__ import annotations

import functools
import inspect
import time
from typing import Any

from .measured import Measured, current
from .sockets import keep

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
                entry["callback"] = _timed(callback)
    except Exception:  # noqa: BLE001 - the app comes first
        return


def time_json() -> None:
    """Put a clock around the function with which Dash writes a result as JSON."""
    from dash import _callback

    to_json = _callback.to_json
    if hasattr(to_json, _MARK):
        return

    @functools.wraps(to_json)
    def timed(value: Any) -> Any:
        measured = current()
        if measured is None:
            return to_json(value)
        started = time.perf_counter()
        try:
            return to_json(value)
        finally:
            measured.json = (measured.json or 0.0) + time.perf_counter() - started

    setattr(timed, _MARK, True)
    _callback.to_json = timed


def _start(measured: Measured) -> float:
    now = time.perf_counter()
    measured.before = now - measured.began
    return now


def _end(measured: Measured, started: float) -> None:
    measured.callback = time.perf_counter() - started
    keep(measured)


def _timed(callback: Any) -> Any:
    """Wrap what Dash calls: arguments, the user's function, and putting its result into JSON."""
    if inspect.iscoroutinefunction(callback):

        @functools.wraps(callback)
        async def timed_async(*args: Any, **kwargs: Any) -> Any:
            measured = current()
            if measured is None:
                return await callback(*args, **kwargs)
            started = _start(measured)
            try:
                return await callback(*args, **kwargs)
            finally:
                _end(measured, started)

        timed: Any = timed_async
    else:

        @functools.wraps(callback)
        def timed_sync(*args: Any, **kwargs: Any) -> Any:
            measured = current()
            if measured is None:
                return callback(*args, **kwargs)
            started = _start(measured)
            try:
                return callback(*args, **kwargs)
            finally:
                _end(measured, started)

        timed = timed_sync
    setattr(timed, _MARK, True)
    return timed


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
    if not callable(function) or hasattr(function, _MARK):
        return

    def note(started: float) -> None:
        measured = current()
        if measured is not None:
            measured.function = time.perf_counter() - started

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def clocked_async(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return await function(*args, **kwargs)
            finally:
                note(started)

        clocked: Any = clocked_async
    else:

        @functools.wraps(function)
        def clocked_sync(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                note(started)

        clocked = clocked_sync
    setattr(clocked, _MARK, True)
    cell.cell_contents = clocked
