"""What is measured for one request, and how the response reports it: the ``Server-Timing`` header."""

from __future__ import annotations

import contextvars
import re
import time
from typing import Any, Mapping, Optional

#: Prefix of our entries; what an app records with ``ctx.record_timing`` does not have it.
PREFIX = "dcd-"


class Measured:
    """One request of a callback. All durations are in seconds, ``None`` until they are measured."""

    def __init__(self, socket: Optional[tuple[str, str]] = None) -> None:
        """Start the clock.

        ``socket`` identifies a request that arrived over the websocket: its renderer and its number.
        """
        self.began = time.perf_counter()
        self.socket = socket
        #: From the request to the callback: reading the request, and waiting for a thread.
        self.before: Optional[float] = None
        #: Everything Dash calls for the request: arguments, function, result, JSON.
        self.callback: Optional[float] = None
        #: The user's function.
        self.function: Optional[float] = None
        #: Encoding the result as JSON.
        self.json: Optional[float] = None
        #: What is known about the job of a background callback, as text (``jobs.py``).
        self.job: Optional[str] = None
        #: The key under which Dash has looked for the result of a job in this request, and whether it found one.
        self.polled: Optional[tuple[str, bool]] = None

    def in_milliseconds(self) -> dict[str, float]:
        """Return what was measured, without the total, by name."""
        seconds = {"before": self.before, "callback": self.callback, "function": self.function, "json": self.json}
        return {name: round(value * 1000, 3) for name, value in seconds.items() if value is not None}


_current: contextvars.ContextVar[Optional[Measured]] = contextvars.ContextVar("dash_callback_devtools", default=None)


def begin(socket: Optional[tuple[str, str]] = None) -> None:
    """Start to measure the request that the calling thread or task handles."""
    _current.set(Measured(socket))


def current() -> Optional[Measured]:
    """Return the measurements of the current request; ``None`` outside a request."""
    return _current.get()


def take() -> Optional[Measured]:
    """Return the measurements of the current request and clear them, so that several apps on one server report them once."""
    measured = _current.get()
    _current.set(None)
    return measured


def to_header(measured: Measured, recorded: Optional[Mapping[str, Any]]) -> Optional[str]:
    """Return the value of ``Server-Timing``, ``None`` for a request that ran no callback.

    ``recorded`` is what Dash stores from ``ctx.record_timing``. In debug mode it also has an entry for the whole request, and Dash
    sends it in a header of its own.
    """
    if measured.callback is None and measured.job is None:
        return None
    entries = [f"{PREFIX}{name};dur={value}" for name, value in measured.in_milliseconds().items()]
    if measured.job is not None:
        entries.append(f'{PREFIX}job;desc="{measured.job}"')
    if "__dash_server" not in (recorded or {}):
        entries.insert(0, f"__dash_server;dur={(time.perf_counter() - measured.began) * 1000:.3f}")
        entries += [f"{_plain(name)};dur={info['dur']}" for name, info in (recorded or {}).items() if info.get("dur") is not None]
    return ", ".join(entries)


def _plain(name: str) -> str:
    """Return a name with only characters that are valid in a header."""
    return re.sub(r'[^!#-+\--:<-~]', "_", name)
