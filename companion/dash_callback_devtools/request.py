"""The current request and the answer to it, on Flask, FastAPI and Quart alike."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlparse


def _headers(app: Any) -> Any:
    backend = getattr(app, "backend", None)
    if backend is not None:
        return backend.request_adapter().headers
    import flask

    return flask.request.headers


def query(app: Any, name: str) -> str:
    """Return an argument of the address that is asked, empty when it has none of the name."""
    backend = getattr(app, "backend", None)
    if backend is not None:
        return str(backend.request_adapter().args.get(name, ""))
    import flask

    return flask.request.args.get(name, "")


def is_own_request(app: Any) -> bool:
    """Tell whether a page of this very app asks, and not one of another site.

    Browsers say so themselves (``Sec-Fetch-Site``); of an older one the ``Origin`` has to be the host that was asked. A
    request that says nothing comes from no page of another site: those send an origin.
    """
    headers = _headers(app)
    site = headers.get("Sec-Fetch-Site") or headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("Origin") or headers.get("origin")
    host = headers.get("Host") or headers.get("host")
    return origin is None or urlparse(origin).netloc == host


def respond(app: Any, body: dict[str, Any], status: int) -> Any:
    """Return a JSON response of the app's backend."""
    text = json.dumps(body, default=str)
    backend = getattr(app, "backend", None)
    if backend is not None:
        return backend.make_response(text, content_type="application/json", status=status)
    import flask

    return flask.Response(text, status=status, mimetype="application/json")
