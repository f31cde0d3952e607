"""A diskcache that is idle whenever the server forks.

Dash starts each job of a ``DiskcacheManager`` as a fork of the server, in which only the
forking thread continues. If another thread is inside SQLite at that moment, even just to
close its connection at its end, its locks stay locked in the fork, and the job waits for
them forever: with Dash 4.4, Python 3.11 and a busy machine, about one job in a thousand.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Callable

from diskcache import Cache
from diskcache.core import DBNAME

_IN_SQLITE = threading.RLock()


def _alone(method: Callable) -> Callable:
    """Return the method for one thread at a time, and for none during a fork."""

    @functools.wraps(method)
    def alone(*args: Any, **options: Any) -> Any:
        with _IN_SQLITE:
            return method(*args, **options)

    return alone


class ForkSafeCache(Cache):
    """Has one connection for all threads, which is closed before each fork.

    A thread that ends has nothing to close, and forks wait while the cache is in use. It
    covers what Dash's ``DiskcacheManager`` uses.
    """

    @_alone
    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        _CACHES.add(self)

    @property
    def _local(self) -> SimpleNamespace:
        return self._of_all_threads

    @_local.setter
    def _local(self, _: threading.local) -> None:
        self._of_all_threads = SimpleNamespace()

    @property
    def _con(self) -> sqlite3.Connection:
        connection = getattr(self._local, "con", None)
        if connection is None:
            connection = self._local.con = sqlite3.connect(
                os.path.join(self.directory, DBNAME),
                timeout=self.timeout,
                isolation_level=None,
                check_same_thread=False,
            )
            # As diskcache has it: a result need not outlive a power cut.
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    get = _alone(Cache.get)
    set = _alone(Cache.set)
    add = _alone(Cache.add)
    touch = _alone(Cache.touch)
    delete = _alone(Cache.delete)

    @contextmanager
    def transact(self, *args: Any, **options: Any) -> Iterator[None]:
        with _IN_SQLITE, super().transact(*args, **options):
            yield


_CACHES: weakref.WeakSet[ForkSafeCache] = weakref.WeakSet()


def _come_to_rest() -> None:
    _IN_SQLITE.acquire()
    for cache in _CACHES:
        cache.close()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(
        before=_come_to_rest,
        after_in_parent=_IN_SQLITE.release,
        after_in_child=_IN_SQLITE.release,
    )
