"""Switch the companion on, where the app runs in debug mode or somebody asked for it."""

from __future__ import annotations

import functools
import json
import os
from typing import Any

from .describe import describe
from .jobs import watch_jobs
from .places import note_places
from .request import is_own_request, query, respond
from .request_clock import watch_requests
from .sockets import take_of, watch_sockets
from .timing import time_callbacks, time_json

#: Names of the routes. FastAPI and Quart prepare an app only for paths that begin like this.
ROUTE = "_dash-callback-devtools"
SOCKET_ROUTE = "_dash-callback-devtools-socket"
#: Name in ``_dash-config`` by which the page knows that the routes are there.
CONFIG_KEY = "callback_devtools"
SWITCH = "DASH_CALLBACK_DEVTOOLS"
#: Dash runs a FastAPI app of ``app.run(debug=True)`` in a process of its own, which learns of it by this variable, late.
_FASTAPI_CONFIG = "_DASH_FASTAPI_CONFIG"
_MARK = "_dash_callback_devtools"


def install(app: Any) -> None:
    """Prepare an app. Nothing is there for anybody to see until it is in debug mode or ``SWITCH`` is ``1``.

    Never raises: an app that the companion does not understand goes without it.
    """
    try:
        if getattr(app, _MARK, None) is not None:
            return
        setattr(app, _MARK, "ready")
        note_places()
        if os.environ.get(SWITCH) == "1" or _is_debug_process():
            _switch_on(app)
        else:
            _switch_on_in_debug_mode(app)
    except Exception:  # noqa: BLE001 - the app comes first
        return


def _is_debug_process() -> bool:
    return bool(json.loads(os.environ.get(_FASTAPI_CONFIG, "{}")).get("debug"))


def _switch_on_in_debug_mode(app: Any) -> None:
    enable_dev_tools = app.enable_dev_tools

    @functools.wraps(enable_dev_tools)
    def enable(*args: Any, **kwargs: Any) -> Any:
        debug = enable_dev_tools(*args, **kwargs)
        if debug:
            try:
                _switch_on(app)
            except Exception:  # noqa: BLE001 - the app comes first
                pass
        return debug

    app.enable_dev_tools = enable


def _switch_on(app: Any) -> None:
    if getattr(app, _MARK, None) == "on":
        return
    setattr(app, _MARK, "on")
    _when_routed(app)
    _tell_in_config(app)
    _time_after_set_up(app)
    time_json()
    watch_jobs()
    watch_sockets()


def _tell_in_config(app: Any) -> None:
    make_config = app._config

    @functools.wraps(make_config)
    def config(*args: Any, **kwargs: Any) -> Any:
        made = make_config(*args, **kwargs)
        if isinstance(made, dict):
            made[CONFIG_KEY] = {"version": 1}
        return made

    app._config = config


def _when_routed(app: Any) -> None:
    """Add the routes and the clock, at once where the app has its server already, else as soon as it has."""
    # In `Dash.__init__` the routes come after hooks and plugins; `enable_dev_tools` is called later than both.
    if getattr(app, "routes", None):
        watch_requests(app)
        _add_routes(app)
        return
    set_up_routes = app._setup_routes

    @functools.wraps(set_up_routes)
    def routes(*args: Any, **kwargs: Any) -> Any:
        watch_requests(app)
        _add_routes(app)
        return set_up_routes(*args, **kwargs)

    app._setup_routes = routes


def _add_routes(app: Any) -> None:
    def answer() -> Any:
        if not is_own_request(app):
            return respond(app, {"error": "Only pages of this app may ask."}, 403)
        time_callbacks(app)
        return respond(app, describe(app), 200)

    def answer_socket() -> Any:
        if not is_own_request(app):
            return respond(app, {"error": "Only pages of this app may ask."}, 403)
        return respond(app, {"calls": take_of(query(app, "renderer"))}, 200)

    app._add_url(ROUTE, answer)
    app._add_url(SOCKET_ROUTE, answer_socket)


def _time_after_set_up(app: Any) -> None:
    """Wrap the callbacks once Dash has put them all into the app, which is with the first request."""
    # What is declared already, and with each request what came since: `dispatch` up to Dash 3, `_prepare_callback` after.
    time_callbacks(app)
    for name in ("dispatch", "_prepare_callback"):
        method = getattr(app, name, None)
        if method is not None:
            setattr(app, name, _after_timing(app, method))


def _after_timing(app: Any, method: Any) -> Any:
    @functools.wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        time_callbacks(app)
        watch_jobs()
        return method(*args, **kwargs)

    return call
