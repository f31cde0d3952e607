"""What the worker of a background callback records about a run: started, every progress, ended, and its process.

Only times, never values.
"""

from __future__ import annotations

import os
import time
from typing import Any, Callable, Optional

from .job_store import write
from .wrapping import Leave, wrapped

#: Key in the context that Dash passes to the worker. The worker records only if the server requested it.
CONTEXT_KEY = "_dash_callback_devtools"
#: Minimum seconds between two writes of progress. Every progress is kept, but a job that reports a thousand times a second is not
#: slowed down.
PACE = 0.1
#: Maximum number of progress times that are kept; earlier ones are only counted. A header has no room for more (``job_words.py``).
KEPT = 300
_MARK = "_dash_callback_devtools_recorded"


def recorded(function: Callable[..., Any], handle: Any, progress: bool) -> Callable[..., Any]:
    """Wrap the user's function for the worker. If the server did not request a record, the function runs unchanged.

    ``handle`` is its manager's cache or Celery app, ``progress`` whether Dash passes ``set_progress`` as the first argument.
    """

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        from dash._callback_context import context_value

        asked = (context_value.get() or {}).get(CONTEXT_KEY)
        if asked is None:
            return args, None
        record = _Record(handle, asked)
        if progress and args and callable(args[0]):
            return (_noted(args[0], record), *args[1:]), record.leave
        return args, record.leave

    return function if hasattr(function, _MARK) else wrapped(function, _MARK, enter)


def _noted(set_progress: Callable[..., Any], record: _Record) -> Callable[..., Any]:
    def leave(error: Optional[BaseException], _result: Any) -> None:
        if error is None:
            record.note_progress()

    return wrapped(set_progress, _MARK, lambda args: (args, leave))


class _Record:
    """What is known about one run of a job."""

    def __init__(self, handle: Any, asked: dict[str, Any]) -> None:
        self.handle = handle
        self.job = _own_job(handle)
        self.facts: dict[str, Any] = {**asked, "started": time.time(), "task": self.job, "count": 0, "progress": []}
        self.written = 0.0
        self.write()

    def note_progress(self) -> None:
        progress = self.facts["progress"]
        progress.append(time.time())
        self.facts["count"] += 1
        del progress[:-KEPT]
        if time.monotonic() - self.written >= PACE:
            self.write()

    def leave(self, error: Optional[BaseException], _result: Any) -> None:
        from dash.exceptions import PreventUpdate

        self.facts["ended"] = time.time()
        self.facts["failed"] = error is not None and not isinstance(error, PreventUpdate)
        self.write()

    def write(self) -> None:
        self.written = time.monotonic()
        write(self.handle, self.job, self.facts)


def _own_job(handle: Any) -> str:
    """Return the id that the manager gave the current job: Celery's task id, or the process id for Diskcache."""
    if hasattr(handle, "backend"):
        from celery import current_task

        return str(current_task.request.id)
    return str(os.getpid())
