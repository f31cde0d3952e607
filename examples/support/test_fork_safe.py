"""A fork of the process finds SQLite idle."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from diskcache import Cache

from support.fork_safe import ForkSafeCache


@pytest.mark.skipif(not hasattr(os, "fork"), reason="jobs are no copies on Windows")
def test_a_copy_waits_until_nobody_is_in_sqlite(tmp_path: Path) -> None:
    cache = ForkSafeCache(str(tmp_path))
    inside, about_to_fork = threading.Event(), threading.Event()
    order: list[str] = []

    def use() -> None:
        with cache.transact():
            inside.set()
            about_to_fork.wait()
            # Time enough for a fork that does not wait for us.
            time.sleep(0.2)
            cache.set("told", "before")
            order.append("out")

    user = threading.Thread(target=use)
    user.start()
    inside.wait()
    about_to_fork.set()
    copy = os.fork()
    if copy == 0:
        found = cache.get("told")
        cache.set("told", f"{found} and after")
        os._exit(0)
    order.append("copied")
    user.join()
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    assert order == ["out", "copied"]
    assert cache.get("told") == "before and after"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="jobs are no copies on Windows")
def test_a_copy_inherits_no_connection(tmp_path: Path) -> None:
    cache = ForkSafeCache(str(tmp_path))
    cache.set("key", 1)
    assert cache._local.con is not None
    copy = os.fork()
    if copy == 0:
        os._exit(0 if getattr(cache._local, "con", None) is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    assert cache.get("key") == 1


def test_threads_share_one_connection(tmp_path: Path) -> None:
    cache = ForkSafeCache(str(tmp_path))
    cache.set("count", 0)
    connection = cache._local.con

    def count() -> None:
        for _ in range(50):
            with cache.transact():
                cache.set("count", cache.get("count") + 1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.get("count") == 200
    assert cache._local.con is connection


def test_it_is_a_diskcache(tmp_path: Path) -> None:
    cache = ForkSafeCache(str(tmp_path))
    with cache.transact():
        assert cache.add("key", 1)
        assert not cache.add("key", 2)
    assert cache.set("key", 3)
    assert cache.touch("key", expire=60)
    with Cache(str(tmp_path)) as plain:
        assert plain.get("key") == 3
    assert cache.delete("key")
    assert cache.get("key", "none") == "none"
