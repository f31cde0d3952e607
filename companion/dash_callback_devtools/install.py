"""Activate the companion if the app runs in debug mode or the environment variable is set."""

from __future__ import annotations

import json
import os
from typing import Any, Callable, Optional

from .describe import describe
from .jobs import watch_jobs, watch_workers
from .places import note_places
from .request import is_own_request, query, respond
from .request_clock import watch_requests
from .sockets import take_of, watch_sockets
from .timing import time_callbacks, time_json
from .wrapping import Leave, wrapped

#: Names of the routes. FastAPI and Quart set up an app only for paths with this prefix.
ROUTE = "_dash-callback-devtools"
SOCKET_ROUTE = "_dash-callback-devtools-socket"
#: Key in ``_dash-config`` that shows the page that the routes exist.
CONFIG_KEY = "callback_devtools"
SWITCH = "DASH_CALLBACK_DEVTOOLS"
#: Dash runs a FastAPI app of ``app.run(debug=True)`` in a separate process, which learns about debug mode from this variable, but
#: late. Processes that it starts inherit the variable.
_FASTAPI_CONFIG = "_DASH_FASTAPI_CONFIG"
_MARK = "_dash_callback_devtools"


def install(app: Any) -> None:
    """Prepare an app. Nothing is visible until it is in debug mode or ``SWITCH`` is ``1``.

    Never raises: an app that the companion cannot handle runs without it.
    """
    try:
        if getattr(app, _MARK, None) is not None:
            return
        setattr(app, _MARK, "ready")
        note_places(app)
        if os.environ.get(SWITCH) == "1":
            _switch_on(app)
            watch_workers()
        elif _is_debug_process(app):
            _switch_on(app)
        else:
            _switch_on_in_debug_mode(app)
    except Exception:  # noqa: BLE001 - the app comes first
        return


def _is_debug_process(app: Any) -> bool:
    is_fastapi = getattr(getattr(app, "backend", None), "server_type", None) == "fastapi"
    return is_fastapi and bool(json.loads(os.environ.get(_FASTAPI_CONFIG, "{}")).get("debug"))


def _switch_on_in_debug_mode(app: Any) -> None:
    def leave(_error: Optional[BaseException], debug: Any) -> None:
        if debug:
            _switch_on(app)

    app.enable_dev_tools = wrapped(app.enable_dev_tools, _MARK, lambda args: (args, leave))


def _switch_on(app: Any) -> None:
    if getattr(app, _MARK, None) == "on":
        return
    setattr(app, _MARK, "on")
    _when_routed(app)
    _add_to_config(app)
    time_json()
    watch_sockets()


def _add_to_config(app: Any) -> None:
    def leave(_error: Optional[BaseException], made: Any) -> None:
        if isinstance(made, dict):
            made[CONFIG_KEY] = {"version": 1}

    app._config = wrapped(app._config, _MARK, lambda args: (args, leave))


def _when_routed(app: Any) -> None:
    """Add the routes and the clocks: immediately if the app already has its server, otherwise as soon as it does."""

    def add() -> None:
        _watch_callbacks(app)
        watch_requests(app)
        _add_routes(app)

    # `Dash.__init__` sets up the routes after hooks and plugins; `enable_dev_tools` is called after both.
    if getattr(app, "routes", None):
        add()
        return

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        add()
        return args, None

    app._setup_routes = wrapped(app._setup_routes, _MARK, enter)


def _add_routes(app: Any) -> None:
    def answering(body_of: Callable[[], dict[str, Any]]) -> Callable[[], Any]:
        def answer() -> Any:
            if not is_own_request(app):
                return respond(app, {"error": "Only pages of this app may request this."}, 403)
            return respond(app, body_of(), 200)

        return answer

    app._add_url(ROUTE, answering(lambda: describe(app)))
    app._add_url(SOCKET_ROUTE, answering(lambda: {"calls": take_of(query(app, "renderer"))}))


def _watch_callbacks(app: Any) -> None:
    """Before each call, wrap callbacks declared since the last one. By the first call, Dash has all of them."""

    def watch() -> None:
        time_callbacks(app)
        watch_jobs(app)

    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        watch()
        return args, None

    # Dash 2 has no `_prepare_callback`: `dispatch` does everything, and Flask may hold a reference to it already. So Flask calls
    # `watch` before it.
    if hasattr(app, "_prepare_callback"):
        app._prepare_callback = wrapped(app._prepare_callback, _MARK, enter)
    else:
        app.server.before_request(watch)
