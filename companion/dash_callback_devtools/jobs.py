"""Background callbacks: the server makes the worker record what happens (``job_record.py``) and reports it with the page's polls.

The record is deleted with the last poll, or when the job is cancelled.
"""

from __future__ import annotations

import contextvars
import time
import uuid
from typing import Any, Optional

from .dash_wrapper import background_of, cells_of_wrapper, content_of, manager_of
from .job_record import CONTEXT_KEY, recorded
from .job_store import delete, read
from .job_words import in_words
from .measured import current
from .wrapping import Leave, wrapped

_MARK = "_dash_callback_devtools_jobs"
#: Dash's managers terminate a job after reading its result; its record is still needed for one more report.
_reading: contextvars.ContextVar[bool] = contextvars.ContextVar("dash_callback_devtools_reading", default=False)


def watch_workers() -> None:
    """Record every function that is registered with a manager from here on: for Celery workers, which serve no requests."""
    base = _manager_class()
    if hasattr(base.register, _MARK):
        return

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        manager, key, function, progress = args
        # A manager that is not a subclass of Dash's has no handle, or not yet.
        handle = getattr(manager, "handle", None)
        return (args if handle is None else (manager, key, recorded(function, handle, bool(progress)), progress)), None

    base.register = wrapped(base.register, _MARK, enter)


def _manager_class() -> Any:
    try:
        from dash.background_callback.managers import BaseBackgroundCallbackManager as base
    except ImportError:  # up to Dash 2.18
        from dash.long_callback.managers import BaseLongCallbackManager as base
    return base


def watch_jobs(app: Any) -> None:
    """Watch the jobs of an app's background callbacks that are not watched yet."""
    for entry in list(app.callback_map.values()):
        try:
            if background_of(entry):
                _watch(manager_of(app, entry), entry["callback"])
        except Exception:  # noqa: BLE001 - the app comes first, and one odd callback must not hide the others
            continue


def _watch(manager: Any, callback: Any) -> None:
    handle = getattr(manager, "handle", None)
    cells = cells_of_wrapper(callback)
    # `long_key` up to Dash 2.18. A manager has the functions of all apps of the process, by these keys.
    key = content_of(cells.get("background_key") or cells.get("long_key"))
    job = None if handle is None else manager.func_registry.get(key)
    if job is None:
        return
    if _MARK not in vars(manager):
        setattr(manager, _MARK, {})
        _report_jobs(manager)
    watched = vars(manager)[_MARK]
    if watched.get(key) is not job:
        watched[key] = job
        _record_function(job, handle)


def _record_function(job: Any, handle: Any) -> None:
    """Record a job that already exists: it holds the user's function in its free variable ``fn``."""
    names = getattr(getattr(job, "__code__", None), "co_freevars", ())
    if "fn" not in names or "progress" not in names:
        return  # a Celery task: its worker creates its own, with `register` above
    cells = dict(zip(names, job.__closure__))
    cells["fn"].cell_contents = recorded(cells["fn"].cell_contents, handle, bool(cells["progress"].cell_contents))


def _report_jobs(manager: Any) -> None:
    handle, watched = manager.handle, vars(manager)[_MARK]

    def enter_call(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        key, job_fn, _, context = args
        if not any(each is job_fn for each in watched.values()):
            return args, None
        asked = {"run": uuid.uuid4().hex[:12], "queued": time.time(), "key": key}
        context[CONTEXT_KEY] = asked
        measured = current()
        if measured is not None:
            measured.job = in_words(asked)

        def leave(error: Optional[BaseException], job: Any) -> None:
            # A process that has ended may have left a record under the same id.
            record = None if error is not None or job is None else read(handle, job)
            if record is not None and record.get("run") != asked["run"]:
                delete(handle, job)

        return args, leave

    def enter_result(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        key, _ = args
        measured = current()
        if measured is None:
            return args, None
        token = _reading.set(True)

        def leave(_error: Optional[BaseException], found: Any) -> None:
            _reading.reset(token)
            measured.polled = (key, found is not manager.UNDEFINED)

        return args, leave

    def enter_running(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        (job,) = args
        measured = current()
        if measured is None or measured.polled is None or job is None:
            return args, None
        key, has_result = measured.polled

        # Not before Dash has asked both: it takes a job for cancelled that ends between the two, and the time of a reading
        # in between would make that more likely.
        def leave(_error: Optional[BaseException], _running: Any) -> None:
            record = read(handle, job)
            if record is None or record.get("key") != key:
                return
            measured.job = in_words(record)
            if has_result:
                delete(handle, job)

        return args, leave

    def enter_terminate(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        (job,) = args

        def leave(_error: Optional[BaseException], _result: Any) -> None:
            if job is not None and not _reading.get():
                delete(handle, job)

        return args, leave

    manager.call_job_fn = wrapped(manager.call_job_fn, _MARK, enter_call)
    manager.get_result = wrapped(manager.get_result, _MARK, enter_result)
    manager.job_running = wrapped(manager.job_running, _MARK, enter_running)
    manager.terminate_job = wrapped(manager.terminate_job, _MARK, enter_terminate)
