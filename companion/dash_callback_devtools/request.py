"""The current request and the response to it, on Flask, FastAPI and Quart."""

from __future__ import annotations

import json
from typing import Any, Mapping, Optional
from urllib.parse import SplitResult, urlsplit

#: Sent by the extension's agent. A page from another site cannot add it without a CORS preflight, which Dash's servers do not
#: grant.
OWN_HEADER = "X-Dash-Callback-Devtools"
_PORTS = {"http": 80, "https": 443}


def _request(app: Any) -> Any:
    backend = getattr(app, "backend", None)
    if backend is not None:
        return backend.request_adapter()
    import flask

    return flask.request


def query(app: Any, name: str) -> str:
    """Return an argument of the request's query string, empty if there is none with this name."""
    return str(_request(app).args.get(name, ""))


def is_own_request(app: Any) -> bool:
    """Return whether the request was sent by the extension from a page of this app, and not of another site.

    It must have the extension's header. On HTTPS and on localhost, browsers send its origin (``Sec-Fetch-Site``); elsewhere,
    ``Origin`` and ``Referer``, as far as they are present, must name the requested host. The name of that host is not checked,
    because an app behind a proxy does not know its own: with DNS rebinding, a page can request this like anything else from
    Dash.
    """
    request = _request(app)
    headers: Mapping[str, str] = {name.lower(): value for name, value in request.headers.items()}
    if OWN_HEADER.lower() not in headers:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return all(_is_of_host(headers[name], headers, request.url) for name in ("origin", "referer") if name in headers)


def _is_of_host(source: str, headers: Mapping[str, str], asked: str) -> bool:
    """Return whether a URL has the requested scheme, host and port, as far as those are known.

    A proxy passes the requested host in ``X-Forwarded-Host``. A proxy that terminates TLS may not say so, so an HTTPS page may
    arrive as HTTP; an HTTP page requesting HTTPS is not a page of this app.
    """
    try:
        return _is_same_place(urlsplit(source), headers, asked)
    except ValueError:  # not a URL
        return False


def _is_same_place(page: SplitResult, headers: Mapping[str, str], asked: str) -> bool:
    scheme = _first(headers.get("x-forwarded-proto")) or urlsplit(asked).scheme
    if page.scheme not in _PORTS or (scheme == "https" and page.scheme != "https"):
        return False
    hosts = (headers.get("host"), _first(headers.get("x-forwarded-host")))
    return any(_place(urlsplit(f"//{host}"), page.scheme) == _place(page, page.scheme) for host in hosts if host)


def _place(address: SplitResult, scheme: str) -> tuple[Optional[str], int]:
    return address.hostname, address.port or _PORTS[scheme]


def _first(listed: Optional[str]) -> Optional[str]:
    """Return the first value in a list from several proxies, which is the one closest to the browser."""
    return None if listed is None else listed.split(",")[0].strip()


def respond(app: Any, body: dict[str, Any], status: int) -> Any:
    """Return a JSON response of the app's backend."""
    text = json.dumps(body)
    backend = getattr(app, "backend", None)
    if backend is not None:
        response = backend.make_response(text, content_type="application/json", status=status)
    else:
        import flask

        response = flask.Response(text, status=status, mimetype="application/json")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
