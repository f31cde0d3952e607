"""A clock around every request of an app, on Flask, Quart and FastAPI."""

from __future__ import annotations

from typing import Any, Optional

from .measured import begin, take, to_header
from .wrapping import Enter, Leave, after_own_frame, wrapped

_MARK = "_dash_callback_devtools_clock"


def watch_requests(app: Any) -> None:
    """Start a clock with each request, and report the measurements in the response.

    Called after Dash's own hooks are in place, so that the clock is around them: a response without content
    (``PreventUpdate``) and an error response have the header too.
    """
    kind = getattr(getattr(app, "backend", None), "server_type", "flask")
    if kind == "fastapi":
        app.server.add_middleware(_RequestClock)
    elif kind == "quart":
        _watch_quart(app.server)
    else:
        _watch_flask(app.server)


def _watch_flask(server: Any) -> None:
    from flask import g

    def before() -> None:
        begin()

    def after(response: Any) -> Any:
        _add(response.headers, getattr(g, "timing_information", None))
        return response

    server.before_request(before)
    server.after_request(after)


def _watch_quart(server: Any) -> None:
    from quart import g

    async def before() -> None:
        begin()

    async def after(response: Any) -> Any:
        _add(response.headers, getattr(g, "timing_information", None))
        return response

    server.before_request(before)
    server.after_request(after)


def _add(headers: Any, recorded: Any) -> None:
    value = _header(recorded)
    if value is not None:
        headers.add("Server-Timing", value)


def _header(recorded: Any) -> Optional[str]:
    try:
        measured = take()
        return None if measured is None else to_header(measured, recorded)
    except Exception:  # noqa: BLE001 - the app comes first
        return None


class _RequestClock:
    """The same for FastAPI: an ASGI middleware that passes everything else through unchanged."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            begin()
            send = wrapped(send, _MARK, _with_header(scope))
        try:
            await self.app(scope, receive, send)
        except BaseException as error:
            error.__traceback__ = after_own_frame(error)
            raise


def _with_header(scope: Any) -> Enter:
    def enter(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Optional[Leave]]:
        (message,) = args
        value = _header((scope.get("state") or {}).get("timing_information")) if message["type"] == "http.response.start" else None
        if value is None:
            return args, None
        header = (b"server-timing", value.encode("latin-1", "replace"))
        return ({**message, "headers": [*message.get("headers", []), header]},), None

    return enter
