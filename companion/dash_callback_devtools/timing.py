"""How long callbacks take on the server: clocks around what Dash calls, the user's function, and encoding its result as JSON."""

from __future__ import annotations

import time
from typing import Any, Optional

from .dash_wrapper import background_of, cells_of_wrapper, content_of
from .measured import current
from .sockets import keep
from .wrapping import Enter, Leave, wrapped

_MARK = "_dash_callback_devtools_timed"


def time_callbacks(app: Any) -> None:
    """Wrap all callbacks of an app that are not wrapped yet, except those that Dash has not assigned to an app so far.

    Background callbacks are not wrapped: their function runs in another process, which ``jobs.py`` reports on.
    """
    for entry in list(app.callback_map.values()):
        try:
            callback = entry.get("callback")
            if callback is None or hasattr(callback, _MARK) or background_of(entry):
                continue
            _time_function(callback)
            entry["callback"] = wrapped(callback, _MARK, _around_callback)
        except Exception:  # noqa: BLE001 - the app comes first, and one odd callback must not hide the others
            continue


def time_json() -> None:
    """Put a clock around the function with which Dash encodes a result as JSON.

    All apps of the process share it. It is measured only inside callbacks that ``time_callbacks`` wrapped.
    """
    from dash import _callback

    if not hasattr(_callback.to_json, _MARK):
        _callback.to_json = wrapped(_callback.to_json, _MARK, _clock("json"))


def _clock(name: str) -> Enter:
    """Return what to do before a function whose time is measured for the current call."""

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        measured = current()
        if measured is None or measured.before is None:
            return args, None
        started = time.perf_counter()

        def leave(_error: Optional[BaseException], _result: Any) -> None:
            setattr(measured, name, (getattr(measured, name) or 0.0) + time.perf_counter() - started)

        return args, leave

    return enter


def _around_callback(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
    """Measure what Dash calls: arguments, the user's function, and encoding its result as JSON."""
    measured = current()
    if measured is None:
        return args, None
    started = time.perf_counter()
    measured.before = started - measured.began

    def leave(_error: Optional[BaseException], _result: Any) -> None:
        measured.callback = time.perf_counter() - started
        keep(measured)

    return args, leave


def _time_function(callback: Any) -> None:
    """Put a clock around the user's function itself, which Dash's wrapper holds in its free variable ``func``."""
    cell = cells_of_wrapper(callback).get("func")
    function = content_of(cell)
    if cell is not None and callable(function) and not hasattr(function, _MARK):
        cell.cell_contents = wrapped(function, _MARK, _clock("function"))
