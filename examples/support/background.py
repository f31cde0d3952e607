"""Where the jobs of an example run, as the command line says.

``--manager diskcache`` (the default) runs each job in a process of its own and keeps
its results in a temporary folder, which is removed when the example ends.
``--manager celery`` hands the jobs to a Celery worker by way of Redis. The worker is
the same file, started a second time:

    python examples/job_progress.py --manager celery
    python examples/job_progress.py --manager celery --worker
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, NoReturn, Optional
from urllib.parse import urlsplit

from . import job_log
from .last_look import keeps_late_results

MANAGERS = ("diskcache", "celery")
DEFAULT_REDIS = "redis://127.0.0.1:6379/0"
# Where a process that is a copy of this one finds the folder instead of making one.
_FOLDER = "DASH_EXAMPLE_CACHE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that only examples with background callbacks have."""
    parser.add_argument(
        "--manager",
        choices=MANAGERS,
        default="diskcache",
        help="what runs the jobs; celery needs Redis and a worker",
    )
    parser.add_argument(
        "--redis",
        default=os.environ.get("REDIS_URL", DEFAULT_REDIS),
        metavar="URL",
        help=f"for celery; {DEFAULT_REDIS} by default "
        "(also: environment variable REDIS_URL)",
    )
    parser.add_argument(
        "--worker",
        action="store_true",
        help="run the Celery worker of this example instead of its server",
    )
    parser.add_argument(
        "--job-log",
        default=os.environ.get(job_log.VARIABLE),
        metavar="FILE",
        help="append what each job does, as JSON lines; with celery, pass it to the "
        f"worker (also: environment variable {job_log.VARIABLE})",
    )


def _read_arguments() -> argparse.Namespace:
    """Return our options; the manager is needed long before ``run`` parses all options."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_arguments(parser)
    return parser.parse_known_args()[0]


def _leave_without(extra: str, error: ImportError) -> NoReturn:
    sys.exit(f'{error.name} is missing: pip install "dash[{extra}]"')


def _end_jobs_and_remove(folder: str, owner: int) -> None:
    """Remove the folder at exit, after the jobs that would write into it."""
    if os.getpid() != owner:  # a job is a fork of the server
        return
    import multiprocess

    for job in multiprocess.active_children():
        job.kill()
        job.join(1)
    shutil.rmtree(folder, ignore_errors=True)


def _cache_folder() -> str:
    # If processes are not forked, each job imports the example again.
    inherited = os.environ.get(_FOLDER)
    if inherited is not None and os.path.isdir(inherited):
        return inherited
    folder = tempfile.mkdtemp(prefix="dash-jobs-")
    os.environ[_FOLDER] = folder
    atexit.register(_end_jobs_and_remove, folder, os.getpid())
    return folder


def _make_diskcache(log: Optional[str], cache_by: Any) -> Any:
    try:
        import diskcache  # noqa: F401
        import multiprocess  # noqa: F401
        import psutil  # noqa: F401
    except ImportError as error:
        _leave_without("diskcache", error)
    from dash import DiskcacheManager

    from .fork_safe import ForkSafeCache

    return job_log.logged(keeps_late_results(DiskcacheManager), log)(
        ForkSafeCache(_cache_folder()), cache_by=cache_by
    )


def _require_redis(url: str) -> None:
    """Exit with one line if Redis does not respond; Celery would retry for minutes."""
    import redis

    place = urlsplit(url)
    address = f"{place.hostname}:{place.port or 6379}"  # no password
    try:
        redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3).ping()
    except (redis.RedisError, ValueError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        sys.exit(
            f"No Redis answers at {address} ({reason}): "
            "start redis-server, or name another one with --redis URL."
        )


def _make_celery(url: str, log: Optional[str], cache_by: Any) -> Any:
    try:
        import celery
        import redis  # noqa: F401
    except ImportError as error:
        _leave_without("celery", error)
    from dash import CeleryManager

    _require_redis(url)
    name = Path(sys.argv[0]).stem
    tasks = celery.Celery(name, broker=url, backend=url)
    tasks.conf.update(
        # Several examples may share one Redis; each takes only its own jobs.
        task_default_queue=f"dash-{name}",
        broker_connection_retry_on_startup=True,
        # If Redis is down, a call fails within seconds.
        redis_socket_connect_timeout=2,
        redis_socket_timeout=5,
        task_publish_retry_policy={"max_retries": 1},
        result_backend_transport_options={"retry_policy": {"max_retries": 1}},
        # The example prints its own messages.
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
    )
    return job_log.logged(keeps_late_results(CeleryManager), log)(tasks, cache_by=cache_by)


def make_manager(cache_by: Optional[list[Callable[[], Any]]] = None) -> Any:
    """Return the manager chosen on the command line."""
    arguments = _read_arguments()
    log = os.path.abspath(arguments.job_log) if arguments.job_log else None
    if arguments.manager == "celery":
        return _make_celery(arguments.redis, log, cache_by)
    if arguments.worker:
        sys.exit("--worker needs --manager celery.")
    return _make_diskcache(log, cache_by)


def run_worker(manager: Any) -> None:
    """Run the worker until interrupted; prints one line when it accepts jobs."""
    from celery.signals import worker_ready

    @worker_ready.connect(weak=False)
    def announce(**_: Any) -> None:
        print("The Celery worker is ready.", flush=True)

    # As many at once as the examples can start; none of them uses much CPU.
    manager.handle.worker_main(
        ["--quiet", "worker", "--loglevel=WARNING", "--concurrency=4"]
        + ["--without-gossip", "--without-mingle"]
    )


def leave_in_order_when_terminated() -> None:
    """Make SIGTERM end the program like Ctrl+C, so that it cleans up."""

    def leave(*_: Any) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
