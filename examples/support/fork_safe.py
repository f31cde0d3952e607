"""A diskcache that is at rest whenever the server makes a copy of itself.

Dash starts each job of a ``DiskcacheManager`` as a copy (fork) of the server, in which
only the thread goes on that asked for it. Another thread that is inside SQLite at that
moment, if only to close its connection as it ends, leaves its locks taken in the copy,
and the job waits for them for ever: with Dash 4.4, Python 3.11 and a busy machine one
job in about a thousand.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from diskcache import Cache

_IN_SQLITE = threading.RLock()

if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(
        before=_IN_SQLITE.acquire,
        after_in_parent=_IN_SQLITE.release,
        after_in_child=_IN_SQLITE.release,
    )


class ForkSafeCache(Cache):
    """Lets nobody fork while it is used, and keeps no connection open in between.

    It covers what Dash's ``DiskcacheManager`` uses. Opening SQLite each time costs about
    a millisecond.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._uses = 0
        with self._in_use():
            super().__init__(*args, **settings)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with _IN_SQLITE:
            self._uses += 1
            try:
                yield
            finally:
                self._uses -= 1
                if self._uses == 0:
                    self.close()

    def get(self, *args: Any, **options: Any) -> Any:
        with self._in_use():
            return super().get(*args, **options)

    def set(self, *args: Any, **options: Any) -> bool:
        with self._in_use():
            return super().set(*args, **options)

    def add(self, *args: Any, **options: Any) -> bool:
        with self._in_use():
            return super().add(*args, **options)

    def touch(self, *args: Any, **options: Any) -> bool:
        with self._in_use():
            return super().touch(*args, **options)

    def delete(self, *args: Any, **options: Any) -> bool:
        with self._in_use():
            return super().delete(*args, **options)

    @contextmanager
    def transact(self, *args: Any, **options: Any) -> Iterator[None]:
        with self._in_use(), super().transact(*args, **options):
            yield
