"""How long callbacks take on the server, told in the ``Server-Timing`` header of their own answers."""

from __future__ import annotations

import contextvars
import functools
import inspect
import time
from typing import Any, Optional

_MARK = "_dash_callback_devtools_timed"

#: Seconds that the user's function took in the current call; a list, as the function may run in a copy of the context.
_function_time: contextvars.ContextVar[Optional[list[float]]] = contextvars.ContextVar("function_time", default=None)


def time_callbacks(app: Any) -> None:
    """Wrap all callbacks of an app that are not wrapped yet; those declared with ``dash.callback`` too.

    Background callbacks stay as they are: their function runs in another process.
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


def _timed(callback: Any) -> Any:
    """Wrap what Dash calls: arguments, the user's function, and putting its result into JSON."""

    def begin() -> tuple[float, list[float], Any]:
        spent: list[float] = []
        return time.perf_counter(), spent, _function_time.set(spent)

    def end(started: float, spent: list[float], token: Any, context: Any) -> None:
        total = time.perf_counter() - started
        try:
            _function_time.reset(token)
            _tell(context, total, sum(spent) if spent else None)
        except Exception:  # noqa: BLE001 - the app comes first
            return

    if inspect.iscoroutinefunction(callback):

        @functools.wraps(callback)
        async def timed_async(*args: Any, **kwargs: Any) -> Any:
            started, spent, token = begin()
            result = await callback(*args, **kwargs)
            end(started, spent, token, kwargs.get("callback_context"))
            return result

        timed: Any = timed_async
    else:

        @functools.wraps(callback)
        def timed_sync(*args: Any, **kwargs: Any) -> Any:
            started, spent, token = begin()
            result = callback(*args, **kwargs)
            end(started, spent, token, kwargs.get("callback_context"))
            return result

        timed = timed_sync
    setattr(timed, _MARK, True)
    return timed


def _tell(context: Any, total: float, function: Optional[float]) -> None:
    response = getattr(context, "dash_response", None)
    if response is None:
        return
    value = f"__dash_server;dur={total * 1000:.3f}"
    if function is not None:
        value += f", function;dur={function * 1000:.3f}"
    if hasattr(response, "append_header"):
        response.append_header("Server-Timing", value)
    else:
        response.headers.add("Server-Timing", value)


def _time_function(callback: Any) -> None:
    """Put a clock around the user's function itself, which Dash's wrapper holds as its free variable ``func``."""
    names = getattr(getattr(callback, "__code__", None), "co_freevars", ())
    if "func" not in names:
        return
    cell = callback.__closure__[names.index("func")]
    function = cell.cell_contents
    if not callable(function) or hasattr(function, _MARK):
        return

    def note(started: float) -> None:
        spent = _function_time.get()
        if spent is not None:
            spent.append(time.perf_counter() - started)

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
