"""What the worker of a background callback knows: queued, started, every progress, ended, and which process it is.

The worker writes it beside the results, in the cache or the result backend of the job's manager, and takes it away with the
last poll; the answers to the page's polls tell it. Times only, never a value.
"""

from __future__ import annotations

import functools
import json
import os
import time
import uuid
from typing import Any, Callable, Optional

from .measured import current
from .wrapping import Leave, wrapped

#: Name in the context that Dash hands to the worker. The worker records only what the server asked for.
CONTEXT_KEY = "_dash_callback_devtools"
#: Progress is written at most so often, in seconds: each is kept, but a job that reports a thousand times a second is not slowed.
PACE = 0.1
#: The most moments of progress that are kept and told; earlier ones are counted.
KEPT = 400
#: Seconds after which a cache drops what nobody asked for.
EXPIRE = 3_600
_MARK = "_dash_callback_devtools_jobs"


def _manager_class() -> Any:
    try:
        from dash.background_callback.managers import BaseBackgroundCallbackManager as base
    except ImportError:  # up to Dash 2.18
        from dash.long_callback.managers import BaseLongCallbackManager as base
    return base


def watch_jobs() -> None:
    """Watch the jobs of all managers of this process, those that come later too."""
    base = _manager_class()
    if not hasattr(base, _MARK):
        setattr(base, _MARK, True)
        register = base.register

        @functools.wraps(register)
        def registered(self: Any, key: Any, fn: Any, progress: Any) -> Any:
            return register(self, key, _recorded(fn, self.handle, bool(progress)), progress)

        base.register = registered
    for manager in base.managers:
        if _MARK in vars(manager):
            continue
        setattr(manager, _MARK, True)
        for job in manager.func_registry.values():
            _record_function(job, manager.handle)
        _tell_of_jobs(manager)


def _record_function(job: Any, handle: Any) -> None:
    """Have a job recorded that was made before: it holds the user's function as its free variable ``fn``."""
    names = getattr(getattr(job, "__code__", None), "co_freevars", ())
    if "fn" not in names or "progress" not in names:
        return  # a Celery task: its worker makes its own, with `register` above
    cells = dict(zip(names, job.__closure__))
    cells["fn"].cell_contents = _recorded(cells["fn"].cell_contents, handle, bool(cells["progress"].cell_contents))


def _tell_of_jobs(manager: Any) -> None:
    call_job_fn, get_result = manager.call_job_fn, manager.get_result

    def call(key: Any, job_fn: Any, args: Any, context: Any) -> Any:
        run = uuid.uuid4().hex[:12]
        queued = time.time()
        try:
            context[CONTEXT_KEY] = {"run": run, "queued": queued, "key": key}
            measured = current()
            if measured is not None:
                measured.job = _in_words({"run": run, "queued": queued})
        except Exception:  # noqa: BLE001 - the app comes first
            pass
        return call_job_fn(key, job_fn, args, context)

    def result(key: Any, job: Any) -> Any:
        found = get_result(key, job)
        try:
            measured = current()
            told = _read(manager.handle, key)
            if measured is not None and told is not None:
                measured.job = _in_words(told)
                if told.get("ended") is not None:
                    _delete(manager.handle, key)
        except Exception:  # noqa: BLE001 - the app comes first
            pass
        return found

    manager.call_job_fn, manager.get_result = call, result


def _in_words(told: dict[str, Any]) -> str:
    """Return what is known of a job as text for a header: moments are milliseconds before now."""
    now = time.time()

    def ago(moment: float) -> str:
        return f"{max(0.0, (now - moment) * 1000):.0f}"

    words = [f"run={told['run']}"]
    words += [f"{name}={ago(told[name])}" for name in ("queued", "started", "ended") if told.get(name) is not None]
    if told.get("failed"):
        words.append("failed=1")
    if told.get("task") is not None:
        words.append(f"task={told['task']}")
    progress = told.get("progress") or []
    if progress:
        words.append(f"progress={told['count'] - len(progress)}:" + ",".join(ago(moment) for moment in progress))
    return " ".join(words)


class _Record:
    """What the worker writes of one run of a job."""

    def __init__(self, handle: Any, asked: dict[str, Any]) -> None:
        self.handle = handle
        self.key = asked["key"]
        self.told: dict[str, Any] = {
            "run": asked["run"],
            "queued": asked["queued"],
            "started": time.time(),
            "task": _task(handle),
            "count": 0,
            "progress": [],
        }
        self.written = 0.0
        self.write()

    def note_progress(self) -> None:
        progress = self.told["progress"]
        progress.append(time.time())
        self.told["count"] += 1
        del progress[:-KEPT]
        if time.monotonic() - self.written >= PACE:
            self.write()

    def end(self, failed: bool) -> None:
        self.told["ended"] = time.time()
        self.told["failed"] = failed
        self.write()

    def write(self) -> None:
        self.written = time.monotonic()
        _write(self.handle, self.key, self.told)


def _recorded(fn: Callable[..., Any], handle: Any, progress: bool) -> Callable[..., Any]:
    """Wrap the user's function for the worker. It is what was there before where the server asked for no record."""

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Leave]:
        record, given = _begin(handle, progress, args)
        return given, functools.partial(_end, record)

    return fn if hasattr(fn, _MARK) else wrapped(fn, _MARK, enter)


def _begin(handle: Any, progress: bool, args: tuple[Any, ...]) -> tuple[Optional[_Record], tuple[Any, ...]]:
    try:
        from dash._callback_context import context_value

        asked = (context_value.get() or {}).get(CONTEXT_KEY)
        if asked is None:
            return None, args
        record = _Record(handle, asked)
        if progress and args and callable(args[0]):
            return record, (_noted(args[0], record), *args[1:])
        return record, args
    except Exception:  # noqa: BLE001 - the app comes first
        return None, args


def _noted(set_progress: Callable[..., Any], record: _Record) -> Callable[..., Any]:
    @functools.wraps(set_progress)
    def noted(*args: Any, **kwargs: Any) -> Any:
        result = set_progress(*args, **kwargs)
        try:
            record.note_progress()
        except Exception:  # noqa: BLE001 - the app comes first
            pass
        return result

    return noted


def _end(record: Optional[_Record], error: Optional[BaseException]) -> None:
    if record is None:
        return
    try:
        from dash.exceptions import PreventUpdate

        record.end(error is not None and not isinstance(error, PreventUpdate))
    except Exception:  # noqa: BLE001 - the app comes first
        return


def _task(handle: Any) -> str:
    if hasattr(handle, "backend"):
        from celery import current_task

        return str(current_task.request.id)
    return str(os.getpid())


def _name(key: str) -> str:
    return f"{key}-callback-devtools"


def _write(handle: Any, key: str, told: dict[str, Any]) -> None:
    text = json.dumps(told)
    if hasattr(handle, "backend"):
        handle.backend.set(_name(key), text)
    else:
        handle.set(_name(key), text, expire=EXPIRE)


def _read(handle: Any, key: str) -> Optional[dict[str, Any]]:
    text = handle.backend.get(_name(key)) if hasattr(handle, "backend") else handle.get(_name(key))
    return None if text is None else json.loads(text)


def _delete(handle: Any, key: str) -> None:
    if hasattr(handle, "backend"):
        handle.backend.delete(_name(key))
    else:
        handle.delete(_name(key))
