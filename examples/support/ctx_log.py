"""Log what every server callback saw in ``dash.ctx`` and what it sent.

One JSON line per call, written when the call ends. It is the server's own record of a
call, for comparing with what the panel shows for the same call. It works with any app
without changing its callback functions:

    CtxLog("calls.jsonl").watch(app)

Fields of a line:

``n``             number of the call by start, from 1; lines are in order of end
``app``           path the app is served under
``output``        key of the callback in ``app.callback_map``, as on the wire
``triggered`` ... ``outputs_grouping``   the ``dash.ctx`` attributes of that name;
                  ``triggered_truthy`` is ``bool(ctx.triggered)``, false on an
                  initial call although ``triggered`` has one entry
``function``      ``name``, ``file`` and ``line`` (of its first decorator) of the function, as
                  Python's own ``inspect`` finds its source
``background``    "start" or "poll" for a request of a background callback, else null
``returned``      the response body, parsed; null when there is none (204, error).
                  Values are as sent: a ``Patch`` is still a patch
``outcome``       "ok", "prevented" or "error". Dash up to 3.0 turns an update of
                  nothing into "prevented". An error that an error handler caught
                  is "ok": that is what was sent
``error``         "Type: message" or null
``started_ms``    Unix time, ``duration_ms``   how long; both in milliseconds
"""

from __future__ import annotations

import contextvars
import functools
import inspect
import itertools
import json
import os
import sys
import threading
import time
from typing import Any, Callable, Optional

from dash import Dash, ctx
from dash._callback_context import context_value
from dash._utils import to_json
from dash.exceptions import PreventUpdate

_MARK = "_ctx_log_wrapper"


def _as_json(value: Any) -> Any:
    """Return ``value`` as Dash's own JSON encoder writes it.

    This also copies it: callback functions may change the lists and dicts they get.
    """
    return json.loads(to_json(value))


def _as_json_or_none(value: Any) -> Any:
    try:
        return _as_json(value)
    except Exception:  # for example, an id that cannot be a JSON key
        return None


def _read_ctx(callback_context: Any) -> dict[str, Any]:
    """Return what ``dash.ctx`` answers inside a call with this context."""
    context_value.set(callback_context)

    # ctx.inputs_list and similar attributes are deprecated for dict signatures and
    # would warn in the app's name, so these are read from their source.
    def listed(name: str) -> Any:
        return getattr(callback_context, name, [])

    return {
        "triggered": _as_json(list(ctx.triggered)),
        "triggered_truthy": bool(ctx.triggered),
        "triggered_id": _as_json(ctx.triggered_id),
        "triggered_prop_ids": _as_json(ctx.triggered_prop_ids),
        "inputs": _as_json(ctx.inputs),
        "states": _as_json(ctx.states),
        "inputs_list": _as_json(listed("inputs_list")),
        "states_list": _as_json(listed("states_list")),
        "outputs_list": _as_json(listed("outputs_list")),
        "args_grouping": _as_json_or_none(ctx.args_grouping),
        "outputs_grouping": _as_json_or_none(ctx.outputs_grouping),
    }


def _describe(callback: Callable) -> Optional[dict[str, Any]]:
    """Return where the function of a callback is defined, ``None`` if Python cannot find it."""
    function = inspect.unwrap(callback)
    try:
        file, line = inspect.getsourcefile(function), inspect.getsourcelines(function)[1]
    except (OSError, TypeError):
        return None
    return {"name": function.__name__, "file": file, "line": line}


