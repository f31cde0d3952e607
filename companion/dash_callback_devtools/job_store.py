"""Store what is known about a job next to its result, in its manager's cache or result backend."""

from __future__ import annotations

import json
from typing import Any, Optional

#: Seconds after which the store drops a record that was never requested.
EXPIRE = 3_600


def write(handle: Any, job: Any, record: dict[str, Any]) -> None:
    """Store what is known about a job. ``job`` is the id that its manager gave it: a process id, or Celery's task id."""
    text = json.dumps(record)
    if not hasattr(handle, "backend"):
        handle.set(_name(job), text, expire=EXPIRE)
        return
    handle.backend.set(_name(job), text)
    try:
        handle.backend.expire(_name(job), EXPIRE)
    except NotImplementedError:  # Celery's base class; the file backend, for example, has no expiry
        pass


def read(handle: Any, job: Any) -> Optional[dict[str, Any]]:
    """Return what is known about a job, or ``None``."""
    text = handle.backend.get(_name(job)) if hasattr(handle, "backend") else handle.get(_name(job))
    return None if text is None else json.loads(text)


def delete(handle: Any, job: Any) -> None:
    """Delete the record of a job."""
    if hasattr(handle, "backend"):
        handle.backend.delete(_name(job))
    else:
        handle.delete(_name(job))


def _name(job: Any) -> str:
    return f"{job}-callback-devtools"
