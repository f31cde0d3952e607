"""Where what is known of a job is kept: beside its result, in the cache or the result backend of its manager."""

from __future__ import annotations

import json
from typing import Any, Optional

#: Seconds after which the store drops what nobody asked for.
EXPIRE = 3_600


def write(handle: Any, job: Any, told: dict[str, Any]) -> None:
    """Keep what is known of a job. ``job`` is the id that its manager gave it: a process id, or Celery's task id."""
    text = json.dumps(told)
    if not hasattr(handle, "backend"):
        handle.set(_name(job), text, expire=EXPIRE)
        return
    handle.backend.set(_name(job), text)
    try:
        handle.backend.expire(_name(job), EXPIRE)
    except NotImplementedError:  # Celery's base class; files, for one, have no expiry
        pass


def read(handle: Any, job: Any) -> Optional[dict[str, Any]]:
    """Return what is known of a job, ``None`` when that is nothing."""
    text = handle.backend.get(_name(job)) if hasattr(handle, "backend") else handle.get(_name(job))
    return None if text is None else json.loads(text)


def delete(handle: Any, job: Any) -> None:
    """Forget a job."""
    if hasattr(handle, "backend"):
        handle.backend.delete(_name(job))
    else:
        handle.delete(_name(job))


def _name(job: Any) -> str:
    return f"{job}-callback-devtools"
