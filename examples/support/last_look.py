"""A manager that never takes a job for cancelled whose result has just arrived.

Each poll makes Dash look for the result first and then ask whether the job is still
running. If the job ends between the two, Dash finds no result and no job, takes the job
for cancelled and drops its result. It happens rarely: on a busy machine, about once in
a thousand jobs that end at any moment between two polls.
"""

from __future__ import annotations

import threading
from typing import Any


def keeps_late_results(manager: type) -> type:
    """Return a manager class that calls a job running until a poll has found its result."""

    class LastLook(manager):  # type: ignore[misc, valid-type]
        """After a poll that found no result, looks once more before it calls the job ended."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._polled = threading.local()

        def get_result(self, key: str, job: Any) -> Any:
            found = super().get_result(key, job)
            self._polled.missing = key if found is self.UNDEFINED else None
            return found

        def job_running(self, job: Any) -> Any:
            running = super().job_running(job)
            missing = getattr(self._polled, "missing", None)
            if running or missing is None:
                return running
            store = getattr(self.handle, "backend", self.handle)
            return store.get(missing) is not None

    return LastLook
