"""Start an example: arguments, a free port, one line when it listens."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from typing import Any

from dash import Dash

from . import background
from .ctx_log import CtxLog

HOST = "127.0.0.1"


def _parse_arguments(with_jobs: bool) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="A Dash example. Stop it with Ctrl+C.",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help="port on 127.0.0.1; a free one if 0 or not given",
    )
    parser.add_argument(
        "--log",
        default=os.environ.get("DASH_CTX_LOG"),
        metavar="FILE",
        help="append what each server callback saw and sent, as JSON lines "
        "(also: environment variable DASH_CTX_LOG)",
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        help="Dash's dev tools and the Werkzeug debugger",
    )
    if with_jobs:
        background.add_arguments(parser)
    return parser.parse_args()


def _listen(port: int) -> socket.socket:
    """Return a bound socket, so that no other program takes the port before the server."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        sys.exit(f"Port {port} cannot be used: {error.strerror}.")
    return listener


def _announce(listener: socket.socket) -> None:
    """Print the address; tools that start an example wait for this line."""
    print(f"Dash is running on http://{HOST}:{listener.getsockname()[1]}/", flush=True)


def _serve_flask(app: Dash, listener: socket.socket, debug: bool) -> None:
    from werkzeug.debug import DebuggedApplication
    from werkzeug.serving import make_server

    wsgi: Any = app.server
    if debug:
        app.server.debug = True
        wsgi = DebuggedApplication(wsgi, evalex=True)
    else:
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
    listener.listen(128)
    # app.run() would announce itself before it listens and knows no port 0.
    server = make_server(
        HOST,
        listener.getsockname()[1],
        wsgi,
        threaded=True,
        fd=listener.fileno(),
    )
    _announce(listener)
    server.serve_forever()


def _serve_asgi(app: Dash, listener: socket.socket) -> None:
    import uvicorn

    class AnnouncingServer(uvicorn.Server):
        """Prints the address once requests are answered."""

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets=sockets)
            _announce(listener)

    # app.run() would start a second process, which hides its pid and its errors.
    config = uvicorn.Config(app.server, log_level="warning")
    AnnouncingServer(config).run(sockets=[listener])


def run(app: Dash, *more_apps: Dash) -> None:
    """Serve ``app`` until interrupted, as the command line says.

    ``more_apps`` live on the same server as ``app``; they only need to be named
    here so that their callbacks are logged too.
    """
    manager = getattr(app, "_background_manager", None)
    arguments = _parse_arguments(with_jobs=manager is not None)
    if manager is not None:
        if arguments.worker:
            background.run_worker(manager)
            return
        background.leave_in_order_when_terminated()
    # The dev tools would ask the internet for the newest Dash.
    os.environ.setdefault("DASH_DISABLE_VERSION_CHECK", "true")
    for each in (app, *more_apps):
        each.enable_dev_tools(debug=arguments.debug)
    if arguments.log:
        log = CtxLog(arguments.log)
        for each in (app, *more_apps):
            log.watch(each)
    listener = _listen(arguments.port)
    backend = getattr(getattr(app, "backend", None), "server_type", "flask")
    try:
        if backend == "flask":
            _serve_flask(app, listener, arguments.debug)
        else:
            _serve_asgi(app, listener)
    except KeyboardInterrupt:
        pass
