"""Log what a background job does, from inside the process that runs it.

One JSON line per event: the job's own account, to be compared with what the page got
to see. The manager of an example (``background.py``) puts it around every job; the
callback functions know nothing of it.

``event``     "start", "progress" (a ``set_progress``), "set_props", "end" or "error".
              A job that is ended from outside (cancelled, superseded, served from the
              cache, its worker killed) has none of the last two
``job``       process id or Celery task id, as a string, as on the wire before Dash
              signs it
``callback``  name of the function
``output``    the outputs, as on the wire: concrete ids where the callback has MATCH
``at``        Unix time in milliseconds, before the event takes effect: no poll can
              see a value earlier
``value``     start: the arguments, a list or an object. progress: always a list, as
              Dash keeps it. set_props: ``{id: props}``, as Dash keeps it: with what
              the job set before on the same component. end: what was returned, null
              for PreventUpdate. error: "Type: message"
``outcome``   only at "end": "ok" or "prevented"
"""

from __future__ import annotations

import functools
import inspect
import json
import os
import sys
import time
from types import TracebackType
from typing import Any, Callable, Optional

from dash._callback_context import context_value
from dash._utils import stringify_id, to_json
from dash.exceptions import PreventUpdate

VARIABLE = "DASH_JOB_LOG"


def write_line(path: str, record: dict[str, Any]) -> None:
    """Append one line in one write: several processes may write at once.

    The file is opened each time, so that there is nothing to hand over to a forked
    or spawned process.
    """
    line = (json.dumps(record) + "\n").encode()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, line)
    finally:
        os.close(file)


def _as_json(value: Any) -> Any:
    try:
        return json.loads(to_json(value))
    except Exception:  # Dash will raise it in the job
        return None


def _job_id() -> str:
    celery = sys.modules.get("celery")
    if celery is not None and celery.current_task:
        return str(celery.current_task.request.id)
    return str(os.getpid())


def _output_key() -> Optional[str]:
    """Return the outputs as a request writes them: "a.x" or "..a.x...b.y.."."""

    def key(output: dict[str, Any]) -> str:
        return f"{stringify_id(output['id'])}.{output['property']}"

    outputs = getattr(context_value.get(), "outputs_list", None)
    if isinstance(outputs, dict):
        return key(outputs)
    if not outputs:
        return None
    flat = [each for part in outputs for each in (part if isinstance(part, list) else [part])]
    return f"..{'...'.join(map(key, flat))}.."


class _Job:
    """One run of a job: a context manager that writes its first and last line."""

    def __init__(self, path: str, function: Callable, args: tuple, kwargs: dict):
        self._path = path
        self._name = function.__name__
        self._arguments = kwargs if kwargs else list(args)
        self._output: Optional[str] = None
        self.returned: Any = None

    def note(self, event: str, value: Any = None, **more: Any) -> None:
        """Write a line. Never raises: the job comes first."""
        record = {
            "event": event,
            "job": _job_id(),
            "callback": self._name,
            "output": self._output,
            "at": time.time() * 1000,
            "value": _as_json(value),
            **more,
        }
        try:
            write_line(self._path, record)
        except Exception as error:
            print(f"job log: {type(error).__name__}: {error}", file=sys.stderr)

    def watch_progress(self, set_progress: Callable) -> Callable:
        """Return Dash's ``set_progress`` with a line before each value."""

        @functools.wraps(set_progress)
        def logged(value: Any) -> Any:
            listed = isinstance(value, (list, tuple))
            self.note("progress", list(value) if listed else [value])
            return set_progress(value)

        return logged

    def _watch_set_props(self) -> None:
        """Log what Dash puts into the slot from which a poll takes it."""
        props = getattr(context_value.get(), "updated_props", None)
        put = getattr(props, "on_change", None)
        if put is None:  # before Dash 2.17
            return

        def logged(component_id: str, value: dict[str, Any]) -> Any:
            self.note("set_props", {component_id: value})
            return put(component_id, value)

        props.on_change = logged

    def __enter__(self) -> _Job:
        self._output = _output_key()
        self._watch_set_props()
        self.note("start", self._arguments)
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if error is None:
            self.note("end", self.returned, outcome="ok")
        elif isinstance(error, PreventUpdate):
            self.note("end", outcome="prevented")
        elif isinstance(error, Exception):
            self.note("error", f"{type(error).__name__}: {error}")


def watch(function: Callable, has_progress: bool, path: str) -> Callable:
    """Return the function of a background callback with a log around each run.

    Dash asks whether it is a coroutine function, so that stays as it was. The module
    stays this one: where processes are spawned, dill looks for the globals there.
    """
    copied = ("__name__", "__qualname__", "__doc__")

    def begin(args: tuple, kwargs: dict) -> tuple[_Job, tuple]:
        own = args[1:] if has_progress else args
        job = _Job(path, function, own, kwargs)
        return job, ((job.watch_progress(args[0]), *own) if has_progress else own)

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function, assigned=copied)
        async def logged(*args: Any, **kwargs: Any) -> Any:
            job, args = begin(args, kwargs)
            with job:
                job.returned = await function(*args, **kwargs)
            return job.returned

    else:

        @functools.wraps(function, assigned=copied)
        def logged(*args: Any, **kwargs: Any) -> Any:
            job, args = begin(args, kwargs)
            with job:
                job.returned = function(*args, **kwargs)
            return job.returned

    return logged


def logged(manager: type, path: Optional[str]) -> type:
    """Return a manager class whose jobs are logged to ``path``; the same without one."""
    if path is None:
        return manager

    class LoggedManager(manager):  # type: ignore[misc, valid-type]
        """Returns the logged function when Dash turns a function into a job."""

        def make_job_fn(self, fn: Callable, progress: Any, key: Any = None) -> Any:
            return super().make_job_fn(watch(fn, bool(progress), path), progress, key)

    return LoggedManager
