"""What is measured of one request, and how the answer tells it: the ``Server-Timing`` header."""

from __future__ import annotations

import contextvars
import re
import time
from typing import Any, Mapping, Optional

#: Entries of ours begin like this; what an app records with ``ctx.record_timing`` does not.
PREFIX = "dcd-"


class Measured:
    """One request of a callback. All durations in seconds, ``None`` while nobody measured them."""

    def __init__(self, socket: Optional[tuple[str, str]] = None) -> None:
        """Start the clock.

        ``socket`` names a request that came over the websocket: its renderer and its number.
        """
        self.began = time.perf_counter()
        self.socket = socket
        #: From the request to the callback: reading it, and waiting for a thread.
        self.before: Optional[float] = None
        #: What Dash calls for the request: arguments, function, result, JSON.
        self.callback: Optional[float] = None
        #: The function that the app's author wrote.
        self.function: Optional[float] = None
        #: Putting the result into JSON.
        self.json: Optional[float] = None
        #: What is known of the job of a background callback, as text (``jobs.py``).
        self.job: Optional[str] = None

    def in_milliseconds(self) -> dict[str, float]:
        """Return what was measured, without the total, by name."""
        seconds = {"before": self.before, "callback": self.callback, "function": self.function, "json": self.json}
        return {name: round(value * 1000, 3) for name, value in seconds.items() if value is not None}


_current: contextvars.ContextVar[Optional[Measured]] = contextvars.ContextVar("dash_callback_devtools", default=None)


def begin(socket: Optional[tuple[str, str]] = None) -> None:
    """Measure the request that the calling thread or task answers from here on."""
    _current.set(Measured(socket))


def current() -> Optional[Measured]:
    """Return what is measured of the current request; ``None`` outside of one."""
    return _current.get()


def take() -> Optional[Measured]:
    """Return what was measured of the current request and forget it: several apps of one server tell it once."""
    measured = _current.get()
    _current.set(None)
    return measured


def to_header(measured: Measured, recorded: Optional[Mapping[str, Any]]) -> Optional[str]:
    """Return the value of ``Server-Timing``, ``None`` for a request that ran no callback.

    ``recorded`` is what Dash keeps of ``ctx.record_timing``. In debug mode Dash writes it into a header of its own; it has an
    entry for the whole request then.
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
    """Return a name that a header can carry."""
    return re.sub(r'[^!#-+\--:<-~]', "_", name)