class _Call:
    """One running call: read at the start, written at the end."""

    def __init__(self, log: CtxLog, start: dict[str, Any], callback_context: Any):
        self._log = log
        self._record = start
        self._record["started_ms"] = time.time() * 1000
        try:
            # In a copied context, so that the call itself starts as it would have.
            self._record.update(
                contextvars.copy_context().run(_read_ctx, callback_context)
            )
        except Exception as error:
            log.complain(error)
        self._began = time.perf_counter()

    def end(self, outcome: str, sent: Any = None, error: Optional[str] = None) -> None:
        """Write the line. Never raises: the answer of the app comes first."""
        duration = (time.perf_counter() - self._began) * 1000
        try:
            self._record["returned"] = (
                json.loads(sent) if isinstance(sent, (str, bytes)) else None
            )
            self._record["outcome"] = outcome
            self._record["error"] = error
            self._record["duration_ms"] = duration
            self._log.write(self._record)
        except Exception as failure:
            self._log.complain(failure)

    def end_with(self, error: BaseException) -> None:
        """Write the line of a call that raised."""
        if isinstance(error, PreventUpdate):
            self.end("prevented")
        else:
            self.end("error", error=f"{type(error).__name__}: {error}")


class CtxLog:
    """A file of JSON lines; one log may watch several apps."""

    def __init__(self, path: str) -> None:
        """Create ``path`` if it is missing; lines are appended to what it holds."""
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._functions: dict[str, Any] = {}

    def write(self, record: dict[str, Any]) -> None:
        """Append one line in one write, so that readers never see half of it."""
        line = (json.dumps(record) + "\n").encode()
        with self._lock:
            os.write(self._file, line)

    def complain(self, error: BaseException) -> None:
        """Say that the log, not the app, has a problem."""
        print(f"ctx log: {type(error).__name__}: {error}", file=sys.stderr)

    def watch(self, app: Dash) -> None:
        """Log every server callback of ``app``, also those added later.

        Before the first request ``app.callback_map`` lacks what was declared with
        ``dash.callback``. Dash merges it in a before-request handler which it
        registered when the app was made, so a handler registered now runs after it.
        """
        backend = getattr(app, "backend", None)  # since Dash 4.2
        before_request = (
            backend.before_request if backend is not None else app.server.before_request
        )

        def wrap_new() -> None:
            for output, entry in list(app.callback_map.items()):
                callback = entry.get("callback")  # missing when clientside
                if callback is not None and not hasattr(callback, _MARK):
                    self._functions[output] = _describe(callback)
                    entry["callback"] = self._wrap(app, output, entry, callback)

        before_request(wrap_new)

    def _start(
        self, app: Dash, output: str, entry: dict[str, Any], callback_context: Any
    ) -> _Call:
        background = None
        if entry.get("background") or entry.get("long"):
            polling = "cacheKey" in (getattr(callback_context, "args", None) or {})
            if not hasattr(callback_context, "args"):  # before Dash 4.2
                from flask import request

                polling = "cacheKey" in request.args
            background = "poll" if polling else "start"
        start = {
            "n": next(self._numbers),
            "app": app.config.requests_pathname_prefix,
            "output": output,
            "function": self._functions.get(output),
            "background": background,
        }
        return _Call(self, start, callback_context)

    def _wrap(
        self, app: Dash, output: str, entry: dict[str, Any], callback: Callable
    ) -> Callable:
        """Return ``callback`` with a log around it.

        Dash asks whether the function is a coroutine function, and tools look for
        the app's own function in ``__wrapped__``, so both stay as they were.
        """
        if inspect.iscoroutinefunction(callback):

            @functools.wraps(callback)
            async def logged(*args: Any, **kwargs: Any) -> Any:
                call = self._start(app, output, entry, kwargs.get("callback_context"))
                try:
                    sent = await callback(*args, **kwargs)
                except BaseException as error:
                    call.end_with(error)
                    raise
                call.end("ok", sent)
                return sent

        else:

            @functools.wraps(callback)
            def logged(*args: Any, **kwargs: Any) -> Any:
                call = self._start(app, output, entry, kwargs.get("callback_context"))
                try:
                    sent = callback(*args, **kwargs)
                except BaseException as error:
                    call.end_with(error)
                    raise
                call.end("ok", sent)
                return sent

        setattr(logged, _MARK, True)
        if hasattr(callback, "__wrapped__"):
            logged.__wrapped__ = callback.__wrapped__  # type: ignore[attr-defined]
        return logged
